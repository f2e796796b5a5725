import type { MissingEvidence } from '#shared/domain/signature-evidence.ts';
import type { SignatureReport } from '#shared/domain/signature-report.ts';
import type { VerdictReasonKey } from '#shared/domain/verdict-reasons.ts';
import type { MessageKey } from '#shared/i18n/translate.ts';

/** What a person can do about an open verdict: let the desk try again, add the document, look after trust. */
export const REMEDIES = ['fetch', 'document', 'trust'] as const;
export type Remedy = (typeof REMEDIES)[number];

/** One sentence about what would settle a verdict. */
export interface Step {
  readonly key: MessageKey;
  readonly params: Readonly<Record<string, string>>;
}

type OpenSignature = Pick<SignatureReport, 'indication' | 'reasons' | 'missing'>;

interface Way {
  readonly sentence: MessageKey;
  readonly remedy: Remedy | null;
  /** The kind of missing evidence that says the same more exactly. */
  readonly saidBy: MissingEvidence['kind'] | null;
}

const TRUST: Way = { sentence: 'signature.settle.trust', remedy: 'trust', saidBy: 'trust-anchor' };
const REVOCATION: Way = { sentence: 'signature.settle.revocation', remedy: 'fetch', saidBy: 'revocation' };
const SENDER: Way = { sentence: 'signature.settle.sender', remedy: null, saidBy: null };
const ELSEWHERE: Way = { sentence: 'signature.settle.elsewhere', remedy: null, saidBy: null };
const DOCUMENT: Way = { sentence: 'signature.settle.document', remedy: 'document', saidBy: 'document' };

const WAYS: Readonly<Partial<Record<VerdictReasonKey, Way>>> = {
  'verdict.dataNotFound': DOCUMENT,
  'verdict.contentDiffers': DOCUMENT,
  'verdict.noChain': TRUST,
  'verdict.noTrustAnchors': TRUST,
  'verdict.revocationUnknown': REVOCATION,
  'verdict.revocationStale': REVOCATION,
  'verdict.engineStopped': { sentence: 'signature.settle.repeat', remedy: 'fetch', saidBy: null },
  'verdict.noSigningCertificate': SENDER,
  'verdict.formatFailure': SENDER,
  'verdict.unsupportedAlgorithm': ELSEWHERE,
  'verdict.unsupportedFormat': ELSEWHERE,
  'verdict.unsupportedReference': ELSEWHERE,
};

const REMEDIES_OF_MISSING: Readonly<Record<MissingEvidence['kind'], readonly Remedy[]>> = {
  revocation: ['fetch'],
  issuer: ['fetch', 'trust'],
  'trust-anchor': ['trust'],
  document: ['document'],
};

function waysOf({ reasons, missing }: OpenSignature): Way[] {
  const said = new Set(missing.map(({ kind }) => kind));
  const issuerSaid = said.has('issuer');
  return reasons
    .flatMap(({ key }) => WAYS[key] ?? [])
    .filter((way) => way.saidBy === null || !(said.has(way.saidBy) || (way.saidBy === 'trust-anchor' && issuerSaid)));
}

/** What would settle an open verdict, one sentence for each way; nothing for one that stands. */
export function whatSettles(signature: OpenSignature): Step[] {
  if (signature.indication !== 'INDETERMINATE') return [];
  const steps: Step[] = signature.missing.map((missing) => ({ key: `signature.missing.${missing.kind}`, params: missing.kind === 'issuer' || missing.kind === 'trust-anchor' ? { issuer: missing.issuer } : {} }));
  steps.push(...waysOf(signature).map((way) => ({ key: way.sentence, params: {} })));
  const seen = new Set<string>();
  return steps.filter((step) => {
    const said = JSON.stringify(step);
    const first = !seen.has(said);
    seen.add(said);
    return first;
  });
}

/** The buttons that help at least one of the signatures. */
export function remediesFor(signatures: readonly OpenSignature[]): Remedy[] {
  const open = signatures.filter(({ indication }) => indication === 'INDETERMINATE');
  const useful = new Set(open.flatMap((signature) => [...signature.missing.flatMap(({ kind }) => REMEDIES_OF_MISSING[kind]), ...waysOf(signature).map(({ remedy }) => remedy)]));
  return REMEDIES.filter((remedy) => useful.has(remedy));
}
