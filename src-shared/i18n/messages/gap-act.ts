import { defineMessages } from './define.ts';

/** The act on numbers that no document bears, in the window; the words of its paper stand in the rule pack. */
export const gapAct = defineMessages({
  'gapAct.title': { kk: 'Берілмеген тіркеу нөмірлері туралы акт', uk: 'Акт про пропущені реєстраційні номери', ky: 'Берилбеген каттоо номерлери жөнүндө акт', ru: 'Акт о пропущенных регистрационных номерах', en: 'Act on missing registration numbers' },
});
