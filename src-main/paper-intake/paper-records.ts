import type { PaperState } from '#shared/contract/paper-intake.ts';
import { LABEL_FORMATS, type PaperProgress, STAMP_METHODS } from '#shared/domain/paper-intake.ts';
import { z } from 'zod';
import type { DeskDatabase } from '../store/database.ts';

const stampColumns = z.object({ method: z.enum(STAMP_METHODS), format: z.enum(LABEL_FORMATS).nullable(), reason: z.string().nullable(), at: z.string(), by: z.string() });
const scanColumns = z.object({ pages: z.number().nullable(), sheets: z.number().nullable(), differenceReason: z.string().nullable(), attachedAt: z.string(), attachedBy: z.string() });

/** Reads stamps and scans of papers. */
export class PaperRecords {
  readonly #stamps;
  readonly #scan;

  constructor(database: DeskDatabase) {
    this.#stamps = database.prepare<[string]>('SELECT method, format, reason, placed_at AS at, placed_by AS "by" FROM card_stamp WHERE document_id = ? ORDER BY position');
    this.#scan = database.prepare<[string]>(
      'SELECT pages, sheets, difference_reason AS differenceReason, attached_at AS attachedAt, attached_by AS attachedBy FROM card_scan WHERE document_id = ? ORDER BY position DESC LIMIT 1',
    );
  }

  stampings(documentId: string): PaperState['stampings'] {
    return this.#stamps.all(documentId).map((row) => stampColumns.parse(row));
  }

  progress(documentId: string): PaperProgress {
    return { stamped: this.#stamps.get(documentId) !== undefined, scanned: this.#scan.get(documentId) !== undefined };
  }

  /** The newest scan; a better one takes the place of the one before. */
  scan(documentId: string): z.output<typeof scanColumns> | null {
    const row = this.#scan.get(documentId);
    return row === undefined ? null : scanColumns.parse(row);
  }
}
