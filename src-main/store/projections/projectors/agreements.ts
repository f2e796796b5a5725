import type { agreementsOperations } from '#shared/sync/kinds/agreements.ts';
import type { ProjectorsOf } from '../project.ts';

/** Each entry joins a set under an id of its own; a second operation of one id changes nothing. */
export const agreementsProjectors: ProjectorsOf<typeof agreementsOperations> = {
  'identity.checked': (rows, { checkId, personId, personName, way, proof }, operation) => {
    if (rows.count('identity_check', { check_id: checkId }) > 0) return;
    rows.insert('identity_check', { check_id: checkId, person_id: personId, person_name: personName, way, proof, checked_at: operation.at, checked_by: operation.actor?.name ?? '' });
  },
  'agreement.registered': (rows, entry, operation) => {
    if (rows.count('agreement', { agreement_id: entry.agreementId }) > 0) return;
    rows.insert('agreement', {
      agreement_id: entry.agreementId,
      subject: entry.subject,
      person_id: entry.personId,
      person_name: entry.personName,
      post: entry.position,
      form: entry.form,
      number: entry.number,
      concluded_on: entry.concludedOn,
      in_force_from: entry.inForceFrom,
      basis_document_id: entry.basis?.documentId ?? null,
      basis_sha256: entry.basis?.sha256 ?? null,
      way: entry.way,
      check_id: entry.checkId,
      registered_at: operation.at,
      registered_by: operation.actor?.name ?? '',
    });
  },
  // An end may come before its agreement, where desks did not see each other: it waits for it in the table.
  'agreement.ended': (rows, { stepId, agreementId, lastDay, reason }, operation) => {
    const key = { agreement_id: agreementId, step_id: stepId };
    if (rows.count('agreement_end', key) > 0) return;
    rows.insert('agreement_end', { ...key, last_day: lastDay, reason, ended_at: operation.at, ended_by: operation.actor?.name ?? '' });
  },
};
