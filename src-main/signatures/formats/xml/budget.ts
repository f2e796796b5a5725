import { LimitExceededError } from '../../limits.ts';
import { MAX_PROCESSING_MILLISECONDS, MAX_TRANSFORMED_BYTES, MAX_XPATH_VISITS } from './limits.ts';

const MIB = 1024 * 1024;

/**
 * What one file may cost. References may name the same large document thousands of times, so single
 * bounds do not bound the whole.
 */
export class Budget {
  readonly #deadline = performance.now() + MAX_PROCESSING_MILLISECONDS;
  #steps = 0;
  #bytes = 0;
  #visits = 0;

  /** Called for every node that is looked at. @throws LimitExceededError past the time for one file. */
  step(): void {
    this.#steps += 1;
    if (this.#steps % 4096 === 0) this.checkTime();
  }

  /** @throws LimitExceededError past the time for one file. */
  checkTime(): void {
    if (performance.now() > this.#deadline) {
      throw new LimitExceededError(`${MAX_PROCESSING_MILLISECONDS / 1000} seconds of XML processing`);
    }
  }

  /** @throws LimitExceededError past the octets that all transforms may give out. */
  spendBytes(count: number): void {
    this.#bytes += count;
    if (this.#bytes > MAX_TRANSFORMED_BYTES) {
      throw new LimitExceededError(`${MAX_TRANSFORMED_BYTES / MIB} MiB of transformed XML`);
    }
  }

  /** @throws LimitExceededError past the nodes that XPath expressions may look at. */
  visit(): void {
    this.#visits += 1;
    if (this.#visits > MAX_XPATH_VISITS) throw new LimitExceededError(`${MAX_XPATH_VISITS} nodes looked at by XPath`);
    this.step();
  }
}
