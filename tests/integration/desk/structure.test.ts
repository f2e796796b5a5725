import { describe, expect, it } from 'vitest';
import type { MethodInput } from '#shared/contract/index.ts';
import { addWorkingMinutes } from '#shared/domain/working-time.ts';
import { openDeskOffice } from '../../support/desk-office.ts';
import { errorOf, openOffice, PASSWORD, valueOf } from '../../support/test-desk.ts';

// The clock of an office of the tests stands at Monday, 2 March 2026, 06:00 in Kyiv.
const BASIS = { title: 'Наказ про призначення помічника', number: '12-к', date: '2026-02-27' };
const newId = (): string => crypto.randomUUID();

async function office() {
  const here = await openOffice();
  const { client } = here;
  const accountOf = async (login: string, roles: ('official' | 'executor')[]): Promise<string> => {
    valueOf(await client.session.signIn({ login: 'admin', password: PASSWORD }));
    const { accountId } = valueOf(await client.accounts.create({ name: login, login, password: PASSWORD, roles }));
    return accountId;
  };
  const as = async (login: string) => valueOf(await client.session.signIn({ login, password: PASSWORD }));
  const person = async (name: string, accountId: string | null = null, unitId: string | null = null) => valueOf(await client.review.definePerson({ personId: null, name, position: '', unitId, accountId })).personId;
  const unit = async (name: string, changes: Partial<MethodInput<'directories.defineUnit'>['unit']> = {}) => valueOf(await client.directories.defineUnit({ unit: { unitId: null, index: '', name, ...changes } }));
  const accounts = { rector: await accountOf('rector', ['official']), assistant: await accountOf('assistant', ['executor']), specialist: await accountOf('specialist', ['executor']) };
  await as('registrar');
  const people = { rector: await person('Ректор', accounts.rector), assistant: await person('Помічниця', accounts.assistant), specialist: await person('Фахівець', accounts.specialist) };
  const grant = (changes: Partial<MethodInput<'structure.grantDelegation'>> = {}) =>
    client.structure.grantDelegation({ delegationId: newId(), principalPersonId: people.rector, deputyPersonId: people.assistant, capacity: 'assistant', basis: BASIS, actions: ['review', 'resolve'], kindIds: null, journalIds: null, fromDay: '2026-03-02', untilDay: null, ...changes });
  const actingFor = (login: 'rector' | 'assistant' | 'specialist', action: 'review' | 'sign' | 'acknowledge', document = { kindId: 'letter', journalId: 'incoming' }, at = '2026-03-02T10:00:00.000Z') =>
    here.rooms.structure.standingIn.actingFor({ accountId: accounts[login] }, people.rector, action, document, at);
  return { ...here, as, person, unit, accounts, people, grant, actingFor };
}

describe('units as a tree', () => {
  it('[ADM-12] are formed by who edits directories: with a parent, a head and a coordinator, and posts follow', async () => {
    const { client, unit, people, as } = await office();
    await as('admin');
    const faculty = await unit('Факультет', { index: '1', coordinatorPersonId: people.rector });
    const chair = await unit('Кафедра', { index: '2', parentUnitId: faculty.unitId, headPersonId: people.assistant });
    const overview = valueOf(await client.structure.overview({}));
    expect(overview.units.map(({ name, depth, coordinatedBy }) => [name, depth, coordinatedBy])).toEqual([['Факультет', 0, people.rector], ['Кафедра', 1, people.rector]]);
    expect(Object.fromEntries(overview.people.map(({ name, post }) => [name, post]))).toEqual({ Ректор: 'deputyHead', Помічниця: 'unitHead', Фахівець: 'specialist' });
    // A change of the name alone leaves the place.
    expect(valueOf(await client.directories.defineUnit({ unit: { unitId: chair.unitId, index: '2', name: 'Кафедра економіки' } }))).toEqual({ ...chair, name: 'Кафедра економіки' });
    expect(valueOf(await client.directories.defineUnit({ unit: { ...chair, parentUnitId: null, headPersonId: null } }))).toMatchObject({ parentUnitId: null, headPersonId: null });
    await as('rector');
    expect(errorOf(await client.directories.defineUnit({ unit: { unitId: null, index: '', name: 'x' } })).code).toBe('no-right');
  });

  it('refuse a circle, an unknown unit above and a head whom the directory has not', async () => {
    const { client, unit } = await office();
    const faculty = await unit('Факультет');
    const chair = await unit('Кафедра', { parentUnitId: faculty.unitId });
    const issues = async (changes: Partial<MethodInput<'directories.defineUnit'>['unit']>) => errorOf(await client.directories.defineUnit({ unit: { ...faculty, ...changes } })).issues;
    expect(await issues({ parentUnitId: chair.unitId })).toEqual([{ path: 'unit.parentUnitId', message: 'directory.problem.unitCircle' }]);
    expect(await issues({ parentUnitId: faculty.unitId })).toEqual([{ path: 'unit.parentUnitId', message: 'directory.problem.unitCircle' }]);
    expect(await issues({ parentUnitId: newId(), headPersonId: 'nobody' })).toEqual([{ path: 'unit.parentUnitId', message: 'directory.problem.unitUnknown' }, { path: 'unit.headPersonId', message: 'directory.problem.personUnknown' }]);
  });

  it('that two desks put into each other are shown and may be put right', async () => {
    const { client, rooms, unit } = await office();
    const one = await unit('Перший');
    const other = await unit('Другий', { parentUnitId: one.unitId });
    // What another desk did meanwhile.
    rooms.store.commit((transaction) => transaction.append({ kind: 'unit.defined', entity: one.unitId, stream: 'main', actor: null, payload: { ...one, parentUnitId: other.unitId } }));
    expect(valueOf(await client.structure.overview({})).units.map(({ depth, inCircle }) => [depth, inCircle])).toEqual([[0, true], [0, true]]);
    valueOf(await client.directories.defineUnit({ unit: { ...one, parentUnitId: null } }));
    expect(valueOf(await client.structure.overview({})).units.map(({ inCircle }) => inCircle)).toEqual([false, false]);
  });
});

describe('assistants and deputies', () => {
  it('[RES-12] an official appoints an assistant by a document, in the settings of his own account, and removes him', async () => {
    const { client, as, grant, actingFor, environment } = await office();
    await as('rector');
    const delegationId = newId();
    expect(errorOf(await grant({ basis: { ...BASIS, number: ' ' } })).issues).toEqual([{ path: 'basis', message: 'delegation.problem.basisMissing' }]);
    expect(errorOf(await grant({ basis: { title: '', number: '', date: '' } })).issues).toHaveLength(1);
    expect(actingFor('assistant', 'review')).toBeNull();
    const made = valueOf(await grant({ delegationId }));
    expect(made).toMatchObject({ principalName: 'Ректор', deputyName: 'Помічниця', basis: BASIS, grantedBy: 'rector', inForce: true, mayRemove: true, fromDay: '2026-03-02', untilDay: null });
    expect(valueOf(await grant({ delegationId }))).toEqual(made);
    expect(valueOf(await client.structure.delegations({ show: 'givenByMe' })).delegations).toEqual([made]);
    expect(actingFor('assistant', 'review')).toMatchObject({ login: 'rector', name: 'Ректор' });
    expect([actingFor('assistant', 'sign'), actingFor('assistant', 'acknowledge'), actingFor('specialist', 'review'), actingFor('rector', 'review')]).toEqual([null, null, null, null]);
    await as('assistant');
    expect(valueOf(await client.structure.delegations({ show: 'givenToMe' })).delegations).toEqual([{ ...made, mayRemove: false }]);
    expect(errorOf(await client.structure.removeDelegation({ delegationId })).message).toBe('error.delegationNotOwn');
    await as('rector');
    environment.advance(60_000);
    const removed = valueOf(await client.structure.removeDelegation({ delegationId }));
    expect(removed).toMatchObject({ inForce: false, removedBy: 'rector', removedAt: '2026-03-02T04:01:00.000Z' });
    expect(valueOf(await client.structure.removeDelegation({ delegationId }))).toEqual(removed);
    expect(actingFor('assistant', 'review')).toBeNull();
  });

  it('[RES-13] the head of a unit delegates the review of some kinds to the deputy for a time', async () => {
    const { client, as, unit, people, grant, rooms, accounts } = await office();
    await unit('Кафедра', { headPersonId: people.specialist });
    await as('specialist');
    const made = valueOf(await grant({ principalPersonId: people.specialist, capacity: 'deputy', actions: ['review'], kindIds: ['letter'], untilDay: '2026-03-06' }));
    expect(made).toMatchObject({ capacity: 'deputy', kindIds: ['letter'], untilDay: '2026-03-06', until: '2026-03-06T22:00:00.000Z' });
    const acts = (kindId: string, at: string) => rooms.structure.standingIn.actingFor({ accountId: accounts.assistant }, people.specialist, 'review', { kindId, journalId: null }, at) !== null;
    expect([acts('letter', '2026-03-06T21:59:00.000Z'), acts('order', '2026-03-04T10:00:00.000Z'), acts('letter', '2026-03-06T22:00:00.000Z'), acts('letter', '2026-03-01T21:59:00.000Z')]).toEqual([true, false, false, false]);
    expect(valueOf(await client.structure.delegations({ show: 'givenByMe' })).delegations).toHaveLength(1);
  });

  it('are nobody else’s to appoint: only one’s own, or anybody’s by who edits directories', async () => {
    const { client, as, grant, people } = await office();
    await as('assistant');
    expect(errorOf(await grant()).message).toBe('error.delegationNotOwn');
    expect(errorOf(await grant({ principalPersonId: people.assistant, deputyPersonId: people.specialist })).message).toBe('error.delegationNotOfficial');
    expect(errorOf(await client.structure.delegations({ show: 'all' })).code).toBe('no-right');
    await as('registrar');
    expect(errorOf(await grant({ deputyPersonId: people.rector })).issues).toContainEqual({ path: 'deputyPersonId', message: 'delegation.problem.toHimself' });
    expect(errorOf(await grant({ deputyPersonId: 'nobody' })).message).toBe('error.personNotFound');
    valueOf(await grant());
    expect(valueOf(await client.structure.delegations({ show: 'all' })).delegations).toHaveLength(1);
  });

  it('pass nothing on: the deputy of a deputy does not act for the first official', async () => {
    const { as, grant, people, actingFor } = await office();
    await as('registrar');
    valueOf(await grant());
    valueOf(await grant({ principalPersonId: people.assistant, deputyPersonId: people.specialist }));
    expect([actingFor('assistant', 'review') !== null, actingFor('specialist', 'review')]).toEqual([true, null]);
  });

  it('removed at two desks ended by the earlier instant, in whatever order they come', async () => {
    const { as, grant, rooms, client } = await office();
    await as('registrar');
    const { delegationId } = valueOf(await grant());
    const remove = () => rooms.store.commit((transaction) => transaction.append({ kind: 'delegation.removed', entity: delegationId, stream: 'main', actor: null, payload: { delegationId } }));
    remove();
    remove();
    rooms.store.commit((transaction) => transaction.append({ kind: 'delegation.removed', entity: 'unknown', stream: 'main', actor: null, payload: { delegationId: newId() } }));
    expect(valueOf(await client.structure.delegations({ show: 'all' })).delegations).toMatchObject([{ removedAt: '2026-03-02T04:00:00.000Z', inForce: false }]);
  });
});

describe('absences', () => {
  const week = { reason: 'sick' as const, from: '2026-03-01T22:00:00.000Z', to: '2026-03-07T22:00:00.000Z' };

  it('are recorded by oneself; others see when, not why; a long one asks for a deputy until there is one', async () => {
    const { client, as, people, grant } = await office();
    await as('rector');
    const absenceId = newId();
    const made = valueOf(await client.structure.recordAbsence({ absenceId, personId: people.rector, ...week }));
    expect(made).toMatchObject({ reason: 'sick', length: 'long', needsDeputy: true, mayCancel: true });
    expect(valueOf(await client.structure.recordAbsence({ absenceId, personId: people.rector, ...week }))).toEqual(made);
    expect(errorOf(await client.structure.recordAbsence({ absenceId: newId(), personId: people.assistant, ...week })).message).toBe('error.absenceNotOwn');
    valueOf(await grant({ untilDay: '2026-03-07' }));
    await as('specialist');
    expect(valueOf(await client.structure.absences({})).absences).toMatchObject([{ personName: 'Ректор', reason: null, needsDeputy: false, mayCancel: false }]);
    expect(valueOf(await client.structure.overview({})).people.find(({ personId }) => personId === people.rector)?.absentUntil).toBe(week.to);
    expect(errorOf(await client.structure.cancelAbsence({ absenceId })).code).toBe('no-right');
    await as('rector');
    valueOf(await client.structure.cancelAbsence({ absenceId }));
    valueOf(await client.structure.cancelAbsence({ absenceId }));
    expect(valueOf(await client.structure.absences({})).absences).toEqual([]);
  });

  it('stop the person’s clock, which runs by the hours of the nearest plan', async () => {
    const { client, rooms, as, people, unit } = await office();
    const faculty = await unit('Факультет');
    const chair = await unit('Кафедра', { parentUnitId: faculty.unitId });
    valueOf(await client.review.definePerson({ personId: people.specialist, name: 'Фахівець', position: '', unitId: chair.unitId, accountId: null }));
    const due = (): string => addWorkingMinutes(rooms.structure.standingIn.calendarOf(people.specialist), '2026-03-02T04:00:00.000Z', 240, { absences: rooms.structure.standingIn.absencesOf(people.specialist) }).at;
    // 09–13, 14–18 in Kyiv.
    expect(due()).toBe('2026-03-02T11:00:00.000Z');
    valueOf(await client.structure.setPlan({ scope: { of: 'unit', unitId: faculty.unitId }, plan: { start: 480, end: 840, lunch: null, weekdays: [1, 2, 3, 4, 5, 6] } }));
    expect(due()).toBe('2026-03-02T10:00:00.000Z');
    valueOf(await client.structure.setPlan({ scope: { of: 'person', personId: people.specialist }, plan: { start: 600, end: 720, lunch: null, weekdays: [1, 3] } }));
    expect(due()).toBe('2026-03-04T10:00:00.000Z');
    valueOf(await client.structure.recordAbsence({ absenceId: newId(), personId: people.specialist, reason: 'leave', from: '2026-03-01T22:00:00.000Z', to: '2026-03-03T22:00:00.000Z' }));
    expect(due()).toBe('2026-03-09T10:00:00.000Z');
    valueOf(await client.structure.setPlan({ scope: { of: 'person', personId: people.specialist }, plan: null }));
    expect(valueOf(await client.structure.plans({})).plans.map(({ scope }) => scope)).toEqual([{ of: 'unit', unitId: faculty.unitId }]);
    expect(errorOf(await client.structure.setPlan({ scope: { of: 'office' }, plan: { start: 600, end: 540, lunch: null, weekdays: [] } })).issues.map(({ message }) => message)).toEqual(['workPlan.problem.endsBefore', 'workPlan.problem.noWeekday']);
    await as('rector');
    expect(errorOf(await client.structure.setPlan({ scope: { of: 'office' }, plan: null })).code).toBe('no-right');
  });
});

describe('what a deputy does', () => {
  it('[AUD-06] stands in the history as done by him on behalf of the official, and ends with the appointment', async () => {
    const here = await openDeskOffice();
    const [rector, deputy, other] = [await here.member('Литвинов О. В.', 'official'), await here.member('Коваль Н. П.', 'official'), await here.member('Гнатюк І. С.', 'executor')];
    valueOf(await here.registrar.review.setHead({ personId: rector.personId }));
    const underReview = async () => {
      const card = await here.register();
      const stepId = newId();
      valueOf(await here.registrar.review.pass({ documentId: card.documentId, stepId, reviewerPersonId: rector.personId }));
      return deputy.window.resolutions.issue({ resolutionId: newId(), documentId: card.documentId, source: 'pass', sourceId: stepId, authorPersonId: rector.personId, text: 'Підготувати відповідь', executors: [{ personId: other.personId, role: 'main', dueOn: null }], unitIds: [], dueOn: '2026-03-20', onPaperOn: null, supersedes: null, urgent: false, controllerPersonId: null, exceptionsConfirmed: true }).then((result) => ({ card, result }));
    };
    expect(errorOf((await underReview()).result).code).toMatch(/refused|no-right/);
    const delegationId = newId();
    valueOf(await rector.window.structure.grantDelegation({ delegationId, principalPersonId: rector.personId, deputyPersonId: deputy.personId, capacity: 'deputy', basis: BASIS, actions: ['resolve'], kindIds: null, journalIds: null, fromDay: '2026-03-02', untilDay: null }));
    const { card, result } = await underReview();
    valueOf(result);
    const { history } = valueOf(await here.registrar.registration.get({ documentId: card.documentId }));
    expect(history.find(({ kind }) => kind === 'resolution.issued')).toMatchObject({ actor: 'Коваль Н. П.', onBehalfOf: 'Литвинов О. В.' });
    valueOf(await rector.window.structure.removeDelegation({ delegationId }));
    expect((await underReview()).result.ok).toBe(false);
  });
});
