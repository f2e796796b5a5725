import type { Page } from '@playwright/test';
import type { Language } from '#shared/domain/languages.ts';
import { translate } from '#shared/i18n/translate.ts';
import { dataRequest, dutyMatter } from './duties.ts';
import { type Shot, SMALL, tab } from './look-scenes.ts';

const page = async (window: Page, language: Language): Promise<void> => {
  await window.getByRole('navigation').getByRole('button', { name: translate(language, 'frame.short.start') }).first().click();
  await tab(window, translate(language, 'start.tab.duties'));
  await window.getByRole('heading', { level: 3 }).first().waitFor();
};
const LATE = dutyMatter(1, { means: 'simple', state: 'overdue', dueOn: '2026-03-04' });
const duties = {
  acknowledgements: [LATE, dutyMatter(2, { state: 'dueSoon', dueOn: '2026-03-06' }), dutyMatter(3)],
  signatures: [LATE, dutyMatter(4, { means: 'sign', registrationIndex: null, dueOn: null })],
  own: [dataRequest(1)],
  requests: [dataRequest(2, { state: 'overdue', dueOn: '2026-03-03' }), dataRequest(3, { state: null, supplied: { on: '2026-03-05', at: '2026-03-05T09:00:00Z', by: 'Асанова А. Б.', answer: 'Диплом көчүрмөсү АРБга тапшырылды', documentId: null, registrationIndex: null, late: true } })],
};

/** Pictures of the duties of an employee. */
export const DUTY_SHOTS: readonly Shot[] = (['ky', 'ru'] as const).flatMap((language): Shot[] => [
  { name: `duties-${language}`, language, size: { width: SMALL.width, height: 1300 }, desk: { country: 'KG', duties }, steps: page },
  { name: `duties-nothing-${language}`, language, size: SMALL, desk: { country: 'KG', roles: ['official'] }, steps: page },
]);
