import { computeDigest, equalBytes } from '../algorithms/digests.ts';
import { readAsicManifest } from '../formats/asic/manifest.ts';
import { XmlFormatError } from '../formats/xml/index.ts';
import { weaknessOf } from './cryptographic-policy.ts';
import { evidenceFrom, joinEvidence, objectsOf } from './evidence-bag.ts';
import { recordStamps } from './record-stamps.ts';
import type { DigestAlgorithm } from '../algorithms/digests.ts';
import type { AsicManifest } from '../formats/asic/manifest.ts';
import type { PreservationPackage } from '../preservation/package.ts';
import type { EvidenceFile } from '../validator.ts';
import type { ReadFile } from './read-file.ts';
import type { RecordStamp } from './record-stamps.ts';
import type { EmbeddedEvidence, SignatureSubject } from './subject.ts';

interface Preserved {
  readonly source: PreservationPackage;
  readonly stamps: readonly RecordStamp[];
  readonly evidence: EmbeddedEvidence;
  /** Hashes by which the manifest names the file and the pieces. */
  readonly names: readonly DigestAlgorithm[];
  /** Earlier packages whose manifest and record this one lists. */
  readonly renews: readonly PreservationPackage[];
  /** Those of them whose pieces it lists too: all that their manifests name is proved by this one as well. */
  readonly repeats: readonly PreservationPackage[];
}

/**
 * Adds separately kept evidence to the signatures of a file: the tokens of each package's record are archive timestamps
 * over the file and over the pieces, as far as its manifest lists them with their hashes.
 */
export function withPreservedEvidence(
  file: ReadFile,
  original: Uint8Array,
  packages: readonly PreservationPackage[],
): ReadFile {
  const preserved = packages.flatMap((one, index) => readPackage(one, original, packages.slice(0, index)));
  if (preserved.length === 0) return file;
  const signatures = file.signatures.map((subject) => (subject.kind === 'unread' ? subject : extended(subject, preserved)));
  return { ...file, signatures };
}

function extended(subject: SignatureSubject, preserved: readonly Preserved[]): SignatureSubject {
  const within = objectsOf(subject.embedded);
  const timestamps = [...subject.timestamps];
  const own = [...timestamps.keys()];
  // By identity: packages that were not read leave no gap among those that were.
  const placesOf = new Map<PreservationPackage, readonly number[]>();
  for (const { source, stamps, evidence, names, renews, repeats } of preserved) {
    const first = timestamps.length;
    const earlier = [...own, ...renews.flatMap((one) => placesOf.get(one) ?? [])];
    const covered = [...within, ...objectsOf(evidence), ...repeats];
    placesOf.set(source, [...stamps.keys()].map((place) => first + place));
    for (const { token, imprints, overData, renews: places } of stamps) {
      const renewed = places.map((place) => first + place);
      timestamps.push({
        kind: 'archive',
        token,
        imprints,
        ...(overData ? { names, namesSince: source } : {}),
        covers: overData ? { signature: true, timestamps: [...earlier, ...renewed], evidence: covered } : { signature: false, timestamps: renewed, evidence: [] },
      });
    }
  }
  return { ...subject, embedded: joinEvidence(subject.embedded, ...preserved.map(({ evidence }) => evidence)), timestamps };
}

/** A package whose manifest cannot be read or does not list the file proves nothing about it. */
function readPackage(source: PreservationPackage, original: Uint8Array, earlier: readonly PreservationPackage[]): Preserved[] {
  const { manifest, record, pieces } = source;
  const listing = listingOf(manifest);
  if (listing === null) return [];
  const by = listedBy(listing, original);
  if (by === null) return [];
  const found = pieces.flatMap(({ bytes }) => {
    const digest = listedBy(listing, bytes);
    return digest === null ? [] : [{ bytes, digest }];
  });
  const lists = ({ bytes }: EvidenceFile): boolean => listedBy(listing, bytes) !== null;
  const renews = earlier.filter((one) => lists(one.record) && lists(one.manifest));
  const kept = found.map(({ bytes }) => bytes);
  return [
    {
      source,
      stamps: recordStamps(record.bytes, (digest) => computeDigest(digest, manifest.bytes)),
      // Each piece is offered as each kind; what it is not, it cannot be read as.
      evidence: evidenceFrom({ certificates: kept, crls: kept, ocspResponses: kept }),
      names: [...new Set([by, ...found.map(({ digest }) => digest)])],
      renews,
      repeats: renews.filter((one) => one.pieces.every(lists)),
    },
  ];
}

function listingOf({ bytes }: EvidenceFile): AsicManifest | null {
  try {
    return readAsicManifest(bytes);
  } catch (error) {
    if (error instanceof XmlFormatError) return null;
    throw error;
  }
}

/** The hash by which the manifest lists the bytes. Under one for which others of the same value can be made it lists nothing. */
function listedBy({ references }: AsicManifest, bytes: Uint8Array): DigestAlgorithm | null {
  const hashes = new Map<DigestAlgorithm, Uint8Array | null>();
  const found = references.find(({ digest, value }) => {
    if (weaknessOf(digest, null, null) !== null) return false;
    const actual = hashes.get(digest) ?? computeDigest(digest, bytes);
    hashes.set(digest, actual);
    return actual !== null && equalBytes(actual, value);
  });
  return found?.digest ?? null;
}
