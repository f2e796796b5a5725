import { defineMessages } from './define.ts';

/** Titles of running jobs. */
export const job = defineMessages({
  'job.label': { kk: 'Жапсырма жасау', uk: 'Створення етикетки', ky: 'Энбелги жасоо', ru: 'Создание этикетки', en: 'Making the label' },
  'job.fetchFile': { kk: 'Файлды орталық серверден алу', uk: 'Отримання файлу з центрального сервера', ky: 'Файлды борбордук серверден алуу', ru: 'Получение файла с центрального сервера', en: 'Fetching the file from the central server' },
  'job.writeStick': { kk: 'Флешкаға жазу', uk: 'Запис на флешку', ky: 'Флешкага жазуу', ru: 'Запись на флешку', en: 'Writing to the stick' },
  'job.readStick': { kk: 'Флешкадан оқу', uk: 'Читання з флешки', ky: 'Флешкадан окуу', ru: 'Чтение с флешки', en: 'Reading from the stick' },
  'job.verify': { kk: 'Қолтаңбаны тексеру', uk: 'Перевірка підпису', ky: 'Колтамганы текшерүү', ru: 'Проверка подписи', en: 'Checking signatures' },
  'job.markPreview': { kk: 'Белгілердің орны ізделуде', uk: 'Пошук місця для відміток', ky: 'Белгилердин орду изделүүдө', ru: 'Поиск места для отметок', en: 'Finding places for the marks' },
  'job.stampedCopy': { kk: 'Мөртабаны бар көшірме жасау', uk: 'Копія зі штампом', ky: 'Штампы бар көчүрмө жасоо', ru: 'Копия со штампом', en: 'Making a stamped copy' },
  'job.cardPrint': { kk: 'Карточканы басып шығаруға дайындау', uk: 'Картка для друку', ky: 'Карточканы басууга даярдоо', ru: 'Карточка для печати', en: 'Making a card for print' },
  'job.certifiedCopy': { kk: 'Куәландырылған көшірме жасау', uk: 'Засвідчена копія', ky: 'Күбөлөндүрүлгөн көчүрмө жасоо', ru: 'Заверенная копия', en: 'Making a certified copy' },
  'job.paperCopy': { kk: 'Қағаз көшірме жасау', uk: 'Паперова копія', ky: 'Кагаз көчүрмө жасоо', ru: 'Копия на бумаге', en: 'Making a paper copy' },
  'job.readTable': { kk: 'Кестені оқу', uk: 'Читання таблиці', ky: 'Таблицаны окуу', ru: 'Чтение таблицы', en: 'Reading a table' },
  'job.printTable': { kk: 'Басып шығару нысанын жасау', uk: 'Друкована форма', ky: 'Басып чыгаруу формасын жасоо', ru: 'Печатная форма', en: 'Printed form' },
  'job.protocol': { kk: 'Қолтаңбаны тексеру хаттамасын жасау', uk: 'Протокол перевірки підпису', ky: 'Колтамганы текшерүү протоколун жасоо', ru: 'Протокол проверки подписи', en: 'Making the signature validation protocol' },
  'job.exportCards': { kk: 'Карточкаларды кестеге шығару', uk: 'Вивантаження карток у таблицю', ky: 'Карточкаларды таблицага чыгаруу', ru: 'Выгрузка карточек в таблицу', en: 'Exporting cards to a table' },
  'job.makePackage': { kk: 'Тапсыру пакетін жасау', uk: 'Формування пакета для передавання', ky: 'Өткөрүү пакетин түзүү', ru: 'Формирование пакета для передачи', en: 'Making a transfer package' },
  'job.inspectPackage': { kk: 'Пакетті тексеру', uk: 'Перевірка пакета', ky: 'Пакетти текшерүү', ru: 'Проверка пакета', en: 'Inspecting a package' },
  'job.takeFromPackage': { kk: 'Пакеттен құжаттарды алу', uk: 'Перенесення документів із пакета', ky: 'Пакеттен документтерди алуу', ru: 'Перенос документов из пакета', en: 'Taking documents over from a package' },
  'job.hash': { kk: 'Файлды сақтау', uk: 'Збереження файлу', ky: 'Файлды сактоо', ru: 'Сохранение файла', en: 'Storing a file' },
  'job.extract': { kk: 'Іздеу үшін мәтін алу', uk: 'Вилучення тексту для пошуку', ky: 'Издөө үчүн текст алуу', ru: 'Извлечение текста для поиска', en: 'Reading text for search' },
  'job.check': { kk: 'Тұтастықты тексеру', uk: 'Перевірка цілісності', ky: 'Бүтүндүктү текшерүү', ru: 'Проверка целостности', en: 'Checking integrity' },
  'job.other': { kk: 'Фондағы жұмыс', uk: 'Фонова робота', ky: 'Фондогу иш', ru: 'Фоновая работа', en: 'Work in the background' },
});
