import type { directoriesOperations } from '#shared/sync/kinds/directories.ts';
import type { ProjectorsOf } from '../project.ts';

export const directoriesProjectors: ProjectorsOf<typeof directoriesOperations> = {
  'journal.defined': (rows, p, operation) => {
    rows.remove('journal', { journal_id: p.journalId });
    rows.insert('journal', { journal_id: p.journalId, position: operation.deskSeq, direction: p.direction, names: p.names, pattern: p.pattern });
  },
  'kind.defined': (rows, p, operation) => {
    rows.remove('document_kind', { kind_id: p.kindId });
    rows.insert('document_kind', { kind_id: p.kindId, position: operation.deskSeq, directions: p.directions, names: p.names, letter: p.letter, mandatory: p.mandatory });
  },
  'case.defined': (rows, p) => {
    rows.remove('case_file', { case_id: p.caseId });
    rows.insert('case_file', { case_id: p.caseId, case_index: p.index, title: p.title, retention: p.retention });
  },
  'unit.defined': (rows, p) => {
    rows.remove('unit', { unit_id: p.unitId });
    rows.insert('unit', { unit_id: p.unitId, name: p.name });
  },
  'person.defined': (rows, p) => {
    rows.remove('person', { person_id: p.personId });
    rows.insert('person', { person_id: p.personId, name: p.name, position: p.position, unit_id: p.unitId });
  },
};
