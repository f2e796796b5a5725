import type { Sourced } from '../revocation/revocation-question.ts';

/**
 * What validated timestamps have proved to exist, and since when (EN 319 102-1 clause 5.6.2.3, POE).
 * Objects are told apart by identity: a copy of the same list elsewhere has a proof of its own.
 */
export class ProofsOfExistence {
  readonly #earliest = new Map<object, number>();

  /** @param time milliseconds since 1970 UTC. */
  add(object: object, time: number): void {
    this.#earliest.set(object, Math.min(time, this.#earliest.get(object) ?? Infinity));
  }

  /** Null: nothing proves the object to have existed before now. */
  of(object: object): number | null {
    return this.#earliest.get(object) ?? null;
  }

  /** The evidence with the instants at which it is proved to have existed. */
  prove<T extends object>(evidence: readonly Sourced<T>[]): readonly Sourced<T>[] {
    if (this.#earliest.size === 0) return evidence;
    return evidence.map((piece) => ({ ...piece, provedAt: this.of(piece.value) }));
  }
}
