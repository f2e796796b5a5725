/**
 * Who holds which signature (SIGN-16, SIGN-17; KSTU 1.4, 5.2.7, R1-5.5): each issue is an entry of the register, what
 * became of it later is a set of steps beside it, so that it does not matter in which order desks learn of them.
 */

/**
 * What a person may hold. КЭП and УКЭП of KSTU are one level, `qualified`, under two labels (A.3 X16); a seal is the
 * institution's and lies with a person.
 */
export const HOLDING_LEVELS = ['simple', 'advanced', 'qualified', 'seal'] as const;
export type HoldingLevel = (typeof HOLDING_LEVELS)[number];

/** What becomes of a signature that was issued: it is given back, or its secret is not secret any more. */
export const HOLDING_STEPS = ['returned', 'compromised'] as const;
export type HoldingStepKind = (typeof HOLDING_STEPS)[number];

export interface HoldingStep {
  readonly kind: HoldingStepKind;
  /** Instant from which it holds: of a compromise the one that was told, which may lie before its entry. */
  readonly since: string;
}

export interface SignatureHolding {
  readonly holdingId: string;
  readonly personId: string;
  readonly level: HoldingLevel;
  /** Instant of the entry. */
  readonly issuedAt: string;
  /** Serial number of the certificate in hex as it was entered; null for a simple signature. */
  readonly serial: string | null;
  /** Issuer as the certificate names it; null: entered before it was asked for, or a simple signature. */
  readonly certificateIssuer: string | null;
  readonly steps: readonly HoldingStep[];
}

export const HOLDING_STATES = ['held', 'returned', 'compromised'] as const;
export type HoldingState = (typeof HOLDING_STATES)[number];

/** How an entry stands at an instant: a compromise is told even where the signature was given back before. */
export function holdingState({ steps }: Pick<SignatureHolding, 'steps'>, at: string): HoldingState {
  const reached = steps.filter(({ since }) => since <= at);
  if (reached.some(({ kind }) => kind === 'compromised')) return 'compromised';
  return reached.length > 0 ? 'returned' : 'held';
}

export type SimpleHoldingProblem = 'compromised' | 'returned';

/**
 * Whether a person's simple signature may be used at an instant as far as the register knows; null: nothing is against it.
 * Nobody's entry is no obstacle: the agreement decides, not the register. A compromise tells of the password, and so of
 * every issue before it: one that came after it is needed.
 *
 * @param holdings entries of this person, of whatever level
 */
export function simpleHoldingProblem(holdings: readonly SignatureHolding[], at: string): SimpleHoldingProblem | null {
  const issued = holdings.filter((holding) => holding.level === 'simple' && holding.issuedAt <= at);
  if (issued.length === 0) return null;
  const compromises = issued.flatMap(({ steps }) => steps).filter(({ kind, since }) => kind === 'compromised' && since <= at);
  const fresh = issued.filter(({ issuedAt }) => compromises.every(({ since }) => since < issuedAt));
  if (fresh.length === 0) return 'compromised';
  return fresh.some((holding) => holdingState(holding, at) === 'held') ? null : 'returned';
}

/** A serial number as it is compared: certificates, tokens and people write it with colons, spaces, zeros and in either case. */
export function foldedSerial(serial: string): string {
  return serial.toLowerCase().replace(/^0x/, '').replace(/[^0-9a-f]/g, '').replace(/^0+(?=.)/, '');
}

/** What tells a certificate from all others: issuers number theirs each by itself (RFC 5280, 4.1.2.2). */
export interface CertificateIdentity {
  readonly serial: string;
  readonly issuer: { readonly commonName: string | null; readonly distinguishedName: string };
}

function foldedName(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/**
 * Whether an issuer as somebody wrote it may be that of a certificate. Its common name, the whole name and a part of it
 * count alike: a key that is barred too often costs a question, one that is barred too seldom a forged document.
 */
function maybeIssuedBy(written: string | null, { commonName, distinguishedName }: CertificateIdentity['issuer']): boolean {
  const wanted = foldedName(written ?? '');
  const common = foldedName(commonName ?? '');
  return foldedName(distinguishedName).includes(wanted) || (common !== '' && wanted.includes(common));
}

/** Parts of a distinguished name in one order: certificates and people begin it at either end. */
function foldedParts(name: string): string {
  return name.split(/[,;+\n]/u).map(foldedName).filter((part) => part !== '').sort().join(',');
}

/** Whether somebody wrote the issuer of a certificate: its common name or its whole name; case, spaces and signs do not count (RFC 5280, 7.1). */
function isIssuedBy(written: string, { commonName, distinguishedName }: CertificateIdentity['issuer']): boolean {
  if (foldedName(written) === '') return false;
  return foldedName(written) === foldedName(commonName ?? '') || foldedParts(written) === foldedParts(distinguishedName);
}

/** How an entry stands to a certificate; `issuerUnclear`: it has the number, and names another issuer. */
export type EntryOfKey = 'this' | 'issuerUnclear' | 'other';

/** Whether an entry is that of a certificate. One without an issuer is known by the number alone. */
export function entryOfKey({ serial, certificateIssuer }: Pick<SignatureHolding, 'serial' | 'certificateIssuer'>, key: CertificateIdentity): EntryOfKey {
  const wanted = foldedSerial(key.serial);
  if (wanted === '' || serial === null || foldedSerial(serial) !== wanted) return 'other';
  return certificateIssuer === null || isIssuedBy(certificateIssuer, key.issuer) ? 'this' : 'issuerUnclear';
}

/** Why a key may not sign here; `writtenIssuer`: what the entry names in place of the key's issuer. */
export type KeyBar = { readonly problem: 'compromised' } | { readonly problem: 'issuerUnclear'; readonly writtenIssuer: string };

/**
 * Why the register keeps a key from signing here (SIGN-17); null: it does not. An entry that is compromised bars the key of
 * its number and issuer; where it names another issuer, until the register holds an entry of this very certificate that was
 * made after the compromise: then somebody has looked, and they are two.
 *
 * @param at ISO 8601 instant, UTC
 */
export function keyBar(holdings: readonly SignatureHolding[], key: CertificateIdentity, at: string): KeyBar | null {
  const compromised = holdings.filter((holding) => entryOfKey(holding, key) !== 'other' && holdingState(holding, at) === 'compromised');
  if (compromised.some(({ certificateIssuer }) => maybeIssuedBy(certificateIssuer, key.issuer))) return { problem: 'compromised' };
  const [unclear] = compromised.filter((entry) => !holdings.some((other) => isConfirmed(other, entry, key, at)));
  return unclear === undefined ? null : { problem: 'issuerUnclear', writtenIssuer: unclear.certificateIssuer ?? '' };
}

/** Whether an entry tells that its certificate is another one than that of a compromised entry of the same number. */
function isConfirmed(entry: SignatureHolding, compromised: SignatureHolding, key: CertificateIdentity, at: string): boolean {
  if (entry.certificateIssuer === null || entryOfKey(entry, key) !== 'this' || holdingState(entry, at) !== 'held' || entry.issuedAt > at) return false;
  return compromised.steps.every(({ kind, since }) => kind !== 'compromised' || since < entry.issuedAt);
}

/** On what a signature is kept: a simple one is a password, all others are keys. */
export const HOLDING_MEDIA = ['password', 'token', 'key-file', 'remote'] as const;
export type HoldingMedium = (typeof HOLDING_MEDIA)[number];

/** What is wrong with an entry or a step; message keys below `error.holding.`. */
export type HoldingProblem = 'medium' | 'serialOfSimple' | 'serialNeeded' | 'certificateIssuerNeeded' | 'validUntilPast' | 'sinceInFuture';

export interface HoldingEntry {
  readonly level: HoldingLevel;
  readonly medium: HoldingMedium;
  readonly serial: string | null;
  readonly certificateIssuer: string | null;
  /** Last day of the certificate; null: not entered. */
  readonly validUntil: string | null;
}

const HEX_SERIAL = /^(?:0x)?[0-9a-f][0-9a-f: ]*$/i;

/** What keeps the issue of a signature from being recorded (SIGN-17); null: nothing. */
export function holdingProblem({ level, medium, serial, certificateIssuer, validUntil }: HoldingEntry, today: string): HoldingProblem | null {
  if ((level === 'simple') !== (medium === 'password')) return 'medium';
  if (level === 'simple') return serial === null && certificateIssuer === null ? null : 'serialOfSimple';
  // Without its number a key that is told compromised could not be known again.
  if (serial === null || !HEX_SERIAL.test(serial.trim())) return 'serialNeeded';
  // Another issuer may have given the same number.
  if (certificateIssuer === null || foldedName(certificateIssuer) === '') return 'certificateIssuerNeeded';
  return validUntil !== null && validUntil < today ? 'validUntilPast' : null;
}
