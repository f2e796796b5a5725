/** What the check of a signature says of a step that is taken by it (ROUTE-10, ROUTE-11): it must be one of the draft's very content. */
import { verdictOf, worstIndication } from '../signature-indications.ts';
import type { ValidationReport } from '../signature-report.ts';
import type { StepSignature } from './events.ts';

export type SignatureFinding = { readonly signature: StepSignature } | { readonly problem: 'notOfContent' | 'failed' };

/**
 * Reads the reports on the draft's content and on the file that was handed in. A signature that cannot be judged whole,
 * such as without a line to its authority, counts and says so; one that fails, or whose bytes are not intact, does not.
 */
export function stepSignature(reports: readonly ValidationReport[], contentSha256: string, signatureSha256: string): SignatureFinding {
  const report = reports.find(({ sha256 }) => sha256 === signatureSha256);
  const covering = (report?.signatures ?? []).filter(({ kind, signedObjects }) => kind === 'signature' && (report?.content?.sha256 === contentSha256 || signedObjects.some(({ sha256, status }) => sha256 === contentSha256 && status === 'intact')));
  if (covering.length === 0) return { problem: 'notOfContent' };
  const verdict = verdictOf(worstIndication(covering.map(({ indication }) => indication)));
  const intact = covering.every(({ dataFound, dataIntact, signatureIntact }) => dataFound && dataIntact === true && signatureIntact === true);
  if (!intact || (verdict !== 'passed' && verdict !== 'undetermined')) return { problem: 'failed' };
  const signers = covering.map(({ signer }) => signer?.commonName ?? null).filter((name) => name !== null);
  return { signature: { verdict, signers } };
}
