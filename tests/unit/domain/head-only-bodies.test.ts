import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CORRESPONDENT_CATEGORIES, isHeadOnly, underTheRules } from '#shared/domain/correspondents.ts';
import { HeadOnlyBodies } from '#shared/domain/head-only-bodies.ts';
import { COUNTRIES } from '#shared/domain/languages.ts';
import { bodiesOf } from '../../../src-main/rule-packs/index.ts';
import { realPacks } from '../rule-packs/packs.ts';

const packs = await realPacks();
const DAY = '2026-11-27';

const KNOWN = {
  UA: [
    ['Верховна Рада України', 'parliament'],
    ['ВЕРХОВНА РАДА УКРАЇНИ', 'parliament'],
    ['«Верховна рада України»', 'parliament'],
    ['Верховная Рада Украины', 'parliament'],
    ['Комітет Верховної Ради України з питань освіти, науки та інновацій', 'parliament'],
    ['Верховна Рада України, Комітет з питань бюджету', 'parliament'],
    ['Секретаріат Кабінету Міністрів України', 'cabinet-secretariat'],
    ['Кабінет Міністрів України', 'cabinet-secretariat'],
    ['Премʼєр-міністр України', 'cabinet-secretariat'],
    ['Офіс Президента України', 'president-office'],
    ['Адміністрація Президента України', 'president-office'],
    ['Народний депутат України Петренко П. П.', 'deputy-appeal'],
    ['Народна депутатка України Іваненко О. О.', 'deputy-appeal'],
    ['Народный депутат Украины Петренко П. П.', 'deputy-appeal'],
    ['Група народних депутатів України', 'deputy-appeal'],
  ],
  KZ: [
    ['Қазақстан Республикасы Президентінің Әкімшілігі', 'president-office'],
    ['Администрация Президента Республики Казахстан', 'president-office'],
    ['ҚР Үкіметінің Аппараты', 'cabinet-secretariat'],
    ['Аппарат Правительства Республики Казахстан', 'cabinet-secretariat'],
    ['Qazaqstan Respublikasy Parlamentiniń Májilisi', 'parliament'],
    ['Мажилис Парламента Республики Казахстан', 'parliament'],
    ['Сенат Парламента РК', 'parliament'],
    ['Қазақстан Республикасының Құрылтайы', 'parliament'],
    ['Мәжіліс депутаты А. Б. Үлгіев', 'deputy-appeal'],
    ['Депутат Мажилиса Парламента РК Примеров А. Б.', 'deputy-appeal'],
  ],
  KG: [
    ['Кыргыз Республикасынын Жогорку Кеңеши', 'parliament'],
    ['Жогорку Кенеш Кыргызской Республики', 'parliament'],
    ['Кыргыз Республикасынын Президентинин Администрациясы', 'president-office'],
    ['Администрация Президента КР', 'president-office'],
    ['Кыргыз Республикасынын Министрлер Кабинети', 'cabinet-secretariat'],
    ['Кабинет Министров Кыргызской Республики', 'cabinet-secretariat'],
    ['Депутат Жогорку Кеңеша Асанов А. А.', 'deputy-appeal'],
    ['Жогорку Кеңештин депутаты А. Асанов', 'deputy-appeal'],
  ],
} as const;

const UNKNOWN = {
  UA: [
    'Депутатська вулиця, 5, ОСББ «Затишок»', 'ОСББ «Депутатська, 12»', 'Депутат Харківської міської ради Петренко П. П.', 'Народний депутат', 'Народна бібліотека', 'Народний дім «Просвіта»',
    'Депутатська група «Народний депутат України»', 'Верховна Рада Автономної Республіки Крим', 'Верховний Суд', 'Рада ректорів', 'Кабінет Міністрів', 'Міністерство освіти і науки України',
    'Кабінет психолога', 'Офіс Президента ТОВ «Обрій»', 'Видавництво Верховної Ради України', 'Президент Української академії наук', 'КМУ', 'Уповноважений Верховної Ради України з прав людини',
    'Помічник-консультант народного депутата України', '', '№ 5',
  ],
  KZ: ['Қиялтау облысының мәслихаты', 'Мәслихат депутаты А. Үлгіев', 'Депутат маслихата города Алматы', 'Ұлттық құрылтай', 'Университет Сенаты', 'Ғылым және жоғары білім министрлігі', 'Парламент көшесі, 5', 'Депутаттар көшесі'],
  KG: ['Бишкек шаардык кеңеши', 'Депутат Бишкекского городского кенеша', 'Шаардык кеңештин депутаты', 'Жогорку сот', 'Билим берүү жана илим министрлиги', 'Управление делами Президента Кыргызской Республики'],
} as const;

describe('bodies that the rules of a country name', () => {
  it.each(COUNTRIES)('[REG-10] %s: are told by their written name, in every spelling, and by former names', (country) => {
    const bodies = bodiesOf(packs[country]);
    for (const [name, category] of KNOWN[country]) expect(bodies.categoryOf(name, DAY), name).toBe(category);
  });

  it.each(COUNTRIES)('[REG-10] %s: names that only look like them are not', (country) => {
    const bodies = bodiesOf(packs[country]);
    for (const name of UNKNOWN[country]) expect(bodies.categoryOf(name, DAY), name).toBeNull();
  });

  it.each(COUNTRIES)('%s: every name and beginning of the pack finds its own category', (country) => {
    const pack = packs[country];
    const bodies = bodiesOf(pack);
    for (const { names, beginnings, category } of pack.content.bodies.bodies) {
      for (const name of [...names, ...beginnings.map((beginning) => `${beginning} Петренко П. П.`)]) expect(bodies.categoryOf(name, DAY), name).toBe(category);
    }
  });

  it('hold in their time: the Kurultai begins with the Constitution of 2026', () => {
    const bodies = bodiesOf(packs.KZ);
    expect(bodies.categoryOf('Курултай Республики Казахстан', '2026-06-30')).toBeNull();
    expect(bodies.categoryOf('Курултай Республики Казахстан', '2026-07-01')).toBe('parliament');
    const ended = new HeadOnlyBodies([{ bodyId: 'x', category: 'parliament', names: ['Стара Рада'], beginnings: ['Голова Старої Ради'], from: null, to: '2026-01-01' }]);
    expect([ended.categoryOf('Стара Рада', '2026-01-01'), ended.categoryOf('Голова Старої Ради Петренко', '2026-01-01'), ended.categoryOf('Стара Рада', '2026-01-02'), ended.categoryOf('Голова Старої Ради Петренко', '2026-01-02')]).toEqual(['parliament', 'parliament', null, null]);
    expect(ended.like('Стара', '2026-01-02', 3)).toEqual([]);
  });

  it('are offered while a name is typed, under the name that fits and each once', () => {
    const bodies = bodiesOf(packs.UA);
    expect(bodies.like('верх рада', DAY, 3)).toEqual([{ name: 'Верховна Рада України', category: 'parliament' }]);
    expect(bodies.like('Адміністр', DAY, 3)).toEqual([{ name: 'Адміністрація Президента України', category: 'president-office' }]);
    expect(bodies.like('України', DAY, 3)).toHaveLength(3);
    expect(bodies.like('ТОВ', DAY, 3)).toEqual([]);
  });
});

describe('an entry of the directory with the name of such a body', () => {
  const category = fc.constantFrom(...CORRESPONDENT_CATEGORIES);
  const name = fc.constantFrom('Рада', 'Обрій');
  const entry = fc.record({ name, otherNames: fc.array(name, { maxLength: 2 }), category, headOnlyLifted: fc.boolean() });

  it('[REG-10] stands in a harmless category only where it was taken out of the head’s, under these names', () => {
    fc.assert(
      fc.property(fc.option(entry), entry, fc.option(fc.constantFrom('parliament' as const, 'deputy-appeal' as const)), (before, wished, body) => {
        const after = underTheRules(before, wished, body);
        if (body === null || isHeadOnly(wished.category)) {
          expect(after).toEqual({ ...wished, headOnlyLifted: false });
          return;
        }
        const lifted = before !== null && (isHeadOnly(before.category) || (before.headOnlyLifted && before.name === wished.name && before.otherNames.join('|') === wished.otherNames.join('|')));
        expect(after).toEqual(lifted ? { ...wished, headOnlyLifted: true } : { ...wished, category: body, headOnlyLifted: false });
      }),
      { numRuns: 1000 },
    );
  });
});
