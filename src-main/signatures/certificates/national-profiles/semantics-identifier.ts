import { identityCode } from './identity-codes.ts';
import type { CodeKind, IdentityCode } from '#shared/domain/certificate-holder.ts';

/** Types of identifiers: of natural persons (EN 319 412-1 clause 5.1.3) and of legal persons (clause 5.1.4). */
const TYPES: Readonly<Record<string, CodeKind>> = {
  PAS: 'passport',
  IDC: 'identity-card',
  PNO: 'national-number',
  TAX: 'tax-number',
  TIN: 'tax-number',
  VAT: 'VAT',
  NTR: 'register-number',
  PSD: 'PSD',
  LEI: 'LEI',
};

/** Codes that countries of their own profile give under these types; by type and country. */
const NATIONAL: Readonly<Record<string, CodeKind>> = {
  TINUA: 'DRFO',
  NTRUA: 'EDRPOU',
  TINKZ: 'IIN',
  PNOKZ: 'IIN',
  NTRKZ: 'BIN',
  PNOKG: 'PIN',
};

const IDENTIFIER = /^([A-Z]{3})([A-Z]{2})-(.+)$/su;
/** A scheme of the country's own: two characters and a colon in place of the type. */
const LOCAL = /^([A-Z]{2}):([A-Z]{2})-(.+)$/su;

/**
 * Reads a semantic identifier such as `TINUA-1759013776` or `NTRUA-43395033` (EN 319 412-1 clauses 5.1.3 and 5.1.4);
 * null where the text is none.
 */
export function semanticsIdentifier(written: string): IdentityCode | null {
  const [, type = '', country = '', value = ''] = IDENTIFIER.exec(written) ?? [];
  const kind = TYPES[type];
  if (kind !== undefined) return nationalCode(NATIONAL[`${type}${country}`] ?? kind, country, value, written);
  const [, , localCountry, localValue] = LOCAL.exec(written) ?? [];
  if (localCountry === undefined || localValue === undefined) return null;
  return identityCode('local', localCountry, localValue, written);
}

function nationalCode(kind: CodeKind, country: string, value: string, written: string): IdentityCode {
  // A sole trader is registered under their taxpayer's number: ten digits instead of eight.
  if (kind === 'EDRPOU' && /^\d{10}$/.test(value)) return identityCode('DRFO', country, value, written);
  return identityCode(kind, country, value, written);
}
