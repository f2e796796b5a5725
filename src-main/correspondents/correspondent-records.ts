import type { CorrespondentEntry } from '#shared/contract/correspondents.ts';
import { CORRESPONDENT_CATEGORIES } from '#shared/domain/correspondents.ts';
import { foldedWords } from '#shared/domain/name-folding.ts';
import { z } from 'zod';
import type { DeskDatabase } from '../store/database.ts';

const columns = z.object({
  correspondent_id: z.string(),
  name: z.string(),
  other_names: z.string(),
  category: z.enum(CORRESPONDENT_CATEGORIES),
  letter: z.string(),
  address: z.string(),
  email: z.string(),
  code: z.string(),
  note: z.string(),
  head_only_lifted: z.number(),
});
const nameList = z.array(z.string());

export function entryOf(row: unknown): CorrespondentEntry {
  const { correspondent_id: correspondentId, other_names: otherNames, head_only_lifted: lifted, ...rest } = columns.parse(row);
  return { correspondentId, otherNames: nameList.parse(JSON.parse(otherNames)), ...rest, headOnlyLifted: lifted === 1 };
}

/** Reads the directory of correspondents. An entry that went up in another one is answered by that one. */
export class CorrespondentRecords {
  readonly #byId;
  readonly #byName;
  readonly #documents;
  readonly #withCode;

  constructor(database: DeskDatabase) {
    this.#byId = database.prepare<[string]>('SELECT entry.* FROM correspondent AS named JOIN correspondent AS entry ON entry.correspondent_id = coalesce(named.merged_into, named.correspondent_id) WHERE named.correspondent_id = ?');
    this.#byName = database.prepare<[string]>('SELECT correspondent.* FROM correspondent_key JOIN correspondent USING (correspondent_id) WHERE key = +? ORDER BY name, correspondent_id');
    this.#withCode = database.prepare<[string]>("SELECT 1 FROM correspondent WHERE code = ? AND code <> '' AND merged_into IS NULL LIMIT 1");
    this.#documents = database.prepare<[string], { n: number }>('SELECT count(*) AS n FROM card WHERE correspondent_id = ?');
  }

  byId(correspondentId: string): CorrespondentEntry | null {
    const row = this.#byId.get(correspondentId);
    return row === undefined ? null : entryOf(row);
  }

  /** Entries with this name among their names, in whatever spelling. */
  named(name: string): CorrespondentEntry[] {
    const folded = foldedWords(name).join(' ');
    return folded === '' ? [] : this.#byName.all(`~${folded}`).map(entryOf);
  }

  /** Whether an entry has this identification code. */
  withCode(code: string): boolean {
    return this.#withCode.get(code) !== undefined;
  }

  /** Cards that point to the entry. */
  documentsOf(correspondentId: string): number {
    return this.#documents.get(correspondentId)?.n ?? 0;
  }

  /**
   * The entry that a card means: the one that it names, else the only one with the written name. Null where
   * there is none, or several.
   */
  meantBy(card: { readonly correspondentId: string | null; readonly correspondent: string | null }): CorrespondentEntry | null {
    if (card.correspondentId !== null) return this.byId(card.correspondentId);
    if (card.correspondent === null) return null;
    const found = this.named(card.correspondent);
    return found.length === 1 ? (found[0] ?? null) : null;
  }
}
