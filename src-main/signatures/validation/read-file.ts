import { asicLayout } from '../formats/asic/layout.ts';
import { detect } from '../formats/detect.ts';
import { PdfFormatError } from '../formats/pdf/index.ts';
import { XmlFormatError } from '../formats/xml/index.ts';
import { ZipFormatError } from '../formats/zip/errors.ts';
import { MAX_CONTAINER_DEPTH } from '../limits.ts';
import { cmsFile } from './cms/file.ts';
import { asicFile } from './container/asic.ts';
import { mailArchiveFile } from './container/mail-archive.ts';
import { companionOf, contentDiffers, namesakeOf } from './companion.ts';
import { failed, indeterminate } from './findings.ts';
import { pdfFile } from './pdf/file.ts';
import { xmlFile } from './xml/file.ts';
import type { Detected } from '../formats/detect.ts';
import type { ZipArchive } from '../formats/zip/archive.ts';
import type { ValidationContext } from './context.ts';
import type { Finding } from './findings.ts';
import type { SignedContent } from './signed-content.ts';
import type { FileSubject } from './subject.ts';
import type { Container, SignatureFormat, ValidationReport } from '#shared/domain/signature-report.ts';

export interface ReadFile extends FileSubject {
  readonly container: Container;
  readonly content: ValidationReport['content'];
}

/** Where a file stands: as it came, or inside an archive. */
export interface Place {
  readonly fileName: string;
  readonly firstId: number;
  readonly depth: number;
}

/**
 * Finds the signatures of a file, whatever its format. Damage that a format knows gives a signature that cannot
 * be read; it never makes a signed file an unsigned one.
 *
 * @param beside documents that came with it.
 * @throws LimitExceededError
 */
export function readFile(
  detected: Detected,
  bytes: Uint8Array,
  beside: readonly SignedContent[],
  context: ValidationContext,
  place: Place,
): ReadFile {
  switch (detected.kind) {
    case 'signed-data':
      return cms(detected, beside, context, place);
    case 'pdf':
      return pdf(bytes, detected.marked, place);
    case 'xml':
      return guarded('xml', 'XML', place, () => xmlFile(bytes, (name) => named(beside, name), place.firstId));
    case 'zip':
      return guarded('zip', 'CAdES', place, () => zip(detected.archive, context, place));
    case 'unsupported': {
      const { container, format, count } = detected;
      const finding = indeterminate(null, 'verdict.unsupportedFormat', { format });
      const ids = Array.from({ length: count }, (_, index) => String(place.firstId + index));
      return { ...empty(container), signatures: ids.map((id) => ({ kind: 'unread', id, format, finding })) };
    }
    case 'unreadable': {
      const finding = failed('FORMAT_FAILURE', 'verdict.formatFailure', { detail: detected.detail });
      return unreadFile(detected.format, finding, detected.container, place.firstId);
    }
    case 'too-large':
      return unreadFile('CMS', indeterminate(null, 'verdict.tooLarge', { limit: detected.limit }), 'unreadable', place.firstId);
    case 'unsigned':
      return empty(detected.container);
  }
}

/** A file that carries or claims to carry a signature which cannot be looked into. */
export function unreadFile(format: SignatureFormat, finding: Finding, container: Container = 'unreadable', firstId = 1): ReadFile {
  return { ...empty(container), signatures: [{ kind: 'unread', id: String(firstId), format, finding }] };
}

function empty(container: Container): ReadFile {
  const embedded = { certificates: [], crls: [], ocspResponses: [] };
  return { container, content: null, signatures: [], documentTimestamps: [], embedded, unsignedFiles: [] };
}

function cms(
  { signedData }: Extract<Detected, { kind: 'signed-data' }>,
  beside: readonly SignedContent[],
  { pool }: ValidationContext,
  { fileName, firstId }: Place,
): ReadFile {
  const file = cmsFile(signedData, beside, pool, firstId);
  const companion = file.attached ? companionOf(fileName, beside) : namesakeOf(fileName, beside);
  const isSigned = (other: SignedContent): boolean => other.sha256() === file.content?.sha256();
  const signed = file.attached ? (beside.find(isSigned) ?? null) : file.content;
  const differs = companion === null || file.content === null || isSigned(companion) ? [] : contentDiffers(companion);
  return {
    ...file,
    container: file.attached ? 'cms-attached' : 'cms-detached',
    content: signed === null ? null : { fileName: signed.fileName ?? '', sha256: signed.sha256() },
    signatures: file.signatures.map((subject) => ({
      ...subject,
      coverageFindings: [...subject.coverageFindings, ...differs],
    })),
  };
}

/** A PDF that only mentions signature fields and cannot be read is as unsigned as any other damaged document. */
function pdf(bytes: Uint8Array, marked: boolean, place: Place): ReadFile {
  const read = guarded('pdf', 'PDF', place, () => pdfFile(bytes, place.firstId));
  return marked || read.signatures.some(({ kind }) => kind !== 'unread') ? read : empty('pdf');
}

function guarded(
  container: Container,
  format: SignatureFormat,
  { firstId }: Place,
  read: () => FileSubject & { readonly container?: Container },
): ReadFile {
  try {
    return { container, content: null, ...read() };
  } catch (error) {
    const known = error instanceof PdfFormatError || error instanceof XmlFormatError || error instanceof ZipFormatError;
    if (!known) throw error;
    return unreadFile(format, failed('FORMAT_FAILURE', 'verdict.formatFailure', { detail: error.message }), container, firstId);
  }
}

/** A document beside an XML signature: by the name that it gives, or the only one that there is. */
function named(beside: readonly SignedContent[], name: string | null): SignedContent | null {
  const exact = beside.find(({ fileName }) => fileName !== null && fileName === name);
  return exact ?? (beside.length === 1 ? (beside[0] ?? null) : null);
}

function zip(
  archive: ZipArchive,
  context: ValidationContext,
  { firstId, depth }: Place,
): FileSubject & { readonly container: Container } {
  const layout = asicLayout(archive);
  const { container } = layout;
  if (layout.cadesSignatures.length + layout.xadesSignatures.length + layout.timestamps.length > 0) {
    return { container, ...asicFile(archive, layout, context.pool, firstId) };
  }
  const office = archive.entries.filter(({ name }) => /^_xmlsignatures\/[^/]+\.xml$/i.test(name));
  if (office.length > 0) {
    const finding = indeterminate(null, 'verdict.unsupportedFormat', { format: 'OOXML' });
    const signatures = office.map((_, index) => ({ kind: 'unread' as const, id: String(firstId + index), format: 'XML' as const, finding }));
    return { ...empty(container), signatures };
  }
  // The parts of an office document are no documents of their own.
  const isOffice = archive.entries.some(({ name }) => name === '[Content_Types].xml' || name === 'content.xml');
  if (isOffice || depth >= MAX_CONTAINER_DEPTH) return empty(container);
  const inner = mailArchiveFile(
    archive,
    (fileName, bytes, beside, id) => readFile(detect(fileName, bytes), bytes, beside, context, { fileName, firstId: id, depth: depth + 1 }),
    firstId,
  );
  return { container, ...inner };
}
