import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Retention } from '#shared/domain/retention.ts';
import type { OperationKind, OperationPayload } from '#shared/sync/operation-kinds.ts';
import type { LoggedOperation } from '../../../src-main/store/operation-log.ts';
import { compareWithLog } from '../../../src-main/store/projections/rebuild.ts';
import { PROJECTION_TABLES } from '../../../src-main/store/projections/tables.ts';
import { Store } from '../../../src-main/store/store.ts';
import { HandmadeOrder, makeMember } from '../../support/server-rows.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { type TestEnvironment, testEnvironment } from '../../support/test-environment.ts';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 12);
const ACCOUNTS = ['acting', 'second'] as const;
const YEAR = 365 * 24 * 3_600_000;

const of = (changes: Partial<Retention>): Retention => ({ period: 'years', years: 1, event: null, article: null, expertMark: false, ...changes });
/** Cases of every sort; `carried` goes on in `last`, and both are closed as one. */
const CASES = {
  short: of({}),
  marked: of({ years: 2, expertMark: true }),
  event: of({ period: 'event', years: 1, event: 'після заміни' }),
  forever: of({ period: 'permanent', years: null }),
  carried: of({}),
  last: of({ years: 2 }),
} as const;
type CaseId = keyof typeof CASES;
const CASE_IDS = Object.keys(CASES) as CaseId[];
const ACTS = ['act-1', 'act-2'];
const DOCUMENTS = ['d1', 'd2', 'd3', 'd4'];
const HOLDS = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'];

/** A step that anybody's program may write at any time: the desks of this test ask no room before. */
type Wish = { readonly kind: OperationKind; readonly entity: string; readonly payload: (today: string) => unknown };
const wish = <Kind extends OperationKind>(kind: Kind, entity: string, payload: (today: string) => OperationPayload<Kind>): Wish => ({ kind, entity, payload });

const aCase = fc.constantFrom(...CASE_IDS);
const anAct = fc.constantFrom(...ACTS);
const someCases = fc.subarray(CASE_IDS, { minLength: 1 });
const person = (account: string) => ({ accountId: account, name: account });
const close = (caseId: CaseId) => {
  const former = caseId === 'last' ? ['carried'] : [];
  return wish('case.closed', caseId, (today) => ({ caseId, formerCaseIds: former, finishedOn: today, closedOn: today, termStart: { rule: 'january-after', packVersion: 'x' }, volumes: [], certifiedBy: { name: 'Роман', position: '' } }));
};
const draw = (actId: string, ahead: number) => wish('destruction.drawnUp', actId, (today) => ({ actId, number: actId, year: Number(today.slice(0, 4)) + ahead, drawnUpOn: today }));
const add = (actId: string, caseIds: readonly CaseId[]) => wish('destruction.casesAdded', actId, () => ({ actId, caseIds: [...caseIds] }));
const agree = (actId: string) => wish('destruction.agreed', actId, (today) => ({ actId, by: 'commission', protocolNumber: '1', protocolDate: today }));
const approve = (actId: string) => wish('destruction.approved', actId, (today) => ({ actId, by: 'Ректор', on: today }));
const begin = (actId: string, by: string) => wish('destruction.begun', actId, () => ({ actId, method: 'файли', by: person(by) }));
const confirm = (actId: string, by: string, inPortions = false) => wish('destruction.confirmed', actId, () => ({ actId, by: person(by), ...(inPortions ? { inPortions } : {}) }));
const resume = (actId: string, by: string) => wish('destruction.resumed', actId, () => ({ actId, by: person(by) }));
const destroy = (actId: string, caseId: CaseId, first: string, second: string, resumedBy?: string) => wish('case.destroyed', caseId, (today) => ({ caseId, actId, actNumber: actId, on: today, method: 'файли', persons: [person(first), person(second)] as [ReturnType<typeof person>, ReturnType<typeof person>], ...(resumedBy === undefined ? {} : { resumedBy: person(resumedBy) }) }));
const actor = fc.constantFrom(...ACCOUNTS);

const wishes: fc.Arbitrary<readonly Wish[]> = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(fc.constantFrom(...DOCUMENTS), aCase).map(([documentId, caseId]) => [wish('document.filed', documentId, () => ({ documentId, caseId, volume: 1 }))]) },
  { weight: 4, arbitrary: aCase.map((caseId) => [close(caseId)]) },
  { weight: 1, arbitrary: fc.constant([close('short'), close('marked'), close('event'), close('last')]) },
  { weight: 1, arbitrary: aCase.map((caseId) => [wish('case.reopened', caseId, () => ({ caseId, reason: 'помилка' }))]) },
  { weight: 1, arbitrary: fc.constant([wish('case.eventRecorded', 'event', (today) => ({ caseId: 'event', happenedOn: today, basis: 'наказ', termStart: { rule: 'january-after', packVersion: 'x' } }))]) },
  { weight: 1, arbitrary: fc.tuple(aCase, fc.integer({ min: 1, max: 3 })).map(([caseId, years]) => [wish('case.retentionDecided', caseId, () => ({ caseId, ground: 'correction', retention: of({ years }), retentionText: `${years}`, basis: 'перелік', protocolId: null }))]) },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...HOLDS), fc.subarray(CASE_IDS, { maxLength: 2 }), fc.subarray(DOCUMENTS, { maxLength: 2 })).map(([holdId, caseIds, documentIds]) => [wish('hold.placed', holdId, () => ({ holdId, ground: 'court', reason: 'суд', reference: null, caseIds, documentIds }))]) },
  { weight: 2, arbitrary: fc.constantFrom(...HOLDS).map((holdId) => [wish('hold.lifted', holdId, () => ({ holdId, reason: 'рішення' }))]) },
  { weight: 1, arbitrary: fc.tuple(aCase, fc.constantFrom('destroy' as const, 'keep' as const), fc.uuid()).map(([caseId, decision, protocolId]) => [wish('appraisal.recorded', protocolId, (today) => ({ protocolId, number: '1', date: today, members: [], decisions: [{ caseId, decision, note: '' }] }))]) },
  { weight: 1, arbitrary: fc.tuple(anAct, fc.constantFrom(0, 0, 3)).map(([actId, ahead]) => [draw(actId, ahead)]) },
  { weight: 1, arbitrary: fc.tuple(anAct, someCases).map(([actId, caseIds]) => [add(actId, caseIds)]) },
  { weight: 1, arbitrary: anAct.map((actId) => [agree(actId)]) },
  { weight: 1, arbitrary: anAct.map((actId) => [approve(actId)]) },
  { weight: 1, arbitrary: anAct.map((actId) => [wish('destruction.returned', actId, () => ({ actId, reason: 'помилка' }))]) },
  { weight: 1, arbitrary: fc.tuple(anAct, actor).map(([actId, by]) => [begin(actId, by)]) },
  { weight: 1, arbitrary: fc.tuple(anAct, actor).map(([actId, by]) => [confirm(actId, by)]) },
  { weight: 1, arbitrary: fc.tuple(anAct, aCase, actor, actor).map(([actId, caseId, first, second]) => [destroy(actId, caseId, first, second)]) },
  // Somebody goes on with an act, or says so of one that is not in portions.
  { weight: 1, arbitrary: fc.tuple(anAct, actor).map(([actId, by]) => [resume(actId, by)]) },
  { weight: 1, arbitrary: fc.tuple(anAct, aCase, actor).map(([actId, caseId, by]) => [destroy(actId, caseId, 'acting', 'second', by)]) },
  { weight: 2, arbitrary: fc.tuple(anAct, aCase, actor).map(([actId, caseId, by]) => [confirm(actId, 'second', true), resume(actId, by), destroy(actId, caseId, 'acting', 'second', by)]) },
  // Two who know the way from end to end: otherwise hardly anything would ever be destroyed.
  { weight: 3, arbitrary: fc.tuple(anAct, someCases).map(([actId, caseIds]) => [draw(actId, 0), add(actId, caseIds), agree(actId), approve(actId), begin(actId, 'acting')]) },
  { weight: 4, arbitrary: fc.tuple(anAct, fc.shuffledSubarray(CASE_IDS, { minLength: 2 })).map(([actId, caseIds]) => [confirm(actId, 'second'), ...caseIds.map((caseId) => destroy(actId, caseId, 'acting', 'second'))]) },
);

const HOLD_IDS = fc.constantFrom(...HOLDS);
type Interruption = 'hold' | 'document' | 'nothing' | 'reopened' | 'longer' | 'kept';
/** A whole life of some cases with something between the two persons that stands against it. */
function lifeOf(actId: string, caseId: CaseId, holdId: string, what: Interruption): readonly Wish[] {
  const cases: CaseId[] = caseId === 'last' ? ['last', 'carried'] : [caseId];
  const hold = (caseIds: string[], documentIds: string[]) => wish('hold.placed', holdId, () => ({ holdId, ground: 'court', reason: 'суд', reference: null, caseIds, documentIds }));
  const between = {
    hold: [hold(cases.slice(-1), [])],
    document: [hold([], DOCUMENTS)],
    nothing: [],
    reopened: [wish('case.reopened', caseId, () => ({ caseId, reason: 'помилка' }))],
    longer: [wish('case.retentionDecided', caseId, () => ({ caseId, ground: 'correction', retention: of({ years: 30 }), retentionText: '30', basis: 'перелік', protocolId: null }))],
    kept: [wish('appraisal.recorded', holdId, (today) => ({ protocolId: `${holdId}-${actId}-${caseId}`, number: '1', date: today, members: [], decisions: [{ caseId, decision: 'keep', note: '' }] }))],
  } as const;
  return [draw(actId, 0), add(actId, cases), agree(actId), approve(actId), begin(actId, 'acting'), ...between[what], confirm(actId, 'second'), ...cases.map((one) => destroy(actId, one, 'acting', 'second'))];
}
const interrupted: fc.Arbitrary<readonly Wish[]> = fc
  .tuple(anAct, fc.constantFrom<CaseId>('short', 'event', 'last'), HOLD_IDS, fc.constantFrom<Interruption>('hold', 'document', 'nothing', 'reopened', 'longer', 'kept'))
  .map((given) => lifeOf(...given));

const steps = fc.array(
  fc.oneof(
    { weight: 12, arbitrary: fc.record({ do: fc.constant('write' as const), desk: fc.nat({ max: 1 }), wishes }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('write' as const), desk: fc.nat({ max: 1 }), wishes: interrupted }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('place' as const), desk: fc.nat({ max: 1 }), count: fc.integer({ min: 1, max: 6 }) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('take' as const), desk: fc.nat({ max: 1 }) }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('clock' as const) }) },
  ),
  { minLength: 20, maxLength: 70 },
);

/** Orders that begin every set of runs, so that each outcome is met whatever chance makes of the others. */
const LAWFUL = lifeOf('act-1', 'short', 'h1', 'nothing');
const ordered = (...lives: readonly (readonly Wish[])[]) => lives.flatMap((given) => [{ do: 'write' as const, desk: 0, wishes: given }, { do: 'place' as const, desk: 0, count: 100 }]);
const SURE = {
  destroyed: ordered(LAWFUL),
  held: ordered(lifeOf('act-1', 'short', 'h1', 'hold')),
  resumed: ordered([...LAWFUL.slice(0, -2), confirm('act-1', 'second', true), resume('act-1', 'acting'), destroy('act-1', 'short', 'acting', 'second', 'acting')]),
  refused: ordered([destroy('act-1', 'short', 'acting', 'acting')], LAWFUL),
};

/** What somebody knows who read every operation that had an effect, in its order, told without the tables under test. */
class Witness {
  readonly closed = new Map<string, { readonly with: string; readonly finished: number }>();
  readonly filed = new Map<string, string>();
  readonly holds = new Map<string, { readonly cases: readonly string[]; readonly documents: readonly string[] }>();
  readonly retention = new Map<string, Retention>(Object.entries(CASES));
  readonly appraised = new Map<string, string>();
  readonly acts = new Map<string, { year: number; cases: Set<string>; agreed: boolean; approved: boolean; first: string | null; second: string | null; inPortions: boolean; resumed: Set<string> }>();
  readonly destroyed = new Set<string>();
  /** What must never have an effect and had one. */
  readonly wrong: string[] = [];
  event: number | null = null;

  demand(holds: boolean, otherwise: string): void {
    if (!holds) this.wrong.push(otherwise);
  }

  /** Whether the law lets the case go where its operation stands. */
  lawful({ caseId, actId, persons, resumedBy }: OperationPayload<'case.destroyed'>, isHeld: (caseId: string) => boolean = (one) => this.isHeld(one)): boolean {
    const closing = this.closed.get(caseId);
    const act = this.acts.get(actId);
    if (closing === undefined || act === undefined || this.destroyed.has(caseId)) return false;
    const [first, second] = persons.map(({ accountId }) => accountId);
    if (!act.agreed || !act.approved || act.first === null || act.second === null || act.first !== first || act.second !== second || first === second) return false;
    if (resumedBy !== undefined && !act.resumed.has(resumedBy.accountId)) return false;
    const chain = [...this.closed].filter(([, one]) => one.with === closing.with).map(([one]) => one);
    return chain.every((one) => act.cases.has(one) && this.isOver(one, act.year) && !isHeld(one));
  }

  isOver(caseId: string, year: number): boolean {
    const retention = this.retention.get(caseId);
    const closing = this.closed.get(caseId);
    if (retention === undefined || closing === undefined || retention.period === 'permanent') return false;
    const decision = this.appraised.get(caseId);
    if (decision === 'keep' || (retention.expertMark && decision !== 'destroy')) return false;
    if (retention.period === 'event' && this.event === null) return false;
    const from = retention.period === 'event' ? Math.max(this.event ?? 0, closing.finished) : closing.finished;
    return from + (retention.years ?? 0) < year;
  }

  isHeld(caseId: string): boolean {
    return [...this.holds.values()].some(({ cases, documents }) => cases.includes(caseId) || documents.some((documentId) => this.filed.get(documentId) === caseId));
  }

  see({ kind, payload, at }: LoggedOperation): void {
    const is = <Kind extends OperationKind>(one: Kind, then: (p: OperationPayload<Kind>) => void): void => {
      if (kind === one) then(payload as OperationPayload<Kind>);
    };
    const change = (actId: string, with_: (act: NonNullable<ReturnType<typeof this.acts.get>>) => void): void => {
      const act = this.acts.get(actId);
      this.demand(act !== undefined, `${kind} of an act that is not there`);
      if (act !== undefined) with_(act);
    };
    is('document.filed', (p) => {
      const from = this.filed.get(p.documentId);
      this.demand(!this.closed.has(p.caseId) && (from === undefined || !this.closed.has(from)), 'filed into or out of a closed case');
      this.filed.set(p.documentId, p.caseId);
    });
    is('case.closed', (p) => [p.caseId, ...p.formerCaseIds].forEach((one) => this.closed.set(one, { with: p.caseId, finished: Number(p.finishedOn.slice(0, 4)) })));
    is('case.reopened', (p) => {
      for (const [one, closing] of this.closed) {
        if (closing.with !== p.caseId) continue;
        this.demand(!this.destroyed.has(one), 'reopened what is gone');
        this.closed.delete(one);
      }
    });
    is('case.eventRecorded', (p) => (this.event = Number(p.happenedOn.slice(0, 4))));
    is('case.retentionDecided', (p) => this.retention.set(p.caseId, p.retention));
    is('hold.placed', (p) => this.holds.set(p.holdId, { cases: p.caseIds, documents: p.documentIds }));
    is('hold.lifted', (p) => this.holds.delete(p.holdId));
    is('appraisal.recorded', (p) => p.decisions.forEach(({ caseId, decision }) => this.appraised.set(caseId, decision)));
    is('destruction.drawnUp', (p) => {
      this.demand(p.year <= Number(at.slice(0, 4)), 'an act of a year to come');
      this.acts.set(p.actId, { year: p.year, cases: new Set(), agreed: false, approved: false, first: null, second: null, inPortions: false, resumed: new Set() });
    });
    is('destruction.casesAdded', (p) => change(p.actId, (act) => p.caseIds.forEach((one) => act.cases.add(one))));
    is('destruction.agreed', (p) => change(p.actId, (act) => (act.agreed = true)));
    is('destruction.approved', (p) => change(p.actId, (act) => {
      this.demand(act.agreed, 'approved before it was agreed');
      act.approved = true;
    }));
    is('destruction.returned', (p) => change(p.actId, (act) => Object.assign(act, { agreed: false, approved: false, first: null })));
    is('destruction.begun', (p) => change(p.actId, (act) => {
      this.demand(act.approved, 'begun before it was approved');
      act.first = p.by.accountId;
    }));
    is('destruction.confirmed', (p) => change(p.actId, (act) => {
      this.demand(act.first !== null && act.first !== p.by.accountId, 'confirmed by one person');
      act.second = p.by.accountId;
      act.inPortions = p.inPortions === true;
    }));
    is('destruction.resumed', (p) => change(p.actId, (act) => {
      this.demand(act.second !== null && act.inPortions, 'gone on with what is not being executed');
      act.resumed.add(p.by.accountId);
    }));
    is('case.destroyed', (p) => this.destroyed.add(p.caseId));
  }
}

const contentOf = (store: Store): Record<string, unknown[]> => Object.fromEntries(PROJECTION_TABLES.map((table) => [table, store.database.prepare(`SELECT * FROM ${table}`).raw().all().map((row) => JSON.stringify(row)).sort()]));

async function memberStore(seed: string): Promise<{ store: Store; clock: TestEnvironment }> {
  const clock = testEnvironment(undefined, seed);
  const store = await Store.open(temporaryFolder(), clock);
  makeMember(store);
  return { store, clock };
}

const verifier = { algorithm: 'scrypt', cost: 2, blockSize: 8, parallelization: 1, salt: '', hash: '' } as const;
const nameOf = (accountId: string) => ({ accountId, login: accountId, name: accountId });
/** Who writes it: of the two persons each the own word. */
const writer = ({ kind }: Wish, payload: unknown): string => {
  if (kind === 'destruction.begun' || kind === 'destruction.confirmed' || kind === 'destruction.resumed') return (payload as OperationPayload<'destruction.begun'>).by.accountId;
  if (kind !== 'case.destroyed') return 'acting';
  const { persons, resumedBy } = payload as OperationPayload<'case.destroyed'>;
  return (resumedBy ?? persons[1]).accountId;
};

describe('destruction in every order of the server (C.7.5)', () => {
  it('nothing under a hold, in an open case or before its time is destroyed at any desk, and nothing lawful is refused', { timeout: 30_000 + RUNS * 10_000 }, async () => {
    const counts = { destroyed: 0, held: 0, refused: 0 };
    const held = fc.assert(
      fc.asyncProperty(steps, async (plan) => {
        const desks = [await memberStore('a'), await memberStore('b')] as const;
        const onlooker = await memberStore('c');
        const all = [...desks, onlooker];
        const order = new HandmadeOrder();
        const placed = [0, 0];
        const cursors = [0, 0, 0];
        const placedHolds = new Set<string>();
        const witness = new Witness();
        const take = (at: number): void => {
          const one = all[at];
          if (one === undefined) throw new Error('no desk');
          one.store.takeFromServer(order.after(cursors[at] ?? 0));
          cursors[at] = order.rows.length;
        };
        const write = (desk: number, wanted: Wish): void => {
          const { store, clock } = desks[desk] ?? desks[0];
          const payload = wanted.payload(new Date(clock.now()).toISOString().slice(0, 10));
          store.commit((transaction) => transaction.append({ kind: wanted.kind, entity: wanted.entity, stream: 'main', actor: nameOf(writer(wanted, payload)), payload: payload as never }));
        };
        const place = (desk: number, count: number): void => {
          const { store } = desks[desk] ?? desks[0];
          const known = [...store.log.ownAfter(null)].length;
          for (let n = 0; n < count && (placed[desk] ?? 0) < known; n += 1) {
            placed[desk] = (placed[desk] ?? 0) + 1;
            order.place(store, placed[desk]);
            take(2);
            const row = order.rows.at(-1);
            const operation = row === undefined ? null : onlooker.store.log.byId(row.opId);
            if (operation === null) throw new Error('an operation that was just taken is not there');
            const hadEffect = operation.barred === null;
            if (operation.kind === 'case.destroyed') {
              const payload = operation.payload as OperationPayload<'case.destroyed'>;
              expect(hadEffect, `${payload.caseId} by ${payload.actId}`).toBe(witness.lawful(payload));
              if (hadEffect) counts.destroyed += 1;
              else counts.refused += 1;
              // Those that nothing else kept.
              if (!hadEffect && witness.lawful(payload, () => false)) counts.held += 1;
            }
            if (hadEffect) witness.see(operation);
            expect(witness.wrong).toEqual([]);
          }
        };
        for (const accountId of ACCOUNTS) desks[0].store.commit((transaction) => transaction.append({ kind: 'account.created', entity: accountId, stream: 'main', actor: null, payload: { accountId, login: accountId, name: accountId, roles: ['registrar'], verifier, passwordChangeDue: null, desks: null } }));
        for (const caseId of CASE_IDS) write(0, wish('case.entered', caseId, () => ({ caseId, nomenclatureId: 'n', sectionId: 's', index: caseId, title: caseId, retention: CASES[caseId], retentionText: '', medium: 'electronic', note: '', owner: null, transit: false, formerCaseId: null, carriedVolumes: 0, basis: null })));
        // Every run begins with cases that are nearly ripe.
        for (const [at, documentId] of DOCUMENTS.entries()) write(0, wish('document.filed', documentId, () => ({ documentId, caseId: CASE_IDS[at] ?? 'short', volume: 1 })));
        for (const one of [close('short'), close('event'), close('last')]) write(0, one);
        place(0, 100);
        take(0);
        take(1);
        for (const { clock } of all) clock.advance(2 * YEAR);
        for (const step of plan) {
          if (step.do === 'write') {
            for (const one of step.wishes) {
              // A hold has an id of its own.
              if (one.kind === 'hold.placed') {
                if (placedHolds.has(one.entity)) continue;
                placedHolds.add(one.entity);
              }
              // The same act, closing or hold again is a contradiction at the own desk, which its room would have refused.
              try {
                write(step.desk, one);
              } catch (error) {
                if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CONSTRAINT'))) throw error;
              }
            }
          } else if (step.do === 'place') place(step.desk, step.count);
          else if (step.do === 'take') take(step.desk);
          else for (const { clock } of all) clock.advance(YEAR);
        }
        place(0, 10_000);
        place(1, 10_000);
        take(0);
        take(1);
        const told = contentOf(onlooker.store);
        for (const { store } of desks) expect(contentOf(store)).toEqual(told);
        expect(compareWithLog(onlooker.store.database, onlooker.store.log)).toEqual([]);
        expect(onlooker.store.database.prepare('SELECT case_id FROM destroyed_case ORDER BY case_id').pluck().all()).toEqual([...witness.destroyed].sort());
        for (const { store } of all) store.close();
      }),
      { numRuns: RUNS, examples: Object.values(SURE).map((plan): [typeof plan] => [plan]) },
    );
    await expect(held).resolves.toBeUndefined();
    // Otherwise the property would hold of doing nothing.
    expect(counts.destroyed).toBeGreaterThan(0);
    expect(counts.held).toBeGreaterThan(0);
    expect(counts.refused).toBeGreaterThan(counts.held);
  });
});
