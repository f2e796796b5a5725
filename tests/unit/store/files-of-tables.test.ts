import { describe, expect, it } from 'vitest';
import { KINDS_WITH_OWNERS } from '#shared/sync/file-owners.ts';
import { KINDS_WITH_FILES } from '#shared/sync/named-files.ts';
import { Store } from '../../../src-main/store/store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testEnvironment } from '../../support/test-environment.ts';

/**
 * Every column that names a file, and what its naming means when the file's document is destroyed. `log`: an operation
 * brought the file and says whose it is (`file-owners.ts`). `points`: another operation brought it; the row keeps nothing
 * alive. `removed`: local, goes with the file. `local`: says something of the file and holds none of it.
 */
const COLUMNS: Readonly<Record<string, 'log' | 'points' | 'removed' | 'local'>> = {
  'letter_file.sha256': 'log',
  'card_file.sha256': 'log',
  'copy.sha256': 'log',
  'draft_file.sha256': 'log',
  'draft_protocol.sha256': 'log',
  'made_signature.sha256': 'log',
  'letter_message.sha256': 'log',
  'verification.reports_sha256': 'log',
  'preserved_evidence.manifest_sha256': 'log',
  'preserved_evidence.record_sha256': 'log',
  'preserved_piece.sha256': 'points',
  'file_content.sha256': 'log',
  'evidence.sha256': 'log',
  'trust_entry.sha256': 'log',
  'journal_import.sha256': 'log',
  'journal_print.sha256': 'log',
  'gap_act_print.sha256': 'log',
  'handover_print.sha256': 'log',
  'nomenclature_print.sha256': 'log',
  'card_export.sha256': 'log',
  'package_imported.sha256': 'log',
  'package_imported.report_sha256': 'log',
  'made_signature.of_sha256': 'points',
  'file_content.of_sha256': 'points',
  'verification_evidence.sha256': 'points',
  'acknowledgement_mark.signature_sha256': 'points',
  'agreement.basis_sha256': 'points',
  'document_text.sha256': 'removed',
  'extraction.sha256': 'removed',
  // An item that waits is cancelled; of the others only the hash stays.
  'print_item.sha256': 'local',
  // Where the file lies is said anew.
  'synced_file.sha256': 'local',
  // What became of files of the watched folder.
  'folder_file.sha256': 'local',
  // A package goes with any case that it holds (`packages-to-erase.ts`).
  'package_made.sha256': 'removed',
  'package_made.manifest_sha256': 'points',
  'erasure_file.sha256': 'local',
  'fixity_finding.sha256': 'local',
};

describe('what keeps a file alive', () => {
  it('[ARC-04] is said of every column that names one', async () => {
    const store = await Store.open(temporaryFolder(), testEnvironment());
    const columns = store.database
      .prepare<[], string>("SELECT m.name || '.' || c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name LIKE '%sha256%'")
      .pluck()
      .all();
    store.close();
    expect(columns.toSorted()).toEqual(Object.keys(COLUMNS).toSorted());
  });

  it('[ARC-04] is said of every kind of operation that names one', () => {
    expect([...KINDS_WITH_OWNERS].toSorted()).toEqual([...KINDS_WITH_FILES].toSorted());
  });
});
