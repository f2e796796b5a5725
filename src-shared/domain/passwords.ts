/**
 * Password rules of KSTU 5.1 (SEC-06, SEC-07): at least 8 characters, a digit, a lower-case and an
 * upper-case letter, a special character; not built of one repeated character.
 */
export const PASSWORD_MINIMUM = 8;
export const PASSWORD_MAXIMUM = 200;
/** Shortest passphrase that protects the files of a desk, in characters. */
export const PASSPHRASE_MINIMUM = 12;
/** The list of KSTU 5.1; other special characters are allowed but do not count (X12). */
export const PASSWORD_SPECIALS = '!"#$%&*-;.';

export const PASSWORD_PROBLEMS = ['tooShort', 'tooLong', 'noDigit', 'noLowerCase', 'noUpperCase', 'noSpecial', 'repeated', 'usedBefore'] as const;
export type PasswordProblem = (typeof PASSWORD_PROBLEMS)[number];

/** Every rule that the password breaks; `usedBefore` is told by the accounts room, which holds the hashes. */
export function passwordProblems(password: string): PasswordProblem[] {
  const problems: PasswordProblem[] = [];
  const characters = [...password];
  if (characters.length < PASSWORD_MINIMUM) problems.push('tooShort');
  if (characters.length > PASSWORD_MAXIMUM) problems.push('tooLong');
  if (!/\p{Nd}/u.test(password)) problems.push('noDigit');
  if (!/\p{Ll}/u.test(password)) problems.push('noLowerCase');
  if (!/\p{Lu}/u.test(password)) problems.push('noUpperCase');
  if (!characters.some((character) => PASSWORD_SPECIALS.includes(character))) problems.push('noSpecial');
  if (/(.)\1\1/u.test(password)) problems.push('repeated');
  return problems;
}
