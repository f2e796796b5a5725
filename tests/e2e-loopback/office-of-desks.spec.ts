import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { pino } from 'pino';
import { type MessageKey, translate } from '#shared/i18n/translate.ts';
import { blankRequisites } from '#shared/domain/registration-card.ts';
import { invitationLine } from '#shared/sync/invitation.ts';
import type { Client } from '#shared/rpc/client.ts';
import { ServerNode } from '../../src-server/node.ts';
import { complaintsOf, expectAccessible, launchChromium } from '../support/chromium.ts';
import { clientOfPage, PASSWORD, valueOf } from '../support/page-client.ts';
import { RunningDesk } from '../support/running-desk.ts';

/** Papers that each desk registers while there is no server. */
const LETTERS = 50;
const PASSPHRASE = 'довга парольна фраза 2026';
const t = (key: MessageKey, params: Record<string, string | number> = {}): string => translate('uk', key, params);

let folder: string;
let browser: Browser;
let server: ServerNode;
let organisation: string;
let desks: RunningDesk[];
let first: Page;
let second: Page;
const complaints: string[][] = [];

test.describe.configure({ mode: 'serial' });

async function windowOf(desk: RunningDesk): Promise<Page> {
  const context = await browser.newContext({ locale: 'uk-UA', viewport: { width: 1366, height: 768 } });
  const page = await context.newPage();
  complaints.push(complaintsOf(page));
  await page.goto(desk.address);
  await expect(page.getByRole('heading', { name: t('setup.title') })).toBeVisible();
  return page;
}

/** The line that the server's administrator hands over. */
async function invitation(): Promise<string> {
  return invitationLine({ address: server.address, code: await server.server.administration.invite(organisation), certificate: server.fingerprint.replaceAll(':', '').toLowerCase() });
}

async function signIn(page: Page, login: string): Promise<void> {
  await page.getByLabel(t('session.login'), { exact: true }).fill(login);
  await page.getByLabel(t('session.password'), { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: t('frame.rooms') })).toBeVisible();
  // An issued password is to be changed within days.
  if (login === 'registrar') await page.getByRole('button', { name: t('session.change.later') }).click();
}

const openExchange = async (page: Page): Promise<void> => page.getByRole('navigation', { name: t('frame.rooms') }).getByRole('button', { name: t('frame.short.exchange') }).click();

/** A round by the key, and its end. */
async function exchange(page: Page): Promise<void> {
  await page.keyboard.press('F9');
  const done = page.getByText(t('sync.exchanged'), { exact: true }).last();
  await expect(done).toBeVisible();
  await page.getByRole('button', { name: t('common.close') }).last().click();
  await expect(done).toBeHidden();
}

async function registerPaper(client: Client, correspondentNumber: string): Promise<{ readonly documentId: string; readonly registrationIndex: string }> {
  const { journals, kinds, cases } = valueOf(await client.registration.choices({}));
  const journal = journals.find(({ direction }) => direction === 'incoming');
  const kind = kinds.find(({ directions, blockedBy }) => directions.includes('incoming') && blockedBy === null);
  const requisites = { ...blankRequisites({ direction: 'incoming', journalId: journal?.journalId ?? '', kindId: kind?.kindId ?? '' }), medium: 'paper' as const, correspondent: 'Громада', correspondentNumber, correspondentDate: '2026-01-12', subject: 'Перша тема', sheets: 1, language: 'uk' as const, caseId: cases[0]?.caseId ?? null };
  return valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites, equalTo: null, knownSimilar: [], clockConfirmed: true }));
}

async function correct(client: Client, documentId: string, subject: string): Promise<void> {
  const { version } = valueOf(await client.registration.get({ documentId }));
  valueOf(await client.registration.correct({ documentId, basedOn: version, changes: { subject }, reason: 'уточнення' }));
}

test.beforeAll(async () => {
  test.setTimeout(180_000);
  folder = mkdtempSync(path.join(tmpdir(), 'chancery-e2e-desks-'));
  server = await ServerNode.start({ dataDirectory: path.join(folder, 'server'), storeAddress: null, host: '127.0.0.1', port: 0, tls: null, log: pino({ level: 'silent' }) });
  organisation = await server.server.administration.createOrganisation('Університет');
  browser = await launchChromium();
  // One after the other: the first one builds the page.
  desks = [await RunningDesk.start(path.join(folder, 'first')), await RunningDesk.start(path.join(folder, 'second'))];
  const [firstDesk, secondDesk] = desks;
  if (firstDesk === undefined || secondDesk === undefined) throw new Error('no desks');
  first = await windowOf(firstDesk);
  second = await windowOf(secondDesk);
});

test.afterAll(async () => {
  await browser.close();
  for (const desk of desks) await desk.stop();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('the office’s first desk joins the server from its window with the pasted line', async () => {
  const client = await clientOfPage(first);
  valueOf(
    await client.desk.setUp({
      office: { name: 'Канцелярія Університету перевірок', country: 'UA', documentLanguages: ['uk'], deskCode: '1' },
      passphrase: PASSPHRASE,
      administrator: { name: 'Ганна Адміністратор', login: 'admin', password: PASSWORD },
      registrar: { name: 'Роман Реєстратор', login: 'registrar', password: PASSWORD },
    }),
  );
  await first.reload();
  await signIn(first, 'admin');
  await openExchange(first);
  await first.getByLabel(t('sync.address')).fill(await invitation());
  await first.getByRole('button', { name: t('sync.joinAction') }).click();
  await expect(first.getByRole('heading', { level: 1, name: t('frame.link.online') })).toBeVisible();
  await expect(first.getByText(t('sync.founder', { code: '1' }))).toBeVisible();
  await expectAccessible(first, 'exchange, state');
  await first.getByRole('button', { name: t('frame.signOut') }).click();
  await signIn(first, 'registrar');
});

test('a new desk joins from its first page; the office comes and its people sign in', async () => {
  await second.getByRole('radio', { name: t('setup.way.join') }).check();
  await second.getByLabel(t('sync.address')).fill(await invitation());
  for (const label of ['setup.passphrase', 'setup.passphraseAgain'] as const) await second.getByLabel(t(label), { exact: true }).and(second.locator('input')).fill(PASSPHRASE);
  await second.getByRole('button', { name: t('setup.join') }).click();
  await expect(second.getByRole('heading', { name: t('session.title') })).toBeVisible();
  await signIn(second, 'registrar');
  await openExchange(second);
  await expect(second.getByRole('heading', { level: 1, name: t('frame.link.online') })).toBeVisible();
  await expect(second.getByRole('contentinfo').last()).toContainText(t('frame.desk', { code: '2' }));
});

test('[OFF-07] without the server work goes on; when it is back, what both changed apart is settled by keys at one desk and is settled at the other', async () => {
  test.setTimeout(180_000);
  const [one, other] = [await clientOfPage(first), await clientOfPage(second)];
  const { documentId } = await registerPaper(one, '7');
  await exchange(first);
  await exchange(second);
  // Rounds begin by themselves; without the server neither desk sees what the other does.
  await server.stop();
  await correct(one, documentId, 'Тема першого місця');
  await correct(other, documentId, 'Тема другого місця');
  const stamped = new Set<string>();
  for (let letter = 0; letter < LETTERS; letter += 1) {
    // What the window shows is stamped on paper: no two papers may bear the same.
    for (const [client, desk] of [[one, 'A'], [other, 'B']] as const) stamped.add((await registerPaper(client, `${desk}-${letter}`)).registrationIndex);
  }
  expect(stamped.size).toBe(2 * LETTERS);
  await expect(first.getByRole('contentinfo').last()).toContainText(t('frame.link.offline'));
  server = await ServerNode.start({ dataDirectory: path.join(folder, 'server'), storeAddress: null, host: '127.0.0.1', port: Number(new URL(server.address).port), tls: null, log: pino({ level: 'silent' }) });
  await exchange(first);
  await exchange(second);
  await exchange(first);

  for (const client of [one, other]) {
    const { rows } = valueOf(await client.search.page({ text: '', limit: 200 }));
    expect(rows).toHaveLength(2 * LETTERS + 1);
    expect([...stamped].filter((index) => !rows.some(({ registrationIndex }) => registrationIndex === index))).toEqual([]);
  }
  await first.getByRole('button', { name: t('frame.toSettle', { count: 1 }), exact: true }).click();
  await expect(first.getByRole('region', { name: t('sync.side.later.field') })).toContainText('Тема другого місця');
  await expect(first.getByRole('region', { name: t('sync.side.earlier.field') })).toContainText('Тема першого місця');
  await expectAccessible(first, 'exchange, conflicts');
  await first.keyboard.press('2');
  await first.keyboard.type('так у листі');
  await first.keyboard.press('Control+Enter');
  await expect(first.getByText(t('sync.noConflicts'), { exact: true })).toBeVisible();
  await exchange(first);
  await exchange(second);
  await second.getByRole('tab', { name: t('sync.tab.settled') }).click();
  await expect(second.getByRole('region', { name: t('sync.decisions') })).toContainText('так у листі');
  expect(valueOf(await other.registration.get({ documentId })).card.subject).toBe('Тема першого місця');
});

test('the windows complained of nothing', () => {
  expect(complaints.flat()).toEqual([]);
});
