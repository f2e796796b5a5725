import { computeDigest } from '../../algorithms/digests.ts';
import { MAX_TIMESTAMPS_PER_SIGNATURE } from '../../limits.ts';
import { objectsOf } from '../evidence-bag.ts';
import type { XmlSignature } from '../../formats/xml/index.ts';
import type { XmlTimestamp } from '../../formats/xml/index.ts';
import type { EmbeddedEvidence, TimestampSubject } from '../subject.ts';

interface Token {
  readonly timestamp: XmlTimestamp;
  readonly token: Uint8Array;
  /** Place of its property among the unsigned ones; -1 for signed ones. */
  readonly place: number;
}

/** Properties that bring certificates or revocation values. */
const EVIDENCE = /^(?:CertificateValues|RevocationValues|AttrAuthoritiesCertValues|AttributeRevocationValues|TimeStampValidationData|AnyValidationData)$/;

/** The timestamps of one XML signature, content timestamps first (EN 319 132-1 clauses 5.2.8, 5.3 and 5.5). */
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
  return tokens.map((token) => subjectOf(token, tokens, lastEvidence, own));
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
