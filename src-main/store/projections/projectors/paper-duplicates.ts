import type { paperDuplicatesOperations } from '#shared/sync/kinds/paper-duplicates.ts';
import type { ProjectorsOf } from '../project.ts';

export const paperDuplicatesProjectors: ProjectorsOf<typeof paperDuplicatesOperations> = {
  'duplicate.recorded': (rows, { documentId, duplicate }, operation) => {
    rows.remove('paper_duplicate', { document_id: documentId });
    rows.insert('paper_duplicate', {
      document_id: documentId,
      place: duplicate.place,
      made_on: duplicate.madeOn,
      sheets: duplicate.sheets,
      recorded_at: operation.at,
      recorded_by: operation.actor?.name ?? '',
    });
  },
};
