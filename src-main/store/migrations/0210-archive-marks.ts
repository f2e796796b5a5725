import type { Migration } from '../migrate.ts';

/** Search tells what lies in the archive: the documents of closed cases are indexed anew, and no other card. */
export const archiveMarks: Migration = {
  version: 210,
  name: 'marks of the archive for search',
  up(database) {
    const hasCases = database.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'case_closing'").get() !== undefined;
    if (hasCases) database.exec('INSERT INTO index_queue (document_id) SELECT document_id FROM filed_document JOIN case_closing USING (case_id)');
  },
};
