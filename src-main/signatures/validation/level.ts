import { isSelfIssued, namesFit } from '../certificates/issued-by.ts';
import type { Certificate } from '../certificates/certificate.ts';
import type { EmbeddedEvidence, LevelFacts } from './subject.ts';
import type { BaselineLevel, SignatureFormat } from '#shared/domain/signature-report.ts';

/** What validation itself found out about a signature's level. */
export interface ReachedFacts {
  readonly format: SignatureFormat;
  readonly hasReference: boolean;
  readonly formatConforms: boolean;
  /** Lists or answers inside speak about every certificate of the signer's path that lies inside. */
  readonly hasCompleteRevocation: boolean;
  /** Intact tokens, whatever is known of their authority. */
  readonly hasSignatureTimestamp: boolean;
  /** A token over references is there; its imprint is not asked for by the extended levels' names. */
  readonly hasReferencesTimestamp: boolean;
  readonly hasArchiveTimestamp: boolean;
}

export interface Level {
  readonly baseline: BaselineLevel | null;
  /** ETSI name of profile and level, e.g. "CAdES-BASELINE-T", "XAdES-EPES", "CMS-NOT-ETSI". */
  readonly name: string;
}

/**
 * Level that the data in the signature reach (EN 319 122-1, 319 132-1 and 319 142-1 clause 6; the extended levels
 * of their second parts). It speaks of what is there and intact, not of whether it is trusted.
 */
export function levelOf(facts: LevelFacts, reached: ReachedFacts): Level {
  const { format, hasReference, formatConforms } = reached;
  if (format === 'PDF' || !hasReference || !formatConforms || !facts.propertiesConform) return { baseline: null, name: plainName(format, facts, reached) };
  const baseline = facts.conformsToBaseline && facts.hasSigningTime;
  const step = stepOf(facts, reached);
  if (baseline && step !== 'C') {
    const level = step === 'ERS' ? (reached.hasCompleteRevocation ? 'LT' : 'T') : step;
    return { baseline: level, name: step === 'ERS' ? `${format}-ERS` : `${format}-BASELINE-${step}` };
  }
  if (format === 'PAdES') return { baseline: null, name: `PAdES-${padesName(facts, reached)}` };
  return { baseline: null, name: `${format}-${extendedName(facts, reached, step)}` };
}

/** Whether each certificate from the signer's up to a root has a list or an answer about it in the signature. */
export function hasCompleteRevocation(signer: Certificate | null, { certificates, crls, ocspResponses }: EmbeddedEvidence): boolean {
  if (signer === null) return crls.length + ocspResponses.length > 0;
  const seen = new Set<Certificate>();
  for (let at: Certificate | null = signer; at !== null && !isSelfIssued(at) && !seen.has(at); ) {
    seen.add(at);
    const { issuer, serialNumber }: Certificate = at;
    const listed = crls.some(({ value }) => value.issuer.comparable === issuer.comparable);
    const answered = ocspResponses.some(({ value }) => value.responses.some((single) => single.serialNumber === serialNumber));
    if (!listed && !answered) return false;
    const child: Certificate = at;
    at = certificates.find((candidate) => namesFit(child, candidate)) ?? null;
  }
  return seen.size > 0;
}

type Step = 'B' | 'T' | 'LT' | 'LTA' | 'ERS' | 'C';

function stepOf(facts: LevelFacts, { hasSignatureTimestamp, hasArchiveTimestamp, hasCompleteRevocation }: ReachedFacts): Step {
  if (!hasSignatureTimestamp && !hasArchiveTimestamp) return 'B';
  if (facts.hasCertificateReferences && facts.hasRevocationReferences) return 'C';
  const hasValues = facts.hasCertificateValues && facts.hasRevocationValues && hasCompleteRevocation;
  if (hasValues && hasArchiveTimestamp) return 'LTA';
  if (facts.hasEvidenceRecord) return 'ERS';
  return hasValues ? 'LT' : 'T';
}

/** Extended levels: BES, EPES, T, C, X, XL, A (EN 319 122-2 clause 5, EN 319 132-2 clause 5). */
function extendedName(facts: LevelFacts, reached: ReachedFacts, step: Step): string {
  const { hasArchiveTimestamp, hasReferencesTimestamp } = reached;
  const hasValues = facts.hasCertificateValues && facts.hasRevocationValues;
  switch (step) {
    case 'B':
      return facts.hasSignaturePolicy ? 'EPES' : 'BES';
    case 'T':
      return 'T';
    case 'C':
      if (hasValues && hasArchiveTimestamp) return 'A';
      if (hasReferencesTimestamp) return hasValues ? 'XL' : 'X';
      return 'C';
    case 'LTA':
      return 'A';
    case 'ERS':
      return 'ERS';
    case 'LT':
      return 'LT';
  }
}

/** PAdES knows BES, EPES and LTV beside the baseline (EN 319 142-2 clause 5). */
function padesName(facts: LevelFacts, { hasArchiveTimestamp }: ReachedFacts): string {
  if (hasArchiveTimestamp || facts.hasRevocationValues) return 'LTV';
  return facts.hasSignaturePolicy ? 'EPES' : 'BES';
}

/** A PDF signature without ETSI's attributes is still one of ISO 32000 with a level of its own. */
function plainName(format: SignatureFormat, facts: LevelFacts, reached: ReachedFacts): string {
  if (format === 'PDF' && !facts.isIso32000) return 'PDF-NOT-ETSI';
  if (format === 'PDF') return `PKCS7-${stepOf(facts, reached).replace(/^(?:C|ERS)$/, 'T')}`;
  return format === 'XML' || format === 'XAdES' ? 'XML-NOT-ETSI' : 'CMS-NOT-ETSI';
}
