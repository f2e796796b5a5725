import { defineMessages } from './define.ts';

/** Retention periods in words. */
export const retention = defineMessages({
  'retention.permanent': { kk: 'тұрақты', uk: 'постійно', ky: 'туруктуу', ru: 'постоянно', en: 'permanent' },
  'retention.until-need-passes': { kk: 'қажеттілігі өткенге дейін', uk: 'доки не мине потреба', ky: 'зарылдыгы бүткүчө', ru: 'до минования надобности', en: 'until no longer needed' },
  'retention.until-replaced': { kk: 'жаңасымен ауыстырылғанға дейін', uk: 'до заміни новими', ky: 'жаңысы менен алмаштырылганга чейин', ru: 'до замены новыми', en: 'until replaced' },
  'retention.until-liquidation': { kk: 'ұйым таратылғанға дейін', uk: 'до ліквідації організації', ky: 'уюм жоюлганга чейин', ru: 'до ликвидации организации', en: 'until the organisation is liquidated' },
  'retention.years.one': { kk: '{years} жыл', uk: '{years} р.', ky: '{years} жыл', ru: '{years} год', en: '{years} year' },
  'retention.years.few': { kk: '{years} жыл', uk: '{years} р.', ky: '{years} жыл', ru: '{years} года', en: '{years} years' },
  'retention.years.many': { kk: '{years} жыл', uk: '{years} р.', ky: '{years} жыл', ru: '{years} лет', en: '{years} years' },
  'retention.afterEvent': { kk: '{years} ({event})', uk: '{years} ({event})', ky: '{years} ({event})', ru: '{years} ({event})', en: '{years} ({event})' },
  'retention.transit': { kk: 'ауыспалы', uk: 'перехідна', ky: 'өтмө', ru: 'переходящее', en: 'transit' },
  'retention.kind.permanent': { kk: 'Тұрақты', uk: 'Постійно', ky: 'Туруктуу', ru: 'Постоянно', en: 'Permanent' },
  'retention.kind.years': { kk: 'Жылдар саны', uk: 'Кількість років', ky: 'Жылдардын саны', ru: 'Число лет', en: 'Number of years' },
  'retention.kind.personnel': { kk: 'Жеке құрам бойынша, жылдар', uk: 'З кадрових питань, років', ky: 'Өздүк курам боюнча, жылдар', ru: 'По личному составу, лет', en: 'Personnel, years' },
  'retention.kind.until-need-passes': { kk: 'Қажеттілігі өткенге дейін', uk: 'Доки не мине потреба', ky: 'Зарылдыгы бүткүчө', ru: 'До минования надобности', en: 'Until no longer needed' },
  'retention.kind.until-replaced': { kk: 'Жаңасымен ауыстырылғанға дейін', uk: 'До заміни новими', ky: 'Жаңысы менен алмаштырылганга чейин', ru: 'До замены новыми', en: 'Until replaced' },
  'retention.kind.until-liquidation': { kk: 'Ұйым таратылғанға дейін', uk: 'До ліквідації організації', ky: 'Уюм жоюлганга чейин', ru: 'До ликвидации организации', en: 'Until liquidation' },
  'retention.kind.event': { kk: 'Оқиғадан кейін', uk: 'Після події', ky: 'Окуядан кийин', ru: 'После события', en: 'After an event' },
  'retention.class.permanent': { kk: 'Тұрақты', uk: 'Постійного', ky: 'Туруктуу', ru: 'Постоянного', en: 'Permanent' },
  'retention.class.overTen': { kk: '10 жылдан астам', uk: 'Понад 10 років', ky: '10 жылдан жогору', ru: 'Свыше 10 лет', en: 'Over 10 years' },
  'retention.class.upToTen': { kk: '10 жылға дейін', uk: 'До 10 років', ky: '10 жылга чейин', ru: 'До 10 лет', en: 'Up to 10 years' },
  'retention.class.personnel': { kk: 'Жеке құрам бойынша', uk: 'З кадрових питань', ky: 'Өздүк курам боюнча', ru: 'По личному составу', en: 'Personnel' },
});
