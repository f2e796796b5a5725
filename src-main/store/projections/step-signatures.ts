import { routeEvent } from '#shared/contract/routing.ts';
import type { OperationPayload } from '#shared/sync/operation-kinds.ts';
import type { PlacedOperation } from '../operation-log.ts';
import type { RowWriter } from './project.ts';

type Made = Pick<OperationPayload<'signature.made'>, 'draftId' | 'signatureId' | 'file'>;

/**
 * Whether a signature of a draft is the one by which its step was taken (ROUTE-10): the step stands before it, names the
 * same bytes, and whoever took it made it. Else anybody could put another file in the place of a step's evidence, for
 * the id of an event is no secret.
 */
export function isSignatureOfStep(rows: RowWriter, { draftId, signatureId, file }: Made, { actor }: Pick<PlacedOperation, 'actor'>): boolean {
  if (draftId === undefined) return true;
  if (actor === null) return false;
  return rows.list('route_event', ['event'], { document_id: draftId, event_id: signatureId }).some(({ event: stored }) => {
    const event = routeEvent.parse(JSON.parse(String(stored)));
    return event.type === 'decided' && event.evidence?.sha256 === file.sha256 && rows.count('person', { person_id: event.byPersonId, account_id: actor.accountId }) > 0;
  });
}
