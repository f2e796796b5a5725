import { MAIN_STREAM } from '#shared/sync/operation.ts';
import { filesFromRows } from '../registration/card-records.ts';
import { streamOf } from '../registration/streams.ts';
import type { DeskDatabase } from '../store/database.ts';
import type { DocumentFile } from '#shared/domain/registration-card.ts';

/** Whose signatures are checked: a letter that waits, or a registered document. */
export type Subject = { readonly letterId: string } | { readonly documentId: string };

/** Column and value that find the rows of a subject. */
export function columnOf(subject: Subject): readonly ['letter_id' | 'document_id', string] {
  return 'letterId' in subject ? ['letter_id', subject.letterId] : ['document_id', subject.documentId];
}

/** Names a subject in maps of this process. */
export function subjectName(subject: Subject): string {
  return columnOf(subject).join(' ');
}

interface LetterState {
  readonly state: string;
  readonly document_id: string | null;
}

/** A letter that has been registered meanwhile is its document. */
export function presentSubject(database: DeskDatabase, subject: Subject): Subject {
  if ('documentId' in subject) return subject;
  const letter = database.prepare<[string], LetterState>('SELECT state, document_id FROM letter WHERE letter_id = ?').get(subject.letterId);
  const documentId = letter?.document_id ?? null;
  return documentId === null ? subject : { documentId };
}

/** Files of a letter that waits or of a document, and its stream; null where it is no longer there. */
export function filesOfSubject(database: DeskDatabase, subject: Subject): { readonly files: DocumentFile[]; readonly stream: string } | null {
  if ('letterId' in subject) {
    const letter = database.prepare<[string], LetterState>('SELECT state, document_id FROM letter WHERE letter_id = ?').get(subject.letterId);
    if (letter?.state !== 'waiting') return null;
    const rows = database.prepare<[string], Parameters<typeof filesFromRows>[0][number]>('SELECT * FROM letter_file WHERE letter_id = ? ORDER BY position').all(subject.letterId);
    return { files: filesFromRows(rows), stream: MAIN_STREAM };
  }
  const card = database.prepare<[string], { restricted: number }>('SELECT restricted FROM card WHERE document_id = ?').get(subject.documentId);
  if (card === undefined) return null;
  const rows = database.prepare<[string], Parameters<typeof filesFromRows>[0][number]>('SELECT * FROM card_file WHERE document_id = ? ORDER BY position').all(subject.documentId);
  return { files: filesFromRows(rows), stream: streamOf({ restricted: card.restricted === 1 }) };
}
