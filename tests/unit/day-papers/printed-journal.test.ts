import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { gapActTexts, journalTexts } from '../../../src-main/day-papers/printed-texts.ts';
import { loadRulePack, registersOf } from '../../../src-main/rule-packs/index.ts';

const PACKS = path.resolve(import.meta.dirname, '..', '..', '..', 'resources', 'rule-packs');
const LINES = [
  { number: 7, index: '7/01-05', date: '2026-03-02', correspondent: 'Міністерство', correspondentNumber: '1/9', correspondentDate: '2026-02-27', subject: 'Про справу', author: null, sheets: 2, attachmentSheets: 3, caseIndex: '01-05', passedTo: 'Ректор', note: null, voidReason: null },
  { number: 8, index: '8/01-05', date: '2026-03-02', correspondent: 'Громада', correspondentNumber: null, correspondentDate: null, subject: 'Лист', author: null, sheets: null, attachmentSheets: null, caseIndex: null, passedTo: null, note: null, voidReason: 'Помилково' },
];
const subject = { journalName: 'Журнал', direction: 'incoming', from: '2026-03-02', to: '2026-03-02', rows: LINES, registrar: 'Роман', officeName: 'Канцелярія', now: '2026-03-02T16:00:00.000Z' } as const;

describe('registers on paper', () => {
  it('have the columns of the country’s form, in its order and words, and strike a void number through but for the reason', async () => {
    const pack = await loadRulePack(path.join(PACKS, 'ua'));
    const words = registersOf(pack, 'uk', '2026-03-02');
    const [part] = journalTexts({ ...subject, language: 'uk', words }).parts;
    expect(part?.rows).toEqual([
      { kind: 'row', cells: ['7', '7/01-05', '02.03.2026', 'Міністерство; №\u00A01/9, 27.02.2026', 'Про справу', '2+3', '01-05', 'Ректор', ''] },
      { kind: 'struck', cells: ['8', '8/01-05', '02.03.2026', 'Громада', 'Лист', '', '', '', 'Анульовано: Помилково'] },
    ]);
    const pick = (...cells: readonly string[]) => cells.flatMap((cell) => words.journal.columns.incoming.filter((column) => column.cell === cell));
    const other = { ...words, journal: { ...words.journal, columns: { ...words.journal.columns, incoming: pick('index', 'number', 'note').map((column) => ({ ...column, title: column.title.toUpperCase() })) } } };
    const [changed] = journalTexts({ ...subject, language: 'uk', words: other }).parts;
    expect(changed?.columns.map(({ title }) => title)).toEqual(['РЕЄСТРАЦІЙНИЙ ІНДЕКС', '№', 'ПРИМІТКА']);
    expect(changed?.rows[1]).toEqual({ kind: 'struck', cells: ['8/01-05', '8', 'Анульовано: Помилково'] });
  });

  it('of every country are worded in each of its document languages, and in no other', async () => {
    for (const country of ['ua', 'kz', 'kg']) {
      const pack = await loadRulePack(path.join(PACKS, country));
      for (const language of pack.documentLanguages) {
        const words = registersOf(pack, language, '2026-03-02');
        const { titleLines, footLines } = journalTexts({ ...subject, to: '2026-03-31', language, words });
        const act = gapActTexts({ journalName: 'Журнал', year: 2026, gaps: [{ first: 3, last: 5, state: 'void', deskCode: '2', voidReason: 'expired', voidAt: '2026-02-01T10:00:00.000Z', leaseExpiresAt: null, voidAct: null }] as never, day: '2026-03-02', dayOf: (instant) => instant.slice(0, 10), registrar: 'Роман', officeName: 'Канцелярія', language, now: '2026-03-02T16:00:00.000Z', words });
        for (const text of [...titleLines, ...footLines, ...act.titleLines, ...act.footLines].map((line) => line.text)) expect(text, `${country} ${language}`).not.toMatch(/[{}]/);
        expect(act.parts[0]?.rows[0]).toMatchObject({ cells: ['3–5', '3', '2', expect.stringContaining('01.02.2026'), ''] });
      }
      expect(() => registersOf(pack, 'en', '2026-03-02')).toThrow(RangeError);
    }
  });
});
