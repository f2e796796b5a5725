import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import type { Language } from '#shared/domain/languages.ts';
import { type MessageKey, translate } from '#shared/i18n/translate.ts';
import { type Client, createClient } from '#shared/rpc/client.ts';
import { createTestPki, exportTrust, signAttached, signDetached, type TestPki } from '../../src-main/demo/pki/index.ts';
import { loadFonts, makeTextPdf } from '../../src-main/pdf/index.ts';
import { createLoopbackTransport } from '../../src-renderer/transport/loopback.ts';
import { complaintsOf, expectAccessible, launchChromium } from '../support/chromium.ts';
import { RunningDesk } from '../support/running-desk.ts';

const ROOT = path.resolve(import.meta.dirname, '..', '..');
const SCREENS = path.join(ROOT, 'out', 'test-results', 'screens');
const PASSWORD = 'Str0ng-pass!';
const PASSPHRASE = 'довга парольна фраза 2026';
const LANGUAGE: Language = 'uk';

const t = (key: MessageKey, params: Record<string, string | number> = {}): string => translate(LANGUAGE, key, params);
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

let folder: string;
let dataDirectory: string;
let browser: Browser;
let desk: RunningDesk;
let page: Page;
let complaints: string[];
let pki: TestPki;

test.describe.configure({ mode: 'serial' });

async function openPage(): Promise<void> {
  const context = await browser.newContext({ locale: 'uk-UA', viewport: { width: 1366, height: 768 }, acceptDownloads: true });
  page = await context.newPage();
  complaints = complaintsOf(page);
  await page.goto(desk.address);
}

/** The input that a label names; sections carry the same words. */
function field(key: MessageKey) {
  return page.getByLabel(t(key), { exact: true }).and(page.locator('input'));
}

async function screenshot(name: string): Promise<void> {
  await page.screenshot({ path: path.join(SCREENS, `${name}.png`) });
}

async function signIn(login: string): Promise<void> {
  await page.getByLabel(t('session.login'), { exact: true }).fill(login);
  await page.getByLabel(t('session.password'), { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
}

/** Presses what bears the name, a button or a tab. */
async function press(name: string): Promise<void> {
  await page.getByRole('button', { name }).or(page.getByRole('tab', { name })).first().click();
}

/** The registrar's password was issued: the desk asks to change it, which may wait until the term ends. */
async function signInAsRegistrar(): Promise<void> {
  await signIn('registrar');
  await expect(page.getByText(t('session.change.title')).first()).toBeVisible();
  await press(t('session.change.later'));
}

async function signOut(): Promise<void> {
  await page.getByRole('button', { name: t('frame.signOut'), exact: true }).click();
}

/** A client in this window's own session: what the page itself could ask. */
async function clientOfWindow(): Promise<Client> {
  const { origin } = new URL(page.url());
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const transport = createLoopbackTransport(origin, {
    fetch: (url, init) => fetch(url, { ...init, headers: { ...init.headers, cookie, origin } }),
    openEvents: () => ({ close: () => undefined }),
  });
  return createClient(transport, () => crypto.randomUUID());
}

async function letterFile(name: string, text: string): Promise<{ readonly file: string; readonly bytes: Uint8Array }> {
  const bytes = await makeTextPdf({
    title: 'Про надання інформації',
    paragraphs: [text, 'Қазақша: әғқңөұүһі. Кыргызча: ңөү. Українською: ґєії. По-русски: ёъыэ. №'],
    fonts: await loadFonts(path.join(ROOT, 'resources', 'fonts')),
    createdAt: new Date().toISOString(),
  });
  const file = path.join(folder, name);
  writeFileSync(file, bytes);
  return { file, bytes };
}

async function chooseFiles(...files: string[]): Promise<void> {
  await page.locator('input[type="file"]').first().setInputFiles(files);
}

async function fillCard(correspondent: string): Promise<void> {
  const fill = async (key: MessageKey, value: string): Promise<void> => page.getByRole('textbox', { name: t(key) }).or(page.getByRole('combobox', { name: t(key) })).first().fill(value);
  await fill('requisite.correspondent.incoming', correspondent);
  await fill('requisite.correspondentNumber', '12/34-567');
  await fill('requisite.correspondentDate', '20.11.2025');
  await fill('requisite.subject', 'Про надання інформації щодо архівних справ');
  await page.getByRole('textbox', { name: t('requisite.sheets'), exact: false }).first().fill('1');
  const caseField = page.getByRole('textbox', { name: t('requisite.caseId') }).or(page.getByRole('combobox', { name: t('requisite.caseId') })).first();
  await caseField.click();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}

async function saved(button: ReturnType<Page['getByRole']>): Promise<{ readonly bytes: Buffer; readonly name: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return { bytes: readFileSync(await download.path()), name: download.suggestedFilename() };
}

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'chancery-e2e-'));
  dataDirectory = path.join(folder, 'desk');
  mkdirSync(SCREENS, { recursive: true });
  pki = await createTestPki({ now: new Date().toISOString() });
  browser = await launchChromium();
  desk = await RunningDesk.start(dataDirectory);
  await openPage();
});

test.afterAll(async () => {
  await browser.close();
  await desk.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('1: first start creates the office, the administrator and the registrar', async () => {
  await expect(page.getByRole('heading', { name: t('setup.title') })).toBeVisible();
  await expectAccessible(page, 'set up');
  await page.getByLabel(t('setup.officeName')).fill('Канцелярія Університету перевірок');
  await page.getByLabel(t('setup.country'), { exact: false }).first().selectOption('UA');
  await field('setup.passphrase').first().fill(PASSPHRASE);
  await field('setup.passphraseAgain').first().fill(PASSPHRASE);
  for (const [at, [name, login]] of [
    ['Ганна Адміністратор', 'admin'],
    ['Роман Реєстратор', 'registrar'],
  ].entries()) {
    await field('setup.name').nth(at).fill(name ?? '');
    await field('session.login').nth(at).fill(login ?? '');
    await field('session.password').nth(at).fill(PASSWORD);
    await field('session.change.again').nth(at).fill(PASSWORD);
  }
  await screenshot('1-set-up');
  await page.getByRole('button', { name: t('setup.finish') }).click();
  await expect(page.getByRole('heading', { name: t('session.title') })).toBeVisible();
  await expectAccessible(page, 'sign in');
  await screenshot('1-sign-in');
});

test('the administrator gives the desk the certificates that it trusts', async () => {
  await signIn('admin');
  await expect(page.getByRole('button', { name: t('frame.signOut'), exact: true })).toBeVisible();
  const client = await clientOfWindow();
  const { trustAnchors, intermediates, crls } = exportTrust(pki);
  for (const [kind, files] of [['anchor', trustAnchors], ['intermediate', intermediates], ['crl', crls]] as const) {
    for (const { fileName, bytes } of files) {
      const added = await client.administration.addTrust({ kind, fileName, bytes: Uint8Array.from(bytes), fingerprint: sha256(bytes) });
      expect(added.ok).toBe(true);
    }
  }
  await press(t('frame.short.administration'));
  await press(t('administration.trust'));
  await expect(page.getByText('test-root.cer').first()).toBeVisible();
  await screenshot('administration');
  await expectAccessible(page, 'administration');
  await signOut();
});

test('[REG-08] 2–3: a PDF with its detached signature is stored and checked before registration', async () => {
  const letter = await letterFile('Запит.pdf', 'Просимо надати інформацію про стан архівних справ.');
  writeFileSync(path.join(folder, 'Запит.pdf.p7s'), signDetached(letter.bytes, pki.signers.clerk, { timestamp: { authority: pki.timestampAuthority, time: new Date() } }));
  await signInAsRegistrar();
  await chooseFiles(letter.file, `${letter.file}.p7s`);
  await expect(page.getByText(t('verdict.word.passed')).first()).toBeVisible();
  await expect(page.getByText('Ґудзь Євгенія Їжаківна').first()).toBeVisible();
  await screenshot('3-checked');
  await expectAccessible(page, 'registration');
});

test('[CARD-05] 4: an empty card is refused with the missing requisites named, nothing is lost', async () => {
  await page.getByRole('textbox', { name: t('requisite.correspondentNumber') }).first().fill('12/34-567');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(t('registration.card.refused')).first()).toBeVisible();
  await expect(page.getByRole('textbox', { name: t('requisite.correspondentNumber') }).first()).toHaveValue('12/34-567');
  await screenshot('4-refused');
});

test('[REG-04] [NUM-01] 4: the card is filled and registered by keyboard: final number, date, history', async () => {
  await fillCard('Міністерство освіти і науки України');
  await screenshot('4-card');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(t('registration.done.title')).first()).toBeVisible();
  await screenshot('4-registered');
  await expectAccessible(page, 'registered');
  await page.getByRole('button', { name: t('registration.done.open') }).click();
  await press(t('document.tab.history'));
  await expect(page.getByText('Роман Реєстратор').first()).toBeVisible();
  await screenshot('5-document');
  await expectAccessible(page, 'document');
});

test('[PAP-03] [CARD-10] 5: stamped copy and paper copy with the protocol; the original’s bytes are unchanged', async () => {
  const original = readFileSync(path.join(folder, 'Запит.pdf'));
  await press(t('document.tab.copies'));
  for (const form of ['stamped', 'paper'] as const) {
    await page.getByRole('button', { name: t('document.copy.make', { form: t(`document.copy.${form}`) }) }).click();
    await expect(page.getByRole('article').filter({ hasText: translate(LANGUAGE, `protocol.copyName.${form}`, { index: '' }).trim() }).first()).toBeVisible({ timeout: 60_000 });
  }
  await screenshot('5-copies');
  await expectAccessible(page, 'copies');

  const client = await clientOfWindow();
  const rows = await client.search.page({});
  if (!rows.ok || rows.value.rows[0] === undefined) throw new Error('no registered document');
  const found = await client.registration.get({ documentId: rows.value.rows[0].documentId });
  if (!found.ok) throw new Error(found.error.message);
  expect(found.value.copies).toHaveLength(2);
  expect(found.value.card.files[0]?.sha256).toBe(sha256(original));
  const stored = await client.files.read({ sha256: sha256(original), offset: 0, length: 512 * 1024 });
  if (!stored.ok) throw new Error(stored.error.message);
  expect(sha256(stored.value.piece)).toBe(sha256(original));

  for (const copy of found.value.copies) {
    const { bytes, name } = await saved(page.getByRole('article').filter({ hasText: copy.fileName }).getByRole('button', { name: t('document.saveFile') }));
    // Of a stamped copy the desk keeps what follows the original, and names it by the hash of that.
    expect(sha256(copy.form === 'stamped' ? bytes.subarray(original.length) : bytes)).toBe(copy.sha256);
    expect(bytes.length).toBe(copy.size);
    expect(name).toBe(copy.fileName);
    const file = path.join(folder, `${copy.form}.pdf`);
    writeFileSync(file, bytes);
    execFileSync('qpdf', ['--check', file]);
    const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
    expect(text).toContain(found.value.card.registrationIndex);
    expect(text).toContain('Ґудзь Євгенія Їжаківна');
    expect(text).toContain('әғқңөұүһі');
    if (copy.form === 'paper') expect(text).toContain(t('protocol.title'));
    else expect(bytes.subarray(0, original.length).equals(original)).toBe(true);
    execFileSync('pdftoppm', ['-r', '70', '-png', file, path.join(SCREENS, `5-${copy.form}`)]);
  }
});

test('[NUM-01] 5: the place of the stamp is chosen upon the page by keys, never over text', async () => {
  await press(t('markPlaces.choose'));
  const dialog = page.getByRole('dialog');
  const stamp = dialog.getByRole('button', { name: new RegExp(`^${t('markPlaces.stamp')}:`) });
  const make = dialog.getByRole('button', { name: t('markPlaces.make') });
  await expect(stamp).toBeVisible({ timeout: 30_000 });
  await expectAccessible(page, 'mark-places');
  await expect(make).toBeEnabled();
  // Up the page until it stands over the letterhead: the copy is then not made.
  await stamp.focus();
  for (let step = 0; step < 26; step += 1) await page.keyboard.press('Shift+ArrowUp');
  for (let step = 0; step < 6; step += 1) await page.keyboard.press('Shift+ArrowLeft');
  await expect(dialog.getByRole('alert')).toHaveText(t('markPlaces.covers'));
  await expect(make).toBeDisabled();
  await screenshot('5-mark-over-text');
  await press(t('markPlaces.suggested'));
  await expect(dialog.getByRole('alert')).toHaveCount(0);
  // Ten millimetres up and one to the left of where it was suggested.
  const placeOf = async (): Promise<number[]> => [...((await stamp.getAttribute('aria-label')) ?? '').matchAll(/\d+/g)].map(([digits]) => Number(digits));
  const [, left = 0, top = 0] = await placeOf();
  await stamp.focus();
  await page.keyboard.press('Shift+ArrowUp');
  await page.keyboard.press('ArrowLeft');
  await expect.poll(placeOf).toEqual([1, left - 1, top - 10]);
  // The mouse does the same: ten pixels to the left.
  const box = await stamp.boundingBox();
  if (box === null) throw new Error('the stamp is not seen');
  await page.mouse.move(box.x + 30, box.y + 30);
  await page.mouse.down();
  await page.mouse.move(box.x + 20, box.y + 30, { steps: 3 });
  await page.mouse.up();
  await expect.poll(async () => (await placeOf())[1]).toBeLessThan(left - 1);
  const [, chosenLeft = 0, chosenTop = 0] = await placeOf();
  await make.focus();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden({ timeout: 60_000 });

  const client = await clientOfWindow();
  const rows = await client.search.page({});
  if (!rows.ok || rows.value.rows[0] === undefined) throw new Error('no registered document');
  const found = await client.registration.get({ documentId: rows.value.rows[0].documentId });
  if (!found.ok) throw new Error(found.error.message);
  const copy = found.value.copies.filter(({ form }) => form === 'stamped').toSorted((one, other) => one.madeAt.localeCompare(other.madeAt)).at(-1);
  expect(found.value.copies).toHaveLength(3);
  if (copy === undefined) throw new Error('no stamped copy');
  const bytes: number[] = [];
  while (bytes.length < copy.size) {
    const read = await client.files.read({ sha256: copy.sha256, offset: bytes.length, length: 512 * 1024 });
    if (!read.ok) throw new Error(read.error.message);
    bytes.push(...read.value.piece);
  }
  const file = path.join(folder, 'placed.pdf');
  writeFileSync(file, Uint8Array.from(bytes));
  // Poppler says where the words are: the number stands inside the box that was chosen, 72 mm wide.
  const words = execFileSync('pdftotext', ['-bbox', '-l', '1', file, '-'], { encoding: 'utf8' });
  const number = [...words.matchAll(/xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]*)</g)].find(([, , , word]) => word === found.value.card.registrationIndex);
  const millimetres = [number?.[1], number?.[2]].map((points) => Number(points) / (72 / 25.4));
  expect(millimetres[0]).toBeGreaterThan(chosenLeft - 1);
  expect(millimetres[0]).toBeLessThan(chosenLeft + 72);
  expect(millimetres[1]).toBeGreaterThan(chosenTop - 1);
  expect(millimetres[1]).toBeLessThan(chosenTop + 30);
});

test('[CARD-10] an attached signature, an image and a text come in as well and are shown', async () => {
  const inside = await letterFile('Усередині.pdf', 'Текст усередині підпису.');
  const attached = path.join(folder, 'Усередині.pdf.p7m');
  writeFileSync(attached, signAttached(inside.bytes, pki.signers.director));
  const image = path.join(folder, 'скан.png');
  await page.screenshot({ path: image });
  const text = path.join(folder, 'нотатка.txt');
  writeFileSync(text, 'Просто текст');
  await page.keyboard.press('Escape');
  await press(t('registration.tab.letters'));
  await chooseFiles(attached, image, text);
  await expect(page.getByText('Усередині.pdf.p7m').first()).toBeVisible();
  const client = await clientOfWindow();
  await expect
    .poll(async () => {
      const list = await client.intake.list({});
      return list.ok ? list.value.letters.map((letter) => [letter.fileName, letter.verdict]) : [];
    })
    .toEqual([
      ['Усередині.pdf.p7m', 'passed'],
      ['скан.png', 'unsigned'],
      ['нотатка.txt', 'unsigned'],
    ]);
  await page.getByText('Усередині.pdf.p7m').first().click();
  await expect(page.getByText('Текст усередині підпису.').first()).toBeVisible();
  await screenshot('2-several');
});

test('[VER-03] a letter with three signatures shows three verdicts, each with its reason and what can be done', async () => {
  const letter = await letterFile('Наказ.pdf', 'Наказ про створення експертної комісії.');
  const other = await letterFile('Інший.pdf', 'Зовсім інший текст.');
  writeFileSync(path.join(folder, 'Наказ.pdf.p7s'), signDetached(letter.bytes, pki.signers.director));
  writeFileSync(path.join(folder, 'Наказ.pdf.sig'), signDetached(letter.bytes, pki.signers.revoked));
  writeFileSync(path.join(folder, 'Наказ.pdf.sgn'), signDetached(other.bytes, pki.signers.clerk));
  await chooseFiles(letter.file, `${letter.file}.p7s`, `${letter.file}.sig`, `${letter.file}.sgn`);
  const client = await clientOfWindow();
  const verdicts = async (): Promise<string[]> => {
    const list = await client.intake.list({});
    const found = list.ok ? list.value.letters.find(({ fileName }) => fileName === 'Наказ.pdf') : undefined;
    const opened = found === undefined ? null : await client.intake.get({ letterId: found.letterId });
    return opened?.ok === true ? opened.value.reports.flatMap(({ signatures }) => signatures.map(({ indication }) => indication)).toSorted() : [];
  };
  await expect.poll(verdicts).toEqual(['INDETERMINATE', 'TOTAL-FAILED', 'TOTAL-PASSED']);
  await page.getByText('Наказ.pdf', { exact: true }).first().click();
  for (const word of ['passed', 'failed', 'undetermined'] as const) await expect(page.getByText(t(`verdict.word.${word}`)).first()).toBeVisible();
  await expect(page.getByText(t('verdict.hashMismatch')).first()).toBeVisible();
  await screenshot('3-three-signatures');
  await expectAccessible(page, 'three signatures');
});

test('6: after a new start everything is there', async () => {
  expect(complaints).toEqual([]);
  await page.context().close();
  expect(await desk.stop()).toBe(0);
  expect(existsSync(path.join(dataDirectory, 'loopback-address'))).toBe(false);
  desk = await RunningDesk.start(dataDirectory);
  await openPage();
  await expect(page.getByRole('heading', { name: t('unlock.title') })).toBeVisible();
  await expectAccessible(page, 'unlock');
  await field('setup.passphrase').first().fill(PASSPHRASE);
  await page.keyboard.press('Enter');
  await signInAsRegistrar();
  await expect(page.getByText('Усередині.pdf.p7m').first()).toBeVisible();
  await press(t('direction.incoming'));
  await expect(page.getByText('Міністерство освіти і науки України').first()).toBeVisible();
  await screenshot('6-after-restart');
  await expectAccessible(page, 'journal');
});

test('a second start on the same data is refused with a clear message', async () => {
  const { code, output } = await RunningDesk.ended(dataDirectory);
  expect(code).toBe(1);
  expect(output).toContain('already at work');
});

test('6: killed in the middle of registering, the database is sound and the letter is registered completely or not at all', async () => {
  await press(t('registration.tab.letters'));
  await page.getByText('Усередині.pdf.p7m').first().click();
  await fillCard('Управління освіти');
  await page.keyboard.press('Control+Enter');
  await desk.kill();
  await page.context().close();

  const passphraseFile = path.join(folder, 'passphrase');
  writeFileSync(passphraseFile, PASSPHRASE, { mode: 0o600 });
  const check = spawnSync(process.execPath, [path.join(ROOT, 'scripts', 'chancery.ts'), 'check', '--data', dataDirectory, '--passphrase-file', passphraseFile, '--json'], { encoding: 'utf8' });
  expect(JSON.parse(check.stdout)).toMatchObject({ database: true, chain: true, projections: true, problems: [] });
  expect(check.status).toBe(0);

  desk = await RunningDesk.start(dataDirectory, ['--passphrase-file', passphraseFile]);
  await openPage();
  await signInAsRegistrar();
  await expect(page.getByRole('button', { name: t('frame.signOut'), exact: true })).toBeVisible();
  const client = await clientOfWindow();
  const [cards, letters] = [await client.search.page({}), await client.intake.list({})];
  if (!cards.ok || !letters.ok) throw new Error('lists cannot be read');
  const registered = cards.value.rows.some((row) => row.correspondent === 'Управління освіти');
  const waits = letters.value.letters.some((letter) => letter.fileName === 'Усередині.pdf.p7m');
  expect(registered).toBe(!waits);
});
