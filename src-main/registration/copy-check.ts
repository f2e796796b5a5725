import { Refusal } from '#shared/contract/errors.ts';
import type { MethodOutput } from '#shared/contract/index.ts';
import { compareCopy, readCopyCode, type CopyCode } from '#shared/domain/copy-code.ts';
import type { Actor } from '#shared/domain/rights.ts';
import type { DeskDatabase } from '../store/database.ts';
import type { Verification } from '../verification/verification.ts';
import type { CardRecords } from './card-records.ts';

type Checked = MethodOutput<'search.copy'>;

/** One file may be registered more than once; nobody reads through more than this. */
const MOST = 20;

/** Finds the document of a copy by the code on the paper, and says where the copy and this desk's records disagree. */
export class CopyCheck {
  readonly #cards: CardRecords;
  readonly #verification: Verification;
  readonly #byHash;

  constructor(database: DeskDatabase, cards: CardRecords, verification: Verification) {
    this.#cards = cards;
    this.#verification = verification;
    this.#byHash = database.prepare<[string, string, number], { document_id: string }>("SELECT DISTINCT document_id FROM card_file WHERE sha256 >= ? AND sha256 < ? AND role = 'main' LIMIT ?");
  }

  /** @throws Refusal where the text is no code of a copy */
  check(text: string, actor: Actor): Checked {
    const code = readCopyCode(text);
    if (code === null) throw new Refusal('refused', 'error.notACopyCode');
    return { documents: this.#documentsOf(code).flatMap((documentId) => this.#document(documentId, code, actor)) };
  }

  #documentsOf({ documentId, hash }: CopyCode): string[] {
    if (documentId !== null) return [documentId];
    return hash === null ? [] : this.#byHash.all(hash, `${hash}g`, MOST).map((row) => row.document_id);
  }

  #document(documentId: string, code: CopyCode, actor: Actor): Checked['documents'] {
    const card = this.#cards.byId(documentId);
    // A card that may not be read and one that is not there answer alike.
    if (card === null || !this.#cards.isReadable(card, actor)) return [];
    const sha256 = card.files.find(({ role }) => role === 'main')?.sha256 ?? null;
    const { registrationIndex, registrationDate, direction, correspondent, subject, verdict, voidReason } = card;
    const comparison = compareCopy(code, { sha256, verdict, isVoid: card.state === 'void' });
    const checkedAt = this.#verification.newest({ documentId })?.checkedAt ?? null;
    return [{ documentId, registrationIndex, registrationDate, direction, correspondent, subject, verdict, checkedAt, voidReason, onCopy: { hash: code.hash, verdict: code.verdict }, comparison }];
  }
}
