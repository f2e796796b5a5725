import { defineMessages } from './define.ts';

/** Choosing where the stamp and the signature blocks of a copy stand. */
export const markPlaces = defineMessages({
  'markPlaces.choose': { kk: 'Белгілердің орнын таңдау…', uk: 'Вибрати місце відміток…', ky: 'Белгилердин ордун тандоо…', ru: 'Выбрать место отметок…', en: 'Choose where the marks go…' },
  'markPlaces.title': { kk: 'Көшірмедегі белгілердің орны', uk: 'Місце відміток на копії', ky: 'Көчүрмөдөгү белгилердин орду', ru: 'Место отметок на копии', en: 'Where the marks of the copy go' },
  'markPlaces.searching': { kk: 'Бос орын ізделуде…', uk: 'Пошук вільного місця…', ky: 'Бош орун изделүүдө…', ru: 'Поиск свободного места…', en: 'Looking for free space…' },
  'markPlaces.none': { kk: 'Бұл көшірмеде орны таңдалатын белгі жоқ.', uk: 'На цій копії немає відміток, місце яких можна вибрати.', ky: 'Бул көчүрмөдө орду тандалуучу белги жок.', ru: 'На этой копии нет отметок, место которых можно выбрать.', en: 'This copy has no marks whose place could be chosen.' },
  'markPlaces.pages': { kk: 'Беттер', uk: 'Сторінки', ky: 'Беттер', ru: 'Страницы', en: 'Pages' },
  'markPlaces.stamp': { kk: 'Тіркеу мөртабаны', uk: 'Реєстраційний штамп', ky: 'Каттоо штампы', ru: 'Регистрационный штамп', en: 'Registration stamp' },
  'markPlaces.blocks': { kk: 'Қолтаңба туралы белгілер', uk: 'Відмітки про підписи', ky: 'Колтамга жөнүндө белгилер', ru: 'Отметки о подписях', en: 'Signature marks' },
  'markPlaces.keys': { kk: 'Белгіні тінтуірмен сүйреңіз немесе көрсеткі пернелерімен жылжытыңыз: 1 мм, Shift басулы болса 10 мм.', uk: 'Перетягніть відмітку мишею або рухайте стрілками: на 1 мм, із Shift — на 10 мм.', ky: 'Белгини чычкан менен сүйрөңүз же жебе баскычтары менен жылдырыңыз: 1 мм, Shift басылса 10 мм.', ru: 'Перетащите отметку мышью или двигайте стрелками: на 1 мм, с Shift — на 10 мм.', en: 'Drag a mark with the mouse, or move it with the arrow keys: 1 mm, with Shift 10 mm.' },
  'markPlaces.at': { kk: '{page}-бет; сол жақтан {left} мм, үстінен {top} мм', uk: 'сторінка {page}; {left} мм зліва, {top} мм зверху', ky: '{page}-бет; солдон {left} мм, үстүнөн {top} мм', ru: 'страница {page}; {left} мм слева, {top} мм сверху', en: 'page {page}; {left} mm from the left, {top} mm from the top' },
  'markPlaces.onPage': { kk: '{page}-бет', uk: 'сторінка {page}', ky: '{page}-бет', ru: 'страница {page}', en: 'page {page}' },
  'markPlaces.onSheet': { kk: 'құжаттан кейінгі бөлек параққа', uk: 'на окремому аркуші після документа', ky: 'документтен кийинки өзүнчө баракта', ru: 'на отдельном листе после документа', en: 'on a sheet of its own after the document' },
  'markPlaces.here': { kk: '{page}-бетке қою', uk: 'Поставити на сторінку {page}', ky: '{page}-бетке коюу', ru: 'Поставить на страницу {page}', en: 'Put on page {page}' },
  'markPlaces.show': { kk: '{page}-бетті көрсету', uk: 'Показати сторінку {page}', ky: '{page}-бетти көрсөтүү', ru: 'Показать страницу {page}', en: 'Show page {page}' },
  'markPlaces.toSheet': { kk: 'Бөлек параққа', uk: 'На окремий аркуш', ky: 'Өзүнчө баракка', ru: 'На отдельный лист', en: 'Onto a sheet of its own' },
  'markPlaces.covers': { kk: 'Белгі беттегі мәтінді немесе суретті жауып тұр. Бос орынға жылжытыңыз.', uk: 'Відмітка закриває текст або зображення на сторінці. Перемістіть її на вільне місце.', ky: 'Белги беттеги текстти же сүрөттү жаап турат. Бош жерге жылдырыңыз.', ru: 'Отметка закрывает текст или изображение на странице. Переместите её на свободное место.', en: 'The mark covers text or a picture of the page. Move it to a free place.' },
  'markPlaces.overlap': { kk: 'Белгілер бірінің үстінде бірі тұр. Біреуін жылжытыңыз.', uk: 'Відмітки лежать одна на одній. Перемістіть одну з них.', ky: 'Белгилер биринин үстүндө бири турат. Бирин жылдырыңыз.', ru: 'Отметки лежат одна на другой. Переместите одну из них.', en: 'The marks stand over each other. Move one of them.' },
  'markPlaces.suggested': { kk: 'Ұсынылған орындарға қайтару', uk: 'Повернути на запропоновані місця', ky: 'Сунушталган орундарга кайтаруу', ru: 'Вернуть на предложенные места', en: 'Back to the suggested places' },
  'markPlaces.make': { kk: 'Көшірме жасау', uk: 'Створити копію', ky: 'Көчүрмө жасоо', ru: 'Сделать копию', en: 'Make the copy' },
});
