import { crl, ocspResponse } from '../../../src-main/demo/pki/revocation.ts';
import { parseCrl } from '../../../src-main/signatures/revocation/crl.ts';
import { parseOcsp } from '../../../src-main/signatures/revocation/ocsp.ts';
import { checkRevocation } from '../../../src-main/signatures/revocation/status.ts';
import { DAY, later } from './support.ts';
import { NOW_MS, read } from './path-support.ts';
import type { Holder } from '../../../src-main/demo/pki/certificates.ts';
import type { CrlRequest, OcspRequest } from '../../../src-main/demo/pki/revocation.ts';
import type { Crl } from '../../../src-main/signatures/revocation/crl.ts';
import type { BasicOcspResponse } from '../../../src-main/signatures/revocation/ocsp.ts';
import type { RevocationQuestion, RevocationVerdict, Sourced } from '../../../src-main/signatures/revocation/status.ts';

export const HOUR = 3_600_000;

/** A list of that issuer in force, parsed; empty unless told otherwise. */
export function list(issuer: Holder, change: Partial<CrlRequest> = {}, sourced: Partial<Sourced<Crl>> = {}): Sourced<Crl> {
  const window = { thisUpdate: later(-HOUR), nextUpdate: later(DAY) };
  return { value: parseCrl(crl({ issuer, revoked: [], ...window, ...change })), source: 'list.crl', ...sourced };
}

/** A "good" answer in force, parsed. */
export function answer(
  request: Pick<OcspRequest, 'certificate' | 'issuer' | 'responder'> & Partial<OcspRequest>,
  sourced: Partial<Sourced<BasicOcspResponse>> = {},
): Sourced<BasicOcspResponse> {
  const window = { thisUpdate: later(-HOUR), nextUpdate: later(DAY), revokedAt: null };
  return { value: parseOcsp(ocspResponse({ ...window, ...request })), source: 'answer.ors', ...sourced };
}

export function statusOf(certificate: Holder, issuers: readonly Holder[], change: Partial<RevocationQuestion>): RevocationVerdict {
  const [issuer, ...above] = issuers.map(read);
  if (issuer === undefined) throw new Error('an issuer is needed');
  return checkRevocation({
    certificate: read(certificate),
    issuer,
    issuers: [issuer, ...above],
    judgedAt: NOW_MS,
    now: NOW_MS,
    crls: [],
    ocspResponses: [],
    ...change,
  });
}

export const causes = ({ refused }: RevocationVerdict): string[] => refused.map(({ cause }) => cause);
