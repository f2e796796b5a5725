import { Refusal } from '#shared/contract/errors.ts';
import type { MethodCheckedInput } from '#shared/contract/index.ts';
import type { Card, CardLink } from '#shared/contract/registration.ts';
import { LINK_RELATIONS } from '#shared/domain/card-links.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { operationActor } from '#shared/sync/operation.ts';
import { z } from 'zod';
import { type Environment, newId } from '../environment.ts';
import type { Store } from '../store/store.ts';
import type { CardRecords } from './card-records.ts';
import { EqualOriginals } from './equal-originals.ts';
import { streamOf } from './streams.ts';

const linkColumns = z.object({ linkId: z.string(), relation: z.enum(LINK_RELATIONS), fromDocument: z.string(), toDocument: z.string() });

/** Links between cards, as both ends see them. */
export class CardLinks {
  readonly #store: Store;
  readonly #environment: Environment;
  readonly #cards: CardRecords;
  readonly #readable: (documentId: string, actor: Actor) => Card;
  readonly #doubtOf: (card: Card) => string | null;
  readonly #equals: EqualOriginals;
  readonly #of;
  readonly #byId;

  /** @param doubtOf why no order may rest on a document any more, as the key of a message; null: nothing speaks against it (VER-05) */
  constructor(store: Store, environment: Environment, cards: CardRecords, readable: (documentId: string, actor: Actor) => Card, doubtOf: (card: Card) => string | null) {
    this.#store = store;
    this.#environment = environment;
    this.#cards = cards;
    this.#readable = readable;
    this.#doubtOf = doubtOf;
    this.#equals = new EqualOriginals(store.database);
    const columns = 'link_id AS linkId, relation, from_document AS fromDocument, to_document AS toDocument';
    this.#of = store.database.prepare<[string, string]>(`SELECT ${columns} FROM card_link WHERE from_document = ? OR to_document = ? ORDER BY link_id`);
    this.#byId = store.database.prepare<[string]>(`SELECT ${columns} FROM card_link WHERE link_id = ?`);
  }

  /** Links of a card; of an end that may not be read only the number is shown. */
  of(documentId: string, actor: Actor): CardLink[] {
    return this.#of.all(documentId, documentId).flatMap((row) => {
      const { linkId, relation, fromDocument, toDocument } = linkColumns.parse(row);
      const outward = fromDocument === documentId;
      const other = this.#cards.byId(outward ? toDocument : fromDocument);
      if (other === null) return [];
      const readable = this.#cards.isReadable(other, actor);
      const { registrationIndex, registrationDate, medium, state } = other;
      return [{ linkId, relation, outward, documentId: other.documentId, registrationIndex, registrationDate, medium, state, subject: readable ? other.subject : null }];
    });
  }

  link({ documentId, relation, toDocumentId }: MethodCheckedInput<'registration.link'>, actor: Actor): void {
    if (documentId === toDocumentId) throw new Refusal('bad-input', 'error.linkToItself');
    this.#store.commit((transaction) => {
      const card = this.#readable(documentId, actor);
      const other = this.#readable(toDocumentId, actor);
      const doubt = relation === 'follows' ? this.#doubtOf(other) : null;
      if (doubt !== null) throw new Refusal('refused', doubt, { index: other.registrationIndex });
      if (this.of(documentId, actor).some((link) => link.relation === relation && link.documentId === toDocumentId)) throw new Refusal('conflict', 'error.linkedAlready', { index: other.registrationIndex });
      transaction.append({
        kind: 'card.linked',
        entity: documentId,
        stream: streamOf(card),
        actor: operationActor(actor),
        payload: { linkId: newId(this.#environment), documentId, relation, toDocumentId },
        changes: [{ field: `document.link.${relation}`, before: null, after: other.registrationIndex }],
      });
    });
  }

  unlink({ linkId, reason }: MethodCheckedInput<'registration.unlink'>, actor: Actor): void {
    this.#store.commit((transaction) => {
      const found = this.#byId.get(linkId);
      if (found === undefined) throw new Refusal('not-found', 'error.linkNotFound');
      const { relation, fromDocument, toDocument } = linkColumns.parse(found);
      const card = this.#readable(fromDocument, actor);
      // What a registration says of another card is part of it.
      if (relation === 'supersedes') throw new Refusal('refused', 'error.linkStays');
      // One of the equal originals went on its way because it is one: taking a link off would let another follow (X5).
      if (relation === 'equal-original' && this.#equals.onItsWay(fromDocument).size > 0) throw new Refusal('refused', 'error.equalLinkStays');
      transaction.append({
        kind: 'card.unlinked',
        entity: fromDocument,
        stream: streamOf(card),
        actor: operationActor(actor),
        payload: { linkId, documentId: fromDocument, reason },
        changes: [{ field: `document.link.${relation}`, before: this.#cards.byId(toDocument)?.registrationIndex ?? toDocument, after: null }, { field: 'reason', before: null, after: reason }],
      });
    });
  }
}
