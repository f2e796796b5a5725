import { computeDigest, equalBytes } from '../algorithms/digests.ts';
import { readAsicManifest } from '../formats/asic/manifest.ts';
import { XmlFormatError } from '../formats/xml/index.ts';
import { weaknessOf } from './cryptographic-policy.ts';
import { evidenceFrom, joinEvidence, objectsOf } from './evidence-bag.ts';
import type { AsicManifest } from '../formats/asic/manifest.ts';
import type { PreservationPackage } from '../preservation/package.ts';
import type { EvidenceFile } from '../validator.ts';
import type { ReadFile } from './read-file.ts';
import type { EmbeddedEvidence, SignatureSubject, TimestampSubject } from './subject.ts';

interface Preserved {
  readonly source: PreservationPackage;
  readonly stamp: TimestampSubject;
  readonly evidence: EmbeddedEvidence;
  /** Earlier packages whose manifest and token this one lists. */
  readonly renews: readonly PreservationPackage[];
}

/**
 * Adds separately kept evidence to the signatures of a file: each package's token is an archive timestamp over the
 * file and over the pieces, as far as its manifest lists them with their hashes.
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
  const own = subject.timestamps;
  const within = objectsOf(subject.embedded);
  const added = preserved.map(({ stamp, evidence, renews }): TimestampSubject => {
    // By identity: packages that were not read leave no gap among those that were.
    const earlierPackages = preserved.flatMap(({ source }, index) => (renews.includes(source) ? [own.length + index] : []));
    const covered = [...within, ...objectsOf(evidence)];
    return { ...stamp, covers: { signature: true, timestamps: [...own.keys(), ...earlierPackages], evidence: covered } };
  });
  return {
    ...subject,
    embedded: joinEvidence(subject.embedded, ...preserved.map(({ evidence }) => evidence)),
    timestamps: [...own, ...added],
  };
}

/** A package whose manifest cannot be read or does not list the file proves nothing about it. */
function readPackage(source: PreservationPackage, original: Uint8Array, earlier: readonly PreservationPackage[]): Preserved[] {
  const { manifest, record, pieces } = source;
  const listing = listingOf(manifest);
  if (listing === null || !lists(listing, original)) return [];
  const kept = pieces.filter(({ bytes }) => lists(listing, bytes)).map(({ bytes }) => bytes);
  const renews = earlier.filter((one) => lists(listing, one.record.bytes) && lists(listing, one.manifest.bytes));
  const stamp: TimestampSubject = {
    kind: 'archive',
    token: record.bytes,
    imprints: (digest) => {
      const value = computeDigest(digest, manifest.bytes);
      return value === null ? null : [value];
    },
    covers: { signature: true, timestamps: [], evidence: [] },
  };
  // Each piece is offered as each kind; what it is not, it cannot be read as.
  return [{ source, stamp, renews, evidence: evidenceFrom({ certificates: kept, crls: kept, ocspResponses: kept }) }];
}

function listingOf({ bytes }: EvidenceFile): AsicManifest | null {
  try {
    return readAsicManifest(bytes);
  } catch (error) {
    if (error instanceof XmlFormatError) return null;
    throw error;
  }
}

/** Under a hash for which others of the same value can be made, the manifest lists nothing. */
function lists({ references }: AsicManifest, bytes: Uint8Array): boolean {
  return references.some(({ digest, value }) => {
    if (weaknessOf(digest, null, null) !== null) return false;
    const actual = computeDigest(digest, bytes);
    return actual !== null && equalBytes(actual, value);
  });
}
