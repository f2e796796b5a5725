import type { Page } from '@playwright/test';
import type { Language } from '#shared/domain/languages.ts';
import { translate } from '#shared/i18n/translate.ts';
import { type Shot, SMALL, tab } from './look-scenes.ts';
import { fakeNotice, someNotices } from './notifications.ts';

const DETAILS: Readonly<Record<'uk' | 'kk' | 'ky' | 'ru', readonly [string, string, string]>> = {
  uk: ['Підготувати відповідь Міністерству освіти і науки та подати на підпис до кінця тижня', 'Додайте розрахунок навантаження кафедри за другий семестр', 'Про відрядження працівників кафедри економіки до Кракова'],
  kk: ['Білім және ғылым министрлігіне жауап дайындап, апта соңына дейін қол қоюға ұсыну', 'Кафедраның екінші семестрдегі жүктемесінің есебін қосыңыз', 'Экономика кафедрасының қызметкерлерін Астанаға іссапарға жіберу туралы'],
  ky: ['Билим берүү министрлигине жооп даярдап, жуманын аягына чейин кол коюуга сунуштоо', 'Кафедранын экинчи семестрдеги жүктөмүнүн эсебин кошуңуз', 'Экономика кафедрасынын кызматкерлерин Ошко иш сапарга жөнөтүү жөнүндө'],
  ru: ['Подготовить ответ министерству образования и подать на подпись до конца недели', 'Приложите расчёт нагрузки кафедры за второй семестр', 'О командировании сотрудников кафедры экономики'],
};

const page = async (window: Page, language: Language): Promise<void> => {
  await window.getByRole('navigation').getByRole('button', { name: translate(language, 'frame.short.start') }).first().click();
  await tab(window, translate(language, 'notice.title'));
};
const panel = async (window: Page): Promise<void> => {
  await window.keyboard.press('Alt+B');
  await window.getByRole('dialog').getByRole('group').waitFor();
};
const settings = async (window: Page, language: Language): Promise<void> => {
  await page(window, language);
  await window.getByRole('main').getByRole('button', { name: translate(language, 'notice.settings') }).click();
  await window.getByRole('dialog').getByRole('textbox').waitFor();
};

const mail = async (window: Page, language: Language): Promise<void> => {
  await window.getByRole('navigation').getByRole('button', { name: translate(language, 'frame.short.administration') }).first().click();
  await tab(window, translate(language, 'administration.mail'));
  await window.getByRole('textbox', { name: translate(language, 'mail.host') }).fill('mail.example.edu.ua');
  await window.getByRole('textbox', { name: translate(language, 'mail.sender') }).fill('chancery@example.edu.ua');
  await window.getByRole('button', { name: translate(language, 'mail.save') }).click();
  await window.getByRole('heading', { name: translate(language, 'mail.problems') }).waitFor();
};

/** Pictures of the bell, its panel, the page of notices and their settings. */
export const NOTIFICATION_SHOTS: readonly Shot[] = (['uk', 'kk', 'ky', 'ru'] as const).flatMap((language): Shot[] => {
  const country = language === 'kk' ? ('KZ' as const) : language === 'uk' ? ('UA' as const) : ('KG' as const);
  const notices = someNotices(DETAILS[language]);
  const bare = { documentId: null, registrationIndex: null, registrationDate: null, subject: null, by: '' };
  const ofArchive = ([['filesDamaged', '1: 2'], ['useOverdue', '02-01 Накази ректора з основної діяльності — Коваленко О. П.'], ['casesUnclosed', '2025: 14'], ['proofEnds', '37'], ['erasureHeld', '1']] as const).map(([kind, detail], at) => fakeNotice(at, { ...bare, kind, detail }));
  return [
    { name: `notices-page-${language}`, language, size: SMALL, desk: { country, notices }, steps: page },
    { name: `notices-archive-${language}`, language, size: SMALL, desk: { country, notices: ofArchive }, steps: page },
    { name: `notices-panel-${language}`, language, size: SMALL, desk: { country, notices }, steps: panel },
    { name: `notices-settings-${language}`, language, size: SMALL, desk: { country, notices }, steps: settings },
    { name: `notices-mail-${language}`, language, size: { width: 1093, height: 1400 }, desk: { country, notices }, steps: mail },
    { name: `notices-empty-${language}`, language, size: SMALL, desk: { country }, steps: page },
  ];
});
