import type { Page } from '@playwright/test';
import type { Language } from '#shared/domain/languages.ts';
import { translate } from '#shared/i18n/translate.ts';
import { fakeId } from './data.ts';
import { fakeAct, type FakeDestruction, fakeProposedCase } from './destruction.ts';
import type { FakeDeskOptions } from './fake-desk.ts';
import type { Shot } from './look-scenes.ts';

const SMALL = { width: 1093, height: 614 };
const TITLES = {
  uk: ['Листування з питань господарського забезпечення', 'Листування з міністерствами щодо матеріально-технічного постачання навчальних корпусів'],
  kk: ['Шаруашылықпен қамтамасыз ету мәселелері жөніндегі хат алмасу', 'Оқу ғимараттарын материалдық-техникалық жабдықтау жөніндегі министрліктермен хат алмасу'],
} as const;

function scene(language: 'uk' | 'kk', changes: FakeDestruction = {}): FakeDestruction {
  const lawful = TITLES[language].map((title, at) => fakeProposedCase({ caseId: fakeId(9810 + at), index: `03-1${at}`, title, retentionText: language === 'uk' ? '3 р., ст. 122' : '3 жыл, 122-т.', volumes: at + 1 }));
  const refused = [fakeProposedCase({ caseId: fakeId(9820), index: '03-20', title: TITLES[language][0], obstacles: [{ code: 'onHold', about: '№ 14, 01.02.2026' }, { code: 'inventoryMissing', about: 'permanent 2021' }, { code: 'expertMark', about: '' }] })];
  return { lawful, refused, heading: language === 'uk' ? '03 Господарський відділ' : '03 Шаруашылық бөлімі', ...changes };
}

const AGREED = { commission: { number: '3', date: '2026-02-12' }, archive: { number: '12', date: '2026-02-20' }, approved: { by: 'Шевченко Т. Г.', on: '2026-02-25' } } as const;
const BEGUN = { ...AGREED, state: 'begun', method: 'видалення файлів', begun: { at: '2026-03-04T09:00:00Z', by: 'Бондаренко Ігор Васильович', accountId: fakeId(11) } } as const;

const open = (acting?: 'new' | 'refused' | 'act') => async (page: Page, language: Language): Promise<void> => {
  await page.getByRole('navigation').getByRole('button', { name: translate(language, 'frame.short.archive') }).first().click();
  await page.getByRole('tab', { name: translate(language, 'archive.section.destruction'), exact: true }).click();
  await page.getByRole('heading', { name: translate(language, 'destruction.acts') }).waitFor();
  if (acting === undefined) return;
  if (acting === 'act') await page.getByRole('button', { name: translate(language, 'destruction.actCalled', { number: '1', year: 2026 }) }).click();
  else await page.getByRole('button', { name: translate(language, 'destruction.new') }).click();
  if (acting === 'refused') await page.getByText(translate(language, 'destruction.refused', { count: 1 })).click();
};

export const DESTRUCTION_SHOTS: readonly Shot[] = (['uk', 'kk'] as const).flatMap((language): Shot[] => {
  const country = language === 'kk' ? 'KZ' : 'UA';
  const of = (changes: FakeDestruction): FakeDeskOptions => ({ country, destruction: scene(language, changes) });
  return [
    { name: `destruction-new-small-${language}`, language, size: SMALL, desk: of({}), steps: open('new') },
    { name: `destruction-long-small-${language}`, language, size: SMALL, desk: of({ lawful: Array.from({ length: 300 }, (_unused, at) => fakeProposedCase({ caseId: fakeId(21_000 + at), index: `03-${at + 1}`, title: TITLES[language][at % 2] ?? '' })) }), steps: open('new') },
    { name: `destruction-long-foot-${language}`, language, size: SMALL, desk: of({ lawful: Array.from({ length: 300 }, (_unused, at) => fakeProposedCase({ caseId: fakeId(21_000 + at), index: `03-${at + 1}`, title: TITLES[language][at % 2] ?? '' })) }), steps: async (page, shown) => { await open('new')(page, shown); await page.getByRole('button', { name: translate(shown, 'destruction.drawUp'), exact: true }).scrollIntoViewIfNeeded(); } },
    { name: `destruction-refused-small-${language}`, language, size: SMALL, desk: of({}), steps: open('refused') },
    { name: `destruction-draft-small-${language}`, language, size: SMALL, desk: of({ acts: [fakeAct()], obstructed: [fakeProposedCase({ caseId: fakeId(9810), title: TITLES[language][0], obstacles: [{ code: 'onHold', about: '№ 14' }] })] }), steps: open('act') },
    { name: `destruction-begun-small-${language}`, language, size: SMALL, desk: of({ acts: [fakeAct(BEGUN)] }), steps: open('act') },
    { name: `destruction-executing-small-${language}`, language, size: SMALL, desk: of({ acts: [fakeAct({ ...BEGUN, state: 'executing', cases: 12_480, destroyed: 5350, confirmed: { at: '2026-03-05T09:00:00Z', by: 'Ткаченко Оксана Іванівна', accountId: fakeId(13) } })] }), steps: open('act') },
    { name: `destruction-resumable-small-${language}`, language, size: SMALL, desk: of({ resumable: true, acts: [fakeAct({ ...BEGUN, state: 'executing', cases: 12_480, destroyed: 5350, confirmed: { at: '2026-03-05T09:00:00Z', by: 'Ткаченко Оксана Іванівна', accountId: fakeId(13) } })] }), steps: open('act') },
    {
      name: `destruction-executed-small-${language}`,
      language,
      size: SMALL,
      desk: of({
        acts: [fakeAct({ ...BEGUN, state: 'executed', destroyed: 1, confirmed: { at: '2026-03-05T09:00:00Z', by: 'Ткаченко Оксана Іванівна', accountId: fakeId(13) } })],
        stayed: [{ caseId: fakeId(9811), index: '03-11', title: TITLES[language][1], reason: 'onHold', obstacle: null }],
        reports: [{ place: { kind: 'desk', code: '1' }, cases: 1, filesRemoved: 48, filesKept: 2, at: '2026-03-05T10:00:00Z' }, { place: { kind: 'server' }, cases: 1, filesRemoved: 50, filesKept: 0, at: '2026-03-05T11:00:00Z' }],
      }),
      steps: open('act'),
    },
    { name: `destroyed-document-small-${language}`, language, size: SMALL, desk: { country, destroyed: { actNumber: '1', on: '2026-03-05', method: 'видалення файлів', persons: ['Бондаренко Ігор Васильович', 'Ткаченко Оксана Іванівна'] } }, steps: async (page, shown) => {
      await page.getByRole('navigation').getByRole('button', { name: translate(shown, 'frame.short.search') }).first().click();
      await page.getByRole('grid').getByRole('row').nth(1).dblclick();
    } },
  ];
});
