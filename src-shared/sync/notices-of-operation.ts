/**
 * Which operation concerns whom, and as what notice (NOT-01, NOT-02, NOT-05). Pure: what stands in the tables after the
 * operation is asked through {@link NoticeFacts}. Who did it himself is not told of it.
 */
import type { DelegableAction } from '../domain/delegation.ts';
import { ANY_REGISTRAR, DELEGATED_AS, type WorkAction } from '../domain/work-items.ts';
import { type DueStage, dueWarningKey, type NoticeKind } from '../domain/notifications.ts';
import type { OperationKind, OperationPayload } from './operation-kinds.ts';

export interface AssignmentOfNotice {
  readonly personId: string;
  readonly documentId: string;
  readonly receivedAt: string;
  readonly authorPersonId: string | null;
  /** Null where nobody controls the document, or not any more. */
  readonly controllerPersonId: string | null;
}

export interface ApplicationOfNotice {
  /** What the newest check says against an accepted application, by a name that is the same at every desk; null: nothing. */
  readonly doubt: string | null;
  /** The decision on its force that counts. */
  readonly decidedStepId: string | null;
  readonly authorPersonId: string | null;
  readonly addresseePersonId: string | null;
  /** Who took it in. */
  readonly responsiblePersonId: string | null;
}

/** What the tables say after the operation. */
export interface NoticeFacts {
  personIdsOf(accountId: string): readonly string[];
  accountName(accountId: string): string;
  /** Accounts of those who manage accounts: the responsible centre (NOT-05). */
  responsibleAccounts(): readonly string[];
  assignment(assignmentId: string): AssignmentOfNotice | null;
  /** Executors of a document that have not finished. */
  openExecutors(documentId: string): readonly string[];
  /** Executors who lost their assignment because another resolution took the place of this one, and all below them. */
  withdrawnBy(supersededResolutionId: string): readonly string[];
  /** Who controls a document, or did so before control was lifted. */
  formerControllerOf(documentId: string): string | null;
  /** Whether an event of a route counts; one that came too late does not. */
  routeEventCounts(operationId: string): boolean;
  /** Whether another card stands as the card of the same signed draft: what was sent with this one reaches nobody. */
  registeredTwice(documentId: string): boolean;
  /** Accounts that may register, which a draft waits for where its route names no registrar. */
  registrarAccounts(): readonly string[];
  /** What waits on a route since the instant, and for whom. */
  waitsOnRoute(routeId: string, since: string): readonly { readonly personId: string; readonly action: WorkAction }[];
  /** Who may do this for an official with a document at the instant, and may read the document by his own powers (RES-12, RES-13). */
  deputiesOf(personId: string, action: DelegableAction, documentId: string, at: string): readonly string[];
  personName(personId: string): string;
  draftAuthor(documentId: string): string | null;
  /** The role in which a step of a route is taken. */
  stepRole(routeId: string, stepId: string): string | null;
  /** Everybody to whom a draft came. */
  peopleOfDraft(documentId: string): readonly string[];
  /** The employee who applied for a copy; null: it was somebody else, or the directory does not tell who. */
  employeeOfCopyRequest(requestId: string): string | null;
  /** People of a list who have not acknowledged. */
  unmarkedOfList(listId: string): readonly string[];
  /** Who may do what an official let him do. */
  delegation(delegationId: string): { readonly principalPersonId: string; readonly deputyPersonId: string } | null;
  /** Whom the force of an HR application concerns; null: the document is none that was taken in. */
  application(documentId: string): ApplicationOfNotice | null;
  /** Accounts of those who keep the archive. */
  archiveAccounts(): readonly string[];
  /** Whether a report of stored files names others than the last one of its desk did. */
  findsOtherFiles(reportId: string): boolean;
  /** Accounts of the two persons who destroyed by an act. */
  executorsOfAct(actId: string): readonly string[];
  /** Whether a matter still waits, with this term. */
  stillWaits(itemId: string, dueAt: string): boolean;
}

/** What the rules look at of an operation beside its payload. */
export interface NoticeOperation {
  readonly opId: string;
  readonly at: string;
  readonly actor: { readonly accountId: string } | null;
  readonly onBehalfOf: { readonly accountId: string } | null;
}

export type Recipient = { readonly personId: string } | { readonly accountId: string };

export interface NoticeToTell {
  readonly noticeId: string;
  readonly kind: NoticeKind;
  readonly to: Recipient;
  readonly documentId: string | null;
  readonly detail: string;
  readonly dueAt: string | null;
}

/** `waits`: what the recipient has to do, which a deputy may do for him; null: nothing, or nobody may. */
type Told = Omit<NoticeToTell, 'noticeId'> & { readonly noticeId?: string; readonly waits?: DelegableAction | null };
type Rule<Kind extends OperationKind> = (payload: OperationPayload<Kind>, facts: NoticeFacts, operation: NoticeOperation) => readonly Told[];
type Rules = { readonly [Kind in OperationKind]?: Rule<Kind> };

function toPeople(kind: NoticeKind, personIds: readonly (string | null)[], documentId: string | null, detail = '', dueAt: string | null = null): Told[] {
  return personIds.flatMap((personId) => (personId === null ? [] : [{ kind, to: { personId }, documentId, detail, dueAt }]));
}

function awaited(told: readonly Told[], action: WorkAction): Told[] {
  return told.map((one) => ({ ...one, waits: DELEGATED_AS[action] }));
}

function toAccounts(kind: NoticeKind, accountIds: readonly string[], detail: string): Told[] {
  return accountIds.map((accountId) => ({ kind, to: { accountId }, documentId: null, detail, dueAt: null }));
}

/** Author of the resolution and controller: they decide about reports and requests. The executor himself never does. */
function deciders({ personId, authorPersonId, controllerPersonId }: AssignmentOfNotice): (string | null)[] {
  return [authorPersonId, controllerPersonId].filter((one) => one !== personId);
}

/** A deputy decides for the author only: who controls does so himself. */
function decidedBy(kind: NoticeKind, assignment: AssignmentOfNotice, documentId: string, detail: string, action: WorkAction): Told[] {
  return deciders(assignment).flatMap((personId) => {
    const told = toPeople(kind, [personId], documentId, detail);
    return personId === assignment.authorPersonId ? awaited(told, action) : told;
  });
}

function waiting(facts: NoticeFacts, documentId: string, { routeId, at }: { readonly routeId: string; readonly at: string }): Told[] {
  return facts.waitsOnRoute(routeId, at).flatMap(({ personId, action }) =>
    personId === ANY_REGISTRAR ? toAccounts('stepWaits', facts.registrarAccounts(), '').map((told) => ({ ...told, documentId })) : awaited(toPeople('stepWaits', [personId], documentId), action),
  );
}

/** Author, addressee, who took the application in, and who prepares an order by it. */
function concerned({ authorPersonId, addresseePersonId, responsiblePersonId }: ApplicationOfNotice, facts: NoticeFacts, documentId: string | null): (string | null)[] {
  return [addresseePersonId, authorPersonId, responsiblePersonId, ...(documentId === null ? [] : facts.openExecutors(documentId))];
}

const DUE_KINDS: Readonly<Record<DueStage, NoticeKind>> = { dueSoon: 'dueSoon', dueToday: 'dueToday', overdue: 'overdue' };

/** A term that came near, came or passed for somebody (NOT-06). */
export type DueWarning = OperationPayload<'notification.dueReached'>['warnings'][number];

function toldOfWarning({ itemId, stage, action, personId, documentId, sourceId, dueAt }: DueWarning, facts: NoticeFacts): Told[] {
  // Another desk's word that the matter is done, or may take longer, came before the warning.
  if (!facts.stillWaits(itemId, dueAt)) return [];
  const noticeId = dueWarningKey({ itemId, dueAt }, stage);
  const assignment = stage === 'overdue' && action === 'execute' ? facts.assignment(sourceId) : null;
  return [
    // What is answered on the page of duties has no page of its own.
    ...awaited(toPeople(DUE_KINDS[stage], [personId], action === 'supplyData' ? null : documentId, '', dueAt), action).map((told) => ({ ...told, noticeId })),
    ...(assignment === null ? [] : toPeople('executionOverdue', deciders(assignment), documentId, '', dueAt).map((told) => ({ ...told, noticeId: `${noticeId}/${nameOf(told.to)}` }))),
  ];
}

const RULES: Rules = {
  'document.passed': (p, facts) => (facts.registeredTwice(p.documentId) ? [] : awaited(toPeople('toReview', [p.reviewerPersonId], p.documentId, '', p.reviewDueAt), 'review')),
  'resolution.issued': (p, facts, { at }) => facts.registeredTwice(p.documentId) ? [] : [
    ...p.assignments.flatMap(({ assignmentId, personId, role, due }) => {
      const received = facts.assignment(assignmentId)?.receivedAt === at;
      return awaited(toPeople(received ? 'assignmentReceived' : 'assignmentChanged', [personId], p.documentId, p.text, due?.dueAt ?? null), role === 'information' ? 'information' : 'execute');
    }),
    ...(p.supersedes === null ? [] : toPeople('assignmentWithdrawn', facts.withdrawnBy(p.supersedes), p.documentId)),
    ...toPeople('controlSet', [p.controllerPersonId], p.documentId, p.text),
  ],
  'execution.reported': (p, facts) => {
    const assignment = facts.assignment(p.assignmentId);
    if (assignment === null) return [];
    return p.final ? decidedBy('reportSubmitted', assignment, p.documentId, p.text, 'acceptReport') : toPeople('interimReport', deciders(assignment), p.documentId, p.text);
  },
  'execution.decided': (p, facts) => toPeople(p.accepted ? 'reportAccepted' : 'reportReturned', [facts.assignment(p.assignmentId)?.personId ?? null], p.documentId, p.reason),
  'extension.requested': (p, facts) => {
    const assignment = facts.assignment(p.assignmentId);
    return assignment === null ? [] : decidedBy('extensionAsked', assignment, p.documentId, p.reason, 'decideExtension');
  },
  'extension.decided': (p, facts) => toPeople(p.due === null ? 'extensionRefused' : 'extensionGranted', [facts.assignment(p.assignmentId)?.personId ?? null], p.documentId, p.reason, p.due?.dueAt ?? null),
  'control.set': (p, facts) => toPeople('controlSet', [p.controllerPersonId, ...facts.openExecutors(p.documentId)], p.documentId, p.reason),
  'control.lifted': (p, facts) => toPeople('controlLifted', [facts.formerControllerOf(p.documentId), ...facts.openExecutors(p.documentId)], p.documentId, p.reason),
  'card.voided': (p, facts) => toPeople('documentVoided', facts.openExecutors(p.documentId), p.documentId, p.reason),
  'route.started': (p, facts, { opId }) => (facts.routeEventCounts(opId) ? waiting(facts, p.documentId, p.event) : []),
  'route.stepDecided': (p, facts, { opId }) => {
    if (!facts.routeEventCounts(opId)) return [];
    const role = facts.stepRole(p.event.routeId, p.event.stepId);
    const kind = role === 'approver' ? 'draftApproved' : role === 'signer' || role === 'countersigner' ? 'draftSigned' : null;
    return [...waiting(facts, p.documentId, p.event), ...(kind === null ? [] : toPeople(kind, [facts.draftAuthor(p.documentId)], p.documentId, p.event.note))];
  },
  'route.returned': (p, facts, { opId }) => (facts.routeEventCounts(opId) ? toPeople('draftReturned', [facts.draftAuthor(p.documentId)], p.documentId, p.event.reason) : []),
  'route.contentReplaced': (p, facts, { opId }) => (facts.routeEventCounts(opId) ? waiting(facts, p.documentId, p.event) : []),
  'route.restarted': (p, facts, { opId }) => (facts.routeEventCounts(opId) ? waiting(facts, p.documentId, p.event) : []),
  'route.withdrawn': (p, facts, { opId }) => (facts.routeEventCounts(opId) ? toPeople('draftWithdrawn', facts.peopleOfDraft(p.documentId), p.documentId, p.event.reason) : []),
  'acknowledgement.requested': (p) => p.people.flatMap(({ personId, dueAt }) => toPeople('toAcknowledge', [personId], p.documentId, p.note, dueAt)),
  'acknowledgement.peopleAdded': (p) => p.people.flatMap(({ personId, dueAt }) => toPeople('toAcknowledge', [personId], p.documentId, '', dueAt)),
  'acknowledgement.recordedByRegistrar': (p) => toPeople('acknowledgementRecorded', p.personIds, p.documentId),
  'acknowledgement.withdrawn': (p, facts) => toPeople('acknowledgementWithdrawn', p.personIds ?? facts.unmarkedOfList(p.listId), p.documentId, p.reason),
  // The same doubt is told once, however often and wherever it is found (VER-05).
  'verification.recorded': ({ documentId }, facts) => {
    const application = documentId === null ? null : facts.application(documentId);
    if (application === null || application.doubt === null) return [];
    const { doubt } = application;
    return toPeople('forceInDoubt', concerned(application, facts, documentId), documentId).map((told) => ({ ...told, noticeId: `doubt/${documentId}/${doubt}/${nameOf(told.to)}` }));
  },
  'application.forceDecided': (p, facts) => {
    const application = facts.application(p.documentId);
    return application === null || application.decidedStepId !== p.stepId ? [] : toPeople('forceDecided', concerned(application, facts, p.documentId), p.documentId, p.basis);
  },
  'copyRequest.closed': (p, facts) => toPeople(p.closing.outcome === 'handed-over' ? 'copyHandedOver' : 'copyNotGiven', [facts.employeeOfCopyRequest(p.requestId)], p.documentId, p.closing.note),
  'delegation.granted': (p) => toPeople('delegationGranted', [p.deputyPersonId, p.principalPersonId], null, p.basis.title),
  'delegation.removed': (p, facts) => {
    const removed = facts.delegation(p.delegationId);
    return removed === null ? [] : toPeople('delegationRemoved', [removed.deputyPersonId, removed.principalPersonId], null);
  },
  'absence.recorded': (p) => toPeople('absenceRecorded', [p.personId], null),
  'account.locked': (p, facts) => toAccounts('accountLocked', facts.responsibleAccounts().filter((one) => one !== p.accountId), facts.accountName(p.accountId)),
  'account.unlocked': (p) => toAccounts('accountUnlocked', [p.accountId], ''),
  'account.passwordSet': (p) => toAccounts('passwordIssued', [p.accountId], ''),
  'account.compromiseReported': (p, facts, { actor }) => (actor === null ? [] : toAccounts('compromiseReported', facts.responsibleAccounts(), [facts.accountName(actor.accountId), p.words].join(': '))),
  // The same files, found again by each round, are told of once (ARC-05).
  'fixity.reported': ({ reportId, deskCode, problems }, facts) =>
    problems === 0 || !facts.findsOtherFiles(reportId) ? [] : toAccounts('filesDamaged', [...new Set([...facts.responsibleAccounts(), ...facts.archiveAccounts()])], `${deskCode}: ${problems}`),
  'destruction.placeReported': ({ actId, place, casesHeld = 0 }, facts) =>
    casesHeld === 0 ? [] : toAccounts('erasureHeld', facts.executorsOfAct(actId), String(casesHeld)).map((told) => ({ ...told, noticeId: `held/${actId}/${place.kind === 'desk' ? place.deskId : place.kind}/${casesHeld}/${nameOf(told.to)}` })),
  'preservation.reported': ({ reportId, listed }, facts) =>
    listed.flatMap(({ documentId, before, after }) =>
      before !== 'passed' || after === 'passed' ? [] : toAccounts('proofLost', facts.archiveAccounts(), '').map((told) => ({ ...told, documentId, noticeId: `proof/${reportId}/${documentId}/${nameOf(told.to)}` })),
    ),
  'notification.dueReached': ({ warnings }, facts) => warnings.flatMap((warning) => toldOfWarning(warning, facts)),
};

/** Fields by which an operation says of which document it is. */
function documentOf(payload: object): string | null {
  return 'documentId' in payload && typeof payload.documentId === 'string' ? payload.documentId : null;
}

function nameOf(to: Recipient): string {
  return 'personId' in to ? to.personId : to.accountId;
}

/**
 * Notices of one operation, one at most for each recipient: the first that a rule names is the one that matters.
 * An official on whose behalf another acted is told of that (RES-12).
 */
export function noticesOf<Kind extends OperationKind>(kind: Kind, payload: OperationPayload<Kind>, operation: NoticeOperation, facts: NoticeFacts): NoticeToTell[] {
  const rule = RULES[kind];
  const { opId, actor, onBehalfOf } = operation;
  if (rule === undefined && onBehalfOf === null) return [];
  const told: Told[] = [...(rule?.(payload, facts, operation) ?? []), ...(onBehalfOf === null ? [] : [{ kind: 'actedForYou' as const, to: { accountId: onBehalfOf.accountId }, documentId: documentOf(payload), detail: '', dueAt: null }])];
  const himself = new Set(actor === null ? [] : [actor.accountId, ...facts.personIdsOf(actor.accountId)]);
  const notices = new Map<string, NoticeToTell>();
  for (const { waits: _waits, ...one } of [...told, ...forDeputies(told.filter(({ to }) => !himself.has(nameOf(to))), operation, facts)]) {
    const name = nameOf(one.to);
    const noticeId = one.noticeId ?? `${opId}/${name}`;
    if (!himself.has(name) && !notices.has(noticeId)) notices.set(noticeId, { ...one, noticeId });
  }
  return [...notices.values()];
}

/** Whom a warning of a term reaches, as every desk finds it by itself at the instant. */
export function noticesOfWarning(warning: DueWarning, at: string, facts: NoticeFacts): NoticeToTell[] {
  return noticesOf('notification.dueReached', { warnings: [warning] }, { opId: '', at, actor: null, onBehalfOf: null }, facts);
}

/** Who stands in for an official hears of what waits for him (RES-12, RES-13), and whom it waits for. */
function forDeputies(told: readonly Told[], { at }: NoticeOperation, facts: NoticeFacts): Told[] {
  return told.flatMap(({ waits = null, to, documentId, dueAt, noticeId }) => {
    if (waits === null || documentId === null || !('personId' in to)) return [];
    return facts.deputiesOf(to.personId, waits, documentId, at).map((personId): Told => ({ kind: 'waitsForOfficial', to: { personId }, documentId, detail: facts.personName(to.personId), dueAt, ...(noticeId === undefined ? {} : { noticeId: `${noticeId}/${personId}` }) }));
  });
}
