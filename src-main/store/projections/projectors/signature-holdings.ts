import type { HoldingStepKind } from '#shared/domain/signature-holdings.ts';
import type { signatureHoldingsOperations } from '#shared/sync/kinds/signature-holdings.ts';
import type { OperationPayload } from '#shared/sync/operation-kinds.ts';
import type { PlacedOperation } from '../../operation-log.ts';
import type { ProjectorsOf, RowWriter } from '../project.ts';

/** A step may come before its entry, where desks did not see each other: it waits for it in the table. */
function tell(rows: RowWriter, kind: HoldingStepKind, { stepId, holdingId, since, reason }: OperationPayload<'holding.returned'>, { at, actor }: Pick<PlacedOperation, 'at' | 'actor'>): void {
  const key = { holding_id: holdingId, step_id: stepId };
  if (rows.count('signature_holding_step', key) > 0) return;
  rows.insert('signature_holding_step', { ...key, kind, since, reason, told_at: at, told_by: actor?.name ?? '' });
}

/** Each entry joins a set under an id of its own; a second operation of one id changes nothing. */
export const signatureHoldingsProjectors: ProjectorsOf<typeof signatureHoldingsOperations> = {
  'holding.issued': (rows, entry, operation) => {
    if (rows.count('signature_holding', { holding_id: entry.holdingId }) > 0) return;
    rows.insert('signature_holding', {
      holding_id: entry.holdingId,
      person_id: entry.personId,
      person_name: entry.personName,
      post: entry.position,
      level: entry.level,
      issuer: entry.issuer,
      basis: entry.basis,
      medium: entry.medium,
      serial: entry.serial,
      certificate_issuer: entry.certificateIssuer ?? null,
      valid_until: entry.validUntil,
      issued_at: operation.at,
      issued_by: operation.actor?.name ?? '',
    });
  },
  'holding.returned': (rows, payload, operation) => tell(rows, 'returned', payload, operation),
  'holding.compromised': (rows, payload, operation) => tell(rows, 'compromised', payload, operation),
};
