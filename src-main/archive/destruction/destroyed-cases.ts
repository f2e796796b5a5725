import { MAIN_STREAM, type OperationActor } from '#shared/sync/operation.ts';
import type { OperationPayload } from '#shared/sync/operation-kinds.ts';
import type { Transaction } from '../../store/store.ts';

export type Persons = OperationPayload<'case.destroyed'>['persons'];

export interface Execution {
  readonly actId: string;
  readonly number: string;
  readonly method: string;
  /** The two who executed it. */
  readonly persons: Persons;
  /** Calendar day of the office. */
  readonly on: string;
  /** The second of the two, or who went on with the act. */
  readonly actor: OperationActor;
  readonly resumed: boolean;
}

/** Writes the destruction of cases, each with all that its card says for ever (ARC-04). Part of a transaction. */
export function writeDestroyed(transaction: Transaction, caseIds: readonly string[], { actId, number, method, persons, on, actor, resumed }: Execution): void {
  for (const caseId of caseIds) {
    transaction.append({
      kind: 'case.destroyed',
      entity: caseId,
      stream: MAIN_STREAM,
      actor,
      payload: { caseId, actId, actNumber: number, on, method, persons, ...(resumed ? { resumedBy: { accountId: actor.accountId, name: actor.name } } : {}) },
      changes: [
        { field: 'destruction.act', before: null, after: `№ ${number}, ${on}` },
        { field: 'destruction.method', before: null, after: method },
        { field: 'destruction.persons', before: null, after: namesOf(persons) },
      ],
    });
  }
}

export function namesOf(persons: Persons): string {
  return persons.map(({ name }) => name).join(', ');
}
