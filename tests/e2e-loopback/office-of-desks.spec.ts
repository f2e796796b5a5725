import { expect, test } from '@playwright/test';
import type { Client } from '#shared/rpc/client.ts';
import { expectAccessible } from '../support/chromium.ts';
import { type DeskWindow, OfficeWindows, PASSPHRASE, setUpOffice, t } from '../support/office-windows.ts';
import { valueOf } from '../support/page-client.ts';

/** Papers that each desk registers while there is no server. */
const LETTERS = 50;

let office: OfficeWindows;
let first: DeskWindow;
let second: DeskWindow;

test.describe.configure({ mode: 'serial' });

async function correct(client: Client, documentId: string, subject: string): Promise<void> {
  const { version } = valueOf(await client.registration.get({ documentId }));
  valueOf(await client.registration.correct({ documentId, basedOn: version, changes: { subject }, reason: 'уточнення' }));
}

test.beforeAll(async () => {
  test.setTimeout(180_000);
  office = await OfficeWindows.begin();
  // One after the other: the first one builds the page.
  first = await office.open('first');
  second = await office.open('second');
});

test.afterAll(() => office.close());

test('the office’s first desk joins the server from its window with the pasted line', async () => {
  const { page } = first;
  await setUpOffice(await first.client());
  await page.reload();
  await first.signIn('admin');
  await first.goTo('exchange');
  await page.getByLabel(t('sync.address')).fill(await office.server.invitation());
  await first.tabTo('button', t('sync.joinAction'));
  await first.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: t('frame.link.online') })).toBeVisible();
  await expect(page.getByText(t('sync.founder', { code: '1' }))).toBeVisible();
  await expectAccessible(page, 'exchange, state');
  await first.command(t('frame.signOut'));
  await first.signIn('registrar');
});

test('a new desk joins from its first page; the office comes and its people sign in', async () => {
  const { page } = second;
  await page.getByRole('radio', { name: t('setup.way.join') }).check();
  await page.getByLabel(t('sync.address')).fill(await office.server.invitation());
  for (const label of ['setup.passphrase', 'setup.passphraseAgain'] as const) await page.getByLabel(t(label), { exact: true }).and(page.locator('input')).fill(PASSPHRASE);
  await page.getByRole('button', { name: t('setup.join') }).press('Enter');
  await second.signIn('registrar');
  await second.goTo('exchange');
  await expect(page.getByRole('heading', { level: 1, name: t('frame.link.online') })).toBeVisible();
  await expect(second.foot).toContainText(t('frame.desk', { code: '2' }));
});

test('[OFF-07] without the server work goes on; when it is back, what both changed apart is settled by keys at one desk and is settled at the other', async () => {
  test.setTimeout(180_000);
  const clients = [await first.client(), await second.client()] as const;
  const { documentId } = await first.registerPaper('7');
  await first.exchange();
  await second.exchange();
  // Rounds begin by themselves; without the server neither desk sees what the other does.
  await office.server.stop();
  await correct(clients[0], documentId, 'Тема першого місця');
  await correct(clients[1], documentId, 'Тема другого місця');
  const stamped = new Set<string>();
  for (let letter = 0; letter < LETTERS; letter += 1) {
    // What the window shows is stamped on paper: no two papers may bear the same.
    for (const [window, desk] of [[first, 'A'], [second, 'B']] as const) stamped.add((await window.registerPaper(`${desk}-${letter}`)).registrationIndex);
  }
  expect(stamped.size).toBe(2 * LETTERS);
  await expect(first.foot).toContainText(t('frame.link.offline'));
  await office.server.start();
  for (const window of [first, second, first]) await window.exchange();

  for (const client of clients) {
    const { rows } = valueOf(await client.search.page({ text: '', limit: 200 }));
    expect(rows).toHaveLength(2 * LETTERS + 1);
    expect([...stamped].filter((index) => !rows.some(({ registrationIndex }) => registrationIndex === index))).toEqual([]);
  }
  const { page } = first;
  await page.getByRole('button', { name: t('frame.toSettle', { count: 1 }), exact: true }).press('Enter');
  await expect(page.getByRole('region', { name: t('sync.side.later.field') })).toContainText('Тема другого місця');
  await expect(page.getByRole('region', { name: t('sync.side.earlier.field') })).toContainText('Тема першого місця');
  await expectAccessible(page, 'exchange, conflicts');
  await first.press('2');
  await expect(page.getByRole('article').getByRole('textbox')).toBeFocused();
  await first.type('так у листі');
  await first.press('Control+Enter');
  await expect(page.getByText(t('sync.noConflicts'), { exact: true })).toBeVisible();
  await first.exchange();
  await second.exchange();
  await second.command(t('sync.tab.settled'));
  await expect(second.page.getByRole('region', { name: t('sync.decisions') })).toContainText('так у листі');
  expect(valueOf(await clients[1].registration.get({ documentId })).card.subject).toBe('Тема першого місця');
});

test('the windows complained of nothing', () => {
  expect(office.complaints()).toEqual([]);
});
