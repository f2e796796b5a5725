import type { RevocationEvidence, TimestampEvidence } from './signature-evidence.ts';
import type { SignatureReport, ValidationReport } from './signature-report.ts';

type Earlier<Whole, New extends keyof Whole> = Omit<Whole, New> & Partial<Pick<Whole, New>>;

type StoredRevocation = Earlier<RevocationEvidence, 'reason' | 'issuer' | 'obtainedAt'>;

type NewInTimestamp = 'kind' | 'certificate' | 'algorithm' | 'imprintIntact' | 'signatureIntact' | 'chain' | 'reasons';
type StoredTimestamp = Earlier<Omit<TimestampEvidence, 'revocation'>, NewInTimestamp> & { readonly revocation?: readonly StoredRevocation[] };

type NewInSignature = 'id' | 'kind' | 'level' | 'signerKind' | 'signaturePolicy' | 'signedObjects' | 'changesAfter' | 'constraints' | 'missing';
type StoredSignature = Earlier<Omit<SignatureReport, 'revocation' | 'timestamps'>, NewInSignature> & {
  readonly revocation: readonly StoredRevocation[];
  readonly timestamps: readonly StoredTimestamp[];
};

type NewInReport = 'unsignedFiles' | 'policy' | 'trust';

/** A report as any version of the engine has stored it. */
export type StoredReport = Earlier<Omit<ValidationReport, 'signatures' | 'documentTimestamps'>, NewInReport> & {
  readonly signatures: readonly StoredSignature[];
  readonly documentTimestamps?: readonly StoredTimestamp[];
};

/**
 * A stored report in today's shape. What an earlier engine did not state stays unstated: empty lists, null,
 * and an empty `policy` and `algorithm`; `level` joins the two that were stated; nothing is concluded after the fact. Earlier engines knew signature
 * timestamps only and no counter-signatures, which is why those two kinds can be named.
 */
export function completeReport(stored: StoredReport): ValidationReport {
  return {
    ...stored,
    signatures: stored.signatures.map(completeSignature),
    documentTimestamps: (stored.documentTimestamps ?? []).map(completeTimestamp),
    unsignedFiles: stored.unsignedFiles ?? [],
    policy: stored.policy ?? '',
    trust: stored.trust ?? { anchors: 0, lists: [] },
  };
}

function completeSignature(stored: StoredSignature, at: number): SignatureReport {
  return {
    ...stored,
    id: stored.id ?? String(at + 1),
    kind: stored.kind ?? 'signature',
    level: stored.level ?? [stored.format, stored.baselineLevel].filter((part) => part !== null).join('-'),
    signerKind: stored.signerKind ?? null,
    signaturePolicy: stored.signaturePolicy ?? null,
    signedObjects: stored.signedObjects ?? [],
    changesAfter: stored.changesAfter ?? [],
    constraints: stored.constraints ?? [],
    missing: stored.missing ?? [],
    revocation: stored.revocation.map(completeRevocation),
    timestamps: stored.timestamps.map(completeTimestamp),
  };
}

function completeTimestamp(stored: StoredTimestamp): TimestampEvidence {
  return {
    ...stored,
    kind: stored.kind ?? 'signature',
    certificate: stored.certificate ?? null,
    algorithm: stored.algorithm ?? '',
    imprintIntact: stored.imprintIntact ?? null,
    signatureIntact: stored.signatureIntact ?? null,
    chain: stored.chain ?? [],
    revocation: (stored.revocation ?? []).map(completeRevocation),
    reasons: stored.reasons ?? [],
  };
}

function completeRevocation(stored: StoredRevocation): RevocationEvidence {
  return { ...stored, reason: stored.reason ?? null, issuer: stored.issuer ?? null, obtainedAt: stored.obtainedAt ?? null };
}
