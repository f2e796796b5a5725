import type { Card, SimilarCard } from '#shared/contract/registration.ts';
import type { Requisites } from '#shared/domain/registration-card.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { comparedNumber, sameDetails } from '#shared/domain/same-document.ts';
import type { DeskDatabase } from '../store/database.ts';
import type { CardRecords } from './card-records.ts';

/**
 * Cards that may be of the same document (REG-17): a file with the same bytes, or the same sender, number
 * and date. Void cards are left out, their number stands for nothing.
 */
export class SimilarCards {
  readonly #cards: CardRecords;
  readonly #withFile;
  readonly #ofNumber;

  constructor(database: DeskDatabase, cards: CardRecords) {
    this.#cards = cards;
    this.#withFile = database.prepare<[string], { documentId: string }>(
      "SELECT DISTINCT card.document_id AS documentId FROM card_file JOIN card USING (document_id) WHERE card_file.sha256 = +? AND card_file.role = 'main' AND card.state <> 'void' ORDER BY card.registered_at",
    );
    this.#ofNumber = database.prepare<[string, string], { documentId: string; correspondent: string | null; correspondentId: string | null; correspondentNumber: string | null; correspondentDate: string | null }>(
      `SELECT document_id AS documentId, correspondent, correspondent_id AS correspondentId, correspondent_number AS correspondentNumber, correspondent_date AS correspondentDate
       FROM card WHERE compared_number = +? AND correspondent_date = +? AND direction = 'incoming' AND state <> 'void' ORDER BY card_key`,
    );
  }

  /** Cards whose main file has these bytes. */
  sameFile(sha256: string): Card[] {
    return this.#read(this.#withFile.all(sha256));
  }

  sameDetails(details: Pick<Requisites, 'direction' | 'correspondent' | 'correspondentId' | 'correspondentNumber' | 'correspondentDate'>): Card[] {
    if (details.direction !== 'incoming' || details.correspondentDate === null || details.correspondentNumber === null) return [];
    const alike = this.#ofNumber.all(comparedNumber(details.correspondentNumber), details.correspondentDate);
    return this.#read(alike.filter((row) => sameDetails(details, row)));
  }

  /** What a registrar is shown; of a card that may not be read only its number, so that it can be asked for. */
  shown(cards: readonly Card[], reason: SimilarCard['reason'], actor: Actor): SimilarCard[] {
    return cards.map((card) => {
      const readable = this.#cards.isReadable(card, actor);
      const { documentId, registrationIndex, registrationDate, medium } = card;
      return { documentId, registrationIndex, registrationDate, medium, reason, correspondent: readable ? card.correspondent : null, subject: readable ? card.subject : null };
    });
  }

  #read(rows: readonly { readonly documentId: string }[]): Card[] {
    return rows.flatMap(({ documentId }) => this.#cards.byId(documentId) ?? []);
  }
}
