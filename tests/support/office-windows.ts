import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, expect, type Page } from '@playwright/test';
import { blankRequisites } from '#shared/domain/registration-card.ts';
import { type MessageKey, translate } from '#shared/i18n/translate.ts';
import type { Client } from '#shared/rpc/client.ts';
import { OfficeServer } from './central-server/office-server.ts';
import { complaintsOf, launchChromium } from './chromium.ts';
import { clientOfPage, PASSWORD, valueOf } from './page-client.ts';
import { RunningDesk } from './running-desk.ts';

export const PASSPHRASE = 'довга парольна фраза 2026';
const PEOPLE = { administrator: { name: 'Ганна Адміністратор', login: 'admin', password: PASSWORD }, registrar: { name: 'Роман Реєстратор', login: 'registrar', password: PASSWORD } };

/** A text of the window. */
export const t = (key: MessageKey, params: Record<string, string | number> = {}): string => translate('uk', key, params);

export interface RegisteredPaper {
  readonly documentId: string;
  readonly registrationIndex: string;
}

/** Sets a new desk up as an office with an administrator and a registrar. */
export async function setUpOffice(client: Client): Promise<void> {
  valueOf(await client.desk.setUp({ office: { name: 'Канцелярія Університету перевірок', country: 'UA', documentLanguages: ['uk'], deskCode: '1' }, passphrase: PASSPHRASE, ...PEOPLE }));
}

/** A desk in a process of its own with one window, in Ukrainian, and the hands of a clerk at its keyboard. */
export class DeskWindow {
  readonly page: Page;
  readonly folder: string;
  readonly desk: RunningDesk;
  readonly complaints: readonly string[];

  private constructor(desk: RunningDesk, page: Page, folder: string, complaints: readonly string[]) {
    this.desk = desk;
    this.page = page;
    this.folder = folder;
    this.complaints = complaints;
  }

  static async open(browser: Browser, folder: string): Promise<DeskWindow> {
    const desk = await RunningDesk.start(folder);
    const context = await browser.newContext({ locale: 'uk-UA', viewport: { width: 1366, height: 768 } });
    const page = await context.newPage();
    // Chromium hands its file windows over from now on; asked for at each one, it may be too late.
    page.on('filechooser', () => undefined);
    const complaints = complaintsOf(page);
    await page.goto(desk.address);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    return new DeskWindow(desk, page, folder, complaints);
  }

  /** Plugs a stick in: a folder that this desk takes for a drive. @returns its place */
  plugStick(): string {
    const stick = `${this.folder}.stick`;
    mkdirSync(stick, { recursive: true });
    return stick;
  }

  /** The window is closed and the desk ends, as in the evening. */
  async close(): Promise<void> {
    await this.page.context().close();
    await this.desk.stop();
  }

  /** What the page itself could ask. */
  client(): Promise<Client> {
    return clientOfPage(this.page);
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** Opens the key after a start of the desk. */
  async unlock(): Promise<void> {
    await expect(this.page.getByRole('heading', { name: t('unlock.title') })).toBeVisible();
    await this.type(PASSPHRASE);
    await this.press('Enter');
  }

  async signIn(login: 'admin' | 'registrar'): Promise<void> {
    await expect(this.page.getByRole('heading', { name: t('session.title') })).toBeVisible();
    await this.type(login);
    await this.press('Tab');
    await this.type(PASSWORD);
    await this.press('Enter');
    await expect(this.page.getByRole('navigation', { name: t('frame.rooms') })).toBeVisible();
    // An issued password is to be changed within days.
    if (login === 'admin') return;
    const later = this.page.getByRole('button', { name: t('session.change.later') });
    await later.press('Enter');
    await expect(later).toBeHidden();
  }

  /** Chooses something from the palette by its words. */
  async command(words: string): Promise<void> {
    await this.press('Control+k');
    await this.page.getByRole('textbox', { name: t('palette.placeholder') }).pressSequentially(words);
    const chosen = this.page.locator('[data-action][data-selected]');
    await expect(chosen).toContainText(words);
    await this.press('Enter');
  }

  /** Goes with Tab to what bears the focus next; fails where it is not reached. */
  async tabTo(role: 'button' | 'checkbox', name: string): Promise<void> {
    const wanted = this.page.getByRole(role, { name, exact: true });
    for (let steps = 0; steps < 60; steps += 1) {
      if (await wanted.evaluateAll((found) => found.includes(document.activeElement as HTMLElement))) return;
      await this.press('Tab');
    }
    throw new Error(`Tab does not come to “${name}”`);
  }

  async goTo(room: 'exchange'): Promise<void> {
    await this.command(t('palette.goTo', { room: t(`frame.room.${room}`) }));
  }

  /** A round by its key, and the notice of its end. */
  async exchange(): Promise<void> {
    await this.press('F9');
    const done = this.page.getByText(t('sync.exchanged'), { exact: true }).last();
    await expect(done).toBeVisible();
    await this.page.getByRole('button', { name: t('common.close') }).last().press('Enter');
    await expect(done).toBeHidden();
  }

  /** The line at the window's foot. */
  get foot() {
    return this.page.getByRole('contentinfo').last();
  }

  /** A letter that came with one file. */
  async receiveLetter(fileName: string, bytes: Uint8Array<ArrayBuffer>): Promise<{ readonly sha256: string }> {
    const client = await this.client();
    const { uploadId } = valueOf(await client.files.begin({ fileName, size: bytes.length }));
    valueOf(await client.files.append({ uploadId, offset: 0, piece: bytes }));
    const { sha256 } = valueOf(await client.files.finish({ uploadId }));
    valueOf(await client.intake.receive({ files: [{ sha256, fileName }] }));
    return { sha256 };
  }

  async registerPaper(correspondentNumber: string, subject = 'Перша тема'): Promise<RegisteredPaper> {
    const client = await this.client();
    const { journals, kinds, cases } = valueOf(await client.registration.choices({}));
    const journal = journals.find(({ direction }) => direction === 'incoming');
    const kind = kinds.find(({ directions, blockedBy }) => directions.includes('incoming') && blockedBy === null);
    const requisites = { ...blankRequisites({ direction: 'incoming', journalId: journal?.journalId ?? '', kindId: kind?.kindId ?? '' }), medium: 'paper' as const, correspondent: 'Громада', correspondentNumber, correspondentDate: '2026-01-12', subject, sheets: 1, language: 'uk' as const, caseId: cases[0]?.caseId ?? null };
    return valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites, equalTo: null, knownSimilar: [], clockConfirmed: true }));
  }
}

/** A central server, the desks of its office as processes, and a browser with a window for each. */
export class OfficeWindows {
  readonly server: OfficeServer;
  readonly #folder: string;
  readonly #browser: Browser;
  readonly #windows: DeskWindow[] = [];

  private constructor(server: OfficeServer, folder: string, browser: Browser) {
    this.server = server;
    this.#folder = folder;
    this.#browser = browser;
  }

  static async begin(): Promise<OfficeWindows> {
    const folder = mkdtempSync(path.join(tmpdir(), 'chancery-e2e-desks-'));
    return new OfficeWindows(await OfficeServer.begin({ dataDirectory: path.join(folder, 'server') }), folder, await launchChromium());
  }

  /** The folder of a desk of this name. */
  folderOf(name: string): string {
    return path.join(this.#folder, name);
  }

  /** Starts a desk in a folder of its own, or again where it was. */
  async open(name: string): Promise<DeskWindow> {
    const window = await DeskWindow.open(this.#browser, this.folderOf(name));
    this.#windows.push(window);
    return window;
  }

  /** The data folder of a stopped desk as an image of its whole machine has it: with the witness outside of it. */
  copy(from: string, to: string): void {
    for (const part of ['', '.state']) cpSync(`${this.folderOf(from)}${part}`, `${this.folderOf(to)}${part}`, { recursive: true });
  }

  /** The office’s first desk as an administrator leaves it: set up, joined, its registrar at the window. */
  async founder(): Promise<DeskWindow> {
    const window = await this.open('first');
    const client = await window.client();
    await setUpOffice(client);
    valueOf(await client.session.signIn({ login: 'admin', password: PASSWORD }));
    valueOf(await client.sync.join({ address: this.server.place.url, certificate: this.server.place.certificate, code: await this.server.invite() }));
    valueOf(await client.session.signOut({}));
    await window.page.reload();
    await window.signIn('registrar');
    return window;
  }

  /** A further desk of the office with its registrar at the window. */
  async joined(name: string): Promise<DeskWindow> {
    const window = await this.open(name);
    const client = await window.client();
    valueOf(await client.desk.join({ address: this.server.place.url, certificate: this.server.place.certificate, code: await this.server.invite(), passphrase: PASSPHRASE }));
    await window.page.reload();
    await window.signIn('registrar');
    return window;
  }

  /** What any window complained of. */
  complaints(): readonly string[] {
    return this.#windows.flatMap(({ complaints }) => complaints);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    for (const { desk } of this.#windows) await desk.stop();
    await this.server.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
