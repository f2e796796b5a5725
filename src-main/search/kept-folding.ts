import { foldText } from '#shared/domain/search-folding.ts';

/** Texts that are kept folded; more of them, and it begins anew. */
const MOST = 50_000;

/** Folds texts and keeps what it folded: while somebody types, each letter looks through the whole register. */
export class KeptFolding {
  readonly #folded = new Map<string, string>();

  of(text: string): string {
    const known = this.#folded.get(text);
    if (known !== undefined) return known;
    const folded = foldText(text);
    if (this.#folded.size === MOST) this.#folded.clear();
    this.#folded.set(text, folded);
    return folded;
  }
}
