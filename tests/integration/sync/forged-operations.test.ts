import { describe, expect, it } from 'vitest';
import type { MethodInput } from '#shared/contract/index.ts';
import { operationActor, type OperationActor } from '#shared/sync/operation.ts';
import type { OperationKind, OperationPayload } from '#shared/sync/operation-kinds.ts';
import { compareWithLog } from '../../../src-main/store/projections/rebuild.ts';
import { founderOf, joinedDesk, officeServer, registerLetter, settle, type OfficeDesk } from '../../support/office-of-desks.ts';
import { PASSWORD, signIn, valueOf } from '../../support/test-desk.ts';

const TABLES = ['resolution', 'assignment', 'execution_report', 'document_control', 'application_event', 'data_supply', 'work_item', 'notification', 'conflict', 'made_signature', 'card_file'];
const rowsOf = (at: OfficeDesk, table: string): unknown[] => at.rooms.store.database.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all();

/** An office of two desks, the program of the second of which writes what it likes. */
async function office() {
  const server = await officeServer();
  const [first, forged] = [await founderOf(server), await joinedDesk(server, 'forged')];
  const registrar = first.client();
  await signIn(registrar);
  const administrator = first.client('administrator');
  await signIn(administrator, 'admin');
  const accounts = new Map<string, OperationActor>();
  const member = async (login: string, role: 'official' | 'executor'): Promise<string> => {
    const { accountId } = valueOf(await administrator.accounts.create({ login, name: login, roles: [role], password: PASSWORD }));
    accounts.set(login, { accountId, login, name: login });
    return valueOf(await registrar.review.definePerson({ personId: null, name: login, position: '', unitId: null, accountId })).personId;
  };
  const people = { head: await member('head', 'official'), executor: await member('executor', 'executor'), other: await member('other', 'executor'), official: await member('official', 'official') };
  valueOf(await registrar.review.setHead({ personId: people.head }));
  const { documentId, sha256 } = await registerLetter(first, 'лист.txt', new TextEncoder().encode('Про фінансування'));
  await expect.poll(async () => valueOf(await registrar.review.ofDocument({ documentId })).obstacles).toEqual([]);
  const stepId = crypto.randomUUID();
  valueOf(await registrar.review.pass({ documentId, stepId, reviewerPersonId: people.head }));
  const { today } = valueOf(await registrar.resolutions.candidates({ documentId, source: 'pass', sourceId: stepId, authorPersonId: people.head }));
  const wish: MethodInput<'resolutions.issue'> = { resolutionId: crypto.randomUUID(), documentId, source: 'pass', sourceId: stepId, authorPersonId: people.head, text: 'Виконати', executors: [{ personId: people.executor, role: 'main', dueOn: null }], unitIds: [], dueOn: null, onPaperOn: today, supersedes: null, urgent: false, controllerPersonId: null, exceptionsConfirmed: true };
  valueOf(await registrar.resolutions.issue(wish));
  const together = async (): Promise<void> => {
    for (const desk of [first, forged, first, forged]) await settle(desk);
  };
  await together();
  const assignmentId = first.rooms.store.database.prepare<[], string>('SELECT assignment_id FROM assignment').pluck().get() ?? '';
  const actor = (login: string): OperationActor => operationActor(accounts.get(login) ?? { accountId: '', login, name: login });
  const forge = <Kind extends OperationKind>(kind: Kind, entity: string, login: string, payload: OperationPayload<Kind>, onBehalfOf: string | null = null): void =>
    void forged.rooms.store.commit((transaction) => transaction.append({ kind, entity, stream: 'main', actor: actor(login), onBehalfOf: onBehalfOf === null ? null : actor(onBehalfOf), payload }));
  /** What both desks tell people, after they met; and that both hold the same, which is what the log says. */
  const told = async () => {
    await together();
    for (const table of TABLES) expect(rowsOf(first, table), table).toEqual(rowsOf(forged, table));
    for (const desk of [first, forged]) expect(compareWithLog(desk.rooms.store.database, desk.rooms.store.log)).toEqual([]);
    await signIn(forged.client());
    const [here, there] = await Promise.all([first, forged].map(async (desk) => valueOf(await desk.client().sync.conflicts({ after: null, settled: false })).conflicts.map(({ sort, reason, later }) => ({ sort, reason, kind: later.kind, actor: later.actor }))));
    expect(there).toEqual(here);
    return here ?? [];
  };
  return { first, forged, people, documentId, sha256, stepId, assignmentId, wish, forge, told };
}

describe('operations that no sound desk would write', () => {
  it('[AUD-01] [RES-16] the word of somebody else is refused by the server, lies at the desks as a conflict, and has no effect', async () => {
    const { first, people, documentId, forge, told } = await office();
    forge('application.accepted', documentId, 'other', { documentId, stepId: crypto.randomUUID(), receivedStepId: crypto.randomUUID(), addressee: { personId: people.head, name: 'head' }, verificationId: null });
    forge('dataRequest.supplied', 'a request of nobody', 'other', { stepId: 'supply', requestId: 'a request of nobody', suppliedOn: '2026-03-02', answer: 'так', documentId: null });
    expect(await told()).toMatchObject([
      { sort: 'command', reason: 'notTheirs', kind: 'dataRequest.supplied', actor: 'other' },
      { sort: 'command', reason: 'notTheirs', kind: 'application.accepted', actor: 'other' },
    ]);
    for (const table of ['application_event', 'data_supply']) expect(rowsOf(first, table)).toEqual([]);
    // Whoever is said to have written it hears of it, once for each.
    expect(first.rooms.store.database.prepare("SELECT login, kind FROM notification JOIN account USING (account_id) WHERE kind = 'stepRefused'").all()).toEqual([{ login: 'other', kind: 'stepRefused' }, { login: 'other', kind: 'stepRefused' }]);
    expect(first.rooms.store.database.prepare("SELECT count(*) FROM operation WHERE state = 'rejected'").pluck().get()).toBe(2);
  });

  it('[RES-16] [AUD-06] what only tables know, each desk judges for itself: whose assignment it is, and for whom one stands in', async () => {
    const { first, people, documentId, stepId, assignmentId, wish, forge, told } = await office();
    const report = (reportId: string) => ({ documentId, assignmentId, reportId, final: true, text: 'Виконано' });
    forge('execution.reported', assignmentId, 'other', report('of another'));
    forge('execution.reported', assignmentId, 'other', report('on behalf, without a delegation'), 'executor');
    forge('control.set', `control:${documentId}`, 'other', { documentId, controllerPersonId: people.other, controllerName: 'other', reason: '' });
    const { executors: _, exceptionsConfirmed: __, ...resolution } = wish;
    forge('resolution.issued', `resolution/${stepId}`, 'official', { ...resolution, resolutionId: 'forged', authorName: 'head', onPaperOn: null, supersedes: resolution.resolutionId, unitIds: [], assignments: [] }, 'head');
    const refused = await told();
    expect(refused.map(({ kind }) => kind).toSorted()).toEqual(['control.set', 'execution.reported', 'execution.reported', 'resolution.issued']);
    expect(rowsOf(first, 'execution_report')).toEqual([]);
    expect(first.rooms.store.database.prepare('SELECT state FROM assignment').pluck().all()).toEqual(['open']);
    // The history of the document tells it, as without effect.
    const { history } = valueOf(await first.client().registration.get({ documentId }));
    expect(history.filter(({ kind }) => kind === 'resolution.issued').map(({ withoutEffect }) => withoutEffect)).toEqual([false, true]);
  });

  it('[SIGN-04] the seal of the institution is laid by whoever may lay it; a signature of somebody else’s is none', async () => {
    const { first, documentId, sha256, forge, told } = await office();
    const made = (signatureId: string, laid?: 'seal'): OperationPayload<'signature.made'> => ({ signatureId, letterId: null, documentId, ofSha256: sha256, file: { sha256, fileName: `${signatureId}.p7s`, size: 3, mediaType: 'application/pkcs7-signature', role: 'signature' }, signer: 'official', certificate: sha256, timestamp: 'present', ...(laid === undefined ? {} : { laid }) });
    forge('signature.made', documentId, 'official', made('forged seal', 'seal'));
    expect(await told()).toMatchObject([{ sort: 'command', reason: 'noRight', kind: 'signature.made', actor: 'official' }]);
    expect(rowsOf(first, 'made_signature')).toEqual([]);
    expect(rowsOf(first, 'card_file')).toHaveLength(1);
    forge('signature.made', documentId, 'official', made('own signature'));
    expect(await told()).toHaveLength(1);
    expect(rowsOf(first, 'made_signature')).toMatchObject([{ signature_id: 'own signature', kind: 'signature' }]);
  });

  it('[RES-16] takes the executor’s own report, and no decision of his about it', async () => {
    const { first, documentId, assignmentId, forge, told } = await office();
    forge('execution.reported', assignmentId, 'executor', { documentId, assignmentId, reportId: 'report', final: true, text: 'Виконано' });
    expect(await told()).toEqual([]);
    forge('execution.decided', assignmentId, 'executor', { documentId, assignmentId, reportId: 'report', accepted: true, reason: '' });
    expect(await told()).toMatchObject([{ sort: 'command', reason: 'notTheirs', kind: 'execution.decided' }]);
    expect(first.rooms.store.database.prepare('SELECT state FROM assignment').pluck().all()).toEqual(['reported']);
    forge('execution.decided', assignmentId, 'head', { documentId, assignmentId, reportId: 'report', accepted: true, reason: '' });
    expect(await told()).toHaveLength(1);
    expect(first.rooms.store.database.prepare('SELECT state FROM assignment').pluck().all()).toEqual(['executed']);
  });
});
