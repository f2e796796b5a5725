import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ACKNOWLEDGEMENT_WAYS,
  acknowledgementDue,
  type AcknowledgementList,
  type AcknowledgementMark,
  isLate,
  marksOnList,
  ownMarkProblem,
  recordProblem,
  requestToShow,
  settles,
  standings,
  stateOf,
} from '#shared/domain/acknowledgement.ts';
import { calendarFor } from '../../../src-main/rule-packs/index.ts';
import { realPacks } from '../rule-packs/packs.ts';

const packs = await realPacks();
const SENT = '2026-03-02T07:00:00.000Z';

function list(changes: Partial<AcknowledgementList> = {}): AcknowledgementList {
  return { form: 'mark', asked: [{ personId: 'a', sentAt: SENT }, { personId: 'b', sentAt: SENT }], marks: [], withdrawals: [], ...changes };
}

function mark(changes: Partial<AcknowledgementMark> = {}): AcknowledgementMark {
  return { markId: 'm', personId: 'a', way: 'system', on: '2026-03-03', at: '2026-03-03T08:00:00.000Z', ...changes };
}

describe('the term of acknowledgement', () => {
  const calendar = calendarFor(packs.KG);
  const due = (sentOn: string, absences: { from: string; to: string }[] = []) => acknowledgementDue({ calendar, workingDays: 3, sentOn, absences }).day;

  it('[ACK-05] ends three working days after the day of receipt', () => {
    expect(due('2026-03-02')).toBe('2026-03-05');
    expect(due('2026-03-06')).toBe('2026-03-11');
  });

  it('[ACK-07] stands still while the person is absent', () => {
    // From Tuesday 3 March on, back on Monday 16 March.
    const leave = { from: '2026-03-02T18:00:00.000Z', to: '2026-03-15T18:00:00.000Z' };
    expect(due('2026-03-02', [leave])).toBe('2026-03-18');
    // Recorded afterwards, for the last day alone.
    expect(due('2026-03-02', [{ from: '2026-03-04T18:00:00.000Z', to: '2026-03-05T18:00:00.000Z' }])).toBe('2026-03-06');
  });

  it('[ACK-05] is due soon from the working day before its last one on, and overdue after it, until something is marked', () => {
    const days = { today: '2026-03-05', nextWorkingDay: '2026-03-06' };
    const states = (standing: { mark: AcknowledgementMark | null; withdrawn: boolean }) => ['2026-03-04', '2026-03-05', '2026-03-06', '2026-03-09'].map((dueOn) => stateOf(standing, dueOn, days));
    expect(states({ mark: null, withdrawn: false })).toEqual(['overdue', 'dueSoon', 'dueSoon', 'waiting']);
    expect(new Set(states({ mark: mark(), withdrawn: false }))).toEqual(new Set(['acknowledged']));
    expect(new Set(states({ mark: mark({ way: 'refusal' }), withdrawn: false }))).toEqual(new Set(['refused']));
    expect(new Set(states({ mark: null, withdrawn: true }))).toEqual(new Set(['withdrawn']));
    expect(stateOf({ mark: mark(), withdrawn: true }, '2026-03-04', days)).toBe('acknowledged');
    expect([isLate(mark({ on: '2026-03-05' }), '2026-03-05'), isLate(mark({ on: '2026-03-06' }), '2026-03-05')]).toEqual([false, true]);
  });
});

describe('several lists of one document', () => {
  const standing = (form: AcknowledgementList['form'], marks: (AcknowledgementMark & { listId: string })[]) => standings(list({ form, marks: marksOnList('first', marks) }))[0];

  it('[ACK-09] an acknowledgement on one list counts on all whose form it settles', () => {
    const marks = [{ ...mark(), listId: 'second' }];
    expect(standing('mark', marks)?.mark).toMatchObject({ listId: 'second' });
    expect(standing('signature', marks)?.mark).toBeNull();
    expect(standing('signature', [{ ...mark({ way: 'signature' }), listId: 'second' }])?.mark?.way).toBe('signature');
    expect(ownMarkProblem(list({ marks: marksOnList('first', marks) }), 'a', ['a'], 'system', null)).toBe('already');
  });

  it('a refusal on one list leaves the request of another open', () => {
    const refusal = mark({ way: 'refusal' });
    expect(standing('mark', [{ ...refusal, listId: 'second' }])?.mark).toBeNull();
    expect(standing('mark', [{ ...refusal, listId: 'first' }])?.mark?.way).toBe('refusal');
  });

  it('put one request before the person: the strictest, then the first, in whatever order they came', () => {
    const requests = [{ listId: 'b', form: 'mark', sentAt: '2026-03-01' }, { listId: 'c', form: 'signature', sentAt: '2026-03-03' }, { listId: 'd', form: 'signature', sentAt: '2026-03-02' }, { listId: 'a', form: 'simple', sentAt: '2026-03-01' }] as const;
    for (const given of [requests, requests.toReversed()]) expect(requestToShow(given)?.listId).toBe('d');
    expect(requestToShow(requests.filter(({ form }) => form === 'mark'))?.listId).toBe('b');
    expect(requestToShow([])).toBeNull();
  });
});

describe('who may mark', () => {
  it('[ACK-01] the person himself, once, by a mark in the system', () => {
    expect(ownMarkProblem(list(), 'a', ['a'], 'system', null)).toBeNull();
    expect(ownMarkProblem(list({ marks: [mark()] }), 'a', ['a'], 'system', null)).toBe('already');
    expect(ownMarkProblem(list(), 'c', ['c'], 'system', null)).toBe('notAsked');
    expect(ownMarkProblem(list({ withdrawals: [{ personId: null }] }), 'a', ['a'], 'system', null)).toBe('withdrawn');
    expect(ownMarkProblem(list({ withdrawals: [{ personId: 'b' }] }), 'a', ['a'], 'system', null)).toBeNull();
  });

  it('nobody for another, whoever he stands in for', () => {
    expect(ownMarkProblem(list(), 'a', ['b'], 'system', null)).toBe('notAsked');
    expect(ownMarkProblem(list({ form: 'signature' }), 'a', ['b'], 'signature', 'good')).toBe('notAsked');
  });

  it('[ACK-02] against signature, a mark alone is refused and only a good signature of the person counts', () => {
    const signed = list({ form: 'signature' });
    expect(ownMarkProblem(signed, 'a', ['a'], 'system', null)).toBe('signatureNeeded');
    expect(ownMarkProblem(signed, 'a', ['a'], 'signature', null)).toBe('signature.missing');
    expect(ownMarkProblem(signed, 'a', ['a'], 'signature', 'notHis')).toBe('signature.notHis');
    expect(ownMarkProblem(signed, 'a', ['a'], 'signature', 'notDetermined')).toBe('signature.notDetermined');
    expect(ownMarkProblem(signed, 'a', ['a'], 'signature', 'good')).toBeNull();
    // A mark that some desk let through all the same settles nothing.
    expect(standings({ ...signed, marks: [mark()] })[0]?.mark).toBeNull();
  });

  it('a refusal does not bar a later acknowledgement, and an acknowledgement bars a refusal', () => {
    const refused = list({ marks: [mark({ way: 'refusal' })] });
    expect(ownMarkProblem(refused, 'a', ['a'], 'system', null)).toBeNull();
    expect(standings({ ...refused, marks: [...refused.marks, mark({ markId: 'n', on: '2026-03-04' })] })[0]?.mark?.markId).toBe('n');
    expect(recordProblem(list({ marks: [mark()] }), 'a', { way: 'refusal', on: '2026-03-03', witnesses: ['Один', 'Два'] }, { today: '2026-03-03', sentOn: '2026-03-02', martialLaw: [] })).toBe('already');
  });
});

describe('what a registrar records', () => {
  const day = { today: '2026-03-05', sentOn: '2026-03-02', martialLaw: [] };
  const record = (way: 'paper' | 'mail' | 'martialLaw' | 'refusal', changes: { on?: string; witnesses?: string[]; form?: 'mark' | 'signature'; martialLaw?: { from: string; to: string | null }[] } = {}) =>
    recordProblem(list({ form: changes.form ?? 'mark' }), 'a', { way, on: changes.on ?? '2026-03-04', witnesses: changes.witnesses ?? [] }, { ...day, martialLaw: changes.martialLaw ?? [] });

  it('[ACK-03] a message to the corporate mail by its day, but not in place of a signature', () => {
    expect(record('mail')).toBeNull();
    expect(record('mail', { on: '2026-03-01' })).toBe('beforeSending');
    expect(record('mail', { on: '2026-03-06' })).toBe('inFuture');
    expect(record('mail', { form: 'signature' })).toBe('signatureNeeded');
    expect(record('paper', { form: 'signature' })).toBeNull();
  });

  it('[ACK-04] the special procedure only while martial law is in force', () => {
    expect(record('martialLaw')).toBe('noMartialLaw');
    expect(record('martialLaw', { martialLaw: [{ from: '2022-02-24', to: null }] })).toBeNull();
    expect(record('martialLaw', { martialLaw: [{ from: '2022-02-24', to: '2026-03-03' }] })).toBe('noMartialLaw');
    expect(record('martialLaw', { martialLaw: calendarFor(packs.UA).martialLaw.slice() })).toBeNull();
    expect(record('martialLaw', { martialLaw: calendarFor(packs.KG).martialLaw.slice() })).toBe('noMartialLaw');
  });

  it('a refusal before two witnesses at least', () => {
    expect(record('refusal', { witnesses: ['Коваль О. М.'] })).toBe('witnesses');
    expect(record('refusal', { witnesses: ['Коваль О. М.', ' коваль о. м.'] })).toBe('witnesses');
    expect(record('refusal', { witnesses: ['Коваль О. М.', 'Шевчук І. П.'] })).toBeNull();
  });
});

describe('a list as a set', () => {
  const person = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const instant = fc.integer({ min: 0, max: 40 }).map((hours) => new Date(Date.parse(SENT) + hours * 3_600_000).toISOString());
  const anyMark = fc.record({ markId: fc.uuid(), personId: person, way: fc.constantFrom(...ACKNOWLEDGEMENT_WAYS), at: instant }).map((one): AcknowledgementMark => ({ ...one, on: one.at.slice(0, 10) }));
  const anyList = fc.record({
    form: fc.constantFrom('mark' as const, 'signature' as const),
    asked: fc.array(fc.record({ personId: person, sentAt: instant }), { maxLength: 12 }),
    marks: fc.uniqueArray(anyMark, { maxLength: 20, selector: ({ markId }) => markId }),
    withdrawals: fc.array(fc.record({ personId: fc.option(person, { nil: null }) }), { maxLength: 2 }),
  });
  const done = (one: AcknowledgementList) => standings(one).filter((standing) => standing.mark !== null);

  it('[ACK-09] holds everybody once, and nobody who was not asked', () => {
    fc.assert(
      fc.property(anyList, (one) => {
        const people = standings(one).map(({ personId }) => personId);
        expect(people.toSorted()).toEqual([...new Set(one.asked.map(({ personId }) => personId))].toSorted());
        const marked = new Set(one.marks.filter(({ way }) => settles(one.form, way)).map(({ personId }) => personId));
        expect(done(one).map(({ personId }) => personId).toSorted()).toEqual(people.filter((personId) => marked.has(personId)).toSorted());
      }),
    );
  });

  it('[ACK-09] stands the same in whatever order desks bring requests, marks and withdrawals', () => {
    const shuffled = anyList.chain((one) =>
      fc
        .record({
          asked: fc.shuffledSubarray(one.asked, { minLength: one.asked.length }),
          marks: fc.shuffledSubarray(one.marks, { minLength: one.marks.length }),
          withdrawals: fc.shuffledSubarray(one.withdrawals, { minLength: one.withdrawals.length }),
        })
        .map((other) => [one, { ...one, ...other }] as const),
    );
    fc.assert(fc.property(shuffled, ([one, other]) => { expect(standings(other)).toEqual(standings(one)); }));
  });

  it('[ACK-09] people who are added later, marks and withdrawals take no acknowledgement away', () => {
    fc.assert(
      fc.property(anyList, anyList, (one, later) => {
        const joined = { form: one.form, asked: [...one.asked, ...later.asked], marks: [...one.marks, ...later.marks], withdrawals: [...one.withdrawals, ...later.withdrawals] };
        const acknowledged = (at: AcknowledgementList) => done(at).filter((standing) => standing.mark?.way !== 'refusal').map(({ personId }) => personId);
        expect(acknowledged(joined)).toEqual(expect.arrayContaining(acknowledged(one)));
      }),
    );
  });

  it('a mark that the rules allow settles exactly its person', () => {
    fc.assert(
      fc.property(anyList, person, (one, personId) => {
        const way = one.form === 'mark' ? ('system' as const) : ('signature' as const);
        const allowed = ownMarkProblem(one, personId, [personId], way, 'good') === null;
        fc.pre(allowed);
        const after = standings({ ...one, marks: [...one.marks, mark({ markId: 'new', personId, way })] });
        expect(after.find((standing) => standing.personId === personId)?.mark?.way).toBe(way);
        const others = (all: readonly { readonly personId: string }[]) => all.filter((standing) => standing.personId !== personId);
        expect(others(after)).toEqual(others(standings(one)));
      }),
    );
  });
});
