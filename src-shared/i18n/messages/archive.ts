import { defineMessages } from './define.ts';

/** The archive room: its parts. Each part has its own words beside. */
export const archive = defineMessages({
  'archive.section.terms': { kk: 'Сақтау мерзімдері', uk: 'Строки зберігання', ky: 'Сактоо мөөнөттөрү', ru: 'Сроки хранения', en: 'Retention periods' },
  'archive.section.holds': { kk: 'Жоюға тыйымдар', uk: 'Заборони на знищення', ky: 'Жок кылууга тыюулар', ru: 'Запреты на уничтожение', en: 'Holds' },
  'archive.section.inventories': { kk: 'Істер тізімдемелері', uk: 'Описи справ', ky: 'Иштердин тизмектери', ru: 'Описи дел', en: 'Inventories' },
  'archive.section.destruction': { kk: 'Жою', uk: 'Знищення', ky: 'Жок кылуу', ru: 'Уничтожение', en: 'Destruction' },
  'archive.section.packages': { kk: 'Мұрағатқа тапсыру', uk: 'Передавання до архіву', ky: 'Архивге өткөрүү', ru: 'Передача в архив', en: 'Transfer to an archive' },
  'archive.section.integrity': { kk: 'Файлдардың бүтіндігі', uk: 'Цілісність файлів', ky: 'Файлдардын бүтүндүгү', ru: 'Целостность файлов', en: 'Integrity of files' },
});
