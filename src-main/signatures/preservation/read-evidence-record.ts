import { digestByOid } from '../algorithms/digests.ts';
import { algorithmIdentifierOf } from '../algorithms/identifier.ts';
import { toDefiniteLength } from '../asn1/definite-length.ts';
import { element } from '../asn1/encode.ts';
import { Fields } from '../asn1/fields.ts';
import { Asn1Error, childrenOf, isUniversal, rawOf, readSingle, TAG } from '../asn1/tlv.ts';
import { octetsOf, oidOf, smallIntegerOf } from '../asn1/values.ts';
import { readTimestampToken } from '../formats/cms/timestamp-token.ts';
import { LimitExceededError, MAX_ARCHIVE_TIMESTAMPS, MAX_HASH_LISTS, MAX_LISTED_HASHES, MAX_STRUCTURE_BYTES } from '../limits.ts';
import type { DigestAlgorithm } from '../algorithms/digests.ts';
import type { Tlv } from '../asn1/tlv.ts';
import type { HashList } from './hash-list.ts';

/** An archive timestamp that was read, with what the record says of it. */
export interface ReadArchiveTimestamp {
  readonly digest: DigestAlgorithm;
  readonly lists: readonly HashList[];
  /** The whole time-stamp token as it lies in the record. */
  readonly token: Uint8Array;
  /** Hash that its imprint is of. */
  readonly tokenDigest: DigestAlgorithm;
  /** genTime, milliseconds since 1970 UTC. */
  readonly time: number;
}

export interface ReadChain {
  readonly timestamps: readonly ReadArchiveTimestamp[];
  /** DER of the chains before this one, as ArchiveTimeStampSequence (clause 5.2): none before the first. */
  readonly earlier: Uint8Array | null;
}

export interface ReadEvidenceRecord {
  readonly chains: readonly ReadChain[];
  /** Data were encrypted before they were stamped (encryptionInfo, clause 6): then the hash is not of the data at hand. */
  readonly isOverEncrypted: boolean;
}

/**
 * Reads an EvidenceRecord (RFC 4998 clause 3.1). Its tokens are read as far as their times; what they are worth is
 * validation's to say.
 *
 * @returns null where the bytes are another structure, e.g. a bare time-stamp token.
 * @throws Asn1Error where it is malformed; LimitExceededError
 */
export function readEvidenceRecord(bytes: Uint8Array): ReadEvidenceRecord | null {
  if (bytes.length > MAX_STRUCTURE_BYTES) throw new LimitExceededError(`${MAX_STRUCTURE_BYTES} bytes`);
  const { bytes: definite, trailing } = toDefiniteLength(bytes);
  const whole = readSingle(definite);
  // A token begins with the OID of SignedData, a record with its version.
  if (!isUniversal(whole, TAG.sequence) || !isUniversal(childrenOf(whole)[0], TAG.integer)) return null;
  if (trailing.length > 0) throw new Asn1Error(`${trailing.length} bytes after the evidence record`);
  const fields = Fields.ofSequence(whole, 'EvidenceRecord');
  if (smallIntegerOf(fields.take(TAG.integer)) !== 1) throw new Asn1Error('EvidenceRecord version');
  for (const algorithm of childrenOf(fields.take(TAG.sequence))) algorithmIdentifierOf(algorithm);
  const cryptoInfos = fields.optionalContext(0);
  if (cryptoInfos !== null) requireAttributes(cryptoInfos);
  const encryptionInfo = fields.optionalContext(1);
  const chains = chainsOf(fields.take(TAG.sequence));
  fields.finish();
  return { chains, isOverEncrypted: encryptionInfo !== null };
}

function chainsOf(sequence: Tlv): ReadChain[] {
  const budget = { timestamps: 0, hashes: 0 };
  const elements = childrenOf(sequence);
  if (elements.length === 0) throw new Asn1Error('EvidenceRecord without chains');
  return elements.map((chain, index) => {
    if (!isUniversal(chain, TAG.sequence)) throw new Asn1Error('ArchiveTimeStampChain: not a SEQUENCE');
    const timestamps = childrenOf(chain).map((one) => archiveTimestampOf(one, budget));
    if (timestamps.length === 0) throw new Asn1Error('ArchiveTimeStampChain without timestamps');
    return { timestamps, earlier: index === 0 ? null : element(0x30, ...elements.slice(0, index).map(rawOf)) };
  });
}

interface Budget {
  timestamps: number;
  hashes: number;
}

function archiveTimestampOf(tlv: Tlv, budget: Budget): ReadArchiveTimestamp {
  budget.timestamps += 1;
  if (budget.timestamps > MAX_ARCHIVE_TIMESTAMPS) throw new LimitExceededError(`${MAX_ARCHIVE_TIMESTAMPS} archive timestamps`);
  const fields = Fields.ofSequence(tlv, 'ArchiveTimeStamp');
  const algorithm = fields.optionalContext(0);
  const attributes = fields.optionalContext(1);
  if (attributes !== null) requireAttributes(attributes);
  const tree = fields.optionalContext(2);
  const token = rawOf(fields.take(TAG.sequence));
  fields.finish();
  const stamp = readTimestampToken(token);
  if (stamp === null) throw new Asn1Error('ArchiveTimeStamp: not a time-stamp token of RFC 3161');
  const { digest: tokenDigest, genTime } = stamp.tst;
  const digest = algorithm === null ? tokenDigest : digestByOid(algorithmIdentifierOf({ ...algorithm, tagClass: 0, tagNumber: TAG.sequence }).oid);
  return { digest, lists: tree === null ? [] : listsOf(tree, budget), token, tokenDigest, time: genTime };
}

/** Hashes of one tree are of one length: those of another are no hashes of its algorithm. */
function listsOf(tree: Tlv, budget: Budget): HashList[] {
  const elements = childrenOf(tree);
  if (elements.length === 0) throw new Asn1Error('reducedHashtree without lists');
  if (elements.length > MAX_HASH_LISTS) throw new LimitExceededError(`${MAX_HASH_LISTS} lists of hashes`);
  const lists = elements.map((list) => {
    if (!isUniversal(list, TAG.sequence)) throw new Asn1Error('PartialHashtree: not a SEQUENCE');
    const hashes = childrenOf(list).map(octetsOf);
    budget.hashes += hashes.length;
    if (budget.hashes > MAX_LISTED_HASHES) throw new LimitExceededError(`${MAX_LISTED_HASHES} hashes`);
    if (hashes.length === 0) throw new Asn1Error('PartialHashtree without hashes');
    return hashes;
  });
  const lengths = new Set(lists.flat().map(({ length }) => length));
  if (lengths.size > 1) throw new Asn1Error('reducedHashtree: hashes of several lengths');
  return lists;
}

/** Attributes are read as such and give nothing: neither proof nor trust comes from them. */
function requireAttributes(tlv: Tlv): void {
  for (const attribute of childrenOf(tlv)) {
    const fields = Fields.ofSequence(attribute, 'Attribute');
    oidOf(fields.any());
    fields.take(TAG.set);
    fields.finish();
  }
}
