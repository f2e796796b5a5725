import type { Country } from './languages.ts';

/** What holds the key that a person signs with: a file, a token behind PKCS #11, or the Kazakh national program. */
export const KEY_KINDS = ['keyFile', 'token', 'ncalayer'] as const;
export type KeyKind = (typeof KEY_KINDS)[number];

/** Kinds that are offered in a country: NCALayer speaks for the Kazakh national centre alone (SIGN-03). */
export function keyKindsOf(country: Country): readonly KeyKind[] {
  return country === 'KZ' ? KEY_KINDS : KEY_KINDS.filter((kind) => kind !== 'ncalayer');
}
