import { computeDigest } from '../../algorithms/digests.ts';
import { LimitExceededError, MAX_ARCHIVE_TIMESTAMPS, MAX_TIMESTAMPS_PER_SIGNATURE } from '../../limits.ts';
import { fatherOf } from '../../preservation/hash-list.ts';
import { objectsOf } from '../evidence-bag.ts';
import { recordStamps } from '../record-stamps.ts';
import type { DigestAlgorithm } from '../../algorithms/digests.ts';
import type { XmlSignature } from '../../formats/xml/index.ts';
import type { XmlTimestamp } from '../../formats/xml/index.ts';
import type { XmlEvidenceRecords } from '../../formats/xml/xades/types.ts';
import type { EmbeddedEvidence, TimestampSubject } from '../subject.ts';

interface Token {
  readonly timestamp: XmlTimestamp;
  readonly token: Uint8Array;
  /** Place of its property among the unsigned ones; -1 for signed ones. */
  readonly place: number;
}

/** Properties that bring certificates or revocation values. */
const EVIDENCE = /^(?:CertificateValues|RevocationValues|AttrAuthoritiesCertValues|AttributeRevocationValues|TimeStampValidationData|AnyValidationData)$/;

/** The timestamps of one XML signature, content timestamps first (EN 319 132-1 clauses 5.2.8, 5.3 and 5.5), those of records last (EN 319 132-3). */
export function xmlTimestamps(signature: XmlSignature, own: EmbeddedEvidence): TimestampSubject[] {
  const { signedProperties, unsignedProperties } = signature;
  const { properties, timestamps } = unsignedProperties;
  const places = placesOf(timestamps, properties);
  const content = (signedProperties?.contentTimestamps ?? []).map((timestamp) => ({ timestamp, place: -1 }));
  const others = timestamps.map((timestamp, index) => ({ timestamp, place: places[index] ?? -1 }));
  const tokens = [...content, ...others]
    .flatMap(({ timestamp, place }) => timestamp.tokens.map((token): Token => ({ timestamp, token, place })))
    .slice(0, MAX_TIMESTAMPS_PER_SIGNATURE);
  const lastEvidence = properties.findLastIndex(({ name }) => EVIDENCE.test(name));
  return [...tokens.map((token) => subjectOf(token, tokens, lastEvidence, own)), ...ofRecords(unsignedProperties.evidenceRecords, tokens, lastEvidence, own)];
}

/** Each record is over all that stands before it. */
function ofRecords(holders: readonly XmlEvidenceRecords[], tokens: readonly Token[], lastEvidence: number, own: EmbeddedEvidence): TimestampSubject[] {
  const found: { readonly place: number; readonly subject: TimestampSubject }[] = [];
  for (const { records, parts, place } of holders) {
    const earlier = [...tokens, ...found].flatMap((other, index) => (other.place < place ? [index] : []));
    for (const record of records) {
      const first = tokens.length + found.length;
      for (const { token, imprints, overData, renews } of recordStamps(record, (digest) => groupHash(digest, parts))) {
        const renewed = renews.map((at) => first + at);
        const evidence = place > lastEvidence ? objectsOf(own) : [];
        const covers = overData ? { signature: true, timestamps: [...earlier, ...renewed], evidence } : { signature: false, timestamps: renewed, evidence: [] };
        found.push({ place, subject: { kind: 'archive', isOfRecord: true, token, imprints, covers } });
      }
      if (found.length > MAX_ARCHIVE_TIMESTAMPS) throw new LimitExceededError(`${MAX_ARCHIVE_TIMESTAMPS} archive timestamps`);
    }
  }
  return found.map(({ subject }) => subject);
}

/** The data objects of a signature are one group in the tree (RFC 4998 clause 4.2). */
function groupHash(digest: DigestAlgorithm, parts: readonly Uint8Array[] | null): Uint8Array | null {
  const hashes = (parts ?? []).map((part) => computeDigest(digest, part));
  const known = hashes.filter((hash) => hash !== null);
  return known.length === 0 || known.length < hashes.length ? null : fatherOf(digest, known);
}

/** Which property each timestamp is, both being in the order of the document. */
function placesOf(
  timestamps: readonly XmlTimestamp[],
  properties: XmlSignature['unsignedProperties']['properties'],
): number[] {
  let at = -1;
  return timestamps.map(({ name, namespace }) => {
    const next = properties.findIndex((property, index) => index > at && property.name === name && property.namespace === namespace);
    if (next >= 0) at = next;
    return next;
  });
}

function subjectOf(
  { timestamp, token, place }: Token,
  tokens: readonly Token[],
  lastEvidence: number,
  own: EmbeddedEvidence,
): TimestampSubject {
  const { kind, covered } = timestamp;
  const isArchive = kind === 'archive';
  const earlier = tokens.flatMap((other, index) => (other.place < place ? [index] : []));
  const signatureTokens = tokens.flatMap((other, index) => (other.timestamp.kind === 'signature' && other.place < place ? [index] : []));
  return {
    kind,
    token,
    imprints: (digest) => {
      const value = covered === null ? null : computeDigest(digest, covered);
      return value === null ? null : [value];
    },
    covers: {
      signature: kind !== 'content' && kind !== 'refs-only',
      timestamps: isArchive ? earlier : kind === 'sig-and-refs' ? signatureTokens : [],
      // Values that may have been added after this timestamp are not proved by it.
      evidence: isArchive && place > lastEvidence ? objectsOf(own) : [],
    },
  };
}
