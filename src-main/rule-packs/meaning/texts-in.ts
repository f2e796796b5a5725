import { LANGUAGES } from '#shared/domain/languages.ts';
import type { Path } from './reporter.ts';

export type Texts = Readonly<Record<string, string>>;

/** Texts of an entry wherever they stand in it, each with its place. */
export function* textsIn(value: unknown, path: Path): Generator<readonly [Texts, Path]> {
  if (typeof value !== 'object' || value === null) return;
  if (isTexts(value)) {
    yield [value, path];
    return;
  }
  for (const [key, one] of Object.entries(value)) yield* textsIn(one, [...path, Array.isArray(value) ? Number(key) : key]);
}

function isTexts(value: object): value is Texts {
  const entries = Object.entries(value);
  return entries.length > 0 && entries.every(([key, text]) => LANGUAGES.some((language) => language === key) && typeof text === 'string');
}
