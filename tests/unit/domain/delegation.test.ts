import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ActOnBehalf, DELEGABLE_ACTIONS, type Delegation, delegationFor, delegationProblems, isInForce } from '#shared/domain/delegation.ts';

const minute = (n: number): string => new Date(Date.parse('2026-03-02T00:00:00.000Z') + n * 60_000).toISOString();

const GRANT: Delegation = {
  delegationId: 'd1', principalPersonId: 'rector', deputyPersonId: 'assistant', capacity: 'assistant',
  basis: { title: 'Наказ', number: '12-к', date: '2026-03-01' }, actions: ['review', 'resolve'], kindIds: null, journalIds: null,
  from: minute(0), until: minute(100), grantedAt: minute(0), removedAt: null,
};
const ACT: ActOnBehalf = { deputyPersonId: 'assistant', principalPersonId: 'rector', action: 'review', kindId: 'letter', journalId: 'incoming', at: minute(10) };

describe('a delegation', () => {
  it('needs its document, another person, something to do and a period that ends after it begins', () => {
    expect(delegationProblems(GRANT)).toEqual([]);
    expect(delegationProblems({ ...GRANT, basis: { ...GRANT.basis, number: ' ' } })).toEqual(['basisMissing']);
    expect(delegationProblems({ ...GRANT, deputyPersonId: 'rector', actions: [], kindIds: [], until: GRANT.from })).toEqual(['toHimself', 'noAction', 'emptyScope', 'endsBefore']);
  });

  it('lets do what lies in its actions, kinds and journals, and nothing else', () => {
    expect(delegationFor([GRANT], ACT)).toBe(GRANT);
    expect(delegationFor([GRANT], { ...ACT, action: 'sign' })).toBeNull();
    const part = { ...GRANT, kindIds: ['letter'], journalIds: ['incoming'] };
    expect(delegationFor([part], ACT)).toBe(part);
    expect(delegationFor([part], { ...ACT, kindId: 'order' })).toBeNull();
    expect(delegationFor([part], { ...ACT, journalId: null })).toBeNull();
  });

  it('holds from its first instant to just before its last', () => {
    expect([-1, 0, 99, 100].map((n) => delegationFor([GRANT], { ...ACT, at: minute(n) }) !== null)).toEqual([false, true, true, false]);
    expect(delegationFor([{ ...GRANT, until: null }], { ...ACT, at: minute(1_000_000) })).not.toBeNull();
  });

  it('is named by the earliest grant of several', () => {
    const later = { ...GRANT, delegationId: 'd0', grantedAt: minute(5) };
    expect(delegationFor([later, GRANT], ACT)?.delegationId).toBe('d1');
  });

  const people = fc.constantFrom('rector', 'assistant', 'vice', 'head');
  const anyDelegation: fc.Arbitrary<Delegation> = fc.record({
    delegationId: fc.uuid(), principalPersonId: people, deputyPersonId: people, capacity: fc.constantFrom('assistant' as const, 'deputy' as const),
    basis: fc.constant(GRANT.basis), actions: fc.subarray([...DELEGABLE_ACTIONS]),
    kindIds: fc.option(fc.subarray(['letter', 'order']), { nil: null }), journalIds: fc.option(fc.subarray(['incoming', 'orders']), { nil: null }),
    from: fc.integer({ min: 0, max: 50 }).map(minute), until: fc.option(fc.integer({ min: 0, max: 100 }).map(minute), { nil: null }),
    grantedAt: fc.integer({ min: 0, max: 50 }).map(minute), removedAt: fc.option(fc.integer({ min: 0, max: 100 }).map(minute), { nil: null }),
  });
  const anyAct: fc.Arbitrary<ActOnBehalf> = fc.record({
    deputyPersonId: people, principalPersonId: people, action: fc.constantFrom(...DELEGABLE_ACTIONS, 'acknowledge' as const),
    kindId: fc.constantFrom('letter', 'order', null), journalId: fc.constantFrom('incoming', 'orders', null), at: fc.integer({ min: -5, max: 110 }).map(minute),
  });

  it('never lets anybody act outside its people, period or scope, for himself, or acknowledge for another', () => {
    fc.assert(
      fc.property(fc.array(anyDelegation, { maxLength: 8 }), anyAct, (delegations, act) => {
        const found = delegationFor(delegations, act);
        if (found === null) return;
        expect(act.action).not.toBe('acknowledge');
        expect(act.deputyPersonId).not.toBe(act.principalPersonId);
        expect([found.principalPersonId, found.deputyPersonId]).toEqual([act.principalPersonId, act.deputyPersonId]);
        expect(found.from <= act.at && (found.until === null || act.at < found.until) && (found.removedAt === null || act.at < found.removedAt)).toBe(true);
        expect(found.actions).toContain(act.action);
        if (found.kindIds !== null) expect(found.kindIds).toContain(act.kindId);
        if (found.journalIds !== null) expect(found.journalIds).toContain(act.journalId);
      }),
      { numRuns: 2000 },
    );
  });

  it('ends for good when it is removed', () => {
    fc.assert(
      fc.property(anyDelegation, fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 200 }), (delegation, removed, later) => {
        expect(isInForce({ ...delegation, removedAt: minute(removed) }, minute(removed + later))).toBe(false);
      }),
    );
  });

  it('is passed on to nobody: what others grant changes nothing between two people', () => {
    fc.assert(
      fc.property(fc.array(anyDelegation, { maxLength: 8 }), anyAct, (delegations, act) => {
        const between = delegations.filter(({ principalPersonId, deputyPersonId }) => principalPersonId === act.principalPersonId && deputyPersonId === act.deputyPersonId);
        expect(delegationFor(delegations, act)).toEqual(delegationFor(between, act));
      }),
    );
  });
});
