import { FILE_ROLES, type DocumentFile } from '#shared/domain/registration-card.ts';
import { LAID_KINDS } from '#shared/domain/seals.ts';
import { TIMESTAMP_STATES, type MadeSignature } from '#shared/contract/signing.ts';
import { z } from 'zod';
import type { DeskDatabase } from '../store/database.ts';
import { columnOf, type Subject } from '../verification/subject.ts';

/** Whom a signature was made for: a letter, a document, or a step of a draft's route. */
export type Signed = Subject | { readonly draftId: string };

interface Row {
  readonly signature_id: string;
  readonly kind: string;
  readonly letter_id: string | null;
  readonly document_id: string | null;
  readonly draft_id: string | null;
  readonly of_sha256: string;
  readonly sha256: string;
  readonly file_name: string;
  readonly size: number;
  readonly media_type: string;
  readonly role: string;
  readonly signer: string;
  readonly timestamp: string;
  readonly made_at: string;
  readonly made_by: string;
}

/** A signature as the projections hold it, with whom it belongs to. */
export interface RecordedSignature extends Omit<MadeSignature, 'timestampProblem'> {
  readonly subject: Signed;
  /** The letter that it was made on or that its letter joined; null where it was made on a document or a draft. */
  readonly letterId: string | null;
}

/** Reads the signatures that were made at this office. */
export class MadeSignatures {
  readonly #database: DeskDatabase;

  constructor(database: DeskDatabase) {
    this.#database = database;
  }

  of(subject: Subject): RecordedSignature[] {
    const [column, value] = columnOf(subject);
    return this.#database.prepare<[string], Row>(`SELECT * FROM made_signature WHERE ${column} = ? ORDER BY position`).all(value).map(recorded);
  }

  /** Cards that came of a draft: what is made for the draft is shown and checked there. */
  cardsOfDraft(draftId: string): string[] {
    return this.#database.prepare<[string], { card_id: string }>('SELECT card_id FROM draft_card WHERE document_id = ?').all(draftId).map(({ card_id }) => card_id);
  }

  byId(signatureId: string): RecordedSignature | null {
    const row = this.#database.prepare<[string], Row>('SELECT * FROM made_signature WHERE signature_id = ?').get(signatureId);
    return row === undefined ? null : recorded(row);
  }

  /** Those whose timestamp is still to come, the oldest first; nobody asks for one of a letter that was discarded, or of what was destroyed. */
  pending(): RecordedSignature[] {
    const sql = `SELECT * FROM made_signature WHERE timestamp = 'pending'
      AND (document_id IS NOT NULL OR draft_id IS NOT NULL OR letter_id IN (SELECT letter_id FROM letter WHERE state = 'waiting'))
      AND NOT EXISTS (SELECT 1 FROM erasure_file WHERE erasure_file.sha256 = made_signature.sha256 AND erasure_file.state IN ('doomed', 'gone')) ORDER BY position`;
    return this.#database.prepare<[], Row>(sql).all().map(recorded);
  }
}

function recorded(row: Row): RecordedSignature {
  const file: DocumentFile = { sha256: row.sha256, fileName: row.file_name, size: row.size, mediaType: row.media_type, role: z.enum(FILE_ROLES).parse(row.role) };
  return {
    signatureId: row.signature_id,
    kind: z.enum(LAID_KINDS).parse(row.kind),
    subject: row.draft_id !== null ? { draftId: row.draft_id } : row.document_id === null ? { letterId: row.letter_id ?? '' } : { documentId: row.document_id },
    letterId: row.letter_id,
    ofSha256: row.of_sha256,
    file,
    signer: row.signer,
    madeAt: row.made_at,
    madeBy: row.made_by,
    timestamp: z.enum(TIMESTAMP_STATES).parse(row.timestamp),
  };
}
