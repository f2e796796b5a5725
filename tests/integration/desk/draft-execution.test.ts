import { describe, expect, it } from 'vitest';
import type { DraftExecutionWish } from '#shared/contract/draft-execution.ts';
import { blankRequisites } from '#shared/domain/registration-card.ts';
import { compareWithLog, rebuildProjections } from '../../../src-main/store/projections/rebuild.ts';
import { decisionFor, DRAFT_TEXT, enterDraft, handInSignature, participants, routeOf, templateOf, windowOfPerson } from '../../support/routing-office.ts';
import { errorOf, openTestDesk, setUpOffice, signIn, valueOf } from '../../support/test-desk.ts';
import { testEnvironment } from '../../support/test-environment.ts';

/** A draft that the rector has signed, with two executors on its route, at the registrar's window. */
async function signedDraft(kindId: string) {
  const test = await openTestDesk({ environment: testEnvironment('2026-03-06T10:00:00.000Z') });
  await setUpOffice(test.client());
  const registrar = test.client('registrar');
  await signIn(registrar);
  const people = await participants(test, ['author', 'rector', 'dean', 'clerk', 'other']);
  const idOf = (login: string): string => people[login]?.personId ?? '';
  valueOf(await registrar.review.setHead({ personId: idOf('rector') }));
  const { accountId } = valueOf(await registrar.session.current({})) ?? { accountId: '' };
  const { personId } = valueOf(await registrar.review.definePerson({ personId: null, name: 'Реєстратор', position: 'документознавець', unitId: null, accountId }));
  // Executors stand in stages of their own: the list reaches them at once all the same (ROUTE-17).
  const template = templateOf([['signer', [idOf('rector')]], ['registrar', [personId]], ['executor', [idOf('dean')]], ['executor', [idOf('clerk')]]]);
  const { templateId } = valueOf(await registrar.routing.defineTemplate({ templateId: null, template }));
  const author = await windowOfPerson(test, 'author');
  const { documentId } = await enterDraft(author, { kindId });
  valueOf(await author.routing.start({ documentId, routeId: crypto.randomUUID(), eventId: crypto.randomUUID(), templateId }));
  const rector = await windowOfPerson(test, 'rector');
  const evidence = await handInSignature(rector, 'rector', 'наказ.p7s', DRAFT_TEXT);
  valueOf(await rector.routing.decide(decisionFor(valueOf(await rector.routing.draft({ documentId })), { means: 'signature', evidence })));
  const seen = async () => valueOf(await registrar.routing.draft({ documentId }));
  const waiting = async (login: string) => valueOf(await (await windowOfPerson(test, login)).startPage.mine({})).items;
  const { journals, cases } = valueOf(await registrar.registration.choices({}));
  const requisites = { ...blankRequisites({ direction: 'internal', journalId: journals.find(({ direction }) => direction === 'internal')?.journalId ?? '', kindId }), subject: 'Про відрядження', author: 'Ректор', addressee: 'Ректорові', correspondent: 'Університет', sheets: 1, language: 'uk' as const, caseId: cases[0]?.caseId ?? null };
  const register = async (execution: DraftExecutionWish | null, changes: Partial<{ requestId: string; eventId: string }> = {}) => {
    const { routeId, contentSha256, stages } = routeOf(await seen());
    const step = stages.flatMap(({ steps }) => steps).find(({ role }) => role === 'registrar');
    return registrar.registration.register({ requestId: changes.requestId ?? crypto.randomUUID(), letterId: null, requisites, signedDraft: { routeId, eventId: changes.eventId ?? crypto.randomUUID(), stepId: step?.stepId ?? '', round: step?.round ?? 1, contentSha256, execution } });
  };
  const proposed = async () => valueOf(await registrar.routing.execution({ routeId: routeOf(await seen()).routeId }));
  const listOf = (executors: Extract<DraftExecutionWish, { by: 'list' }>['executors']): DraftExecutionWish => ({ by: 'list', resolutionId: crypto.randomUUID(), text: 'До виконання', executors, dueOn: '2026-03-20' });
  return { test, registrar, documentId, idOf, seen, waiting, register, proposed, listOf };
}

const cardsAt = ({ rooms }: Awaited<ReturnType<typeof openTestDesk>>): number => (rooms.store.database.prepare('SELECT count(*) AS n FROM card').get() as { n: number }).n;

describe('the card of a signed draft on its way to the executors', () => {
  it('[ROUTE-16] [ROUTE-17] [ROUTE-18] reaches all of the list with its registration, at one instant, and takes their steps', async () => {
    const { test, documentId, idOf, seen, waiting, register, proposed, listOf } = await signedDraft('order-core');
    // Until then nothing waits for an executor, and he reads neither draft nor card.
    expect(await waiting('dean')).toEqual([]);
    expect(errorOf(await (await windowOfPerson(test, 'dean')).routing.draft({ documentId })).code).toBe('not-found');
    expect(await proposed()).toEqual({ executorPersonIds: [idOf('dean'), idOf('clerk')], toHead: false, headPersonId: idOf('rector'), demanded: true });
    expect(errorOf(await register(null)).message).toBe('error.draftExecutionMissing');
    expect(cardsAt(test)).toBe(0);
    const requestId = crypto.randomUUID();
    const eventId = crypto.randomUUID();
    const list = listOf([{ personId: idOf('dean'), role: 'main' }, { personId: idOf('clerk'), role: 'co' }]);
    const card = valueOf(await register(list, { requestId, eventId }));
    expect(await waiting('dean')).toMatchObject([{ action: 'execute', documentId: card.documentId, title: 'До виконання' }]);
    expect(await waiting('clerk')).toMatchObject([{ action: 'execute', documentId: card.documentId }]);
    expect((await waiting('dean'))[0]?.since).toBe((await waiting('clerk'))[0]?.since);
    expect((await waiting('dean'))[0]?.since).toBe(card.registeredAt);
    expect(valueOf(await (await windowOfPerson(test, 'clerk')).registration.get({ documentId: card.documentId })).card.documentId).toBe(card.documentId);
    const route = routeOf(await seen());
    expect(route.phase).toBe('completed');
    expect(route.stages.flatMap(({ steps }) => steps).filter(({ role }) => role === 'executor')).toMatchObject([{ state: 'done', decidedAt: card.registeredAt, mine: false }, { state: 'done', decidedAt: card.registeredAt }]);
    expect(route.history.at(-1)).toMatchObject({ type: 'reached', stale: null });
    // The same press again makes neither a second card nor a second list.
    expect(valueOf(await register(list, { requestId, eventId })).documentId).toBe(card.documentId);
    expect(await waiting('dean')).toHaveLength(1);
    const { store } = test.rooms;
    expect(compareWithLog(store.database, store.log)).toEqual([]);
    await rebuildProjections(store.database, store.log, async () => undefined);
    expect(routeOf(await seen())).toEqual(route);
  });

  it('[ROUTE-16] [RES-01] a memo goes to the head with its registration, and his resolution is what reaches the executors', async () => {
    const { registrar, idOf, seen, waiting, register, proposed } = await signedDraft('service-memo');
    expect(await proposed()).toMatchObject({ toHead: true, headPersonId: idOf('rector') });
    const stepId = crypto.randomUUID();
    const card = valueOf(await register({ by: 'review', stepId, reviewerPersonId: idOf('rector') }));
    expect(await waiting('rector')).toMatchObject([{ action: 'review', documentId: card.documentId, since: card.registeredAt }]);
    expect(await waiting('dean')).toEqual([]);
    const executorsOf = async () => routeOf(await seen()).stages.flatMap(({ steps }) => steps).filter(({ role }) => role === 'executor').map(({ state }) => state);
    expect(await executorsOf()).toEqual(['open', 'ahead']);
    const lay = async (personId: string, supersedes: string | null) => {
      const resolutionId = crypto.randomUUID();
      // Entered by the registrar from its paper (RES-15): the accounts of this office lay none themselves.
      valueOf(await registrar.resolutions.issue({ resolutionId, documentId: card.documentId, source: 'pass', sourceId: stepId, authorPersonId: idOf('rector'), text: 'Прошу виконати', executors: [{ personId, role: 'main', dueOn: null }], unitIds: [], dueOn: null, onPaperOn: '2026-03-06', supersedes, urgent: false, controllerPersonId: null, exceptionsConfirmed: true }));
      return resolutionId;
    };
    // Who is named is reached; an executor of the route whom the head leaves out gives way, until he is named after all.
    const first = await lay(idOf('clerk'), null);
    expect(await executorsOf()).toEqual(['replaced', 'done']);
    expect(routeOf(await seen())).toMatchObject({ phase: 'completed' });
    expect(routeOf(await seen()).history.at(-1)).toMatchObject({ type: 'reached', replaced: ['dean'], stale: null });
    expect(await waiting('clerk')).toMatchObject([{ action: 'execute', documentId: card.documentId }]);
    expect(await waiting('dean')).toEqual([]);
    await lay(idOf('dean'), first);
    expect(await executorsOf()).toEqual(['done', 'done']);
    expect(routeOf(await seen()).phase).toBe('completed');
    expect(routeOf(await seen()).history.slice(-2)).toMatchObject([{ type: 'reached', replaced: ['dean'] }, { type: 'reached', replaced: [], stale: null }]);
  });

  it('is not registered where the list or the review is refused: card, step and list are one transaction', async () => {
    const { test, idOf, seen, waiting, register, listOf } = await signedDraft('order-core');
    expect(errorOf(await register(listOf([]))).message).toBe('error.resolutionFaults');
    expect(errorOf(await register(listOf([{ personId: idOf('dean'), role: 'main' }, { personId: idOf('clerk'), role: 'main' }]))).message).toBe('error.resolutionFaults');
    expect(errorOf(await register({ by: 'review', stepId: crypto.randomUUID(), reviewerPersonId: 'nobody' })).message).toBe('error.personNotFound');
    expect(cardsAt(test)).toBe(0);
    expect(routeOf(await seen()).stages[1]?.steps).toMatchObject([{ role: 'registrar', state: 'open' }]);
    expect(await waiting('dean')).toEqual([]);
  });

  it('[ROUTE-17] goes to others than the route proposes where the registrar says so: steps of those left out give way, and the route is completed', async () => {
    const { test, idOf, seen, waiting, register, listOf } = await signedDraft('order-core');
    const card = valueOf(await register(listOf([{ personId: idOf('other'), role: 'main' }, { personId: idOf('clerk'), role: 'information' }])));
    expect(await waiting('other')).toMatchObject([{ action: 'execute' }]);
    expect(await waiting('clerk')).toMatchObject([{ action: 'information' }]);
    expect(await waiting('dean')).toEqual([]);
    const route = routeOf(await seen());
    expect(route.phase).toBe('completed');
    expect(route.stages.slice(2).flatMap(({ steps }) => steps)).toMatchObject([{ state: 'replaced', decidedAt: card.registeredAt }, { state: 'replaced', decidedAt: card.registeredAt }]);
    expect(route.history.at(-1)).toMatchObject({ type: 'reached', replaced: ['dean', 'clerk'], stale: null });
    const { store } = test.rooms;
    expect(compareWithLog(store.database, store.log)).toEqual([]);
    await rebuildProjections(store.database, store.log, async () => undefined);
    expect(routeOf(await seen())).toEqual(route);
  });

  it('[ROUTE-16] nobody takes an executor’s step on the route himself', async () => {
    const { test, documentId, register, idOf, seen } = await signedDraft('service-memo');
    valueOf(await register({ by: 'review', stepId: crypto.randomUUID(), reviewerPersonId: idOf('rector') }));
    const author = await windowOfPerson(test, 'author');
    const step = routeOf(await seen()).stages[2]?.steps[0]?.stepId ?? '';
    expect(errorOf(await author.routing.decide({ ...decisionFor(valueOf(await author.routing.draft({ documentId }))), stepId: step })).message).toBe('error.route.onlyByResolution');
  });
});
