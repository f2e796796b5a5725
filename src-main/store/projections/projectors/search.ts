import type { searchOperations } from '#shared/sync/kinds/search.ts';
import type { ProjectorsOf } from '../project.ts';

export const searchProjectors: ProjectorsOf<typeof searchOperations> = {
  'search.saved': (rows, p, operation) =>
    rows.insert('saved_search', { search_id: p.searchId, position: operation.place, account_id: operation.actor?.accountId ?? '', scope: p.scope, name: p.name, question: p.question }),
  'search.forgotten': (rows, p) => rows.remove('saved_search', { search_id: p.searchId }),
  'search.exported': (rows, p, operation) =>
    rows.insert('card_export', { export_id: p.exportId, account_id: operation.actor?.accountId ?? '', sha256: p.sha256, file_name: p.fileName, made_at: operation.at }),
};
