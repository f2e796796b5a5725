import { defineMessages } from './define.ts';

/** Paper duplicates of electronic documents. */
export const paperDuplicates = defineMessages({
  'paperDuplicate.title': { kk: 'Қағаздағы телнұсқа', uk: 'Паперовий дублікат', ky: 'Кагаздагы дубликат', ru: 'Бумажный дубликат', en: 'Paper duplicate' },
  'paperDuplicate.none': { kk: 'Телнұсқа жазылмаған.', uk: 'Дубліката не записано.', ky: 'Дубликат жазылган эмес.', ru: 'Дубликат не записан.', en: 'No duplicate is recorded.' },
  'paperDuplicate.lies': { kk: 'Орны: {place}', uk: 'Місце: {place}', ky: 'Орду: {place}', ru: 'Место: {place}', en: 'Place: {place}' },
  'paperDuplicate.made': { kk: '{day} жасалды', uk: 'виготовлено {day}', ky: '{day} жасалды', ru: 'изготовлен {day}', en: 'made on {day}' },
  'paperDuplicate.sheetCount': { kk: '{count} парақ', uk: '{count} арк.', ky: '{count} барак', ru: '{count} л.', en: 'sheets: {count}' },
  'paperDuplicate.record': { kk: 'Телнұсқаның орнын жазу…', uk: 'Записати місце дубліката…', ky: 'Дубликаттын ордун жазуу…', ru: 'Записать место дубликата…', en: 'Record its place…' },
  'paperDuplicate.move': { kk: 'Орнын өзгерту…', uk: 'Змінити місце…', ky: 'Ордун өзгөртүү…', ru: 'Изменить место…', en: 'Change the place…' },
  'paperDuplicate.place': { kk: 'Телнұсқаның орны', uk: 'Місце дубліката', ky: 'Дубликаттын орду', ru: 'Место дубликата', en: 'Place of the duplicate' },
  'paperDuplicate.placeHint': { kk: 'Бөлме, сөре, папка', uk: 'Кімната, полиця, папка', ky: 'Бөлмө, текче, папка', ru: 'Комната, полка, папка', en: 'Room, shelf, folder' },
  'paperDuplicate.madeOn': { kk: 'Жасалған күні', uk: 'Дата виготовлення', ky: 'Жасалган күнү', ru: 'Дата изготовления', en: 'Made on' },
  'paperDuplicate.sheets': { kk: 'Парақ саны', uk: 'Кількість аркушів', ky: 'Барак саны', ru: 'Количество листов', en: 'Sheets' },
  'operation.duplicate.recorded': { kk: 'Қағаздағы телнұсқаның орны жазылды', uk: 'Записано місце паперового дубліката', ky: 'Кагаздагы дубликаттын орду жазылды', ru: 'Записано место бумажного дубликата', en: 'Place of the paper duplicate recorded' },
  'error.duplicateOfPaper': {
    kk: '{index} нөмірлі құжаттың түпнұсқасы — қағаз, оған телнұсқа керек емес. Ештеңе жазылмады.',
    uk: 'Оригінал документа {index} — паперовий, дублікат йому не потрібен. Нічого не записано.',
    ky: '{index} номерлүү документтин түп нускасы — кагаз, ага дубликат керек эмес. Эч нерсе жазылган жок.',
    ru: 'Подлинник документа {index} — бумажный, дубликат ему не нужен. Ничего не записано.',
    en: 'The original of {index} is a paper and needs no duplicate. Nothing was written.',
  },
});
