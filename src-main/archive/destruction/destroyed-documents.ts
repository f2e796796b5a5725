import { Refusal } from '#shared/contract/errors.ts';
import type { MethodName } from '#shared/contract/index.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { dayText } from '#shared/i18n/day-text.ts';
import { z } from 'zod';
import type { CardRecords } from '../../registration/card-records.ts';
import type { DeskDatabase } from '../../store/database.ts';

/** What a window may still ask of a destroyed document: its card and what stands beside it; all else would change it or need its files. */
const STILL_ANSWERED: ReadonlySet<string> = new Set<MethodName>([
  'registration.get',
  'review.ofDocument',
  'routing.ofCard',
  'routing.draft',
  'resolutions.ofDocument',
  'nomenclature.filing',
  'paperIntake.state',
  'localActs.state',
  'acknowledgements.ofDocument',
  'acknowledgements.requirement',
  'simpleSignatures.ofDocument',
  'contracts.ofDocument',
  'applications.ofDocument',
  'copyRegister.list',
  'paperDuplicates.state',
  'search.snippets',
  'verification.history',
  'evidence.missing',
  'evidence.pieces',
  'preservation.ofDocument',
  'signing.made',
]);

/** Where the inputs of the contract name documents. */
const namedDocuments = z.object({ documentId: z.string().optional().catch(undefined), toDocumentId: z.string().optional().catch(undefined), documentIds: z.array(z.string()).optional().catch(undefined), subject: z.object({ documentId: z.string() }).optional().catch(undefined) });

/**
 * Holds the whole contract to it that what was destroyed stays as the act left it (C.7.6, CARD-03): one place, since a
 * room that forgot to ask would copy, sign or change a document whose files are gone.
 */
export class DestroyedDocuments {
  readonly #cards: CardRecords;
  readonly #withFile;
  readonly #waiting;

  constructor(database: DeskDatabase, cards: CardRecords) {
    this.#cards = cards;
    this.#withFile = database.prepare<[string, string], string>('SELECT document_id FROM card_file WHERE sha256 = ? UNION SELECT document_id FROM copy WHERE sha256 = ?').pluck();
    this.#waiting = database.prepare<[string, string]>(
      `SELECT 1 FROM letter_file JOIN letter USING (letter_id) WHERE sha256 = ? AND letter.state = 'waiting'
       UNION ALL SELECT 1 FROM draft_file WHERE sha256 = ? AND NOT EXISTS (SELECT 1 FROM draft_card WHERE draft_card.document_id = draft_file.document_id) LIMIT 1`,
    );
  }

  /**
   * Why a call is refused: it names a destroyed document and is none that only reads its card. Null: it is not. Who may not
   * read the card learns nothing of the act: a card that may not be read and one that is not there answer alike.
   */
  refusalOf(method: string, input: unknown, actor: Actor | null): Refusal | null {
    if (STILL_ANSWERED.has(method)) return null;
    const named = namedDocuments.safeParse(input).data;
    if (named === undefined) return null;
    const documentIds = [named.documentId, named.toDocumentId, named.subject?.documentId, ...(named.documentIds ?? [])].filter((documentId) => documentId !== undefined);
    for (const documentId of documentIds) {
      const refusal = this.#refusalOfDocument(documentId, actor);
      if (refusal !== null) return refusal;
    }
    return null;
  }

  /** @throws Refusal where the document was destroyed */
  demandKept(documentId: string, actor: Actor): void {
    const refusal = this.#refusalOfDocument(documentId, actor);
    if (refusal !== null) throw refusal;
  }

  /** @throws Refusal where every card that holds the file was destroyed; another card, a letter or a draft that lawfully keeps the same bytes shows them */
  demandFileKept(sha256: string, actor: Actor): void {
    const refusals = this.#withFile.all(sha256, sha256).map((documentId) => this.#refusalOfDocument(documentId, actor));
    const destroyed = refusals.filter((refusal) => refusal !== null);
    if (destroyed.length === 0 || destroyed.length < refusals.length || this.#waiting.get(sha256, sha256) !== undefined) return;
    // Of several cards one that the person may read says by which act it went.
    throw destroyed.find(({ error }) => error.code === 'refused') ?? new Refusal('not-found', 'error.fileNotFound');
  }

  #refusalOfDocument(documentId: string, actor: Actor | null): Refusal | null {
    const destruction = this.#cards.destructionOf(documentId);
    if (destruction === null) return null;
    const card = this.#cards.byId(documentId);
    if (card === null || actor === null || !this.#cards.isReadable(card, actor)) return new Refusal('not-found', 'error.cardNotFound');
    return new Refusal('refused', 'error.documentDestroyed', { number: destruction.actNumber, on: dayText(destruction.on) });
  }
}
