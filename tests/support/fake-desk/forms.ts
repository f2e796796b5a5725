import { FORM_ABOUT, FORM_IDS, type FormId } from '#shared/domain/forms.ts';
import { Refusal } from '#shared/contract/index.ts';
import type { FakeHandlers, FakeHoldings } from './holdings.ts';

const NAMES: Readonly<Record<FormId, { readonly uk: string; readonly kk: string; readonly ky: string; readonly ru: string }>> = {
  'resolution-sheet': { uk: 'Резолюція', kk: 'Бұрыштама', ky: 'Бурчтама', ru: 'Резолюция' },
  'approval-sheet': { uk: 'Аркуш погодження', kk: 'Келісу парағы', ky: 'Макулдашуу барагы', ru: 'Лист согласования' },
  'acknowledgement-sheet': { uk: 'Аркуш ознайомлення', kk: 'Танысу парағы', ky: 'Таанышуу барагы', ru: 'Лист ознакомления' },
  'hr-consent': { uk: '', kk: '', ky: '', ru: 'Заявление о согласии на кадровый электронный документооборот' },
  'outage-record': { uk: 'Акт про збій у роботі системи', kk: 'Жүйедегі іркіліс туралы акт', ky: 'Тутумдагы үзгүлтүк жөнүндө акт', ru: 'Акт о сбое в работе системы' },
  'case-cover': { uk: 'Обкладинка справи', kk: 'Істің мұқабасы', ky: 'Иштин мукабасы', ru: 'Обложка дела' },
  'internal-inventory': { uk: 'Внутрішній опис документів справи', kk: 'Іс құжаттарының ішкі тізімдемесі', ky: 'Иштин документтеринин ички тизмеги', ru: 'Внутренняя опись документов дела' },
  'certifying-note': { uk: 'Засвідчувальний напис справи', kk: 'Істің куәландыру жазбасы', ky: 'Иштин күбөлөндүрүүчү жазуусу', ru: 'Заверительная надпись дела' },
  'destruction-act': { uk: 'Акт про вилучення для знищення документів', kk: 'Құжаттарды жоюға бөлу туралы акт', ky: 'Документтерди жок кылууга бөлүү жөнүндө акт', ru: 'Акт о выделении документов к уничтожению' },
};
const DOUBTFUL: readonly FormId[] = ['case-cover', 'internal-inventory', 'certifying-note', 'destruction-act'];

/** Forms of the fake desk: those that the country's rule pack has. */
export function fakeForms({ office }: FakeHoldings): FakeHandlers<'forms'> {
  const languages = office.documentLanguages.filter((language) => language !== 'en');
  const languagesOf = (form: FormId) => (form === 'hr-consent' ? languages.filter((language) => language === 'ru') : languages);
  return {
    'forms.offered': () => ({
      forms: FORM_IDS.filter((form) => form !== 'hr-consent' || office.country === 'KG').map((form) => ({ form, about: FORM_ABOUT[form], languages: languagesOf(form), names: NAMES[form], doubtful: DOUBTFUL.includes(form) })),
    }),
    'forms.make': ({ form, language }) => {
      const name = language === null || language === 'en' ? '' : NAMES[form][language];
      if (name === '') throw new Refusal('refused', 'error.formLanguage');
      return { fileName: `${name.replaceAll(' ', '_')}.pdf`, bytes: Uint8Array.of(0x25, 0x50, 0x44, 0x46), pages: 1 };
    },
  };
}
