import { digestByOid } from '../../algorithms/digests.ts';
import { algorithmIdentifierOf } from '../../algorithms/identifier.ts';
import { toDefiniteLength } from '../../asn1/definite-length.ts';
import { Fields } from '../../asn1/fields.ts';
import { Asn1Error, readSingle, TAG } from '../../asn1/tlv.ts';
import { booleanOf, octetsOf, smallIntegerOf, timeOf } from '../../asn1/values.ts';
import { extensionsOf } from '../../certificates/extensions.ts';
import { CMS } from './oids.ts';
import { parseSignedData } from './signed-data.ts';
import type { DigestAlgorithm } from '../../algorithms/digests.ts';
import type { Tlv } from '../../asn1/tlv.ts';
import type { SignedData } from './signed-data.ts';
import type { SignerInfo } from './signer-info.ts';

/** TSTInfo (RFC 3161 clause 2.4.2). */
export interface TstInfo {
  readonly digest: DigestAlgorithm;
  readonly imprint: Uint8Array;
  /** Milliseconds since 1970 UTC. */
  readonly genTime: number;
}

export interface TimestampToken {
  readonly tst: TstInfo;
  readonly signedData: SignedData;
  /** A token has exactly one signer. */
  readonly signer: SignerInfo;
  /** TSTInfo as it was signed. */
  readonly content: Uint8Array;
}

/** Reads TimeStampToken; null where it is another CMS. @throws Asn1Error where it is malformed. */
export function readTimestampToken(bytes: Uint8Array): TimestampToken | null {
  const { bytes: definite, trailing } = toDefiniteLength(bytes);
  if (trailing.some((byte) => byte !== 0)) throw new Asn1Error(`${trailing.length} bytes after the token`);
  const parsed = parseSignedData(definite);
  if (parsed.kind !== 'signed-data') return null;
  const { signedData } = parsed;
  const [signer, ...more] = signedData.signerInfos;
  if (signedData.contentType !== CMS.tstInfo || signedData.content === null) return null;
  if (signer === undefined || more.length > 0) return null;
  return { tst: tstInfoOf(readSingle(signedData.content)), signedData, signer, content: signedData.content };
}

function tstInfoOf(tlv: Tlv): TstInfo {
  const fields = Fields.ofSequence(tlv, 'TSTInfo');
  if (smallIntegerOf(fields.take(TAG.integer)) !== 1) throw new Asn1Error('TSTInfo version');
  fields.take(TAG.oid);
  const imprint = Fields.ofSequence(fields.any(), 'MessageImprint');
  const digest = digestByOid(algorithmIdentifierOf(imprint.any()).oid);
  const hash = octetsOf(imprint.any());
  imprint.finish();
  fields.take(TAG.integer);
  const genTime = timeOf(fields.take(TAG.generalizedTime));
  fields.optional(TAG.sequence);
  const ordering = fields.optional(TAG.boolean);
  if (ordering !== null) booleanOf(ordering);
  fields.optional(TAG.integer);
  fields.optionalContext(0);
  const extensions = fields.optionalContext(1);
  fields.finish();
  if (extensions !== null && hasCritical(extensions)) throw new Asn1Error('critical extension of TSTInfo');
  return { digest, imprint: hash, genTime };
}

/** `extensions` is IMPLICIT here: the tag stands in the place of SEQUENCE. */
function hasCritical(tlv: Tlv): boolean {
  const asSequence: Tlv = { ...tlv, tagClass: 0, tagNumber: TAG.sequence };
  return [...extensionsOf(asSequence).values()].some((extension) => extension.critical);
}
