import type { OperationPayload } from '#shared/sync/operation-kinds.ts';
import type { resolutionsOperations } from '#shared/sync/kinds/resolutions.ts';
import type { PlacedOperation } from '../../operation-log.ts';
import type { ProjectorsOf, RowWriter } from '../project.ts';
import { isTwinOfDraft } from '../draft-twins.ts';
import { closeWorkItem, closeWorkItemsOf, openWorkItem } from '../work-items.ts';
import { reachExecutors } from './routing.ts';

type Issued = OperationPayload<'resolution.issued'>;
type IssuedAssignment = Issued['assignments'][number];

const acting = (operation: PlacedOperation): string => operation.actor?.name ?? '';

/** Items of one assignment: one for its executor, others for whoever decides. */
const executorItem = (assignmentId: string): string => `execute/${assignmentId}`;
const reportItem = (reportId: string): string => `report/${reportId}`;
const extensionItem = (requestId: string): string => `extension/${requestId}`;

function openForExecutor(rows: RowWriter, resolution: Pick<Issued, 'documentId' | 'text' | 'urgent'>, one: IssuedAssignment, since: string): void {
  openWorkItem(rows, {
    itemId: executorItem(one.assignmentId),
    personId: one.personId,
    action: one.role === 'information' ? 'information' : 'execute',
    documentId: resolution.documentId,
    sourceId: one.assignmentId,
    title: resolution.text,
    since,
    dueAt: one.due?.dueAt ?? null,
    urgent: resolution.urgent,
  });
}

/** Takes an executor out, with everything that was laid below him. A circle cannot come about: each resolution follows from an older assignment. */
function withdrawAssignment(rows: RowWriter, assignmentId: string): void {
  rows.update('assignment', { assignment_id: assignmentId }, { state: 'withdrawn' });
  closeWorkItemsOf(rows, assignmentId);
  for (const { resolution_id: resolutionId } of rows.list('resolution', ['resolution_id'], { source_id: assignmentId, withdrawn: 0 })) {
    rows.update('resolution', { resolution_id: resolutionId }, { withdrawn: 1 });
    for (const { assignment_id: below, state } of rows.list('assignment', ['assignment_id', 'state'], { resolution_id: resolutionId })) {
      if (state !== 'withdrawn' && state !== 'executed') withdrawAssignment(rows, String(below));
    }
  }
}

/** The executors of a resolution whose place is taken: those named again go on, the others are withdrawn. */
function supersede(rows: RowWriter, payload: Issued): void {
  if (payload.supersedes === null) return;
  rows.update('resolution', { resolution_id: payload.supersedes }, { superseded_by: payload.resolutionId });
  const kept = new Set(payload.assignments.map(({ assignmentId }) => assignmentId));
  for (const { assignment_id: before, state } of rows.list('assignment', ['assignment_id', 'state'], { resolution_id: payload.supersedes })) {
    const assignmentId = String(before);
    if (!kept.has(assignmentId) && state !== 'executed' && state !== 'withdrawn') withdrawAssignment(rows, assignmentId);
  }
}

function placeAssignment(rows: RowWriter, payload: Issued, one: IssuedAssignment, operation: PlacedOperation): void {
  const due = { due_on: one.due?.dueOn ?? null, due_at: one.due?.dueAt ?? null, due_ground: one.due?.ground ?? null, calendar_version: one.due?.calendarVersion ?? null };
  const state = rows.text('assignment', 'state', { assignment_id: one.assignmentId });
  if (state === null) {
    rows.insert('assignment', { assignment_id: one.assignmentId, resolution_id: payload.resolutionId, document_id: payload.documentId, person_id: one.personId, person_name: one.personName, role: one.role, ...due, review_due_at: one.reviewDueAt, state: 'open', received_at: operation.at, executed_at: null });
    openForExecutor(rows, payload, one, operation.at);
    return;
  }
  rows.update('assignment', { assignment_id: one.assignmentId }, { resolution_id: payload.resolutionId, role: one.role, ...due });
  if (state !== 'open') return;
  const since = rows.text('assignment', 'received_at', { assignment_id: one.assignmentId }) ?? operation.at;
  closeWorkItem(rows, executorItem(one.assignmentId));
  openForExecutor(rows, payload, one, since);
}

/** Puts a decision before the author of the resolution and before the controller. */
function openDecision(rows: RowWriter, item: { readonly id: string; readonly action: 'acceptReport' | 'decideExtension'; readonly assignmentId: string; readonly documentId: string; readonly title: string }, operation: PlacedOperation): void {
  const executor = rows.text('assignment', 'person_id', { assignment_id: item.assignmentId });
  const author = rows.text('resolution', 'author_person_id', { resolution_id: rows.text('assignment', 'resolution_id', { assignment_id: item.assignmentId }) });
  const lifted = rows.text('document_control', 'lifted_at', { document_id: item.documentId }) !== null;
  const controller = lifted ? null : rows.text('document_control', 'controller_person_id', { document_id: item.documentId });
  const deciding = new Set([author, controller].flatMap((personId) => (personId === null || personId === executor ? [] : [personId])));
  for (const personId of deciding) {
    openWorkItem(rows, { itemId: `${item.id}/${personId}`, personId, action: item.action, documentId: item.documentId, sourceId: item.assignmentId, title: item.title, since: operation.at, dueAt: null, urgent: false });
  }
}

/** Takes away what was put before author and controller; of two reports of one assignment one decision is enough. */
function closeDecision(rows: RowWriter, action: 'acceptReport' | 'decideExtension', assignmentId: string): void {
  rows.remove('work_item', { source_id: assignmentId, action });
}

export const resolutionsProjectors: ProjectorsOf<typeof resolutionsOperations> = {
  'resolution.issued': (rows, p, operation) => {
    const isTwin = isTwinOfDraft(rows, p.documentId);
    rows.insert('resolution', {
      resolution_id: p.resolutionId,
      document_id: p.documentId,
      source: p.source,
      source_id: p.sourceId,
      author_person_id: p.authorPersonId,
      author_name: p.authorName,
      text: p.text,
      due_on: p.dueOn,
      unit_ids: p.unitIds,
      executors: p.assignments.map(({ personName, role, due }) => ({ personName, role, dueOn: due?.dueOn ?? null })),
      on_paper_on: p.onPaperOn,
      urgent: p.urgent,
      issued_at: operation.at,
      issued_by: acting(operation),
      on_behalf: operation.onBehalfOf !== null,
      superseded_by: null,
      withdrawn: isTwin ? 1 : 0,
    });
    // The other card of the same draft has its executors: these stay in the history.
    if (isTwin) return;
    supersede(rows, p);
    // All of them in one operation, so at one instant (ROUTE-17).
    for (const one of p.assignments) placeAssignment(rows, p, one, operation);
    reachExecutors(rows, { ...p, personIds: p.assignments.filter(({ role }) => role !== 'information').map(({ personId }) => personId) }, operation);
    // The review is done; an assignment from which a resolution follows stays with its executor, who answers for it.
    if (p.source === 'pass') closeWorkItemsOf(rows, p.sourceId);
    if (p.controllerPersonId !== null) placeControl(rows, p.documentId, p.controllerPersonId, null, operation);
  },
  'assignment.noted': (rows, p) => {
    rows.update('assignment', { assignment_id: p.assignmentId, state: 'open', role: 'information' }, { state: 'noted' });
    closeWorkItem(rows, executorItem(p.assignmentId));
  },
  'execution.reported': (rows, p, operation) => {
    rows.insert('execution_report', { report_id: p.reportId, assignment_id: p.assignmentId, final: p.final, text: p.text, reported_at: operation.at, reported_by: acting(operation), accepted: null, decision_reason: null, decided_at: null, decided_by: null });
    if (!p.final) return;
    // A report of another desk to an assignment that was decided meanwhile stays as a report.
    if (rows.text('assignment', 'state', { assignment_id: p.assignmentId }) !== 'open') return;
    rows.update('assignment', { assignment_id: p.assignmentId }, { state: 'reported' });
    closeWorkItem(rows, executorItem(p.assignmentId));
    openDecision(rows, { id: reportItem(p.reportId), action: 'acceptReport', assignmentId: p.assignmentId, documentId: p.documentId, title: p.text }, operation);
  },
  'execution.decided': (rows, p, operation) => {
    rows.update('execution_report', { report_id: p.reportId }, { accepted: p.accepted, decision_reason: p.reason, decided_at: operation.at, decided_by: acting(operation) });
    closeDecision(rows, 'acceptReport', p.assignmentId);
    if (rows.text('assignment', 'state', { assignment_id: p.assignmentId }) !== 'reported') return;
    if (p.accepted) {
      rows.update('assignment', { assignment_id: p.assignmentId }, { state: 'executed', executed_at: rows.text('execution_report', 'reported_at', { report_id: p.reportId }) ?? operation.at });
      closeWorkItemsOf(rows, p.assignmentId);
      return;
    }
    rows.update('assignment', { assignment_id: p.assignmentId }, { state: 'open' });
    reopenForExecutor(rows, p.assignmentId, operation.at);
  },
  'extension.requested': (rows, p, operation) => {
    rows.insert('extension_request', { request_id: p.requestId, assignment_id: p.assignmentId, until: p.until, reason: p.reason, requested_at: operation.at, requested_by: acting(operation), granted: null, decision_reason: null, decided_at: null, decided_by: null });
    if (rows.text('assignment', 'state', { assignment_id: p.assignmentId }) !== 'open') return;
    openDecision(rows, { id: extensionItem(p.requestId), action: 'decideExtension', assignmentId: p.assignmentId, documentId: p.documentId, title: p.reason }, operation);
  },
  'extension.decided': (rows, p, operation) => {
    rows.update('extension_request', { request_id: p.requestId }, { granted: p.due !== null, decision_reason: p.reason, decided_at: operation.at, decided_by: acting(operation) });
    closeDecision(rows, 'decideExtension', p.assignmentId);
    if (p.due === null) return;
    rows.update('assignment', { assignment_id: p.assignmentId }, { due_on: p.due.dueOn, due_at: p.due.dueAt, due_ground: 'executor', calendar_version: p.due.calendarVersion });
    rows.update('work_item', { item_id: executorItem(p.assignmentId) }, { due_at: p.due.dueAt });
  },
  'control.set': (rows, p, operation) => placeControl(rows, p.documentId, p.controllerPersonId, p.controllerName, operation),
  'control.lifted': (rows, p, operation) => rows.update('document_control', { document_id: p.documentId }, { lifted_at: operation.at, lifted_by: acting(operation) }),
};

function placeControl(rows: RowWriter, documentId: string, personId: string, name: string | null, operation: PlacedOperation): void {
  const row = { controller_person_id: personId, controller_name: name ?? rows.text('person', 'name', { person_id: personId }) ?? '', set_at: operation.at, lifted_at: null, lifted_by: null };
  if (rows.count('document_control', { document_id: documentId }) > 0) rows.update('document_control', { document_id: documentId }, row);
  else rows.insert('document_control', { document_id: documentId, ...row });
}

/** What was sent back lies before its executor again, with the term that it had. */
function reopenForExecutor(rows: RowWriter, assignmentId: string, since: string): void {
  const text = (column: string): string | null => rows.text('assignment', column, { assignment_id: assignmentId });
  const [personId, documentId, resolutionId] = [text('person_id'), text('document_id'), text('resolution_id')];
  if (personId === null || documentId === null) return;
  openWorkItem(rows, {
    itemId: executorItem(assignmentId),
    personId,
    action: 'execute',
    documentId,
    sourceId: assignmentId,
    title: rows.text('resolution', 'text', { resolution_id: resolutionId }) ?? '',
    since,
    dueAt: text('due_at'),
    urgent: rows.number('resolution', 'urgent', { resolution_id: resolutionId }) === 1,
  });
}
