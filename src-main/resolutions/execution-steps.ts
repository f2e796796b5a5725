import { Refusal } from '#shared/contract/errors.ts';
import type { MethodCheckedInput } from '#shared/contract/index.ts';
import type { Card } from '#shared/contract/registration.ts';
import type { PersonOfOffice } from '#shared/contract/review.ts';
import { type AssignmentAction, assignmentAllows, isExecuted, mayDecideExecution } from '#shared/domain/execution.ts';
import { type Actor, hasRight } from '#shared/domain/rights.ts';
import { operationActor, type OperationActor } from '#shared/sync/operation.ts';
import { streamOf } from '../registration/streams.ts';
import type { Store, Transaction } from '../store/store.ts';
import type { Acting } from './acting.ts';
import type { ExecutionTerms } from './execution-terms.ts';
import { type AssignmentRow, controlEntity, type ExtensionRow, type ReportRow, type ResolutionRecords } from './resolution-records.ts';

export interface ExecutionStepsOptions {
  readonly store: Store;
  readonly records: ResolutionRecords;
  readonly acting: Acting;
  readonly terms: ExecutionTerms;
  readonly people: () => readonly PersonOfOffice[];
  readonly readable: (documentId: string, actor: Actor) => Card;
  readonly letRead: (transaction: Transaction, card: Card, accountIds: readonly string[], actor: Actor) => void;
}

/** Why a document stays under control. */
export type LiftObstacle = 'notControlled' | 'notYours' | 'notExecuted';

interface Step {
  readonly card: Card;
  readonly assignment: AssignmentRow;
  readonly onBehalfOf: OperationActor | null;
}

/** What executors, authors and controllers do with an assignment (RES-16, CTRL-01 … CTRL-05). */
export class ExecutionSteps {
  readonly #options: ExecutionStepsOptions;

  constructor(options: ExecutionStepsOptions) {
    this.#options = options;
  }

  /** What the actor may do to an assignment now. */
  allowed(assignment: AssignmentRow, card: Card, actor: Actor): AssignmentAction[] {
    const all: readonly AssignmentAction[] = ['note', 'interimReport', 'executionReport', 'requestExtension', 'accept', 'return', 'decideExtension'];
    if (card.state === 'void') return [];
    const facts = { state: assignment.state, role: assignment.role, extensionAsked: this.#openRequest(assignment) !== null };
    return all.filter((action) => assignmentAllows(action, facts) && this.#who(action, assignment, card, actor) !== null);
  }

  note(input: MethodCheckedInput<'resolutions.note'>, actor: Actor): void {
    this.#commit(input, actor, 'note', (transaction, { card, assignment, onBehalfOf }) =>
      transaction.append({ kind: 'assignment.noted', entity: assignment.assignment_id, stream: streamOf(card), actor: operationActor(actor), onBehalfOf, payload: { documentId: card.documentId, assignmentId: assignment.assignment_id } }),
    );
  }

  report(input: MethodCheckedInput<'resolutions.report'>, actor: Actor): void {
    if (this.#reports(input.documentId).some(({ report_id: id }) => id === input.reportId)) return;
    this.#commit(input, actor, input.final ? 'executionReport' : 'interimReport', (transaction, { card, assignment, onBehalfOf }) =>
      transaction.append({
        kind: 'execution.reported',
        entity: assignment.assignment_id,
        stream: streamOf(card),
        actor: operationActor(actor),
        onBehalfOf,
        payload: { documentId: card.documentId, assignmentId: assignment.assignment_id, reportId: input.reportId, final: input.final, text: input.text },
        changes: [{ field: input.final ? 'executionReport' : 'interimReport', before: null, after: input.text }],
      }),
    );
  }

  decideReport(input: MethodCheckedInput<'resolutions.decideReport'>, actor: Actor): void {
    const report = this.#reports(input.documentId).find(({ report_id: id }) => id === input.reportId);
    if (report === undefined || report.assignment_id !== input.assignmentId || !report.final) throw new Refusal('not-found', 'error.assignmentChanged');
    if (report.accepted !== null && report.accepted === input.accepted) return;
    if (!input.accepted && input.reason === '') throw new Refusal('bad-input', 'error.executionReason', {}, [{ path: 'reason', message: 'requisite.missing' }]);
    this.#commit(input, actor, input.accepted ? 'accept' : 'return', (transaction, { card, assignment, onBehalfOf }) => {
      if (this.#reports(card.documentId).some(({ report_id: id, accepted }) => id === input.reportId && accepted !== null)) throw new Refusal('conflict', 'error.assignmentChanged');
      transaction.append({
        kind: 'execution.decided',
        entity: assignment.assignment_id,
        stream: streamOf(card),
        actor: operationActor(actor),
        onBehalfOf,
        payload: { documentId: card.documentId, assignmentId: assignment.assignment_id, reportId: input.reportId, accepted: input.accepted, reason: input.reason },
        changes: [{ field: 'execution', before: assignment.person_name, after: input.accepted ? 'accepted' : 'returned' }, ...(input.reason === '' ? [] : [{ field: 'reason', before: null, after: input.reason }])],
      });
    });
  }

  requestExtension(input: MethodCheckedInput<'resolutions.requestExtension'>, actor: Actor): void {
    if (this.#extensions(input.documentId).some(({ request_id: id }) => id === input.requestId)) return;
    this.#commit(input, actor, 'requestExtension', (transaction, { card, assignment, onBehalfOf }) => {
      if (assignment.due_on === null || input.until <= assignment.due_on) throw new Refusal('bad-input', 'error.extensionDay', {}, [{ path: 'until', message: 'requisite.missing' }]);
      transaction.append({
        kind: 'extension.requested',
        entity: assignment.assignment_id,
        stream: streamOf(card),
        actor: operationActor(actor),
        onBehalfOf,
        payload: { documentId: card.documentId, assignmentId: assignment.assignment_id, requestId: input.requestId, until: input.until, reason: input.reason },
        changes: [{ field: 'dueOn', before: assignment.due_on, after: input.until }, { field: 'reason', before: null, after: input.reason }],
      });
    });
  }

  decideExtension(input: MethodCheckedInput<'resolutions.decideExtension'>, actor: Actor): void {
    const request = this.#extensions(input.documentId).find(({ request_id: id }) => id === input.requestId);
    if (request === undefined || request.assignment_id !== input.assignmentId) throw new Refusal('not-found', 'error.assignmentChanged');
    if (request.granted !== null && request.granted === input.granted) return;
    if (!input.granted && input.reason === '') throw new Refusal('bad-input', 'error.executionReason', {}, [{ path: 'reason', message: 'requisite.missing' }]);
    this.#commit(input, actor, 'decideExtension', (transaction, { card, assignment, onBehalfOf }) => {
      if (this.#openRequest(assignment)?.request_id !== input.requestId) throw new Refusal('conflict', 'error.assignmentChanged');
      const due = this.#options.terms.due({ executorDueOn: request.until, resolutionDueOn: null, higherDueOn: null, registrationDate: card.registrationDate });
      transaction.append({
        kind: 'extension.decided',
        entity: assignment.assignment_id,
        stream: streamOf(card),
        actor: operationActor(actor),
        onBehalfOf,
        payload: { documentId: card.documentId, assignmentId: assignment.assignment_id, requestId: input.requestId, due: input.granted ? { dueOn: due.dueOn, dueAt: due.dueAt, calendarVersion: due.calendarVersion } : null, reason: input.reason },
        changes: [...(input.granted ? [{ field: 'dueOn', before: assignment.due_on, after: request.until }] : []), ...(input.reason === '' ? [] : [{ field: 'reason', before: null, after: input.reason }])],
      });
    });
  }

  /** CTRL-02: the records department puts documents under the control of whoever answers for the area, and so does the author of a resolution. */
  maySetControl(card: Card, actor: Actor): boolean {
    if (card.state === 'void') return false;
    if (hasRight(actor, 'card.register')) return true;
    const persons = this.#options.acting.personsOf(actor);
    return this.#options.records.ofDocument(card.documentId).some(({ author_person_id: author, withdrawn, superseded_by: by }) => persons.has(author) && !withdrawn && by === null);
  }

  setControl(input: MethodCheckedInput<'resolutions.setControl'>, actor: Actor): void {
    const { store, records, people, readable, letRead } = this.#options;
    store.commit((transaction) => {
      const card = readable(input.documentId, actor);
      if (!this.maySetControl(card, actor)) throw new Refusal('no-right', 'error.notYourStep');
      const controller = people().find(({ personId }) => personId === input.controllerPersonId);
      if (controller === undefined) throw new Refusal('not-found', 'error.personNotFound');
      const before = records.control(input.documentId);
      if (before !== null && before.lifted_at === null && before.controller_person_id === input.controllerPersonId) return;
      transaction.append({
        kind: 'control.set',
        entity: controlEntity(card.documentId),
        stream: streamOf(card),
        actor: operationActor(actor),
        payload: { documentId: card.documentId, controllerPersonId: controller.personId, controllerName: controller.name, reason: input.reason },
        changes: [{ field: 'controller', before: before === null || before.lifted_at !== null ? null : before.controller_name, after: controller.name }],
      });
      if (controller.accountId !== null) letRead(transaction, card, [controller.accountId], actor);
    });
  }

  /** Why the actor may not take the document off control; null: he may. */
  liftObstacle(card: Card, actor: Actor): LiftObstacle | null {
    const { records, acting } = this.#options;
    const control = records.control(card.documentId);
    if (control === null || control.lifted_at !== null) return 'notControlled';
    if (!acting.personsOf(actor).has(control.controller_person_id) && !hasRight(actor, 'card.register')) return 'notYours';
    return isExecuted(records.topLevelMains(card.documentId)) ? null : 'notExecuted';
  }

  liftControl(input: MethodCheckedInput<'resolutions.liftControl'>, actor: Actor): void {
    const { store, records, readable } = this.#options;
    store.commit((transaction) => {
      const card = readable(input.documentId, actor);
      const obstacle = this.liftObstacle(card, actor);
      if (obstacle === 'notControlled') return;
      if (obstacle === 'notYours') throw new Refusal('no-right', 'error.notYourStep');
      if (obstacle === 'notExecuted') throw new Refusal('refused', 'error.controlNotExecuted', { index: card.registrationIndex });
      transaction.append({
        kind: 'control.lifted',
        entity: controlEntity(card.documentId),
        stream: streamOf(card),
        actor: operationActor(actor),
        payload: { documentId: card.documentId, reason: input.reason },
        changes: [{ field: 'controller', before: records.control(card.documentId)?.controller_name ?? null, after: null }],
      });
    });
  }

  #openRequest({ document_id: documentId, assignment_id: assignmentId }: AssignmentRow): ExtensionRow | null {
    return this.#extensions(documentId).findLast((request) => request.assignment_id === assignmentId && request.granted === null) ?? null;
  }

  #reports(documentId: string): ReportRow[] {
    return this.#options.records.reportsOf(documentId);
  }

  #extensions(documentId: string): ExtensionRow[] {
    return this.#options.records.extensionsOf(documentId);
  }

  /** As whom the actor may take this step; null: it is not his. */
  #who(action: AssignmentAction, assignment: AssignmentRow, card: Card, actor: Actor): { readonly onBehalfOf: OperationActor | null } | null {
    const { acting, records } = this.#options;
    const persons = acting.personsOf(actor);
    if (action === 'note') return persons.has(assignment.person_id) ? { onBehalfOf: null } : null;
    if (action !== 'accept' && action !== 'return' && action !== 'decideExtension') return acting.as(actor, assignment.person_id, 'resolve', card);
    const author = records.resolution(assignment.resolution_id)?.author_person_id ?? '';
    const control = records.control(card.documentId);
    const controllerPersonId = control === null || control.lifted_at !== null ? null : control.controller_person_id;
    if (mayDecideExecution(persons, { executorPersonId: assignment.person_id, authorPersonId: author, controllerPersonId })) return { onBehalfOf: null };
    // A deputy of the author decides for him, but not about what he executes himself.
    return persons.has(assignment.person_id) ? null : acting.as(actor, author, 'acceptReport', card);
  }

  #commit(input: { readonly documentId: string; readonly assignmentId: string }, actor: Actor, action: AssignmentAction, append: (transaction: Transaction, step: Step) => void): void {
    const { store, records, readable } = this.#options;
    store.commit((transaction) => {
      const card = readable(input.documentId, actor);
      const assignment = records.assignment(input.assignmentId);
      if (assignment === null || assignment.document_id !== card.documentId) throw new Refusal('not-found', 'error.assignmentChanged');
      // Pressed twice: it stands as it was meant.
      if (action === 'note' && assignment.state === 'noted') return;
      const who = this.#who(action, assignment, card, actor);
      if (who === null) throw new Refusal('no-right', 'error.notYourStep');
      const facts = { state: assignment.state, role: assignment.role, extensionAsked: this.#openRequest(assignment) !== null };
      if (card.state === 'void' || !assignmentAllows(action, facts)) throw new Refusal('conflict', 'error.assignmentChanged');
      append(transaction, { card, assignment, onBehalfOf: who.onBehalfOf });
    });
  }
}
