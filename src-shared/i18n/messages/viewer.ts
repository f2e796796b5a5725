import { defineMessages } from './define.ts';

/** The document viewer. */
export const viewer = defineMessages({
  'viewer.title': { kk: 'Құжатты қарау', uk: 'Перегляд документа', ky: 'Документти көрүү', ru: 'Просмотр документа', en: 'Document viewer' },
  'viewer.files': { kk: 'Құжат файлдары', uk: 'Файли документа', ky: 'Документтин файлдары', ru: 'Файлы документа', en: 'Files of the document' },
  'viewer.page': { kk: '{page} / {pages}', uk: '{page} / {pages}', ky: '{page} / {pages}', ru: '{page} / {pages}', en: '{page} / {pages}' },
  'viewer.pageLabel': { kk: '{page}-бет', uk: 'Сторінка {page}', ky: '{page}-бет', ru: 'Страница {page}', en: 'Page {page}' },
  'viewer.previousPage': { kk: 'Алдыңғы бет', uk: 'Попередня сторінка', ky: 'Мурунку бет', ru: 'Предыдущая страница', en: 'Previous page' },
  'viewer.nextPage': { kk: 'Келесі бет', uk: 'Наступна сторінка', ky: 'Кийинки бет', ru: 'Следующая страница', en: 'Next page' },
  'viewer.zoomIn': { kk: 'Үлкейту', uk: 'Збільшити', ky: 'Чоңойтуу', ru: 'Увеличить', en: 'Zoom in' },
  'viewer.zoomOut': { kk: 'Кішірейту', uk: 'Зменшити', ky: 'Кичирейтүү', ru: 'Уменьшить', en: 'Zoom out' },
  'viewer.fitWidth': { kk: 'Ені бойынша', uk: 'За шириною', ky: 'Туурасы боюнча', ru: 'По ширине', en: 'Fit the width' },
  'viewer.rotate': { kk: 'Бұру', uk: 'Повернути', ky: 'Буруу', ru: 'Повернуть', en: 'Rotate' },
  'viewer.nothing': { kk: 'Көрсететін файл жоқ', uk: 'Немає файлу для перегляду', ky: 'Көрсөтө турган файл жок', ru: 'Нет файла для просмотра', en: 'No file to show' },
  'viewer.notShown': { kk: 'Бұл файл түрі мұнда көрсетілмейді. Файл сақталған; оны көшіріп алып, өз бағдарламасында ашуға болады.', uk: 'Цей тип файлу тут не показується. Файл збережено; його можна зберегти собі й відкрити у своїй програмі.', ky: 'Бул файлдын түрү бул жерде көрсөтүлбөйт. Файл сакталган; аны көчүрүп алып, өз программасында ачса болот.', ru: 'Этот вид файла здесь не показывается. Файл сохранён; его можно выгрузить и открыть в своей программе.', en: 'This kind of file is not shown here. It is kept; save it and open it in its own program.' },
  'viewer.unreadable': { kk: 'Файл бүлінген болуы мүмкін, көрсетілмеді. Түпнұсқа өзгеріссіз сақталған.', uk: 'Файл, можливо, пошкоджено, показати його не вдалося. Оригінал збережено без змін.', ky: 'Файл бузулган болушу мүмкүн, көрсөтүлгөн жок. Түп нуска өзгөрүүсүз сакталган.', ru: 'Файл, возможно, повреждён, показать его не удалось. Подлинник сохранён без изменений.', en: 'The file may be damaged and could not be shown. The original is kept unchanged.' },
  'viewer.password': { kk: 'PDF құпиясөзбен қорғалған. Файл сақталған; құпиясөзді жіберушіден сұраңыз.', uk: 'PDF захищено паролем. Файл збережено; попросіть пароль у відправника.', ky: 'PDF сырсөз менен корголгон. Файл сакталган; сырсөздү жөнөтүүчүдөн сураныңыз.', ru: 'PDF защищён паролем. Файл сохранён; попросите пароль у отправителя.', en: 'The PDF is protected by a password. The file is kept; ask the sender for the password.' },
  'viewer.cut': { kk: 'Мәтіннің басы ғана көрсетілді ({shown}).', uk: 'Показано лише початок тексту ({shown}).', ky: 'Тексттин башы гана көрсөтүлдү ({shown}).', ru: 'Показано только начало текста ({shown}).', en: 'Only the beginning is shown ({shown}).' },
  'viewer.image': { kk: 'Сурет: {file}', uk: 'Зображення: {file}', ky: 'Сүрөт: {file}', ru: 'Изображение: {file}', en: 'Image: {file}' },
  'viewer.fingerprint': { kk: 'SHA-256', uk: 'SHA-256', ky: 'SHA-256', ru: 'SHA-256', en: 'SHA-256' },
});
