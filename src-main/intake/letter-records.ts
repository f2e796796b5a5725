import { Refusal } from '#shared/contract/errors.ts';
import { type Letter, type LetterMessage, letterMessage, verdict, type WaitingLetter } from '#shared/contract/intake.ts';
import type { SaidOfDocument } from '#shared/domain/package-documents.ts';
import type { DocumentFile } from '#shared/domain/registration-card.ts';
import { z } from 'zod';
import { filesFromRows } from '../registration/card-records.ts';
import type { DeskDatabase } from '../store/database.ts';
import { fileSuggestions } from '../verification/file-suggestions.ts';
import { suggestionsOf } from './letter-suggestions.ts';

export interface LetterRow {
  readonly letter_id: string;
  readonly received_at: string;
  readonly received_by: string;
  readonly state: string;
}

type FileRow = Parameters<typeof filesFromRows>[0][number];

const waitingColumns = z.object({
  letter_id: z.string(),
  received_at: z.string(),
  received_by: z.string(),
  file_name: z.string(),
  files: z.number(),
  verdict: verdict.nullable(),
  suggestions: z.string().nullable(),
  from_name: z.string().nullable(),
  from_address: z.string().nullable(),
  message_subject: z.string().nullable(),
  sent_at: z.string().nullable(),
  package_id: z.string().nullable(),
  said_correspondent: z.string().nullable(),
  said_number: z.string().nullable(),
  said_date: z.string().nullable(),
  said_subject: z.string().nullable(),
  same_file: z.number(),
});

/** Reads letters, their files and messages from the projections. */
export class LetterRecords {
  readonly #letter;
  readonly #waiting;
  readonly #waitingCount;
  readonly #unchecked;
  readonly #files;
  readonly #message;
  readonly #taken;

  constructor(database: DeskDatabase) {
    this.#letter = database.prepare<[string], LetterRow>('SELECT * FROM letter WHERE letter_id = ?');
    this.#waiting = database.prepare<[]>(`
      SELECT letter.letter_id, letter.received_at, letter.received_by, shown.file_name,
        (SELECT count(*) FROM letter_file WHERE letter_id = letter.letter_id) AS files,
        verification.verdict, verification.suggestions,
        letter_message.from_name, letter_message.from_address, letter_message.subject AS message_subject, letter_message.sent_at,
        package_taken.package_id, package_taken.correspondent AS said_correspondent, package_taken.number AS said_number, package_taken.date AS said_date, package_taken.subject AS said_subject,
        shown.role = 'main' AND EXISTS (SELECT 1 FROM card_file JOIN card USING (document_id) WHERE card_file.sha256 = shown.sha256 AND card.state <> 'void') AS same_file
      FROM letter
      JOIN letter_file AS shown ON shown.letter_id = letter.letter_id
        AND shown.position = (SELECT position FROM letter_file WHERE letter_id = letter.letter_id ORDER BY role <> 'main', position LIMIT 1)
      LEFT JOIN verification ON verification.letter_id = letter.letter_id
        AND verification.position = (SELECT max(position) FROM verification WHERE letter_id = letter.letter_id)
      LEFT JOIN letter_message ON letter_message.letter_id = letter.letter_id
      LEFT JOIN package_taken ON package_taken.letter_id = letter.letter_id
      WHERE letter.state = 'waiting' ORDER BY letter.position`);
    this.#waitingCount = database.prepare<[], { n: number }>("SELECT count(*) AS n FROM letter WHERE state = 'waiting'");
    this.#unchecked = database.prepare<[], { letter_id: string }>(
      "SELECT letter_id FROM letter WHERE state = 'waiting' AND NOT EXISTS (SELECT 1 FROM verification WHERE verification.letter_id = letter.letter_id) ORDER BY position",
    );
    this.#files = database.prepare<[string], FileRow>('SELECT * FROM letter_file WHERE letter_id = +? ORDER BY position');
    this.#message = database.prepare<[string], LetterMessage & { readonly leftOut: unknown }>(
      'SELECT sha256, from_name AS fromName, from_address AS fromAddress, subject, sent_at AS sentAt, left_out AS leftOut FROM letter_message WHERE letter_id = ?',
    );
    this.#taken = database.prepare<[string], SaidOfDocument & NonNullable<Letter['fromPackage']>>(
      'SELECT package_id AS packageId, coalesce(file_name, \'\') AS fileName, organisation, correspondent, number, date, subject FROM package_taken LEFT JOIN package_imported USING (package_id) WHERE letter_id = ?',
    );
  }

  /** @throws Refusal where there is no such letter */
  letter(letterId: string): LetterRow {
    const row = this.#letter.get(letterId);
    if (row === undefined) throw new Refusal('not-found', 'error.letterNotFound');
    return row;
  }

  /** Lines of the list of waiting letters, the oldest first; no report and no blob is read for them. */
  waiting(zone: string): Omit<WaitingLetter, 'checkProblem'>[] {
    return this.#waiting.all().map((found) => {
      const row = waitingColumns.parse(found);
      const message = { fromName: row.from_name, fromAddress: row.from_address, subject: row.message_subject, sentAt: row.sent_at };
      const card = row.package_id === null ? null : { correspondent: row.said_correspondent, number: row.said_number, date: row.said_date, subject: row.said_subject };
      return {
        letterId: row.letter_id,
        receivedAt: row.received_at,
        receivedBy: row.received_by,
        fileName: row.file_name,
        fileCount: row.files,
        verdict: row.verdict,
        suggestions: suggestionsOf(row.suggestions === null ? null : fileSuggestions.parse(JSON.parse(row.suggestions)), { message, card }, zone),
        sameFile: row.same_file === 1,
      };
    });
  }

  waitingCount(): number {
    return this.#waitingCount.get()?.n ?? 0;
  }

  /** Waiting letters for which no check was recorded. */
  unchecked(): string[] {
    return this.#unchecked.all().map((row) => row.letter_id);
  }

  filesOf(letterId: string): DocumentFile[] {
    return filesFromRows(this.#files.all(letterId));
  }

  /** The message that the letter came in; null for other letters. */
  messageOf(letterId: string): LetterMessage | null {
    const row = this.#message.get(letterId);
    return row === undefined ? null : letterMessage.parse({ ...row, leftOut: JSON.parse(String(row.leftOut)) });
  }

  /** The package that the letter was taken over from, and what it says of it; null for other letters. */
  takenFrom(letterId: string): { readonly fromPackage: NonNullable<Letter['fromPackage']>; readonly card: SaidOfDocument } | null {
    const row = this.#taken.get(letterId);
    if (row === undefined) return null;
    const { packageId, fileName, organisation, ...card } = row;
    return { fromPackage: { packageId, fileName, organisation }, card };
  }
}
