import type { importsOperations } from '#shared/sync/kinds/imports.ts';
import { importedCardKey } from '../imported-card-key.ts';
import type { ProjectorsOf } from '../project.ts';
import { withOpenCase } from '../to-file.ts';
import { indexWithSuffix, requisiteColumns, takeNumber } from './cards.ts';

export const importsProjectors: ProjectorsOf<typeof importsOperations> = {
  'import.begun': (rows, p, operation) =>
    rows.insert('journal_import', {
      import_id: p.importId,
      position: operation.place,
      sha256: p.sha256,
      file_name: p.fileName,
      sheet: p.sheet,
      journal_id: p.journalId,
      accepted: p.accepted,
      rejected: p.rejected,
      state: 'begun',
      at: operation.at,
      by_name: operation.actor?.name ?? '',
    }),
  'card.imported': (rows, p, operation) => {
    // Taken at once: a registration meanwhile must not get the same number.
    takeNumber(rows, p, operation);
    rows.insert('import_row', { document_id: p.documentId, import_id: p.importId, row: p.row });
    rows.insert('imported_card', {
      card_key: importedCardKey(p.registrationDate, operation.place),
      document_id: p.documentId,
      request_id: p.documentId,
      letter_id: null,
      ...requisiteColumns(withOpenCase(rows, p.requisites)),
      registration_index: indexWithSuffix(p.registrationIndex, operation.note),
      registration_number: p.registrationNumber,
      registration_year: p.registrationYear,
      registration_date: p.registrationDate,
      // In lists it stands where it stood in the old journal, whose days have no hours.
      registered_at: `${p.registrationDate}T00:00:00.000Z`,
      registered_by: operation.actor?.accountId ?? '',
      registered_by_name: operation.actor?.name ?? '',
      registered_desk: operation.desk,
      state: 'registered',
      verdict: null,
      replaces: null,
    });
  },
  'import.completed': (rows, p) => {
    rows.moveListed('imported_card', 'card', 'document_id', 'import_row', { import_id: p.importId });
    rows.update('journal_import', { import_id: p.importId }, { state: 'completed' });
  },
  'import.abandoned': (rows, p) => {
    rows.removeListed('imported_card', 'document_id', 'import_row', { import_id: p.importId });
    rows.removeListed('reg_number', 'document_id', 'import_row', { import_id: p.importId });
    rows.remove('import_row', { import_id: p.importId });
    rows.update('journal_import', { import_id: p.importId }, { state: 'abandoned' });
  },
};
