import { Refusal } from '#shared/contract/errors.ts';
import type { MethodName } from '#shared/contract/index.ts';
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

  /** Why a call is refused: it names a destroyed document and is none that only reads its card. Null: it is not. */
  refusalOf(method: string, input: unknown): Refusal | null {
    if (STILL_ANSWERED.has(method)) return null;
    const named = namedDocuments.safeParse(input).data;
    if (named === undefined) return null;
    const documentIds = [named.documentId, named.toDocumentId, named.subject?.documentId, ...(named.documentIds ?? [])].filter((documentId) => documentId !== undefined);
    for (const documentId of documentIds) {
      const refusal = this.#refusalOfDocument(documentId);
      if (refusal !== null) return refusal;
    }
    return null;
  }

  /** @throws Refusal where the document was destroyed */
  demandKept(documentId: string): void {
    const refusal = this.#refusalOfDocument(documentId);
    if (refusal !== null) throw refusal;
  }

  /** @throws Refusal where every card that holds the file was destroyed; another card, a letter or a draft that lawfully keeps the same bytes shows them */
  demandFileKept(sha256: string): void {
    const refusals = this.#withFile.all(sha256, sha256).map((documentId) => this.#refusalOfDocument(documentId));
    const [first] = refusals;
    if (first !== undefined && first !== null && refusals.every((refusal) => refusal !== null) && this.#waiting.get(sha256, sha256) === undefined) throw first;
  }

  #refusalOfDocument(documentId: string): Refusal | null {
    const destruction = this.#cards.destructionOf(documentId);
    return destruction === null ? null : new Refusal('refused', 'error.documentDestroyed', { number: destruction.actNumber, on: dayText(destruction.on) });
  }
}
