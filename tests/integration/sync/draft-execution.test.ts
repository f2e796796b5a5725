import { expect, it } from 'vitest';
import { blankRequisites } from '#shared/domain/registration-card.ts';
import { founderOf, joinedDesk, type OfficeDesk, officeServer, settle } from '../../support/office-of-desks.ts';
import { decisionFor, enterDraft, handIn, participants, routeOf, templateOf, windowOfPerson } from '../../support/routing-office.ts';
import { errorOf, signIn, valueOf } from '../../support/test-desk.ts';

const rowsOf = (at: OfficeDesk, table: string): unknown[] => at.rooms.store.database.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all();

it('[ROUTE-16] [ROUTE-17] [ROUTE-18] two desks without a line register the same draft: its executors have the work once, by the list that counts steps of those whom it leaves out give way, and what the other card sent stays in the history', async () => {
  const server = await officeServer();
  const [first, second] = [await founderOf(server), await joinedDesk(server, 'second')];
  const people = await participants(first, ['author', 'rector', 'dean', 'clerk']);
  const idOf = (login: string): string => people[login]?.personId ?? '';
  const registrar = first.client('registrar of routes');
  await signIn(registrar);
  const { accountId } = valueOf(await registrar.session.current({})) ?? { accountId: '' };
  const { personId } = valueOf(await registrar.review.definePerson({ personId: null, name: 'Реєстратор', position: '', unitId: null, accountId }));
  const template = templateOf([['signer', [idOf('rector')]], ['registrar', [personId]], ['executor', [idOf('dean')]], ['executor', [idOf('clerk')]]], { signerMeans: ['handwritten'] });
  const { templateId } = valueOf(await registrar.routing.defineTemplate({ templateId: null, template }));
  const author = await windowOfPerson(first, 'author');
  const { documentId } = await enterDraft(author, { kindId: 'order-core' });
  valueOf(await author.routing.start({ documentId, routeId: crypto.randomUUID(), eventId: crypto.randomUUID(), templateId }));
  const rector = await windowOfPerson(first, 'rector');
  const evidence = await handIn(rector, 'підписаний аркуш.txt', 'скан');
  valueOf(await rector.routing.decide(decisionFor(valueOf(await rector.routing.draft({ documentId })), { means: 'handwritten', evidence })));
  for (const desk of [first, second, first]) await settle(desk);
  const other = second.client();
  await signIn(other);
  // Both desks have what was signed before the line breaks.
  for (const file of [valueOf(await other.routing.draft({ documentId })).draft.main, evidence]) valueOf(await other.files.read({ sha256: file.sha256, offset: 0, length: 1 }));
  await server.stop();

  const { journals, cases } = valueOf(await registrar.registration.choices({}));
  const requisites = { ...blankRequisites({ direction: 'internal', journalId: journals.find(({ direction }) => direction === 'internal')?.journalId ?? '', kindId: 'order-core' }), subject: 'Про відрядження', author: 'Ректор', addressee: 'Усі', sheets: 1, language: 'uk' as const, caseId: cases[0]?.caseId ?? null };
  const registerAt = async (client: typeof other, executor: string) => {
    const { routeId, contentSha256, stages } = routeOf(valueOf(await client.routing.draft({ documentId })));
    const step = stages.flatMap(({ steps }) => steps).find(({ role }) => role === 'registrar');
    const execution = { by: 'list' as const, resolutionId: crypto.randomUUID(), text: 'До виконання', executors: [{ personId: idOf(executor), role: 'main' as const }], dueOn: null };
    return valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites, signedDraft: { routeId, eventId: crypto.randomUUID(), stepId: step?.stepId ?? '', round: step?.round ?? 1, contentSha256, execution } }));
  };
  const card = await registerAt(registrar, 'dean');
  const twin = await registerAt(other, 'clerk');
  expect(rowsOf(second, 'work_item')).toMatchObject([{ action: 'execute', person_id: idOf('clerk'), document_id: twin.documentId }]);
  // Each desk leaves another executor out, and has the route completed by its own list.
  const executorsAt = async (client: typeof other) => {
    const { phase, stages, history } = routeOf(valueOf(await client.routing.draft({ documentId })));
    return { phase, states: stages.slice(2).flatMap(({ steps }) => steps.map(({ state }) => state)), replaced: history.flatMap(({ replaced }) => replaced) };
  };
  expect(await executorsAt(other)).toEqual({ phase: 'completed', states: ['replaced', 'done'], replaced: ['dean'] });
  await server.start();
  for (const desk of [first, second, first]) await settle(desk);

  for (const table of ['work_item', 'assignment', 'resolution', 'route_event', 'draft_card', 'notification']) expect(rowsOf(first, table)).toEqual(rowsOf(second, table));
  for (const desk of [first, second]) {
    expect(rowsOf(desk, 'work_item')).toMatchObject([{ action: 'execute', person_id: idOf('dean'), document_id: card.documentId }]);
    expect(rowsOf(desk, 'assignment')).toMatchObject([{ person_id: idOf('dean') }]);
    const client = desk === first ? registrar : other;
    expect(await executorsAt(client)).toEqual({ phase: 'completed', states: ['done', 'replaced'], replaced: ['clerk'] });
    const late = valueOf(await client.resolutions.ofDocument({ documentId: twin.documentId }));
    expect(late).toMatchObject({ places: [], resolutions: [{ withdrawn: true, assignments: [] }] });
    expect(errorOf(await client.review.pass({ documentId: twin.documentId, stepId: crypto.randomUUID(), reviewerPersonId: idOf('rector') })).message).toBe('error.registeredTwice');
    // The other executor was told of nothing that stands.
    expect(desk.rooms.store.database.prepare('SELECT count(*) FROM notification WHERE person_id = ? AND document_id = ?').pluck().get(idOf('clerk'), twin.documentId)).toBe(0);
  }
  // Where the other card is void, this one is the document.
  const { version } = valueOf(await registrar.registration.get({ documentId: card.documentId }));
  valueOf(await registrar.registration.void({ documentId: card.documentId, basedOn: version, reason: 'двічі' }));
  expect(valueOf(await registrar.review.ofDocument({ documentId: twin.documentId })).obstacles).toEqual([]);
});
