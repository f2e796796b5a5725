import { z } from 'zod';
import { documentTexts, packId, provenance, validity } from './common.ts';

/**
 * Kinds of signature that a printed mark tells apart truthfully (requirements C.4, X1): a password
 * confirmation is never dressed as a signature.
 */
export const SIGNATURE_MARK_KINDS = [
  'qualified-signature',
  'advanced-signature',
  'qualified-seal',
  'advanced-seal',
  'simple-signature',
  'password-confirmation',
  'handwritten-signature',
  'undetermined-signature',
] as const;
export type SignatureMarkKind = (typeof SIGNATURE_MARK_KINDS)[number];

/** Ways in which one document may be signed, each with a force of its own (SIGN-10, SIGN-14). */
export const SIGNATURE_REGIMES = [...SIGNATURE_MARK_KINDS, 'paper-original'] as const;
export type SignatureRegime = (typeof SIGNATURE_REGIMES)[number];

/** Sentences that the product prints; a pack without one of them could not print truthfully. */
export const REQUIRED_SENTENCES = [
  'paper-copy.legal',
  'paper-copy.footer',
  'copy-certification.mark',
  'copy-extract.mark',
  'copy-extract.footer',
  'scan-copy.footer',
  'scan-copy.mark',
  'scan-copy.note',
  'scan-copy.signature-note',
  'registration-stamp.incoming',
  'registration-stamp.outgoing',
  'registration-stamp.internal',
  ...SIGNATURE_MARK_KINDS.map((kind) => `signature-mark.${kind}` as const),
  'signature-mark.note',
  'signature-mark.record-note',
  'signature-mark.handwritten-note',
  'signature-regime.intro',
  ...SIGNATURE_REGIMES.map((regime) => `signature-regime.${regime}` as const),
  'restricted-use.mark',
  'outage-notice.suspension-subject',
  'outage-notice.restoration-subject',
  'outage-notice.suspension',
  'outage-notice.expected',
  'outage-notice.expected-unknown',
  'outage-notice.paper',
  'outage-notice.restoration',
  'acknowledgement.mark',
  'acknowledgement.signature',
  'acknowledgement.conclusion',
  'contract.signature',
  'late-memo.title',
  'late-memo.subject',
  'late-memo.intro',
  'late-memo.closing',
  'simple-signature.words',
  'simple-signature.draft-words',
] as const;

/** Sentences of a procedure that not every country has; a pack without one does not have the procedure. */
export const COUNTRY_SENTENCES = ['application.head-declaration'] as const;
export type SentenceId = (typeof REQUIRED_SENTENCES)[number] | (typeof COUNTRY_SENTENCES)[number];

export const sentence = z.strictObject({
  id: packId,
  /** `verified-signature`: true only of a document whose signature was checked and passed. */
  condition: z.enum(['always', 'verified-signature']).default('always'),
  texts: documentTexts,
  ...validity,
  ...provenance,
});

/** `sentences.json`: words printed on copies, stamps and marks, in the country's document languages. */
export const sentencesFile = z.strictObject({ sentences: z.array(sentence).min(1).max(500) });
export type SentencesFile = z.output<typeof sentencesFile>;
