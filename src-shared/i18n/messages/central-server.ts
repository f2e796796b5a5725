import { defineMessages } from './define.ts';

const USAGE = `chancery server [--data DIR] [--store postgres://…] [--blobs DIR | s3://…] [--listen HOST:PORT] [--cert FILE --key FILE]
chancery server org create NAME | org list
chancery server invite [ORG] [--code X] [--address https://HOST:PORT]
chancery server desks | journals | conflicts [--org ORG] [--json]
chancery server revoke DESK | grant DESK STREAM | withdraw DESK STREAM
chancery server gap-act JOURNAL YEAR [--org ORG] [--json]
chancery server storage [--org ORG] [--json]
chancery server bundle IN OUT
chancery server recovery begin | state | finish [--anyway] [--org ORG]`;

/** Words of the central server's command line. */
export const centralServer = defineMessages({
  'server.help': { kk: `Пайдалану:\n${USAGE}`, uk: `Використання:\n${USAGE}`, ky: `Колдонуу:\n${USAGE}`, ru: `Использование:\n${USAGE}`, en: `Usage:\n${USAGE}` },
  'server.listening': { kk: 'Орталық сервер {address} мекенжайында жұмыс істейді.', uk: 'Центральний сервер працює за адресою {address}.', ky: 'Борбордук сервер {address} дарегинде иштейт.', ru: 'Центральный сервер работает по адресу {address}.', en: 'The central server answers at {address}.' },
  'server.fingerprint': { kk: 'Сертификатының SHA-256 ізі: {fingerprint}', uk: 'Відбиток SHA-256 його сертифіката: {fingerprint}', ky: 'Сертификатынын SHA-256 изи: {fingerprint}', ru: 'Отпечаток SHA-256 его сертификата: {fingerprint}', en: 'SHA-256 fingerprint of its certificate: {fingerprint}' },
  'server.stopping': { kk: 'Тоқтатылуда: қабылданғандар аяқталады …', uk: 'Зупинка: прийняте буде завершено …', ky: 'Токтотулууда: кабыл алынгандар бүткөрүлөт …', ru: 'Остановка: принятое будет завершено …', en: 'Stopping: what was taken in is finished …' },
  'server.organisationMade': { kk: 'Ұйым құрылды: {organisation}', uk: 'Установу створено: {organisation}', ky: 'Уюм түзүлдү: {organisation}', ru: 'Организация создана: {organisation}', en: 'The organisation was made: {organisation}' },
  'server.code': { kk: 'Бір жұмыс орнына арналған бір реттік код, 48 сағат жарамды, қайта көрсетілмейді:', uk: 'Одноразовий код для одного робочого місця, діє 48 годин, більше не показується:', ky: 'Бир жумуш ордуна бир жолку код, 48 саат жарактуу, кайра көрсөтүлбөйт:', ru: 'Одноразовый код для одного рабочего места, действует 48 часов, больше не показывается:', en: 'One-time code for one desk, good for 48 hours, not shown again:' },
  'server.invitation': { kk: 'Бір жұмыс орнына арналған шақыру, 48 сағат жарамды, қайта көрсетілмейді. Жолды толық беріңіз:', uk: 'Запрошення для одного робочого місця, діє 48 годин, повторно не показується. Передайте рядок повністю:', ky: 'Бир жумуш ордуна чакыруу, 48 саат жарактуу, кайра көрсөтүлбөйт. Сапты толук бериңиз:', ru: 'Приглашение для одного рабочего места, действует 48 часов, повторно не показывается. Передайте строку целиком:', en: 'Invitation of one desk, good for 48 hours, shown once. Pass the line on as a whole:' },
  'server.noCertificate': { kk: 'Сервердің сертификаты әлі жоқ: алдымен серверді бір рет іске қосыңыз немесе --cert көрсетіңіз.', uk: 'Сертифіката сервера ще немає: спершу один раз запустіть сервер або вкажіть --cert.', ky: 'Сервердин сертификаты али жок: адегенде серверди бир жолу иштетиңиз же --cert көрсөтүңүз.', ru: 'Сертификата сервера ещё нет: сначала один раз запустите сервер или укажите --cert.', en: 'The server has no certificate yet: start it once first, or name one by --cert.' },
  'server.bundleAnswered': { kk: 'Пакет қабылданды. Жауабын жұмыс орнына апарыңыз: {file}', uk: 'Пакет прийнято. Віднесіть відповідь на робоче місце: {file}', ky: 'Пакет кабыл алынды. Жообун жумуш ордуна алып барыңыз: {file}', ru: 'Пакет принят. Отнесите ответ на рабочее место: {file}', en: 'The bundle was taken. Carry the answer to the desk: {file}' },
  'server.bundleFilesCame': { kk: 'Бірге келген файлдар: {files}, серверде сақталғаны: {held}. Қалғандарын жұмыс орны келесі жолы қайта жібереді.', uk: 'Файлів прийшло: {files}, з них зберігаються на сервері: {held}. Решту робоче місце надішле наступного разу.', ky: 'Кошо келген файлдар: {files}, серверде сакталганы: {held}. Калгандарын жумуш орду кийинки жолу кайра жөнөтөт.', ru: 'Файлов пришло: {files}, из них хранятся на сервере: {held}. Остальные рабочее место пришлёт в следующий раз.', en: 'Files that came: {files}, of which the server holds: {held}. The desk sends the others again next time.' },
  'server.bundleFilesGiven': { kk: 'Жауаппен бірге жіберілетін файлдар: {files}', uk: 'Файлів іде з відповіддю: {files}', ky: 'Жооп менен кошо жөнөтүлгөн файлдар: {files}', ru: 'Файлов идёт с ответом: {files}', en: 'Files that go with the answer: {files}' },
  'server.bundleDiskFull': { kk: 'Дискіде орын жетпеді: {detail}. Қабылданғанның бәрі сақталды, жауап жазылмады. Орын босатып, пәрменді қайта орындаңыз.', uk: 'На диску забракло місця: {detail}. Усе прийняте збережено, відповідь не записано. Звільніть місце й повторіть команду.', ky: 'Дискте орун жетпей калды: {detail}. Кабыл алынгандын баары сакталды, жооп жазылган жок. Орун бошотуп, буйрукту кайталаңыз.', ru: 'На диске не хватило места: {detail}. Всё принятое сохранено, ответ не записан. Освободите место и повторите команду.', en: 'The disk is full: {detail}. All that was taken is kept, no answer was written. Make room and run the command again.' },
  'server.noOrganisation': { kk: '«{organisation}» деген ұйым жоқ.', uk: 'Немає установи «{organisation}».', ky: '«{organisation}» деген уюм жок.', ru: 'Нет организации «{organisation}».', en: 'There is no organisation “{organisation}”.' },
  'server.whichOrganisation': { kk: 'Ұйымды көрсетіңіз: {organisations}', uk: 'Вкажіть установу: {organisations}', ky: 'Уюмду көрсөтүңүз: {organisations}', ru: 'Укажите организацию: {organisations}', en: 'Name the organisation: {organisations}' },
  'server.refused': { kk: 'Орындалмады: {detail}. Ештеңе өзгермеді.', uk: 'Не виконано: {detail}. Нічого не змінено.', ky: 'Аткарылган жок: {detail}. Эч нерсе өзгөргөн жок.', ru: 'Не выполнено: {detail}. Ничего не изменено.', en: 'It was not done: {detail}. Nothing was changed.' },
  'server.notOpened': { kk: 'Сервер іске қосылмады: {detail}', uk: 'Сервер не запущено: {detail}', ky: 'Сервер иштетилген жок: {detail}', ru: 'Сервер не запущен: {detail}', en: 'The server did not start: {detail}' },
  'server.revoked': { kk: '{desk} жұмыс орны ажыратылды.', uk: 'Робоче місце {desk} відключено.', ky: '{desk} жумуш орду ажыратылды.', ru: 'Рабочее место {desk} отключено.', en: 'The desk {desk} was cut off.' },
  'server.streams': { kk: '{desk} жұмыс орнының ағындары өзгертілді.', uk: 'Потоки робочого місця {desk} змінено.', ky: '{desk} жумуш ордунун агымдары өзгөртүлдү.', ru: 'Потоки рабочего места {desk} изменены.', en: 'The streams of the desk {desk} were changed.' },
  'server.deskLine': {
    kk: '{code} · {desk} · {state} · сақталған {held} · артта {behind} · соңғы рет {seen} · {streams}',
    uk: '{code} · {desk} · {state} · прийнято {held} · відстає на {behind} · востаннє {seen} · {streams}',
    ky: '{code} · {desk} · {state} · сакталган {held} · артта {behind} · акыркы жолу {seen} · {streams}',
    ru: '{code} · {desk} · {state} · принято {held} · отстаёт на {behind} · последний раз {seen} · {streams}',
    en: '{code} · {desk} · {state} · held {held} · behind by {behind} · last seen {seen} · {streams}',
  },
  'server.state.active': { kk: 'жұмыс істейді', uk: 'працює', ky: 'иштейт', ru: 'работает', en: 'active' },
  'server.state.fenced': { kk: 'бұғатталған', uk: 'заблоковано', ky: 'бөгөттөлгөн', ru: 'заблокировано', en: 'fenced' },
  'server.state.revoked': { kk: 'ажыратылған', uk: 'відключено', ky: 'ажыратылган', ru: 'отключено', en: 'revoked' },
  'server.journalLine': {
    kk: '{journal} · {year} · келесі {next} · пайдаланылған {used} · бөлінген {leased} · бос қалған {void}',
    uk: '{journal} · {year} · наступний {next} · використано {used} · видано наперед {leased} · анульовано {void}',
    ky: '{journal} · {year} · кийинки {next} · колдонулган {used} · бөлүнгөн {leased} · жокко чыгарылган {void}',
    ru: '{journal} · {year} · следующий {next} · использовано {used} · выдано вперёд {leased} · аннулировано {void}',
    en: '{journal} · {year} · next {next} · used {used} · leased {leased} · void {void}',
  },
  'server.numberConflict.used': { kk: '{number} нөмірі ({journal}, {year}) тағы бір құжатқа берілген: {document}, әрпі «{suffix}»', uk: 'Номер {number} ({journal}, {year}) має ще один документ: {document}, літера «{suffix}»', ky: '{number} номери ({journal}, {year}) дагы бир документке берилген: {document}, тамгасы «{suffix}»', ru: 'Номер {number} ({journal}, {year}) есть ещё у одного документа: {document}, буква «{suffix}»', en: 'Number {number} ({journal}, {year}) is borne by one more document: {document}, letter “{suffix}”' },
  'server.numberConflict.farNumber': { kk: '{number} нөмірі ({journal}, {year}) санауыштан тым алыс: {document}', uk: 'Номер {number} ({journal}, {year}) надто далеко від лічильника: {document}', ky: '{number} номери ({journal}, {year}) эсептегичтен өтө алыс: {document}', ru: 'Номер {number} ({journal}, {year}) слишком далеко от счётчика: {document}', en: 'Number {number} ({journal}, {year}) is too far above the counter: {document}' },
  'server.numberConflict.unreadable': { kk: '{operation} тіркеуінің нөмірі оқылмады', uk: 'Номер реєстрації {operation} не прочитано', ky: '{operation} каттоосунун номери окулган жок', ru: 'Номер регистрации {operation} не прочитан', en: 'The number of the registration {operation} could not be read' },
  'server.fieldConflict': { kk: '{entity}: «{field}» өрісін {other} және {operation} қатар өзгерткен', uk: '{entity}: поле «{field}» змінили одночасно {other} і {operation}', ky: '{entity}: «{field}» талаасын {other} жана {operation} катар өзгөрткөн', ru: '{entity}: поле «{field}» изменили одновременно {other} и {operation}', en: '{entity}: the field “{field}” was changed by {other} and by {operation} at the same time' },
  'server.gap.leased': { kk: '{numbers}: {desk} жұмыс орнына {until} дейін бөлінген', uk: '{numbers}: видано наперед робочому місцю {desk} до {until}', ky: '{numbers}: {desk} жумуш ордуна {until} чейин бөлүнгөн', ru: '{numbers}: выдано вперёд рабочему месту {desk} до {until}', en: '{numbers}: leased to the desk {desk} until {until}' },
  'server.gap.released': { kk: '{numbers}: {desk} жұмыс орны қайтарған, {at}, акт {act}', uk: '{numbers}: повернуто робочим місцем {desk}, {at}, акт {act}', ky: '{numbers}: {desk} жумуш орду кайтарган, {at}, акт {act}', ru: '{numbers}: возвращено рабочим местом {desk}, {at}, акт {act}', en: '{numbers}: given back by the desk {desk}, {at}, act {act}' },
  'server.gap.expired': { kk: '{numbers}: {desk} жұмыс орнына бөлінген мерзімі өткен, {at}, акт {act}', uk: '{numbers}: строк видачі робочому місцю {desk} минув, {at}, акт {act}', ky: '{numbers}: {desk} жумуш ордуна бөлүнгөн мөөнөтү өткөн, {at}, акт {act}', ru: '{numbers}: срок выдачи рабочему месту {desk} истёк, {at}, акт {act}', en: '{numbers}: the lease of the desk {desk} expired, {at}, act {act}' },
  'server.gap.renewed': { kk: '{numbers}: {desk} жұмыс орны жаңартылған, {at}, акт {act}', uk: '{numbers}: робоче місце {desk} поновлено, {at}, акт {act}', ky: '{numbers}: {desk} жумуш орду жаңыртылган, {at}, акт {act}', ru: '{numbers}: рабочее место {desk} обновлено, {at}, акт {act}', en: '{numbers}: the desk {desk} took a new identity, {at}, act {act}' },
  'server.gap.skipped': { kk: '{numbers}: одан үлкен нөмір бұрын тіркелген (операция {act})', uk: '{numbers}: раніше зареєстровано більший номер (операція {act})', ky: '{numbers}: андан чоң номер мурда катталган (операция {act})', ru: '{numbers}: раньше зарегистрирован больший номер (операция {act})', en: '{numbers}: a higher number was registered first (operation {act})' },
  'server.storage': {
    kk: 'Файлдар: сақталғаны {held} ({bytes} байт) · әлі келмегені {missing} · осы түйінде аяқталмаған жүктеу {unfinished}',
    uk: 'Файли: збережено {held} ({bytes} байт) · ще не надійшло {missing} · незавершених передавань на цьому вузлі {unfinished}',
    ky: 'Файлдар: сакталганы {held} ({bytes} байт) · али келе электери {missing} · бул түйүндө бүтө элек жүктөөлөр {unfinished}',
    ru: 'Файлы: сохранено {held} ({bytes} байт) · ещё не поступило {missing} · незавершённых передач на этом узле {unfinished}',
    en: 'Files: held {held} ({bytes} bytes) · not come yet {missing} · unfinished uploads at this node {unfinished}',
  },
  'server.missingFile': {
    kk: 'Жоқ: {file} · {size} байт · {since} бастап аталған · жұмыс орындары {desks}',
    uk: 'Немає: {file} · {size} байт · названо {since} · робочі місця {desks}',
    ky: 'Жок: {file} · {size} байт · {since} аталган · жумуш орундары {desks}',
    ru: 'Нет: {file} · {size} байт · назван {since} · рабочие места {desks}',
    en: 'Missing: {file} · {size} bytes · named {since} · desks {desks}',
  },
  'server.missingMore': { kk: '… және тағы {count}', uk: '… і ще {count}', ky: '… жана дагы {count}', ru: '… и ещё {count}', en: '… and {count} more' },
  'server.recovery.begun': {
    kk: 'Қалпына келтіру басталды: жұмыс орындары келесі алмасуда серверде жоқты береді. Аяқталғанша ештеңе қабылданбайды және нөмір бөлінбейді. Барысы: recovery state.',
    uk: 'Відновлення розпочато: під час наступного обміну робочі місця передадуть те, чого сервер не має. До завершення нічого не приймається й номери не видаються. Перебіг: recovery state.',
    ky: 'Калыбына келтирүү башталды: жумуш орундары кийинки алмашууда серверде жогун берет. Бүткөнчө эч нерсе кабыл алынбайт жана номер бөлүнбөйт. Жүрүшү: recovery state.',
    ru: 'Восстановление начато: при следующем обмене рабочие места передадут то, чего нет у сервера. До завершения ничего не принимается и номера не выдаются. Ход: recovery state.',
    en: 'The recovery has begun: at their next exchange the desks give what the server does not hold. Until its end nothing is taken and no number is leased. How it goes: recovery state.',
  },
  'server.recovery.gathered': { kk: 'Жиналған жазбалар: {operations}', uk: 'Зібрано записів: {operations}', ky: 'Чогултулган жазуулар: {operations}', ru: 'Собрано записей: {operations}', en: 'Entries gathered: {operations}' },
  'server.recovery.given': { kk: 'Берді: {desks}', uk: 'Передали: {desks}', ky: 'Берди: {desks}', ru: 'Передали: {desks}', en: 'Have given: {desks}' },
  'server.recovery.missing': { kk: 'Әлі бермеген: {desks}', uk: 'Ще не передали: {desks}', ky: 'Али бере элек: {desks}', ru: 'Ещё не передали: {desks}', en: 'Have not given yet: {desks}' },
  'server.recovery.finished': { kk: 'Қалпына келтірілді: {operations} жазба өз орнында. Жұмыс орындары енді өздері алмасады.', uk: 'Відновлено: {operations} записів на своїх місцях. Далі робочі місця обміняються самі.', ky: 'Калыбына келди: {operations} жазуу өз ордунда. Эми жумуш орундары өздөрү алмашат.', ru: 'Восстановлено: {operations} записей на своих местах. Дальше рабочие места обменяются сами.', en: 'Recovered: {operations} entries are in their places. The desks exchange by themselves from now on.' },
  'server.nothing': { kk: 'Ештеңе жоқ.', uk: 'Немає.', ky: 'Эч нерсе жок.', ru: 'Ничего нет.', en: 'Nothing.' },
});
