import { expect, it } from 'vitest';
import { operationActor } from '#shared/sync/operation.ts';
import type { OperationPayload } from '#shared/sync/operation-kinds.ts';
import { compareWithLog } from '../../../src-main/store/projections/rebuild.ts';
import { founderOf, joinedDesk, type OfficeDesk, officeServer, settle } from '../../support/office-of-desks.ts';
import { errorOf, PASSWORD, signIn, someRequisites, upload, valueOf } from '../../support/test-desk.ts';

const rowsOf = (at: OfficeDesk, table: string): unknown[] => at.rooms.store.database.prepare(`SELECT * FROM ${table} ORDER BY 1`).all();
const TABLES = ['application_event', 'verification', 'work_item', 'notification'];

const [RECEIPT, CHECK, ACCEPTANCE] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];

it('[VER-05] two desks without a line decide on the force of one application: the first in the server’s order stands, the other is told', async () => {
  const office = await officeServer();
  const [first, second] = [await founderOf(office), await joinedDesk(office, 'second')];
  const client = first.client();
  await signIn(client);
  const administrator = first.client('administrator');
  await signIn(administrator, 'admin');
  const { accountId } = valueOf(await administrator.accounts.create({ login: 'rector', name: 'Ректоренко Іван', roles: ['official'], password: PASSWORD }));
  const rector = valueOf(await client.review.definePerson({ personId: null, name: 'Ректоренко Іван', position: 'Ректор', unitId: null, accountId })).personId;
  valueOf(await client.review.setHead({ personId: rector }));
  const { sha256 } = await upload(client, 'Заява.txt', new TextEncoder().encode('Прошу надати відпустку'));
  const [letter] = valueOf(await client.intake.receive({ files: [{ sha256, fileName: 'Заява.txt' }] })).letters;
  await first.rooms.intake.settled(letter?.letterId ?? '');
  const journalId = valueOf(await client.registration.choices({})).journals.find(({ direction }) => direction === 'internal')?.journalId ?? '';
  const requisites = await someRequisites(client, { direction: 'internal', journalId, kindId: 'application-leave', correspondent: null, correspondentNumber: null, correspondentDate: null, author: 'Ткаченко Олена' });
  const { documentId } = valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: letter?.letterId ?? '', requisites }));
  valueOf(await client.applications.receive({ documentId, stepId: RECEIPT, author: { personId: null, name: 'Ткаченко Олена' }, addresseePersonId: rector, receivedOn: new Date(first.environment.now() - 86_400_000).toISOString().slice(0, 10) }));

  // The signature itself is checked in the tests of one desk; here stands what such checks leave in the log.
  const signature = { sha256: 'b'.repeat(64), id: '1' };
  const registrar = operationActor(valueOf(await client.session.current({})) ?? { accountId: '', login: '', name: '' });
  const official = operationActor({ accountId, login: 'rector', name: 'Ректоренко Іван' });
  const checked = (verificationId: string, indication: 'TOTAL-PASSED' | 'TOTAL-FAILED'): OperationPayload<'verification.recorded'> => ({ verificationId, letterId: null, documentId, verdict: indication === 'TOTAL-PASSED' ? 'passed' : 'failed', reportsSha256: 'c'.repeat(64), suggestions: { correspondent: null, subject: null, sheets: null }, contents: [], checkedAt: new Date(first.environment.now()).toISOString(), trigger: 'schedule', missing: [], evidence: [], findings: [{ ...signature, indication, revokedAt: null }] });
  first.rooms.store.commit((transaction) => {
    const frame = { entity: documentId, stream: 'main' };
    transaction.append({ ...frame, kind: 'application.verified', actor: registrar, payload: { documentId, stepId: CHECK, receivedStepId: RECEIPT, answer: 'passed', signature, protocol: 'd'.repeat(64), verificationId: 'v1' } });
    transaction.append({ ...frame, kind: 'application.accepted', actor: official, payload: { documentId, stepId: ACCEPTANCE, receivedStepId: RECEIPT, addressee: { personId: rector, name: 'Ректоренко Іван' }, verificationId: 'v1' } });
    transaction.append({ ...frame, kind: 'verification.recorded', actor: null, payload: checked('v2', 'TOTAL-FAILED') });
  });
  for (const desk of [first, second]) await settle(desk);
  const windows = await Promise.all([first, second].map(async (desk) => {
    const window = desk.client('rector');
    valueOf(await window.session.signIn({ login: 'rector', password: PASSWORD }));
    return window;
  }));
  await office.stop();

  const decide = (at: number, keeps: boolean) => windows[at]?.applications.decideForce({ documentId, stepId: crypto.randomUUID(), keeps, basis: keeps ? 'Автор підтвердив' : 'Автор заперечив' });
  expect(await decide(0, true)).toMatchObject({ ok: true, value: { state: 'accepted' } });
  second.environment.advance(60_000);
  expect(await decide(1, false)).toMatchObject({ ok: true, value: { state: 'forceLost' } });
  await office.start();
  for (const desk of [first, second, first]) await settle(desk);

  for (const table of TABLES) expect(rowsOf(first, table), table).toEqual(rowsOf(second, table));
  for (const desk of [first, second]) {
    expect(compareWithLog(desk.rooms.store.database, desk.rooms.store.log)).toEqual([]);
    expect(desk.rooms.store.database.prepare('SELECT kind FROM notification WHERE account_id = ?').pluck().all(accountId)).toContain('stepRefused');
  }
  for (const window of windows) expect(valueOf(await window.applications.ofDocument({ documentId })).application).toMatchObject({ state: 'accepted', decided: { keeps: true, basis: 'Автор підтвердив' } });

  // A better check that comes later leaves nothing to decide.
  second.rooms.store.commit((transaction) => transaction.append({ entity: documentId, stream: 'main', kind: 'verification.recorded', actor: null, payload: checked('v3', 'TOTAL-PASSED') }));
  expect(errorOf(await second.client('rector').applications.decideForce({ documentId, stepId: crypto.randomUUID(), keeps: false, basis: 'Ні' })).message).toBe('error.application.notInDoubt');
});
