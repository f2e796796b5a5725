import type { Page } from '@playwright/test';
import type { KeyKind } from '#shared/domain/key-kinds.ts';
import { LANGUAGES, type Language } from '#shared/domain/languages.ts';
import { translate } from '#shared/i18n/translate.ts';
import { fakeLetters, PDF_SHA, TEXT_SHA } from './data.ts';
import { openDocument, openSignatures, room, type Shot, SMALL, tab } from './look-scenes.ts';
import { KEY_PASSWORD, pendingSignature, TOKEN_PIN } from './signing.ts';

const openSigning = async (page: Page, language: Language): Promise<void> => {
  await openDocument(page, language);
  await page.keyboard.press('Alt+S');
  // The dialog takes the focus a moment after it is there.
  await page.locator('[data-sign-field="container"]:focus').waitFor();
};
const openKey = (password: string) => async (page: Page, language: Language): Promise<void> => {
  // Asked for early: Chromium needs a moment until it hands the system's own window over to a script.
  const chooser = page.waitForEvent('filechooser');
  await openSigning(page, language);
  await page.keyboard.press('Enter');
  await (await chooser).setFiles({ name: 'Key-6.dat', mimeType: 'application/octet-stream', buffer: Buffer.from('key') });
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
};
const signed = async (page: Page, language: Language): Promise<void> => {
  await openKey(KEY_PASSWORD)(page, language);
  await page.getByRole('radio', { checked: true }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await tab(page, translate(language, 'document.tab.signatures'));
};
const openKind = (kind: KeyKind, then: (page: Page) => Promise<void> = async () => undefined) => async (page: Page, language: Language): Promise<void> => {
  await openSigning(page, language);
  await page.locator('[data-sign-field="kind"]').selectOption(kind);
  await then(page);
};
const enterPin = (pin: string) => async (page: Page): Promise<void> => {
  await page.locator('[data-sign-field="pin"]').fill(pin);
  await page.keyboard.press('Enter');
};

/** Signing and sealing, by whatever holds the key. */
export const SIGNING_SHOTS: readonly Shot[] = [
  ...(['kk', 'uk'] as const).flatMap((language) => (['light', 'dark'] as const).flatMap((scheme): Shot[] => [
    { name: `signing-file-small-${language}-${scheme}`, language, scheme, size: SMALL, steps: openSigning },
    { name: `signing-seal-small-${language}-${scheme}`, language, scheme, size: SMALL, desk: { made: [pendingSignature(null, PDF_SHA), { ...pendingSignature(null, PDF_SHA), signatureId: '00000000-0000-4000-8000-000000007778', kind: 'seal' }] }, steps: async (page) => { await openSignatures(page, language); await page.keyboard.press('Alt+L'); await page.locator('[data-sign-field="container"]:focus').waitFor(); } },
    { name: `signing-sealed-small-${language}-${scheme}`, language, scheme, size: SMALL, desk: { made: [pendingSignature(null, PDF_SHA), { ...pendingSignature(null, PDF_SHA), signatureId: '00000000-0000-4000-8000-000000007778', kind: 'seal' }] }, steps: openSignatures },
    { name: `signing-together-small-${language}-${scheme}`, language, scheme, size: SMALL, desk: { letters: fakeLetters().slice(0, 1).map((letter) => ({ ...letter, files: [...letter.files, { sha256: TEXT_SHA, fileName: 'Додаток 1.txt', size: 3, mediaType: 'text/plain', role: 'attachment' as const }] })) }, steps: async (page) => { await page.locator('form').first().waitFor(); await page.keyboard.press('Alt+S'); await page.locator('[data-sign-field="container"]:focus').waitFor(); } },
    { name: `signing-wrong-small-${language}-${scheme}`, language, scheme, size: SMALL, steps: openKey('wrong') },
    { name: `signing-keys-small-${language}-${scheme}`, language, scheme, size: SMALL, steps: openKey(KEY_PASSWORD) },
    { name: `signing-signed-small-${language}-${scheme}`, language, scheme, size: SMALL, steps: signed },
    { name: `signing-pending-small-${language}-${scheme}`, language, scheme, size: SMALL, desk: { made: [pendingSignature('timedOut', PDF_SHA), { ...pendingSignature(null, PDF_SHA), signatureId: '00000000-0000-4000-8000-000000007777', timestamp: 'present' }] }, steps: openSignatures },
  ])),
  { name: 'signing-letter-pending-small', language: 'kk', size: SMALL, desk: { country: 'KZ', made: [pendingSignature('noAuthority', PDF_SHA)] } },
  ...LANGUAGES.flatMap((language): Shot[] => [
    { name: `signing-token-small-${language}`, language, scheme: language === 'kk' ? 'dark' : 'light', size: SMALL, desk: { country: 'KZ' }, steps: openKind('token', enterPin('')) },
    { name: `signing-ncalayer-small-${language}`, language, size: SMALL, desk: { country: 'KZ', refuse: { 'signing.sign': { code: 'refused', message: 'signing.ncalayer.notBelieved', params: {}, issues: [] } } }, steps: openKind('ncalayer', (page) => page.keyboard.press('Control+Enter')) },
    { name: `signing-pin-small-${language}`, language, size: SMALL, steps: openKind('token', enterPin('wrong')) },
  ]),
  ...(['uk', 'kk'] as const).map((language): Shot => ({ name: `signing-token-keys-small-${language}`, language, size: SMALL, steps: openKind('token', enterPin(TOKEN_PIN)) })),
  ...(['uk', 'kk'] as const).map((language): Shot => ({ name: `signing-token-none-small-${language}`, language, size: SMALL, desk: { tokens: [] }, steps: openKind('token', (page) => page.keyboard.press('Control+Enter')) })),
  { name: 'signing-ncalayer-waits-small-kk', language: 'kk', size: SMALL, desk: { country: 'KZ', stays: { 'signing.sign': null } }, steps: openKind('ncalayer', (page) => page.keyboard.press('Control+Enter')) },
  ...(['kk', 'uk'] as const).map((language): Shot => ({ name: `signing-modules-small-${language}`, language, size: SMALL, steps: async (page) => { await room('administration')(page, language); await tab(page, translate(language, 'administration.trust')); await page.getByLabel(translate(language, 'signing.modules')).fill('librtpkcs11ecp.so'); await page.getByRole('button', { name: translate(language, 'signing.modulesSave') }).click(); } })),
  { name: 'signing-authority-small', language: 'uk', size: SMALL, steps: async (page, language) => { await room('administration')(page, language); await tab(page, translate(language, 'administration.trust')); await page.getByLabel(translate(language, 'signing.authority')).fill('tsp.example'); await page.keyboard.press('Enter'); } },
];
