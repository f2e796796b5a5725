import { describe, expect, it } from 'vitest';
import { registered } from '../../support/central-server/chain-desk.ts';
import { testServer } from '../../support/central-server/test-server.ts';

const DAY = 24 * 60 * 60 * 1000;

describe('leases', () => {
  it('grants blocks that follow one another, and the same block to the same question', async () => {
    const { founder, desk } = await testServer();
    const second = await desk('second');
    const first = await founder.lease('r1', 10);
    expect(first).toMatchObject({ answer: 'granted', lease: { first: 1, last: 10, expiresAt: '2026-03-16T04:00:00.000Z' } });
    expect(await second.lease('r1', 5)).toMatchObject({ lease: { first: 11, last: 15 } });
    expect(await founder.lease('r1', 10)).toEqual(first);
    expect(await founder.lease('r2', 1)).toMatchObject({ lease: { first: 16, last: 16 } });
    expect(await founder.lease('r3', 2, 'another journal')).toMatchObject({ lease: { first: 1, last: 2 } });
  });

  it('grants the numbers of this year, and of the next from December on', async () => {
    const { founder, environment } = await testServer();
    expect(await founder.lease('r1', 1, 'journal', 2027)).toMatchObject({ answer: 'refused', reason: 'year' });
    expect(await founder.lease('r2', 1, 'journal', 2025)).toMatchObject({ answer: 'refused', reason: 'year' });
    expect(await founder.lease('r3', 1, 'journal', 0)).toMatchObject({ answer: 'granted' });
    environment.set('2026-12-01T00:00:00.000Z');
    await founder.hello();
    expect(await founder.lease('r4', 1, 'journal', 2027)).toMatchObject({ answer: 'granted', lease: { first: 1 } });
    expect(await founder.lease('r5', 1, 'journal', 2026)).toMatchObject({ answer: 'granted', lease: { first: 1 } });
    environment.set('2026-12-31T19:30:00.000Z');
    await founder.hello();
    // It is the new year in the east already, and not yet in the west.
    expect(await founder.lease('r6', 1, 'journal', 2027)).toMatchObject({ answer: 'granted', lease: { first: 2 } });
    expect(await founder.lease('r7', 1, 'journal', 2026)).toMatchObject({ answer: 'granted', lease: { first: 2, expiresAt: '2027-01-01T12:00:00.000Z' } });
    environment.set('2027-01-02T00:00:00.000Z');
    await founder.hello();
    expect(await founder.lease('r8', 1, 'journal', 2026)).toMatchObject({ answer: 'refused', reason: 'year' });
  });

  it('grants no desk more than it may hold unused', async () => {
    const { founder } = await testServer();
    for (const block of [1, 2, 3, 4, 5]) expect(await founder.lease(`r${block}`, 1000)).toMatchObject({ answer: 'granted' });
    expect(await founder.lease('r6', 1)).toMatchObject({ answer: 'refused', reason: 'tooMany' });
    await founder.say(registered({ document: 'a', number: 17 }));
    expect(await founder.lease('r7', 1)).toMatchObject({ answer: 'granted', lease: { first: 5001 } });
  });

  it('prolongs what a desk still holds, takes back what it releases, and names nothing else', async () => {
    const { founder, desk, environment, server, organisation } = await testServer();
    const second = await desk('second');
    const mine = await leaseId(founder.lease('r1', 10));
    const whole = await leaseId(founder.lease('r2', 10));
    const foreign = await leaseId(second.lease('r1', 10));
    environment.advance(10 * DAY);
    await founder.hello();
    const { leases } = await founder.reconcile([mine, whole, foreign, 'unknown'], [{ leaseId: mine, from: 6 }, { leaseId: whole, from: 11 }, { leaseId: foreign, from: 21 }]);
    expect(leases).toEqual([{ leaseId: mine, journalId: 'journal', serialYear: 2026, first: 1, last: 5, expiresAt: '2026-03-26T04:00:00.000Z' }]);
    expect(await server.administration.gapAct(organisation, 'journal', 2026)).toMatchObject([
      { first: 1, last: 5, state: 'leased', deskCode: '1' },
      { first: 6, last: 10, state: 'void', voidReason: 'released', voidAt: environment.now() },
      { first: 11, last: 20, state: 'void', voidReason: 'released' },
      { first: 21, last: 30, state: 'leased', deskCode: '2' },
    ]);
    expect((await founder.reconcile([whole])).leases).toEqual([]);
  });

  it('voids leftovers after the time of grace; a document that comes later still takes its number', async () => {
    const { founder, environment, server, organisation } = await testServer();
    await founder.lease('r1', 3);
    environment.advance(14 * DAY + 30 * DAY);
    expect(await server.sweep()).toBe(0);
    environment.advance(1);
    expect(await server.sweep()).toBe(1);
    expect(await server.sweep()).toBe(0);
    expect(await server.administration.gapAct(organisation, 'journal', 2026)).toMatchObject([{ first: 1, last: 3, state: 'void', voidReason: 'expired' }]);
    await founder.hello();
    expect(await founder.say(registered({ document: 'a', number: 2 }))).toMatchObject({ note: {} });
    expect(await server.administration.journals(organisation)).toEqual([{ journalId: 'journal', serialYear: 2026, next: 4, used: 1, leased: 0, void: 2 }]);
  });

  it('ends the leases of a year with the year', async () => {
    const { founder, environment, server } = await testServer();
    environment.set('2026-12-30T00:00:00.000Z');
    await founder.hello();
    const lease = await leaseId(founder.lease('r1', 3));
    environment.set('2027-01-01T13:00:00.000Z');
    await founder.hello();
    expect((await founder.reconcile([lease])).leases).toEqual([]);
    environment.set('2027-02-01T00:00:00.000Z');
    expect(await server.sweep()).toBe(1);
  });
});

describe('the ledger', () => {
  it('follows registrations that go past the counter, and explains each number between', async () => {
    const { founder, server, organisation } = await testServer();
    const far = await founder.say(registered({ document: 'a', number: 4 }));
    expect(await server.administration.gapAct(organisation, 'journal', 2026)).toMatchObject([{ first: 1, last: 3, state: 'void', voidReason: 'skipped', voidAct: far.opId }]);
    expect(await founder.lease('r1', 2)).toMatchObject({ lease: { first: 5, last: 6 } });
    expect(await founder.say(registered({ document: 'b', number: 2 }))).toMatchObject({ note: {} });
    expect(await server.administration.journals(organisation)).toMatchObject([{ next: 7, used: 2, leased: 2, void: 2 }]);
  });

  it('takes numbers of one push in any order', async () => {
    const { founder, server, organisation } = await testServer();
    for (const number of [5, 2, 9, 1]) founder.write(registered({ document: `d${number}`, number }));
    await founder.push(3);
    expect(await server.administration.journals(organisation)).toMatchObject([{ next: 10, used: 4, leased: 0, void: 5 }]);
    expect((await server.administration.gapAct(organisation, 'journal', 2026)).map(({ first, last }) => [first, last])).toEqual([[3, 4], [6, 8]]);
  });

  it('marks the second document under a number with a letter, and notes it', async () => {
    const { founder, desk, server, organisation } = await testServer();
    const second = await desk('second');
    await founder.lease('r1', 3);
    expect(await founder.say(registered({ document: 'a', number: 1 }))).toMatchObject({ note: {} });
    const again = await second.say(registered({ document: 'b', number: 1 }));
    expect(again).toMatchObject({ status: 'accepted', note: { numberSuffix: 'а' } });
    expect(await second.say(registered({ document: 'c', number: 1 }))).toMatchObject({ note: { numberSuffix: 'б' } });
    const { numbers } = await server.administration.conflicts(organisation);
    expect(numbers).toMatchObject([{ opId: again.opId, kind: 'used', number: 1, documentId: 'b', suffix: 'а' }, { documentId: 'c', suffix: 'б' }]);
  });

  it('lets a number that was leased to another desk be used once', async () => {
    const { founder, desk, server, organisation } = await testServer();
    const second = await desk('second');
    await founder.lease('r1', 3);
    expect(await second.say(registered({ document: 'b', number: 2 }))).toMatchObject({ note: {} });
    expect((await server.administration.conflicts(organisation)).numbers).toEqual([]);
    expect(await founder.say(registered({ document: 'a', number: 2 }))).toMatchObject({ note: { numberSuffix: 'а' } });
  });

  it('counts each run of a desk by itself, without a counter', async () => {
    const { founder, server, organisation } = await testServer();
    expect(await founder.say(registered({ document: 'a', number: 7, run: '1' }))).toMatchObject({ note: {} });
    expect(await founder.say(registered({ document: 'b', number: 7 }))).toMatchObject({ note: {} });
    expect(await founder.say(registered({ document: 'c', number: 7, run: '1' }))).toMatchObject({ note: { numberSuffix: 'а' } });
    expect(await server.administration.journals(organisation)).toMatchObject([{ next: 8, used: 1 }]);
  });

  it('does not follow a number that is far out, and grants blocks before and behind it', async () => {
    const { founder, server, organisation } = await testServer();
    expect(await founder.say(registered({ document: 'a', number: 1_000_002 }))).toMatchObject({ status: 'accepted' });
    expect((await server.administration.conflicts(organisation)).numbers).toMatchObject([{ kind: 'farNumber', number: 1_000_002 }]);
    expect(await founder.lease('r1', 3)).toMatchObject({ lease: { first: 1, last: 3 } });
    await founder.say(registered({ document: 'b', number: 999_999 }));
    expect(await founder.lease('r2', 10)).toMatchObject({ lease: { first: 1_000_000, last: 1_000_001 } });
    expect(await founder.lease('r3', 10)).toMatchObject({ lease: { first: 1_000_003, last: 1_000_012 } });
    expect(await founder.say(registered({ document: 'c', number: 1_000_002 }))).toMatchObject({ note: { numberSuffix: 'а' } });
  });

  it('keeps a registration whose payload it cannot read', async () => {
    const { founder, server, organisation } = await testServer();
    const odd = await founder.say({ kind: 'card.registered', v: 2, entity: 'a', payload: { documentId: 'a' } });
    expect(odd).toMatchObject({ status: 'accepted' });
    expect((await server.administration.conflicts(organisation)).numbers).toMatchObject([{ kind: 'unreadable', opId: odd.opId }]);
  });
});

async function leaseId(asked: ReturnType<Awaited<ReturnType<typeof testServer>>['founder']['lease']>): Promise<string> {
  const answer = await asked;
  if (answer.answer !== 'granted') throw new Error(`refused: ${answer.reason}`);
  return answer.lease.leaseId;
}
