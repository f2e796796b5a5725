import { describe, expect, it } from 'vitest';
import { compareWithLog } from '../../../src-main/store/projections/rebuild.ts';
import { founderOf, joinedDesk, officeServer, registerPapers, round } from '../../support/office-of-desks.ts';
import { errorOf, PASSWORD, signIn, type TestDesk, valueOf } from '../../support/test-desk.ts';

const OTHER_PASSWORD = 'An0ther-pass!';

const count = ({ rooms }: TestDesk, sql: string): unknown => rooms.store.database.prepare(sql).pluck().get();
const cards = (desk: TestDesk): unknown => count(desk, 'SELECT count(*) FROM card');

async function twoDesks() {
  const house = await officeServer();
  const first = await founderOf(house);
  const second = await joinedDesk(house, 'second');
  const meet = async (): Promise<void> => {
    for (const desk of [first, second, first]) expect(await round(desk)).toBe('done');
  };
  return { house, first, second, meet };
}

async function soundTables(...desks: TestDesk[]): Promise<void> {
  for (const { rooms } of desks) {
    expect(compareWithLog(rooms.store.database, rooms.store.log)).toEqual([]);
    expect(rooms.store.log.verify().problems).toEqual([]);
  }
}

describe('streams and rights', () => {
  it('[SEC-22] cards of restricted use come only to desks that were granted them, all of them when that happens later', async () => {
    const { house, first, second, meet } = await twoDesks();
    await registerPapers(first, 2, { restricted: true });
    await registerPapers(first, 1);
    await registerPapers(second, 1, { restricted: true, subject: 'Власний обмежений' });
    await meet();
    expect([cards(first), cards(second)]).toEqual([3, 2]);
    await house.grant(first.rooms.store.identity.desk, 'restricted');
    await registerPapers(second, 1, { restricted: true, subject: 'Ще один обмежений' });
    await meet();
    // Two of its own, three that came: one of them from before the grant, which it had passed over.
    expect(cards(first)).toBe(5);
    await house.grant(second.rooms.store.identity.desk, 'restricted');
    await registerPapers(second, 1);
    await meet();
    expect([cards(first), cards(second)]).toEqual([6, 6]);
    await soundTables(first, second);
    // What came all at once is found like anything else.
    await signIn(first.client());
    await expect.poll(() => first.rooms.searchIndex.waiting()).toBe(0);
    expect(valueOf(await first.client().search.page({ text: 'обмежений' })).rows).toHaveLength(2);

    await house.withdraw(second.rooms.store.identity.desk, 'restricted');
    await registerPapers(first, 1, { restricted: true });
    await meet();
    expect([cards(first), cards(second)]).toEqual([7, 6]);
    await house.grant(second.rooms.store.identity.desk, 'restricted');
    await meet();
    expect(await round(second)).toBe('done');
    expect(cards(second)).toBe(7);
    await soundTables(second);
  });

  it('a grant that is interrupted between two parts goes on where it was', async () => {
    const { house, first, second, meet } = await twoDesks();
    await registerPapers(first, 3, { restricted: true });
    await meet();
    await house.grant(second.rooms.store.identity.desk, 'restricted');
    const { store, sync } = second.rooms;
    const part = await sync?.ask((token, link) => link.backlog(token, { stream: 'restricted', after: 0, until: store.membership.position.cursor }));
    const [one] = part?.operations ?? [];
    if (one === undefined) throw new Error('nothing was written in the stream');
    await store.takeBacklog('restricted', { operations: [one], more: true });
    await expect(store.takeBacklog('restricted', { operations: [one], more: true })).rejects.toThrow('number 2 is missing');
    expect(cards(second)).toBe(0);
    expect(await round(second)).toBe('done');
    expect(cards(second)).toBe(3);
    await soundTables(second);
  });

  it('[SEC-01] the password of a person who works at certain desks lies at these alone', async () => {
    const { first, second, meet } = await twoDesks();
    const admin = first.client('admin');
    await signIn(admin, 'admin');
    await signIn(second.client());
    await meet();
    expect(valueOf(await admin.accounts.list({})).desks).toEqual(['1', '2']);
    const created = valueOf(await admin.accounts.create({ name: 'Ольга Одномісна', login: 'olha', password: PASSWORD, roles: ['registrar'], desks: ['1'] }));
    expect(created.desks).toEqual(['1']);
    await meet();
    const lies = (desk: TestDesk): unknown => count(desk, `SELECT verifier IS NOT NULL FROM account WHERE login = 'olha'`);
    const inLog = ({ rooms }: TestDesk): unknown => rooms.store.database.prepare<[string], number>(`SELECT count(*) FROM operation WHERE kind = 'account.passwordSet' AND entity = ?`).pluck().get(created.accountId);
    expect([lies(first), lies(second), inLog(first), inLog(second)]).toEqual([1, 0, 1, 0]);
    valueOf(await first.client('olha').session.signIn({ login: 'olha', password: PASSWORD }));
    expect(errorOf(await second.client('olha').session.signIn({ login: 'olha', password: PASSWORD })).message).toBe('error.accountNotEnrolled');

    // A desk that is added takes the password then; she changes it there, and both know.
    valueOf(await admin.accounts.enrol({ accountId: created.accountId, desks: ['1', '2'], password: null }));
    await meet();
    valueOf(await second.client('olha').session.signIn({ login: 'olha', password: PASSWORD }));
    valueOf(await second.client('olha').session.changePassword({ current: PASSWORD, next: OTHER_PASSWORD }));
    expect(await round(second)).toBe('done');
    await meet();
    valueOf(await first.client('olha').session.signIn({ login: 'olha', password: OTHER_PASSWORD }));

    // One that is taken away holds a password that no longer opens anything.
    expect(errorOf(await admin.accounts.enrol({ accountId: created.accountId, desks: ['1'], password: null })).message).toBe('error.enrolmentPassword');
    valueOf(await admin.accounts.enrol({ accountId: created.accountId, desks: ['1'], password: 'Th1rd-password!' }));
    await meet();
    expect(errorOf(await second.client('olha').session.signIn({ login: 'olha', password: OTHER_PASSWORD })).message).toBe('error.accountNotEnrolled');
    expect([inLog(first), inLog(second)]).toEqual([3, 2]);
    await soundTables(first, second);
    expect(errorOf(await admin.accounts.enrol({ accountId: valueOf(await admin.session.current({}))?.accountId ?? '', desks: ['2'], password: PASSWORD })).message).toBe('error.ownEnrolment');
  });

  it('a desk that joins later takes the passwords of those who were enrolled for its code', async () => {
    const house = await officeServer();
    const first = await founderOf(house);
    const admin = first.client('admin');
    await signIn(admin, 'admin');
    for (const [login, code] of [['second', '2'], ['third', '3']] as const) valueOf(await admin.accounts.create({ name: login, login, password: PASSWORD, roles: ['registrar'], desks: [code] }));
    expect(await round(first)).toBe('done');
    const second = await joinedDesk(house, 'second');
    valueOf(await second.client('a').session.signIn({ login: 'second', password: PASSWORD }));
    expect(errorOf(await second.client('b').session.signIn({ login: 'third', password: PASSWORD })).message).toBe('error.accountNotEnrolled');
    expect(count(second, `SELECT count(*) FROM operation WHERE stream LIKE 'account:%'`)).toBe(1);
  });
});
