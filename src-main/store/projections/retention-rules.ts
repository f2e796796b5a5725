import { retention as retentionSchema } from '#shared/contract/nomenclature.ts';
import { decisionProblem } from '#shared/domain/retention-decisions.ts';
import type { OperationPayload } from '#shared/sync/operation-kinds.ts';
import { inventoriesOf, isClosed, isDestroyed } from './archive-facts.ts';
import type { RowWriter } from './project.ts';

/* What the tables of every desk refuse of periods of keeping and of what they begin with (C.7.2, C.7.3). */

type RetentionProblem = 'termFixed' | 'caseNotClosed';

export function eventProblem({ caseId }: OperationPayload<'case.eventRecorded'>, rows: RowWriter): RetentionProblem | null {
  return isDestroyed(rows, caseId) ? 'termFixed' : null;
}

export function decidedProblem({ caseId, ground, retention, protocolId, part }: OperationPayload<'case.retentionDecided'>, rows: RowWriter): RetentionProblem | null {
  // Where a protocol of the commission, or its part, has no effect, nothing that it decided has: it named a case that is not closed.
  if (ground === 'appraisal' && (protocolId === null || !hasEffect(rows, protocolId, part === undefined ? null : caseId))) return 'caseNotClosed';
  const before = rows.text('case_file', 'retention', { case_id: caseId });
  const problem = decisionProblem({
    ground,
    before: before === null ? null : retentionSchema.parse(JSON.parse(before)),
    after: retention,
    closed: isClosed(rows, caseId),
    destroyed: isDestroyed(rows, caseId),
    inventoried: inventoriesOf(rows, caseId).some(({ state }) => state === 'approved'),
  });
  return problem === null ? null : 'termFixed';
}

/** Who decides on one case may name a protocol that stands, whatever it lists; offices have such decisions in their logs. */
function hasEffect(rows: RowWriter, protocolId: string, listedCaseId: string | null): boolean {
  if (listedCaseId === null) return rows.count('appraisal', { protocol_id: protocolId }) > 0;
  return rows.count('appraisal_decision', { protocol_id: protocolId, case_id: listedCaseId }) > 0;
}
