import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { blankRequisites } from '#shared/domain/registration-card.ts';
import { type MessageKey, translate } from '#shared/i18n/translate.ts';
import type { Client } from '#shared/rpc/client.ts';
import { complaintsOf, launchChromium } from '../support/chromium.ts';
import { ExecutionWalk } from '../support/execution-walk.ts';
import { foundOffice, INSTITUTIONS, ownPasswords } from '../support/institutions.ts';
import { clientOfPage, valueOf } from '../support/page-client.ts';
import { RunningDesk } from '../support/running-desk.ts';
import { WalkWindow } from '../support/walk-window.ts';

const SCREENS = path.resolve(import.meta.dirname, '..', '..', 'out', 'test-results', 'screens');

test.describe.configure({ mode: 'serial' });

for (const institution of INSTITUTIONS) {
  test.describe(`a letter goes from its review to its execution in ${institution.country}`, () => {
    const t = (key: MessageKey, params: Record<string, string | number> = {}): string => translate(institution.language, key, params);
    const become = (login: string): Promise<void> => walk.become(login);
    const shown = (name: string): Promise<void> => walk.shown(name);
    let folder: string;
    let browser: Browser;
    let desk: RunningDesk;
    let page: Page;
    let walk: WalkWindow;
    let execution: ExecutionWalk;
    let documentId: string;
    let complaints: string[];

    test.beforeAll(async () => {
      test.setTimeout(120_000);
      mkdirSync(SCREENS, { recursive: true });
      folder = mkdtempSync(path.join(tmpdir(), 'chancery-e2e-execution-'));
      desk = await RunningDesk.start(path.join(folder, 'desk'));
      browser = await launchChromium();
      const context = await browser.newContext({ locale: institution.locale, viewport: { width: 1366, height: 768 } });
      page = await context.newPage();
      walk = new WalkWindow(page, institution.language, `execution-${institution.country}`);
      execution = new ExecutionWalk(walk);
      complaints = complaintsOf(page);
      await page.goto(desk.address);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      const client = await clientOfPage(page);
      await foundOffice(client, institution);
      documentId = await registerLetter(client);
      await ownPasswords(client, ['registrar', ...Object.keys(institution.people)]);
    });

    test.afterAll(async () => {
      await browser.close();
      await desk.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    async function registerLetter(client: Client): Promise<string> {
      const bytes = new TextEncoder().encode(institution.letter.subject);
      const { uploadId } = valueOf(await client.files.begin({ fileName: 'letter.txt', size: bytes.length }));
      valueOf(await client.files.append({ uploadId, offset: 0, piece: Uint8Array.from(bytes) }));
      const { letters } = valueOf(await client.intake.receive({ files: [{ fileName: 'letter.txt', sha256: valueOf(await client.files.finish({ uploadId })).sha256 }] }));
      const { journals, kinds, cases } = valueOf(await client.registration.choices({}));
      const journal = journals.find(({ direction }) => direction === 'incoming');
      const kind = kinds.find(({ directions }) => directions.includes('incoming'));
      const requisites = { ...blankRequisites({ direction: 'incoming', journalId: journal?.journalId ?? '', kindId: kind?.kindId ?? '' }), ...institution.letter, correspondentNumber: '12/34', correspondentDate: '2026-02-27', sheets: 1, attachmentSheets: null, language: institution.language, caseId: cases[0]?.caseId ?? null, addressee: institution.people.head };
      return valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: letters[0]?.letterId ?? '', requisites })).documentId;
    }

    test('1: the registrar passes the letter on to the head with one key', async () => {
      await become('registrar');
      const client = await clientOfPage(page);
      await expect.poll(async () => valueOf(await client.review.ofDocument({ documentId })).obstacles, { timeout: 30_000 }).toEqual([]);
      await page.getByRole('button', { name: t('review.tab') }).first().click();
      await expect(page.getByText(institution.letter.subject)).toBeVisible();
      // The sender is in no directory: the key opens the document instead of passing it on unseen.
      await page.keyboard.press('F8');
      await expect(page.getByRole('button', { name: t('review.passTo', { name: institution.people.head }) })).toBeVisible();
      await page.keyboard.press('F8');
      await expect(page.getByText(t('review.passed', { name: institution.people.head }))).toBeVisible();
    });

    test('2: [RES-01] [NOT-02] the head finds it on the start page and lays a resolution', async () => {
      await become('head');
      await shown('1-start');
      await execution.openFirstItem('work.review');
      await execution.layResolution(institution.texts.resolution, institution.people.deputyHead);
      await shown('2-editor');
      await page.keyboard.press('Control+Enter');
      await expect(page.getByRole('list', { name: t('resolution.title') })).toContainText(institution.people.deputyHead);
      await shown('3-resolution');
    });

    test('3: [RES-04] [RES-06] [RES-07] it goes down the tree: deputy head, head of the unit, specialist', async () => {
      for (const [author, executor] of [['deputyHead', 'unitHead'], ['unitHead', 'specialist']] as const) {
        await become(author);
        await execution.openFirstItem('work.execute');
        await execution.layResolution(institution.texts.lower, institution.people[executor]);
        await page.keyboard.press('Control+Enter');
        await expect(page.getByRole('list', { name: t('resolution.title') })).toContainText(institution.people[executor]);
      }
    });

    test('4: [RES-16] the reports go up again, each accepted by whoever laid the resolution', async () => {
      await become('specialist');
      await execution.openFirstItem('work.execute');
      await execution.report(institution.texts.report);
      for (const [post, text] of [['unitHead', institution.texts.report], ['deputyHead', institution.texts.answer]] as const) {
        await become(post);
        await execution.openFirstItem('work.execute');
        await execution.accept();
        await execution.report(text);
      }
      await become('head');
      await execution.openFirstItem('work.acceptReport');
      await execution.accept();
      await shown('4-executed');
    });

    test('5: [CTRL-08] the head sees the state of execution of the whole office on the board', async () => {
      await page.keyboard.press('Escape');
      await page.getByRole('tab', { name: t('start.tab.control') }).click();
      await page.getByRole('button', { name: t('control.scope.all') }).click();
      await page.getByRole('button', { name: new RegExp(`^${t('control.shown.executed')}`) }).click();
      await expect(page.getByRole('group', { name: t('start.tab.control') }).getByRole('row')).toHaveCount(4);
      await shown('5-board');
      const { history } = valueOf(await (await clientOfPage(page)).registration.get({ documentId }));
      const { head, deputyHead, unitHead, specialist } = institution.people;
      const steps = ['resolution.issued', 'execution.reported', 'execution.decided'];
      expect(history.filter(({ kind }) => steps.includes(kind)).map(({ actor }) => actor)).toEqual([head, deputyHead, unitHead, specialist, unitHead, unitHead, deputyHead, deputyHead, head]);
      expect(complaints).toEqual([]);
    });
  });
}
