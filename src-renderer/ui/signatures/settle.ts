import type { SignatureReport, VerdictReasonKey } from '#shared/domain/signature-report.ts';
import type { MessageKey } from '#shared/i18n/translate.ts';

const SETTLES: Readonly<Partial<Record<VerdictReasonKey, MessageKey>>> = {
  'verdict.dataNotFound': 'signature.settle.document',
  'verdict.noChain': 'signature.settle.trust',
  'verdict.noTrustAnchors': 'signature.settle.trust',
  'verdict.revocationUnknown': 'signature.settle.revocation',
  'verdict.revocationStale': 'signature.settle.revocation',
  'verdict.engineStopped': 'signature.settle.repeat',
  'verdict.noSigningCertificate': 'signature.settle.sender',
  'verdict.formatFailure': 'signature.settle.sender',
  'verdict.unsupportedAlgorithm': 'signature.settle.elsewhere',
  'verdict.unsupportedFormat': 'signature.settle.elsewhere',
};

/** What would settle an open verdict, one sentence for each way; nothing for one that stands. */
export function whatSettles(signature: Pick<SignatureReport, 'indication' | 'reasons'>): MessageKey[] {
  if (signature.indication !== 'INDETERMINATE') return [];
  return [...new Set(signature.reasons.flatMap(({ key }) => SETTLES[key] ?? []))];
}
