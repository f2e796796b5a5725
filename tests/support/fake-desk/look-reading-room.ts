import type { Page } from '@playwright/test';
import type { Language } from '#shared/domain/languages.ts';
import { translate } from '#shared/i18n/translate.ts';
import { fakeId } from './data.ts';
import { type Shot, SMALL, tab } from './look-scenes.ts';
import { archiveUseOf } from './reading-room.ts';

const COPY = fakeId(9700);
const page = async (window: Page, language: Language): Promise<void> => {
  await window.getByRole('navigation').getByRole('button', { name: translate(language, 'frame.short.archive') }).first().click();
  await tab(window, translate(language, 'archive.section.readingRoom'));
  await window.getByRole('heading', { level: 1 }).first().waitFor();
};
const uses = [
  archiveUseOf(0, { overdue: true, dueOn: '2026-03-01' }),
  archiveUseOf(2, { form: 'extract', dueOn: null, proof: 'паспорт МК 123456', copy: { number: '2-К3', registrationIndex: '12-04/7' } }),
  archiveUseOf(1, { volume: 2, reader: 'Сейтқазы Айгүлім Нұрланқызы', readerOf: 'Қаржы-экономика басқармасы' }),
  ...Array.from({ length: 30 }, (_unused, at) => archiveUseOf(at + 2, at % 2 === 0 ? { form: 'viewing', dueOn: null } : { returned: { on: '2026-03-02', by: 'Роман Реєстратор', note: 'без зауважень' } })),
];

/** Pictures of the reading room. */
export const READING_ROOM_SHOTS: readonly Shot[] = (['uk', 'kk'] as const).flatMap((language): Shot[] => [
  {
    name: `reading-room-${language}`,
    language,
    size: SMALL,
    desk: { country: language === 'uk' ? 'UA' : 'KZ', readingRoom: { uses } },
    steps: async (window) => {
      await page(window, language);
      await window.getByRole('combobox', { name: translate(language, 'use.shown') }).selectOption('all');
      await window.getByRole('table').waitFor();
    },
  },
  {
    name: `reading-room-give-${language}`,
    language,
    size: { width: SMALL.width, height: 900 },
    desk: { country: language === 'uk' ? 'UA' : 'KZ', readingRoom: { copies: [{ copyId: COPY, number: '2-К3', registrationIndex: '12-04/7', requester: 'Сейтқазы Айгүлім Нұрланқызы', pages: '1, 3-5' }] } },
    steps: async (window) => {
      await page(window, language);
      await window.getByRole('button', { name: translate(language, 'use.give') }).click();
      const dialog = window.getByRole('dialog');
      await dialog.getByRole('combobox', { name: translate(language, 'use.form'), exact: true }).selectOption('extract');
      await dialog.getByRole('combobox', { name: translate(language, 'use.case') }).first().fill('02-02');
      await window.getByRole('option', { name: /^02-02/u }).click();
      await dialog.getByRole('combobox', { name: translate(language, 'use.copy') }).selectOption(COPY);
      await dialog.getByRole('button', { name: translate(language, 'use.giveAction') }).click();
    },
  },
]);
