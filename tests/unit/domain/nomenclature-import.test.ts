import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guessMapping, planImport } from '#shared/domain/nomenclature-import.ts';
import { planArticles } from '#shared/domain/retention-list-import.ts';

const NOTHING = { sections: [], taken: [], damaged: [] };

describe('the columns of a table of cases', () => {
  it.each([
    ['uk', ['Індекс справи', 'Заголовок справи (тому, частини)', 'Кількість справ (томів, частин)', 'Строк зберігання справи (тому, частини) і номери статей за переліком', 'Примітка']],
    ['ru', ['Индекс дела', 'Заголовок дела (тома, части)', 'Количество дел (томов, частей)', 'Срок хранения и номер пункта по перечню', 'Примечание']],
    ['kk', ['Іс индексі', 'Істің (томның, бөліктің) тақырыбы', 'Істер (томдар, бөліктер) саны', 'Сақтау мерзімі және тізбе бойынша тармақ нөмірі', 'Ескертпе']],
    ['ky', ['Иштин индекси', 'Иштин (томдун, бөлүктүн) аталышы', 'Иштердин (томдордун, бөлүктөрдүн) саны', 'Сактоо мөөнөтү жана тизме боюнча берене', 'Эскертүү']],
    ['en', ['Case index', 'Title of the case', 'Number of volumes', 'Retention period and article', 'Note']],
  ])('are told by words of %s', (_language, headers) => {
    const rows = [['НОМЕНКЛАТУРА СПРАВ'], [], headers, ['1', '2', '3', '4', '5'], ['01-01', 'Накази', '1', 'Пост.', '']];
    expect(guessMapping(rows)).toEqual({ headingRow: 2, headers, mapping: { index: 0, title: 1, volumes: 2, retention: 3, note: 4 } });
  });
  it('are not guessed where there are no headings', () => {
    expect(guessMapping([['01-01', 'Накази', 'постійно']])).toEqual({ headingRow: -1, headers: [], mapping: {} });
  });
});

describe('the plan of an import', () => {
  const rows = [
    ['Індекс справи', 'Заголовок справи', 'Строк зберігання', 'Примітка'],
    ['01. Відділ діловодства'],
    ['01-01', 'Накази з основної діяльності', 'Пост., ст. 16а', ''],
    ['01 – 02', 'Звернення громадян', '5 р. ЕПК, ст. 82б', 'перевірено'],
    ['02', 'Відділ кадрів'],
    ['02-01', 'Накази з кадрових питань', '75 р.'],
    ['', 'Без індексу', '5 р.'],
    ['02-02', '', '5 р.'],
    ['02-03', 'Без строку', ''],
    ['01-01', 'Повтор', '5 р.'],
    ['справа', 'Не індекс', '5 р.'],
    [],
    ['02-09', 'Пошкоджена', '5 р.'],
  ];
  const plan = planImport(rows, guessMapping(rows), { sections: [{ index: '01' }], taken: [], damaged: [13] });

  it('takes cases with their sections and says why a row is not taken', () => {
    expect(plan.cases.map(({ row, sectionIndex, index }) => [row, sectionIndex, index])).toEqual([[3, '01', '01-01'], [4, '01', '01-02'], [6, '02', '02-01']]);
    expect(plan.cases[1]).toMatchObject({ title: 'Звернення громадян', note: 'перевірено', retention: { period: 'years', years: 5, article: 'ст. 82б', expertMark: true } });
    expect(plan.newSections).toEqual([{ index: '02', title: 'Відділ кадрів' }]);
    expect(plan.rejected.map(({ row, reason }) => [row, reason])).toEqual([[7, 'noIndex'], [8, 'noTitle'], [9, 'retention'], [10, 'duplicateIndex'], [11, 'pattern'], [13, 'damaged']]);
  });

  it('loses no row of any table: each is a case, rejected, empty, a heading or a line of numbers', () => {
    const cell = fc.oneof(fc.constantFrom('', '01-01', '02-05', '01', '01. Відділ', '5 р.', 'Пост.', 'Накази', '2', 'індекс', 'назва', 'строк'), fc.string({ maxLength: 30 }));
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 30 }), (table) => {
        const guessed = guessMapping(table);
        const made = planImport(table, guessed, NOTHING);
        const seen = [...made.cases, ...made.rejected].map(({ row }) => row);
        expect(new Set(seen).size).toBe(seen.length);
        expect(new Set(made.cases.map(({ index }) => index)).size).toBe(made.cases.length);
        for (const { row } of [...made.cases, ...made.rejected]) expect(row).toBeGreaterThan(guessed.headingRow + 1);
        for (const one of made.cases) expect(one.index.startsWith(`${one.sectionIndex}-`)).toBe(true);
      }),
      { numRuns: Number(process.env['FUZZ_RUNS'] ?? 400) },
    );
  });
});

describe('articles of a retention list', () => {
  it('are read with both periods; headings of sections are left aside, unreadable rows are told', () => {
    const plan = planArticles([
      ['Перелік'],
      ['Номер статті', 'Вид документа', 'Строк зберігання: НАФ', 'Строк зберігання: без НАФ', 'Примітка'],
      ['1', '2', '3', '4', '5'],
      ['Розділ I'],
      ['16а', 'Накази з основної діяльності', 'Пост.', 'До ліквідації організації', ''],
      ['99', 'Без строку', 'див. примітку', '', ''],
    ]);
    expect(plan.articles).toEqual([{ article: '16а', title: 'Накази з основної діяльності', period: 'Пост.', otherPeriod: 'До ліквідації організації', note: '' }]);
    expect(plan.rejected).toEqual([{ row: 6, text: '99 · Без строку · див. примітку', reason: 'noPeriod' }]);
  });
  it('without known headings are not guessed', () => {
    expect(planArticles([['а', 'б']]).rejected[0]?.reason).toBe('headingsUnknown');
  });
});
