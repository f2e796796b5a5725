import type { CertificateHolder, HolderRole, IdentityCode, QualificationClaim } from '../domain/certificate-holder.ts';
import type { Language } from '../domain/languages.ts';
import type { Signer } from '../domain/signature-report.ts';
import { translate } from './translate.ts';

/** These say no more than the kind of holder does. */
const KINDS_OF_USER: readonly HolderRole[] = ['individual', 'legal-entity'];

/** Name of the signer as people read it; null where the certificate gives none. */
export function signerNameText({ holder, commonName, organization, distinguishedName }: Signer): string | null {
  return holder?.person?.name ?? commonName ?? organization ?? (distinguishedName === '' ? null : distinguishedName);
}

/**
 * In what capacity the signer signed, as the certificate states it: position and granted capacity, organisation with its
 * codes, codes of the person. A report of an engine that read no profiles is shown by what it has.
 */
export function capacityText(signer: Signer, language: Language): string {
  const { holder } = signer;
  const parts = holder === undefined ? plainParts(signer, language) : [roleText(holder, language), organizationText(holder, signerNameText(signer), language), codesText(shownCodes(holder.person?.codes), language)];
  const stated = parts.filter((part) => part !== null);
  return stated.length === 0 ? translate(language, 'signature.capacityUnknown') : stated.join(' · ');
}

/** Codes with their names; one that does not fit is marked. Null where there are none. */
export function codesText(codes: readonly IdentityCode[] | undefined, language: Language): string | null {
  return codes === undefined || codes.length === 0 ? null : codes.map((code) => codeText(code, language)).join(', ');
}

/** What the certificate claims of itself, with the OIDs of the statements that say so. */
export function claimText({ level, statements }: QualificationClaim, language: Language): string {
  return level === null ? translate(language, 'holder.claim.none') : `${translate(language, `holder.claim.${level}`)} (${statements.join(', ')})`;
}

/** What the key is for, in words. */
export function purposeText({ purpose }: CertificateHolder, language: Language): string {
  return translate(language, `holder.purpose.${purpose ?? 'unknown'}`);
}

/** Says that the key is meant for something else than signatures; null where it is not, or nobody knows. */
export function otherPurposeText(holder: CertificateHolder | undefined, language: Language): string | null {
  if (holder === undefined || holder.purpose === null || holder.purpose === 'signature') return null;
  return `${translate(language, 'holder.purpose')}: ${purposeText(holder, language)}`;
}

/** Position and what the certificate grants; the kind of holder where neither is stated. */
export function roleText({ kind, roles, organization }: CertificateHolder, language: Language): string | null {
  const granted = roles.filter((role) => !KINDS_OF_USER.includes(role)).map((role) => translate(language, `holder.role.${role}`));
  const position = organization?.position ?? null;
  const stated = [...(position === null ? [] : [position]), ...(granted.length === 0 ? [] : [granted.join(', ')])];
  if (stated.length > 0) return stated.join(' — ');
  return kind === null ? null : translate(language, `holder.kind.${kind}`);
}

function organizationText({ organization }: CertificateHolder, shownName: string | null, language: Language): string | null {
  const codes = codesText(organization?.codes, language);
  const name = organization?.name === shownName ? null : (organization?.name ?? null);
  const whole = name === null || codes === null ? (name ?? codes) : `${name} (${codes})`;
  const parts = [whole, organization?.unit ?? null].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(', ');
}

/** The issuer's own number identifies nobody outside; the details have it in the whole name. */
function shownCodes(codes: readonly IdentityCode[] | undefined): readonly IdentityCode[] | undefined {
  return codes?.filter(({ kind }) => kind !== 'issuer-number');
}

/** Kinds whose name does not tell the country. */
const INTERNATIONAL: readonly IdentityCode['kind'][] = ['passport', 'identity-card', 'national-number', 'tax-number', 'register-number', 'VAT', 'PSD', 'local'];

function codeText({ kind, country, value, check }: IdentityCode, language: Language): string {
  const code = country !== null && INTERNATIONAL.includes(kind) ? `${country} ${value}` : value;
  const named = translate(language, `holder.code.${kind}`, { code });
  return check === 'inconsistent' ? translate(language, 'holder.code.inconsistent', { code: named }) : named;
}

function plainParts(signer: Signer, language: Language): (string | null)[] {
  const { position, organization, personalCode, organizationCode } = signer;
  const stated = [position, organization === signerNameText(signer) ? null : organization].filter((part) => part !== null);
  return [
    stated.length === 0 ? translate(language, 'signature.capacityUnknown') : stated.join(', '),
    personalCode === null ? null : translate(language, 'signature.personalCode', { code: personalCode }),
    organizationCode === null ? null : translate(language, 'signature.organizationCode', { code: organizationCode }),
  ];
}
