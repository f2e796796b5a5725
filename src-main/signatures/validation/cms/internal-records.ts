import { computeDigest, equalBytes } from '../../algorithms/digests.ts';
import { attempt } from '../../asn1/attempt.ts';
import { encodeLength } from '../../asn1/der.ts';
import { element, oidContent } from '../../asn1/encode.ts';
import { childrenOf, rawOf } from '../../asn1/tlv.ts';
import { ATTRIBUTE, CMS } from '../../formats/cms/oids.ts';
import { readTimestampToken } from '../../formats/cms/timestamp-token.ts';
import { LimitExceededError, MAX_ARCHIVE_TIMESTAMPS } from '../../limits.ts';
import { readEvidenceRecord } from '../../preservation/read-evidence-record.ts';
import { recordStamps } from '../record-stamps.ts';
import type { DigestAlgorithm } from '../../algorithms/digests.ts';
import type { Tlv } from '../../asn1/tlv.ts';
import type { SignedData } from '../../formats/cms/signed-data.ts';
import type { SignerInfo } from '../../formats/cms/signer-info.ts';
import type { RecordStamp } from '../record-stamps.ts';

const known = new WeakMap<SignedData, readonly RecordStamp[]>();

/**
 * Timestamps of the evidence records inside an attached CMS (RFC 4998 appendix A.1, RFC 5276): each record is over the
 * whole message, every signer in it, as it was before that record: without any of them, or with the earlier ones.
 *
 * @throws LimitExceededError
 */
export function internalRecords(signedData: SignedData): readonly RecordStamp[] {
  const stamps = known.get(signedData) ?? stampsOf(signedData);
  known.set(signedData, stamps);
  return stamps;
}

function stampsOf(signedData: SignedData): RecordStamp[] {
  // Over a detached content a record is kept in the attribute of external ones.
  if (signedData.content === null) return [];
  const values = signedData.signerInfos.flatMap(({ unsignedAttributes }) => unsignedAttributes.flatMap(({ oid, values: held }) => (oid === ATTRIBUTE.evidenceRecord ? held : [])));
  const records = values
    .map((value) => ({ value, time: attempt(() => readEvidenceRecord(rawOf(value)))?.chains[0]?.timestamps[0]?.time ?? Infinity }))
    .sort((left, right) => left.time - right.time);
  const stamps: RecordStamp[] = [];
  for (const [index, { value, time }] of records.entries()) {
    const first = stamps.length;
    const earlier = new Set(records.slice(0, index).map((record) => record.value));
    const over = (kept: ReadonlySet<Tlv>): RecordStamp[] => recordStamps(rawOf(value), time === Infinity ? () => null : hashOf(signedData, kept));
    const behind = over(earlier);
    const renewsEarlier = index > 0 && fits(behind[0]);
    for (const stamp of renewsEarlier || index === 0 ? behind : over(new Set())) {
      const own = stamp.renews.map((place) => first + place);
      stamps.push({ ...stamp, renews: stamp.overData && renewsEarlier ? [...Array.from({ length: first }, (_, place) => place), ...own] : own });
    }
    if (stamps.length > MAX_ARCHIVE_TIMESTAMPS) throw new LimitExceededError(`${MAX_ARCHIVE_TIMESTAMPS} archive timestamps`);
  }
  return stamps;
}

function fits(stamp: RecordStamp | undefined): boolean {
  if (stamp === undefined) return false;
  const tst = attempt(() => readTimestampToken(stamp.token))?.tst;
  return tst !== undefined && stamp.imprints(tst.digest)?.some((imprint) => equalBytes(imprint, tst.imprint)) === true;
}

/** Hash of ContentInfo with those records alone, each algorithm once: a content may be large. */
function hashOf(signedData: SignedData, kept: ReadonlySet<Tlv>): (digest: DigestAlgorithm) => Uint8Array | null {
  const hashes = new Map<string, Uint8Array | null>();
  return (digest) => {
    const hash = hashes.get(digest.oid) ?? computeDigest(digest, ...messageWith(signedData, kept));
    hashes.set(digest.oid, hash);
    return hash;
  };
}

function messageWith({ whole, signerInfos }: SignedData, kept: ReadonlySet<Tlv>): Uint8Array[] {
  const fields = childrenOf(whole).slice(0, -1).map(rawOf);
  const signers = wrapped(0x31, signerInfos.flatMap((signer) => signerWith(signer, kept)));
  return wrapped(0x30, [element(0x06, oidContent(CMS.signedData)), ...wrapped(0xa0, wrapped(0x30, [...fields, ...signers]))]);
}

function signerWith({ raw, signedFields, unsignedFields, unsignedAttributes }: SignerInfo, kept: ReadonlySet<Tlv>): Uint8Array[] {
  if (unsignedAttributes.every(({ oid }) => oid !== ATTRIBUTE.evidenceRecord)) return [raw];
  const unsigned = unsignedFields.flatMap((field, place) => {
    const { oid, values } = unsignedAttributes[place] ?? { oid: '', values: [] };
    if (oid !== ATTRIBUTE.evidenceRecord) return [rawOf(field)];
    const left = values.filter((value) => kept.has(value)).map(rawOf);
    return left.length === 0 ? [] : wrapped(0x30, [element(0x06, oidContent(oid)), ...wrapped(0x31, left)]);
  });
  return wrapped(0x30, [...signedFields.map(rawOf), ...(unsigned.length === 0 ? [] : wrapped(0xa1, unsigned))]);
}

/** An element around pieces that are not joined. */
function wrapped(identifier: number, pieces: readonly Uint8Array[]): Uint8Array[] {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  return [Uint8Array.of(identifier), encodeLength(length), ...pieces];
}
