import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import type { MethodInput } from '#shared/contract/index.ts';
import type { Country } from '#shared/domain/languages.ts';
import type { MessageKey } from '#shared/i18n/translate.ts';
import type { Client } from '#shared/rpc/client.ts';
import { createTestPki, signDetached, type SignerId } from '../../src-main/demo/pki/index.ts';
import { SIGNER_NAMES } from '../../src-main/demo/pki/names.ts';
import { complaintsOf, launchChromium } from '../support/chromium.ts';
import { ExecutionWalk } from '../support/execution-walk.ts';
import { foundOffice, INSTITUTIONS, type Institution, ownPasswords, type Post } from '../support/institutions.ts';
import { clientOfPage, PASSWORD, valueOf } from '../support/page-client.ts';
import { RunningDesk } from '../support/running-desk.ts';
import { WalkWindow } from '../support/walk-window.ts';

/** The head signs, so he bears the name that a certificate of the test authority bears. */
const SIGNER: Readonly<Record<Country, SignerId>> = { UA: 'clerk', KZ: 'director', KG: 'citizen' };
const TITLES: Readonly<Record<Country, { readonly title: string; readonly note: string }>> = {
  UA: { title: 'Про придбання обладнання для лабораторії аеродинаміки', note: 'Потреби кафедри підтверджую' },
  KZ: { title: 'Зертханаға жабдық сатып алу туралы', note: 'Кафедраның қажеттілігін растаймын' },
  KG: { title: 'Лаборатория үчүн жабдуу сатып алуу жөнүндө', note: 'Кафедранын муктаждыгын ырастайм' },
};

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const fileNameOf = (country: Country): string => `memo-${country}.txt`;

test.describe.configure({ mode: 'serial' });

for (const ordinary of INSTITUTIONS) {
  const { country } = ordinary;
  const institution: Institution = { ...ordinary, people: { ...ordinary.people, head: SIGNER_NAMES[SIGNER[country]].commonName } };
  const words = TITLES[country];

  test.describe(`a memo goes from its draft to its execution in ${country}`, () => {
    const t = (key: MessageKey, params: Record<string, string | number> = {}): string => walk.t(key, params);
    let folder: string;
    let browser: Browser;
    let desk: RunningDesk;
    let page: Page;
    let walk: WalkWindow;
    let execution: ExecutionWalk;
    let complaints: string[];

    test.beforeAll(async () => {
      test.setTimeout(120_000);
      folder = mkdtempSync(path.join(tmpdir(), 'chancery-e2e-routes-'));
      desk = await RunningDesk.start(path.join(folder, 'desk'));
      browser = await launchChromium();
      const context = await browser.newContext({ locale: institution.locale, viewport: { width: 1366, height: 768 } });
      page = await context.newPage();
      walk = new WalkWindow(page, institution.language, `routes-${country}`);
      execution = new ExecutionWalk(walk);
      complaints = complaintsOf(page);
      // Without a listener Playwright lets go of choosers after each, and takes them back too late for the next.
      page.on('filechooser', () => undefined);
      await page.goto(desk.address);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      const client = await clientOfPage(page);
      await foundOffice(client, institution);
      await defineRoute(client);
      await trustAuthority(client);
      await ownPasswords(client, ['registrar', ...Object.keys(institution.people)]);
    });

    test.afterAll(async () => {
      await browser.close();
      await desk.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    /** The registrar as a person of the office, and the office's own route for memos. */
    async function defineRoute(client: Client): Promise<void> {
      const accountId = valueOf(await client.session.current({}))?.accountId ?? null;
      const { personId } = valueOf(await client.review.definePerson({ personId: null, name: 'Registrar', position: '', unitId: null, accountId }));
      const { language } = institution;
      type Step = MethodInput<'routing.defineTemplate'>['template']['stages'][number]['steps'][number];
      const step = (stepId: string, role: Step['role'], taker: Step['taker']): Step => ({ stepId, role, names: { [language]: t(`route.role.${role}`) }, taker, when: [], mayBeNobody: false });
      const stages = [
        [step('unit', 'approver', { by: 'authorUnitHead' }), step('coordinator', 'approver', { by: 'coordinator' })],
        [step('head', 'signer', { by: 'officeHead' })],
        [step('registrar', 'registrar', { by: 'person', personId })],
      ].map((steps) => ({ names: steps[0]?.names ?? {}, when: [], steps }));
      valueOf(await client.routing.defineTemplate({ templateId: null, template: { names: { [language]: words.title }, stages, approval: 'action-or-signature', signing: 'single', signerMeans: ['signature'], restart: 'from-beginning' } }));
    }

    /** The memo, the head's signature of it made outside, and the authority that the desk trusts. */
    async function trustAuthority(client: Client): Promise<void> {
      const pki = await createTestPki({ now: new Date().toISOString() });
      const content = new TextEncoder().encode(`${words.title}\n`);
      writeFileSync(path.join(folder, fileNameOf(country)), content);
      writeFileSync(path.join(folder, `${fileNameOf(country)}.p7s`), signDetached(content, pki.signers[SIGNER[country]], { signingTime: new Date() }));
      writeFileSync(path.join(folder, 'lent.p7s'), signDetached(content, pki.signers.partner, { signingTime: new Date() }));
      valueOf(await client.session.signIn({ login: 'admin', password: PASSWORD }));
      for (const [kind, bytes] of [['anchor', pki.root.certificate], ['crl', pki.rootCrl], ['crl', pki.intermediateCrl]] as const) {
        valueOf(await client.administration.addTrust({ kind, fileName: `${kind}.der`, bytes: Uint8Array.from(bytes), fingerprint: sha256(bytes) }));
      }
    }

    /** The file is chosen with the keyboard, as the window's own button does. */
    async function choose(button: string, file: string): Promise<void> {
      await walk.tabTo('button', button, true);
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Enter')]);
      await chooser.setFiles(path.join(folder, file));
    }

    async function openFirst(action: MessageKey): Promise<void> {
      const list = page.getByRole('group', { name: t('start.tab.mine') });
      await expect(list.getByRole('row').nth(1)).toContainText(t(action));
      await page.keyboard.press('Enter');
    }

    async function openDraft(action: MessageKey): Promise<void> {
      await openFirst(action);
      await expect(page.getByRole('heading', { level: 1, name: words.title })).toBeVisible();
      await expect(page.getByRole('region', { name: t('route.yours') })).toBeVisible();
    }

    test('1: [ROUTE-01] the initiator enters the memo and sends it on its route', async () => {
      await walk.become('specialist');
      await page.getByRole('tab', { name: t('start.tab.drafts') }).click();
      await page.getByRole('button', { name: t('draft.new') }).first().click();
      await expect(page.getByRole('textbox', { name: t('draft.title') })).toBeFocused();
      await page.keyboard.type(words.title);
      const kind = valueOf(await (await clientOfPage(page)).registration.choices({})).kinds.find(({ kindId }) => kindId === 'service-memo');
      await walk.tabTo('combobox', t('draft.kind'));
      await page.keyboard.type(kind?.names[institution.language] ?? '');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await choose(t('draft.file'), fileNameOf(country));
      await page.keyboard.press('Control+Enter');
      await expect(page.getByRole('heading', { level: 1, name: words.title })).toBeVisible();
      await walk.tabTo('combobox', t('route.choose'));
      await page.keyboard.press('ArrowDown');
      await expect(page.getByRole('list', { name: t('route.preview') })).toContainText(institution.people.head);
      await walk.shown('1-preview');
      await page.keyboard.press('Control+Enter');
      await expect(page.getByText(t('route.sent'))).toBeVisible();
    });

    test('2: [ROUTE-02] [ROUTE-10] both approvers approve by the action, at once and in any order', async () => {
      for (const post of ['deputyHead', 'unitHead'] as const satisfies readonly Post[]) {
        await walk.become(post);
        await openDraft('work.approve');
        if (post === 'unitHead') await walk.shown('2-approver');
        await page.keyboard.press('Control+Enter');
        await walk.tabTo('textbox', t('route.note'));
        await page.keyboard.type(words.note);
        await page.keyboard.press('Control+Enter');
        await expect(page.getByText(t('route.decided'))).toBeVisible();
      }
    });

    test('3: [SIGN-02] [SIGN-06] the head signs with his own certificate, and with no other', async () => {
      await walk.become('head');
      await openDraft('work.sign');
      await walk.tabTo('button', t('route.signedOutside'));
      await page.keyboard.press('Enter');
      await expect(page.getByRole('button', { name: t('route.signatureFile'), exact: true })).toBeFocused();
      await choose(t('route.signatureFile'), 'lent.p7s');
      await page.keyboard.press('Control+Enter');
      await expect(page.getByText(SIGNER_NAMES.partner.commonName).first()).toBeVisible();
      await walk.shown('3-refused');
      await choose(t('route.signatureFile'), `${fileNameOf(country)}.p7s`);
      await page.keyboard.press('Control+Enter');
      await expect(page.getByText(t('route.decided'))).toBeVisible();
      await walk.shown('4-signed');
    });

    test('4: [ROUTE-14] [ROUTE-18] the registrar registers what was signed', async () => {
      await walk.become('registrar');
      await page.getByRole('button', { name: t('frame.short.start') }).first().click();
      await page.getByRole('group', { name: t('start.tab.mine') }).getByRole('button', { name: t('start.draft') }).click();
      await expect(page.getByRole('region', { name: t('route.yours') }).getByRole('button', { name: t('route.register') }).first()).toBeEnabled();
      await page.keyboard.press('Control+Enter');
      await expect(page.getByRole('textbox', { name: t('requisite.subject') })).toHaveValue(words.title);
      await walk.tabTo('combobox', t('requisite.caseId'));
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await walk.shown('5-card');
      // Where it goes is registered with it: a memo to the head waits for his resolution.
      await expect(page.getByRole('radio', { name: t('draftExecution.by.review') })).toBeChecked();
      await page.keyboard.press('Control+Enter');
      await expect(page.getByText('№').first()).toBeVisible();
    });

    test('5: [ROUTE-14] [ROUTE-18] the draft tells who took its steps and what became of it, the card what was signed', async () => {
      const client = await clientOfPage(page);
      const draft = valueOf(await client.routing.drafts({})).drafts.find(({ title }) => title === words.title);
      const { cards, route } = valueOf(await client.routing.draft({ documentId: draft?.documentId ?? '' }));
      const { specialist, deputyHead, unitHead, head } = institution.people;
      expect(route?.phase).toBe('completed');
      expect(route?.history.map(({ byName }) => byName)).toEqual([specialist, deputyHead, unitHead, head, 'Registrar']);
      expect(cards).toMatchObject([{ counts: true }]);
      const { card } = valueOf(await client.registration.get({ documentId: cards[0]?.documentId ?? '' }));
      expect(card).toMatchObject({ subject: words.title, files: [{ fileName: fileNameOf(country), role: 'main' }, { fileName: `${fileNameOf(country)}.p7s`, role: 'signature' }] });
    });

    test('6: [RES-01] the head lays his resolution on it, with an executor and who controls', async () => {
      const { deputyHead, unitHead } = institution.people;
      await walk.become('head');
      await execution.openFirstItem('work.review');
      await execution.layResolution(institution.texts.resolution, deputyHead, unitHead);
      await page.keyboard.press('Control+Enter');
      await expect(page.getByRole('list', { name: t('resolution.title') })).toContainText(deputyHead);
      await walk.shown('6-resolution');
    });

    test('7: [RES-16] the executor reports, the head accepts', async () => {
      await walk.become('deputyHead');
      await execution.openFirstItem('work.execute');
      await execution.report(institution.texts.report);
      await walk.become('head');
      await execution.openFirstItem('work.acceptReport');
      await execution.accept();
    });

    test('8: [ROUTE-14] it is taken off control, and its history is whole', async () => {
      const { head, deputyHead, unitHead } = institution.people;
      await walk.become('unitHead');
      const client = await clientOfPage(page);
      const { cards } = valueOf(await client.routing.draft({ documentId: (valueOf(await client.routing.drafts({})).drafts.find(({ title }) => title === words.title))?.documentId ?? '' }));
      const documentId = cards[0]?.documentId ?? '';
      await openControlled();
      await walk.tabTo('button', t('control.lift'));
      await page.keyboard.press('Enter');
      await expect.poll(async () => valueOf(await client.resolutions.ofDocument({ documentId })).control?.liftedBy).toBe(unitHead);
      await walk.shown('7-off-control');
      const { history } = valueOf(await client.registration.get({ documentId }));
      const steps = ['document.passed', 'resolution.issued', 'execution.reported', 'execution.decided', 'control.lifted'];
      expect(history.flatMap(({ kind, actor }) => (steps.includes(kind) ? [[kind, actor]] : []))).toEqual([
        ['document.passed', 'Registrar'],
        ['resolution.issued', head],
        ['execution.reported', deputyHead],
        ['execution.decided', head],
        ['control.lifted', unitHead],
      ]);
      expect(complaints).toEqual([]);
    });

    /** From the board of what one controls. */
    async function openControlled(): Promise<void> {
      await page.getByRole('tab', { name: t('start.tab.control') }).click();
      await page.getByRole('button', { name: t('control.scope.controlled') }).click();
      await page.getByRole('button', { name: new RegExp(`^${t('control.shown.executed')}`) }).click();
      await page.getByRole('group', { name: t('start.tab.control') }).getByRole('row').nth(1).click();
      await page.keyboard.press('Enter');
      await expect(page.getByRole('tab', { name: t('document.tab.resolutions') })).toBeVisible();
      await page.getByRole('tab', { name: t('document.tab.resolutions') }).click();
    }
  });
}
