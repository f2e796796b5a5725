import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import type { Country, Language } from '#shared/domain/languages.ts';
import { blankRequisites } from '#shared/domain/registration-card.ts';
import { type MessageKey, translate } from '#shared/i18n/translate.ts';
import type { Client } from '#shared/rpc/client.ts';
import { complaintsOf, expectAccessible, launchChromium } from '../support/chromium.ts';
import { clientOfPage, PASSWORD, valueOf } from '../support/page-client.ts';
import { RunningDesk } from '../support/running-desk.ts';

const SCREENS = path.resolve(import.meta.dirname, '..', '..', 'out', 'test-results', 'screens');
/** Steps of Tab after which what is looked for is held to be out of reach. */
const MOST_TABS = 80;
const OWN_PASSWORD = 'My-own-pass1!';

interface Institution {
  readonly country: Country;
  readonly language: Language;
  readonly locale: string;
  readonly office: string;
  readonly people: { readonly head: string; readonly deputyHead: string; readonly unitHead: string; readonly specialist: string };
  readonly units: readonly [string, string];
  readonly letter: { readonly correspondent: string; readonly subject: string };
  readonly texts: { readonly resolution: string; readonly lower: string; readonly report: string; readonly answer: string };
}

const INSTITUTIONS: readonly Institution[] = [
  {
    country: 'UA',
    language: 'uk',
    locale: 'uk-UA',
    office: 'Національний аерокосмічний університет, відділ діловодства та архіву',
    people: { head: 'Литвинов Олександр', deputyHead: 'Крижанівська Наталія', unitHead: 'Гнатюк Ігор', specialist: 'Шевчук Анна' },
    units: ['Факультет літакобудування', 'Кафедра проєктування літаків'],
    letter: { correspondent: 'Харківська обласна військова адміністрація', subject: 'Про надання інформації щодо набору на освітні програми' },
    texts: { resolution: 'Підготувати відповідь до 20 березня', lower: 'До виконання', report: 'Дані зібрано, довідку додано', answer: 'Відповідь надіслано' },
  },
  {
    country: 'KZ',
    language: 'kk',
    locale: 'kk-KZ',
    office: 'Өзбекәлі Жәнібеков атындағы университет, іс жүргізу бөлімі',
    people: { head: 'Әбдіғаппарұлы Ерболат', deputyHead: 'Құрманғазина Үмітгүл', unitHead: 'Төлегенов Нұрғиса', specialist: 'Өтегенұлы Ғабит' },
    units: ['Педагогика факультеті', 'Қазақ тілі және әдебиеті кафедрасы'],
    letter: { correspondent: 'Түркістан облысының әкімдігі', subject: 'Білім беру бағдарламаларына қабылдау туралы ақпарат беру туралы' },
    texts: { resolution: 'Жауап дайындаңыз', lower: 'Орындауға', report: 'Мәліметтер жиналды', answer: 'Жауап жіберілді' },
  },
  {
    country: 'KG',
    language: 'ky',
    locale: 'ky-KG',
    office: 'Кыргыз мамлекеттик техникалык университети, иш кагаздарын жүргүзүү бөлүмү',
    people: { head: 'Асанов Бакыт', deputyHead: 'Жумабаева Гүлнара', unitHead: 'Токтогулов Эрмек', specialist: 'Сыдыкова Айгүл' },
    units: ['Энергетика факультети', 'Электр менен камсыздоо кафедрасы'],
    letter: { correspondent: 'Бишкек шаарынын мэриясы', subject: 'Окуу программаларына кабыл алуу жөнүндө маалымат берүү тууралуу' },
    texts: { resolution: 'Жооп даярдаңыз', lower: 'Аткарууга', report: 'Маалымат чогултулду', answer: 'Жооп жөнөтүлдү' },
  },
];

test.describe.configure({ mode: 'serial' });

for (const institution of INSTITUTIONS) {
  test.describe(`a letter goes from its review to its execution in ${institution.country}`, () => {
    const t = (key: MessageKey, params: Record<string, string | number> = {}): string => translate(institution.language, key, params);
    let folder: string;
    let browser: Browser;
    let desk: RunningDesk;
    let page: Page;
    let documentId: string;
    let complaints: string[];

    /** The desk has one window, before which they sit one after another. */
    async function become(login: string): Promise<void> {
      const client = await clientOfPage(page);
      valueOf(await client.session.signIn({ login: login.toLowerCase(), password: OWN_PASSWORD }));
      await page.reload();
      await expect(page.getByRole('navigation', { name: t('frame.rooms') })).toBeVisible();
    }

    async function shown(name: string): Promise<void> {
      await page.screenshot({ path: path.join(SCREENS, `execution-${institution.country}-${name}.png`) });
      await expectAccessible(page, `execution ${institution.country} ${name}`);
    }

    /** Goes on with Tab until the control of this name has the focus. */
    async function tabTo(role: 'button' | 'combobox' | 'textbox' | 'checkbox', name: string): Promise<void> {
      const wanted = page.getByRole(role, { name }).first();
      await expect(wanted).toBeVisible();
      for (let step = 0; step < MOST_TABS; step += 1) {
        if (await wanted.evaluate((element) => element === document.activeElement)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`${name} is out of reach of the keyboard`);
    }

    async function openFirstItem(action: MessageKey): Promise<void> {
      const list = page.getByRole('group', { name: t('start.tab.mine') });
      await expect(list.getByRole('row').nth(1)).toContainText(t(action));
      await page.keyboard.press('Enter');
      await expect(page.getByRole('tab', { name: t('document.tab.resolutions'), selected: true })).toBeVisible();
    }

    async function layResolution(text: string, executor: string): Promise<void> {
      await expect(page.getByRole('button', { name: t('resolution.lay') })).toBeVisible();
      await page.keyboard.press('F8');
      await expect(page.getByRole('textbox', { name: t('resolution.text') })).toBeFocused();
      await page.keyboard.type(text);
      await tabTo('combobox', t('resolution.executor'));
      await page.keyboard.type(executor);
      await expect(page.getByRole('option', { name: executor })).toBeVisible();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
    }

    test.beforeAll(async () => {
      test.setTimeout(120_000);
      mkdirSync(SCREENS, { recursive: true });
      folder = mkdtempSync(path.join(tmpdir(), 'chancery-e2e-execution-'));
      desk = await RunningDesk.start(path.join(folder, 'desk'));
      browser = await launchChromium();
      const context = await browser.newContext({ locale: institution.locale, viewport: { width: 1366, height: 768 } });
      page = await context.newPage();
      complaints = complaintsOf(page);
      await page.goto(desk.address);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      const client = await clientOfPage(page);
      const documentLanguages = { UA: ['uk'], KZ: ['kk', 'ru'], KG: ['ky', 'ru'] } as const;
      valueOf(
        await client.desk.setUp({
          office: { name: institution.office, country: institution.country, documentLanguages: [...documentLanguages[institution.country]], deskCode: '1' },
          passphrase: 'довга парольна фраза 2026',
          administrator: { name: 'Administrator', login: 'admin', password: PASSWORD },
          registrar: { name: 'Registrar', login: 'registrar', password: PASSWORD },
        }),
      );
      await makeOffice(client);
    });

    test.afterAll(async () => {
      await browser.close();
      await desk.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    /** People, units in a tree, and a letter with its check. */
    async function makeOffice(client: Client): Promise<void> {
      valueOf(await client.session.signIn({ login: 'admin', password: PASSWORD }));
      const { people } = institution;
      const accounts: Record<string, string> = {};
      for (const [post, name] of Object.entries(people)) accounts[post] = valueOf(await client.accounts.create({ login: post.toLowerCase(), name, password: PASSWORD, roles: [post === 'specialist' ? 'executor' : 'official'] })).accountId;
      valueOf(await client.session.signIn({ login: 'registrar', password: PASSWORD }));
      const person = async (post: keyof Institution['people'], unitId: string | null): Promise<string> => valueOf(await client.review.definePerson({ personId: null, name: people[post], position: '', unitId, accountId: accounts[post] ?? null })).personId;
      const unit = async (name: string, index: string, place: { readonly parentUnitId?: string; readonly headPersonId?: string; readonly coordinatorPersonId?: string }): Promise<string> => valueOf(await client.directories.defineUnit({ unit: { unitId: null, index, name, ...place } })).unitId;
      const head = await person('head', null);
      const deputyHead = await person('deputyHead', null);
      valueOf(await client.review.setHead({ personId: head }));
      const faculty = await unit(institution.units[0], '01', { coordinatorPersonId: deputyHead });
      const chair = await unit(institution.units[1], '02', { parentUnitId: faculty });
      const unitHead = await person('unitHead', chair);
      valueOf(await client.directories.defineUnit({ unit: { unitId: chair, index: '02', name: institution.units[1], headPersonId: unitHead } }));
      await person('specialist', chair);
      valueOf(await client.review.defineDuty({ dutyId: null, reviewerPersonId: head, kindId: null, journalId: null, category: null, caseIndex: null, words: [] }));
      documentId = await registerLetter(client);
      for (const login of ['registrar', ...Object.keys(people)]) {
        valueOf(await client.session.signIn({ login: login.toLowerCase(), password: PASSWORD }));
        valueOf(await client.session.changePassword({ current: PASSWORD, next: OWN_PASSWORD }));
      }
    }

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
      await openFirstItem('work.review');
      await layResolution(institution.texts.resolution, institution.people.deputyHead);
      await shown('2-editor');
      await page.keyboard.press('Control+Enter');
      await expect(page.getByRole('list', { name: t('resolution.title') })).toContainText(institution.people.deputyHead);
      await shown('3-resolution');
    });

    test('3: [RES-04] [RES-06] [RES-07] it goes down the tree: deputy head, head of the unit, specialist', async () => {
      for (const [author, executor] of [['deputyHead', 'unitHead'], ['unitHead', 'specialist']] as const) {
        await become(author);
        await openFirstItem('work.execute');
        await layResolution(institution.texts.lower, institution.people[executor]);
        await page.keyboard.press('Control+Enter');
        await expect(page.getByRole('list', { name: t('resolution.title') })).toContainText(institution.people[executor]);
      }
    });

    test('4: [RES-16] the reports go up again, each accepted by whoever laid the resolution', async () => {
      await become('specialist');
      await openFirstItem('work.execute');
      await report(institution.texts.report);
      for (const [post, text] of [['unitHead', institution.texts.report], ['deputyHead', institution.texts.answer]] as const) {
        await become(post);
        await openFirstItem('work.execute');
        await accept();
        await report(text);
      }
      await become('head');
      await openFirstItem('work.acceptReport');
      await accept();
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

    async function report(text: string): Promise<void> {
      await tabTo('button', t('assignment.action.executionReport'));
      await page.keyboard.press('Enter');
      await expect(page.getByRole('textbox', { name: t('assignment.reportText') })).toBeFocused();
      await page.keyboard.type(text);
      await page.keyboard.press('Control+Enter');
      await expect(page.getByText(t('assignment.state.reported')).first()).toBeVisible();
    }

    async function accept(): Promise<void> {
      await tabTo('button', t('assignment.action.accept'));
      await page.keyboard.press('Enter');
      await expect(page.getByText(t('assignment.state.executed')).first()).toBeVisible();
    }
  });
}
