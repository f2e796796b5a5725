import { type ApplicationStanding, applicationStanding, type ApplicationState } from '#shared/domain/applications.ts';
import type { Conclusion } from '#shared/domain/signature-findings.ts';
import type { WorkAction } from '#shared/domain/work-items.ts';
import type { PlacedOperation } from '../operation-log.ts';
import { applicationEvents, conclusionOf, storedFindings } from './application-events.ts';
import { stepsOf } from './document-steps.ts';
import type { RowWriter } from './project.ts';
import { closeWorkItem, openWorkItem } from './work-items.ts';

/** An application by its steps and by the newest check that is recorded, and that check's conclusion. */
export interface ApplicationNow {
  readonly standing: ApplicationStanding;
  readonly newest: Conclusion | null;
}

/** Null: the document is no application that was taken in. */
export function applicationNow(rows: RowWriter, documentId: string): ApplicationNow | null {
  const steps = stepsOf(rows, 'application_event', documentId);
  if (steps.length === 0) return null;
  const events = applicationEvents(steps);
  const [check] = rows.list('verification', ['position', 'findings'], { document_id: documentId }).toSorted((one, other) => Number(other['position']) - Number(one['position']));
  const newest = conclusionOf(applicationStanding(events), storedFindings(check?.['findings']));
  return { standing: applicationStanding(events, newest), newest };
}

/** Who is awaited in a state: whoever took the application in, or the addressee (KhAI 4.7). */
const AWAITED: Readonly<Record<ApplicationState, { readonly who: 'responsible' | 'addressee'; readonly action: WorkAction } | null>> = {
  toBeReceived: null,
  awaitsVerification: { who: 'responsible', action: 'verifyApplication' },
  notCounted: { who: 'responsible', action: 'verifyApplication' },
  preliminary: { who: 'responsible', action: 'verifyApplication' },
  verified: { who: 'addressee', action: 'acceptApplication' },
  certified: { who: 'addressee', action: 'acceptApplication' },
  accepted: null,
  inDoubt: { who: 'addressee', action: 'decideForce' },
  forceLost: null,
};

/** Puts an application before whoever brings it on, after a step of it or a check of its document. */
export function showApplicationWork(rows: RowWriter, documentId: string, operation: PlacedOperation): void {
  const now = applicationNow(rows, documentId);
  if (now === null) return;
  const { received, state } = now.standing;
  const itemId = `application/${documentId}`;
  const awaited = rows.text('card', 'state', { document_id: documentId }) === 'void' ? null : AWAITED[state];
  const personId = awaited === null ? null : awaited.who === 'addressee' ? (received?.addressee.personId ?? null) : (received?.responsiblePersonId ?? null);
  const [standing] = rows.list('work_item', ['person_id', 'action'], { item_id: itemId });
  // A check that changes nothing for its person does not start his wait anew.
  if (awaited !== null && standing?.['person_id'] === personId && standing['action'] === awaited.action) return;
  closeWorkItem(rows, itemId);
  if (awaited === null || personId === null) return;
  openWorkItem(rows, { itemId, personId, action: awaited.action, documentId, sourceId: documentId, title: received?.author.name ?? '', since: operation.at, dueAt: null, urgent: false });
}
