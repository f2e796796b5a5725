import type { ContractView } from '#shared/contract/contracts.ts';
import type { Language } from '#shared/domain/languages.ts';
import type { Page } from '@playwright/test';
import { openDocument, type Shot, SMALL } from './look-scenes.ts';

const AGREED = { agreedOn: '2026-03-02', party: { personId: null, name: 'Ткаченко Олена Іванівна' }, head: { personId: 'h', name: 'Ректоренко Іван Петрович' } };
const SENT: ContractView['sent'] = [{ content: 'a'.repeat(64), address: 'olena.tkachenko@example.org', addressKind: 'personal', sentAt: '2026-03-02T09:00:00Z', clauses: 'found', packVersion: 'ua', by: 'Роман Реєстратор' }];
const RECEIPT: ContractView['receipts'][number] = {
  stepId: '019c0000-0000-7000-8000-000000000001',
  sha256: 'b'.repeat(64),
  fileName: 'Трудовий договір Олени ТКАЧЕНКО.pdf',
  fromAddress: 'olena.tkachenko@example.org',
  receivedAt: '2026-03-03T09:00:00Z',
  by: 'Роман Реєстратор',
  failedNow: false,
  protocol: { answer: 'passed', sha256: 'c'.repeat(64), composedAt: '2026-03-03T09:10:00Z', agreed: { language: 'uk', text: 'Електронний підпис під договором № 12 від 02.03.2026 означає повне погодження з усіма його положеннями та підтверджує ознайомлення з документами, необхідними для його укладення.' } },
};
const HEAD = { answer: 'passed', signature: { sha256: 'a'.repeat(64), id: '1' } } as const;

const nextStep = async (page: Page, language: Language): Promise<void> => {
  await openDocument(page, language);
  await page.keyboard.press('Alt+g');
};

/** Pictures of a contract on its document's page. */
export const CONTRACT_SHOTS: readonly Shot[] = (['uk', 'kk', 'ky'] as const).flatMap((language): Shot[] => [
  { name: `contract-concluded-${language}`, language, size: SMALL, desk: { country: 'UA', contract: { state: 'concluded', concludedAt: RECEIPT.receivedAt, next: 'signOnPaper', agreed: AGREED, head: HEAD, sent: SENT, receipts: [RECEIPT], acknowledged: [{ documentId: RECEIPT.stepId, registrationIndex: '13/01-05', done: true }] } }, steps: openDocument },
  { name: `contract-doubt-${language}`, language, size: SMALL, desk: { country: 'UA', contract: { state: 'inDoubt', next: 'receive', agreed: AGREED, head: HEAD, sent: SENT, receipts: [{ ...RECEIPT, failedNow: true }] } }, steps: openDocument },
  { name: `contract-begin-${language}`, language, size: SMALL, desk: { country: 'UA', contract: {} }, steps: nextStep },
  { name: `contract-send-${language}`, language, size: SMALL, desk: { country: 'UA', contract: { state: 'toBeSent', next: 'send', agreed: AGREED, head: HEAD } }, steps: nextStep },
]);
