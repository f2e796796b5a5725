import { createPublicKey, verify } from 'node:crypto';

import { parseCertificate } from '../../src-main/signatures/certificates/certificate.ts';
import { readTimestampToken } from '../../src-main/signatures/formats/cms/timestamp-token.ts';
import { parseSignedData } from '../../src-main/signatures/formats/cms/signed-data.ts';
import { rawOf } from '../../src-main/signatures/asn1/tlv.ts';
import { embeddedEvidence } from '../../src-main/signatures/validation/cms/embedded-evidence.ts';
import type { Certificate } from '../../src-main/signatures/certificates/certificate.ts';
import type { SignedData } from '../../src-main/signatures/formats/cms/signed-data.ts';
import type { Corpus } from './verify-corpus.ts';

/** One signature that a validator cannot do without, ready for the bare call. */
interface Call {
  readonly spki: Buffer;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

const SIGNATURE_TIMESTAMP = '1.2.840.113549.1.9.16.2.14';

/**
 * The calls of `crypto.verify` that the files need, file by file: signature, token, certificates of both chains,
 * the OCSP answer with its responder's certificate, the lists. Nothing is saved by remembering a key or an answer.
 */
export function callsOf({ files, options }: Corpus): Call[][] {
  const anchors = options.trustAnchors.map(({ bytes }) => parseCertificate(bytes));
  return files.map((file) => callsOfFile(file, anchors));
}

/** Runs the calls. @throws where one does not verify: the peer then measured something else. */
export function verifyAll(calls: readonly (readonly Call[])[]): void {
  for (const { spki, message, signature } of calls.flat()) {
    const key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
    if (!verify('sha256', message, key, signature)) throw new Error('a signature of the corpus does not verify');
  }
}

function callsOfFile(file: Uint8Array, anchors: readonly Certificate[]): Call[] {
  const signedData = signedDataOf(file);
  const { certificates, crls, ocspResponses } = embeddedEvidence(signedData);
  const pool = [...certificates, ...anchors];
  const [signer] = signedData.signerInfos;
  const stamp = signer?.unsignedAttributes.find(({ oid }) => oid === SIGNATURE_TIMESTAMP)?.values[0];
  const token = stamp === undefined ? null : readTimestampToken(rawOf(stamp));
  const [answer] = ocspResponses;
  if (token === null || answer === undefined) throw new Error('no token or no answer in a file of the corpus');
  const responder = answer.value.certificates[0];
  if (responder === undefined) throw new Error('no certificate of the responder');
  return [
    ...signerCalls(signedData, pool),
    ...signerCalls(token.signedData, [...embeddedEvidence(token.signedData).certificates, ...pool]),
    callOf(answer.value, responder),
    callOf(responder, named(pool, responder.issuer.comparable)),
    ...crls.map(({ value }) => callOf(value, named(pool, value.issuer.comparable))),
  ];
}

function signedDataOf(file: Uint8Array): SignedData {
  const parsed = parseSignedData(file);
  if (parsed.kind !== 'signed-data') throw new Error('no SignedData');
  return parsed.signedData;
}

/** The signer's own signature and the certificates from its own up to the anchor, which is none of them. */
function signerCalls({ signerInfos }: SignedData, pool: readonly Certificate[]): Call[] {
  const [signer] = signerInfos;
  const serialNumber = signer?.sid.kind === 'issuer-and-serial' ? signer.sid.serialNumber : null;
  let certificate = pool.find((one) => one.serialNumber === serialNumber);
  if (signer?.signedAttributesDer === null || signer?.signedAttributesDer === undefined || certificate === undefined) throw new Error('no signer');
  const calls: Call[] = [{ spki: Buffer.from(certificate.publicKey.raw), message: signer.signedAttributesDer, signature: signer.signatureValue }];
  while (certificate.issuer.comparable !== certificate.subject.comparable) {
    const issuer = named(pool, certificate.issuer.comparable);
    calls.push(callOf(certificate, issuer));
    certificate = issuer;
  }
  return calls;
}

function callOf({ tbs, signatureValue }: { readonly tbs: Uint8Array; readonly signatureValue: Uint8Array }, { publicKey }: Certificate): Call {
  return { spki: Buffer.from(publicKey.raw), message: tbs, signature: signatureValue };
}

function named(pool: readonly Certificate[], subject: string): Certificate {
  const found = pool.find((certificate) => certificate.subject.comparable === subject);
  if (found === undefined) throw new Error('no certificate of that name');
  return found;
}
