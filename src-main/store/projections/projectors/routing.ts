import { draftContent, routeEvent } from '#shared/contract/routing.ts';
import { keptAnnexes } from '#shared/domain/routes/annexes.ts';
import { isRestricted, keptAccess } from '#shared/domain/routes/draft-access.ts';
import type { RouteEvent, RouteFile } from '#shared/domain/routes/events.ts';
import { replacesOtherExecutors } from '#shared/domain/routes/route-executors.ts';
import { applyEvent, awaitsRegistration, misfit, openSteps, replayRoute, type RouteRefusal, type RunningRoute, startRoute, stepsOf } from '#shared/domain/routes/running-route.ts';
import type { StepRole } from '#shared/domain/routes/template.ts';
import { ANY_REGISTRAR, type WorkAction } from '#shared/domain/work-items.ts';
import type { OperationPayload } from '#shared/sync/operation-kinds.ts';
import type { routingOperations } from '#shared/sync/kinds/routing.ts';
import type { PlacedOperation } from '../../operation-log.ts';
import type { ProjectorsOf, RowWriter } from '../project.ts';
import { closeWorkItemsOf, openWorkItem } from '../work-items.ts';

export const routingProjectors: ProjectorsOf<typeof routingOperations> = {
  'routeTemplate.defined': (rows, p, operation) => {
    const key = { template_id: p.templateId, version: p.version };
    if (rows.count('route_template', key) > 0) return;
    rows.insert('route_template', { ...key, template: p.template, defined_at: operation.at, defined_by: operation.actor?.name ?? '' });
  },
  'draftDocument.created': (rows, p, operation) => {
    if (rows.count('draft_document', { document_id: p.documentId }) > 0) return;
    rows.insert('draft_document', { document_id: p.documentId, draft: p.draft, author_person_id: p.authorPersonId, author_name: p.authorName, created_at: operation.at, created_by: operation.actor?.accountId ?? '' });
    keepFiles(rows, p.documentId, p.draft);
    letRead(rows, p.documentId, p.authorPersonId);
  },
  // A route that began meanwhile at another desk runs over what it began with: the change stays in the history alone.
  'draftDocument.changed': (rows, p) => {
    if (hasRoute(rows, p.documentId)) return;
    const before = draftOf(rows, p.documentId);
    if (before === null) return;
    // Access is said once: what follows goes the way of the draft.
    const { restricted: _said, ...said } = p.draft;
    rows.update('draft_document', { document_id: p.documentId }, { draft: { ...said, ...keptAccess(isRestricted(before)) } });
    keepFiles(rows, p.documentId, p.draft);
  },
  'draftDocument.protocolMade': (rows, { documentId, protocolId, eventId, file, verdict, checkedAt }, operation) => {
    if (rows.count('draft_protocol', { protocol_id: protocolId }) > 0) return;
    rows.insert('draft_protocol', { protocol_id: protocolId, document_id: documentId, event_id: eventId, sha256: file.sha256, size: file.size, file_name: file.fileName, verdict, checked_at: checkedAt, made_by: operation.actor?.name ?? '', position: operation.place });
    keepFile(rows, documentId, file);
  },
  'route.started': (rows, p, operation) => {
    const { event, documentId } = p;
    const stale = staleStart(rows, documentId, event.routeId, operation);
    keepEvent(rows, documentId, event, operation, stale);
    if (stale !== null) return;
    const state = startRoute(event);
    rows.insert('route', { route_id: event.routeId, document_id: documentId, position: operation.place, template_id: p.templateId, template_version: p.templateVersion, phase: state.phase, started_at: event.at, due_at: event.dueAt });
    // An executor gets the document by the resolution, not the draft by the route (ROUTE-16).
    for (const { personId, role } of stepsOf(event.route)) if (role !== 'executor') letRead(rows, documentId, personId);
    showWork(rows, state);
  },
  'route.stepDecided': (rows, p, operation) => {
    const counted = happened(rows, p.documentId, p.event, operation);
    if (counted && p.event.evidence !== null) keepFile(rows, p.documentId, p.event.evidence);
    if (p.event.cardId !== undefined) tieCard(rows, p.documentId, p.event.cardId, counted);
  },
  'route.registered': (rows, p, operation) => {
    const counted = happened(rows, p.documentId, p.event, operation);
    // Who registered it keeps what he registered before him, as one whose step it is.
    if (operation.note.actorWithdrawn !== true) letRead(rows, p.documentId, p.event.byPersonId);
    tieCard(rows, p.documentId, p.event.cardId, counted);
  },
  'route.returned': (rows, p, operation) => void happened(rows, p.documentId, p.event, operation),
  'route.contentReplaced': (rows, p, operation) => {
    if (!happened(rows, p.documentId, p.event, operation)) return;
    const { content: main, annexes } = p.event;
    keepFiles(rows, p.documentId, { main, annexes });
    const draft = draftOf(rows, p.documentId);
    if (draft === null) return;
    const { annexes: _former, ...kept } = draft;
    rows.update('draft_document', { document_id: p.documentId }, { draft: { ...kept, main, ...keptAnnexes(annexes) } });
  },
  'route.restarted': (rows, p, operation) => void happened(rows, p.documentId, p.event, operation),
  'route.withdrawn': (rows, p, operation) => void happened(rows, p.documentId, p.event, operation),
};

/**
 * A resolution or list on the card of a signed draft takes the steps of the executors whom it names, and replaces those of
 * the others. Where it does neither, it is no event of the route.
 */
export function reachExecutors(rows: RowWriter, { resolutionId, documentId: cardId, source, authorPersonId, personIds }: Pick<OperationPayload<'resolution.issued'>, 'resolutionId' | 'documentId' | 'source' | 'authorPersonId'> & { readonly personIds: readonly string[] }, operation: PlacedOperation): void {
  const documentId = rows.text('draft_card', 'document_id', { card_id: cardId, counts: 1 });
  if (documentId === null) return;
  const found = rows.list('route', ['route_id', 'phase'], { document_id: documentId }).find(({ phase }) => phase !== 'withdrawn');
  if (found === undefined) return;
  const routeId = String(found['route_id']);
  const before = storedRoute(rows, routeId);
  const event: RouteEvent = { type: 'reached', eventId: resolutionId, routeId, at: operation.at, byPersonId: authorPersonId, cardId, personIds, replacesOthers: replacesOtherExecutors(source) };
  if (before === null || misfit(before, event) !== null) return;
  happened(rows, documentId, event, operation);
}

/** Routes that run, stand still or are completed: a draft has one of them at most (X5); a withdrawn one leaves it free. */
function hasRoute(rows: RowWriter, documentId: string): boolean {
  return rows.list('route', ['phase'], { document_id: documentId }).some(({ phase }) => phase !== 'withdrawn');
}

function staleStart(rows: RowWriter, documentId: string, routeId: string, operation: PlacedOperation): RouteRefusal | null {
  if (operation.note.actorWithdrawn === true) return 'actorWithdrawn';
  return hasRoute(rows, documentId) || rows.count('route', { route_id: routeId }) > 0 ? 'alreadyRuns' : null;
}

/** Lets the machine of the route judge the event where it stands. @returns whether it counts */
function happened(rows: RowWriter, documentId: string, event: RouteEvent, operation: PlacedOperation): boolean {
  const before = storedRoute(rows, event.routeId);
  const after = before === null ? null : applyEvent(before, event, operation.note.actorWithdrawn === true);
  const last = after?.history.at(-1);
  // A route that lost against another one has no row: what was done on it is kept and does not count.
  const stale = after === null || last === undefined ? 'routeEnded' : after === before ? 'repeated' : last.stale;
  keepEvent(rows, documentId, event, operation, stale);
  if (after === null || stale !== null) return false;
  rows.update('route', { route_id: event.routeId }, { phase: after.phase });
  showWork(rows, after);
  return true;
}

function storedRoute(rows: RowWriter, routeId: string): RunningRoute | null {
  if (rows.count('route', { route_id: routeId }) === 0) return null;
  const stored = rows.list('route_event', ['event', 'position', 'stale'], { route_id: routeId }).toSorted((a, b) => Number(a['position']) - Number(b['position']));
  return replayRoute(stored.map(({ event, stale }) => ({ event: routeEvent.parse(JSON.parse(String(event))), withdrawnActor: stale === 'actorWithdrawn' })));
}

function keepEvent(rows: RowWriter, documentId: string, event: RouteEvent, operation: PlacedOperation, stale: RouteRefusal | null): void {
  rows.insert('route_event', { op_id: operation.opId, route_id: event.routeId, document_id: documentId, event_id: event.eventId, position: operation.place, event, stale });
}

function keepFile(rows: RowWriter, documentId: string, { sha256, size, fileName }: RouteFile): void {
  if (rows.count('draft_file', { document_id: documentId, sha256 }) === 0) rows.insert('draft_file', { document_id: documentId, sha256, size, file_name: fileName });
}

function keepFiles(rows: RowWriter, documentId: string, { main, annexes = [] }: { readonly main: RouteFile; readonly annexes?: readonly RouteFile[] | undefined }): void {
  for (const file of [main, ...annexes]) keepFile(rows, documentId, file);
}

/** A card of a registration that came too late stays, and says so (NUM-01: its number is given). */
function tieCard(rows: RowWriter, documentId: string, cardId: string, counts: boolean): void {
  if (rows.count('draft_card', { document_id: documentId, card_id: cardId }) === 0) rows.insert('draft_card', { document_id: documentId, card_id: cardId, counts: counts ? 1 : 0 });
  showTimestamps(rows, documentId, cardId);
}

/** A card that a desk registered before it knew of a signature's timestamp gets the file that holds it (SIGN-05). */
function showTimestamps(rows: RowWriter, documentId: string, cardId: string): void {
  const made = rows.list('made_signature', ['signature_id', 'sha256', 'size'], { draft_id: documentId, timestamp: 'present' });
  if (made.length === 0) return;
  const events = rows.list('route_event', ['event'], { document_id: documentId }).map(({ event }) => routeEvent.parse(JSON.parse(String(event))));
  for (const { signature_id: signatureId, sha256, size } of made) {
    for (const event of events) {
      if (event.type === 'decided' && event.eventId === signatureId && event.evidence !== null) rows.update('card_file', { document_id: cardId, sha256: event.evidence.sha256 }, { sha256, size });
    }
  }
}

function letRead(rows: RowWriter, documentId: string, personId: string): void {
  if (rows.count('route_person', { document_id: documentId, person_id: personId }) === 0) rows.insert('route_person', { document_id: documentId, person_id: personId });
}

const ACTIONS: Readonly<Record<Exclude<StepRole, 'executor'>, WorkAction>> = { approver: 'approve', signer: 'sign', countersigner: 'sign', registrar: 'execute' };

/** What waits for whom on the route: each open step of its person; a returned draft of its initiator, with the reason; a signed one of whoever registers it, where no step says who. */
function showWork(rows: RowWriter, state: RunningRoute): void {
  const { routeId, documentId, urgent, returned } = state;
  closeWorkItemsOf(rows, routeId);
  const common = { documentId, sourceId: routeId, urgent };
  showToRegistrars(rows, state);
  for (const { step, asking } of openSteps(state)) {
    // What an executor has to do comes by a resolution or a list alone (ROUTE-16).
    if (step.role === 'executor') continue;
    openWorkItem(rows, {
      ...common,
      itemId: `${routeId}:${step.stepId}:${asking.round}`,
      personId: step.personId,
      action: ACTIONS[step.role],
      title: titleOf(rows, documentId),
      since: asking.openedAt ?? '',
      // KhAI 4.5 limits the approval; signing and what follows have no term of their own.
      dueAt: step.role === 'approver' ? state.dueAt : null,
    });
  }
  if (state.phase === 'returned' && returned !== null) {
    openWorkItem(rows, { ...common, itemId: `${routeId}:returned:${state.round}`, personId: state.initiatorPersonId, action: 'execute', title: `${titleOf(rows, documentId)}: ${returned.reason}`, since: returned.at, dueAt: state.dueAt });
  }
}

/** Until it is registered a draft that names no registrar is read by all of them: none is told apart (ROUTE-18). */
function showToRegistrars(rows: RowWriter, state: RunningRoute): void {
  const { routeId, documentId, urgent, history } = state;
  if (!awaitsRegistration(state)) return rows.remove('route_person', { document_id: documentId, person_id: ANY_REGISTRAR });
  letRead(rows, documentId, ANY_REGISTRAR);
  const signedAt = history.findLast(({ event, stale }) => stale === null && event.type === 'decided')?.event.at ?? '';
  openWorkItem(rows, { itemId: `${routeId}:register`, personId: ANY_REGISTRAR, action: 'register', documentId, sourceId: routeId, title: titleOf(rows, documentId), since: signedAt, dueAt: null, urgent });
}

function titleOf(rows: RowWriter, documentId: string): string {
  return draftOf(rows, documentId)?.title ?? '';
}

function draftOf(rows: RowWriter, documentId: string): OperationPayload<'draftDocument.created'>['draft'] | null {
  const stored = rows.text('draft_document', 'draft', { document_id: documentId });
  return stored === null ? null : draftContent.parse(JSON.parse(stored));
}
