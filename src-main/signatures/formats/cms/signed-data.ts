import { explicit, Fields } from '../../asn1/fields.ts';
import { Asn1Error, childrenOf, isContext, isUniversal, readSingle, TAG } from '../../asn1/tlv.ts';
import { octetsOf, oidOf, smallIntegerOf } from '../../asn1/values.ts';
import { LimitExceededError, MAX_SIGNERS } from '../../limits.ts';
import { CMS } from './oids.ts';
import { parseSignerInfo } from './signer-info.ts';
import type { Tlv } from '../../asn1/tlv.ts';
import type { SignerInfo } from './signer-info.ts';

/** SignedData (RFC 5652 clause 5.1). */
export interface SignedData {
  readonly contentType: string;
  /** Attached content; null where it is detached. */
  readonly content: Uint8Array | null;
  /** encapContentInfo as it came: what archive timestamps cover. */
  readonly encapsulated: Tlv;
  readonly certificates: Tlv | null;
  readonly crls: Tlv | null;
  readonly signerInfos: readonly SignerInfo[];
  /** As it came: what evidence records cover. */
  readonly whole: Tlv;
}

export type ParsedContentInfo =
  | { readonly kind: 'signed-data'; readonly signedData: SignedData }
  /** Another CMS content type, e.g. enveloped data. */
  | { readonly kind: 'other-cms'; readonly contentType: string }
  | { readonly kind: 'not-cms' };

const OTHER_CMS: readonly string[] = [CMS.envelopedData, CMS.encryptedData, CMS.authEnvelopedData];

/** Whether the bytes begin as ContentInfo with SignedData, even if the rest turns out damaged. */
export function startsAsSignedData(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x30) return false;
  const oid = Buffer.from('06092a864886f70d010702', 'hex');
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 24)).includes(oid);
}

/** Reads ContentInfo in definite lengths. @throws Asn1Error where it is SignedData but malformed. */
export function parseSignedData(bytes: Uint8Array): ParsedContentInfo {
  const outer = readSingle(bytes);
  const [type, body] = isUniversal(outer, TAG.sequence) ? childrenOf(outer) : [];
  if (!isUniversal(type, TAG.oid) || !isContext(body, 0)) return { kind: 'not-cms' };
  const contentType = oidOf(type);
  if (OTHER_CMS.includes(contentType)) return { kind: 'other-cms', contentType };
  if (contentType !== CMS.signedData) return { kind: 'not-cms' };
  if (childrenOf(outer).length !== 2) throw new Asn1Error('ContentInfo: unexpected component');
  return { kind: 'signed-data', signedData: signedDataOf(explicit(body, 'ContentInfo')) };
}

function signedDataOf(tlv: Tlv): SignedData {
  const fields = Fields.ofSequence(tlv, 'SignedData');
  smallIntegerOf(fields.take(TAG.integer));
  fields.take(TAG.set);
  const encapsulated = fields.any();
  const { contentType, content } = encapsulatedContentOf(encapsulated);
  const certificates = fields.optionalContext(0);
  const crls = fields.optionalContext(1);
  const signerInfos = childrenOf(fields.take(TAG.set));
  fields.finish();
  if (signerInfos.length > MAX_SIGNERS) throw new LimitExceededError(`${MAX_SIGNERS} signers`);
  return { contentType, content, encapsulated, certificates, crls, signerInfos: signerInfos.map(parseSignerInfo), whole: tlv };
}

function encapsulatedContentOf(tlv: Tlv): { contentType: string; content: Uint8Array | null } {
  const fields = Fields.ofSequence(tlv, 'EncapsulatedContentInfo');
  const contentType = oidOf(fields.any());
  const holder = fields.optionalContext(0);
  fields.finish();
  return { contentType, content: holder === null ? null : octetsOf(explicit(holder, 'eContent')) };
}
