import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { DeskEvent, MethodInput } from '#shared/contract/index.ts';
import type { Client } from '#shared/rpc/client.ts';
import { compareWithLog } from '../../../src-main/store/projections/rebuild.ts';
import { openDeskOffice, type OfficeMember } from '../../support/desk-office.ts';
import { errorOf, openTestDesk, PASSWORD, valueOf } from '../../support/test-desk.ts';

const DAY = 86_400_000;

/** A rector, a vice-rector and a clerk; a letter under the rector's review. */
async function office() {
  const made = await openDeskOffice();
  const rector = await made.member('Литвинов О. В.', 'official');
  const vice = await made.member('Коваль Н. П.', 'official');
  const clerk = await made.member('Гнатюк І. С.', 'executor');
  valueOf(await made.registrar.review.setHead({ personId: rector.personId }));
  const card = await made.register();
  const stepId = crypto.randomUUID();
  valueOf(await made.registrar.review.pass({ documentId: card.documentId, stepId, reviewerPersonId: rector.personId }));
  const issue = async (changes: Partial<MethodInput<'resolutions.issue'>> = {}) =>
    valueOf(
      await rector.window.resolutions.issue({
        resolutionId: crypto.randomUUID(), documentId: card.documentId, source: 'pass', sourceId: stepId, authorPersonId: rector.personId, text: 'Підготувати відповідь',
        executors: [{ personId: vice.personId, role: 'main', dueOn: null }], unitIds: [], dueOn: '2026-03-20', onPaperOn: null, supersedes: null, urgent: false, controllerPersonId: clerk.personId, exceptionsConfirmed: true, ...changes,
      }),
    );
  const assignmentId = async (): Promise<string> => valueOf(await rector.window.resolutions.ofDocument({ documentId: card.documentId })).resolutions.at(-1)?.assignments[0]?.assignmentId ?? '';
  return { ...made, rector, vice, clerk, card, issue, assignmentId };
}

const mine = async (window: Client, input: MethodInput<'notifications.mine'> = {}) => valueOf(await window.notifications.mine(input));
const kinds = async ({ window }: Pick<OfficeMember, 'window'>): Promise<string[]> => (await mine(window)).notices.map(({ kind }) => kind);
const operations = (desk: Awaited<ReturnType<typeof openTestDesk>>, kind: string): number => [...desk.rooms.store.log.read()].filter((one) => one.kind === kind).length;

describe('notices', () => {
  it('[NOT-01] [NOT-02] reach everybody whom it concerns, and nobody of what he did himself', async () => {
    const { rector, vice, clerk, card, issue, assignmentId } = await office();
    expect(await kinds(rector)).toEqual(['toReview']);
    await issue();
    expect(await mine(vice.window)).toMatchObject({ unread: 1, total: 1, notices: [{ kind: 'assignmentReceived', documentId: card.documentId, registrationIndex: card.registrationIndex, subject: card.subject, detail: 'Підготувати відповідь', by: 'Литвинов О. В.', at: '2026-03-02T04:00:00.000Z', read: false }] });
    expect(await kinds(clerk)).toEqual(['controlSet']);
    const reportId = crypto.randomUUID();
    const report = { documentId: card.documentId, assignmentId: await assignmentId(), reportId, final: true, text: 'Відповідь надіслано' };
    valueOf(await vice.window.resolutions.report(report));
    // The same step again tells nothing more.
    valueOf(await vice.window.resolutions.report(report));
    expect((await kinds(rector)).toSorted()).toEqual(['reportSubmitted', 'toReview']);
    expect((await kinds(clerk)).toSorted()).toEqual(['controlSet', 'reportSubmitted']);
    valueOf(await rector.window.resolutions.decideReport({ documentId: card.documentId, assignmentId: report.assignmentId, reportId, accepted: false, reason: 'Додайте розрахунок' }));
    expect((await mine(vice.window)).notices.map(({ kind, detail }) => [kind, detail])).toContainEqual(['reportReturned', 'Додайте розрахунок']);
    expect((await mine(rector.window)).notices).toHaveLength(2);
  });

  it('[NOT-01] [RES-13] [SEC-22] reach who stands in for an official: by what he may do, while it holds, and of no restricted document', async () => {
    const { registrar, register, rector, vice, clerk, environment } = await office();
    const pass = async (changes: Parameters<typeof register>[0] = {}): Promise<string> => {
      const { documentId } = await register(changes);
      valueOf(await registrar.review.pass({ documentId, stepId: crypto.randomUUID(), reviewerPersonId: rector.personId }));
      return documentId;
    };
    const grant = async (deputyPersonId: string, actions: MethodInput<'structure.grantDelegation'>['actions'], untilDay: string | null = null, kindIds: string[] | null = null) => {
      const delegationId = crypto.randomUUID();
      valueOf(await rector.window.structure.grantDelegation({ delegationId, principalPersonId: rector.personId, deputyPersonId, capacity: 'deputy', basis: { title: 'Наказ', number: '1', date: '2026-03-01' }, actions, kindIds, journalIds: null, fromDay: '2026-03-02', untilDay }));
      return delegationId;
    };
    const told = async ({ window }: Pick<OfficeMember, 'window'>) => (await mine(window)).notices.filter(({ kind }) => kind === 'waitsForOfficial').map(({ documentId, detail }) => ({ documentId, detail }));
    const delegationId = await grant(vice.personId, ['resolve']);
    await grant(clerk.personId, ['sign', 'acceptReport']);
    const documentId = await pass();
    expect(await told(vice)).toEqual([{ documentId, detail: 'Литвинов О. В.' }]);
    expect(await told(clerk)).toEqual([]);
    await pass({ restricted: true });
    expect(await told(vice)).toHaveLength(1);
    valueOf(await rector.window.structure.removeDelegation({ delegationId }));
    environment.advance(1000);
    await pass();
    expect(await told(vice)).toHaveLength(1);
    // Of another kind of document, and of a time that has ended, likewise.
    await grant(vice.personId, ['resolve'], null, ['order']);
    await pass();
    expect(await told(vice)).toHaveLength(1);
    await grant(vice.personId, ['resolve'], '2026-03-02');
    expect(await pass().then(() => told(vice))).toHaveLength(2);
    environment.advance(DAY);
    await registrar.session.signIn({ login: 'registrar', password: PASSWORD });
    await pass();
    await vice.signIn();
    expect(await told(vice)).toHaveLength(2);
  });

  it('[NOT-01] are read once, at whatever window, and what is read stays read after a new start', async () => {
    const { test, rector, issue, vice, environment } = await office();
    await issue();
    const [notice] = (await mine(vice.window)).notices;
    const second = test.client('second window');
    valueOf(await second.session.signIn({ login: 'person2', password: 'My-own-pass1!' }));
    valueOf(await second.notifications.markRead({ noticeIds: [notice?.noticeId ?? '', notice?.noticeId ?? '', 'no such notice'] }));
    valueOf(await vice.window.notifications.markRead({ noticeIds: [notice?.noticeId ?? ''] }));
    expect(await mine(vice.window)).toMatchObject({ unread: 0, total: 1, notices: [{ read: true }] });
    expect((await mine(vice.window, { unreadOnly: true })).total).toBe(0);
    // Nobody marks for another.
    const [hisOwn] = (await mine(rector.window)).notices;
    valueOf(await vice.window.notifications.markRead({ noticeIds: [hisOwn?.noticeId ?? ''] }));
    expect((await mine(rector.window)).unread).toBe(1);
    expect(operations(test, 'notification.read')).toBe(1);
    await test.close();
    const again = await openTestDesk({ dataDirectory: test.dataDirectory, environment });
    const window = again.client();
    valueOf(await window.session.signIn({ login: 'person2', password: 'My-own-pass1!' }));
    expect(await mine(window)).toMatchObject({ unread: 0, total: 1 });
    const rectorAgain = again.client('rector');
    valueOf(await rectorAgain.session.signIn({ login: 'person1', password: 'My-own-pass1!' }));
    expect((await mine(rectorAgain)).unread).toBe(1);
    valueOf(await rectorAgain.notifications.markAllRead({}));
    expect((await mine(rectorAgain)).unread).toBe(0);
  });

  it('[NOT-06] warn before, on and after the day, each once, whoever is late and then his author and controller; an executed one is not warned of', async () => {
    const { environment, test, rector, vice, clerk, card, issue, assignmentId } = await office();
    await issue();
    const look = async (instant: string) => {
      environment.set(instant);
      test.rooms.notifications.look();
      test.rooms.notifications.look();
      for (const member of [rector, vice, clerk]) await member.signIn();
    };
    const warnings = async (member: OfficeMember) => (await mine(member.window)).notices.filter(({ dueAt, kind }) => dueAt !== null && kind !== 'assignmentReceived' && kind !== 'toReview').map(({ kind }) => kind).toReversed();
    await look('2026-03-17T08:00:00.000Z');
    expect(await warnings(vice)).toEqual([]);
    await look('2026-03-18T08:00:00.000Z');
    expect(await warnings(vice)).toEqual(['dueSoon']);
    await look('2026-03-20T06:00:00.000Z');
    expect(await warnings(vice)).toEqual(['dueSoon', 'dueToday']);
    await look('2026-03-23T06:00:00.000Z');
    await look('2026-03-24T06:00:00.000Z');
    expect(await warnings(vice)).toEqual(['dueSoon', 'dueToday', 'overdue']);
    expect(await warnings(rector)).toEqual(['executionOverdue']);
    expect(await warnings(clerk)).toEqual(['executionOverdue']);
    expect(operations(test, 'notification.dueReached')).toBe(0);
    const unread = async () => (await mine(vice.window)).notices.filter(({ read }) => !read).map(({ kind }) => kind);
    expect(await unread()).toContain('overdue');
    const reportId = crypto.randomUUID();
    valueOf(await vice.window.resolutions.report({ documentId: card.documentId, assignmentId: await assignmentId(), reportId, final: true, text: 'Виконано' }));
    valueOf(await rector.window.resolutions.decideReport({ documentId: card.documentId, assignmentId: await assignmentId(), reportId, accepted: true, reason: '' }));
    await look('2026-04-24T06:00:00.000Z');
    // What was told stays in the list; nobody has to read any more what is done.
    expect(await warnings(vice)).toEqual(['dueSoon', 'dueToday', 'overdue']);
    expect((await unread()).toSorted()).toEqual(['assignmentReceived', 'reportAccepted']);
  });

  it('[NOT-06] of several warnings that a desk missed while it was off, the last alone is told at its start', async () => {
    const { environment, test, issue } = await office();
    await issue();
    await test.close();
    environment.set('2026-03-30T06:00:00.000Z');
    const again = await openTestDesk({ dataDirectory: test.dataDirectory, environment });
    const window = again.client();
    valueOf(await window.session.signIn({ login: 'person2', password: 'My-own-pass1!' }));
    expect((await kinds({ window })).toSorted()).toEqual(['assignmentReceived', 'overdue']);
  });

  it('[NOT-01] of what was done before the program that tells it came, are no news; later ones are, and so is a report of misuse', async () => {
    const { test, vice, clerk, issue, environment } = await office();
    await issue();
    valueOf(await clerk.window.notifications.reportCompromise({ reportId: crypto.randomUUID(), words: 'чужий вхід' }));
    await test.close();
    const reopened = async (version: number, toldBefore: 'all' | 'none') => {
      const database = new Database(path.join(test.dataDirectory, 'desk.sqlite'));
      database.prepare('UPDATE projection_state SET version = ?').run(version);
      if (toldBefore === 'none') database.exec('DELETE FROM notice_kind_told');
      database.close();
      const desk = await openTestDesk({ dataDirectory: test.dataDirectory, environment });
      const own = async (login: string, password = 'My-own-pass1!') => {
        const window = desk.client(login);
        valueOf(await window.session.signIn({ login, password }));
        return window;
      };
      return { desk, own };
    };
    // A program that told these kinds already begins nothing, whether its tables no longer fit the log or it was renewed.
    for (const version of [0, 1]) {
      const same = await reopened(version, 'all');
      expect(operations(same.desk, 'notification.begun')).toBe(0);
      expect((await mine(await same.own('person2'))).unread).toBe(1);
      await same.desk.close();
    }
    const { desk, own } = await reopened(1, 'none');
    const window = await own('person2');
    expect(await mine(window)).toMatchObject({ unread: 0, total: 1, notices: [{ kind: 'assignmentReceived', read: true }] });
    expect((await mine(window, { unreadOnly: true })).notices).toEqual([]);
    expect((await mine(await own('admin', PASSWORD))).notices.filter(({ read }) => !read).map(({ kind }) => kind)).toEqual(['compromiseReported']);
    const registrar = await own('registrar', PASSWORD);
    valueOf(await registrar.structure.recordAbsence({ absenceId: crypto.randomUUID(), personId: vice.personId, reason: 'leave', from: '2026-03-02T22:00:00.000Z', to: '2026-03-09T22:00:00.000Z' }));
    expect(await mine(window)).toMatchObject({ unread: 1, total: 2 });
    await desk.close();
    // The next renewal begins nothing anew.
    const again = await reopened(1, 'none');
    expect(operations(again.desk, 'notification.begun')).toBe(1);
    expect((await mine(await again.own('person2'))).unread).toBe(1);
    const { store } = again.desk.rooms;
    expect(compareWithLog(store.database, store.log)).toEqual([]);
  });

  it('[NOT-01] [NOT-06] what a person switched off stays in his list and is not counted; terms cannot be switched off', async () => {
    const { environment, test, vice, issue } = await office();
    valueOf(await vice.window.notifications.changeSettings({ muted: ['assignmentReceived'], system: false, mailAddress: '' }));
    await issue();
    expect(await mine(vice.window)).toMatchObject({ unread: 0, total: 1 });
    environment.advance(16 * DAY);
    test.rooms.notifications.look();
    await vice.signIn();
    expect(await mine(vice.window)).toMatchObject({ unread: 1, total: 2 });
    expect(valueOf(await vice.window.notifications.settings({}))).toEqual({ muted: ['assignmentReceived'], system: false, mailAddress: '' });
  });

  it('[NOT-01] are told to the window of their person at once, by kind and number alone, and once', async () => {
    const { test, issue, vice, card } = await office();
    const heard: { event: DeskEvent; connection: string }[] = [];
    await test.rooms.notifications.settled();
    test.desk.events.subscribe((event, audience) => {
      if (event.event === 'notices') heard.push({ event, connection: typeof audience === 'object' ? audience.connection : audience });
    });
    await issue();
    await test.rooms.notifications.settled();
    const toVice = heard.filter(({ event }) => event.event === 'notices' && event.notices.some(({ kind }) => kind === 'assignmentReceived'));
    expect(toVice).toHaveLength(1);
    expect(new Set(heard.map(({ connection }) => connection)).size).toBe(2);
    expect(JSON.stringify(toVice)).toContain(card.registrationIndex);
    // Neither what the card is about nor what was resolved.
    expect(JSON.stringify(heard)).not.toContain('Підготувати');
    expect(JSON.stringify(heard)).not.toContain(card.subject);
    valueOf(await vice.window.notifications.markAllRead({}));
    test.desk.events.changed('cards');
    await test.rooms.notifications.settled();
    expect(heard).toHaveLength(2);
  });

  it('[NOT-05] [SEC-16] a report of misuse reaches whoever manages accounts, once, with its time', async () => {
    const { administrator, clerk } = await office();
    const reportId = crypto.randomUUID();
    for (let twice = 0; twice < 2; twice += 1) valueOf(await clerk.window.notifications.reportCompromise({ reportId, words: 'Хтось увійшов, поки я був у відпустці' }));
    expect(await mine(administrator)).toMatchObject({ unread: 1, notices: [{ kind: 'compromiseReported', at: '2026-03-02T04:00:00.000Z', detail: 'Гнатюк І. С.: Хтось увійшов, поки я був у відпустці' }] });
    expect(await kinds(clerk)).not.toContain('compromiseReported');
  });

  it('[NOT-05] an account that was locked after wrong passwords is told to whoever manages accounts', async () => {
    const { administrator, test } = await office();
    const stranger = test.client('stranger');
    for (let attempt = 0; attempt < 4; attempt += 1) errorOf(await stranger.session.signIn({ login: 'person3', password: `${PASSWORD}no` }));
    expect((await mine(administrator)).notices).toMatchObject([{ kind: 'accountLocked', detail: 'Гнатюк І. С.', by: '' }]);
  });
});
