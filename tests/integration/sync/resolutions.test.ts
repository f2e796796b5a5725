import { expect, it } from 'vitest';
import type { MethodInput } from '#shared/contract/index.ts';
import { founderOf, joinedDesk, type OfficeDesk, officeServer, registerLetter, settle } from '../../support/office-of-desks.ts';
import { errorOf, signIn, someRequisites, valueOf } from '../../support/test-desk.ts';

const rowsOf = (at: OfficeDesk, table: string): unknown[] => at.rooms.store.database.prepare(`SELECT * FROM ${table} ORDER BY 1`).all();
const TABLES = ['resolution', 'assignment', 'execution_report', 'document_control', 'work_item'];

it('[RES-01] [RES-03] [CTRL-07] two desks without a line answer the same review: one resolution stands, the other stays in the history without effect, and the board says as of when', async () => {
  const office = await officeServer();
  const [first, second] = [await founderOf(office), await joinedDesk(office, 'second')];
  const client = first.client();
  await signIn(client);
  const person = async (name: string): Promise<string> => valueOf(await client.review.definePerson({ personId: null, name, position: '', unitId: null, accountId: null })).personId;
  const [rector, vice, dean] = [await person('Ректор'), await person('Проректор'), await person('Декан')];
  valueOf(await client.review.setHead({ personId: rector }));
  const { documentId } = await registerLetter(first, 'лист.txt', new TextEncoder().encode('Про фінансування'));
  await expect.poll(async () => valueOf(await client.review.ofDocument({ documentId })).obstacles).toEqual([]);
  const stepId = crypto.randomUUID();
  valueOf(await client.review.pass({ documentId, stepId, reviewerPersonId: rector }));
  await settle(first);
  await settle(second);
  await signIn(second.client());
  await office.stop();

  const { today } = valueOf(await client.resolutions.candidates({ documentId, source: 'pass', sourceId: stepId, authorPersonId: rector }));
  const wish = (text: string, executor: string): MethodInput<'resolutions.issue'> => ({ resolutionId: crypto.randomUUID(), documentId, source: 'pass', sourceId: stepId, authorPersonId: rector, text, executors: [{ personId: executor, role: 'main', dueOn: null }], unitIds: [], dueOn: null, onPaperOn: today, supersedes: null, urgent: false, controllerPersonId: null, exceptionsConfirmed: true });
  const lastExchange = valueOf(await second.client().executionControl.board({ scope: 'all', shown: 'open' })).asOf;
  valueOf(await client.resolutions.issue(wish('Підготувати відповідь', vice)));
  second.environment.advance(60_000);
  valueOf(await second.client().resolutions.issue(wish('До відома та виконання', dean)));
  // Without a line the board tells of when its state is: of the last exchange, not of now.
  const board = valueOf(await second.client().executionControl.board({ scope: 'all', shown: 'open' }));
  expect(board).toMatchObject({ total: 1, rows: [{ personName: 'Декан' }], asOf: lastExchange });
  expect(Date.parse(board.asOf)).toBeLessThan(second.environment.now());

  await office.start();
  await settle(first);
  await settle(second);
  await settle(first);
  for (const table of TABLES) expect(rowsOf(first, table)).toEqual(rowsOf(second, table));
  for (const desk of [first, second]) {
    const { resolutions } = valueOf(await desk.client().resolutions.ofDocument({ documentId }));
    expect(resolutions.map(({ text, assignments }) => [text, assignments.map(({ personName }) => personName)])).toEqual([['Підготувати відповідь', ['Проректор']]]);
    const { history } = valueOf(await desk.client().registration.get({ documentId }));
    expect(history.filter(({ kind }) => kind === 'resolution.issued').map(({ withoutEffect }) => withoutEffect)).toEqual([false, true]);
  }
});

it('[RES-01] [RES-10] two desks without a line pass the same memo, as they would a letter: one pass stands, and one reviewer has it', async () => {
  const office = await officeServer();
  const [first, second] = [await founderOf(office), await joinedDesk(office, 'second')];
  const client = first.client();
  await signIn(client);
  const person = async (name: string): Promise<string> => valueOf(await client.review.definePerson({ personId: null, name, position: '', unitId: null, accountId: null })).personId;
  const [rector, vice] = [await person('Ректор'), await person('Проректор')];
  valueOf(await client.review.setHead({ personId: rector }));
  const journalId = valueOf(await client.registration.choices({})).journals.find(({ direction }) => direction === 'internal')?.journalId ?? '';
  const requisites = await someRequisites(client, { direction: 'internal', journalId, kindId: 'service-memo', correspondent: null, correspondentNumber: null, correspondentDate: null, author: 'Декан' });
  const { documentId } = valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites }));
  await settle(first);
  await settle(second);
  await signIn(second.client());
  await office.stop();
  const steps = [crypto.randomUUID(), crypto.randomUUID()];
  valueOf(await client.review.pass({ documentId, stepId: steps[0] ?? '', reviewerPersonId: rector }));
  second.environment.advance(60_000);
  valueOf(await second.client().review.pass({ documentId, stepId: steps[1] ?? '', reviewerPersonId: vice }));
  await office.start();
  for (const desk of [first, second, first]) await settle(desk);
  for (const table of ['document_pass', 'work_item']) expect(rowsOf(first, table)).toEqual(rowsOf(second, table));
  for (const desk of [first, second]) {
    expect(valueOf(await desk.client().review.ofDocument({ documentId })).passes).toMatchObject([{ stepId: steps[0], reviewerName: 'Ректор' }]);
    expect(rowsOf(desk, 'work_item')).toMatchObject([{ action: 'review', person_id: rector, document_id: documentId }]);
    expect(errorOf(await desk.client().review.pass({ documentId, stepId: crypto.randomUUID(), reviewerPersonId: vice })).message).toBe('error.passAlready');
  }
});
