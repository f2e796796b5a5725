import type { paperIntakeOperations } from '#shared/sync/kinds/paper-intake.ts';
import type { ProjectorsOf } from '../project.ts';
import { noteVerdict } from '../provable-documents.ts';
import { insertFiles } from './files.ts';

export const paperIntakeProjectors: ProjectorsOf<typeof paperIntakeOperations> = {
  'stamp.placed': (rows, p, operation) =>
    rows.insert('card_stamp', {
      document_id: p.documentId,
      position: operation.place,
      method: p.method,
      format: p.format,
      reason: p.reason,
      placed_at: operation.at,
      placed_by: operation.actor?.name ?? '',
    }),
  'scan.attached': (rows, p, operation) => {
    rows.insert('card_scan', {
      document_id: p.documentId,
      position: operation.place,
      scan_id: p.scanId,
      pages: p.pages,
      sheets: p.sheets,
      difference_reason: p.differenceReason,
      attached_at: operation.at,
      attached_by: operation.actor?.name ?? '',
    });
    // A better scan takes the place of the one before; the bytes of both are kept.
    rows.remove('card_file', { document_id: p.documentId });
    insertFiles(rows, 'card_file', { document_id: p.documentId }, p.files);
    rows.update('letter', { letter_id: p.letterId }, { state: 'registered', document_id: p.documentId });
    rows.update('verification', { letter_id: p.letterId }, { document_id: p.documentId });
    rows.update('made_signature', { letter_id: p.letterId }, { document_id: p.documentId });
    rows.update('card', { document_id: p.documentId }, { verdict: p.verdict });
    noteVerdict(rows, p.documentId, p.verdict);
  },
};
