import { createHash } from 'node:crypto';

import { toDefiniteLength } from '../../../src-main/signatures/asn1/definite-length.ts';
import { contentOf } from '../../../src-main/signatures/asn1/tlv.ts';
import { octetsOf } from '../../../src-main/signatures/asn1/values.ts';
import { digestByOid } from '../../../src-main/signatures/algorithms/digests.ts';
import { attributeValues } from '../../../src-main/signatures/formats/cms/signer-info.ts';
import { ATTRIBUTE } from '../../../src-main/signatures/formats/cms/oids.ts';
import { parseSignedData } from '../../../src-main/signatures/formats/cms/signed-data.ts';
import type { PdfSignature } from '../../../src-main/signatures/formats/pdf/index.ts';

export { testPki } from './support.ts';

/** Hash of the bytes that a signature covers. */
export function coveredDigest({ covered }: PdfSignature, name = 'sha256'): string {
  const hash = createHash(name);
  for (const chunk of covered.chunks) hash.update(chunk);
  return hash.digest('hex');
}

/**
 * Whether the covered bytes are what the CMS or the timestamp token speaks of. Null where it names no digest.
 * Nothing else is verified here.
 */
export function messageDigestFits(signature: PdfSignature | undefined): boolean | null {
  if (signature === undefined) return null;
  const parsed = parseSignedData(toDefiniteLength(signature.contents).bytes);
  if (parsed.kind !== 'signed-data') return null;
  const [signer] = parsed.signedData.signerInfos;
  if (signer === undefined) return null;
  if (signature.kind === 'document-timestamp') {
    const token = Buffer.from(parsed.signedData.content ?? []).toString('hex');
    return ['sha1', 'sha256', 'sha384', 'sha512'].some((name) => token.includes(coveredDigest(signature, name)));
  }
  const [value] = attributeValues(signer.signedAttributes ?? [], ATTRIBUTE.messageDigest);
  const name = digestByOid(signer.digestAlgorithm.oid).engineName;
  if (value === undefined || name === null) return null;
  return Buffer.from(value.constructed ? octetsOf(value) : contentOf(value)).toString('hex') === coveredDigest(signature, name);
}
