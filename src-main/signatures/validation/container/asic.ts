import { attempt } from '../../asn1/attempt.ts';
import { toDefiniteLength } from '../../asn1/definite-length.ts';
import { parseSignedData } from '../../formats/cms/signed-data.ts';
import { XmlFormatError } from '../../formats/xml/index.ts';
import { LimitExceededError, MAX_CONTAINER_SIGNATURES } from '../../limits.ts';
import { cmsFile } from '../cms/file.ts';
import { joinEvidence, objectsOf } from '../evidence-bag.ts';
import { failed, indeterminate, informing } from '../findings.ts';
import { SignedContent } from '../signed-content.ts';
import { xmlFile } from '../xml/file.ts';
import { manifestObjects, provesAll, withManifest } from './manifest-check.ts';
import type { AsicLayout } from '../../formats/asic/layout.ts';
import type { ZipArchive } from '../../formats/zip/archive.ts';
import type { ZipEntry } from '../../formats/zip/central-directory.ts';
import type { Certificate } from '../../certificates/certificate.ts';
import type { SignedObject } from '#shared/domain/signature-evidence.ts';
import type { SignatureFormat } from '#shared/domain/signature-report.ts';
import type { Finding } from '../findings.ts';
import type { FileSubject, SignatureSubject, TimestampSubject, UnreadSubject } from '../subject.ts';

type Subject = SignatureSubject | UnreadSubject;
type Listing = AsicLayout['manifests'][number];

/** The signatures of an ASiC container, and the files in it that none of them covers. */
export function asicFile(archive: ZipArchive, layout: AsicLayout, pool: readonly Certificate[], firstId = 1): FileSubject {
  const { cadesSignatures, xadesSignatures, timestamps } = layout;
  const count = cadesSignatures.length + xadesSignatures.length + timestamps.length;
  if (count > MAX_CONTAINER_SIGNATURES) throw new LimitExceededError(`${MAX_CONTAINER_SIGNATURES} signature files`);
  const reader = new AsicReader(archive, layout, pool);
  const subjects: Subject[] = [];
  for (const entry of cadesSignatures) subjects.push(...reader.cades(entry, firstId + subjects.length));
  for (const entry of xadesSignatures) subjects.push(...reader.xades(entry, firstId + subjects.length));
  const covered = new Set(subjects.flatMap((subject) => (subject.kind === 'unread' ? [] : intactNames(subject))));
  const unsigned = [...layout.data, ...layout.hidden].filter(({ name }) => !covered.has(name)).map(({ name }) => name);
  const told = unsigned.length === 0 ? [] : [informing('verdict.unsignedFiles', { files: listed(unsigned) })];
  // Whoever opens the container sees its files: a signature over something else must not pass beside them.
  const foreign = indeterminate('SIGNED_DATA_NOT_FOUND', 'verdict.contentDiffers', { files: listed(layout.data.map(({ name }) => name)) });
  const findingsOf = ({ signedObjects }: SignatureSubject): Finding[] =>
    layout.data.length === 0 || signedObjects.some(({ name, status }) => status !== 'intact' || archive.find(name) !== null) ? told : [foreign, ...told];
  return {
    signatures: subjects.map((subject) =>
      subject.kind === 'unread' ? subject : { ...subject, coverageFindings: [...subject.coverageFindings, ...findingsOf(subject)] },
    ),
    documentTimestamps: timestamps.filter((entry) => !reader.isOnSignature(entry)).map((entry) => reader.timestamp(entry)),
    embedded: joinEvidence(...subjects.flatMap((subject) => (subject.kind === 'unread' ? [] : [subject.embedded]))),
    unsignedFiles: unsigned,
  };
}

function intactNames({ signedObjects }: SignatureSubject): string[] {
  return signedObjects.filter(({ status }) => status === 'intact').map(({ name }) => name);
}

const MOST_NAMED = 20;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMED).join(', ');
  return names.length > MOST_NAMED ? `${shown} … (${names.length})` : shown;
}

/** Reads the signature files of one container. */
class AsicReader {
  readonly #archive: ZipArchive;
  readonly #layout: AsicLayout;
  readonly #pool: readonly Certificate[];
  readonly #contents = new Map<ZipEntry, SignedContent>();
  readonly #listed = new Map<Listing, readonly SignedObject[]>();

  constructor(archive: ZipArchive, layout: AsicLayout, pool: readonly Certificate[]) {
    this.#archive = archive;
    this.#layout = layout;
    this.#pool = pool;
  }

  /** A CAdES signature: over a manifest where one names it, else over the one data file that its hash fits. */
  cades(entry: ZipEntry, firstId: number): Subject[] {
    const parsed = attempt(() => parseSignedData(toDefiniteLength(this.#archive.read(entry)).bytes));
    if (parsed === null || parsed.kind !== 'signed-data') return [unread(entry, 'CAdES', firstId)];
    const listing = this.#layout.manifests.find(({ manifest }) => manifest.signatureUri === entry.name);
    const candidates = listing === undefined ? this.#layout.data.map((file) => this.#content(file)) : [this.#content(listing.entry)];
    const file = cmsFile(parsed.signedData, candidates, this.#pool, firstId);
    const archived = this.#archiveTimestamps(entry);
    // A content inside the signature counts for the file of the container that it is, and for no other.
    const content = file.attached ? (candidates.find((candidate) => candidate.sha256() === file.content?.sha256()) ?? null) : file.content;
    return file.signatures.map((subject) => {
      const stamped = withArchiveTimestamps(subject, archived);
      if (listing !== undefined) {
        const listed = withManifest(stamped, content === null ? [] : this.#objects(listing), listing.manifest);
        return file.attached && content === null ? withOtherContent(listed, listing.entry.name) : listed;
      }
      if (content === null || content.fileName === null) return stamped;
      const verdict = stamped.verify(stamped.identify([...stamped.embedded.certificates, ...this.#pool]).certificate);
      const status = verdict.dataIntact === true ? 'intact' : verdict.dataIntact === false ? 'altered' : 'unsupported';
      return { ...stamped, signedObjects: [{ name: content.fileName, status, sha256: content.sha256() }] };
    });
  }

  xades(entry: ZipEntry, firstId: number): Subject[] {
    try {
      const file = xmlFile(this.#archive.read(entry), (name) => this.#find(name), firstId);
      return file.signatures.map((subject) => (subject.kind === 'unread' ? subject : this.#withEntryNames(subject)));
    } catch (error) {
      if (!(error instanceof XmlFormatError)) throw error;
      return [unread(entry, 'XAdES', firstId, error.message)];
    }
  }

  /** A token over a manifest, or over the data file of a container without one. */
  timestamp(entry: ZipEntry): TimestampSubject {
    const listing = this.#layout.manifests.find(({ manifest }) => manifest.signatureUri === entry.name);
    const isWhole = listing === undefined || provesAll(this.#objects(listing), listing.manifest);
    const pieces = listing === undefined ? this.#layout.data : [listing.entry];
    return {
      kind: listing === undefined ? 'document' : 'archive',
      token: this.#archive.read(entry),
      imprints: (digest) => {
        if (!isWhole) return [];
        return pieces.flatMap((piece) => this.#content(piece).digest(digest) ?? []);
      },
      covers: { signature: false, timestamps: [], evidence: [] },
    };
  }

  /** Whether a token's manifest lists a signature file: it is then told with that signature. */
  isOnSignature(entry: ZipEntry): boolean {
    return this.#layout.cadesSignatures.some((signature) => this.#lists(entry, signature));
  }

  #lists(timestamp: ZipEntry, signature: ZipEntry): boolean {
    const listing = this.#layout.manifests.find(({ manifest }) => manifest.signatureUri === timestamp.name);
    return listing !== undefined && this.#objects(listing).some(({ name }) => name === signature.name);
  }

  /** Timestamps whose manifest lists the signature file. */
  #archiveTimestamps(signature: ZipEntry): TimestampSubject[] {
    return this.#layout.timestamps
      .filter((entry) => this.#lists(entry, signature))
      .map((entry) => ({ ...this.timestamp(entry), kind: 'archive' as const }));
  }

  /** What a manifest lists, under the names of the container; held against it once. */
  #objects(listing: Listing): readonly SignedObject[] {
    const known = this.#listed.get(listing);
    if (known !== undefined) return known;
    const objects = manifestObjects(listing.manifest, (name) => this.#find(name));
    const named = objects.map((object) => ({ ...object, name: this.#archive.find(object.name)?.name ?? object.name }));
    this.#listed.set(listing, named);
    return named;
  }

  /** The names as the container writes them, so that signed and unsigned files can be told apart. */
  #withEntryNames(subject: SignatureSubject): SignatureSubject {
    const signedObjects = subject.signedObjects.map((object) => ({
      ...object,
      name: this.#archive.find(object.name)?.name ?? object.name,
    }));
    return { ...subject, signedObjects };
  }

  #find(name: string | null): SignedContent | null {
    const { data } = this.#layout;
    const entry = name === null ? (data.length === 1 ? (data[0] ?? null) : null) : this.#archive.find(name.replace(/^(?:\.\/|\/)+/, ''));
    return entry === null ? null : this.#content(entry);
  }

  #content(entry: ZipEntry): SignedContent {
    const known = this.#contents.get(entry) ?? SignedContent.ofBytes(this.#archive.read(entry), entry.name);
    this.#contents.set(entry, known);
    return known;
  }
}

/** A signature over a content of its own says nothing of the manifest that somebody put beside it. */
function withOtherContent(subject: SignatureSubject, manifest: string): SignatureSubject {
  const mismatch = failed('HASH_FAILURE', 'verdict.hashMismatch', { files: manifest });
  return {
    ...subject,
    verify: (certificate) => {
      const result = subject.verify(certificate);
      return { ...result, dataIntact: false, findings: [mismatch, ...result.findings] };
    },
  };
}

function withArchiveTimestamps(subject: SignatureSubject, archived: readonly TimestampSubject[]): SignatureSubject {
  if (archived.length === 0) return subject;
  const own = subject.timestamps;
  const evidence = objectsOf(subject.embedded);
  const added = archived.map((stamp) => ({ ...stamp, covers: { signature: true, timestamps: [...own.keys()], evidence } }));
  return { ...subject, timestamps: [...own, ...added] };
}

function unread({ name }: ZipEntry, format: SignatureFormat, id: number, detail = name): UnreadSubject {
  const finding = failed('FORMAT_FAILURE', 'verdict.formatFailure', { detail: detail === name ? name : `${name}: ${detail}` });
  return { kind: 'unread', id: String(id), format, finding };
}
