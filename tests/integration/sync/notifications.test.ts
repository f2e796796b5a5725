import { describe, expect, it } from 'vitest';
import { founderOf, joinedDesk, type OfficeDesk, officeServer, registerPapers, settle } from '../../support/office-of-desks.ts';
import { PASSWORD, signIn, valueOf } from '../../support/test-desk.ts';

const DAY = 86_400_000;
/** An issued password has to be changed within days; this one is the employee's own. */
const OWN_PASSWORD = 'Vl4sne-slovo!';
const TABLES = ['notification', 'notification_read', 'notification_settings', 'compromise_report', 'work_item'];
const rowsOf = (at: OfficeDesk, table: string): unknown[] => at.rooms.store.database.prepare(`SELECT * FROM ${table}`).all();

/** An employee to whom a document was sent for acknowledgement, known at both desks, which then have no line. */
async function twoDesks() {
  const office = await officeServer();
  const [first, second] = [await founderOf(office), await joinedDesk(office, 'second')];
  const [index = ''] = await registerPapers(first, 1);
  const administrator = first.client('administrator');
  await signIn(administrator, 'admin');
  const { accountId } = valueOf(await administrator.accounts.create({ name: 'Асанов А.', login: 'asanov', password: PASSWORD, roles: ['executor'] }));
  const { personId } = valueOf(await first.client().review.definePerson({ personId: null, name: 'Асанов А.', position: '', unitId: null, accountId }));
  const own = first.client('own');
  valueOf(await own.session.signIn({ login: 'asanov', password: PASSWORD }));
  valueOf(await own.session.changePassword({ current: PASSWORD, next: OWN_PASSWORD }));
  const documentId = valueOf(await first.client().search.page({ text: index, limit: 1 })).rows[0]?.documentId ?? '';
  valueOf(await first.client().acknowledgements.request({ listId: crypto.randomUUID(), documentId, form: 'mark', personIds: [personId] }));
  await settle(first);
  await settle(second);
  await office.stop();
  const together = async (): Promise<void> => {
    await office.start();
    await settle(first);
    await settle(second);
    await settle(first);
    for (const table of TABLES) expect(rowsOf(first, table)).toEqual(rowsOf(second, table));
  };
  const asanov = async (at: OfficeDesk) => {
    const window = at.client('asanov');
    valueOf(await window.session.signIn({ login: 'asanov', password: OWN_PASSWORD }));
    return window;
  };
  const mine = async (at: OfficeDesk) => valueOf(await (await asanov(at)).notifications.mine({}));
  return { office, first, second, documentId, together, asanov, mine };
}

describe('notices at two desks', () => {
  it('[NOT-01] [NOT-06] two desks that warn of the same term without a line tell it once, and what is read at one is read at both', async () => {
    const { first, second, together, asanov, mine } = await twoDesks();
    for (const desk of [first, second]) {
      desk.environment.advance(10 * DAY);
      desk.rooms.notifications.look();
      expect((await mine(desk)).notices.map(({ kind }) => kind).toSorted()).toEqual(['overdue', 'toAcknowledge']);
    }
    // One reads all of it here, and reads one of it there as well.
    valueOf(await (await asanov(first)).notifications.markAllRead({}));
    const [one] = (await mine(second)).notices;
    valueOf(await (await asanov(second)).notifications.markRead({ noticeIds: [one?.noticeId ?? ''] }));
    expect((await mine(second)).unread).toBe(1);
    await together();
    for (const desk of [first, second]) expect(await mine(desk)).toMatchObject({ unread: 0, total: 2 });
    // Each found it by itself: nobody writes that time has passed.
    expect([...first.rooms.store.log.read()].filter(({ kind }) => kind === 'notification.dueReached')).toEqual([]);
  });

  it('[NOT-06] a desk that does not know yet that the matter is done warns of it in vain; it calls for nothing once that is known', async () => {
    const { office, first, second, together, asanov, mine } = await twoDesks();
    const window = await asanov(first);
    const { items } = valueOf(await window.acknowledgements.mine({}));
    valueOf(await window.acknowledgements.acknowledge({ stepId: crypto.randomUUID(), way: 'system', documents: items.flatMap(({ listId, texts }) => texts.slice(0, 1).map((agreed) => ({ listId, agreed }))), signature: null }));
    await office.start();
    await settle(first);
    await office.stop();
    second.environment.advance(10 * DAY);
    first.environment.advance(10 * DAY);
    second.rooms.notifications.look();
    expect((await mine(second)).notices.map(({ kind }) => kind)).toContain('overdue');
    await together();
    expect((await mine(first)).notices.map(({ kind }) => kind)).toEqual(['toAcknowledge']);
    expect((await mine(second)).notices.map(({ kind, read }) => [kind, read])).toEqual([['overdue', true], ['toAcknowledge', false]]);
    for (const desk of [first, second]) expect((await mine(desk)).unread).toBe(1);
  });
});
