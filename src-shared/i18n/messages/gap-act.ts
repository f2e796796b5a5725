import { defineMessages } from './define.ts';

/** The printed act on numbers that no document bears. */
export const gapAct = defineMessages({
  'gapAct.title': { kk: 'Берілмеген тіркеу нөмірлері туралы акт', uk: 'Акт про пропущені реєстраційні номери', ky: 'Берилбеген каттоо номерлери жөнүндө акт', ru: 'Акт о пропущенных регистрационных номерах', en: 'Act on missing registration numbers' },
  'gapAct.journal': { kk: '{journal}, {year} жыл', uk: '{journal}, {year} рік', ky: '{journal}, {year}-жыл', ru: '{journal}, {year} год', en: '{journal}, {year}' },
  'gapAct.asOf': { kk: '{day} жағдай бойынша', uk: 'Станом на {day}', ky: '{day} карата', ru: 'По состоянию на {day}', en: 'As of {day}' },
  'gapAct.none': { kk: 'Құжаты жоқ нөмір жоқ: барлық нөмір рет-ретімен берілген.', uk: 'Номерів без документа немає: усі номери надано підряд.', ky: 'Документи жок номер жок: бардык номерлер удаа берилген.', ru: 'Номеров без документа нет: все номера даны подряд.', en: 'There is no number without a document: all follow one another.' },
  'gapAct.lead': {
    kk: 'Төменде көрсетілген нөмірлер ешбір құжатқа берілмеген. Себептері орталық сервердің нөмірлер есебінен алынды.',
    uk: 'Наведені нижче номери не надано жодному документові. Причини взято з обліку номерів центрального сервера.',
    ky: 'Төмөндө көрсөтүлгөн номерлер эч бир документке берилген эмес. Себептери борбордук сервердин номерлер эсебинен алынды.',
    ru: 'Приведённые ниже номера не даны ни одному документу. Причины взяты из учёта номеров центрального сервера.',
    en: 'The numbers below were given to no document. The reasons are those of the central server’s ledger of numbers.',
  },
  'gapAct.numbers': { kk: 'Нөмірлер', uk: 'Номери', ky: 'Номерлер', ru: 'Номера', en: 'Numbers' },
  'gapAct.count': { kk: 'Саны', uk: 'Кількість', ky: 'Саны', ru: 'Кол-во', en: 'Count' },
  'gapAct.desk': { kk: 'Жұмыс орны', uk: 'Робоче місце', ky: 'Жумуш орду', ru: 'Рабочее место', en: 'Desk' },
  'gapAct.reason': { kk: 'Себебі', uk: 'Причина', ky: 'Себеби', ru: 'Причина', en: 'Reason' },
  'gapAct.basis': { kk: 'Есептегі жазба', uk: 'Запис в обліку', ky: 'Эсептеги жазуу', ru: 'Запись в учёте', en: 'Entry in the ledger' },
  'gapAct.reason.leased': {
    kk: 'Байланыссыз жұмыс үшін жұмыс орнына алдын ала берілген, {until} дейін жарамды',
    uk: 'Видано робочому місцю наперед для роботи без зв’язку, діє до {until}',
    ky: 'Байланышсыз иштөө үчүн жумуш ордуна алдын ала берилген, {until} чейин жарактуу',
    ru: 'Выдан рабочему месту заранее для работы без связи, действует до {until}',
    en: 'Given to the desk beforehand for work without a link, good until {until}',
  },
  'gapAct.reason.released': { kk: 'Жұмыс орны {day} күні пайдаланбай қайтарған', uk: 'Повернуто робочим місцем невикористаним {day}', ky: 'Жумуш орду {day} күнү пайдаланбай кайтарган', ru: 'Возвращён рабочим местом неиспользованным {day}', en: 'Given back unused by the desk on {day}' },
  'gapAct.reason.expired': { kk: 'Мерзімі өткен, {day} күні жарамсыз деп танылған', uk: 'Строк минув, анульовано {day}', ky: 'Мөөнөтү өткөн, {day} күнү жараксыз деп табылган', ru: 'Срок истёк, аннулирован {day}', en: 'Its time ran out; void since {day}' },
  'gapAct.reason.renewed': {
    kk: 'Жұмыс орны қалпына келтірілген немесе көшірілген, {day} күні жарамсыз деп танылған',
    uk: 'Робоче місце відновлено з копії або перенесено, анульовано {day}',
    ky: 'Жумуш орду калыбына келтирилген же көчүрүлгөн, {day} күнү жараксыз деп табылган',
    ru: 'Рабочее место восстановлено из копии или перенесено, аннулирован {day}',
    en: 'The desk was restored from a backup or moved; void since {day}',
  },
  'gapAct.reason.skipped': { kk: 'Берілместен бұрын одан үлкен нөмір тіркелген', uk: 'До його видачі зареєстровано більший номер', ky: 'Берилгенге чейин андан чоң номер катталган', ru: 'До его выдачи зарегистрирован больший номер', en: 'A later number was registered before it was given out' },
  'gapAct.totals': { kk: 'Барлығы нөмір: {count}', uk: 'Усього номерів: {count}', ky: 'Бардыгы номер: {count}', ru: 'Всего номеров: {count}', en: 'Numbers in all: {count}' },
});
