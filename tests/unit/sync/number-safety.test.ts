import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { PLAIN_JOURNAL } from '#shared/domain/journals.ts';
import { Store } from '../../../src-main/store/store.ts';
import { LeasedNumbers } from '../../../src-main/sync/leased-numbers.ts';
import { NumberSafety } from '../../../src-main/sync/number-safety.ts';
import { Witness } from '../../../src-main/sync/witness.ts';
import { makeMember } from '../../support/server-rows.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testEnvironment } from '../../support/test-environment.ts';

const journal = { ...PLAIN_JOURNAL, journalId: 'incoming', direction: 'incoming', names: { uk: 'Вхідні' }, pattern: '{n}/{case}' } as const;
const FUTURE = '2026-12-31T00:00:00.000Z';

async function member(folder = temporaryFolder(), witnessDirectory = temporaryFolder(), machine = 'machine') {
  const environment = testEnvironment(undefined, crypto.randomUUID());
  const store = await Store.open(folder, environment);
  onTestFinished(() => store.close());
  const witness = new Witness(witnessDirectory, () => undefined);
  const safety = new NumberSafety(store, witness, machine, (length) => environment.randomBytes(length));
  if (!store.membership.isMember) {
    makeMember(store, { deskCode: '7' });
    safety.begin();
  }
  store.onEnded = (committed) => (committed ? safety.committed() : safety.undone());
  const asked: number[] = [];
  const numbers = new LeasedNumbers({ store, safety, now: () => environment.now(), askServer: async (_journal, year) => void asked.push(year) });
  const lease = (leaseId: string, first: number, last: number, expiresAt = FUTURE): void => {
    store.database.prepare('INSERT INTO number_lease (lease_id, journal_id, serial_year, first, last, next, expires_at) VALUES (?, ?, 2026, ?, ?, ?, ?)').run(leaseId, journal.journalId, first, last, first, expiresAt);
    safety.granted();
  };
  /** Gives the next number as a registration does, with an operation beside it. */
  const give = (): string =>
    store.commit((transaction) => {
      const serial = numbers.next(journal, 2026, '7');
      numbers.take(journal, serial);
      transaction.append({ kind: 'letter.discarded', entity: 'e', stream: 'main', actor: null, payload: { letterId: 'l', reason: 'r' } });
      return `${serial.number}${serial.run}`;
    });
  return { store, folder, witnessDirectory, safety, numbers, lease, give, environment, asked };
}

describe('registration numbers of a desk with a server', () => {
  it('[NUM-01] come from leased blocks, what was asked for at once first, and then from a run of its own under its code', async () => {
    const { lease, give, numbers } = await member();
    lease('block', 11, 12);
    lease('single', 40, 40);
    expect([give(), give(), give()]).toEqual(['40', '11', '12']);
    expect(numbers.next(journal, 2026, '7')).toEqual({ number: 1, serialYear: 2026, run: '7' });
    expect(numbers.next(journal, 2027, '7')).toEqual({ number: 1, serialYear: 2027, run: '7' });
    expect([give(), give()]).toEqual(['17', '27']);
  });

  it('stop where a lease has run out', async () => {
    const { lease, give, environment } = await member();
    lease('block', 11, 20, '2026-03-05T00:00:00.000Z');
    expect(give()).toBe('11');
    environment.set('2026-03-05T00:00:01.000Z');
    expect(give()).toBe('17');
  });

  it('are asked for while the server is in reach, but not while one that was asked for is unused', async () => {
    const { numbers, asked, lease } = await member();
    await numbers.reserve(journal, 2026);
    lease('single', 5, 5);
    await numbers.reserve(journal, 2026);
    expect(asked).toEqual([2026]);
  });

  it('are not given a second time from a database that was restored from a backup', async () => {
    const desk = await member();
    desk.lease('block', 11, 20);
    desk.give();
    desk.store.database.pragma('wal_checkpoint(TRUNCATE)');
    const backup = temporaryFolder();
    cpSync(path.join(desk.folder, 'desk.sqlite'), path.join(backup, 'desk.sqlite'));
    expect([desk.give(), desk.give()]).toEqual(['12', '13']);
    const restored = await member(backup, desk.witnessDirectory);
    expect(restored.safety.state()).toBe('ahead');
    // Its own run goes on behind what the witness knows; nothing is leased to it.
    expect([restored.give(), restored.give()]).toEqual(['17', '27']);
    const again = await member(temporaryFolder(), temporaryFolder());
    expect(again.safety.state()).toBe('safe');
  });

  it('of its own run are not given a second time after a new identity and another old backup', async () => {
    const desk = await member();
    expect(desk.give()).toBe('17');
    desk.store.database.pragma('wal_checkpoint(TRUNCATE)');
    const backup = temporaryFolder();
    cpSync(path.join(desk.folder, 'desk.sqlite'), path.join(backup, 'desk.sqlite'));
    const { membership } = desk.store;
    desk.store.commitMembership(() => {
      if (membership.record !== null) membership.join({ desk: crypto.randomUUID(), epoch: 2 }, membership.record);
      desk.safety.begin();
    });
    expect([desk.give(), desk.give()]).toEqual(['27', '37']);
    const restored = await member(backup, desk.witnessDirectory);
    expect(restored.give()).toBe('47');
  });

  it('are not given twice by two programs that work with copies of one directory', async () => {
    const desk = await member();
    desk.lease('block', 11, 20);
    desk.store.database.pragma('wal_checkpoint(TRUNCATE)');
    const copied = temporaryFolder();
    cpSync(path.join(desk.folder, 'desk.sqlite'), path.join(copied, 'desk.sqlite'));
    const copy = await member(copied, desk.witnessDirectory);
    expect(copy.safety.state()).toBe('safe');
    const given = [desk.give(), copy.give(), desk.give(), copy.give()];
    expect(new Set(given).size).toBe(4);
  });

  it('come from a run that nobody else has where the witness was lost or is of another machine', async () => {
    const desk = await member();
    desk.lease('block', 11, 20);
    rmSync(desk.witnessDirectory, { recursive: true });
    const lost = await member(desk.folder, temporaryFolder());
    const moved = await member(desk.folder, temporaryFolder(), 'another machine');
    expect([lost.safety.state(), moved.safety.state()]).toEqual(['lost', 'lost']);
    const [one, other] = [lost.give(), moved.give()];
    expect(one).toMatch(/^17[а-я]{2}$/u);
    expect(other).toMatch(/^17[а-я]{2}$/u);
    expect(one).not.toBe(other);
    expect(lost.give()).toBe(one.replace('1', '2'));
  });

  it('are taken back where the card was not written after all, and the desk stays safe', async () => {
    const { store, numbers, lease, give, safety } = await member();
    lease('block', 11, 20);
    expect(() =>
      store.commit(() => {
        numbers.take(journal, numbers.next(journal, 2026, '7'));
        throw new Error('the disk is full');
      }),
    ).toThrow('the disk is full');
    expect(safety.state()).toBe('safe');
    // The witness had it: it may have been seen.
    expect(give()).toBe('12');
  });
});
