import { routeStarted } from '#shared/contract/routing.ts';
import { type DelegableAction, isInForce } from '#shared/domain/delegation.ts';
import { mayDecideExecution } from '#shared/domain/execution.ts';
import { hasRight, type Right, ROLES } from '#shared/domain/rights.ts';
import type { OperationKind, OperationPayload } from '#shared/sync/operation-kinds.ts';
import { z } from 'zod';
import type { PlacedOperation } from '../operation-log.ts';
import { applicationNow } from './application-work.ts';
import { kindOfDraft } from './kind-of-draft.ts';
import type { RowWriter } from './project.ts';
import { isSignatureOfStep } from './step-signatures.ts';

export type EntitlementProblem = 'notTheirs' | 'noRight';

/** Who made an operation had no right to it by the tables where it stands. */
export class NotEntitled extends Error {
  readonly reason: EntitlementProblem;

  constructor(kind: string, opId: string, reason: EntitlementProblem) {
    super(`operation ${opId} of kind ${kind} was not made by whoever may make it`);
    this.name = 'NotEntitled';
    this.reason = reason;
  }
}

const storedRoles = z.array(z.enum(ROLES)).catch([]);

/** What the tables say of who made an operation. Where they do not know what it is about, they judge nobody. */
class Maker {
  readonly #rows: RowWriter;
  readonly #operation: PlacedOperation;
  readonly persons: ReadonlySet<string>;

  constructor(rows: RowWriter, operation: PlacedOperation) {
    this.#rows = rows;
    this.#operation = operation;
    this.persons = new Set(rows.list('person', ['person_id'], { account_id: operation.actor?.accountId ?? '' }).map((row) => String(row['person_id'])));
  }

  has(right: Right): boolean {
    const roles = this.#rows.text('account', 'roles', { account_id: this.#operation.actor?.accountId ?? '' });
    return roles !== null && hasRight({ roles: storedRoles.parse(JSON.parse(roles)) }, right);
  }

  /**
   * The person himself, or on his behalf whoever may do so then (RES-12, RES-13). Kinds and journals of the delegation
   * are not asked: a card may have changed them since.
   */
  is(personId: string, action: DelegableAction | readonly DelegableAction[]): boolean {
    if (this.#operation.onBehalfOf === null) return this.persons.has(personId);
    return this.standsInFor(personId, action);
  }

  /** @param kindId of what may bear no other kind while it is acted on, such as a draft on its route; null: not asked */
  standsInFor(principalPersonId: string, action: DelegableAction | readonly DelegableAction[], kindId: string | null = null): boolean {
    const actions = [action].flat();
    return this.#rows.list('delegation', ['deputy_person_id', 'actions', 'kind_ids', 'from_time', 'until_time', 'removed_at'], { principal_person_id: principalPersonId }).some((row) => {
      const period = { from: String(row['from_time']), until: textOf(row['until_time']), removedAt: textOf(row['removed_at']) };
      return this.persons.has(String(row['deputy_person_id'])) && actions.some((one) => String(row['actions']).includes(`"${one}"`)) && holdsKind(textOf(row['kind_ids']), kindId) && isInForce(period, this.#operation.at);
    });
  }
}

/** Null on either side: all kinds, or a kind that is not asked. */
function holdsKind(stored: string | null, kindId: string | null): boolean {
  return stored === null || kindId === null || z.array(z.string()).parse(JSON.parse(stored)).includes(kindId);
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

type Rule<Kind extends OperationKind> = (payload: OperationPayload<Kind>, maker: Maker, rows: RowWriter, operation: PlacedOperation) => boolean | 'noRight';
type Rules = { readonly [Kind in OperationKind]?: Rule<Kind> };

interface OfAssignment {
  readonly assignmentId: string;
}

/** RES-04: an executor reports for himself, or his deputy for him. */
function isExecutors({ assignmentId }: OfAssignment, maker: Maker, rows: RowWriter): boolean {
  const personId = rows.text('assignment', 'person_id', { assignment_id: assignmentId });
  return personId === null || maker.is(personId, 'resolve');
}

/** RES-16: the author, whoever controls or did so before, the author's deputy; never the executor. */
function isDeciders({ assignmentId }: OfAssignment, maker: Maker, rows: RowWriter, { onBehalfOf }: PlacedOperation): boolean {
  const [assignment] = rows.list('assignment', ['person_id', 'document_id', 'resolution_id'], { assignment_id: assignmentId });
  if (assignment === undefined) return true;
  const executorPersonId = String(assignment['person_id']);
  const authorPersonId = rows.text('resolution', 'author_person_id', { resolution_id: assignment['resolution_id'] }) ?? '';
  if (onBehalfOf !== null) return !maker.persons.has(executorPersonId) && maker.standsInFor(authorPersonId, 'acceptReport');
  return mayDecideExecution(maker.persons, { executorPersonId, authorPersonId, controllerPersonId: rows.text('document_control', 'controller_person_id', { document_id: assignment['document_id'] }) });
}

/** A step on behalf: of the person whom the route names, by a delegation that holds then. */
function isStepsDeputy({ documentId, event }: { readonly documentId: string; readonly event: { readonly routeId: string; readonly stepId: string; readonly onBehalf: boolean } }, maker: Maker, rows: RowWriter): boolean {
  if (!event.onBehalf) return true;
  for (const { event: stored } of rows.list('route_event', ['event'], { route_id: event.routeId })) {
    const started = routeStarted.safeParse(JSON.parse(String(stored)));
    const step = started.data?.route.stages.flatMap(({ steps }) => steps).find(({ stepId }) => stepId === event.stepId);
    if (step !== undefined) return maker.standsInFor(step.personId, ['approve', 'sign'], kindOfDraft(rows, documentId));
  }
  return true;
}

const RULES: Rules = {
  'resolution.issued': (p, maker, rows, { actor, onBehalfOf }) => {
    if (p.source === 'order') return maker.has('card.register') || [null, actor?.accountId].includes(rows.text('card', 'registered_by', { document_id: p.documentId }));
    // The server knows whose account the author's is; the desks, who may act for him.
    return onBehalfOf === null || maker.is(p.authorPersonId, 'resolve');
  },
  'assignment.noted': ({ assignmentId }, { persons }, rows) => {
    const personId = rows.text('assignment', 'person_id', { assignment_id: assignmentId });
    return personId === null || persons.has(personId);
  },
  'execution.reported': isExecutors,
  'extension.requested': isExecutors,
  'execution.decided': isDeciders,
  'extension.decided': isDeciders,
  'control.set': ({ documentId }, maker, rows) => maker.has('card.register') || rows.list('resolution', ['author_person_id'], { document_id: documentId }).some((row) => maker.persons.has(String(row['author_person_id']))),
  'control.lifted': ({ documentId }, maker, rows) => maker.has('card.register') || maker.persons.has(rows.text('document_control', 'controller_person_id', { document_id: documentId }) ?? ''),
  'route.stepDecided': isStepsDeputy,
  'route.returned': isStepsDeputy,
  // The addressee of the application, or the head of the office over him.
  'application.forceDecided': ({ documentId, decidedBy }, _maker, rows) => rows.count('office_head', { person_id: decidedBy.personId }) > 0 || applicationNow(rows, documentId)?.standing.received?.addressee.personId === decidedBy.personId,
  // The server asks for the right to sign; that it is the seal which was laid, the payload alone says (SIGN-04).
  'signature.made': (p, maker, rows, operation) => (p.laid === 'seal' && !maker.has('seal.lay') ? 'noRight' : isSignatureOfStep(rows, p, operation)),
  // What is destroyed comes back at no desk, so each asks of the right anew (C.7.6).
  'destruction.begun': (_p, maker) => maker.has('archive.destroy') || 'noRight',
  'destruction.confirmed': (_p, maker) => maker.has('archive.destroy') || 'noRight',
  'destruction.resumed': (_p, maker) => maker.has('archive.destroy') || 'noRight',
  'case.destroyed': (_p, maker) => maker.has('archive.destroy') || 'noRight',
  // KhAI 4.7: the head of the employee answers; somebody with nobody below him is none. Which unit it was then, is not asked.
  'application.declared': ({ head }, _maker, rows) => rows.count('office_head', { person_id: head.personId }) > 0 || ['head_person_id', 'coordinator_person_id'].some((column) => rows.count('unit', { [column]: head.personId }) > 0),
};

/**
 * Why who made the operation had no right to it, as far as only tables know: whose assignment it is, who controls, for
 * whom one stands in. Null: he had; the server judged the rest (`sync/authorship.ts`).
 */
export function entitlementProblem<Kind extends OperationKind>(rows: RowWriter, kind: Kind, payload: OperationPayload<Kind>, operation: PlacedOperation): EntitlementProblem | null {
  const rule = RULES[kind];
  // What a desk does by itself, and the made-up office of a demonstration, names nobody; a server refuses it here.
  if (rule === undefined || operation.actor === null) return null;
  const answer = rule(payload, new Maker(rows, operation), rows, operation);
  return answer === true ? null : answer === false ? 'notTheirs' : answer;
}
