import { LimitExceededError, MAX_CONTAINER_SIGNATURES } from '../../limits.ts';
import { ZipFormatError } from '../../formats/zip/errors.ts';
import { joinEvidence } from '../evidence-bag.ts';
import { failed, indeterminate } from '../findings.ts';
import { SignedContent } from '../signed-content.ts';
import type { ZipArchive } from '../../formats/zip/archive.ts';
import type { ZipEntry } from '../../formats/zip/central-directory.ts';
import type { FileSubject, SignatureSubject, UnreadSubject } from '../subject.ts';

type SignedFile = { readonly fileName: string; readonly sha256: string } | null;
type InnerFile = FileSubject & { readonly content: SignedFile };

/** Reads one file of the archive with the others beside it; ids of its signatures begin with the given one. */
export type ReadInner = (name: string, bytes: Uint8Array, beside: readonly SignedContent[], firstId: number) => InnerFile;

/** Files that can carry signatures; the others are looked at as documents only. */
const MAY_BE_SIGNED = /\.(?:p7s|p7m|p7b|p7c|pkcs7|cades|cms|sig|sgn|sign|pdf|xml|asice|asics|sce|scs|adoc|bdoc|edoc|zip)$/i;
const SIGNATURE_FILE = /\.(?:p7s|p7m|pkcs7|cades|cms|sig|sgn|sign)$/i;

/** An archive as it comes by mail: documents, their signatures beside them, perhaps a report of another service. */
export function mailArchiveFile(archive: ZipArchive, read: ReadInner, firstId: number): FileSubject {
  const reader = new MailReader(archive, read);
  const signatures: FileSubject['signatures'][number][] = [];
  const parts: FileSubject[] = [];
  const covered = new Set<string>();
  for (const entry of archive.entries.filter(({ name }) => MAY_BE_SIGNED.test(name))) {
    const part = reader.read(entry, firstId + signatures.length);
    if (part.signatures.length + part.documentTimestamps.length === 0) continue;
    covered.add(entry.name);
    if (part.content !== null) covered.add(part.content.fileName);
    parts.push(part);
    signatures.push(...part.signatures.map((subject) => (subject.kind === 'unread' ? subject : named(subject, entry, part.content))));
    if (signatures.length > MAX_CONTAINER_SIGNATURES) throw new LimitExceededError(`${MAX_CONTAINER_SIGNATURES} signatures`);
  }
  return {
    signatures,
    documentTimestamps: parts.flatMap((part) => part.documentTimestamps),
    embedded: joinEvidence(...parts.map((part) => part.embedded)),
    unsignedFiles: signatures.length === 0 ? [] : reader.documents.filter(({ name }) => !covered.has(name)).map(({ name }) => name),
  };
}

class MailReader {
  readonly documents: readonly ZipEntry[];
  readonly #archive: ZipArchive;
  readonly #read: ReadInner;
  readonly #contents = new Map<ZipEntry, SignedContent | null>();

  constructor(archive: ZipArchive, read: ReadInner) {
    this.#archive = archive;
    this.#read = read;
    this.documents = archive.entries.filter(({ name }) => !SIGNATURE_FILE.test(name));
  }

  /** A file that cannot be taken out is said so, and takes no other file's verdict away. */
  read(entry: ZipEntry, firstId: number): InnerFile {
    try {
      const beside = this.#besideOf(entry).flatMap((file) => this.#content(file) ?? []);
      return this.#read(entry.name, this.#archive.read(entry), beside, firstId);
    } catch (error) {
      if (!(error instanceof ZipFormatError)) throw error;
      return unreadFile(entry, firstId, error.message);
    }
  }

  /** The document that a signature file is named after; all documents where there is none of that name. */
  #besideOf({ name }: ZipEntry): readonly ZipEntry[] {
    if (!SIGNATURE_FILE.test(name)) return [];
    const wanted = name.replace(SIGNATURE_FILE, '').normalize('NFC').toLowerCase();
    const fitting = this.documents.filter((file) => {
      const other = file.name.normalize('NFC').toLowerCase();
      return other === wanted || other.replace(/\.[^./]+$/, '') === wanted;
    });
    return fitting.length === 1 ? fitting : this.documents;
  }

  /** Hashed once, however many signatures ask; null for a document that cannot be taken out. */
  #content(entry: ZipEntry): SignedContent | null {
    const known = this.#contents.get(entry);
    if (known !== undefined) return known;
    const content = this.#documentOf(entry);
    this.#contents.set(entry, content);
    return content;
  }

  #documentOf(entry: ZipEntry): SignedContent | null {
    try {
      return SignedContent.ofBytes(this.#archive.read(entry), entry.name);
    } catch (error) {
      if (error instanceof ZipFormatError) return null;
      throw error;
    }
  }
}

/** What is behind a password may be signed or not: nobody can tell, which is no fault of the file. */
function unreadFile({ name, encrypted }: ZipEntry, id: number, detail: string): InnerFile {
  const finding = encrypted
    ? indeterminate(null, 'verdict.unsupportedFormat', { format: detail })
    : failed('FORMAT_FAILURE', 'verdict.formatFailure', { detail });
  const subject: UnreadSubject = { kind: 'unread', id: String(id), format: /\.pdf$/i.test(name) ? 'PDF' : 'CMS', finding };
  const embedded = { certificates: [], crls: [], ocspResponses: [] };
  return { signatures: [subject], documentTimestamps: [], embedded, unsignedFiles: [], content: null };
}

/** Says which file of the archive the signature stands in or speaks about. */
function named(subject: SignatureSubject, { name }: ZipEntry, content: SignedFile): SignatureSubject {
  if (subject.signedObjects.length > 0) return subject;
  const verdict = subject.verify(subject.identify(subject.embedded.certificates).certificate);
  const status = verdict.dataIntact === true ? 'intact' : verdict.dataIntact === false ? 'altered' : 'not-found';
  return { ...subject, signedObjects: [{ name: content?.fileName ?? name, status, sha256: content?.sha256 ?? null }] };
}
