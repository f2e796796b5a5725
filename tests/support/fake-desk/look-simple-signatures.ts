import type { Language } from '#shared/domain/languages.ts';
import { translate } from '#shared/i18n/translate.ts';
import type { Page } from '@playwright/test';
import { fakeId } from './data.ts';
import { openDocument, type Shot, SMALL } from './look-scenes.ts';
import { type FakeSimpleSignaturesOptions, simpleSignatureShown } from './simple-signatures.ts';

/** The documents that stand first in the journal, so that whichever is opened has its signatures. */
const DOCUMENTS = Array.from({ length: 12 }, (_, at) => fakeId(1289 + at));
const BROKEN = DOCUMENTS.map((_, at) => fakeId(9601 + at));

const HELD: FakeSimpleSignaturesOptions = {
  signatures: DOCUMENTS.flatMap((documentId, at) => [
    simpleSignatureShown({ signatureId: fakeId(9501 + at), documentId, personName: 'Асанова Айгүл Бакытовна', consent: { agreementId: 'c', number: 'КЭДО-7' } }),
    simpleSignatureShown({ signatureId: fakeId(9601 + at), documentId, personName: 'Бекова-Кожомбердиева Венера Гапаровна', position: 'Ведущий специалист отдела кадров и социальной работы', at: '2026-03-05T10:30:00Z', purpose: 'acknowledgement', problem: 'agreementEnded' }),
  ]),
  demanded: [
    { party: 'employer', level: 'qualified', name: null, personId: null, state: 'undetermined' },
    { party: 'employee', level: 'simple', name: 'Асанова Айгүл Бакытовна', personId: 'p1', state: 'present' },
    { party: 'employee', level: 'simple', name: 'Бекова-Кожомбердиева Венера Гапаровна', personId: 'p2', state: 'missing' },
  ],
  verdict: { state: 'broken', records: 2, problems: BROKEN.map((signatureId) => ({ signatureId, problem: 'fileChanged' })), elsewhere: ['Приложение.pdf'] },
};
const CONFIRMED: FakeSimpleSignaturesOptions = {
  mark: 'password-confirmation',
  signatures: DOCUMENTS.map((documentId, at) => simpleSignatureShown({ signatureId: fakeId(9501 + at), documentId, mark: 'password-confirmation', agreement: null, words: { language: 'uk', text: 'Документ № 5 від 05.03.2026 підтверджую своїм паролем.' } })),
};

const showSignatures = async (page: Page, language: Language): Promise<void> => {
  await openDocument(page, language);
  await page.getByRole('tab', { name: translate(language, 'document.tab.signatures') }).click();
  await page.getByRole('region', { name: translate(language, 'simpleSignature.title') }).scrollIntoViewIfNeeded();
  // The parts of the page scroll by themselves.
  await page.getByRole('button', { name: translate(language, language === 'ky' ? 'simpleSignature.sign' : 'simpleSignature.acknowledge') }).scrollIntoViewIfNeeded();
};
const enterPassword = async (page: Page, language: Language): Promise<void> => {
  await openDocument(page, language);
  await page.getByRole('tab', { name: translate(language, 'document.tab.signatures') }).click();
  await page.keyboard.press('Alt+p');
  await page.getByRole('dialog').waitFor();
};

/** Pictures of signatures by password on a document's page. */
export const SIMPLE_SIGNATURE_SHOTS: readonly Shot[] = [
  { name: 'simple-signatures-ky', language: 'ky', size: SMALL, desk: { country: 'KG', simpleSignatures: HELD }, steps: showSignatures },
  { name: 'simple-signatures-uk', language: 'uk', size: SMALL, desk: { country: 'UA', simpleSignatures: CONFIRMED }, steps: showSignatures },
  { name: 'simple-signing-ky', language: 'ky', size: SMALL, desk: { country: 'KG', simpleSignatures: HELD }, steps: enterPassword },
  { name: 'simple-signing-uk', language: 'uk', size: SMALL, desk: { country: 'UA', simpleSignatures: CONFIRMED }, steps: enterPassword },
];
