import type { localActsOperations } from '#shared/sync/kinds/local-acts.ts';
import type { ProjectorsOf } from '../project.ts';
import { projectFieldConflicts } from './conflicts.ts';

export const localActsProjectors: ProjectorsOf<typeof localActsOperations> = {
  'act.described': (rows, { documentId, act }, operation) => {
    rows.remove('local_act', { document_id: documentId });
    rows.insert('local_act', {
      document_id: documentId,
      designation: act.designation,
      edition: act.edition,
      introduced_by: act.introducedBy,
      introduced_on: act.introducedOn,
      valid_until: act.validUntil,
      extended_until: act.extendedUntil,
    });
    projectFieldConflicts(rows, operation);
  },
  'act.acknowledgementRequired': (rows, { documentId, stepId, required }, operation) => {
    if (operation.note.actorWithdrawn === true) return;
    rows.remove('act_requirement', { document_id: documentId });
    if (required === null) return;
    rows.insert('act_requirement', {
      document_id: documentId,
      step_id: stepId,
      form: required.form,
      unit_ids: required.unitIds === null ? null : JSON.stringify(required.unitIds),
      categories: required.categories ?? null,
      required_at: operation.at,
      required_by: operation.actor?.name ?? '',
    });
  },
  'act.changeEntered': (rows, { documentId, changeId, change }, operation) =>
    rows.insert('local_act_change', {
      document_id: documentId,
      position: operation.place,
      change_id: changeId,
      version: change.version,
      clause: change.clause,
      basis: change.basis,
      entered_on: change.enteredOn,
      entered_at: operation.at,
      entered_by: operation.actor?.name ?? '',
    }),
  'act.copyIssued': (rows, { documentId, copy }, operation) =>
    rows.insert('local_act_copy', {
      document_id: documentId,
      position: operation.place,
      copy_number: copy.copyNumber,
      number_run: copy.numberRun,
      holder: copy.holder,
      issued_on: copy.issuedOn,
      issued_at: operation.at,
      issued_by: operation.actor?.name ?? '',
    }),
};
