import type { Page } from '@playwright/test';
import type { Country, Language } from '#shared/domain/languages.ts';
import { translate } from '#shared/i18n/translate.ts';
import { fakeId } from './data.ts';
import { type Shot, SMALL, tab } from './look-scenes.ts';
import { draftsOfOffice } from './routing-scenes.ts';

const COUNTRIES = { uk: 'UA', kk: 'KZ', ky: 'KG', ru: 'KZ' } as const satisfies Partial<Record<Language, Country>>;

/** The signed draft was registered at two desks at once. */
function withCards(office: ReturnType<typeof draftsOfOffice>): ReturnType<typeof draftsOfOffice> {
  const card = { documentId: fakeId(1289), registrationIndex: '14-ОД', registrationDate: '2026-03-05', counts: true };
  return { ...office, drafts: office.drafts.map((one, at) => (at === 3 ? { ...one, cards: [card, { ...card, documentId: fakeId(1290), registrationIndex: '15-ОД', counts: false }] } : one)) };
}

/** The first and the third are of restricted access. */
function withRestricted(office: ReturnType<typeof draftsOfOffice>): ReturnType<typeof draftsOfOffice> {
  return { ...office, drafts: office.drafts.map((one, at) => (at === 0 || at === 2 ? { ...one, draft: { ...one.draft, restricted: true } } : one)) };
}

const list = async (page: Page, language: Language): Promise<void> => {
  await page.getByRole('navigation').getByRole('button', { name: translate(language, 'frame.short.start') }).first().click();
  await tab(page, translate(language, 'start.tab.drafts'));
};
/** By keys: the draft so many lines below the first. */
const draft = (down: number) => async (page: Page, language: Language): Promise<void> => {
  await list(page, language);
  await page.getByRole('group', { name: translate(language, 'start.tab.drafts') }).focus();
  for (let at = 0; at < down; at += 1) await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForTimeout(400);
};

const routes = async (page: Page, language: Language): Promise<void> => {
  await page.getByRole('navigation').getByRole('button', { name: translate(language, 'frame.short.directories') }).first().click();
  await tab(page, translate(language, 'routeEditor.title'));
  await page.getByRole('list', { name: translate(language, 'routeEditor.title') }).getByRole('button').first().click();
};

/** Pictures of drafts: their list, one that waits, one that came back, one before it is sent, one that is signed; and of typical routes. */
export const DRAFT_SHOTS: readonly Shot[] = (['uk', 'kk', 'ky', 'ru'] as const).flatMap((language): Shot[] => {
  const country = COUNTRIES[language];
  const common = { language, size: SMALL, desk: { country, routing: draftsOfOffice(country) } } as const;
  return [
    { ...common, name: `drafts-list-${language}`, steps: list },
    { ...common, name: `drafts-empty-${language}`, desk: { country }, steps: list },
    { ...common, name: `drafts-waits-${language}`, steps: draft(0) },
    { ...common, name: `drafts-waits-large-${language}`, size: { width: 1366, height: 768 }, steps: draft(0) },
    { ...common, name: `drafts-decide-${language}`, steps: async (page, spoken) => { await draft(0)(page, spoken); await page.keyboard.press('Alt+s'); } },
    { ...common, name: `drafts-returned-${language}`, steps: draft(1) },
    { ...common, name: `drafts-send-${language}`, steps: async (page, spoken) => { await draft(2)(page, spoken); await page.getByRole('combobox', { name: translate(spoken, 'route.choose') }).selectOption('country'); } },
    { ...common, name: `drafts-signed-${language}`, steps: draft(3) },
    { ...common, name: `drafts-register-${language}`, desk: { country, routing: draftsOfOffice(country), cards: 6 }, steps: async (page, spoken) => { await draft(3)(page, spoken); await page.keyboard.press('Control+Enter'); const part = page.getByRole('group', { name: translate(spoken, 'draftExecution.title') }).first(); await part.getByRole('textbox').first().fill('01-05'); await part.getByRole('listitem').first().waitFor(); await part.evaluate((element) => element.scrollIntoView()); } },
    { ...common, name: `drafts-card-${language}`, desk: { country, routing: withCards(draftsOfOffice(country)) }, steps: draft(3) },
    { ...common, name: `drafts-protocol-${language}`, steps: async (page, spoken) => { await draft(3)(page, spoken); const part = page.getByRole('region', { name: translate(spoken, 'route.signatures') }); await part.getByRole('button').first().scrollIntoViewIfNeeded(); await part.getByRole('button').first().click(); await part.getByRole('button').nth(1).waitFor(); await part.evaluate((element) => element.scrollIntoView()); } },
    ...([['list', list], ['page', draft(0)], ['change', async (page, spoken) => { await draft(2)(page, spoken); await page.keyboard.press('F4'); await page.getByRole('checkbox', { name: translate(spoken, 'requisite.restricted') }).scrollIntoViewIfNeeded(); }]] as const satisfies readonly (readonly [string, Shot['steps']])[]).map(([name, steps]): Shot => ({ ...common, name: `drafts-restricted-${name}-${language}`, desk: { country, routing: withRestricted(draftsOfOffice(country)) }, steps })),
    { ...common, name: `drafts-restricted-new-${language}`, steps: async (page, spoken) => { await list(page, spoken); await page.keyboard.press('Alt+n'); await page.getByRole('checkbox', { name: translate(spoken, 'requisite.restricted') }).scrollIntoViewIfNeeded(); } },
    { ...common, name: `routes-${language}`, steps: routes },
    { ...common, name: `routes-problems-${language}`, steps: async (page, spoken) => { await routes(page, spoken); await page.getByRole('button', { name: translate(spoken, 'routeEditor.addStage') }).click(); await page.keyboard.press('Control+Enter'); } },
    { ...common, name: `drafts-new-${language}`, steps: async (page, spoken) => { await list(page, spoken); await page.keyboard.press('Alt+n'); } },
  ];
});
