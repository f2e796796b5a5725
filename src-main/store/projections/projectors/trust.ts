import type { trustOperations } from '#shared/sync/kinds/trust.ts';
import type { ProjectorsOf } from '../project.ts';

export const trustProjectors: ProjectorsOf<typeof trustOperations> = {
  'trust.added': (rows, p, operation) =>
    rows.insert('trust_entry', { entry_id: p.entryId, kind: p.kind, file_name: p.fileName, sha256: p.sha256, description: p.description, added_at: operation.at, added_by: operation.actor?.name ?? '' }),
  'trust.removed': (rows, p) => rows.remove('trust_entry', { entry_id: p.entryId }),
};
