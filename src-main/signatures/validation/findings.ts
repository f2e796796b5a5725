import type { Conclusion, SubIndication } from '#shared/domain/signature-indications.ts';
import type { VerdictReason, VerdictReasonKey } from '#shared/domain/verdict-reasons.ts';

/** What one check found against a signature. A check that found nothing gives none. */
export interface Finding {
  readonly indication: 'INDETERMINATE' | 'TOTAL-FAILED';
  readonly subIndication: SubIndication | null;
  readonly reason: VerdictReason;
  /** Told whatever the policy says, and never counted: a fact about the surroundings. */
  readonly informs?: true;
}

/** A fact that people should know and that takes nothing from the signature. */
export function informing(key: VerdictReasonKey, params?: Readonly<Record<string, string>>): Finding {
  return { ...indeterminate(null, key, params), informs: true };
}

export function failed(
  subIndication: SubIndication,
  key: VerdictReasonKey,
  params?: Readonly<Record<string, string>>,
): Finding {
  return { indication: 'TOTAL-FAILED', subIndication, reason: reasonOf(key, params) };
}

export function indeterminate(
  subIndication: SubIndication | null,
  key: VerdictReasonKey,
  params?: Readonly<Record<string, string>>,
): Finding {
  return { indication: 'INDETERMINATE', subIndication, reason: reasonOf(key, params) };
}

/**
 * An algorithm that the engine cannot run.
 *
 * INDETERMINATE with no sub-indication: the main status says "the available information is insufficient"
 * (EN 319 102-1 clause 5.1.3), and of its sub-indications none is true. CRYPTO_CONSTRAINTS_FAILURE would
 * call the algorithm weak, which GOST and DSTU are not; SIG_CRYPTO_FAILURE would say that the check was
 * made and failed. TS 119 102-2 keeps the sub-indication optional.
 */
export function unsupportedAlgorithm(algorithm: string): Finding {
  return indeterminate(null, 'verdict.unsupportedAlgorithm', { algorithm });
}

export function reasonOf(key: VerdictReasonKey, params?: Readonly<Record<string, string>>): VerdictReason {
  return params === undefined ? { key } : { key, params };
}

/** What must have been shown, positively, before a signature passes. */
export interface Proofs {
  readonly dataIntact: boolean | null;
  readonly signatureIntact: boolean | null;
  readonly chainTrusted: boolean;
  readonly revocationClear: boolean;
}

/**
 * Status of a signature (EN 319 102-1 clause 5.1.3): failed before indeterminate, the first finding gives
 * the sub-indication, every reason stays.
 *
 * Passing takes each proof, not only the absence of findings: a check that was forgotten must show as
 * INDETERMINATE, because a false accept is the worst thing this engine can do.
 */
export function conclude(findings: readonly Finding[], proofs: Proofs): Conclusion {
  const decisive = findings.find((finding) => finding.indication === 'TOTAL-FAILED') ?? findings[0];
  if (decisive !== undefined) {
    const others = findings.filter((finding) => finding !== decisive);
    return {
      indication: decisive.indication,
      subIndication: decisive.subIndication,
      reasons: [decisive, ...others].map((finding) => finding.reason),
    };
  }
  const proved =
    proofs.dataIntact === true && proofs.signatureIntact === true && proofs.chainTrusted && proofs.revocationClear;
  return proved
    ? { indication: 'TOTAL-PASSED', subIndication: null, reasons: [{ key: 'verdict.passed' }] }
    : {
        indication: 'INDETERMINATE',
        subIndication: null,
        reasons: [reasonOf('verdict.engineStopped', { detail: 'a proof is missing' })],
      };
}
