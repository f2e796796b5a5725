import { planScopeKey } from '#shared/domain/work-plan.ts';
import type { structureOperations } from '#shared/sync/kinds/structure.ts';
import type { ProjectorsOf } from '../project.ts';

export const structureProjectors: ProjectorsOf<typeof structureOperations> = {
  'delegation.granted': (rows, p, operation) => {
    // The same step from two desks: what stands first stands.
    if (rows.count('delegation', { delegation_id: p.delegationId }) > 0) return;
    rows.insert('delegation', {
      delegation_id: p.delegationId,
      principal_person_id: p.principalPersonId,
      deputy_person_id: p.deputyPersonId,
      capacity: p.capacity,
      basis: p.basis,
      actions: p.actions,
      kind_ids: p.kindIds,
      journal_ids: p.journalIds,
      from_time: p.from,
      until_time: p.until,
      granted_at: operation.at,
      granted_by: operation.actor?.name ?? '',
      removed_at: null,
      removed_by: null,
    });
  },
  'delegation.removed': (rows, { delegationId }, operation) => {
    // Two desks removed it without seeing each other: by the earlier instant it was over.
    const removed = rows.text('delegation', 'removed_at', { delegation_id: delegationId });
    if (removed !== null && removed <= operation.at) return;
    rows.update('delegation', { delegation_id: delegationId }, { removed_at: operation.at, removed_by: operation.actor?.name ?? '' });
  },
  'absence.recorded': (rows, p, operation) => {
    if (rows.count('absence', { absence_id: p.absenceId }) > 0) return;
    rows.insert('absence', { absence_id: p.absenceId, person_id: p.personId, reason: p.reason, from_time: p.from, to_time: p.to, recorded_at: operation.at, recorded_by: operation.actor?.name ?? '', cancelled_at: null });
  },
  'absence.cancelled': (rows, { absenceId }, operation) => {
    if (rows.text('absence', 'cancelled_at', { absence_id: absenceId }) !== null) return;
    rows.update('absence', { absence_id: absenceId }, { cancelled_at: operation.at });
  },
  'workPlan.set': (rows, { scope, plan }, operation) => {
    const key = planScopeKey(scope);
    rows.remove('work_plan', { scope_key: key });
    if (plan !== null) rows.insert('work_plan', { scope_key: key, scope, plan, version: operation.opId });
  },
};
