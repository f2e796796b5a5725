import { defineMessages } from './define.ts';

/** The search room. */
export const search = defineMessages({
  'search.title': { kk: 'Іздеу', uk: 'Пошук', ky: 'Издөө', ru: 'Поиск', en: 'Search' },
  'search.begin': { kk: 'Не іздейміз?', uk: 'Що шукаємо?', ky: 'Эмне издейбиз?', ru: 'Что ищем?', en: 'What are you looking for?' },
  'search.beginHint': { kk: 'Нөмірдің бөлігі, корреспондент, мазмұн немесе құжаттағы сөз. Enter ашады.', uk: 'Частина номера, кореспондент, зміст або слово з документа. Enter відкриває.', ky: 'Номердин бөлүгү, корреспондент, мазмун же документтеги сөз. Enter ачат.', ru: 'Часть номера, корреспондент, содержание или слово из документа. Enter открывает.', en: 'A part of the number, a correspondent, the subject or a word of the document. Enter opens.' },
  'search.found': { kk: 'Табылды: {count}', uk: 'Знайдено: {count}', ky: 'Табылды: {count}', ru: 'Найдено: {count}', en: 'Found: {count}' },
  'search.results': { kk: 'Іздеу нәтижелері', uk: 'Результати пошуку', ky: 'Издөөнүн жыйынтыгы', ru: 'Результаты поиска', en: 'Search results' },
});
