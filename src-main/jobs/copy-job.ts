import { joined, loadFonts, makePaperCopy, makeProtocolPdf, makeStampedCopy, type CopySource, type MarkPreview, PdfRefused, previewMarks, type StampedCopyRequest } from '../pdf/index.ts';
import { extractAttachedContent } from '../signatures/index.ts';
import { recogniseMediaType } from '#shared/domain/media-type.ts';
import { readBlob } from '../store/blobs/blob-file.ts';
import type { CopyJob, CopyResult, MarkPreviewJob, StampedCopyTexts } from './job-kinds.ts';
import { SealedSource } from './sealed-source.ts';

/** The document that people see: the content where the file is a signature around it. */
export function visibleDocument(bytes: Uint8Array, mediaType: string): { readonly bytes: Uint8Array; readonly mediaType: string } {
  if (mediaType !== 'application/pkcs7-mime') return { bytes, mediaType };
  const content = extractAttachedContent(bytes);
  return content === null ? { bytes, mediaType } : { bytes: content.bytes, mediaType: recogniseMediaType(content.bytes) };
}

/** What a copy is made of, by the recognised media type. */
export function copySourceOf(bytes: Uint8Array, mediaType: string, otherSheet: CopyJob['otherSheet']): CopySource {
  const visible = visibleDocument(bytes, mediaType);
  if (visible.mediaType === 'application/pdf') return { kind: 'pdf', bytes: visible.bytes };
  if (visible.mediaType === 'image/png') return { kind: 'image', format: 'png', bytes: visible.bytes };
  if (visible.mediaType === 'image/jpeg') return { kind: 'image', format: 'jpeg', bytes: visible.bytes };
  return { kind: 'other', ...otherSheet };
}

type Write = (bytes: Uint8Array) => Promise<{ readonly sha256: string; readonly size: number }>;

/** Makes a copy or the protocol and hands to the writer what is to be kept of it. @throws PdfRefused, SourceUnreadable */
export async function makeCopy(job: CopyJob, write: Write): Promise<CopyResult> {
  const fonts = await loadFonts(job.fontsDirectory);
  if (job.form.kind === 'protocol') {
    const { bytes } = await makeProtocolPdf({ ...job.form.texts, fonts });
    return { ...(await write(bytes)), method: 'full-save', continuesSource: false };
  }
  if (job.form.kind === 'stamped' && job.mediaType === 'application/pdf') return stampStored(job, { ...job.form.texts, fonts }, write);
  const source = copySourceOf(await readBlob(job.source.location), job.mediaType, job.otherSheet);
  if (job.form.kind === 'paper') {
    const { bytes } = await makePaperCopy({ ...job.form.texts, source, fonts });
    return { ...(await write(bytes)), method: 'full-save', continuesSource: false };
  }
  const copy = await makeStampedCopy({ ...job.form.texts, source, fonts });
  // The document lay inside a signature: its bytes are no stored file that a tail could continue.
  const bytes = copy.method === 'full-save' ? copy.bytes : joined(source.kind === 'pdf' ? [source.bytes, copy.tail] : [copy.tail]);
  return { ...(await write(bytes)), method: copy.method, continuesSource: false };
}

/**
 * Where the marks of a stamped copy would go: of a stored PDF read in its place; of an image or the content of a signature
 * together with the pages, which are stored nowhere as a PDF.
 * @returns null for a document without pages of its own
 * @throws PdfRefused, SourceUnreadable
 */
export async function previewCopy({ source: { location, sha256 }, mediaType, fontsDirectory, texts }: MarkPreviewJob): Promise<MarkPreview | null> {
  const fonts = await loadFonts(fontsDirectory);
  if (mediaType !== 'application/pdf') {
    const source = copySourceOf(await readBlob(location), mediaType, NO_SHEET);
    return source.kind === 'other' ? null : withPages(source, await previewMarks({ ...texts, fonts, source }));
  }
  const file = new SealedSource(location);
  try {
    return await previewMarks({ ...texts, fonts, source: { kind: 'pdf-file', file, sha256 } });
  } finally {
    file.close();
  }
}

const NO_SHEET: CopyJob['otherSheet'] = { title: '', lines: [] };
/** Pages that no window has to read in pieces; of more, the marks go where they are suggested. */
const LARGEST_SHOWN = 32 * 1024 * 1024;

/** @throws PdfRefused */
function withPages(source: CopySource, preview: MarkPreview): MarkPreview {
  const made = preview.made ?? (source.kind === 'pdf' ? source.bytes : null);
  if (made !== null && made.length > LARGEST_SHOWN) throw new PdfRefused('too-large', { bytes: made.length, limit: LARGEST_SHOWN });
  return { ...preview, made };
}

/** The stored file stays where it is and is read only where it is touched; what is kept of the copy is what it adds. */
async function stampStored({ source: { location, sha256 } }: CopyJob, texts: StampedCopyTexts & Pick<StampedCopyRequest, 'fonts'>, write: Write): Promise<CopyResult> {
  const file = new SealedSource(location);
  try {
    const copy = await makeStampedCopy({ ...texts, source: { kind: 'pdf-file', file, sha256 } });
    const continuesSource = copy.method === 'incremental';
    return { ...(await write(continuesSource ? copy.tail : copy.bytes)), method: copy.method, continuesSource };
  } finally {
    file.close();
  }
}
