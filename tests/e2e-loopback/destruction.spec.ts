import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { translate } from '#shared/i18n/translate.ts';
import { complaintsOf, launchChromium } from '../support/chromium.ts';
import { makeOfficeOf2019, type OfficeOf2019 } from '../support/office-of-2019.ts';
import { clientOfPage, valueOf } from '../support/page-client.ts';
import { RunningDesk } from '../support/running-desk.ts';
import { OWN_PASSWORD, WalkWindow } from '../support/walk-window.ts';

const SCREENS = path.resolve(import.meta.dirname, '..', '..', 'out', 'test-results', 'screens');
const PASSPHRASE = 'довга парольна фраза 2026';
const WORD = 'шовкопрядильної';
const METHOD = 'видалення файлів без відновлення';
const HEAD = 'Литвинов Олександр';

test.describe.configure({ mode: 'serial' });

test.describe('a case of 2019 whose period is over is destroyed by two persons', () => {
  const t: typeof walk.t = (key, params) => translate('uk', key, params);
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
  let office: OfficeOf2019;
  let today: string;

  test.beforeAll(async () => {
    test.setTimeout(120_000);
    mkdirSync(SCREENS, { recursive: true });
    folder = mkdtempSync(path.join(tmpdir(), 'chancery-e2e-destruction-'));
    office = await makeOfficeOf2019({ dataDirectory: path.join(folder, 'desk'), passphrase: PASSPHRASE, text: `Зразок тканини з ${WORD} фабрики.` });
    desk = await RunningDesk.start(path.join(folder, 'desk'));
    browser = await launchChromium();
    const context = await browser.newContext({ locale: 'uk-UA', viewport: { width: 1366, height: 768 } });
    page = await context.newPage();
    walk = new WalkWindow(page, 'uk', 'destruction-UA');
    complaints = complaintsOf(page);
    await page.goto(desk.address);
    await expect(page.getByRole('heading', { name: t('unlock.title') })).toBeVisible();
    await type(PASSPHRASE);
    await press('Enter');
    await signIn('registrar');
    today = new Intl.DateTimeFormat('uk-UA', { timeZone: 'Europe/Kyiv', day: '2-digit', month: '2-digit', year: 'numeric' }).format(new Date());
  });

  test.afterAll(async () => {
    await browser.close();
    await desk.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function signIn(login: string): Promise<void> {
    await expect(page.getByRole('heading', { name: t('session.title') })).toBeVisible();
    await type(login);
    await press('Tab');
    await type(OWN_PASSWORD);
    await press('Enter');
    await expect(page.getByRole('navigation', { name: t('frame.rooms') })).toBeVisible();
  }

  async function found(): Promise<string[]> {
    const { rows } = valueOf(await (await clientOfPage(page)).search.page({ text: WORD }));
    return rows.map(({ documentId }) => documentId);
  }

  async function fill(label: string, text: string): Promise<void> {
    await walk.tabOnto(page.getByLabel(label, { exact: true }).and(page.locator('input')), label);
    await type(text);
  }

  async function openDestruction(): Promise<void> {
    await walk.command(t('palette.goTo', { room: t('frame.room.archive') }));
    await walk.command(t('archive.section.destruction'));
    await expect(page.getByRole('heading', { level: 1, name: t('destruction.acts') })).toBeVisible();
  }

  function inState(state: 'draft' | 'agreed' | 'approved' | 'begun' | 'executed') {
    return page.getByRole('heading', { level: 1, name: t(`destruction.state.${state}`) });
  }

  test('1: [ARC-04] [C.7.5] what may not go says why, and the act is drawn up of what may', async () => {
    await expect.poll(found, { timeout: 30_000 }).toEqual([office.documentId]);
    await openDestruction();
    await press('Alt+N');
    const proposal = page.getByRole('group', { name: t('destruction.proposal') });
    await expect(proposal.getByRole('row')).toHaveCount(2);
    await expect(proposal.getByRole('row').nth(1)).toContainText(office.ripe.index);
    await walk.shown('1-proposal');
    await expect(page.getByLabel(t('destruction.year'), { exact: true })).toBeFocused();
    await press('Tab');
    await expect(page.getByRole('radio', { name: t('destruction.lawful', { count: 1 }), exact: true })).toBeFocused();
    await press('ArrowRight');
    await expect(proposal.getByRole('row').nth(1)).toContainText(office.held.index);
    await expect(proposal.getByText(`${t('destruction.obstacle.onHold')}: Ухвала суду, № 14`)).toBeVisible();
    await walk.shown('2-refused');
    await walk.tabTo('button', t('destruction.drawUp'));
    await press('Enter');
    await expect(inState('draft')).toBeVisible();
    await expect(page.getByRole('group', { name: t('destruction.cases') })).toContainText(office.ripe.title);
  });

  test('2: [ARC-04] [C.7.5] the commission and the archive agree, the head approves', async () => {
    for (const by of ['commission', 'archive'] as const) {
      await expect(page.getByRole('heading', { level: 2, name: t(`destruction.agree.${by}`) })).toBeVisible();
      await fill(t('destruction.protocolNumber'), '3');
      await fill(t('destruction.protocolDate'), today);
      await press('Enter');
      await expect(page.getByText(t(`destruction.agreed.${by}`))).toBeVisible();
    }
    await expect(inState('agreed')).toBeVisible();
    await fill(t('destruction.approvedBy'), HEAD);
    await fill(t('destruction.approvedOn'), today);
    await walk.shown('3-agreed');
    await press('Enter');
    await expect(inState('approved')).toBeVisible();
  });

  test('3: [ARC-04] [C.7.6] one person begins it with the password, and may not confirm it', async () => {
    await fill(t('destruction.method'), METHOD);
    await fill(t('destruction.password'), OWN_PASSWORD);
    await press('Enter');
    await expect(inState('begun')).toBeVisible();
    await expect(page.getByText(t('destruction.confirmByOther', { name: 'Роман Реєстратор' }))).toBeVisible();
    await expect(page.getByLabel(t('destruction.password'), { exact: true })).toHaveCount(0);
    await walk.shown('4-begun');
  });

  test('4: [ARC-04] [C.7.6] another signs in and confirms; the desk reports what it removed', async () => {
    await walk.tabTo('button', t('frame.signOut'), true);
    await press('Enter');
    await signIn('second');
    await openDestruction();
    await walk.tabTo('button', t('destruction.actCalled', { number: 1, year: today.slice(6) }));
    await press('Enter');
    await fill(t('destruction.password'), OWN_PASSWORD);
    await walk.shown('5-confirming');
    await press('Enter');
    await expect(inState('executed')).toBeVisible();
    await expect(page.getByText('Роман Реєстратор, Світлана Друга')).toBeVisible();
    await expect(page.getByRole('group', { name: t('destruction.reports') }).getByRole('row').nth(1)).toContainText(t('destruction.place.desk', { code: 1 }), { timeout: 60_000 });
    await walk.shown('6-executed');
  });

  test('5: [ARC-04] [C.7.6] the card shows the act, and search no longer finds a word of the document', async () => {
    expect(await found()).toEqual([]);
    await walk.command(`№ ${office.registrationIndex}`);
    await expect(page.getByRole('heading', { level: 1, name: /№/ })).toContainText(office.registrationIndex);
    await expect(page.getByRole('status').filter({ hasText: t('destruction.ofDocument') })).toContainText(t('destruction.ofDocumentBy', { number: 1, on: today }));
    await expect(page.getByText(t('destruction.filesGone')).first()).toBeVisible();
    await expect(page.getByRole('button', { name: t('document.saveFile') })).toHaveCount(0);
    await walk.shown('7-card');
    expect(complaints).toEqual([]);
  });
});
