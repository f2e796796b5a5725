import { describe, expect, it } from 'vitest';
import { ANY_REGISTRAR } from '#shared/domain/work-items.ts';
import { type NoticeFacts, noticesOf, type NoticeOperation } from '#shared/sync/notices-of-operation.ts';
import type { OperationKind, OperationPayload } from '#shared/sync/operation-kinds.ts';

/** Account `x` is that of person `p-x`. */
const FACTS: NoticeFacts = {
  personIdsOf: (accountId) => [`p-${accountId}`],
  accountName: (accountId) => `Name ${accountId}`,
  responsibleAccounts: () => ['admin', 'deputyAdmin'],
  assignment: (assignmentId) => ({ personId: `p-${assignmentId}`, documentId: 'd', receivedAt: assignmentId === 'kept' ? 'before' : 'now', authorPersonId: 'p-rector', controllerPersonId: 'p-control' }),
  openExecutors: () => ['p-dean', 'p-clerk'],
  withdrawnBy: () => ['p-former'],
  formerControllerOf: () => 'p-control',
  registeredTwice: () => false,
  routeEventCounts: (operationId) => operationId === 'op',
  waitsOnRoute: () => [{ personId: 'p-next', action: 'approve' }, { personId: 'p-author', action: 'sign' }],
  deputiesOf: () => [],
  personName: (personId) => `Name ${personId}`,
  draftAuthor: () => 'p-author',
  registrarAccounts: () => ['registrar', 'second'],
  stepRole: (_routeId, stepId) => stepId,
  peopleOfDraft: () => ['p-author', 'p-next'],
  employeeOfCopyRequest: () => 'p-employee',
  unmarkedOfList: () => ['p-late'],
  delegation: () => ({ principalPersonId: 'p-rector', deputyPersonId: 'p-vice' }),
  application: () => null,
  archiveAccounts: () => ['admin', 'registrar'],
  findsOtherFiles: (reportId) => reportId !== 'again',
  executorsOfAct: () => ['registrar', 'second'],
  stillWaits: (itemId) => itemId !== 'done',
};

function told<Kind extends OperationKind>(kind: Kind, payload: OperationPayload<Kind>, by: string | null, changes: Partial<NoticeOperation> = {}, facts: Partial<NoticeFacts> = {}): string[] {
  const operation: NoticeOperation = { opId: 'op', at: 'now', actor: by === null ? null : { accountId: by }, onBehalfOf: null, ...changes };
  return noticesOf(kind, payload, operation, { ...FACTS, ...facts }).map(({ kind: notice, to }) => `${'personId' in to ? to.personId : to.accountId}: ${notice}`);
}

const assignment = (assignmentId: string) => ({ assignmentId, personId: `p-${assignmentId}`, personName: '', accountId: null, role: 'main' as const, due: null, reviewDueAt: null });
const issued = (changes: Partial<OperationPayload<'resolution.issued'>> = {}): OperationPayload<'resolution.issued'> => ({
  resolutionId: 'r', documentId: 'd', source: 'order', sourceId: 'd', authorPersonId: 'p-rector', authorName: '', text: 'Виконати', dueOn: null, unitIds: [], onPaperOn: null, supersedes: null, urgent: false, controllerPersonId: null, assignments: [assignment('new')], ...changes,
});
const event = { eventId: 'e', routeId: 'route', at: '2026-03-02T07:00:00.000Z', byPersonId: 'p' };
const decided = (stepId: string): OperationPayload<'route.stepDecided'> => ({ documentId: 'd', event: { type: 'decided', ...event, stepId, round: 1, contentSha256: 'a'.repeat(64), means: 'action', onBehalf: false, evidence: null, signature: null, note: '' } });

describe('[NOT-01] whom an operation concerns', () => {
  it('[VER-05] a refuted signature of an accepted application: its addressee, its author, who took it in and who prepares the order; the same doubt under one name', () => {
    const application = { doubt: 'TOTAL-FAILED/', decidedStepId: 'step', authorPersonId: 'p-author', addresseePersonId: 'p-rector', responsiblePersonId: 'p-hr' };
    const recorded: OperationPayload<'verification.recorded'> = { verificationId: 'v', letterId: null, documentId: 'd', verdict: 'failed', reportsSha256: 'a'.repeat(64), suggestions: { correspondent: null, subject: null, sheets: null }, contents: [], checkedAt: 'now', trigger: 'schedule', missing: [], evidence: [] };
    const everybody = ['p-rector', 'p-author', 'p-hr', 'p-dean', 'p-clerk'];
    expect(told('verification.recorded', recorded, null, {}, { application: () => application })).toEqual(everybody.map((personId) => `${personId}: forceInDoubt`));
    expect(noticesOf('verification.recorded', recorded, { opId: 'op', at: 'now', actor: null, onBehalfOf: null }, { ...FACTS, application: () => application })[0]?.noticeId).toBe('doubt/d/TOTAL-FAILED//p-rector');
    expect(told('verification.recorded', recorded, null, {}, { application: () => ({ ...application, doubt: null }) })).toEqual([]);
    const decidedForce: OperationPayload<'application.forceDecided'> = { documentId: 'd', stepId: 'step', acceptedStepId: 'a', conclusion: { indication: 'TOTAL-FAILED', revokedAt: null }, verificationId: 'v', keeps: false, basis: 'Підпис спростовано', decidedBy: { personId: 'p-rector', name: '' } };
    expect(told('application.forceDecided', decidedForce, 'rector', {}, { application: () => application })).toEqual(everybody.slice(1).map((personId) => `${personId}: forceDecided`));
    // A decision that came second tells nobody that it counts.
    expect(told('application.forceDecided', { ...decidedForce, stepId: 'other' }, 'rector', {}, { application: () => application })).toEqual([]);
  });

  it('a resolution: its executors, those who lose their assignment by it, and the controller', () => {
    expect(told('resolution.issued', issued({ assignments: [assignment('new'), assignment('kept')], supersedes: 'former', controllerPersonId: 'p-control' }), 'rector')).toEqual(['p-new: assignmentReceived', 'p-kept: assignmentChanged', 'p-former: assignmentWithdrawn', 'p-control: controlSet']);
  });

  it('nobody is told of what he did himself, and nobody twice of one thing', () => {
    expect(told('resolution.issued', issued({ controllerPersonId: 'p-new' }), 'rector')).toEqual(['p-new: assignmentReceived']);
    expect(told('resolution.issued', issued(), 'new')).toEqual([]);
    expect(told('account.passwordSet', { accountId: 'x', verifier: { algorithm: 'scrypt', cost: 1, blockSize: 1, parallelization: 1, salt: '', hash: '' }, passwordChangeDue: null }, 'x')).toEqual([]);
  });

  it('a report: who decides on it; the decision: its executor', () => {
    const report = { documentId: 'd', assignmentId: 'dean', reportId: 'rep', text: '' };
    expect(told('execution.reported', { ...report, final: true }, 'dean')).toEqual(['p-rector: reportSubmitted', 'p-control: reportSubmitted']);
    expect(told('execution.reported', { ...report, final: false }, 'dean')).toEqual(['p-rector: interimReport', 'p-control: interimReport']);
    // The controller who executes himself does not decide.
    expect(told('execution.reported', { ...report, assignmentId: 'control', final: true }, 'control')).toEqual(['p-rector: reportSubmitted']);
    expect(told('execution.decided', { documentId: 'd', assignmentId: 'dean', reportId: 'rep', accepted: false, reason: 'доповнити' }, 'rector')).toEqual(['p-dean: reportReturned']);
    expect(told('extension.decided', { documentId: 'd', assignmentId: 'dean', requestId: 'q', due: null, reason: '' }, 'rector')).toEqual(['p-dean: extensionRefused']);
  });

  it('a route: the next ones and the author; an event that does not count concerns nobody', () => {
    expect(told('route.stepDecided', decided('approver'), 'vice')).toEqual(['p-next: stepWaits', 'p-author: stepWaits']);
    expect(told('route.stepDecided', decided('signer'), 'next')).toEqual(['p-author: stepWaits']);
    expect(told('route.stepDecided', decided('approver'), 'vice', { opId: 'too late' })).toEqual([]);
    // Where no step names a registrar, each of them hears that the draft is signed, but who signed it himself does not.
    const anyRegistrar = { waitsOnRoute: () => [{ personId: ANY_REGISTRAR, action: 'register' as const }] };
    expect(told('route.stepDecided', decided('signer'), 'second', {}, anyRegistrar)).toEqual(['registrar: stepWaits', 'p-author: draftSigned']);
    expect(told('route.withdrawn', { documentId: 'd', event: { type: 'withdrawn', ...event, reason: 'помилка' } }, 'author')).toEqual(['p-next: draftWithdrawn']);
  });

  it('who had another act on his behalf is told of it', () => {
    expect(told('resolution.issued', issued(), 'vice', { onBehalfOf: { accountId: 'rector' } })).toEqual(['p-new: assignmentReceived', 'rector: actedForYou']);
  });

  it('[RES-12] [RES-13] who stands in for an official: what waits for him and the deputy may do, not what is only told', () => {
    const deputiesOf: NoticeFacts['deputiesOf'] = (personId, action) => [`${personId}/${action}`];
    const by = <Kind extends OperationKind>(kind: Kind, payload: OperationPayload<Kind>, who: string | null) => told(kind, payload, who, {}, { deputiesOf });
    expect(by('resolution.issued', issued({ controllerPersonId: 'p-control' }), 'rector')).toEqual(['p-new: assignmentReceived', 'p-control: controlSet', 'p-new/resolve: waitsForOfficial']);
    expect(by('execution.reported', { documentId: 'd', assignmentId: 'dean', reportId: 'rep', text: '', final: true }, 'dean')).toEqual(['p-rector: reportSubmitted', 'p-control: reportSubmitted', 'p-rector/acceptReport: waitsForOfficial']);
    expect(by('route.stepDecided', decided('approver'), 'vice')).toEqual(['p-next: stepWaits', 'p-author: stepWaits', 'p-next/approve: waitsForOfficial', 'p-author/sign: waitsForOfficial']);
    // Nobody acknowledges for another, and nobody gets to know for another.
    expect(by('acknowledgement.peopleAdded', { listId: 'l', documentId: 'd', stepId: 's', calendarVersion: '1', people: [{ personId: 'p-x', name: '', position: '', accountId: null, dueAt: 'then' }] }, 'rector')).toEqual(['p-x: toAcknowledge']);
    expect(by('resolution.issued', issued({ assignments: [{ ...assignment('new'), role: 'information' }] }), 'rector')).toEqual(['p-new: assignmentReceived']);
    const warning = { itemId: 'execute/dean', action: 'execute' as const, personId: 'p-dean', documentId: 'd', sourceId: 'dean', dueAt: '2026-03-06T16:00:00.000Z' };
    expect(by('notification.dueReached', { warnings: [{ ...warning, stage: 'dueSoon' }] }, null)).toEqual(['p-dean: dueSoon', 'p-dean/resolve: waitsForOfficial']);
    // What the deputy does himself he is not told of, nor of what the official brought about.
    expect(told('resolution.issued', issued(), 'vice', {}, { deputiesOf: () => ['p-vice'] })).toEqual(['p-new: assignmentReceived']);
    expect(by('resolution.issued', issued(), 'new')).toEqual([]);
  });

  it('[NOT-05] a compromised or locked account: those who manage accounts', () => {
    expect(told('account.compromiseReported', { reportId: 'c', words: 'чужий вхід' }, 'clerk')).toEqual(['admin: compromiseReported', 'deputyAdmin: compromiseReported']);
    expect(told('account.locked', { accountId: 'clerk', reason: 'wrongPasswords' }, null)).toEqual(['admin: accountLocked', 'deputyAdmin: accountLocked']);
    expect(told('account.locked', { accountId: 'clerk', reason: 'leaves' }, 'admin')).toEqual(['deputyAdmin: accountLocked']);
  });

  it('[NOT-06] a term: who is late, and when it has passed the author and the controller too; what is done by then, nobody', () => {
    const warning = { itemId: 'execute/dean', action: 'execute' as const, personId: 'p-dean', documentId: 'd', sourceId: 'dean', dueAt: '2026-03-06T16:00:00.000Z' };
    expect(told('notification.dueReached', { warnings: [{ ...warning, stage: 'dueSoon' }] }, null)).toEqual(['p-dean: dueSoon']);
    expect(told('notification.dueReached', { warnings: [{ ...warning, stage: 'overdue' }] }, null)).toEqual(['p-dean: overdue', 'p-rector: executionOverdue', 'p-control: executionOverdue']);
    expect(told('notification.dueReached', { warnings: [{ ...warning, itemId: 'done', stage: 'overdue' }] }, null)).toEqual([]);
  });

  it('a copy: the employee who applied for it; an acknowledgement taken back: who had not acknowledged', () => {
    expect(told('copyRequest.closed', { requestId: 'q', documentId: 'd', closing: { outcome: 'handed-over', on: '2026-03-04', note: '', permission: null } }, 'registrar')).toEqual(['p-employee: copyHandedOver']);
    expect(told('acknowledgement.withdrawn', { listId: 'l', documentId: 'd', stepId: 's', personIds: null, reason: 'скасовано' }, 'registrar')).toEqual(['p-late: acknowledgementWithdrawn']);
  });

  it('[ARC-05] damaged files: who keeps the archive and who answers for accounts, once for the same files; a sound round nobody', () => {
    const report = (changes: Partial<OperationPayload<'fixity.reported'>>): OperationPayload<'fixity.reported'> => ({ reportId: 'r', deskCode: '2', from: 'a', until: 'b', files: 9, bytes: 90, problems: 1, listed: [{ sha256: 'a'.repeat(64), problem: 'changed' }], ...changes });
    expect(told('fixity.reported', report({}), null)).toEqual(['admin: filesDamaged', 'deputyAdmin: filesDamaged', 'registrar: filesDamaged']);
    expect(told('fixity.reported', report({ reportId: 'again' }), null)).toEqual([]);
    expect(told('fixity.reported', report({ problems: 0, listed: [] }), null)).toEqual([]);
  });

  it('[ARC-05] a hold that kept what an act was to destroy: the two persons who executed it; nobody where all went', () => {
    const reported = { actId: 'act', place: { kind: 'server' as const }, cases: 1, filesRemoved: 3, filesKept: 0 };
    expect(told('destruction.placeReported', { ...reported, casesHeld: 2 }, null)).toEqual(['registrar: erasureHeld', 'second: erasureHeld']);
    expect(told('destruction.placeReported', reported, null)).toEqual([]);
  });

  it('[ARC-05] a signature that passed and passes no more: who keeps the archive, once for each document', () => {
    const listed = [{ documentId: 'd-1', before: 'passed', after: 'failed' }, { documentId: 'd-2', before: 'undetermined', after: 'passed' }, { documentId: 'd-3', before: 'undetermined', after: 'failed' }];
    expect(told('preservation.reported', { reportId: 'r', deskCode: '1', from: 'a', until: 'b', assessed: 3, renewed: 0, notPassing: 2, listed }, null)).toEqual(['admin: proofLost', 'registrar: proofLost']);
  });
});
