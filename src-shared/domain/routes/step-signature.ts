/**
 * What the check of a signature says of a step that is taken by it (ROUTE-10, ROUTE-11): it must be one of the draft's very
 * content, and of nobody else than the official who takes the step, or his deputy (SIGN-06).
 */
import { isCertificateOf } from '../certificate-of-person.ts';
import { verdictOf, worstIndication } from '../signature-indications.ts';
import type { ValidationReport } from '../signature-report.ts';
import type { StepSignature } from './events.ts';

export type SignatureFinding = { readonly signature: StepSignature } | { readonly problem: 'notOfContent' | 'failed' } | { readonly problem: 'notHis'; readonly signers: readonly string[] };

export interface ExpectedSignature {
  readonly contentSha256: string;
  /** File of the signature, or the signed file itself. */
  readonly signatureSha256: string;
  /** Name of who takes the step, as the office writes it. */
  readonly personName: string;
}

/**
 * Reads the reports on the draft's content and on the file that was handed in, which may hold the signatures of others
 * beside his. A signature that cannot be judged whole, such as without a line to its authority, counts and says so; one
 * that fails, or whose bytes are not intact, does not, whosever it is.
 */
export function stepSignature(reports: readonly ValidationReport[], { contentSha256, signatureSha256, personName }: ExpectedSignature): SignatureFinding {
  const report = reports.find(({ sha256 }) => sha256 === signatureSha256);
  const covering = (report?.signatures ?? []).filter(({ kind, signedObjects }) => kind === 'signature' && (report?.content?.sha256 === contentSha256 || signedObjects.some(({ sha256, status }) => sha256 === contentSha256 && status === 'intact')));
  if (covering.length === 0) return { problem: 'notOfContent' };
  const verdict = verdictOf(worstIndication(covering.map(({ indication }) => indication)));
  const intact = covering.every(({ dataFound, dataIntact, signatureIntact }) => dataFound && dataIntact === true && signatureIntact === true);
  if (!intact || (verdict !== 'passed' && verdict !== 'undetermined')) return { problem: 'failed' };
  const named = (signatures: typeof covering): string[] => signatures.map(({ signer }) => signer?.commonName ?? null).filter((name) => name !== null);
  const his = covering.filter((signature) => isCertificateOf(signature, personName));
  return his.length === 0 ? { problem: 'notHis', signers: named(covering) } : { signature: { verdict, signers: named(his) } };
}
