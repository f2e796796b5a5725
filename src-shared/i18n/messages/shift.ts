import { defineMessages } from './define.ts';

/** Change of the person at a shared desk. */
export const shift = defineMessages({
  'shift.change': { kk: 'Қызметкерді ауыстыру', uk: 'Змінити працівника', ky: 'Кызматкерди алмаштыруу', ru: 'Сменить работника', en: 'Change of person' },
  'shift.explain': { kk: '{name} жұмыс орнын тапсырады. Қабылдаушы өз логині мен құпиясөзін жазады; терезе сол жерде қалады.', uk: '{name} передає робоче місце. Хто приймає, вписує свій логін і пароль; вікно лишається на тому самому місці.', ky: '{name} жумуш ордун тапшырат. Кабыл алуучу өз логини менен сырсөзүн жазат; терезе ошол жерде калат.', ru: '{name} сдаёт рабочее место. Принимающий вводит свой логин и пароль; окно остаётся на том же месте.', en: '{name} hands the desk over. Who comes types login and password; the window stays where it is.' },
  'shift.run': { kk: 'Қабылдау', uk: 'Прийняти', ky: 'Кабыл алуу', ru: 'Принять', en: 'Take over' },
  'shift.takenFrom': { kk: '{name} тапсырғаны', uk: 'Передано від: {name}', ky: '{name} тапшырганы', ru: 'Принято от: {name}', en: 'Taken over from {name}' },
  'shift.waiting': { kk: 'Тіркеуді күтіп тұрған хаттар: {count}', uk: 'Листів, що чекають реєстрації: {count}', ky: 'Каттоону күткөн каттар: {count}', ru: 'Писем, ждущих регистрации: {count}', en: 'Letters that wait to be registered: {count}' },
  'shift.notPassed': { kk: 'Қарауға берілмеген құжаттар: {count}', uk: 'Документів, не переданих на розгляд: {count}', ky: 'Кароого бериле элек документтер: {count}', ru: 'Документов, не переданных на рассмотрение: {count}', en: 'Documents not yet passed on: {count}' },
  'shift.drafts': { kk: 'Толтырылып жатқан карточкалар: {count}', uk: 'Недозаповнених карток: {count}', ky: 'Толтурулуп жаткан карточкалар: {count}', ru: 'Недозаполненных карточек: {count}', en: 'Half-filled cards: {count}' },
  'shift.papers': { kk: 'Мөртабаны не сканы жоқ қағаздар: {count}', uk: 'Паперів без штампа або скану: {count}', ky: 'Штампы же сканы жок кагаздар: {count}', ru: 'Бумаг без штампа или скана: {count}', en: 'Papers without stamp or scan: {count}' },
  'shift.missing.stamp': { kk: 'мөртабан жоқ', uk: 'немає штампа', ky: 'штамп жок', ru: 'нет штампа', en: 'no stamp' },
  'shift.missing.scan': { kk: 'скан жоқ', uk: 'немає скану', ky: 'скан жок', ru: 'нет скана', en: 'no scan' },
  'shift.goOn': { kk: 'Жұмысқа кірісу', uk: 'До роботи', ky: 'Ишке киришүү', ru: 'К работе', en: 'Go on' },
  'shift.unnamed': { kk: 'мазмұны жазылмаған', uk: 'зміст не вписано', ky: 'мазмуну жазылган эмес', ru: 'содержание не вписано', en: 'no subject yet' },
  'error.sameUser': { kk: 'Бұл терезеде дәл осы қызметкер жұмыс істеп отыр. Ештеңе өзгерген жоқ.', uk: 'У цьому вікні вже працює саме цей працівник. Нічого не змінено.', ky: 'Бул терезеде дал ушул кызматкер иштеп жатат. Эч нерсе өзгөргөн жок.', ru: 'В этом окне уже работает именно этот работник. Ничего не изменено.', en: 'This person works at this window already. Nothing was changed.' },
});
