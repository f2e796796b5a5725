import type { Page } from '@playwright/test';
import type { Language } from '#shared/domain/languages.ts';
import { translate } from '#shared/i18n/translate.ts';
import type { FakeDeskOptions } from './fake-desk.ts';
import { room, type Shot, SMALL } from './look-scenes.ts';
import { ANSWERED_STICK, OTHER_STICK, STICK } from './stick.ts';

const INVITATION = `https://kanc.example:8443 23456-789AB-CDEFG-HJKLM ${'3f9a0c41d2b85e77'.repeat(4)}`;
const exchange = (view: 'state' | 'waiting' | 'conflicts' | 'settled' | 'gapAct') => async (page: Page, language: Language): Promise<void> => {
  await room('exchange')(page, language);
  if (view !== 'state') await page.getByRole('tab', { name: new RegExp(`^${translate(language, `sync.tab.${view}`)}`) }).click();
};
/** The conflict at a place of the list, by keys. */
const openConflict = (at: number, keys: readonly string[] = []) => async (page: Page, language: Language): Promise<void> => {
  await exchange('conflicts')(page, language);
  await page.getByRole('listbox').focus();
  for (const key of [...Array.from({ length: at }, () => 'j'), ...keys]) await page.keyboard.press(key);
};
const wipe = async (page: Page, language: Language): Promise<void> => {
  await exchange('state')(page, language);
  await page.getByRole('button', { name: translate(language, 'sync.wipe') }).click();
  await page.getByRole('checkbox').press('Space');
  await page.getByRole('dialog').getByRole('button', { name: translate(language, 'sync.wipe') }).click();
  await page.getByRole('heading', { name: translate(language, 'sync.wiped') }).waitFor();
};
/** The part about sticks, as high as the page can be scrolled to show it. */
const sticks = (before: (page: Page, language: Language) => Promise<void> = async () => undefined) => async (page: Page, language: Language): Promise<void> => {
  await exchange('state')(page, language);
  const part = page.locator('section[aria-labelledby="stick-title"]');
  await part.locator('summary').waitFor();
  await before(page, language);
  await part.evaluate((shown) => shown.scrollIntoView({ block: 'start' }));
};
const writeStick = async (page: Page, language: Language): Promise<void> => {
  await page.getByRole('button', { name: translate(language, 'sync.stick.write') }).focus();
  await page.keyboard.press('Enter');
};
const readStick = async (page: Page, language: Language): Promise<void> => {
  await page.getByRole('button', { name: translate(language, 'sync.stick.read') }).first().focus();
  await page.keyboard.press('Enter');
};
/** The second of two, by keys. */
const chooseStick = async (page: Page): Promise<void> => {
  await page.getByRole('radio').first().focus();
  await page.keyboard.press('ArrowDown');
};
const STICKS: readonly { readonly name: string; readonly desk: FakeDeskOptions; readonly steps?: (page: Page, language: Language) => Promise<void> }[] = [
  { name: 'none', desk: {} },
  { name: 'one', desk: { stick: { drives: [ANSWERED_STICK] } } },
  { name: 'no-answer', desk: { stick: { drives: [STICK] } }, steps: async (page) => page.locator('section[aria-labelledby="stick-title"] summary').click() },
  { name: 'two', desk: { stick: { drives: [ANSWERED_STICK, OTHER_STICK] } } },
  { name: 'two-chosen', desk: { stick: { drives: [ANSWERED_STICK, { ...STICK, id: '/run/media/clerk/KINGSTON1' }] } }, steps: chooseStick },
  { name: 'writing', desk: { stick: { drives: [ANSWERED_STICK] }, stays: { 'stick.write': 0.4 } }, steps: writeStick },
  { name: 'written', desk: { stick: { drives: [STICK], written: { left: 3 } } }, steps: writeStick },
  { name: 'stopped', desk: { stick: { drives: [STICK] }, stays: { 'stick.write': 0.4 } }, steps: async (page, language) => { await writeStick(page, language); await page.getByRole('button', { name: translate(language, 'common.stop'), exact: true }).click(); } },
  { name: 'reading', desk: { stick: { drives: [ANSWERED_STICK] }, stays: { 'stick.read': 0.7 } }, steps: readStick },
  { name: 'read', desk: { stick: { drives: [ANSWERED_STICK], read: { left: 7 } } }, steps: readStick },
  { name: 'error', desk: { stick: { drives: [STICK] }, refuse: { 'stick.write': { code: 'refused', message: 'error.stick.unwritable', params: {}, issues: [] } } }, steps: writeStick },
  { name: 'not-looked', desk: { refuse: { 'stick.list': { code: 'refused', message: 'error.stick.unreadable', params: {}, issues: [] } } } },
];
const chooseJoining = async (page: Page, language: Language): Promise<void> => {
  await page.getByRole('radio', { name: translate(language, 'setup.way.join') }).check();
};
const fillInvitation = async (page: Page, language: Language): Promise<void> => {
  await chooseJoining(page, language);
  await page.getByLabel(translate(language, 'sync.address')).fill(INVITATION);
  for (const field of await page.locator('input[type=password]').all()) await field.fill('a passphrase that is long enough 7');
};
const LINKS: readonly { readonly name: string; readonly desk: FakeDeskOptions }[] = [
  { name: 'online', desk: { link: 'online', conflicts: [] } },
  { name: 'exchanging', desk: { link: 'online', exchanging: true, behind: 3120, waitingOperations: 300 } },
  { name: 'offline', desk: { link: 'offline', waitingOperations: 140, problem: { problem: 'unreachable', detail: 'connect ETIMEDOUT kanc.example:8443' } } },
  { name: 'paused', desk: { link: 'paused', waitingOperations: 40 } },
  { name: 'refused', desk: { link: 'refused', waitingOperations: 40, numberSafety: 'ahead', clockAhead: 11 * 60_000, problem: { problem: 'refused', detail: 'fenced: epoch 3 of desk 2 is over' } } },
  { name: 'revoked', desk: { link: 'revoked', waitingOperations: 40, problem: { problem: 'revoked', detail: '' }, leases: [] } },
];

/** Exchange with the server and by a stick, joining and being cut off. */
export const EXCHANGE_SHOTS: readonly Shot[] = [
  ...STICKS.flatMap(({ name, desk, steps }): Shot[] => [
    { name: `exchange-stick-${name}-small-uk`, language: 'uk', size: SMALL, desk: { link: 'offline', ...desk }, steps: sticks(steps) },
    { name: `exchange-stick-${name}-small-kk-dark`, language: 'kk', scheme: 'dark', size: SMALL, desk: { link: 'offline', country: 'KZ', ...desk }, steps: sticks(steps) },
  ]),
  ...(['en', 'ky', 'ru'] as const).map((language): Shot => ({ name: `exchange-stick-one-${language}`, language, desk: { link: 'online', stick: { drives: [ANSWERED_STICK] } }, steps: sticks() })),
  ...LINKS.flatMap(({ name, desk }): Shot[] => [
    { name: `sync-state-${name}-small-uk`, language: 'uk', size: SMALL, desk, steps: exchange('state') },
    { name: `sync-state-${name}-small-kk-dark`, language: 'kk', scheme: 'dark', size: SMALL, desk: { ...desk, country: 'KZ' }, steps: exchange('state') },
  ]),
  { name: 'sync-state-wipe-small-uk', language: 'uk', size: SMALL, desk: { link: 'revoked', waitingOperations: 40 }, steps: async (page, language) => { await exchange('state')(page, language); await page.getByRole('button', { name: translate(language, 'sync.wipe') }).click(); await page.getByRole('dialog').waitFor(); } },
  ...(['uk', 'kk', 'ky', 'ru', 'en'] as const).map((language): Shot => ({ name: `sync-wiped-small-${language}`, language, scheme: language === 'kk' ? 'dark' : 'light', size: SMALL, desk: { link: 'revoked', waitingOperations: 40 }, steps: wipe })),
  { name: 'sync-state-online-en', language: 'en', desk: { link: 'online' }, steps: exchange('state') },
  ...(['uk', 'kk'] as const).map((language): Shot => ({ name: `sync-state-recovering-small-${language}`, language, size: SMALL, desk: { link: 'refused', problem: { problem: 'serverRecovering', detail: '' } }, steps: exchange('state') })),
  { name: 'sync-state-offline-ky-small', language: 'ky', size: SMALL, desk: { link: 'offline', country: 'KG', numberSafety: 'lost' }, steps: exchange('state') },
  { name: 'sync-state-alone-small-uk', language: 'uk', size: SMALL, steps: exchange('state') },
  { name: 'sync-state-alone-official-kk', language: 'kk', desk: { country: 'KZ', roles: ['official'] }, steps: exchange('state') },
  { name: 'sync-state-alone-errors-ru', language: 'ru', size: SMALL, steps: async (page, language) => { await exchange('state')(page, language); await page.getByRole('button', { name: translate(language, 'sync.joinAction') }).click(); } },
  ...(['uk', 'kk', 'en'] as const).map((language): Shot => ({ name: `sync-waiting-small-${language}`, language, size: SMALL, desk: { link: 'offline', waitingOperations: 300 }, steps: async (page) => { await exchange('waiting')(page, language); await page.getByRole('grid').focus(); for (let at = 0; at < 5; at += 1) await page.keyboard.press('j'); } })),
  { name: 'sync-waiting-end-dark', language: 'ky', scheme: 'dark', desk: { link: 'offline', waitingOperations: 300, country: 'KG' }, steps: async (page, language) => { await exchange('waiting')(page, language); await page.getByRole('grid').focus(); for (let at = 0; at < 4; at += 1) { await page.keyboard.press('End'); await page.waitForTimeout(150); } } },
  { name: 'sync-waiting-none', language: 'uk', desk: { link: 'online' }, steps: exchange('waiting') },
  ...(['uk', 'kk'] as const).flatMap((language): Shot[] => [
    ...['field', 'duplicate', 'number', 'command', 'withdrawn'].map((name, at): Shot => ({ name: `sync-conflict-${name}-small-${language}`, language, scheme: language === 'kk' ? 'dark' : 'light', size: SMALL, desk: { link: 'online', country: language === 'kk' ? 'KZ' : 'UA' }, steps: openConflict(at) })),
    { name: `sync-conflict-earlier-small-${language}`, language, size: SMALL, desk: { link: 'online' }, steps: openConflict(0, ['2', 'Control+Enter']) },
    { name: `sync-conflict-void-small-${language}`, language, size: SMALL, desk: { link: 'online' }, steps: openConflict(1, ['1']) },
  ]),
  ...(['en', 'ky', 'ru'] as const).map((language): Shot => ({ name: `sync-conflict-field-${language}`, language, desk: { link: 'online' }, steps: openConflict(0) })),
  { name: 'sync-conflict-official-uk', language: 'uk', desk: { link: 'online', roles: ['official'] }, steps: openConflict(1) },
  { name: 'sync-conflict-none-kk', language: 'kk', desk: { link: 'online', country: 'KZ', conflicts: [] }, steps: exchange('conflicts') },
  { name: 'sync-settled-small-uk', language: 'uk', size: SMALL, desk: { link: 'online' }, steps: exchange('settled') },
  { name: 'sync-gap-small-uk', language: 'uk', size: SMALL, desk: { link: 'online' }, steps: async (page, language) => { await exchange('gapAct')(page, language); await page.getByRole('button', { name: translate(language, 'sync.gap.make') }).click(); } },
  { name: 'sync-gap-offline-kk', language: 'kk', scheme: 'dark', size: SMALL, desk: { link: 'offline', country: 'KZ' }, steps: exchange('gapAct') },
  { name: 'sync-gap-alone-en', language: 'en', steps: exchange('gapAct') },
  { name: 'sync-frame-registration-small-uk', language: 'uk', size: SMALL, desk: { link: 'offline', waitingOperations: 140, behind: 0, clockAhead: -26 * 3_600_000 } },
  { name: 'sync-frame-revoked-small-kk-dark', language: 'kk', scheme: 'dark', size: SMALL, desk: { link: 'revoked', country: 'KZ' } },
  { name: 'sync-frame-exchanging-small-ky', language: 'ky', size: SMALL, desk: { link: 'online', country: 'KG', exchanging: true, behind: 3120, waitingOperations: 300 } },
  ...(['uk', 'kk', 'en'] as const).map((language): Shot => ({ name: `sync-setup-join-${language}`, language, desk: { phase: 'new' }, size: SMALL, steps: chooseJoining })),
  { name: 'sync-setup-filled-uk-dark', language: 'uk', scheme: 'dark', desk: { phase: 'new' }, steps: fillInvitation },
  { name: 'sync-setup-errors-kk', language: 'kk', desk: { phase: 'new' }, steps: async (page, language) => { await chooseJoining(page, language); await page.locator('button[type=submit]').click(); } },
  { name: 'sync-setup-joining-uk', language: 'uk', size: SMALL, desk: { phase: 'new', stays: { 'desk.join': 0.38 } }, steps: async (page, language) => { await fillInvitation(page, language); await page.locator('button[type=submit]').click(); } },
  { name: 'sync-setup-refused-ru', language: 'ru', desk: { phase: 'new', refuse: { 'desk.join': { code: 'refused', message: 'error.syncJoinRefused', params: { detail: 'code used' }, issues: [] } } }, steps: async (page, language) => { await fillInvitation(page, language); await page.locator('button[type=submit]').click(); } },
];
