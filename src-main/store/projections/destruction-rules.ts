import { retention as retentionSchema } from '#shared/contract/nomenclature.ts';
import { mayTakeStep } from '#shared/domain/destruction.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import type { OperationPayload } from '#shared/sync/operation-kinds.ts';
import type { PlacedOperation } from '../operation-log.ts';
import { isHeld } from './hold-rules.ts';
import type { RowWriter } from './project.ts';

/*
 * What the tables of every desk refuse of acts of destruction and their execution (C.7.5, C.7.6). The room asks more, and
 * before it writes; here stands what must hold whatever a desk wrote, in whichever order it arrived.
 */

type DestructionProblem = 'actOutOfOrder' | 'notDestroyable' | 'onHold';

export function drawnUpProblem({ actId, number, year, drawnUpOn }: OperationPayload<'destruction.drawnUp'>, rows: RowWriter, operation: PlacedOperation): DestructionProblem | null {
  if (rows.count('destruction_act', { year, number }) > 0 || rows.count('destruction_act', { act_id: actId }) > 0) return 'actOutOfOrder';
  // An act of a year to come would find every period over.
  return year > Number(drawnUpOn.slice(0, 4)) || drawnUpOn > dayInZone(operation.zone, operation.at) ? 'notDestroyable' : null;
}

export function casesAddedProblem({ actId, caseIds }: OperationPayload<'destruction.casesAdded'>, rows: RowWriter): DestructionProblem | null {
  if (!mayTakeStep('addCases', stateOf(rows, actId))) return 'actOutOfOrder';
  const taken = (caseId: string): boolean => rows.list('destruction_case', ['act_id'], { case_id: caseId }).some(({ act_id: other }) => other !== actId && stateOf(rows, String(other)) !== 'executed');
  return caseIds.some((caseId) => rows.count('destroyed_case', { case_id: caseId }) > 0 || taken(caseId)) ? 'notDestroyable' : null;
}

export function leftOutProblem({ actId }: OperationPayload<'destruction.caseLeftOut'>, rows: RowWriter): DestructionProblem | null {
  return mayTakeStep('leaveOut', stateOf(rows, actId)) ? null : 'actOutOfOrder';
}

export function agreedProblem({ actId, by }: OperationPayload<'destruction.agreed'>, rows: RowWriter): DestructionProblem | null {
  const [act] = rows.list('destruction_act', ['state', 'commission_number', 'archive_number'], { act_id: actId });
  if (act === undefined || !mayTakeStep('agree', String(act['state'])) || act[`${by}_number`] !== null) return 'actOutOfOrder';
  return by === 'archive' && act['commission_number'] === null ? 'actOutOfOrder' : null;
}

export function approvedProblem({ actId }: OperationPayload<'destruction.approved'>, rows: RowWriter): DestructionProblem | null {
  const [act] = rows.list('destruction_act', ['state', 'commission_number', 'archive_number'], { act_id: actId });
  if (act === undefined || !mayTakeStep('approve', String(act['state'])) || act['commission_number'] === null) return 'actOutOfOrder';
  // What an office begins with stands in its rule pack, which the tables do not read: the room asks that.
  return rows.number('archive_settings', 'archival_fund', { one: 1 }) === 1 && act['archive_number'] === null ? 'actOutOfOrder' : null;
}

export function returnedProblem({ actId }: OperationPayload<'destruction.returned'>, rows: RowWriter): DestructionProblem | null {
  return mayTakeStep('return', stateOf(rows, actId)) ? null : 'actOutOfOrder';
}

export function discardedProblem({ actId }: OperationPayload<'destruction.discarded'>, rows: RowWriter): DestructionProblem | null {
  return mayTakeStep('discard', stateOf(rows, actId)) ? null : 'actOutOfOrder';
}

export function begunProblem({ actId }: OperationPayload<'destruction.begun'>, rows: RowWriter): DestructionProblem | null {
  return mayTakeStep('begin', stateOf(rows, actId)) ? null : 'actOutOfOrder';
}

// KSTU and C.7.6 ask for two persons: one account confirming its own request is one person.
export function confirmedProblem({ actId, by }: OperationPayload<'destruction.confirmed'>, rows: RowWriter): DestructionProblem | null {
  if (!mayTakeStep('confirm', stateOf(rows, actId))) return 'actOutOfOrder';
  return rows.text('destruction_act', 'begun_account', { act_id: actId }) === by.accountId ? 'notDestroyable' : null;
}

export function resumedProblem({ actId }: OperationPayload<'destruction.resumed'>, rows: RowWriter): DestructionProblem | null {
  return mayTakeStep('resume', stateOf(rows, actId)) ? null : 'actOutOfOrder';
}

export function completedProblem({ actId }: OperationPayload<'destruction.completed'>, rows: RowWriter): DestructionProblem | null {
  return mayTakeStep('complete', stateOf(rows, actId)) ? null : 'actOutOfOrder';
}

export function destroyedProblem({ caseId, actId, persons, resumedBy }: OperationPayload<'case.destroyed'>, rows: RowWriter): DestructionProblem | null {
  // It outranks every other reason, so it is told first.
  if (isHeld(rows, caseId)) return 'onHold';
  const lastOfChain = rows.text('case_closing', 'closed_with', { case_id: caseId });
  const [act] = ['executing', 'executed'].flatMap((state) => rows.list('destruction_act', ['year', 'begun_account', 'confirmed_account'], { act_id: actId, state }));
  if (lastOfChain === null || act === undefined || rows.count('destroyed_case', { case_id: caseId }) > 0) return 'notDestroyable';
  // A case that was carried on is one with those before it: what keeps one keeps all of them.
  const chain = rows.list('case_closing', ['case_id'], { closed_with: lastOfChain }).map((row) => String(row['case_id']));
  if (chain.some((one) => isHeld(rows, one))) return 'onHold';
  const [first, second] = persons;
  if (first.accountId !== act['begun_account'] || second.accountId !== act['confirmed_account'] || first.accountId === second.accountId) return 'notDestroyable';
  if (resumedBy !== undefined && rows.count('destruction_resumption', { act_id: actId, account_id: resumedBy.accountId }) === 0) return 'notDestroyable';
  return chain.every((one) => rows.count('destruction_case', { act_id: actId, case_id: one }) > 0 && isOver(rows, one, Number(act['year']))) ? null : 'notDestroyable';
}

/** Whether period and expert commission let the case go. */
function isOver(rows: RowWriter, caseId: string, year: number): boolean {
  const from = rows.number('case_term', 'destroyable_from', { case_id: caseId });
  const stored = rows.text('case_file', 'retention', { case_id: caseId });
  if (from === null || from > year || stored === null) return false;
  const { period, expertMark } = retentionSchema.parse(JSON.parse(stored));
  const decision = rows.text('appraised_case', 'decision', { case_id: caseId });
  return period !== 'permanent' && decision !== 'keep' && (!expertMark || decision === 'destroy');
}

function stateOf(rows: RowWriter, actId: string): string | null {
  return rows.text('destruction_act', 'state', { act_id: actId });
}
