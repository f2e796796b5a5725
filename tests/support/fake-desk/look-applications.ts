import type { Page } from '@playwright/test';
import type { ApplicationView } from '#shared/contract/applications.ts';
import type { Language } from '#shared/domain/languages.ts';
import { translate } from '#shared/i18n/translate.ts';
import type { FakeApplicationOptions } from './applications.ts';
import { openDocument, type Shot, SMALL } from './look-scenes.ts';

const AUTHOR = 'Ткаченко Олена Іванівна';
const RECEIVED: ApplicationView['received'] = { author: { personId: null, name: AUTHOR }, addressee: { personId: 'h', name: 'Ректоренко Іван Петрович' }, receivedOn: '2026-03-02' };
const at = '2026-03-02T09:00:00Z';
const WORDS = { language: 'uk', text: 'Персонально відповідаю за ідентифікацію автора заяви № 12 від 02.03.2026, дійсність і свободу його волевиявлення, встановлені під час особистого спілкування 02.03.2026.' } as const;
const checklist = (present: boolean): ApplicationView['checklist'] => [{ what: 'authorSignature', name: AUTHOR, present }, { what: 'authorProtocol', name: AUTHOR, present: true }, { what: 'approver', name: 'Мельник Ганна Ігорівна', present: false }];
const ACCEPTED: FakeApplicationOptions = { received: RECEIVED, verified: { answer: 'passed', protocol: 'c'.repeat(64), at }, accepted: { addressee: { personId: 'h', name: 'Ректоренко Іван Петрович' }, at } };
const IN_DOUBT: FakeApplicationOptions = { ...ACCEPTED, state: 'inDoubt', failedNow: true, mayDecide: true, checklist: checklist(false) };
const LOST: FakeApplicationOptions = { ...ACCEPTED, state: 'forceLost', failedNow: true, checklist: checklist(false), decided: { keeps: false, basis: 'Автор письмово заперечив підписання заяви; сертифікат відкликано до підписання.', decidedBy: { personId: 'h', name: 'Ректоренко Іван Петрович' }, at } };

const press = (key: 'application.declare' | 'application.decideForce') => async (page: Page, language: Language): Promise<void> => {
  await openDocument(page, language);
  await page.getByRole('button', { name: translate(language, key) }).click();
  await page.getByRole('dialog').waitFor();
};

/** Pictures of an HR application on its document's page. */
export const APPLICATION_SHOTS: readonly Shot[] = (['uk', 'kk', 'ky'] as const).flatMap((language): Shot[] => [
  { name: `application-preliminary-${language}`, language, size: SMALL, desk: { country: 'UA', application: { state: 'preliminary', received: RECEIVED, verified: { answer: 'undetermined', protocol: 'c'.repeat(64), at }, checklist: checklist(false), declaration: WORDS } }, steps: openDocument },
  { name: `application-declare-${language}`, language, size: SMALL, desk: { country: 'UA', application: { state: 'awaitsVerification', received: RECEIVED, mayPrepare: false, declaration: WORDS } }, steps: press('application.declare') },
  { name: `application-doubt-${language}`, language, size: SMALL, desk: { country: 'UA', application: IN_DOUBT }, steps: openDocument },
  { name: `application-decide-${language}`, language, size: SMALL, desk: { country: 'UA', application: IN_DOUBT }, steps: press('application.decideForce') },
  { name: `application-lost-${language}`, language, size: SMALL, desk: { country: 'UA', application: LOST }, steps: openDocument },
]);
