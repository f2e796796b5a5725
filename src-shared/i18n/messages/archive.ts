import { defineMessages } from './define.ts';

/** The archive room: its parts, in few letters, since all of them stand in one line. Each part has its own words beside. */
export const archive = defineMessages({
  'archive.section.terms': { kk: 'Мерзімдер', uk: 'Строки', ky: 'Мөөнөттөр', ru: 'Сроки', en: 'Retention periods' },
  'archive.section.holds': { kk: 'Тыйымдар', uk: 'Заборони', ky: 'Тыюулар', ru: 'Запреты', en: 'Holds' },
  'archive.section.inventories': { kk: 'Тізімдемелер', uk: 'Описи', ky: 'Тизмектер', ru: 'Описи', en: 'Inventories' },
  'archive.section.destruction': { kk: 'Жою', uk: 'Знищення', ky: 'Жок кылуу', ru: 'Уничтожение', en: 'Destruction' },
  'archive.section.packages': { kk: 'Тапсыру', uk: 'Передавання', ky: 'Өткөрүү', ru: 'Передача', en: 'Transfer to an archive' },
  'archive.section.integrity': { kk: 'Бүтіндік', uk: 'Цілісність', ky: 'Бүтүндүк', ru: 'Целостность', en: 'Integrity of files' },
});
