/**
 * The electronic seal of the institution (SIGN-04; KhAI 1.5, 1.7): a certificate of the legal person, laid by whoever
 * holds it, upon what an official has signed or upon the scan of a paper original (REG-07).
 */
import { type CertificateIdentity, entryOfKey, holdingState, type SignatureHolding } from './signature-holdings.ts';
import type { SignatureReport, SignerKind, ValidationReport } from './signature-report.ts';

/** What was laid with a key: a person's signature, or the seal of the institution. */
export const LAID_KINDS = ['signature', 'seal'] as const;
export type LaidKind = (typeof LAID_KINDS)[number];

/** Why a key does not lay what it is asked for; message keys below `error.sign.`. */
export type KeyKindProblem = 'notASeal' | 'sealAsSignature';

/** A seal is never a person's signature, and nobody's signature is the institution's seal. A certificate that does not say whose it is signs as it did, and seals nothing. */
export function keyKindProblem(laid: LaidKind, signerKind: SignerKind | null): KeyKindProblem | null {
  if (laid === 'seal') return signerKind === 'seal' ? null : 'notASeal';
  return signerKind === 'seal' ? 'sealAsSignature' : null;
}

/** Why somebody may not lay a seal; message keys below `error.sign.`. */
export type SealHolderProblem = { readonly problem: 'notSealHolder' } | { readonly problem: 'sealIssuerUnclear'; readonly writtenIssuer: string };

/**
 * What the register of issued signatures has against somebody's laying the seal of this certificate (SIGN-16); null: nothing.
 * Where it knows seals, one that is held must be his, by number and issuer; where it knows none, the right alone decides.
 *
 * @param at ISO 8601 instant, UTC
 */
export function sealHolderProblem(holdings: readonly SignatureHolding[], personIds: readonly string[], key: CertificateIdentity, at: string): SealHolderProblem | null {
  const seals = holdings.filter(({ level, issuedAt }) => level === 'seal' && issuedAt <= at);
  if (seals.length === 0) return null;
  const own = seals.filter((holding) => personIds.includes(holding.personId) && holdingState(holding, at) === 'held');
  if (own.some((holding) => entryOfKey(holding, key) === 'this')) return null;
  const unclear = own.find((holding) => entryOfKey(holding, key) === 'issuerUnclear');
  return unclear === undefined ? { problem: 'notSealHolder' } : { problem: 'sealIssuerUnclear', writtenIssuer: unclear.certificateIssuer ?? '' };
}

type Judged = Pick<SignatureReport, 'kind' | 'signerKind' | 'dataIntact' | 'signatureIntact' | 'indication'>;

/** Facts about a document that the seal is to be laid on. */
export interface ToSeal {
  /** The scan of a paper original: its signature is on the paper (REG-07). */
  readonly isScan: boolean;
  /** Signed by its signers on a route (ROUTE-10). */
  readonly signedOnRoute: boolean;
  readonly reports: readonly (Pick<ValidationReport, 'sha256'> & { readonly signatures: readonly Judged[] })[];
}

/** Whether the seal may follow: the official's signature comes first, and one that fails or is another seal is none. */
export function maySeal({ isScan, signedOnRoute, reports }: ToSeal): boolean {
  if (isScan || signedOnRoute) return true;
  return reports.some(({ signatures }) => signatures.some(({ kind, signerKind, dataIntact, signatureIntact, indication }) => kind === 'signature' && signerKind !== 'seal' && dataIntact === true && signatureIntact === true && indication !== 'TOTAL-FAILED'));
}
