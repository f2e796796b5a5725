import type { FileOwner } from '#shared/sync/file-owners.ts';
import type { DeskDatabase } from '../../store/database.ts';

/** Whose files go with a set of destroyed documents: their own, and those of letters, drafts and void cards that became them. */
export class DoomedOwners {
  readonly #documents: ReadonlyMap<string, string>;
  readonly #joined: ReadonlyMap<string, string>;
  readonly #statements;

  /**
   * @param documents destroyed documents with their acts
   * @param joined letters that went into another one
   */
  constructor(database: DeskDatabase, documents: ReadonlyMap<string, string>, joined: ReadonlyMap<string, string>) {
    this.#documents = documents;
    this.#joined = joined;
    this.#statements = {
      letter: database.prepare<[string], string | null>('SELECT document_id FROM letter WHERE letter_id = ?').pluck(),
      replacedBy: database.prepare<[string], string | null>("SELECT replaced_by FROM card WHERE document_id = ? AND state = 'void'").pluck(),
      cards: database.prepare<[string], string>('SELECT card_id FROM draft_card WHERE document_id = ?').pluck(),
    };
  }

  /** The act with which the owner's files go; null: they stay. */
  actOf({ kind, id }: FileOwner): string | null {
    if (kind === 'document') return this.#ofDocument(id, new Set());
    return kind === 'letter' ? this.#ofLetter(id) : this.#ofDraft(id);
  }

  #ofDocument(documentId: string, seen: Set<string>): string | null {
    const act = this.#documents.get(documentId);
    if (act !== undefined) return act;
    if (seen.has(documentId)) return null;
    seen.add(documentId);
    // A card that was voided for another one of the same letter stands for nothing.
    const replacedBy = this.#statements.replacedBy.get(documentId) ?? null;
    return replacedBy === null ? null : this.#ofDocument(replacedBy, seen);
  }

  #ofLetter(letterId: string): string | null {
    const seen = new Set<string>();
    let last = letterId;
    for (let next = this.#joined.get(last); next !== undefined && !seen.has(last); next = this.#joined.get(last)) {
      seen.add(last);
      last = next;
    }
    const documentId = this.#statements.letter.get(last) ?? null;
    return documentId === null ? null : this.#ofDocument(documentId, new Set());
  }

  /** Of two cards of one draft that two desks made, both must have gone. */
  #ofDraft(draftId: string): string | null {
    const acts = this.#statements.cards.all(draftId).map((cardId) => this.#ofDocument(cardId, new Set()));
    return acts.every((act) => act !== null) ? (acts[0] ?? null) : null;
  }
}
