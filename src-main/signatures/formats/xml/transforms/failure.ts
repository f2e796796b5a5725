/** Why a reference gives no octets to hash. */
export type ReferenceFailureStatus = 'not-found' | 'unsupported' | 'refused';

/** Ends the processing of one reference; the others go on. */
export class ReferenceFailure extends Error {
  override readonly name = 'ReferenceFailure';
  readonly status: ReferenceFailureStatus;

  constructor(status: ReferenceFailureStatus, detail: string, options?: ErrorOptions) {
    super(detail, options);
    this.status = status;
  }
}
