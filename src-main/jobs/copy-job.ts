import { loadFonts, makePaperCopy, makeProtocolPdf, makeStampedCopy, type CopySource } from '../pdf/index.ts';
import { extractAttachedContent } from '../signatures/index.ts';
import { recogniseMediaType } from '#shared/domain/media-type.ts';
import { readBlob } from '../store/blobs/blob-file.ts';
import type { CopyJob, CopyResult } from './job-kinds.ts';

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

/** Makes a copy or the protocol and hands its bytes to the writer. @throws PdfRefused */
export async function makeCopy(job: CopyJob, write: (bytes: Uint8Array) => Promise<{ readonly sha256: string; readonly size: number }>): Promise<CopyResult> {
  const fonts = await loadFonts(job.fontsDirectory);
  if (job.form.kind === 'protocol') {
    const { bytes } = await makeProtocolPdf({ ...job.form.texts, fonts });
    return { ...(await write(bytes)), method: 'full-save' };
  }
  const source = copySourceOf(await readBlob(job.source.location), job.mediaType, job.otherSheet);
  if (job.form.kind === 'paper') {
    const { bytes } = await makePaperCopy({ ...job.form.texts, source, fonts });
    return { ...(await write(bytes)), method: 'full-save' };
  }
  const { bytes, method } = await makeStampedCopy({ ...job.form.texts, source, fonts });
  return { ...(await write(bytes)), method };
}
