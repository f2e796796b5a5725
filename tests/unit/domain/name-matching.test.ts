import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldedWords } from '#shared/domain/name-folding.ts';
import { isOneSlipApart, isSameName, likenessKey, nameDistance, soughtWords } from '#shared/domain/name-matching.ts';

const distance = (typed: string, ...names: string[]) => nameDistance(soughtWords(typed), names);

describe('names across alphabets', () => {
  it.each([
    ['Ivanenko', 'Іваненко'],
    ['Ivanenko', 'Иваненко'],
    ['Иваненко', 'Іваненко'],
    ['Qazaq', 'Қазақ'],
    ['Kazak', 'Қазақ'],
    ['Shevchenko', 'Шевченко'],
    ['Hryhorii', 'Григорій'],
    ['Grigory', 'Григорий'],
    ['Zhytomyr', 'Житомир'],
    ['Kharkiv', 'Харків'],
    ['Naryn', 'Нарынский'],
    ['Kyiv', 'Київ'],
    ['Kyrgyz', 'Кыргыз'],
    ['Оскомон', 'Өскөмөн'],
    ['Süleımen', 'Сүлеймен'],
    ['Şäkärim', 'Шәкәрім'],
    ['Chernivtsi', 'Чернівці'],
    ['Yevhen', 'Євген'],
    ['Мар’яна', "Мар'яна"],
  ])('%s finds %s', (typed, name) => {
    expect(distance(typed, name)).not.toBeNull();
  });

  it('finds a name by its initials, and an acronym by its words’ other name', () => {
    expect(distance('МОН', 'Міністерство освіти і науки України')).not.toBeNull();
    expect(distance('МОН України', 'Міністерство освіти і науки України')).not.toBeNull();
    expect(distance('мон', 'Міністерство освіти і науки України')).not.toBeNull();
    expect(distance('ҚР БҒМ', 'ҚР БҒМ', 'Қазақстан Республикасы Білім және ғылым министрлігі')).not.toBeNull();
    expect(distance('БҒМ', 'Білім және ғылым министрлігі')).not.toBeNull();
    expect(distance('МВС', 'Міністерство освіти і науки України')).toBeNull();
  });

  it('forgives one wrong letter and not two', () => {
    expect(distance('Міністирство', 'Міністерство освіти')).not.toBeNull();
    expect(distance('Шевчнеко', 'Шевченко')).not.toBeNull();
    expect(distance('Шевченк', 'Шевченко')).not.toBeNull();
    expect(distance('Шавчунко', 'Шевченко')).toBeNull();
    expect(distance('2025', '2026')).toBeNull();
  });

  it('wants every typed word', () => {
    expect(distance('обласний суд', 'Київський обласний суд')).not.toBeNull();
    expect(distance('обласний архів', 'Київський обласний суд')).toBeNull();
    expect(distance('', 'Київський обласний суд')).toBeNull();
    expect(distance('— №', 'Київський обласний суд')).toBeNull();
  });

  it('puts the name itself before longer ones, beginnings before slips', () => {
    const exact = distance('Шевченко', 'Шевченко') ?? 99;
    const longer = distance('Шевченко', 'Шевченко Тарас') ?? 99;
    const inside = distance('Шевченко', 'Фонд Шевченко') ?? 99;
    const slip = distance('Шевчеко', 'Шевченко') ?? 99;
    expect([exact, longer, inside].toSorted((a, b) => a - b)).toEqual([exact, longer, inside]);
    expect(exact).toBe(0);
    expect(slip).toBeGreaterThan(longer);
  });

  it('tells likely one and the same', () => {
    expect(likenessKey('ТОВ «Обрій»')).toBe(likenessKey('Обрій, ООО'));
    expect(likenessKey('Коваленко Олена')).toBe(likenessKey('Олена Коваленко'));
    expect(likenessKey('ТОВ «Обрій»')).not.toBe(likenessKey('ТОВ «Обрій-2»'));
    expect(isSameName('Іваненко І. І.', 'Ivanenko I.I.')).toBe(true);
    expect(isSameName('Іваненко', 'Іваненків')).toBe(false);
    expect(isSameName('…', '—')).toBe(false);
  });

  it('folds any text to letters and digits of ASCII, the same each time, and finds every name by itself', () => {
    const word = fc.stringMatching(/^[А-ЯІЇЄҐа-яіїєґӘҒҚҢӨҰҮҺәғқңөұүһA-Za-z]{1,14}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (words) => {
        const name = words.join(' ');
        const folded = foldedWords(name);
        expect(folded.join('')).toMatch(/^[a-z0-9]*$/);
        expect(foldedWords(name.toLocaleUpperCase('und')).join(' ')).toBe(folded.join(' '));
        if (folded.length > 0) expect(nameDistance(soughtWords(name), [name])).not.toBeNull();
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(foldedWords(text).join('')).toMatch(/^[a-z0-9]*$/);
      }),
    );
  });

  it('counts a slip as one letter changed, lost, added or swapped, whichever way round', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{3,10}$/), fc.nat(), fc.constantFrom('x', 'q'), (word, where, letter) => {
        const at = where % word.length;
        for (const other of [word.slice(0, at) + word.slice(at + 1), word.slice(0, at) + letter + word.slice(at), word.slice(0, at) + letter + word.slice(at + 1)]) {
          expect(isOneSlipApart(word, other)).toBe(true);
          expect(isOneSlipApart(other, word)).toBe(true);
        }
      }),
    );
    expect(isOneSlipApart('abcd', 'abdc')).toBe(true);
    expect(isOneSlipApart('abcd', 'badc')).toBe(false);
    expect(isOneSlipApart('abcdef', 'abxyef')).toBe(false);
  });
});
