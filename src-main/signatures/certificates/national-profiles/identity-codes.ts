import type { CodeCheck, CodeKind, IdentityCode } from '#shared/domain/certificate-holder.ts';

/** Judges a code by its form and, where it is public, by its check digit. */
type Check = (value: string) => CodeCheck;

const CHECKS: Partial<Record<CodeKind, Check>> = {
  IIN: kazakhCheck,
  BIN: kazakhCheck,
  DRFO: drfoCheck,
  EDRPOU: edrpouCheck,
  UNZR: unzrCheck,
  PIN: kyrgyzCheck,
  INN: kyrgyzCheck,
};

/** A code with what it shows of itself. A code that does not fit is kept as it is written. */
export function identityCode(kind: CodeKind, country: string | null, value: string, written: string = value): IdentityCode {
  return { kind, country, value, written, check: CHECKS[kind]?.(value) ?? 'unknown' };
}

/** Each code once: certificates repeat one in several places. */
export function distinctCodes(codes: readonly IdentityCode[]): IdentityCode[] {
  const first = new Map<string, IdentityCode>();
  for (const code of codes) if (!first.has(`${code.kind} ${code.value}`)) first.set(`${code.kind} ${code.value}`, code);
  return [...first.values()];
}

function digitsOf(value: string): number[] {
  return Array.from(value, Number);
}

function weighted(digits: readonly number[], weights: readonly number[]): number {
  return weights.reduce((sum, weight, at) => sum + weight * (digits[at] ?? 0), 0);
}

/**
 * IIN and BIN: twelve digits, the last one over the first eleven modulo 11, with a second row of weights where the
 * first gives 10; a number for which that gives 10 again is not issued (Programme of Kazakhstan's Government № 565 of
 * 11.06.2003; Rules № 406 of 22.05.2007). The other digits need say nothing: since 26.08.2013 (№ 853) an IIN is not
 * bound to the date of birth.
 */
function kazakhCheck(value: string): CodeCheck {
  if (!/^\d{12}$/.test(value)) return 'inconsistent';
  const digits = digitsOf(value);
  const first = weighted(digits, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]) % 11;
  const rest = first === 10 ? weighted(digits, [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]) % 11 : first;
  return rest === digits[11] ? 'consistent' : 'inconsistent';
}

/** Registration number of the taxpayer's card (RNOKPP, formerly DRFO): ten digits, the last one modulo 11 modulo 10. */
function drfoCheck(value: string): CodeCheck {
  if (!/^\d{10}$/.test(value)) return 'inconsistent';
  const digits = digitsOf(value);
  // The first weight is negative, and so may the sum be.
  const rest = ((weighted(digits, [-1, 5, 7, 9, 4, 6, 10, 5, 7]) % 11) + 11) % 11;
  return rest % 10 === digits[9] ? 'consistent' : 'inconsistent';
}

/**
 * EDRPOU: eight digits, the last one over the first seven modulo 11; numbers from 30,000,000 to 60,000,000 have other
 * weights, and weights greater by 2 are taken where the sum gives 10.
 */
function edrpouCheck(value: string): CodeCheck {
  if (!/^\d{8}$/.test(value)) return 'inconsistent';
  const digits = digitsOf(value);
  const weights = /^[345]/.test(value) ? [7, 1, 2, 3, 4, 5, 6] : [1, 2, 3, 4, 5, 6, 7];
  const first = weighted(digits, weights) % 11;
  const rest = first === 10 ? weighted(digits, weights.map((weight) => weight + 2)) % 11 : first;
  return rest % 10 === digits[7] ? 'consistent' : 'inconsistent';
}

/** Number in the demographic register: date of birth and five digits (Law of Ukraine № 5492-VI). */
function unzrCheck(value: string): CodeCheck {
  const [, year = '', month = '', day = ''] = /^(\d{4})(\d{2})(\d{2})-?\d{5}$/.exec(value) ?? [];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return year !== '' && date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day) ? 'form-only' : 'inconsistent';
}

/** Fourteen digits; no check digit has been published. */
function kyrgyzCheck(value: string): CodeCheck {
  return /^\d{14}$/.test(value) ? 'form-only' : 'inconsistent';
}
