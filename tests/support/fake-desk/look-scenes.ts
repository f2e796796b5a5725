import type { Page } from '@playwright/test';
import { LANGUAGES, type Language } from '#shared/domain/languages.ts';
import { translate } from '#shared/i18n/translate.ts';
import { acknowledgementList, askedPerson, type FakeAcknowledgementsOptions } from './acknowledgements.ts';
import { copyEntry } from './copy-register.ts';
import { fakeId, fakeLetters, PDF_SHA, PNG_SHA, SIGNATURE_SHA } from './data.ts';
import type { FakeDeskOptions } from './fake-desk.ts';
import { CHANGED_AFTER, crowdedReport, mixedReport, report, WITHOUT_DOCUMENT } from './reports.ts';
import { COPIED_PRINTING, PRINTING } from './printing-samples.ts';

export const SMALL = { width: 1093, height: 614 };
export const LARGE = { width: 1366, height: 768 };

const OUTAGES = [{ outageId: 'o1', cause: 'unstable-internet', from: '2026-03-04T05:10:00Z', until: null, expectedUntil: '2026-03-06T12:00:00Z', note: '' }] as const;

const COPY = { copyId: fakeId(9001), number: '2-К3', pages: null, certifiedBy: 'Коваленко Олена Петрівна', position: 'Начальниця канцелярії', madeAt: '2026-03-05T10:00:00Z', madeBy: 'Коваленко Олена Петрівна', permission: null };
/** Lines of the register of copies: one that waits, one past its day, an extract that was handed over, one that was not given. */
const copyEntries = (documentId: string, names: readonly [string, string, string, string]) => [
  copyEntry({ requestId: fakeId(9101), documentId, requester: names[0] }),
  copyEntry({ requestId: fakeId(9102), documentId, requester: names[1], requesterKind: 'authorised-body', way: 'post', appliedOn: '2026-02-24', dueOn: '2026-02-27', term: 'overdue', copies: [{ ...COPY, permission: '№ 14, 25.02.2026' }] }),
  copyEntry({ requestId: fakeId(9103), documentId, requester: names[2], requesterKind: 'trade-union', copies: [{ ...COPY, number: '1', pages: '1, 3–5' }], term: 'closed', closed: { outcome: 'handed-over', on: '2026-03-04', note: names[0], permission: null, at: '2026-03-04T10:00:00Z', by: 'Коваленко Олена Петрівна' } }),
  copyEntry({ requestId: fakeId(9104), documentId, requester: names[3], requesterKind: 'other', givenAs: 'electronic-document', way: 'exchange-channel', term: 'closed', closed: { outcome: 'not-given', on: '2026-03-04', note: names[1], permission: null, at: '2026-03-04T10:00:00Z', by: 'Коваленко Олена Петрівна' } }),
];
const UK_NAMES = ['Ткаченко Оксана Іванівна', 'Державна служба України з питань праці, Північно-Східне міжрегіональне управління', 'Первинна профспілкова організація працівників університету', 'Щасливцева-Крижанівська Євгенія-Вікторія Всеволодівна'] as const;
const KK_NAMES = ['Әбдіғаппарұлы-Құрманғазина Үмітгүл Өмірбекқызы', 'Қазақстан Республикасы Еңбек және халықты әлеуметтік қорғау министрлігінің Мемлекеттік еңбек инспекциясы комитеті', 'Университет қызметкерлерінің бастауыш кәсіподақ ұйымы', 'Өтегенұлы Ғабит'] as const;

export interface Shot {
  readonly name: string;
  readonly desk?: FakeDeskOptions;
  readonly language?: Language;
  readonly scheme?: 'light' | 'dark';
  readonly size?: { readonly width: number; readonly height: number };
  readonly steps?: (page: Page, language: Language) => Promise<void>;
}

export const room = (name: 'search' | 'exchange' | 'nomenclature' | 'archive' | 'directories' | 'administration') => async (page: Page, language: Language): Promise<void> => {
  await page.getByRole('navigation').getByRole('button', { name: translate(language, `frame.short.${name}`) }).first().click();
};
const openStructure = async (page: Page, language: Language): Promise<void> => {
  await room('directories')(page, language);
  await page.getByRole('tab', { name: translate(language, 'structure.title') }).click();
  await page.getByRole('heading', { name: translate(language, 'units.title') }).waitFor();
};
/** Through the palette, as a person without a room of directories does. */
const openAssistants = async (page: Page, language: Language): Promise<void> => {
  await page.keyboard.press('Control+K');
  await page.getByPlaceholder(translate(language, 'palette.placeholder')).fill(translate(language, 'delegation.mine'));
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('heading', { name: translate(language, 'absence.title') }).waitFor();
};
/** The first menu of forms on the screen. */
const openForms = async (page: Page, language: Language): Promise<void> => {
  await page.getByRole('button', { name: translate(language, 'forms.title') }).first().click();
};
const openPrinting = async (page: Page, language: Language): Promise<void> => {
  await room('search')(page, language);
  await page.getByRole('grid').waitFor();
  await page.getByRole('button', { name: translate(language, 'printing.printDots') }).click();
  await page.getByRole('dialog').waitFor();
};
const markFound = async (page: Page, language: Language): Promise<void> => {
  await room('search')(page, language);
  await page.getByRole('grid').getByRole('checkbox').first().waitFor();
  await page.getByRole('grid').focus();
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('Shift+ArrowDown');
};
/** Chooses a row of the tree by keys. */
const nomenclatureCase = (row: number) => async (page: Page, language: Language): Promise<void> => {
  await room('nomenclature')(page, language);
  await page.getByRole('treeitem').first().focus();
  for (let at = 0; at < row; at += 1) await page.keyboard.press('ArrowDown');
};
export const tab = async (page: Page, name: string): Promise<void> => page.getByRole('tab', { name }).click();

async function markRows(page: Page, language: Language): Promise<void> {
  await page.getByRole('button', { name: translate(language, 'direction.incoming'), exact: true }).click();
  await page.getByRole('grid').focus();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
}

async function register(page: Page, language: Language): Promise<void> {
  const field = (name: string) => page.locator(`[data-field="${name}"]`);
  await field('correspondent').focus();
  await page.keyboard.press('Enter');
  await field('correspondentNumber').fill('1/9-214');
  await page.keyboard.press('Enter');
  await page.keyboard.type('4.3.26');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await field('caseId').focus();
  await page.keyboard.type('01-05');
  await page.getByRole('option', { name: /^01-05/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Enter');
  await page.getByText(translate(language, 'registration.done.title'), { exact: true }).waitFor();
}

const incomingFiles = async (page: Page, language: Language): Promise<void> => {
  await room('administration')(page, language);
  await tab(page, translate(language, 'administration.incoming'));
};
/** The code of a copy as a scanner types it into the search. */
async function scanned(page: Page, verdict: string, hash = PDF_SHA.slice(0, 20), documentId = fakeId(1296)): Promise<void> {
  await page.keyboard.press('/');
  await page.keyboard.type(`CH2:${documentId}:${hash}:${verdict}`);
  await page.keyboard.press('Enter');
  await page.waitForTimeout(500);
}
/** A list behind "more". */
const rareView = (name: 'journalImport.tab' | 'returned.tab') => async (page: Page, language: Language): Promise<void> => {
  await page.getByRole('button', { name: translate(language, 'registration.views.more'), exact: true }).click();
  await page.getByRole('menuitem', { name: translate(language, name), exact: true }).click();
};
const openImport = rareView('journalImport.tab');
const chooseTable = async (page: Page, language: Language): Promise<void> => {
  await openImport(page, language);
  await page.locator('input[type=file]').setInputFiles({ name: 'журнал-2019.csv', mimeType: 'text/csv', buffer: Buffer.from('a;b') });
  await page.getByRole('button', { name: translate(language, 'journalImport.try') }).waitFor();
};
const tryOut = async (page: Page, language: Language): Promise<void> => {
  await chooseTable(page, language);
  await page.getByRole('button', { name: translate(language, 'journalImport.try') }).click();
  await page.getByRole('button', { name: translate(language, 'journalImport.back') }).waitFor();
};
async function registerPaper(page: Page, language: Language): Promise<void> {
  const field = (name: string) => page.locator(`[data-field="${name}"]`);
  await page.keyboard.press('Alt+N');
  await field('medium').waitFor();
  await field('correspondent').fill('Қиялтау облысының білім басқармасы');
  await field('correspondentNumber').fill('77');
  await field('correspondentDate').fill('04.03.2026');
  await field('subject').fill('Өтініш');
  await field('sheets').fill('2');
  await field('caseId').focus();
  await page.keyboard.type('01-05');
  await page.getByRole('option', { name: /^01-05/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Enter');
  await page.getByText(translate(language, 'registration.done.title'), { exact: true }).waitFor();
}

const openCopies = async (page: Page, language: Language): Promise<void> => {
  await openDocument(page, language);
  await tab(page, translate(language, 'document.tab.copies'));
};
/** An employee comes to a document through the search: the registration room is not theirs. */
const openApplication = async (page: Page, language: Language): Promise<void> => {
  await page.getByRole('grid').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await tab(page, translate(language, 'document.tab.copies'));
  await page.getByRole('button', { name: translate(language, 'copyRegister.apply'), exact: true }).click();
  await page.getByRole('dialog').waitFor();
};
const applied = async (page: Page, language: Language): Promise<void> => {
  await openApplication(page, language);
  await page.getByRole('dialog').getByRole('button', { name: translate(language, 'copyRegister.apply'), exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
};
const openRegister = async (page: Page, language: Language): Promise<void> => {
  await room('directories')(page, language);
  await tab(page, translate(language, 'copyRegister.title'));
  await page.getByRole('grid').waitFor();
};
/** Many lines, every term among them. */
const manyEntries = (count: number, names: typeof UK_NAMES | typeof KK_NAMES) =>
  Array.from({ length: count }, (_unused, at) => copyEntry({ requestId: fakeId(9500 + at), documentId: fakeId(1001), requester: names[at % 4] ?? names[0], appliedOn: `2026-0${1 + (at % 3)}-0${1 + (at % 5)}`, term: at % 7 === 1 ? 'overdue' : at % 7 === 3 ? 'due' : 'ahead', dueOn: at % 7 === 1 ? '2026-03-03' : '2026-03-06', copies: at % 3 === 0 ? [COPY] : [] }));
const openCopyRequest = async (page: Page, language: Language): Promise<void> => {
  await openCopies(page, language);
  await page.getByRole('button', { name: translate(language, 'copyRegister.certify'), exact: true }).click();
};
const placeMarks = async (page: Page, language: Language): Promise<void> => {
  await openDocument(page, language);
  await tab(page, translate(language, 'document.tab.copies'));
  await page.getByRole('button', { name: translate(language, 'markPlaces.choose'), exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: new RegExp(`^${translate(language, 'markPlaces.stamp')}:`) }).waitFor();
  await page.waitForTimeout(700);
};
const overText = async (page: Page, language: Language): Promise<void> => {
  await placeMarks(page, language);
  const stamp = page.getByRole('dialog').getByRole('button', { name: new RegExp(`^${translate(language, 'markPlaces.stamp')}:`) });
  await stamp.focus();
  for (let step = 0; step < 20; step += 1) await page.keyboard.press('Shift+ArrowUp');
  await page.waitForTimeout(300);
};
const certifyExtract = async (page: Page, language: Language): Promise<void> => {
  await openCopyRequest(page, language);
  await page.getByRole('textbox', { name: translate(language, 'copyRegister.requester') }).fill(language === 'kk' ? KK_NAMES[1] : UK_NAMES[1]);
  await page.getByRole('textbox', { name: translate(language, 'copyRegister.position') }).fill(language === 'kk' ? 'Құжаттамалық қамтамасыз ету департаментінің директоры' : 'Начальниця відділу документаційного забезпечення');
  await page.getByRole('textbox', { name: translate(language, 'copyRegister.pages') }).fill('1, 3-5');
  await page.getByRole('button', { name: translate(language, 'copyRegister.fileAndMake') }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
};
const openJournal = async (page: Page, language: Language): Promise<void> => {
  await page.getByRole('button', { name: translate(language, 'direction.incoming'), exact: true }).click();
  await page.getByRole('grid').waitFor();
};
export const openDocument = async (page: Page, language: Language): Promise<void> => {
  await openJournal(page, language);
  await page.getByRole('grid').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1 }).waitFor();
};

/** The documents that stand first in the journal, so that whichever is opened has its list. */
const FIRST_DOCUMENTS = Array.from({ length: 12 }, (_, at) => fakeId(1289 + at));
function acknowledgementsOf(names: readonly string[], text: string, form: 'mark' | 'signature'): FakeAcknowledgementsOptions {
  const mark = (way: 'system' | 'refusal', on: string) => ({ way, on, at: '2026-03-04T08:00:00Z', by: names[0] ?? '', agreed: null, signature: null, recorded: way === 'refusal' ? ({ way, on, reason: names[1] ?? '', witnesses: names.slice(0, 2) } as const) : null, late: way === 'system', onOtherList: false });
  const people = [
    askedPerson({ personId: 'p0', name: names[0] ?? '', state: 'overdue', daysLeft: -2 }),
    askedPerson({ personId: 'p1', name: names[1] ?? '', state: 'dueSoon', daysLeft: 0, hasAccount: false }),
    askedPerson({ personId: 'p2', name: names[2] ?? '', state: 'acknowledged', daysLeft: null, mark: mark('system', '2026-03-06') }),
    askedPerson({ personId: 'p3', name: names[3] ?? '', state: 'refused', daysLeft: null, mark: mark('refusal', '2026-03-04') }),
    askedPerson({ personId: 'p4', name: names[0] ?? '', position: 'Завідувачка кафедри загальної та неорганічної хімії', state: 'waiting', daysLeft: 3 }),
  ];
  return {
    martialLaw: true,
    lists: FIRST_DOCUMENTS.map((documentId, at) => acknowledgementList({ listId: fakeId(7000 + at), documentId, form, people })),
    own: FIRST_DOCUMENTS.map((documentId, at) => ({ listId: fakeId(7000 + at), document: { documentId, registrationIndex: '12', subject: '' }, form, note: '', sentAt: '2026-03-02T07:00:00Z', sentBy: names[0] ?? '', dueOn: '2026-03-05', daysLeft: 0, state: 'dueSoon', withDocument: null, texts: [{ language: 'uk', text }] })),
  };
}
const openAcknowledgement = async (page: Page, language: Language): Promise<void> => {
  await openDocument(page, language);
  await tab(page, translate(language, 'document.tab.acknowledgement'));
};

export const openSignatures = async (page: Page, language: Language): Promise<void> => {
  await openDocument(page, language);
  await tab(page, translate(language, 'document.tab.signatures'));
};
/** By keys alone: the dialog, the key file, the password, the keys of the file. */
const openDetails = async (page: Page, at: number): Promise<void> => {
  const summary = page.locator('article summary').nth(at);
  await summary.click();
  await summary.scrollIntoViewIfNeeded();
};
const MIXED = mixedReport('Наказ № 44 від 04.03.2026.asice', SIGNATURE_SHA);
const CROWDED = crowdedReport('Колективний договір.pdf', SIGNATURE_SHA, 50);
/** The first letter of the desk with other reports. */
function letterWith(reports: readonly ReturnType<typeof report>[], verdict: 'passed' | 'failed' | 'undetermined'): FakeDeskOptions {
  return { letters: fakeLetters().slice(0, 1).map((letter) => ({ ...letter, reports: [...reports], verdict })) };
}

export const SHOTS: readonly Shot[] = [
  ...LANGUAGES.map((language): Shot => ({ name: `verdict-mixed-small-${language}`, language, size: SMALL, desk: { reports: [MIXED] }, steps: openSignatures })),
  { name: 'verdict-mixed-dark', language: 'uk', scheme: 'dark', desk: { reports: [MIXED] }, steps: openSignatures },
  { name: 'verdict-details-passed', language: 'uk', desk: { reports: [report('Наказ.pdf.p7s', SIGNATURE_SHA, MIXED.signatures.slice(0, 1))] }, steps: async (page, language) => { await openSignatures(page, language); await openDetails(page, 0); } },
  { name: 'verdict-details-failed-small', language: 'kk', size: SMALL, desk: { reports: [report('Бұйрық.pdf', SIGNATURE_SHA, [CHANGED_AFTER], { container: 'pdf' })] }, steps: async (page, language) => { await openSignatures(page, language); await openDetails(page, 0); } },
  { name: 'verdict-history', language: 'ru', desk: { reports: [MIXED] }, steps: async (page, language) => { await openSignatures(page, language); const history = page.getByText(new RegExp(`^${translate(language, 'signature.history')}`)); await history.click(); await history.scrollIntoViewIfNeeded(); } },
  { name: 'verdict-fifty', language: 'uk', size: SMALL, desk: { reports: [CROWDED] }, steps: openSignatures },
  { name: 'verdict-fifty-letter', language: 'kk', desk: letterWith([CROWDED], 'failed') },
  { name: 'verdict-letter-mixed', language: 'ky', desk: letterWith([MIXED], 'failed') },
  { name: 'verdict-letter-no-document-small', language: 'uk', size: SMALL, desk: letterWith([report('лист.pdf.p7s', SIGNATURE_SHA, [WITHOUT_DOCUMENT])], 'undetermined') },
  { name: 'verdict-fetch', language: 'ru', desk: { reports: [MIXED] }, steps: async (page, language) => { await openSignatures(page, language); const recheck = page.getByRole('button', { name: translate(language, 'signature.action.trust') }); await recheck.waitFor(); } },
  { name: 'verdict-protocol', language: 'kk', size: SMALL, desk: { reports: [MIXED], country: 'KZ' }, steps: async (page, language) => { await openSignatures(page, language); const make = page.getByRole('button', { name: translate(language, 'document.copy.protocol') }); await make.scrollIntoViewIfNeeded(); await make.click(); } },
  { name: 'directories-correspondents', language: 'uk', size: SMALL, steps: room('directories') },
  { name: 'directories-correspondents-kk', language: 'kk', size: SMALL, desk: { country: 'KZ' }, steps: room('directories') },
  ...(['uk', 'kk'] as const).flatMap((language): Shot[] =>
    (['journals', 'kinds'] as const).map((section) => ({ name: `directories-${section}-${language}`, language, size: SMALL, desk: { country: language === 'kk' ? 'KZ' : 'UA' }, steps: async (page) => { await room('directories')(page, language); await tab(page, translate(language, `${section}.title`)); } })),
  ),
  { name: 'directories-kind-template-kk', language: 'kk', size: SMALL, desk: { country: 'KZ' }, steps: async (page, language) => { await room('directories')(page, language); await tab(page, translate(language, 'kinds.title')); await page.getByRole('button', { name: translate(language, 'kinds.addMedium') }).click(); await page.getByRole('radio').first().scrollIntoViewIfNeeded(); } },
  ...(['uk', 'kk'] as const).flatMap((language): Shot[] => [
    { name: `day-papers-line-${language}`, language, size: SMALL, desk: { notPrinted: ['incoming'], country: language === 'kk' ? 'KZ' : 'UA' } },
    { name: `day-papers-marks-${language}`, language, size: SMALL, desk: { country: language === 'kk' ? 'KZ' : 'UA' }, steps: async (page) => { await markRows(page, language); } },
    { name: `day-papers-handover-${language}`, language, size: SMALL, desk: { country: language === 'kk' ? 'KZ' : 'UA' }, steps: async (page) => {
      await markRows(page, language);
      await page.getByRole('button', { name: translate(language, 'dayPapers.addToHandover', { count: 3 }) }).click();
      await page.getByRole('dialog').getByRole('combobox').or(page.getByRole('dialog').getByLabel(translate(language, 'dayPapers.toWhom'))).first().fill('Ковальчук О. П.');
      await page.getByRole('dialog').getByRole('button', { name: translate(language, 'common.save') }).click();
      await page.getByRole('button', { name: translate(language, 'registration.views.more') }).click();
      await page.getByRole('menuitem', { name: translate(language, 'dayPapers.handover'), exact: true }).click();
    } },
  ]),
  ...(['uk', 'kk'] as const).flatMap((language): Shot[] => [
    { name: `shift-${language}`, language, size: SMALL, steps: async (page) => page.keyboard.press('Control+Shift+U') },
    { name: `shift-taken-${language}`, language, size: SMALL, steps: async (page) => {
      await page.keyboard.press('Control+Shift+U');
      await page.getByLabel(translate(language, 'session.login')).fill('second');
      await page.locator('input[type=password]').fill('right');
      await page.keyboard.press('Enter');
    } },
  ]),
  { name: 'directories-editor', language: 'uk', size: SMALL, steps: async (page, language) => { await room('directories')(page, language); await page.keyboard.press('Alt+N'); } },
  { name: 'directories-duplicates', language: 'ru', steps: async (page, language) => { await room('directories')(page, language); await page.getByRole('button', { name: translate(language, 'correspondents.duplicates') }).click(); } },
  { name: 'directories-import', language: 'uk', size: SMALL, steps: async (page, language) => { await room('directories')(page, language); await page.getByRole('button', { name: translate(language, 'correspondents.import') }).click(); await page.locator('input[type=file]').last().setInputFiles({ name: 'кореспонденти.csv', mimeType: 'text/csv', buffer: Buffer.from('a;b') }); } },
  { name: 'structure', language: 'uk', size: SMALL, steps: openStructure },
  { name: 'structure-kk-dark', language: 'kk', scheme: 'dark', size: SMALL, desk: { country: 'KZ' }, steps: async (page, language) => { await openStructure(page, language); await page.getByRole('region', { name: translate(language, 'delegation.title') }).scrollIntoViewIfNeeded(); } },
  { name: 'structure-unit', language: 'ky', size: SMALL, desk: { country: 'KG' }, steps: async (page, language) => { await openStructure(page, language); await page.getByRole('button', { name: translate(language, 'units.new') }).click(); } },
  { name: 'structure-absence', language: 'uk', size: SMALL, steps: async (page, language) => { await openStructure(page, language); await page.getByRole('button', { name: translate(language, 'absence.new') }).click(); await page.getByRole('form', { name: translate(language, 'absence.new') }).scrollIntoViewIfNeeded(); } },
  { name: 'structure-hours', language: 'kk', size: SMALL, desk: { country: 'KZ' }, steps: async (page, language) => { await openStructure(page, language); await page.getByRole('button', { name: translate(language, 'workPlan.new') }).click(); await page.getByRole('button', { name: translate(language, 'common.save') }).click(); await page.getByRole('button', { name: translate(language, 'workPlan.new') }).click(); } },
  { name: 'structure-assistants', language: 'uk', size: SMALL, desk: { roles: ['official'] }, steps: openAssistants },
  { name: 'structure-assistants-form', language: 'kk', size: SMALL, desk: { country: 'KZ', roles: ['official'] }, steps: async (page, language) => { await openAssistants(page, language); await page.getByRole('button', { name: translate(language, 'delegation.new') }).click(); await page.getByRole('form').getByRole('button', { name: translate(language, 'delegation.new') }).click(); } },
  { name: 'structure-assistants-ru', language: 'ru', scheme: 'dark', size: LARGE, desk: { roles: ['official'] }, steps: async (page, language) => { await openAssistants(page, language); await page.getByRole('button', { name: translate(language, 'delegation.new') }).click(); } },
  { name: 'directories-review', language: 'uk', size: SMALL, steps: async (page, language) => { await room('directories')(page, language); await tab(page, translate(language, 'review.settings')); } },
  { name: 'directories-review-kk-dark', language: 'kk', scheme: 'dark', steps: async (page, language) => { await room('directories')(page, language); await tab(page, translate(language, 'review.settings')); await page.getByRole('button', { name: translate(language, 'review.duty.new') }).click(); } },
  { name: 'outages-none', language: 'ky', steps: async (page, language) => { await room('directories')(page, language); await tab(page, translate(language, 'outage.title')); } },
  { name: 'outages', language: 'kk', size: SMALL, desk: { country: 'KZ', outages: OUTAGES }, steps: async (page, language) => { await room('directories')(page, language); await tab(page, translate(language, 'outage.title')); } },
  { name: 'outage-report', language: 'uk', size: SMALL, desk: { outages: OUTAGES }, steps: async (page, language) => { await room('directories')(page, language); await tab(page, translate(language, 'outage.title')); await page.getByRole('button', { name: translate(language, 'outage.report') }).first().click(); } },
  { name: 'outage-notice', language: 'ru', desk: { outages: OUTAGES }, steps: async (page, language) => { await room('directories')(page, language); await tab(page, translate(language, 'outage.title')); await page.getByRole('button', { name: translate(language, 'outage.notice.suspension') }).click(); } },
  { name: 'outage-late-entry', language: 'uk', size: SMALL, desk: { outages: OUTAGES }, steps: async (page, language) => { await room('directories')(page, language); await tab(page, translate(language, 'outage.title')); await page.getByRole('button', { name: translate(language, 'outage.lateEntry') }).click(); } },
  { name: 'directories-review-case-gone', language: 'ru', size: SMALL, steps: async (page, language) => { await room('directories')(page, language); await tab(page, translate(language, 'review.settings')); await page.getByRole('button', { name: `${translate(language, 'review.duty.edit')}: 3` }).click(); } },
  { name: 'to-pass-alike', language: 'uk', size: SMALL, desk: { likePassed: true }, steps: async (page, language) => page.getByRole('button', { name: translate(language, 'review.tab'), exact: true }).click() },
  { name: 'to-pass-alike-document-kk', language: 'kk', size: SMALL, desk: { likePassed: true, country: 'KZ' }, steps: async (page, language) => { await page.getByRole('button', { name: translate(language, 'review.tab'), exact: true }).click(); await page.locator('tbody tr td button').first().click(); } },
  { name: 'to-pass', language: 'uk', size: SMALL, steps: async (page, language) => page.getByRole('button', { name: translate(language, 'review.tab'), exact: true }).click() },
  { name: 'to-pass-kk-dark', language: 'kk', scheme: 'dark', size: SMALL, steps: async (page, language) => page.getByRole('button', { name: translate(language, 'review.tab'), exact: true }).click() },
  { name: 'copy-check', language: 'uk', size: SMALL, steps: (page) => scanned(page, 'P') },
  { name: 'copy-check-differs-kk', language: 'kk', size: SMALL, desk: { country: 'KZ' }, steps: (page) => scanned(page, 'F') },
  { name: 'copy-check-differs-dark', language: 'ky', scheme: 'dark', size: SMALL, steps: (page) => scanned(page, 'F', 'c'.repeat(20)) },
  { name: 'copy-check-none', language: 'ru', size: SMALL, steps: (page) => scanned(page, 'P', 'd'.repeat(20), '019c0000-0000-7000-8000-00000000ffff') },
  { name: 'returned', language: 'uk', size: SMALL, steps: rareView('returned.tab') },
  { name: 'returned-dialog', language: 'kk', size: SMALL, steps: async (page, language) => { await rareView('returned.tab')(page, language); await page.keyboard.press('Alt+N'); } },
  { name: 'correspondent-unknown', language: 'uk', size: SMALL, steps: async (page) => { await page.locator('[data-field="correspondent"]').fill('ТОВ «Новий кореспондент»'); await page.waitForTimeout(600); } },
  { name: 'correspondent-kept', language: 'kk', size: SMALL, steps: async (page) => { await page.locator('[data-field="correspondent"]').fill('ТОВ «Новий кореспондент»'); await page.waitForTimeout(600); await page.keyboard.press('F7'); await page.waitForTimeout(600); } },
  { name: 'correspondent-by-rules', language: 'uk', size: SMALL, steps: async (page) => { await page.locator('[data-field="correspondent"]').fill('Комітет Верховної Ради України з питань освіти'); await page.waitForTimeout(600); } },
  { name: 'correspondent-body-option', language: 'uk', size: SMALL, steps: async (page) => { await page.locator('[data-field="correspondent"]').fill(''); await page.locator('[data-field="correspondent"]').pressSequentially('верховна'); await page.waitForTimeout(600); } },
  { name: 'correspondent-options', language: 'uk', steps: async (page) => { await page.locator('[data-field="correspondent"]').fill(''); await page.locator('[data-field="correspondent"]').pressSequentially('ministr'); await page.waitForTimeout(600); } },
  { name: 'setup', desk: { phase: 'new' }, language: 'kk' },
  { name: 'setup-errors', desk: { phase: 'new' }, language: 'uk', steps: async (page) => page.locator('button[type=submit]').click() },
  { name: 'setup-dark-small', desk: { phase: 'new' }, language: 'ky', scheme: 'dark', size: SMALL },
  { name: 'unlock', desk: { phase: 'locked' }, language: 'ru' },
  { name: 'sign-in', desk: { signedIn: false }, language: 'uk' },
  { name: 'sign-in-dark-small', desk: { signedIn: false }, language: 'kk', scheme: 'dark', size: SMALL },
  { name: 'change-password', desk: { passwordChangeDue: '2099-03-08T18:00:00Z' }, language: 'ru' },
  ...LANGUAGES.map((language): Shot => ({ name: `registration-${language}`, language, desk: { country: language === 'kk' ? 'KZ' : language === 'ky' ? 'KG' : 'UA' } })),
  ...LANGUAGES.map((language): Shot => ({ name: `registration-small-${language}`, language, size: SMALL })),
  { name: 'registration-dark', language: 'uk', scheme: 'dark' },
  { name: 'registration-failed', language: 'ru', steps: async (page) => { await page.keyboard.press('Alt+ArrowRight'); await page.keyboard.press('Alt+ArrowRight'); } },
  { name: 'registration-image', language: 'ky', size: SMALL, steps: async (page) => { for (let at = 0; at < 3; at += 1) await page.keyboard.press('Alt+ArrowRight'); } },
  { name: 'registration-refused', language: 'kk', steps: async (page) => page.keyboard.press('Control+Enter') },
  { name: 'registration-empty', language: 'uk', desk: { letters: [] } },
  { name: 'registration-details-dark', language: 'ru', scheme: 'dark', steps: async (page) => page.locator('summary').first().click() },
  { name: 'registered', language: 'uk', steps: register },
  { name: 'registered-dark-small', language: 'ky', scheme: 'dark', size: SMALL, steps: register },
  { name: 'paper-stamp', language: 'kk', size: SMALL, steps: registerPaper },
  { name: 'paper-scan', language: 'uk', size: SMALL, steps: async (page, language) => { await registerPaper(page, language); await page.getByRole('button', { name: translate(language, 'paper.stamp.byHand') }).click(); await page.getByRole('button', { name: translate(language, 'paper.scan.choose') }).waitFor(); } },
  { name: 'paper-new-card', language: 'uk', size: SMALL, steps: async (page) => { await page.keyboard.press('Alt+N'); await page.locator('[data-field="medium"]').waitFor(); } },
  { name: 'similar', language: 'uk', size: SMALL, steps: async (page, language) => { await page.locator('[data-field="correspondent"]').fill('Міністерство'); await page.locator('[data-field="correspondentNumber"]').fill('1/9-200'); await page.locator('[data-field="correspondentDate"]').fill('04.03.2026'); await page.getByText(translate(language, 'registration.similar')).scrollIntoViewIfNeeded(); } },
  { name: 'document-links', language: 'kk', size: SMALL, steps: async (page, language) => { await openDocument(page, language); await tab(page, translate(language, 'document.tab.links')); await page.getByLabel(translate(language, 'document.links.find')).fill('300'); } },
  { name: 'document-move', language: 'uk', size: SMALL, steps: async (page, language) => { await openDocument(page, language); await page.getByRole('button', { name: translate(language, 'document.more') }).click(); await page.getByRole('menuitem', { name: translate(language, 'document.move') }).click(); await page.getByRole('dialog').waitFor(); } },
  { name: 'document-act', language: 'ru', size: SMALL, steps: async (page, language) => { await page.getByRole('button', { name: translate(language, 'direction.internal'), exact: true }).click(); await page.getByRole('grid').waitFor(); await page.getByRole('grid').focus(); await page.keyboard.press('Enter'); await tab(page, translate(language, 'document.tab.act')); } },
  { name: 'document-act-copies', language: 'kk', size: SMALL, steps: async (page, language) => { await page.getByRole('button', { name: translate(language, 'direction.internal'), exact: true }).click(); await page.getByRole('grid').waitFor(); await page.getByRole('grid').focus(); await page.keyboard.press('Enter'); await tab(page, translate(language, 'document.tab.act')); for (const holder of ['Мұрағат', 'Оқу-әдістемелік басқарма']) { await page.getByRole('textbox', { name: translate(language, 'act.copy.holder') }).fill(holder); await page.keyboard.press('Enter'); await page.getByRole('cell', { name: holder }).waitFor(); } } },
  { name: 'arrange', language: 'uk', size: SMALL, steps: async (page, language) => { await page.getByRole('button', { name: translate(language, 'registration.letter.actions') }).click(); await page.getByRole('menuitem', { name: translate(language, 'registration.arrange') }).click(); await page.getByRole('dialog').waitFor(); } },
  { name: 'journal', language: 'uk', steps: openJournal },
  { name: 'journal-dark-small', language: 'kk', scheme: 'dark', size: SMALL, steps: openJournal },
  { name: 'journal-preview', language: 'ru', steps: async (page, language) => { await openJournal(page, language); await page.getByRole('grid').focus(); await page.keyboard.press('Space'); } },
  { name: 'document', language: 'uk', steps: openDocument },
  { name: 'document-small', language: 'kk', size: SMALL, steps: openDocument },
  { name: 'document-duplicate', language: 'kk', size: SMALL, steps: async (page, language) => { await openDocument(page, language); const record = page.getByRole('button', { name: translate(language, 'paperDuplicate.record') }); await record.scrollIntoViewIfNeeded(); await record.click(); await page.keyboard.type('2-қойма, 4-стеллаж, 1-сөре, 12-05 папкасы'); } },
  { name: 'document-duplicate-kept', language: 'uk', size: SMALL, steps: async (page, language) => { await openDocument(page, language); await page.getByRole('button', { name: translate(language, 'paperDuplicate.record') }).click(); await page.keyboard.type('Сховище 2, стелаж 4, полиця 1, папка 12-05'); await page.keyboard.press('Enter'); await page.getByRole('button', { name: translate(language, 'paperDuplicate.move') }).scrollIntoViewIfNeeded(); } },
  { name: 'document-signatures-dark', language: 'ru', scheme: 'dark', steps: async (page, language) => { await openDocument(page, language); await tab(page, translate(language, 'document.tab.signatures')); } },
  { name: 'acknowledgement-uk', language: 'uk', size: SMALL, desk: { acknowledgements: acknowledgementsOf(UK_NAMES, 'З документом № 112/01-05 від 02.03.2026 ознайомлений(-а).', 'mark') }, steps: openAcknowledgement },
  { name: 'acknowledgement-kk', language: 'kk', size: SMALL, desk: { country: 'KZ', acknowledgements: acknowledgementsOf(KK_NAMES, '02.03.2026 № 112/01-05 құжатпен танысқанымды өз қолтаңбаммен растаймын.', 'signature') }, steps: openAcknowledgement },
  { name: 'acknowledgement-none-ky', language: 'ky', scheme: 'dark', steps: openAcknowledgement },
  { name: 'acknowledgement-send-uk', language: 'uk', size: SMALL, steps: async (page, language) => { await openAcknowledgement(page, language); await page.getByRole('button', { name: translate(language, 'acknowledgement.send') }).click(); await page.waitForTimeout(400); } },
  { name: 'acknowledgement-record-kk', language: 'kk', size: SMALL, desk: { country: 'KZ', acknowledgements: acknowledgementsOf(KK_NAMES, '…', 'mark') }, steps: async (page, language) => { await openAcknowledgement(page, language); await page.getByRole('checkbox', { name: translate(language, 'acknowledgement.all') }).check(); await page.getByRole('button', { name: translate(language, 'acknowledgement.recordFor', { count: 3 }) }).click(); await page.getByRole('dialog').getByRole('combobox').first().selectOption('refusal'); } },
  { name: 'document-history', language: 'ky', steps: async (page, language) => { await openDocument(page, language); await tab(page, translate(language, 'document.tab.history')); } },
  { name: 'copy-register-none', language: 'ky', steps: async (page, language) => { await room('directories')(page, language); await tab(page, translate(language, 'copyRegister.title')); } },
  { name: 'copy-register-uk', language: 'uk', size: SMALL, desk: { copyEntries: copyEntries(fakeId(1001), UK_NAMES) }, steps: openRegister },
  { name: 'copy-register-kk', language: 'kk', size: SMALL, desk: { country: 'KZ', copyEntries: copyEntries(fakeId(1001), KK_NAMES) }, steps: openRegister },
  { name: 'copy-register-many-ky', language: 'ky', size: SMALL, desk: { country: 'KG', copyEntries: manyEntries(3000, KK_NAMES) }, steps: async (page, language) => { await openRegister(page, language); await page.getByRole('grid').focus(); for (let step = 0; step < 12; step += 1) await page.keyboard.press('PageDown'); await page.waitForTimeout(500); } },
  { name: 'copy-register-narrowed-uk', language: 'uk', size: SMALL, scheme: 'dark', desk: { copyEntries: manyEntries(300, UK_NAMES) }, steps: async (page) => { await page.keyboard.press('Alt+o'); await page.getByRole('grid').waitFor(); await page.waitForTimeout(300); } },
  { name: 'copy-register-menu-kk', language: 'kk', size: SMALL, desk: { country: 'KZ', copyEntries: manyEntries(300, KK_NAMES) }, steps: async (page, language) => { await openRegister(page, language); await page.getByRole('combobox', { name: translate(language, 'copyRegister.year') }).selectOption('2026'); await page.getByRole('button', { name: translate(language, 'copyRegister.take'), exact: true }).click(); } },
  { name: 'copy-apply-kk', language: 'kk', size: SMALL, desk: { country: 'KZ', roles: ['official'] }, steps: openApplication },
  { name: 'copy-apply-uk', language: 'uk', size: SMALL, desk: { roles: ['official'] }, steps: openApplication },
  { name: 'copy-apply-ky', language: 'ky', size: SMALL, scheme: 'dark', desk: { country: 'KG', roles: ['official'] }, steps: openApplication },
  { name: 'copy-applied-uk', language: 'uk', size: SMALL, desk: { roles: ['official'] }, steps: applied },
  { name: 'copy-beyond-uk', language: 'uk', size: SMALL, steps: async (page, language) => { await openCopyRequest(page, language); await page.getByRole('textbox', { name: translate(language, 'copyRegister.pages') }).fill('1, 11-14'); } },
  { name: 'forms-menu-kk', language: 'kk', size: SMALL, desk: { country: 'KZ' }, steps: async (page, language) => { await openCopies(page, language); await openForms(page, language); } },
  { name: 'forms-made-uk', language: 'uk', size: SMALL, steps: async (page, language) => { await openCopies(page, language); await openForms(page, language); await page.getByRole('menuitem').nth(1).click(); } },
  { name: 'forms-outage-ky', language: 'ky', size: SMALL, desk: { country: 'KG', outages: OUTAGES }, steps: async (page, language) => { await room('directories')(page, language); await tab(page, translate(language, 'outage.title')); await openForms(page, language); await page.getByRole('menuitem').first().click(); } },
  { name: 'forms-case-uk', language: 'uk', size: SMALL, steps: async (page, language) => { await nomenclatureCase(2)(page, language); await page.getByRole('button', { name: translate(language, 'forms.title') }).last().click(); } },
  { name: 'forms-nothing-ru', language: 'ru', size: SMALL, desk: { country: 'KG' }, steps: async (page, language) => { await room('nomenclature')(page, language); await openForms(page, language); } },
  { name: 'copy-request-uk', language: 'uk', size: SMALL, steps: openCopyRequest },
  { name: 'copy-request-kk', language: 'kk', size: SMALL, desk: { country: 'KZ', barred: true }, steps: async (page, language) => { await openCopyRequest(page, language); await page.getByRole('button', { name: translate(language, 'copyRegister.fileAndMake') }).click(); } },
  { name: 'copy-hand-over', language: 'ru', steps: async (page, language) => { await openCopyRequest(page, language); await page.getByRole('textbox', { name: translate(language, 'copyRegister.requester') }).fill('Профсоюзный комитет'); await page.getByRole('textbox', { name: translate(language, 'copyRegister.position') }).fill('Секретарь'); await page.getByRole('button', { name: translate(language, 'copyRegister.file'), exact: true }).click(); await page.getByRole('button', { name: translate(language, 'copyRegister.handOverTo', { requester: 'Профсоюзный комитет' }) }).click(); } },
  { name: 'mark-places-uk', language: 'uk', steps: placeMarks },
  { name: 'mark-places-small-kk', language: 'kk', size: SMALL, desk: { country: 'KZ' }, steps: placeMarks },
  { name: 'mark-places-image-ru', language: 'ru', size: SMALL, desk: { country: 'KG', mainFile: { sha256: PNG_SHA, fileName: 'скан арыз.png', mediaType: 'image/png' } }, steps: placeMarks },
  { name: 'mark-places-covering', language: 'uk', steps: overText },
  { name: 'mark-places-covering-ky', language: 'ky', size: SMALL, desk: { country: 'KG' }, steps: overText },
  { name: 'copy-certified-kk', language: 'kk', desk: { country: 'KZ' }, steps: certifyExtract },
  { name: 'copy-certified-uk', language: 'uk', size: SMALL, steps: certifyExtract },
  { name: 'document-copies', language: 'uk', steps: async (page, language) => { await openDocument(page, language); await tab(page, translate(language, 'document.tab.copies')); await page.getByRole('button', { name: translate(language, 'document.copy.paper') }).click(); } },
  { name: 'document-correct', language: 'ru', size: SMALL, steps: async (page, language) => { await openDocument(page, language); await page.getByRole('button', { name: translate(language, 'document.correct') }).click(); } },
  { name: 'search', language: 'uk', steps: async (page) => { await page.keyboard.press('/'); await page.keyboard.type('план'); await page.keyboard.press('Enter'); await page.getByRole('grid').waitFor(); } },
  { name: 'search-all', language: 'kk', size: SMALL, steps: async (page, language) => { await room('search')(page, language); await page.getByRole('grid').waitFor(); } },
  ...(['uk', 'kk'] as const).map((language): Shot => ({ name: `search-archive-${language}`, language, size: SMALL, desk: { archived: { [fakeId(1300)]: 'closed', [fakeId(1298)]: 'destroyed', [fakeId(1297)]: 'closed' } }, steps: async (page) => { await room('search')(page, language); await page.getByRole('grid').waitFor(); await page.getByRole('checkbox', { name: translate(language, 'search.archive.closed') }).scrollIntoViewIfNeeded(); } })),
  { name: 'search-save', language: 'uk', size: SMALL, steps: async (page, language) => { await room('search')(page, language); await page.getByRole('checkbox').first().check(); await page.getByRole('button', { name: translate(language, 'search.saved.save') }).click(); await page.getByRole('textbox', { name: translate(language, 'search.saved.name') }).waitFor(); } },
  ...(['uk', 'kk'] as const).flatMap((language): Shot[] => [
    { name: `print-dialog-${language}`, language, size: SMALL, desk: { printing: PRINTING }, steps: openPrinting },
    { name: `print-queue-${language}`, language, size: SMALL, desk: { printing: PRINTING }, steps: async (page, spoken) => { await openPrinting(page, spoken); await page.getByRole('dialog').getByRole('button', { name: translate(spoken, 'printing.print'), exact: true }).click(); await page.getByRole('dialog').getByRole('table').waitFor(); } },
  ]),
  ...(['uk', 'kk'] as const).flatMap((language): Shot[] => {
    const country = language === 'kk' ? ('KZ' as const) : ('UA' as const);
    return [
      { name: `print-marked-${language}`, language, size: SMALL, desk: { printing: PRINTING, country }, steps: markFound },
      { name: `print-marked-dialog-${language}`, language, size: SMALL, desk: { printing: PRINTING, country }, steps: async (page, spoken) => { await markFound(page, spoken); await page.keyboard.press('Control+P'); await page.getByRole('dialog').waitFor(); } },
      { name: `print-marked-journal-${language}`, language, size: SMALL, desk: { printing: PRINTING, country }, steps: markRows },
      { name: `print-copy-${language}`, language, size: SMALL, desk: { printing: PRINTING, country }, steps: async (page, spoken) => { await markFound(page, spoken); await page.keyboard.press('Enter'); await tab(page, translate(spoken, 'document.tab.copies')); await page.keyboard.press('Control+P'); await page.getByRole('dialog').waitFor(); } },
      { name: `print-jobs-${language}`, language, size: SMALL, desk: { printing: PRINTING, country, jobs: [{ jobId: 'j', title: 'job.verify', fileName: 'Бұйрық.pdf', progress: 0.4, startedAt: '2026-03-05T09:00:00Z' }] }, steps: async (page, spoken) => page.getByRole('button', { name: translate(spoken, 'printing.notPrinted', { count: 2 }) }).click() },
      { name: `print-copied-${language}`, language, size: SMALL, desk: { printing: COPIED_PRINTING, country }, steps: async (page, spoken) => { await page.getByRole('button', { name: translate(spoken, 'printing.notPrinted', { count: 2 }) }).click(); await page.getByRole('button', { name: translate(spoken, 'printing.openQueue') }).click(); await page.getByRole('dialog').getByRole('table').waitFor(); } },
    ];
  }),
  { name: 'search-nothing', language: 'ru', steps: async (page) => { await page.keyboard.press('/'); await page.keyboard.type('щщщщ'); await page.keyboard.press('Enter'); } },
  ...LANGUAGES.map((language): Shot => ({ name: `nomenclature-small-${language}`, language, size: SMALL, steps: nomenclatureCase(1) })),
  { name: 'nomenclature-year', language: 'uk', steps: room('nomenclature') },
  { name: 'nomenclature-draft-small', language: 'kk', size: SMALL, desk: { nomenclature: { state: 'draft' } }, steps: room('nomenclature') },
  { name: 'nomenclature-dark', language: 'ru', scheme: 'dark', desk: { nomenclature: { state: 'draft' } }, steps: nomenclatureCase(5) },
  { name: 'nomenclature-article', language: 'uk', desk: { nomenclature: { state: 'draft' } }, steps: async (page, language) => { await nomenclatureCase(5)(page, language); await page.getByLabel(translate(language, 'nomenclature.chooseArticle')).fill('накази'); } },
  { name: 'nomenclature-import-small', language: 'uk', size: SMALL, desk: { nomenclature: { state: 'draft' } }, steps: async (page, language) => { await room('nomenclature')(page, language); await page.locator('input[type=file]').first().setInputFiles({ name: 'справи.csv', mimeType: 'text/csv', buffer: Buffer.from('a;b') }); await page.getByRole('dialog').waitFor(); } },
  { name: 'nomenclature-new-year', language: 'ky', size: SMALL, steps: async (page, language) => { await room('nomenclature')(page, language); await page.getByRole('button', { name: translate(language, 'nomenclature.new'), exact: true }).click(); } },
  { name: 'nomenclature-empty', language: 'uk', desk: { nomenclature: { none: true } }, steps: room('nomenclature') },
  { name: 'accounts', language: 'uk', steps: room('administration') },
  { name: 'accounts-dark-small', language: 'ky', scheme: 'dark', size: SMALL, steps: room('administration') },
  { name: 'account-new', language: 'kk', steps: async (page, language) => { await room('administration')(page, language); await page.getByRole('button', { name: translate(language, 'account.new') }).click(); } },
  { name: 'trust', language: 'ru', steps: async (page, language) => { await room('administration')(page, language); await tab(page, translate(language, 'administration.trust')); } },
  { name: 'trust-add', language: 'uk', steps: async (page, language) => { await room('administration')(page, language); await tab(page, translate(language, 'administration.trust')); await page.locator('input[type=file]').setInputFiles({ name: 'root.cer', mimeType: 'application/pkix-cert', buffer: Buffer.from('certificate') }); } },
  { name: 'integrity', language: 'ru', steps: async (page, language) => { await room('administration')(page, language); await tab(page, translate(language, 'administration.integrity')); await page.getByRole('button', { name: translate(language, 'integrity.run') }).click(); } },
  { name: 'incoming', language: 'uk', size: SMALL, steps: incomingFiles },
  { name: 'incoming-kk', language: 'kk', size: SMALL, steps: incomingFiles },
  { name: 'folder-problems', language: 'uk', size: SMALL, steps: async (page) => page.locator('details > summary').first().click() },
  { name: 'import-file', language: 'uk', size: SMALL, steps: openImport },
  { name: 'import-mapping', language: 'uk', size: SMALL, steps: chooseTable },
  { name: 'import-mapping-kk', language: 'kk', size: SMALL, steps: chooseTable },
  { name: 'import-trial', language: 'uk', size: SMALL, steps: tryOut },
  { name: 'import-trial-kk', language: 'kk', size: SMALL, steps: tryOut },
  { name: 'import-done', language: 'ru', steps: async (page, language) => { await tryOut(page, language); await page.getByRole('button', { name: translate(language, 'journalImport.run', { count: 1 }) }).click(); } },
  { name: 'keys', language: 'uk', steps: async (page) => page.keyboard.press('?') },
  { name: 'palette', language: 'ru', steps: async (page) => { await page.keyboard.press('Control+K'); await page.keyboard.type('11'); await page.waitForTimeout(400); } },
  { name: 'offline-jobs', language: 'kk', size: SMALL, desk: { link: 'offline', jobs: [{ jobId: 'j', title: 'job.verify', fileName: 'Бұйрық.pdf', progress: 0.4, startedAt: '2026-03-05T09:00:00Z' }] } },
  { name: 'official', language: 'uk', desk: { roles: ['official'] } },
];
