import type { Page } from '@playwright/test';
import type { Language } from '#shared/domain/languages.ts';
import { translate } from '#shared/i18n/translate.ts';
import { interactionAgreement } from './agreements.ts';
import { fakeId } from './data.ts';
import type { FakeDeskOptions } from './fake-desk.ts';
import { type Shot, SMALL, tab } from './look-scenes.ts';
import { PEOPLE } from './words.ts';

const CHECK = { checkId: fakeId(8101), personId: 'p3', personName: PEOPLE[3], way: 'in-person', proof: 'паспорт', at: '2026-03-02T09:00:00Z', by: PEOPLE[1] } as const;
const AGREEMENTS = {
  agreements: [
    interactionAgreement({ agreementId: fakeId(8001), personId: 'p0', basis: { documentId: fakeId(1), sha256: null, registrationIndex: '12/01-08' } }),
    interactionAgreement({ agreementId: fakeId(8002), personId: 'p3', personName: PEOPLE[3], subject: 'hr-consent', form: 'application', number: '7', acceptance: { way: 'in-person', check: CHECK } }),
    interactionAgreement({ agreementId: fakeId(8003), personId: 'p2', personName: PEOPLE[2], number: 'СЭВ-9', inForceFrom: '2025-09-01', concludedOn: '2025-08-29', lastDay: '2026-02-27', endReason: 'трудовой договор прекращён', state: 'ended' }),
  ],
  checks: [CHECK],
  holdings: [
    { holdingId: fakeId(8201), personId: 'p0', personName: PEOPLE[0], position: 'Доцент', level: 'qualified', issuer: 'ООЦИ', basis: 'Заявка № 3', medium: 'token', serial: '3A:0F:5E:4F:AB:10:22', certificateIssuer: 'ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (GOST) 2022', validUntil: '2027-03-02', issuedAt: '2026-03-02T09:00:00Z', issuedBy: PEOPLE[1], state: 'held', steps: [] },
    { holdingId: fakeId(8202), personId: 'p3', personName: PEOPLE[3], position: 'Методист', level: 'simple', issuer: 'Отдел кадров', basis: 'СЭВ-12', medium: 'password', serial: null, certificateIssuer: null, validUntil: null, issuedAt: '2026-03-02T09:00:00Z', issuedBy: PEOPLE[1], state: 'compromised', steps: [{ kind: 'compromised', since: '2026-03-04T09:00:00Z', reason: 'пароль стал известен', toldAt: '2026-03-04T09:10:00Z', toldBy: PEOPLE[1] }] },
  ],
} satisfies FakeDeskOptions['agreements'];

const register = async (page: Page, language: Language): Promise<void> => {
  await page.getByRole('navigation').getByRole('button', { name: translate(language, 'frame.short.directories') }).first().click();
  await tab(page, translate(language, 'signatureRegister.title'));
  await page.getByRole('heading', { name: translate(language, 'signatureRegister.agreements') }).waitFor();
};
const form = async (page: Page, language: Language): Promise<void> => {
  await register(page, language);
  await page.keyboard.press('Alt+N');
  await page.getByRole('dialog').waitFor();
};

const issued = async (page: Page, language: Language): Promise<void> => {
  await register(page, language);
  await page.getByRole('group', { name: translate(language, 'holding.title') }).scrollIntoViewIfNeeded();
};
const issue = async (page: Page, language: Language): Promise<void> => {
  await register(page, language);
  await page.keyboard.press('Alt+G');
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await dialog.getByLabel(translate(language, 'holding.level')).selectOption('qualified');
};

/** Pictures of the register of agreements and signatures. */
export const SIGNATURE_REGISTER_SHOTS: readonly Shot[] = (['ru', 'kk', 'uk', 'ky'] as const).flatMap((language): Shot[] => {
  const country = language === 'kk' ? ('KZ' as const) : language === 'uk' ? ('UA' as const) : ('KG' as const);
  return [
    { name: `signature-register-${language}`, language, size: SMALL, desk: { country, agreements: AGREEMENTS }, steps: register },
    { name: `signature-register-issued-${language}`, language, size: SMALL, desk: { country, agreements: AGREEMENTS }, steps: issued },
    { name: `signature-register-issue-${language}`, language, size: SMALL, desk: { country, agreements: AGREEMENTS }, steps: issue },
    { name: `signature-register-form-${language}`, language, size: SMALL, desk: { country, agreements: AGREEMENTS }, steps: form },
  ];
});
