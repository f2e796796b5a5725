import { Asn1Error, childrenOf, isContext, isUniversal, TAG } from './tlv.ts';
import type { Tlv } from './tlv.ts';

/**
 * Walks the components of a SEQUENCE in order, as its ASN.1 definition lists them.
 * What the definition does not name is an error at `finish`, never skipped.
 */
export class Fields {
  readonly #items: readonly Tlv[];
  readonly #what: string;
  #at = 0;

  private constructor(items: readonly Tlv[], what: string) {
    this.#items = items;
    this.#what = what;
  }

  /** @param what name of the structure, for messages. */
  static ofSequence(tlv: Tlv | undefined, what: string): Fields {
    if (!isUniversal(tlv, TAG.sequence)) throw new Asn1Error(`${what}: not a SEQUENCE`);
    return new Fields(childrenOf(tlv), what);
  }

  /** Components below a context tag that replaces SEQUENCE (IMPLICIT). */
  static ofImplicit(tlv: Tlv, what: string): Fields {
    return new Fields(childrenOf(tlv), what);
  }

  peek(): Tlv | undefined {
    return this.#items[this.#at];
  }

  any(): Tlv {
    const item = this.#items[this.#at];
    if (item === undefined) throw new Asn1Error(`${this.#what}: a component is missing`);
    this.#at += 1;
    return item;
  }

  take(tagNumber: number): Tlv {
    const item = this.optional(tagNumber);
    if (item === null) throw new Asn1Error(`${this.#what}: component with tag ${tagNumber} expected`);
    return item;
  }

  optional(tagNumber: number): Tlv | null {
    return isUniversal(this.peek(), tagNumber) ? this.any() : null;
  }

  optionalContext(tagNumber: number): Tlv | null {
    return isContext(this.peek(), tagNumber) ? this.any() : null;
  }

  finish(): void {
    if (this.#at !== this.#items.length) throw new Asn1Error(`${this.#what}: unexpected component`);
  }
}

/** The one element below an EXPLICIT tag. */
export function explicit(tlv: Tlv, what: string): Tlv {
  const items = childrenOf(tlv);
  const [only] = items;
  if (only === undefined || items.length !== 1) throw new Asn1Error(`${what}: one element expected below its tag`);
  return only;
}
