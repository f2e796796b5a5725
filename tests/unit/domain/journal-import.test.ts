import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guessColumns, IMPORT_FIELDS, type ImportMapping } from '#shared/domain/import-columns.ts';
import { PLAIN_KIND } from '#shared/domain/document-kinds.ts';
import { type ImportSetting, planImport } from '#shared/domain/import-rows.ts';
import { blankRequisites } from '#shared/domain/registration-card.ts';
import { numberOfIndex, readCount, readDay } from '#shared/domain/import-values.ts';

const mapped = (heading: string[]): Partial<ImportMapping> => Object.fromEntries(Object.entries(guessColumns([heading]).mapping).filter(([, column]) => column !== null));

describe('columns of an old journal', () => {
  it.each([
    ['uk', ['№ з/п', 'Реєстраційний індекс', 'Дата реєстрації', 'Кореспондент', 'Вихідний номер', 'Дата вихідного', 'Короткий зміст', 'Вид документа', 'Кому передано', 'Виконавець', 'Індекс справи', 'Кількість аркушів', 'Примітка']],
    ['ru', ['Порядковый №', 'Регистрационный номер', 'Дата регистрации', 'Корреспондент', 'Исходящий номер', 'Дата исходящего', 'Содержание', 'Вид документа', 'Кому передано', 'Исполнитель', 'Дело', 'Листов'.replace('Листов', 'Количество листов'), 'Примечание']],
    ['kk', ['Рет №', 'Тіркеу нөмірі', 'Тіркеу күні', 'Жіберуші', 'Шығыс нөмірі', 'Шығыс күні', 'Қысқаша мазмұны', 'Құжат түрі', 'Кімге', 'Орындаушы', 'Іс индексі', 'Парақ саны', 'Ескерту']],
    ['ky', ['Катар номери', 'Каттоо номери', 'Каттоо күнү', 'Жөнөтүүчү', 'Чыгыш номери', 'Чыгыш күнү', 'Мазмуну', 'Документ түрү', 'Кимге', 'Аткаруучу', 'Иш индекси', 'Барак саны', 'Эскертүү'.replace('Эскертүү', 'Белги')]],
    ['en', ['Serial', 'Registration number', 'Registration date', 'Sender', 'Outgoing number', 'Sender date', 'Subject', 'Kind', 'Addressee', 'Executor', 'Case', 'Sheets', 'Note']],
  ])('are told by the words of the heading: %s', (_language, heading) => {
    expect(mapped(heading)).toEqual({ registrationNumber: 0, registrationIndex: 1, registrationDate: 2, correspondent: 3, correspondentNumber: 4, correspondentDate: 5, subject: 6, kind: 7, addressee: 8, author: 9, case: 10, sheets: 11, note: 12 });
  });

  it('are found below the title of the journal', () => {
    expect(guessColumns([['Журнал вхідних документів'], [], ['№', 'Дата', 'Зміст']])).toMatchObject({ headingRow: 2, mapping: { registrationIndex: 0, registrationDate: 1, subject: 2 } });
  });

  it('never give a column twice', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('№', 'Дата', 'Номер', 'Зміст', 'Вих. №', '', 'Кореспондент', 'Аркушів', 'Дата вихідного'), { maxLength: 20 }), (heading) => {
        const used = Object.values(mapped(heading));
        expect(new Set(used).size).toBe(used.length);
      }),
    );
  });
});

describe('values of an old journal', () => {
  it.each([
    ['2019-03-05', '2019-03-05'],
    ['5.3.2019', '2019-03-05'],
    ['05/03/2019', '2019-03-05'],
    ['05-03-19', '2019-03-05'],
    ['05.03.2019 р.', '2019-03-05'],
    ['2019-03-05T14:20:00', '2019-03-05'],
    ['05.03.2019 14:20', '2019-03-05'],
    ['31.02.2019', null],
    ['13.13.2019', null],
    ['2019', null],
    ['березень', null],
    ['45000', null],
  ])('day %j', (text, day) => expect(readDay(text)).toBe(day));

  it.each([['12', 12], ['3.0', 3], ['1 + 2', null], ['-1', null], ['', null], ['12345678', null]])('count %j', (text, count) => expect(readCount(text)).toBe(count));

  it.each([
    ['127', '{n}/{case}', 127],
    ['127/01-05', '{n}/{case}', 127],
    ['01-05/127', '{case}/{n}', 127],
    ['А-127/01', '{corr}-{n}/{case}', 127],
    ['127-к', '{n}/{case}', null],
    ['0', '{n}', null],
    ['(1)', '{n}', null],
  ])('number of the index %j by %j', (index, pattern, number) => expect(numberOfIndex(index, pattern)).toBe(number));
});

const HEADING = ['Індекс', 'Дата реєстрації', 'Кореспондент', 'Зміст', 'Вид документа', 'Справа', 'Аркушів'];
const setting = (changes: Partial<ImportSetting> = {}): ImportSetting => ({
  mapping: guessColumns([HEADING]).mapping,
  headingRow: 0,
  journal: { journalId: 'in', direction: 'incoming', pattern: '{n}/{case}', yearly: true, access: 'office' },
  kinds: [{ ...PLAIN_KIND, kindId: 'letter', directions: ['incoming'], names: { uk: 'Лист', ru: 'Письмо' }, letter: 'Л', mandatory: ['correspondent', 'subject', 'language', 'author'] }],
  casesOn: () => [{ caseId: 'c1', index: '01-05', title: 'Листування' }],
  defaults: { kindId: null, caseId: null, language: 'uk' },
  isTaken: (_year, number) => number === 9,
  today: '2026-03-02',
  ...changes,
});
const faultsOf = (...row: string[]): string[] => planImport([HEADING, row], setting()).rejected.flatMap(({ faults }) => faults.map(({ field, reason }) => `${field} ${reason}`));

describe('rows of an old journal', () => {
  it('become cards with their old number, index and date', () => {
    expect(planImport([HEADING, [], ['7/01-05', '05.03.2019', 'МОН', 'Про  звіт', 'письмо', '01-05', '2']], setting())).toEqual({
      rejected: [],
      accepted: [
        {
          row: 3,
          registrationNumber: 7,
          registrationYear: 2019,
          serialYear: 2019,
          registrationIndex: '7/01-05',
          registrationDate: '2019-03-05',
          requisites: { ...blankRequisites({ direction: 'incoming', journalId: 'in', kindId: 'letter' }), medium: 'paper', correspondent: 'МОН', correspondentNumber: null, correspondentDate: null, subject: 'Про звіт', sheets: 2, attachmentSheets: null, language: 'uk', caseId: 'c1', addressee: null, author: null, restricted: false, note: null },
        },
      ],
    });
  });

  it.each([
    [['1', '31.02.2019', 'МОН', 'Зміст', 'Лист'], ['registrationDate notADay']],
    [['1', '05.03.2027', 'МОН', 'Зміст', 'Лист'], ['registrationDate futureDate']],
    [['', '', 'МОН', '', 'Лист'], ['registrationIndex missing', 'registrationDate missing', 'subject missing']],
    [['1', '05.03.2019', '', 'Зміст', 'Лист'], ['correspondent missing']],
    [['9', '05.03.2019', 'МОН', 'Зміст', 'Лист'], ['registrationIndex numberTaken']],
    [['б/н', '05.03.2019', 'МОН', 'Зміст', 'Лист'], ['registrationIndex numberUnclear']],
    [['1', '05.03.2019', 'МОН', 'Зміст', 'Телеграма'], ['kind unknownKind']],
    [['1', '05.03.2019', 'МОН', 'Зміст', ''], ['kind missing']],
    [['1', '05.03.2019', 'МОН', 'Зміст', 'Лист', '99-99'], ['case unknownCase']],
    [['1', '05.03.2019', 'МОН', 'Зміст', 'Лист', '', 'два'], ['sheets notACount']],
    [['1', '05.03.2019', 'МОН', 'ж'.repeat(10_000), 'Лист'], ['subject tooLong']],
    [['1', '05.03.2019', 'М\ufffdН', 'Зміст', 'Лист'], ['row brokenCharacters']],
    [['1', '05.03.2019', 'М\u0007Н', 'Зміст', 'Лист'], ['row controlCharacters']],
    [['1', '05.03.2019', '😀 МОН', 'Зміст mixed Қазақ', 'Лист'], []],
  ])('%j', (row, faults) => expect(faultsOf(...row)).toEqual(faults));

  it('with a number that stands twice are rejected the second time, unless the year is another', () => {
    const row = (day: string): string[] => ['5', day, 'МОН', 'Зміст', 'Лист'];
    const { accepted, rejected } = planImport([HEADING, row('05.03.2019'), row('06.03.2019'), row('05.03.2020')], setting());
    expect(accepted.map(({ row: at }) => at)).toEqual([2, 4]);
    expect(rejected).toMatchObject([{ row: 3, faults: [{ field: 'registrationIndex', reason: 'numberTwice' }] }]);
  });

  it('are all accounted for, whatever stands in them', () => {
    const cell = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 20 }), fc.constantFrom('5', '05.03.2019', 'Лист', '01-05', '\u0000', '\ufffd', '😀'));
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 9 }), { maxLength: 20 }), (rows) => {
        const { accepted, rejected } = planImport([HEADING, ...rows], setting());
        expect(accepted.length + rejected.length).toBe(rows.filter((row) => row.some((one) => one.trim() !== '')).length);
        for (const { registrationNumber, registrationDate } of accepted) expect([registrationNumber > 0, readDay(registrationDate)]).toEqual([true, registrationDate]);
      }),
    );
    expect(Object.keys(setting().mapping)).toEqual([...IMPORT_FIELDS]);
  });
});
