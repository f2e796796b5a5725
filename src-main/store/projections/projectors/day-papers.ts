import type { dayPapersOperations } from '#shared/sync/kinds/day-papers.ts';
import type { ProjectorsOf } from '../project.ts';

export const dayPapersProjectors: ProjectorsOf<typeof dayPapersOperations> = {
  'journal.printed': (rows, p, operation) =>
    rows.insert('journal_print', {
      print_id: operation.opId,
      journal_id: p.journalId,
      from_day: p.from,
      to_day: p.to,
      first_number: p.firstNumber,
      last_number: p.lastNumber,
      row_count: p.rows,
      sha256: p.sha256,
      size: p.size,
      file_name: p.fileName,
      language: p.language,
      printed_at: operation.at,
      printed_by: operation.actor?.name ?? '',
    }),
  'journal.gapsPrinted': (rows, p, operation) =>
    rows.insert('gap_act_print', { print_id: operation.opId, journal_id: p.journalId, serial_year: p.serialYear, gaps: p.gaps, sha256: p.sha256, size: p.size, file_name: p.fileName, language: p.language, printed_at: operation.at, printed_by: operation.actor?.name ?? '' }),
  'handover.made': (rows, p, operation) => {
    rows.insert('handover', { handover_id: p.handoverId, day: p.day, to_name: p.toName, person_id: p.personId, note: p.note, made_at: operation.at, made_by: operation.actor?.name ?? '', signed_at: null, signed_by: null });
    p.documentIds.forEach((documentId, position) => rows.insert('handover_document', { handover_id: p.handoverId, position, document_id: documentId }));
  },
  'handover.printed': (rows, p, operation) =>
    rows.insert('handover_print', { print_id: operation.opId, handover_id: p.handoverId, sha256: p.sha256, size: p.size, file_name: p.fileName, language: p.language, printed_at: operation.at, printed_by: operation.actor?.name ?? '' }),
  'handover.signed': (rows, p, operation) => rows.update('handover', { handover_id: p.handoverId }, { signed_at: operation.at, signed_by: operation.actor?.name ?? '' }),
};
