import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, expect, type Locator, type Page, test } from '@playwright/test';
import { type MessageKey, translate } from '#shared/i18n/translate.ts';
import { createTestPki, exportTrust } from '../../src-main/demo/pki/index.ts';
import { complaintsOf, expectAccessible, launchChromium } from '../support/chromium.ts';
import { type DayLetter, dayOfLetters, scanOf } from '../support/day-of-letters.ts';
import { Keyboard } from '../support/keyboard.ts';
import { RunningDesk } from '../support/running-desk.ts';
import { clientOfPage, PASSWORD, valueOf } from '../support/page-client.ts';

const SCREENS = path.resolve(import.meta.dirname, '..', '..', 'out', 'test-results', 'screens');
/** The whole day takes a few minutes; the short one holds a letter of each sort. */
const WHOLE_DAY = process.env['CLERK_DAY'] === 'full';
/** Keys beside the typed words: Enter on each of a dozen fields and two choices from lists, then register, paper steps, pass, next. */
const MOST_KEYS = 26;
const t = (key: MessageKey, params: Record<string, string | number> = {}): string => translate('uk', key, params);

let folder: string;
let browser: Browser;
let desk: RunningDesk;
let page: Page;
let keys: Keyboard;
let complaints: string[];
let letters: readonly DayLetter[];
const numbers = new Map<string, string>();
/** Letters of which the desk proposed something, taken with Enter. */
const suggested = new Set<string>();
const taken: { readonly name: string; readonly milliseconds: number; readonly keys: number; readonly typed: number }[] = [];

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  test.setTimeout(180_000);
  mkdirSync(SCREENS, { recursive: true });
  folder = mkdtempSync(path.join(tmpdir(), 'chancery-e2e-day-'));
  const pki = await createTestPki({ now: new Date().toISOString() });
  letters = await dayOfLetters(folder, pki, WHOLE_DAY);
  browser = await launchChromium();
  desk = await RunningDesk.start(path.join(folder, 'desk'));
  const context = await browser.newContext({ locale: 'uk-UA', viewport: { width: 1366, height: 768 } });
  await context.addInitScript('window.printed = 0; window.print = () => { window.printed += 1; };');
  page = await context.newPage();
  keys = new Keyboard(page);
  // Chromium hands its file windows over from now on; asked for at each one, it may be too late.
  page.on('filechooser', () => undefined);
  complaints = complaintsOf(page);
  await page.goto(desk.address);
  await expect(page.getByRole('heading', { name: t('setup.title') })).toBeVisible();

  // The office is made ready by the administrator; the walk begins with the clerk's sign-in.
  const client = await clientOfPage(page);
  valueOf(
    await client.desk.setUp({
      office: { name: 'Канцелярія Університету перевірок', country: 'UA', documentLanguages: ['uk'], deskCode: '1' },
      passphrase: 'довга парольна фраза 2026',
      administrator: { name: 'Ганна Адміністратор', login: 'admin', password: PASSWORD },
      registrar: { name: 'Роман Реєстратор', login: 'registrar', password: PASSWORD },
    }),
  );
  valueOf(await client.session.signIn({ login: 'admin', password: PASSWORD }));
  const { trustAnchors, intermediates, crls } = exportTrust(pki);
  for (const [kind, files] of [['anchor', trustAnchors], ['intermediate', intermediates], ['crl', crls]] as const) {
    for (const { fileName, bytes } of files) valueOf(await client.administration.addTrust({ kind, fileName, bytes: Uint8Array.from(bytes), fingerprint: createHash('sha256').update(bytes).digest('hex') }));
  }
  valueOf(await client.session.signOut({}));
  valueOf(await client.session.signIn({ login: 'registrar', password: PASSWORD }));
  const person = async (name: string): Promise<string> => valueOf(await client.review.definePerson({ personId: null, name, position: '', unitId: null, accountId: null })).personId;
  valueOf(await client.review.setHead({ personId: await person('Ректор Іваненко') }));
  valueOf(await client.review.defineDuty({ dutyId: null, reviewerPersonId: await person('Проректор Шевчук'), kindId: null, journalId: null, category: null, caseIndex: null, words: [] }));
  valueOf(await client.session.signOut({}));
  await page.reload();
});

test.afterAll(async () => {
  await browser.close();
  await desk.stop();
  rmSync(folder, { recursive: true, force: true });
});

const focusedField = async (): Promise<string> => page.evaluate(() => (document.activeElement instanceof HTMLElement ? (document.activeElement.dataset['field'] ?? (document.activeElement.dataset['register'] === undefined ? '' : 'register')) : ''));
const seen = async (locator: Locator): Promise<void> => expect(locator.first()).toBeVisible();

/** From field to field with Enter, as a clerk reads a letter, until the button that registers has the focus. */
async function fillCard(letter: DayLetter): Promise<void> {
  for (let step = 0; step < 30; step += 1) {
    const field = await focusedField();
    if (field === 'register') return;
    expect(field, `${letter.name}: the focus stands in a field after ${step} steps`).not.toBe('');
    const written = letter.card[field as keyof DayLetter['card']];
    const offered = written !== undefined && (await page.locator('[data-card]').getByText(t('requisite.takeSuggestion', { value: written }), { exact: true }).count()) > 0;
    if (offered) suggested.add(letter.name);
    else if (field === 'correspondent' && letter.fromDirectory !== undefined) {
      // Known by now: a few letters, and the directory completes the name.
      await keys.type(letter.fromDirectory);
      await seen(page.getByRole('option', { name: letter.card.correspondent ?? '' }));
      await keys.press('ArrowDown');
      await keys.press('Enter');
      await expect(page.locator('[data-field="correspondent"]')).toHaveValue(letter.card.correspondent ?? '');
    } else if (field === 'caseId' && written !== undefined && (await page.locator('[data-field="caseId"]').inputValue()) === '') {
      await keys.type(written);
      await seen(page.getByRole('option', { name: new RegExp(`^${written}`) }));
    } else if (written !== undefined && field !== 'caseId' && (await page.locator(`[data-field="${field}"]`).inputValue()) === '') {
      await keys.type(written);
      if (field === 'correspondent' && letter.toDirectory === true) {
        await seen(page.getByRole('button', { name: t('correspondents.keep') }));
        await keys.press('F7');
        await seen(page.getByLabel(t('correspondents.category'), { exact: true }));
      }
    }
    await keys.press('Enter');
    if (field === 'caseId' && (await focusedField()) === 'caseId') await keys.press('Enter');
  }
}

async function register(letter: DayLetter): Promise<void> {
  await keys.press('Control+Enter');
  const number = page.locator('#registered-number');
  await expect(number, `${letter.name} is registered`).toBeVisible();
  numbers.set(letter.name, (await number.innerText()).replace('№', '').trim());
}

/** The number onto the paper, the scan, and the way to review: each step is under the hand. */
async function goPaperWay(letter: DayLetter, byHand: boolean): Promise<void> {
  const print = page.getByRole('button', { name: t('paper.label.print') });
  await expect(print).toBeFocused();
  if (byHand) {
    await keys.press('Tab');
    await keys.press('Enter');
  } else {
    const before = await page.evaluate(() => Number(Reflect.get(window, 'printed')));
    await keys.press('Control+P');
    await expect.poll(() => page.evaluate(() => Number(Reflect.get(window, 'printed')))).toBe(before + 1);
  }
  await expect(page.getByRole('button', { name: t('paper.scan.choose') })).toBeFocused();
  const chooser = page.waitForEvent('filechooser');
  await keys.press('F2');
  await (await chooser).setFiles(await scanOf(folder, letter.name));
  await expect(page.getByRole('button', { name: t('paper.scan.replace') })).toBeVisible();
}

async function passOn(): Promise<void> {
  await expect(page.getByRole('button', { name: t('review.passTo', { name: 'Проректор Шевчук' }) })).toBeEnabled();
  await keys.press('F8');
  await seen(page.getByText('Проректор Шевчук', { exact: false }).and(page.locator('p.numbers')));
}

/** Anything by its name in the palette. */
async function command(name: string): Promise<void> {
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await keys.press('Control+K');
  // Seen is not yet in hand: what is typed before would go to the page.
  await expect(page.getByPlaceholder(t('palette.placeholder'))).toBeFocused();
  await keys.type(name);
  await seen(page.getByRole('dialog').getByText(name, { exact: true }));
  await keys.press('Enter');
}

/** The document that was registered just now: from its number by Tab and Enter. */
async function openRegistered(): Promise<void> {
  const open = page.getByRole('button', { name: t('registration.done.open') });
  for (let steps = 0; steps < 12 && !(await open.evaluate((element) => element === document.activeElement)); steps += 1) await keys.press('Tab');
  await keys.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: /№/ })).toBeVisible();
}

test('the clerk signs in and takes the day’s files in', async () => {
  await expect(page.getByLabel(t('session.login'), { exact: true })).toBeFocused();
  await keys.type('registrar');
  await keys.press('Tab');
  await keys.type(PASSWORD);
  await keys.press('Enter');
  await seen(page.getByText(t('session.change.title')));
  await keys.press('Escape');
  await seen(page.getByText(t('registration.letters.empty')));
  await page.locator('input[type="file"]').first().setInputFiles(letters.flatMap(({ files }) => files));
  for (const letter of letters.filter(({ files }) => files.length > 0)) await seen(page.getByText(letter.listed ?? ''));
  const client = await clientOfPage(page);
  await expect.poll(async () => valueOf(await client.intake.list({})).letters.filter(({ verdict }) => verdict === null).length, { timeout: 60_000 }).toBe(0);
});

test('[REG-05] every letter of the day is registered, stamped, scanned and passed on by keys alone', async () => {
  test.setTimeout(WHOLE_DAY ? 600_000 : 120_000);
  let paperNumber = 0;
  for (const [at, letter] of letters.entries()) {
    keys.begin();
    const started = performance.now();
    const paper = letter.files.length === 0;
    if (paper) await keys.press('Alt+N');
    else if (at === 0) await keys.press('Enter');
    await expect.poll(focusedField, { message: `${letter.name}: the card has the focus` }).toBe('correspondent');
    if (letter.sameAsPrevious === true) await keys.press('Control+Shift+D');
    await fillCard(letter);
    if (letter.equalTo !== undefined) {
      // The desk asks; the answer is under the hand: an original of equal force, not another letter.
      await keys.press('Control+Enter');
      await expect(page.getByRole('button', { name: t('registration.similar.other') })).toBeFocused();
      await keys.press('Tab');
      await keys.press('Enter');
    }
    await register(letter);
    if (paper) await goPaperWay(letter, (paperNumber += 1) % 2 === 1);
    const next = letters[at + 1];
    // The last one is looked at again before it goes on: what nobody else has seen is put right without a reason.
    if (letter.equalTo === undefined && next !== undefined) await passOn();
    taken.push({ name: letter.name, milliseconds: Math.round(performance.now() - started), ...keys.counted() });
    // To the next one with one key: Enter where a letter waits, Alt+N for a paper.
    if (next !== undefined && next.files.length > 0) await keys.press('Control+Enter');
  }
  // Of papers the desk may propose what stood on the sender’s earlier card.
  expect([...suggested]).toEqual(expect.arrayContaining(letters.filter(({ files }) => files.length > 0 && !files[0]?.endsWith('.docx')).map(({ name }) => name)));
  for (const one of taken) expect(one.keys, `${one.name}: keys beside the words`).toBeLessThanOrEqual(MOST_KEYS);
  const times = taken.map(({ milliseconds }) => milliseconds).toSorted((one, other) => one - other);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  const summary = `letters ${times.length}, median ${at(0.5)} ms, p95 ${at(0.95)} ms, keys beside words at most ${Math.max(...taken.map((one) => one.keys))}`;
  process.stdout.write(`clerk's day: ${summary}\n`);
  await test.info().attach('clerk-day.json', { body: JSON.stringify({ summary, taken }, null, 2), contentType: 'application/json' });
  await expectAccessible(page, 'after the last letter');
});

test('a slip is put right within the quarter of an hour, without a reason', async () => {
  await openRegistered();
  await keys.press('F4');
  await expect.poll(focusedField).toBe('correspondent');
  for (let step = 0; step < 12 && (await focusedField()) !== 'subject'; step += 1) await keys.press('Enter');
  await keys.press('Control+A');
  await keys.type('Про впорядкування описів справ');
  await keys.press('Control+Enter');
  await seen(page.getByText(t('document.correct.done')));
  await seen(page.getByText('Про впорядкування описів справ'));
});

test('a registration in the wrong journal is moved, its number is void with the reason', async () => {
  await command(t('document.move'));
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel(t('requisite.journalId'))).toBeFocused();
  const reason = dialog.getByLabel(t('common.reason'));
  for (let step = 0; step < 8 && !(await reason.evaluate((element) => element === document.activeElement)); step += 1) await keys.press('Tab');
  await keys.type('Помилково обрано журнал');
  await keys.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('heading', { level: 1, name: /№/ })).not.toContainText(numbers.get(letters.at(-1)?.name ?? '') ?? '?');
});

test('a number is taken out of use with its reason', async () => {
  const name = numbers.get(letters.at(-2)?.name ?? '') ?? '';
  await keys.press('Control+K');
  // Seen is not yet in hand: what is typed before would go to the page.
  await expect(page.getByPlaceholder(t('palette.placeholder'))).toBeFocused();
  await keys.type(name);
  await seen(page.getByText(`№ ${name} ·`));
  await keys.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: /№/ })).toContainText(name);
  // At once after a card was opened by its number: what was found for the number is no answer to the command.
  await command(t('document.void'));
  await expect(page.getByRole('dialog').getByLabel(t('common.reason'))).toBeFocused();
  await keys.type('Зареєстровано помилково');
  await keys.press('Control+Enter');
  await seen(page.getByText(t('document.voidReason', { reason: 'Зареєстровано помилково' })));
});

test('the day’s letters are found by a form of a word, a part of the number and a word of the file', async () => {
  const find = async (words: string, expected: string): Promise<void> => {
    await keys.press('/');
    await keys.press('Control+A');
    await keys.type(words);
    await keys.press('Enter');
    await expect(page.getByRole('grid').getByText(expected).first()).toBeVisible({ timeout: 30_000 });
    await keys.press('ArrowDown');
    await expect(page.getByRole('grid')).toBeFocused();
  };
  await find('архівною справою', 'Про надання інформації щодо архівних справ');
  await find('551-п', 'Про навчальні плани кафедр');
  await find('гербарію', 'Про навчальні плани кафедр');
  await keys.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: /№/ })).toBeVisible();
  expect(complaints).toEqual([]);
});
