import { createHash } from 'node:crypto';
import type { FetchedKind } from '#shared/contract/evidence.ts';
import type { MissingEvidence } from '#shared/domain/signature-evidence.ts';
import { evidenceSlot } from '../../store/projections/evidence-keys.ts';

/** One request that may answer a question. */
export interface Alternative {
  readonly kind: FetchedKind;
  readonly url: string;
  /** SHA-256 of the certificate that an OCSP answer is about; null for the others. */
  readonly certificate: string | null;
  /** DER, for OCSP only. */
  readonly ocsp: { readonly certificate: Uint8Array; readonly issuer: Uint8Array } | null;
  /** Names the request in the desk's memory of attempts. */
  readonly request: string;
}

/** Requests of which one success is enough, in the order in which they are tried. */
export type Question = readonly Alternative[];

/** Questions of one letter, and alternatives of each kind, that are looked at. */
export const QUESTION_LIMIT = 40;
const ALTERNATIVE_LIMIT = 3;

function alternative(kind: FetchedKind, url: string, ocsp: Alternative['ocsp'] = null): Alternative {
  const certificate = ocsp === null ? null : createHash('sha256').update(ocsp.certificate).digest('hex');
  return { kind, url, certificate, ocsp, request: evidenceSlot({ kind, url, certificate }) };
}

/**
 * What can be asked for the missing evidence: an answer about the one certificate before the list of all,
 * which may be a thousand times as long. What only an administrator can bring asks nothing.
 */
export function questionsOf(missing: readonly MissingEvidence[]): Question[] {
  const questions = missing.flatMap((item): Question[] => {
    if (item.kind === 'issuer') return [item.issuerUrls.slice(0, ALTERNATIVE_LIMIT).map((url) => alternative('issuer', url))];
    if (item.kind !== 'revocation') return [];
    const ocsp = { certificate: Buffer.from(item.certificate, 'base64'), issuer: Buffer.from(item.issuer, 'base64') };
    return [[...item.ocspUrls.slice(0, ALTERNATIVE_LIMIT).map((url) => alternative('ocsp', url, ocsp)), ...item.crlUrls.slice(0, ALTERNATIVE_LIMIT).map((url) => alternative('crl', url))]];
  });
  const unique = new Map(questions.filter((question) => question.length > 0).map((question) => [question.map(({ request }) => request).join('\n'), question]));
  return [...unique.values()].slice(0, QUESTION_LIMIT);
}
