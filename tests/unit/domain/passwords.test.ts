import { describe, expect, it } from 'vitest';
import { passwordProblems } from '#shared/domain/passwords.ts';

describe('[SEC-06] password rules of KSTU 5.1', () => {
  it.each(['Str0ng-pass!', 'Қазақ2026;', 'Aa1!aaBb', 'Пароль#77'])('accepts %s', (password) => {
    expect(passwordProblems(password)).toEqual([]);
  });

  it.each([
    ['Aa1!', ['tooShort']],
    ['abcdefg1!', ['noUpperCase']],
    ['ABCDEFG1!', ['noLowerCase']],
    ['Abcdefgh!', ['noDigit']],
    ['Abcdefg1', ['noSpecial']],
    ['Abcdefg1@', ['noSpecial']],
    ['', ['tooShort', 'noDigit', 'noLowerCase', 'noUpperCase', 'noSpecial']],
  ])('refuses %s and names every broken rule', (password, problems) => {
    expect(passwordProblems(password)).toEqual(problems);
  });

  it('[SEC-07] [X12] refuses one character many times over', () => {
    expect(passwordProblems('Aaaa111!!!bB')).toContain('repeated');
    expect(passwordProblems('!!!!!!!!')).toContain('repeated');
  });

  it('counts characters, not UTF-16 units', () => {
    expect(passwordProblems('Aa1!😀😃😄')).toContain('tooShort');
  });
});
