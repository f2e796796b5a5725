import { KeyContainerError } from './errors.ts';
import { MAX_WORK } from './limits.ts';

/** Cost of one iteration in units; a unit is about half a microsecond on a desk computer of 2020. */
export const COST = {
  /** HMAC by the engine, inside PBKDF2. */
  engineHmac: 1,
  /** A hash by the engine that is called for every iteration. */
  engineHash: 3,
  /** GOST 34.311 twice, as HMAC has it. */
  gostHmac: 20,
  gostHash: 10,
} as const;

/** What may still be spent on one container. A container chooses its numbers of iterations, and how often they are run. */
export class WorkBudget {
  #left = MAX_WORK;

  /** Call before the work. @throws KeyContainerError `too-expensive`; `damaged` for a count below one. */
  spend(iterations: number, cost: number): void {
    if (iterations < 1) throw new KeyContainerError('damaged', `${iterations} iterations`);
    this.#left -= iterations * cost;
    if (this.#left < 0) throw new KeyContainerError('too-expensive', `${iterations} iterations`);
  }
}
