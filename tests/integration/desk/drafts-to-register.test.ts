import { expect, it } from 'vitest';
import { blankRequisites } from '#shared/domain/registration-card.ts';
import { compareWithLog, rebuildProjections } from '../../../src-main/store/projections/rebuild.ts';
import { decisionFor, enterDraft, handIn, participants, routeOf, templateOf, windowOfPerson } from '../../support/routing-office.ts';
import { errorOf, openTestDesk, setUpOffice, signIn, valueOf } from '../../support/test-desk.ts';
import { testEnvironment } from '../../support/test-environment.ts';

/** A draft that the rector signs; no step says who registers it. */
async function office({ executors = false } = {}) {
  const test = await openTestDesk({ environment: testEnvironment('2026-03-06T10:00:00.000Z') });
  await setUpOffice(test.client());
  const registrar = test.client('registrar');
  await signIn(registrar);
  const people = await participants(test, ['author', 'rector', 'dean']);
  const idOf = (login: string): string => people[login]?.personId ?? '';
  const { templateId } = valueOf(await registrar.routing.defineTemplate({ templateId: null, template: templateOf([['signer', [idOf('rector')]], ...(executors ? [['executor', [idOf('dean')]] as const] : [])], { signerMeans: ['handwritten'] }) }));
  const author = await windowOfPerson(test, 'author');
  const { documentId } = await enterDraft(author, { kindId: 'order-core' });
  valueOf(await author.routing.start({ documentId, routeId: crypto.randomUUID(), eventId: crypto.randomUUID(), templateId }));
  const rector = await windowOfPerson(test, 'rector');
  const sign = async () => {
    const evidence = await handIn(rector, 'підписаний аркуш.txt', 'скан');
    return valueOf(await rector.routing.decide(decisionFor(valueOf(await rector.routing.draft({ documentId })), { means: 'handwritten', evidence })));
  };
  const beTheRegistrar = async () => {
    const { accountId } = valueOf(await registrar.session.current({})) ?? { accountId: '' };
    return valueOf(await registrar.review.definePerson({ personId: null, name: 'Реєстратор', position: 'документознавець', unitId: null, accountId }));
  };
  const waiting = async (client = registrar) => valueOf(await client.startPage.mine({ action: null }));
  const { journals, cases } = valueOf(await registrar.registration.choices({}));
  const requisites = { ...blankRequisites({ direction: 'internal', journalId: journals.find(({ direction }) => direction === 'internal')?.journalId ?? '', kindId: 'order-core' }), subject: 'Про відрядження', author: 'Ректор', addressee: 'Усі', sheets: 1, language: 'uk' as const, caseId: cases[0]?.caseId ?? null };
  const register = async (signed: ReturnType<typeof routeOf>, changes: { readonly eventId?: string; readonly contentSha256?: string; readonly stepId?: string; readonly executor?: string; readonly equalTo?: string } = {}) => {
    const { executor, equalTo = null, ...given } = changes;
    const execution = executor === undefined ? null : { by: 'list' as const, resolutionId: crypto.randomUUID(), text: 'До виконання', executors: [{ personId: executor, role: 'main' as const }], dueOn: null };
    return registrar.registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites, equalTo, signedDraft: { routeId: signed.routeId, eventId: crypto.randomUUID(), stepId: null, round: signed.round, contentSha256: signed.contentSha256, execution, ...given } });
  };
  const cards = (): unknown => test.rooms.store.database.prepare('SELECT count(*) FROM card').pluck().get();
  return { test, registrar, author, rector, documentId, idOf, sign, beTheRegistrar, waiting, register, requisites, cards };
}

it('[ROUTE-18] a signed draft whose route names no registrar waits for whoever may register, is read by him and registered with its route in one transaction', async () => {
  const { test, registrar, author, rector, documentId, sign, beTheRegistrar, waiting, register, cards } = await office();
  const { personId } = await beTheRegistrar();
  // Before it is signed it is nobody's but theirs to whom it came.
  expect(errorOf(await registrar.routing.draft({ documentId })).code).toBe('not-found');
  expect((await waiting()).items).toEqual([]);
  const signed = await sign();
  const route = routeOf(signed);
  expect(route).toMatchObject({ phase: 'completed', awaitsRegistration: true });
  expect((await waiting()).items).toMatchObject([{ action: 'register', documentId, registrationIndex: null, forPerson: null, dueAt: null, since: '2026-03-06T10:00:00.000Z' }]);
  expect(await waiting()).toMatchObject({ total: 1, counts: [{ action: 'register', count: 1 }] });
  // Who may not register sees nothing of it on his page.
  for (const client of [author, rector]) expect((await waiting(client)).items).toEqual([]);
  expect(valueOf(await registrar.notifications.mine({})).notices.map(({ kind, documentId: of }) => [kind, of])).toEqual([['stepWaits', documentId]]);
  expect(valueOf(await registrar.routing.draft({ documentId })).route?.stages[0]?.steps).toMatchObject([{ mine: false }]);
  expect(valueOf(await registrar.routing.drafts({})).drafts.map((one) => one.documentId)).toEqual([documentId]);

  const card = valueOf(await register(route));
  expect(card.files.map(({ fileName, role }) => [fileName, role])).toEqual([['проєкт.docx', 'main'], ['підписаний аркуш.txt', 'attachment']]);
  const registered = valueOf(await registrar.routing.draft({ documentId }));
  expect(registered.cards).toMatchObject([{ documentId: card.documentId, counts: true }]);
  expect(routeOf(registered)).toMatchObject({ awaitsRegistration: false });
  expect(routeOf(registered).history.at(-1)).toMatchObject({ type: 'registered', byName: 'Реєстратор', stale: null });
  expect(valueOf(await registrar.routing.ofCard({ documentId: card.documentId }))).toMatchObject({ draftId: documentId, counts: true });
  expect((await waiting()).items).toEqual([]);
  const { store } = test.rooms;
  const written = store.log.ofEntity(documentId).findLast(({ kind }) => kind === 'route.registered');
  expect(written?.payload).toMatchObject({ event: { byPersonId: personId, cardId: card.documentId } });

  expect(errorOf(await register(route)).message).toBe('error.route.alreadyRegistered');
  expect(cards()).toBe(1);
  expect(compareWithLog(store.database, store.log)).toEqual([]);
  await rebuildProjections(store.database, store.log, async () => undefined);
  expect(valueOf(await registrar.routing.draft({ documentId }))).toEqual(registered);
});

it('is registered by nobody before it is signed, as another content, by a step that is none, or by an account that is no person of the office', async () => {
  const { registrar, author, documentId, sign, beTheRegistrar, waiting, register, cards } = await office();
  const before = routeOf(valueOf(await author.routing.draft({ documentId })));
  expect(errorOf(await register(before)).code).toBe('not-found');
  const route = routeOf(await sign());
  // Who is no person of the office is told so before anything waits for him.
  expect(await waiting()).toMatchObject({ items: [], unknownPerson: true });
  expect(errorOf(await register(route)).message).toBe('error.draftRegistrarNoPerson');
  await beTheRegistrar();
  expect(errorOf(await register(route, { contentSha256: 'e'.repeat(64) })).message).toBe('error.route.contentChanged');
  expect(errorOf(await register(route, { stepId: 'signer' })).message).toBe('error.route.stepNotOpen');
  const signer = route.stages[0]?.steps[0]?.stepId ?? '';
  expect(errorOf(await register(route, { stepId: signer })).message).toBe('error.route.stepNotOpen');
  expect(cards()).toBe(0);
  expect(valueOf(await registrar.routing.draft({ documentId })).cards).toEqual([]);
});

it('[ROUTE-16] [ROUTE-17] a route that names executors and no registrar is registered with its list alone, which takes their steps', async () => {
  const { registrar, documentId, idOf, sign, beTheRegistrar, waiting, register, cards } = await office({ executors: true });
  await beTheRegistrar();
  const route = routeOf(await sign());
  expect(route).toMatchObject({ phase: 'running', awaitsRegistration: true });
  expect((await waiting()).items).toMatchObject([{ action: 'register', documentId }]);
  expect(errorOf(await register(route)).message).toBe('error.draftExecutionMissing');
  expect([cards(), routeOf(valueOf(await registrar.routing.draft({ documentId }))).awaitsRegistration]).toEqual([0, true]);
  valueOf(await register(route, { executor: idOf('dean') }));
  expect(routeOf(valueOf(await registrar.routing.draft({ documentId })))).toMatchObject({ phase: 'completed', awaitsRegistration: false });
  expect((await waiting()).items).toEqual([]);
});

it('[X5] the equal of a paper original that goes its way already is registered and goes nowhere, also where its route names executors; a list on one keeps the other from its review too', async () => {
  const { registrar, documentId, idOf, sign, beTheRegistrar, register, requisites } = await office({ executors: true });
  await beTheRegistrar();
  const registerPaper = async () => valueOf(await registrar.registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites: { ...requisites, medium: 'paper', paperGround: 'law-excludes-electronic', subject: 'Про відрядження (папір)' } }));
  const listOn = (cardId: string) => registrar.resolutions.issue({ resolutionId: crypto.randomUUID(), documentId: cardId, source: 'order', sourceId: cardId, authorPersonId: idOf('rector'), text: 'До виконання', executors: [{ personId: idOf('dean'), role: 'main', dueOn: null }], unitIds: [], dueOn: null, onPaperOn: null, supersedes: null, urgent: false, controllerPersonId: null, exceptionsConfirmed: false });
  const paper = await registerPaper();
  const route = routeOf(await sign());
  // As long as the paper lies still, the route demands its list.
  expect(errorOf(await register(route, { equalTo: paper.documentId })).message).toBe('error.draftExecutionMissing');
  valueOf(await listOn(paper.documentId));
  expect(errorOf(await register(route, { equalTo: paper.documentId, executor: idOf('dean') })).message).toBe('error.passEqualPassed');
  const card = valueOf(await register(route, { equalTo: paper.documentId }));
  expect(valueOf(await registrar.registration.get({ documentId: card.documentId })).links).toMatchObject([{ relation: 'equal-original', documentId: paper.documentId }]);
  expect(valueOf(await registrar.routing.draft({ documentId })).cards).toMatchObject([{ documentId: card.documentId, counts: true }]);
  // Neither by a list nor to a review afterwards, and the link that says so stays.
  expect(valueOf(await registrar.resolutions.ofDocument({ documentId: card.documentId })).places).toEqual([]);
  expect(errorOf(await listOn(card.documentId)).message).toBe('error.passEqualPassed');
  expect(valueOf(await registrar.review.ofDocument({ documentId: card.documentId })).obstacles).toContain('equalPassed');
  expect(errorOf(await registrar.review.pass({ documentId: card.documentId, stepId: crypto.randomUUID(), reviewerPersonId: idOf('rector') })).message).toBe('error.passEqualPassed');
  const [link] = valueOf(await registrar.registration.get({ documentId: card.documentId })).links;
  expect(errorOf(await registrar.registration.unlink({ linkId: link?.linkId ?? '', reason: 'зайвий зв’язок' })).message).toBe('error.equalLinkStays');
  // The paper that goes its way may have another list in the place of its own.
  expect(valueOf(await registrar.resolutions.ofDocument({ documentId: paper.documentId })).places).toMatchObject([{ source: 'order' }]);

  // A paper that comes in behind the draft's card is kept as well.
  const [first, behind] = [await registerPaper(), await registerPaper()];
  valueOf(await listOn(first.documentId));
  valueOf(await registrar.registration.link({ documentId: behind.documentId, relation: 'equal-original', toDocumentId: first.documentId }));
  expect(errorOf(await registrar.review.pass({ documentId: behind.documentId, stepId: crypto.randomUUID(), reviewerPersonId: idOf('rector') })).message).toBe('error.passEqualPassed');
});
