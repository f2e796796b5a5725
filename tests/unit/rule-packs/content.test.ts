import { mediumOn } from '#shared/domain/document-kinds.ts';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { COUNTRIES, type Country } from '#shared/domain/languages.ts';
import { readRetention } from '#shared/domain/retention-reading.ts';
import { plusDays, weekdayOf } from '#shared/domain/working-day.ts';
import { calendarFor, casesOf, formOf, formsOn, journalsOf, kindsOf, REQUIRED_SENTENCES, REQUIRED_TERMS, retentionListOf, sentenceAt, termAt } from '../../../src-main/rule-packs/index.ts';
import { FORM_IDS } from '#shared/domain/forms.ts';
import { PACK_FILES } from '../../../src-main/rule-packs/model.ts';
import { packFolder, realPacks } from './packs.ts';

const packs = await realPacks();
const YEARS = [2025, 2026, 2027];

/** Orthodox Easter, Meeus' Julian algorithm with the 13 days of 1900–2099: an independent check of the table. */
function orthodoxEaster(year: number): string {
  const d = (19 * (year % 19) + 15) % 30;
  const e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
  const month = Math.floor((d + e + 114) / 31);
  const day = ((d + e + 114) % 31) + 1;
  return plusDays(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`, 13);
}

/** Moves by the statute's words: each holiday on a day off goes to the next working day after it. */
function movesByStatute(holidays: readonly string[], rest: readonly string[]): string[] {
  const moved: string[] = [];
  for (const holiday of holidays.toSorted()) {
    if (weekdayOf(holiday) < 6) continue;
    let day = plusDays(holiday, 1);
    while (weekdayOf(day) > 5 || holidays.includes(day) || rest.includes(day) || moved.includes(day)) day = plusDays(day, 1);
    moved.push(day);
  }
  return moved.toSorted();
}

describe.each(COUNTRIES)('%s', (country: Country) => {
  const pack = packs[country];

  test('every sentence that is printed holds today in every document language', () => {
    for (const id of REQUIRED_SENTENCES) {
      for (const language of pack.documentLanguages) {
        const sentence = sentenceAt(pack, id, language, pack.edition);
        expect(sentence, `${id} ${language}`).not.toBeNull();
        expect(sentence?.packVersion).toBe(pack.packVersion);
      }
    }
    expect(sentenceAt(pack, 'paper-copy.legal', pack.documentLanguages[0] ?? 'ru', pack.edition)?.condition).toBe('verified-signature');
    expect(() => sentenceAt(pack, 'paper-copy.legal', 'en', pack.edition)).toThrow(RangeError);
  });
  test('every term that is computed has a starting value', () => {
    for (const id of REQUIRED_TERMS) expect(termAt(pack, id, pack.edition)?.amount, id).toBeGreaterThan(0);
    expect(termAt(pack, 'execution-default', pack.edition)).toMatchObject({ amount: 30, unit: 'calendar-days', packVersion: pack.packVersion });
    expect(termAt(pack, 'resolution-review', pack.edition)).toMatchObject({ amount: 4, unit: 'working-hours' });
  });
  test('marks of the kinds of signature differ from each other', () => {
    for (const language of pack.documentLanguages) {
      const marks = REQUIRED_SENTENCES.filter((id) => id.startsWith('signature-mark.')).map((id) => sentenceAt(pack, id, language, pack.edition)?.text);
      expect(new Set(marks).size).toBe(marks.length);
    }
  });
  test('each direction has a journal and a kind, each kind a journal of its direction', () => {
    const journals = journalsOf(pack, pack.edition);
    const kinds = kindsOf(pack, pack.edition);
    for (const direction of ['incoming', 'outgoing', 'internal']) {
      expect(journals.some((journal) => journal.direction === direction)).toBe(true);
      expect(kinds.some((kind) => (kind.directions as readonly string[]).includes(direction))).toBe(true);
    }
    for (const kind of kinds) expect(kind.journalId === null || journals.some(({ journalId }) => journalId === kind.journalId)).toBe(true);
  });
  test('the sample nomenclature reads in every document language', () => {
    for (const language of pack.documentLanguages) expect(casesOf(pack, language)).toHaveLength(12);
    expect(() => casesOf(pack, 'en')).toThrow(RangeError);
  });
  test('[NOM-03] the retention list that holds today has readable periods, and no number that nobody has seen', () => {
    for (const language of pack.documentLanguages) {
      const list = retentionListOf(pack, language, pack.edition);
      expect(list?.articles.length).toBeGreaterThan(5);
      for (const entry of list?.articles ?? []) {
        expect(readRetention(entry.period), entry.articleId).not.toBeNull();
        expect(entry.otherPeriod === null, entry.articleId).toBe(country !== 'UA');
        if (entry.article === null) expect(entry.confidence, entry.articleId).toBe('doubtful');
      }
    }
    expect(country === 'UA' || pack.content.retention.lists.every(({ articles }) => articles.every(({ article }) => article === null))).toBe(true);
  });
  test('the printed nomenclature has its words in every document language', () => {
    for (const language of pack.documentLanguages) {
      const form = formOf(pack, language, pack.edition);
      expect(form.year).toContain('{year}');
      expect(new Set(Object.values(form.columns)).size).toBe(5);
    }
    expect(() => formOf(pack, 'en', pack.edition)).toThrow(RangeError);
  });
  test('the printed forms have their words in their languages', () => {
    const forms = formsOn(pack, pack.edition);
    const common = FORM_IDS.filter((id) => id !== 'hr-consent');
    expect(forms.map(({ id }) => id).filter((id) => id !== 'hr-consent')).toEqual(common);
    for (const form of forms) if (form.id !== 'hr-consent') expect(form.languages).toEqual(pack.documentLanguages);
    // Words of a form that nobody has seen are not offered as if they were sure.
    for (const id of ['case-cover', 'internal-inventory', 'certifying-note', 'destruction-act']) expect(forms.find((form) => form.id === id)?.confidence).toBe('doubtful');
  });
  test('no abolished act is named (C.0, X20)', async () => {
    for (const file of Object.values(PACK_FILES)) {
      const text = await readFile(join(packFolder(country), file), 'utf8');
      expect(text).not.toMatch(/№ ?(430|703|1207)\b/);
    }
  });
  test('every year of the table has its holidays', () => {
    const days = [...calendarFor(pack).holidays.keys()];
    for (const year of YEARS) expect(days.filter((day) => day.startsWith(String(year))).length).toBeGreaterThan(9);
  });
  test('proposed moves do not count, an unknown schedule is refused', () => {
    expect(calendarFor(pack, { budgetBody: true }).extraWork.size).toBe(0);
    expect(() => calendarFor(pack, { schedule: 'none' })).toThrow(RangeError);
  });
  test('the calendar names pack and choices', () => {
    expect(calendarFor(pack, { schedule: 'six-day', budgetBody: true }).version).toBe(`${pack.packVersion}/six-day,budget`);
  });
});

describe('Kazakhstan', () => {
  test('the sentence of the law, in both languages', () => {
    expect(sentenceAt(packs.KZ, 'paper-copy.legal', 'kk', '2026-11-22')?.text).toContain('7 бабының 1 тармағына сәйкес қағаз тасығыштағы құжатпен бірдей');
    expect(sentenceAt(packs.KZ, 'paper-copy.legal', 'ru', '2026-11-22')?.text).toContain('равнозначен документу на бумажном носителе');
    expect(sentenceAt(packs.KZ, 'paper-copy.legal', 'ru', '2002-12-31')).toBeNull();
  });
  test('30 August ends with 2025, 15 March begins with 2027', () => {
    const { holidays } = calendarFor(packs.KZ);
    expect(YEARS.map((year) => [holidays.has(`${year}-08-30`), holidays.has(`${year}-03-15`)])).toEqual([[true, false], [false, false], [false, true]]);
  });
  test('moved days are those of art. 5; 7 January and Kurban-ait are not moved', () => {
    const { holidays, extraOff } = calendarFor(packs.KZ);
    const rest = [...holidays.keys()].filter((day) => day.endsWith('-01-07') || day === '2025-06-06' || day === '2026-05-27');
    const days = [...holidays.keys()].filter((day) => !rest.includes(day));
    expect([...extraOff.keys()].toSorted()).toEqual(movesByStatute(days, rest));
    expect([...extraOff.keys()]).toEqual(expect.arrayContaining(['2026-03-24', '2026-03-25']));
    const sixDay = calendarFor(packs.KZ, { schedule: 'six-day' }).extraOff;
    expect(sixDay.has('2026-03-24')).toBe(true);
    expect(sixDay.has('2026-03-25')).toBe(false);
  });
});

describe('Ukraine', () => {
  const peace = calendarFor(packs.UA, { martialLaw: false });
  test('Easter and Trinity by the Julian computus', () => {
    for (const year of YEARS) {
      expect(peace.holidays.has(orthodoxEaster(year))).toBe(true);
      expect(peace.holidays.has(plusDays(orthodoxEaster(year), 49))).toBe(true);
    }
  });
  test('8 May, not 9 May; 25 December, not 7 January', () => {
    expect(['05-08', '05-09', '12-25', '01-07', '01-02'].map((day) => peace.holidays.has(`2026-${day}`))).toEqual([true, false, true, false, false]);
  });
  test('moved and short days are those of art. 67 and 53', () => {
    const holidays = [...peace.holidays.keys()];
    expect([...peace.extraOff.keys()].toSorted()).toEqual(movesByStatute(holidays, []));
    const eves = [...holidays, '2028-01-01'].map((day) => plusDays(day, -1)).filter((day) => weekdayOf(day) < 6 && !holidays.includes(day) && !peace.extraOff.has(day) && day >= '2025-01-01');
    expect([...peace.shortDays.keys()].toSorted()).toEqual([...new Set(eves)].toSorted());
  });
});

describe('Kyrgyzstan', () => {
  test('[HRC-02] the consent to HR e-document flow has the words of Appendix 2, and only Kyrgyzstan has it', () => {
    const consent = formsOn(packs.KG, packs.KG.edition).find(({ id }) => id === 'hr-consent');
    expect(consent).toMatchObject({ languages: ['ru'], confidence: 'seen' });
    const words = JSON.stringify(consent?.parts);
    for (const said of [
      'Прошу включить меня в список работников КГТУ, участвующих в кадровом электронном документообороте.',
      'взаимодействие с работодателем посредством кадрового электронного документооборота в соответствии с Трудовым кодексом КР',
      'создание, использование и хранение работодателем кадровых электронных документов',
      'простой электронной подписи, усиленной квалифицированной и неквалифицированной подписи',
      'С Порядком организации кадрового электронного документооборота и использования кадровых электронных документов в КГТУ ознакомлен.',
      '(фамилия, имя, отчество работника)',
      '(наименование должности)',
      '(наименование структурного подразделения)',
      'учетный шифр подразделения',
    ]) expect(words).toContain(said);
    expect(words.split('(подпись работника, Ф.И.О., дата)')).toHaveLength(3);
    for (const other of [packs.UA, packs.KZ]) expect(formsOn(other, other.edition).some(({ id }) => id === 'hr-consent')).toBe(false);
  });
  const calendar = calendarFor(packs.KG);
  test('1–9 May are off, 23 February and 7 April are short working days, 7 November is an ordinary day', () => {
    for (let day = 1; day <= 9; day += 1) expect(calendar.holidays.has(`2026-05-0${day}`)).toBe(true);
    for (const day of ['2026-02-23', '2026-04-07']) expect([calendar.holidays.has(day), calendar.shortDays.get(day)?.minutes]).toEqual([false, 60]);
    expect(calendar.holidays.has('2026-11-07')).toBe(false);
  });
  test('8 and 9 January 2026 are off for budget bodies only', () => {
    expect(calendar.extraOff.has('2026-01-08')).toBe(false);
    expect(calendarFor(packs.KG, { budgetBody: true }).extraOff.has('2026-01-08')).toBe(true);
  });
  test('[X10] which dismissal is on paper alone is a matter of the country: its order in Kyrgyzstan, not the application in Ukraine', () => {
    const blockedBy = (country: 'UA' | 'KG', wanted: string) => kindsOf(packs[country]).find(({ kindId }) => kindId === wanted)?.blockedBy;
    expect(blockedBy('UA', 'application-dismissal')).toBeNull();
    expect(blockedBy('KG', 'order-dismissal')).toContain('KSTU 1.7');
  });
  test('kinds that may not be handled electronically are marked', () => {
    const refused = kindsOf(packs.KG).filter(({ blockedBy }) => blockedBy !== null).map(({ kindId }) => kindId);
    expect(refused.toSorted()).toEqual(['accident-report', 'labour-book', 'order-dismissal', 'safety-briefing']);
  });
  test('the 14 kinds of KSTU Appendix 1 with the signatures of employee and employer', () => {
    const kinds = kindsOf(packs.KG).filter(({ signatures }) => signatures !== null);
    expect(kinds).toHaveLength(14);
    for (const { kindId, signatures } of kinds) expect(signatures).toEqual({ employee: 'simple', employer: kindId.startsWith('hr-order-') ? 'qualified' : null });
  });
});

describe('kinds that the regulations name', () => {
  const namesOf = (country: 'UA' | 'KZ' | 'KG', language: 'uk' | 'ru') => kindsOf(packs[country]).map(({ names }) => names[language]);

  test('[REG-12] requests for information, exchange, courts and citizens’ appeals have kinds of their own in every country', () => {
    for (const country of ['UA', 'KZ', 'KG'] as const) {
      const kinds = kindsOf(packs[country]).map(({ kindId }) => kindId);
      expect(kinds).toEqual(expect.arrayContaining(['incoming-letter', 'outgoing-letter', 'information-request', 'citizen-appeal', 'court-document']));
    }
  });
  test('[REG-13] the ten kinds of KhAI 4.3', () => {
    expect(namesOf('UA', 'uk')).toEqual(
      expect.arrayContaining([
        'Вхідний лист', 'Вихідний лист',
        'Наказ з основної діяльності',
        'Подання щодо студентів', 'Наказ по студентах',
        'Наказ про відрядження за кордон',
        'Наказ про відрядження',
        'Розпорядження',
        'Розпорядження керівника структурного підрозділу',
        'Службова записка',
        'Обхідний лист здобувача освіти',
        'Обхідний лист працівника',
      ]),
    );
  });
  test('[REG-21] reports, appeals, orders and applications of KSTU 2.3', () => {
    expect(namesOf('KG', 'ru')).toEqual(expect.arrayContaining(['Докладная записка (рапорт)', 'Обращение гражданина', 'Приказ по основной деятельности', 'Заявление']));
    for (const kind of kindsOf(packs.KG)) if (kind.blockedBy === null) expect(mediumOn(kind, packs.KG.edition)).toBe('electronic-allowed');
  });
  test('[REG-23] the HR kinds of martial law are electronic in Ukraine, dismissal too', () => {
    const kinds = kindsOf(packs.UA, packs.UA.edition);
    for (const kindId of ['application-hiring', 'application-transfer', 'application-dismissal', 'application-leave', 'submission-duties', 'labour-contract', 'labour-contract-addendum', 'explanatory-note', 'report-to-head']) {
      const kind = kinds.find((candidate) => candidate.kindId === kindId);
      expect(kind === undefined ? kindId : mediumOn(kind, packs.UA.edition)).toBe('electronic-allowed');
    }
  });
});
