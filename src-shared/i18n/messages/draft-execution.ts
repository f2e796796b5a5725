import { defineMessages } from './define.ts';

/** Whom the card of a signed draft reaches as it is registered. */
export const draftExecution = defineMessages({
  'draftExecution.title': { kk: 'Құжат кімге жетеді', uk: 'Кому надійде документ', ky: 'Документ кимге жетет', ru: 'Кому поступит документ', en: 'Whom the document reaches' },
  'draftExecution.hint': { kk: 'Барлығына тіркеумен бірге, бір мезетте.', uk: 'Усім одночасно, разом із реєстрацією.', ky: 'Баарына каттоо менен бирге, бир учурда.', ru: 'Всем одновременно, вместе с регистрацией.', en: 'All of them at once, with the registration.' },
  'draftExecution.by.list': { kk: 'Орындаушыларға, тізім бойынша', uk: 'Виконавцям за списком', ky: 'Аткаруучуларга, тизме боюнча', ru: 'Исполнителям по списку', en: 'To executors, by a list' },
  'draftExecution.by.review': { kk: 'Бұрыштама қоюға', uk: 'На резолюцію', ky: 'Резолюцияга', ru: 'На резолюцию', en: 'To a resolution' },
  'draftExecution.by.nobody': { kk: 'Әзірге ешкімге', uk: 'Поки що нікому', ky: 'Азырынча эч кимге', ru: 'Пока никому', en: 'To nobody yet' },
  'draftExecution.reviewer': { kk: 'Бұрыштаманы кім қояды', uk: 'Хто накладає резолюцію', ky: 'Резолюцияны ким коёт', ru: 'Кто накладывает резолюцию', en: 'Who lays the resolution' },
  'draftExecution.text': { kk: 'Тапсырма', uk: 'Доручення', ky: 'Тапшырма', ru: 'Поручение', en: 'What is to be done' },
  'draftExecution.textDefault': { kk: 'Орындау үшін', uk: 'До виконання', ky: 'Аткаруу үчүн', ru: 'К исполнению', en: 'To be executed' },
  'draftExecution.equal.find': { kk: 'Күші бірдей қағаз түпнұсқасы (нөмірі немесе сөздері)', uk: 'Паперовий оригінал однакової сили (номер або слова)', ky: 'Күчү бирдей кагаз түп нускасы (номери же сөздөрү)', ru: 'Бумажный подлинник равной силы (номер или слова)', en: 'Paper original of equal force (its number or words)' },
  'draftExecution.equal.hint': { kk: 'Қағаз түпнұсқасы қарауға немесе орындаушыларға берілген болса, бұл құжат тіркеледі, бірақ ешкімге жіберілмейді.', uk: 'Якщо паперовий оригінал уже передано на розгляд або виконавцям, цей документ реєструють, але нікому не надсилають.', ky: 'Кагаз түп нускасы кароого же аткаруучуларга берилген болсо, бул документ катталат, бирок эч кимге жөнөтүлбөйт.', ru: 'Если бумажный подлинник уже передан на рассмотрение или исполнителям, этот документ регистрируют, но никому не направляют.', en: 'If the paper original has gone to review or to executors already, this document is registered but sent to nobody.' },
  'draftExecution.equal.chosen': { kk: 'Күші бірдей түпнұсқа: № {index}', uk: 'Оригінал однакової сили: № {index}', ky: 'Күчү бирдей түп нуска: № {index}', ru: 'Подлинник равной силы: № {index}', en: 'Original of equal force: № {index}' },
  'draftExecution.equal.remove': { kk: 'Түпнұсқаны алып тастау', uk: 'Прибрати оригінал', ky: 'Түп нусканы алып салуу', ru: 'Убрать подлинник', en: 'Remove the original' },
  'draftExecution.add': { kk: 'Орындаушы қосу', uk: 'Додати виконавця', ky: 'Аткаруучу кошуу', ru: 'Добавить исполнителя', en: 'Add an executor' },
});
