import type { FetchFailure } from '#shared/contract/evidence.ts';

/** A request that gave nothing, with the typed reason; the message is for the log. */
export class FetchRefused extends Error {
  readonly failure: FetchFailure;

  constructor(failure: FetchFailure, detail: string, options?: ErrorOptions) {
    super(detail, options);
    this.name = 'FetchRefused';
    this.failure = failure;
  }
}
