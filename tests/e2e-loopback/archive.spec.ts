import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import type { NomenclatureCase } from '#shared/contract/nomenclature.ts';
import { blankRequisites } from '#shared/domain/registration-card.ts';
import { type MessageKey, translate } from '#shared/i18n/translate.ts';
import type { Client } from '#shared/rpc/client.ts';
import { complaintsOf, launchChromium } from '../support/chromium.ts';
import { foundOffice, INSTITUTIONS, ownPasswords, type Post } from '../support/institutions.ts';
import { clientOfPage, valueOf } from '../support/page-client.ts';
import { RunningDesk } from '../support/running-desk.ts';
import { OWN_PASSWORD, WalkWindow } from '../support/walk-window.ts';

const SCREENS = path.resolve(import.meta.dirname, '..', '..', 'out', 'test-results', 'screens');

test.describe.configure({ mode: 'serial' });

for (const institution of INSTITUTIONS.filter(({ country }) => country !== 'KZ')) {
  test.describe(`an executed document and its case come into the archive in ${institution.country}`, () => {
    const t = (key: MessageKey, params: Record<string, string | number> = {}): string => translate(institution.language, key, params);
    const press = async (...pressed: readonly string[]): Promise<void> => {
      for (const key of pressed) await page.keyboard.press(key);
    };
    const type = (text: string): Promise<void> => page.keyboard.type(text);
    let folder: string;
    let browser: Browser;
    let desk: RunningDesk;
    let page: Page;
    let walk: WalkWindow;
    let complaints: string[];
    let entry: NomenclatureCase;
    let index: string;

    test.beforeAll(async () => {
      test.setTimeout(120_000);
      mkdirSync(SCREENS, { recursive: true });
      folder = mkdtempSync(path.join(tmpdir(), 'chancery-e2e-archive-'));
      desk = await RunningDesk.start(path.join(folder, 'desk'));
      browser = await launchChromium();
      const context = await browser.newContext({ locale: institution.locale, viewport: { width: 1366, height: 768 } });
      page = await context.newPage();
      walk = new WalkWindow(page, institution.language, `archive-${institution.country}`);
      complaints = complaintsOf(page);
      await page.goto(desk.address);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      const client = await clientOfPage(page);
      const people = await foundOffice(client, institution);
      entry = await caseOfShortKeeping(client);
      const { documentId, registrationIndex } = await registerLetter(client);
      index = registrationIndex;
      await ownPasswords(client, ['registrar', 'head', 'deputyHead']);
      await execute(client, documentId, people);
      await walk.become('registrar');
    });

    test.afterAll(async () => {
      await browser.close();
      await desk.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    /** The sample leaves the article of its cases to the office. */
    async function caseOfShortKeeping(client: Client): Promise<NomenclatureCase> {
      const { inUse } = valueOf(await client.nomenclature.years({}));
      const { cases } = valueOf(await client.nomenclature.get({ nomenclatureId: inUse?.nomenclatureId ?? '' }));
      const found = cases.find(({ retention }) => retention?.period === 'years' && (retention.years ?? 99) <= 5 && retention.article === null);
      if (found === undefined) throw new Error('the sample has no case of short keeping');
      return found;
    }

    async function registerLetter(client: Client) {
      const bytes = new TextEncoder().encode(institution.letter.subject);
      const { uploadId } = valueOf(await client.files.begin({ fileName: 'letter.txt', size: bytes.length }));
      valueOf(await client.files.append({ uploadId, offset: 0, piece: Uint8Array.from(bytes) }));
      const { letters } = valueOf(await client.intake.receive({ files: [{ fileName: 'letter.txt', sha256: valueOf(await client.files.finish({ uploadId })).sha256 }] }));
      const { journals, kinds } = valueOf(await client.registration.choices({}));
      const journal = journals.find(({ direction }) => direction === 'incoming');
      const kind = kinds.find(({ directions }) => directions.includes('incoming'));
      const requisites = { ...blankRequisites({ direction: 'incoming', journalId: journal?.journalId ?? '', kindId: kind?.kindId ?? '' }), ...institution.letter, correspondentNumber: '12/34', correspondentDate: '2026-02-27', sheets: 1, attachmentSheets: null, language: institution.language, caseId: entry.caseId, addressee: institution.people.head };
      return valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: letters[0]?.letterId ?? '', requisites }));
    }

    /** The head lays it on his deputy, whose report he accepts. */
    async function execute(client: Client, documentId: string, { head, deputyHead }: Readonly<Record<Post, string>>): Promise<void> {
      const become = async (login: string): Promise<unknown> => valueOf(await client.session.signIn({ login, password: OWN_PASSWORD }));
      const stepId = crypto.randomUUID();
      await become('registrar');
      await expect.poll(async () => valueOf(await client.review.ofDocument({ documentId })).obstacles, { timeout: 30_000 }).toEqual([]);
      valueOf(await client.review.pass({ documentId, stepId, reviewerPersonId: head }));
      await become('head');
      valueOf(await client.resolutions.issue({ resolutionId: crypto.randomUUID(), documentId, source: 'pass', sourceId: stepId, authorPersonId: head, text: institution.texts.resolution, executors: [{ personId: deputyHead, role: 'main', dueOn: null }], unitIds: [], dueOn: null, onPaperOn: null, supersedes: null, urgent: false, controllerPersonId: null, exceptionsConfirmed: true }));
      const step = { documentId, assignmentId: valueOf(await client.resolutions.ofDocument({ documentId })).resolutions[0]?.assignments[0]?.assignmentId ?? '', reportId: crypto.randomUUID() };
      await become('deputyhead');
      valueOf(await client.resolutions.report({ ...step, final: true, text: institution.texts.report }));
      await become('head');
      valueOf(await client.resolutions.decideReport({ ...step, accepted: true, reason: '' }));
    }

    test('1: [NOM-01] what was executed is filed with one key', async () => {
      await walk.command(`№ ${index}`);
      await expect(page.getByRole('heading', { level: 1, name: /№/ })).toContainText(index);
      await expect(page.getByText(t('caseFile.executed'))).toBeVisible();
      await press('F6');
      await expect(page.getByText(t('caseFile.filedInto', { index: entry.index, volume: 1 }))).toBeVisible();
      await expect(page.getByText(t('caseFile.executed'))).toBeHidden();
    });

    test('2: [NOM-05] the case says what it lacks, leads to where it is mended, and is closed', async () => {
      await walk.tabTo('button', t('nomenclature.filedWhere', { index: entry.index, title: entry.title, year: new Date().getFullYear(), volume: 1 }));
      await press('Enter');
      await expect(page.getByText(t('caseFile.point.noArticle'))).toBeVisible();
      await walk.shown('1-lacking');
      await walk.tabTo('button', `${t('caseFile.mend.nomenclature')}: ${entry.index}`);
      await press('Enter');
      await walk.tabOnto(page.locator('[role="treeitem"][tabindex="0"]'), t('nomenclature.list'));
      const row = page.getByRole('treeitem').filter({ hasText: entry.index });
      for (let step = 0; step < 40 && !(await row.evaluate((element) => element === document.activeElement)); step += 1) await press('ArrowDown');
      await press('Enter');
      await walk.tabTo('textbox', t('nomenclature.article'));
      await type('ст. 1');
      await press('Enter');
      await expect(page.getByText(t('nomenclature.changedNotice'), { exact: true })).toBeVisible();
      await walk.tabTo('button', t('caseFile.open'));
      await press('Enter');
      await expect(page.getByText(t('caseFile.pointsNone'))).toBeVisible();
      await press('F8');
      await expect(page.getByRole('dialog')).toBeVisible();
      await walk.tabTo('textbox', t('caseFile.certifierPosition'));
      await type(institution.units[0]);
      await walk.shown('2-closing');
      await press('Enter');
      await expect(page.getByText(t('caseFile.closedNotice', { index: entry.index }))).toBeVisible();
      await expect(page.getByRole('dialog')).toHaveCount(0);
      await walk.shown('3-closed');
    });

    test('3: its term stands in the calendar and says how it comes about', async () => {
      await walk.command(t('palette.goTo', { room: t('frame.room.archive') }));
      const last = new Date().getFullYear() + (entry.retention?.years ?? 0);
      await expect(page.getByRole('group', { name: t('terms.timeline') }).getByRole('button', { pressed: true })).toContainText(String(last));
      await walk.tabTo('button', t('terms.explainOf', { index: entry.index }));
      await press('Enter');
      const dialog = page.getByRole('dialog');
      await expect(dialog.getByText(t('terms.point.destroyable'))).toBeVisible();
      await expect(dialog).toContainText(`01.01.${last + 1}`);
      await walk.shown('4-term');
      await press('Escape');
      await expect(dialog).toHaveCount(0);
    });

    test('4: a hold is placed on the case, shown wherever its term is, and lifted', async () => {
      await walk.command(t('archive.section.holds'));
      await expect(page.getByRole('heading', { level: 1, name: t('hold.title') })).toBeVisible();
      await press('Alt+N');
      const dialog = page.getByRole('dialog');
      await expect(dialog.getByLabel(t('hold.ground'))).toBeFocused();
      await walk.tabOnto(dialog.getByLabel(t('hold.reason')), t('hold.reason'));
      await type(institution.texts.answer);
      await walk.tabTo('textbox', t('hold.find'));
      await type(entry.index);
      await walk.tabOnto(page.getByRole('group', { name: t('hold.found') }).getByRole('button').filter({ hasText: entry.title }).first(), t('hold.found'));
      await press('Enter');
      await expect(page.getByRole('list', { name: t('hold.subjects') })).toContainText(entry.index);
      await expect(dialog.getByLabel(t('hold.find'))).toBeFocused();
      await walk.shown('5-hold');
      await walk.tabOnto(dialog.getByRole('button', { name: t('hold.place'), exact: true }), t('hold.place'));
      await press('Enter');
      await expect(page.getByText(t('hold.placed'), { exact: true })).toBeVisible();
      await expect(page.getByRole('article', { name: institution.texts.answer })).toContainText(entry.index);

      await walk.command(t('archive.section.terms'));
      await expect(page.getByText(t('terms.held'), { exact: true })).toBeVisible();
      await walk.shown('6-held');
      await walk.command(t('archive.section.holds'));
      await walk.tabTo('button', t('hold.liftOf', { reason: institution.texts.answer }));
      await press('Enter');
      await expect(page.getByRole('dialog').getByLabel(t('common.reason'))).toBeFocused();
      await type(institution.texts.report);
      await press('Control+Enter');
      await expect(page.getByText(t('hold.liftDone'), { exact: true })).toBeVisible();
      await expect(page.getByText(t('hold.none'))).toBeVisible();
      expect(complaints).toEqual([]);
    });
  });
}
