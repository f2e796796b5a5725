import { describe, expect, it } from 'vitest';
import type { MethodInput } from '#shared/contract/index.ts';
import type { Client } from '#shared/rpc/client.ts';
import { openDeskOffice, type OfficeMember } from '../../support/desk-office.ts';
import { errorOf, someRequisites, valueOf } from '../../support/test-desk.ts';

type Issue = MethodInput<'resolutions.issue'>;

/** A rector, two executors, and a letter under the rector's review. */
async function underReview() {
  const office = await openDeskOffice();
  const rector = await office.member('Литвинов О. В.', 'official');
  const [vice, clerk] = [await office.member('Коваль Н. П.', 'official'), await office.member('Гнатюк І. С.', 'executor')];
  valueOf(await office.registrar.review.setHead({ personId: rector.personId }));
  const card = await office.register();
  const stepId = crypto.randomUUID();
  valueOf(await office.registrar.review.pass({ documentId: card.documentId, stepId, reviewerPersonId: rector.personId }));
  const wish = (changes: Partial<Issue> = {}): Issue => ({
    resolutionId: crypto.randomUUID(),
    documentId: card.documentId,
    source: 'pass',
    sourceId: stepId,
    authorPersonId: rector.personId,
    text: 'Підготувати відповідь',
    executors: [{ personId: vice.personId, role: 'main', dueOn: null }, { personId: clerk.personId, role: 'information', dueOn: null }],
    unitIds: [],
    dueOn: '2026-03-20',
    onPaperOn: null,
    supersedes: null,
    urgent: false,
    controllerPersonId: null,
    exceptionsConfirmed: true,
    ...changes,
  });
  const of = async (window: Client) => valueOf(await window.resolutions.ofDocument({ documentId: card.documentId }));
  const waiting = async (member: OfficeMember) => valueOf(await member.window.startPage.mine({})).items.map(({ action }) => action);
  const assignmentOf = async (member: OfficeMember) => {
    const found = (await of(office.registrar)).resolutions.flatMap(({ assignments }) => assignments).find(({ personId }) => personId === member.personId);
    if (found === undefined) throw new Error('no assignment');
    return found;
  };
  return { ...office, rector, vice, clerk, card, stepId, wish, of, waiting, assignmentOf };
}

describe('resolutions', () => {
  it('[RES-01] [RES-03] [RES-09] [NOT-02] [CTRL-09] a document goes from the reviewer to its executors, each of whom has it on his start page at once', async () => {
    const { rector, vice, clerk, registrar, card, wish, waiting, of } = await underReview();
    expect(valueOf(await rector.window.startPage.mine({})).items).toMatchObject([{ action: 'review', registrationIndex: card.registrationIndex, since: '2026-03-02T04:00:00.000Z', timeliness: 'dueToday' }]);
    const issued = wish();
    expect(valueOf(await rector.window.resolutions.issue(issued))).toEqual({});
    // The same step again is the same resolution.
    expect(valueOf(await rector.window.resolutions.issue(issued))).toEqual({});
    expect(await waiting(rector)).toEqual([]);
    expect(await waiting(vice)).toEqual(['execute']);
    expect(await waiting(clerk)).toEqual(['information']);
    const { resolutions } = await of(registrar);
    expect(resolutions).toMatchObject([{ text: 'Підготувати відповідь', authorName: 'Литвинов О. В.', onBehalf: false, assignments: [{ role: 'main', dueOn: '2026-03-20', dueGround: 'resolution', state: 'open' }, { role: 'information', dueOn: null }] }]);
    // ROUTE-17: one operation, one instant.
    expect(new Set(resolutions[0]?.assignments.map(({ receivedAt }) => receivedAt)).size).toBe(1);
    // Whoever only gets to know reads the card from now on, and notes it.
    const noted = resolutions[0]?.assignments[1]?.assignmentId ?? '';
    expect(valueOf(await clerk.window.registration.get({ documentId: card.documentId })).card.subject).toBe(card.subject);
    valueOf(await clerk.window.resolutions.note({ documentId: card.documentId, assignmentId: noted }));
    expect(await waiting(clerk)).toEqual([]);
    const { history } = valueOf(await registrar.registration.get({ documentId: card.documentId }));
    expect(history.map(({ kind }) => kind).slice(-5)).toEqual(['document.passed', 'card.readersAdded', 'resolution.issued', 'card.readersAdded', 'assignment.noted']);
  });

  it('[RES-10] the reviewer has four working hours from the instant at which it was passed', async () => {
    const { rector } = await underReview();
    // Passed on Monday at 06:00 in Kyiv: the clock starts with the working day at nine.
    expect(valueOf(await rector.window.startPage.mine({})).items[0]?.dueAt).toBe('2026-03-02T11:00:00.000Z');
  });

  it('[RES-01] what breaks the rules is refused as a whole, each fault with whom it is about', async () => {
    const { rector, vice, clerk, wish, of, waiting } = await underReview();
    const error = errorOf(await rector.window.resolutions.issue(wish({ executors: [{ personId: vice.personId, role: 'co', dueOn: '2026-03-01' }], exceptionsConfirmed: false })));
    expect(error).toMatchObject({ code: 'refused', message: 'error.resolutionFaults', issues: [{ path: 'resolution', message: 'resolution.fault.noMainExecutor' }, { path: vice.personId, message: 'resolution.fault.exceptionNotConfirmed' }, { path: vice.personId, message: 'resolution.fault.dueBeforeToday' }] });
    // Nobody but the reviewer: neither an executor nor an official of another post.
    expect(errorOf(await vice.window.resolutions.issue(wish())).message).toBe('error.resolutionPlace');
    expect(errorOf(await clerk.window.resolutions.issue(wish())).code).toBe('no-right');
    expect((await of(rector.window)).resolutions).toEqual([]);
    expect(await waiting(rector)).toEqual(['review']);
  });

  it('[RES-03] another resolution takes the place; the first one stays, executors named again keep their work', async () => {
    const { rector, vice, clerk, card, wish, of, waiting, assignmentOf } = await underReview();
    const first = wish({ executors: [{ personId: vice.personId, role: 'main', dueOn: null }, { personId: clerk.personId, role: 'co', dueOn: null }] });
    valueOf(await rector.window.resolutions.issue(first));
    const before = await assignmentOf(vice);
    valueOf(await vice.window.resolutions.report({ documentId: card.documentId, assignmentId: before.assignmentId, reportId: crypto.randomUUID(), final: false, text: 'Запитано бухгалтерію' }));
    expect(errorOf(await rector.window.resolutions.issue(wish())).message).toBe('error.resolutionChangedMeanwhile');
    valueOf(await rector.window.resolutions.issue(wish({ text: 'До 10 березня', dueOn: '2026-03-10', supersedes: first.resolutionId, executors: [{ personId: vice.personId, role: 'main', dueOn: null }] })));
    const { resolutions } = await of(rector.window);
    expect(resolutions).toMatchObject([
      { text: 'Підготувати відповідь', superseded: true, executors: [{ personName: 'Коваль Н. П.' }, { personName: 'Гнатюк І. С.' }], assignments: [{ personName: 'Гнатюк І. С.', state: 'withdrawn' }] },
      { text: 'До 10 березня', superseded: false, assignments: [{ assignmentId: before.assignmentId, dueOn: '2026-03-10', reports: [{ text: 'Запитано бухгалтерію', final: false }] }] },
    ]);
    expect(await waiting(clerk)).toEqual([]);
    expect(valueOf(await vice.window.startPage.mine({})).items).toMatchObject([{ title: 'До 10 березня' }]);
  });

  it('[RES-16] an execution report is accepted by the author, or sent back with its reason; nobody closes his own work', async () => {
    const { rector, vice, clerk, registrar, card, wish, waiting, assignmentOf } = await underReview();
    valueOf(await rector.window.resolutions.issue(wish()));
    const step = { documentId: card.documentId, assignmentId: (await assignmentOf(vice)).assignmentId };
    const [first, second] = [crypto.randomUUID(), crypto.randomUUID()];
    expect(errorOf(await clerk.window.resolutions.report({ ...step, reportId: first, final: true, text: 'Зроблено' })).message).toBe('error.notYourStep');
    valueOf(await vice.window.resolutions.report({ ...step, reportId: first, final: true, text: 'Відповідь надіслано' }));
    expect([await waiting(vice), await waiting(rector)]).toEqual([[], ['acceptReport']]);
    expect(errorOf(await vice.window.resolutions.decideReport({ ...step, reportId: first, accepted: true, reason: '' })).message).toBe('error.notYourStep');
    expect(errorOf(await rector.window.resolutions.decideReport({ ...step, reportId: first, accepted: false, reason: '' })).message).toBe('error.executionReason');
    valueOf(await rector.window.resolutions.decideReport({ ...step, reportId: first, accepted: false, reason: 'Немає підпису' }));
    expect([await waiting(vice), await waiting(rector)]).toEqual([['execute'], []]);
    valueOf(await vice.window.resolutions.report({ ...step, reportId: second, final: true, text: 'Надіслано з підписом' }));
    valueOf(await rector.window.resolutions.decideReport({ ...step, reportId: second, accepted: true, reason: '' }));
    valueOf(await rector.window.resolutions.decideReport({ ...step, reportId: second, accepted: true, reason: '' }));
    expect(await assignmentOf(vice)).toMatchObject({ state: 'executed', timeliness: 'executedInTime', reports: [{ accepted: false, decisionReason: 'Немає підпису', decidedBy: 'Литвинов О. В.' }, { accepted: true }], may: [] });
    expect([await waiting(vice), await waiting(rector)]).toEqual([[], []]);
    const { history } = valueOf(await registrar.registration.get({ documentId: card.documentId }));
    expect(history.filter(({ kind }) => kind === 'execution.decided').map(({ changes }) => changes.at(-1)?.after)).toEqual(['Немає підпису', 'accepted']);
  });

  it('[CTRL-05] a later day is asked for with its reason and granted or refused; the start page follows', async () => {
    const { rector, vice, card, wish, waiting, assignmentOf } = await underReview();
    valueOf(await rector.window.resolutions.issue(wish()));
    const step = { documentId: card.documentId, assignmentId: (await assignmentOf(vice)).assignmentId };
    const requestId = crypto.randomUUID();
    expect(errorOf(await vice.window.resolutions.requestExtension({ ...step, requestId, until: '2026-03-20', reason: 'Чекаємо' })).message).toBe('error.extensionDay');
    valueOf(await vice.window.resolutions.requestExtension({ ...step, requestId, until: '2026-03-27', reason: 'Чекаємо на довідку' }));
    // One request at a time.
    expect(errorOf(await vice.window.resolutions.requestExtension({ ...step, requestId: crypto.randomUUID(), until: '2026-03-30', reason: 'Ще' })).message).toBe('error.assignmentChanged');
    expect([await waiting(vice), await waiting(rector)]).toEqual([['execute'], ['decideExtension']]);
    valueOf(await rector.window.resolutions.decideExtension({ ...step, requestId, granted: true, reason: '' }));
    expect(await assignmentOf(vice)).toMatchObject({ dueOn: '2026-03-27', extensions: [{ granted: true, until: '2026-03-27' }] });
    expect(valueOf(await vice.window.startPage.mine({})).items[0]?.dueAt).toBe('2026-03-27T16:00:00.000Z');
    const refused = crypto.randomUUID();
    valueOf(await vice.window.resolutions.requestExtension({ ...step, requestId: refused, until: '2026-04-27', reason: 'Ще місяць' }));
    valueOf(await rector.window.resolutions.decideExtension({ ...step, requestId: refused, granted: false, reason: 'Строк крайній' }));
    expect((await assignmentOf(vice)).dueOn).toBe('2026-03-27');
    expect(await waiting(rector)).toEqual([]);
  });

  it('[RES-15] a resolution on paper is entered by the registrar with its day, and stands as the official’s', async () => {
    const { registrar, rector, vice, wish, of, waiting } = await underReview();
    expect((await of(registrar)).places).toMatchObject([{ as: 'paper', authorName: 'Литвинов О. В.', standing: null }]);
    expect(errorOf(await registrar.resolutions.issue(wish())).message).toBe('error.resolutionPaperDay');
    expect(errorOf(await registrar.resolutions.issue(wish({ onPaperOn: '2026-03-03' }))).message).toBe('error.resolutionPaperDay');
    expect(errorOf(await rector.window.resolutions.issue(wish({ onPaperOn: '2026-03-02' }))).message).toBe('error.resolutionPaperDay');
    valueOf(await registrar.resolutions.issue(wish({ onPaperOn: '2026-03-02' })));
    expect((await of(registrar)).resolutions).toMatchObject([{ authorName: 'Литвинов О. В.', issuedBy: 'Роман Реєстратор', onPaperOn: '2026-03-02' }]);
    expect([await waiting(rector), await waiting(vice)]).toEqual([[], ['execute']]);
  });

  it('[CTRL-04] without a day a document is due thirty calendar days after its registration', async () => {
    const { rector, vice, wish, assignmentOf } = await underReview();
    valueOf(await rector.window.resolutions.issue(wish({ dueOn: null })));
    // Registered on 2 March; 1 April 2026 is a Wednesday.
    expect(await assignmentOf(vice)).toMatchObject({ dueOn: '2026-04-01', dueGround: 'default' });
  });
});

describe('down the structure', () => {
  it('[RES-14] [CTRL-03] [CTRL-06] [ROUTE-17] an order of the office reaches everybody on its list at one instant; a unit’s head hands his part down and sees on the board how his people execute it', async () => {
    const { registrar, member } = await openDeskOffice();
    const unitOf = async (name: string, place: { readonly headPersonId?: string } = {}, unitId: string | null = null) => valueOf(await registrar.directories.defineUnit({ unit: { unitId, index: '07', name, ...place } })).unitId;
    const chair = await unitOf('Кафедра');
    const [rector, head, teacher, clerk] = [await member('Литвинов О. В.', 'official'), await member('Гнатюк І. С.', 'official', chair), await member('Шевчук А.', 'executor', chair), await member('Мороз Л. Д.', 'executor')];
    valueOf(await registrar.review.setHead({ personId: rector.personId }));
    await unitOf('Кафедра', { headPersonId: head.personId }, chair);
    const { journals, kinds } = valueOf(await registrar.registration.choices({}));
    const journalId = journals.find(({ direction }) => direction === 'internal')?.journalId ?? '';
    const kindId = kinds.find(({ directions }) => directions.includes('internal'))?.kindId ?? '';
    const requisites = await someRequisites(registrar, { direction: 'internal', journalId, kindId, medium: 'paper', paperGround: 'cabinet-act', author: rector.name, correspondent: null, correspondentNumber: null, correspondentDate: null });
    const order = valueOf(await registrar.registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites }));
    const base = { documentId: order.documentId, unitIds: [chair], dueOn: '2026-03-20', onPaperOn: null, supersedes: null, urgent: false, controllerPersonId: null, exceptionsConfirmed: false };
    valueOf(await registrar.resolutions.issue({ ...base, resolutionId: crypto.randomUUID(), source: 'order', sourceId: order.documentId, authorPersonId: rector.personId, text: 'Виконати наказ', executors: [{ personId: head.personId, role: 'main', dueOn: null }, { personId: clerk.personId, role: 'co', dueOn: null }] }));
    const [first] = valueOf(await registrar.resolutions.ofDocument({ documentId: order.documentId })).resolutions;
    expect(new Set(first?.assignments.map(({ receivedAt }) => receivedAt)).size).toBe(1);
    expect(valueOf(await clerk.window.startPage.mine({})).items).toMatchObject([{ action: 'execute', title: 'Виконати наказ' }]);
    const sourceId = first?.assignments[0]?.assignmentId ?? '';
    const down = { ...base, source: 'assignment' as const, sourceId, authorPersonId: head.personId, text: 'До виконання' };
    // Not to the clerk of another unit, and not later than the order allows.
    expect(errorOf(await head.window.resolutions.issue({ ...down, resolutionId: crypto.randomUUID(), executors: [{ personId: clerk.personId, role: 'main', dueOn: '2026-03-21' }] })).issues).toEqual([
      { path: clerk.personId, message: 'resolution.fault.executorOutside' },
      { path: clerk.personId, message: 'resolution.fault.dueAfterHigher' },
    ]);
    valueOf(await head.window.resolutions.issue({ ...down, resolutionId: crypto.randomUUID(), executors: [{ personId: teacher.personId, role: 'main', dueOn: null }] }));
    const board = async (window: Client, scope: 'mine' | 'subordinate' | 'all') => valueOf(await window.executionControl.board({ scope, shown: 'open' })).rows.map(({ personName, dueOn }) => [personName, dueOn]);
    expect(await board(head.window, 'subordinate')).toEqual([['Шевчук А.', '2026-03-20']]);
    expect(await board(head.window, 'mine')).toEqual([['Гнатюк І. С.', '2026-03-20']]);
    expect((await board(rector.window, 'all')).length).toBe(3);
    // The teacher’s report goes to the head of the unit, not to the office’s head.
    const own = valueOf(await teacher.window.resolutions.ofDocument({ documentId: order.documentId })).resolutions.flatMap(({ assignments }) => assignments).find(({ personId }) => personId === teacher.personId);
    valueOf(await teacher.window.resolutions.report({ documentId: order.documentId, assignmentId: own?.assignmentId ?? '', reportId: crypto.randomUUID(), final: true, text: 'Зроблено' }));
    expect(valueOf(await head.window.startPage.mine({})).items.map(({ action }) => action).toSorted()).toEqual(['acceptReport', 'execute']);
    expect(valueOf(await rector.window.startPage.mine({})).items).toEqual([]);
  });
});

describe('a card that is void', () => {
  it('asks nobody for anything any more, and takes no step', async () => {
    const { rector, vice, registrar, card, wish, waiting, assignmentOf } = await underReview();
    valueOf(await rector.window.resolutions.issue(wish()));
    const step = { documentId: card.documentId, assignmentId: (await assignmentOf(vice)).assignmentId };
    const { version } = valueOf(await registrar.registration.get({ documentId: card.documentId }));
    valueOf(await registrar.registration.void({ documentId: card.documentId, basedOn: version, reason: 'зареєстровано помилково' }));
    expect(await waiting(vice)).toEqual([]);
    expect(errorOf(await vice.window.resolutions.report({ ...step, reportId: crypto.randomUUID(), final: true, text: 'Зроблено' })).message).toBe('error.assignmentChanged');
    expect(valueOf(await rector.window.executionControl.board({ scope: 'all', shown: 'open' })).total).toBe(0);
  });
});

describe('a deputy', () => {
  it('[RES-12] [AUD-06] sees what waits for the official as far as he was let do it, resolves it on his behalf, and sees nothing any more when his powers end', async () => {
    const { rector, vice, clerk, wish, of, card, registrar } = await underReview();
    const assistant = vice.window;
    expect(valueOf(await assistant.startPage.mine({})).items).toEqual([]);
    const delegationId = crypto.randomUUID();
    valueOf(await rector.window.structure.grantDelegation({ delegationId, principalPersonId: rector.personId, deputyPersonId: vice.personId, capacity: 'assistant', basis: { title: 'Наказ', number: '12-ОД', date: '2026-03-01' }, actions: ['resolve'], kindIds: null, journalIds: null, fromDay: '2026-03-02', untilDay: null }));
    expect(valueOf(await assistant.startPage.mine({})).items).toMatchObject([{ action: 'review', forPerson: 'Литвинов О. В.', registrationIndex: card.registrationIndex }]);
    expect((await of(assistant)).places).toMatchObject([{ as: 'onBehalf', authorName: 'Литвинов О. В.' }]);
    valueOf(await assistant.resolutions.issue(wish({ executors: [{ personId: clerk.personId, role: 'main', dueOn: null }] })));
    const { history } = valueOf(await registrar.registration.get({ documentId: card.documentId }));
    expect(history.findLast(({ kind }) => kind === 'resolution.issued')).toMatchObject({ actor: 'Коваль Н. П.', onBehalfOf: 'Литвинов О. В.' });
    // A report about what he laid on behalf is the official's to accept: that was not given to him.
    const [assignment] = (await of(registrar)).resolutions.flatMap(({ assignments }) => assignments);
    const reportId = crypto.randomUUID();
    const step = { documentId: card.documentId, assignmentId: assignment?.assignmentId ?? '' };
    valueOf(await clerk.window.resolutions.report({ ...step, reportId, final: true, text: 'Виконано' }));
    expect(valueOf(await assistant.startPage.mine({})).items).toEqual([]);
    expect(errorOf(await assistant.resolutions.decideReport({ ...step, reportId, accepted: true, reason: '' })).message).toBe('error.notYourStep');
    valueOf(await rector.window.structure.removeDelegation({ delegationId }));
    expect((await of(assistant)).places).toEqual([]);
  });
});

describe('control of execution', () => {
  it('[CTRL-01] [CTRL-02] a document is put under control of whoever answers for the area, who accepts reports and takes it off when it is executed', async () => {
    const { registrar, rector, vice, clerk, card, wish, member, of, waiting, assignmentOf } = await underReview();
    const controller = await member('Сидоренко В. М.', 'official');
    valueOf(await rector.window.resolutions.issue(wish({ executors: [{ personId: vice.personId, role: 'main', dueOn: null }] })));
    expect(errorOf(await clerk.window.resolutions.setControl({ documentId: card.documentId, controllerPersonId: controller.personId, reason: '' })).code).toBe('not-found');
    valueOf(await registrar.resolutions.setControl({ documentId: card.documentId, controllerPersonId: controller.personId, reason: 'Доручення міністерства' }));
    expect((await of(controller.window)).liftObstacle).toBe('notExecuted');
    expect(errorOf(await controller.window.resolutions.liftControl({ documentId: card.documentId, reason: '' })).message).toBe('error.controlNotExecuted');
    const step = { documentId: card.documentId, assignmentId: (await assignmentOf(vice)).assignmentId };
    const reportId = crypto.randomUUID();
    valueOf(await vice.window.resolutions.report({ ...step, reportId, final: true, text: 'Виконано' }));
    expect([await waiting(rector), await waiting(controller)]).toEqual([['acceptReport'], ['acceptReport']]);
    valueOf(await controller.window.resolutions.decideReport({ ...step, reportId, accepted: true, reason: '' }));
    expect([await waiting(rector), await waiting(controller)]).toEqual([[], []]);
    expect(errorOf(await vice.window.resolutions.liftControl({ documentId: card.documentId, reason: '' })).message).toBe('error.notYourStep');
    valueOf(await controller.window.resolutions.liftControl({ documentId: card.documentId, reason: 'Виконано' }));
    expect((await of(registrar)).control).toMatchObject({ controllerName: 'Сидоренко В. М.', liftedBy: 'Сидоренко В. М.' });
  });

  it('[CTRL-05] [CTRL-08] [CTRL-10] the board shows open, at risk, overdue and executed work to those whose it is', async () => {
    const { environment, rector, vice, clerk, card, wish, assignmentOf } = await underReview();
    valueOf(await rector.window.resolutions.issue(wish({ dueOn: '2026-03-06', controllerPersonId: rector.personId })));
    const step = { documentId: card.documentId, assignmentId: (await assignmentOf(vice)).assignmentId };
    const board = async (window: Client, shown: 'open' | 'atRisk' | 'overdue' | 'executed', scope: 'mine' | 'subordinate' | 'controlled' | 'all' = 'all') => valueOf(await window.executionControl.board({ scope, shown }));
    expect(await board(rector.window, 'open')).toMatchObject({ scopes: ['mine', 'subordinate', 'controlled', 'all'], total: 1, counts: { open: 1, atRisk: 0, overdue: 0 }, asOf: '2026-03-02T04:00:00.000Z', rows: [{ registrationIndex: card.registrationIndex, personName: 'Коваль Н. П.', controllerName: 'Литвинов О. В.', timeliness: 'inTime' }] });
    expect((await board(rector.window, 'open', 'controlled')).total).toBe(1);
    expect((await board(rector.window, 'open', 'subordinate')).total).toBe(1);
    expect(await board(vice.window, 'open', 'mine')).toMatchObject({ total: 1 });
    // Whoever may not read all cards sees his own work only.
    expect((await board(clerk.window, 'open', 'mine')).scopes).toEqual(['mine', 'controlled']);
    environment.advance(3 * 86_400_000);
    await rector.signIn();
    expect(await board(rector.window, 'atRisk')).toMatchObject({ total: 1, rows: [{ timeliness: 'atRisk' }] });
    environment.advance(2 * 86_400_000);
    await Promise.all([rector.signIn(), vice.signIn()]);
    expect(await board(rector.window, 'overdue')).toMatchObject({ total: 1, counts: { overdue: 1, atRisk: 0 }, rows: [{ timeliness: 'overdue' }] });
    expect(valueOf(await vice.window.startPage.mine({}))).toMatchObject({ overdue: 1, counts: [{ action: 'execute', count: 1, overdue: 1 }] });
    const reportId = crypto.randomUUID();
    valueOf(await vice.window.resolutions.report({ ...step, reportId, final: true, text: 'Виконано із запізненням' }));
    valueOf(await rector.window.resolutions.decideReport({ ...step, reportId, accepted: true, reason: '' }));
    expect(await board(rector.window, 'executed')).toMatchObject({ total: 1, rows: [{ timeliness: 'executedLate' }] });
    expect(valueOf(await rector.window.executionControl.discipline({ scope: 'all', from: '2026-03-01', to: '2026-03-31' }))).toMatchObject({ people: [{ name: 'Коваль Н. П.', executedLate: 1, executedInTime: 0, overdue: 0, share: 0 }] });
  });
});
