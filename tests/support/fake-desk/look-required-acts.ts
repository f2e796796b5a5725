import type { Page } from '@playwright/test';
import type { Language } from '#shared/domain/languages.ts';
import { translate } from '#shared/i18n/translate.ts';
import { requiredActs } from './acknowledgements.ts';
import { type Shot, SMALL, tab } from './look-scenes.ts';

const page = async (window: Page, language: Language): Promise<void> => {
  await window.getByRole('navigation').getByRole('button', { name: translate(language, 'frame.short.directories') }).first().click();
  await tab(window, translate(language, 'structure.title'));
  await window.getByRole('heading', { name: translate(language, 'required.title') }).scrollIntoViewIfNeeded();
};

/** Pictures of acts that everybody has to know: many people who lack one, and an office without such an act. */
export const REQUIRED_ACT_SHOTS: readonly Shot[] = (['kk', 'uk', 'ky', 'ru'] as const).flatMap((language): Shot[] => [
  { name: `required-acts-${language}`, language, size: { width: SMALL.width, height: 1500 }, desk: { acknowledgements: { required: requiredActs(300) } }, steps: page },
  ...(language === 'uk' ? [{ name: 'required-acts-none-uk', language, size: SMALL, desk: {}, steps: page }] : []),
]);
