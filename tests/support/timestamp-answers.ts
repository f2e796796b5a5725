/** Answers of a time-stamping authority (RFC 3161) that nobody runs: made by the test authority. */
import { childrenOf, rawOf, readSingle } from '../../src-main/signatures/asn1/tlv.ts';
import { generalizedTime, integer, oid, sequence } from '../../src-main/demo/pki/der.ts';
import { cades } from './cades-builder.ts';
import type { TestPki, TestSigner } from '../../src-main/demo/pki/index.ts';

/** What an authority may do other than it was asked. */
export interface Answer {
  readonly time: Date;
  /** PKIStatus; 0 grants, 1 grants with changes, from 2 on there is no token (RFC 3161 clause 2.4.2). */
  readonly status?: number;
  /** In place of the nonce of the request; null leaves it out. */
  readonly nonce?: Uint8Array | null;
  readonly authority?: TestSigner;
}

/** TimeStampResp of the test authority to a TimeStampReq. */
export function answerTo(request: Uint8Array, pki: TestPki, { time, status = 0, nonce, authority = pki.timestampAuthority }: Answer): Uint8Array {
  const statusInfo = sequence(integer(status));
  return status > 1 ? sequence(statusInfo) : sequence(statusInfo, tokenFor(request, { time, authority, ...(nonce === undefined ? {} : { nonce }) }));
}

/** TimeStampToken over what the request asks for. */
export function tokenFor(request: Uint8Array, { time, authority, nonce }: { readonly time: Date; readonly authority: TestSigner; readonly nonce?: Uint8Array | null }): Uint8Array {
  const asked = childrenOf(readSingle(request));
  const [, imprint, number] = asked.map(rawOf);
  if (imprint === undefined) throw new Error('no imprint');
  const own = asked[2]?.tagNumber === 2 ? number : undefined;
  const echoed = nonce === undefined ? own : nonce === null ? undefined : integer(nonce);
  const content = sequence(integer(1), oid('1.2.3.4.5'), imprint, integer(7), generalizedTime(time), ...(echoed === undefined ? [] : [echoed]));
  return cades({ content, contentType: '1.2.840.113549.1.9.16.1.4', attached: true, signers: [{ signer: authority, signingTime: time }] });
}
