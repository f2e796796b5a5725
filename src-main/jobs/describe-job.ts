import { countPdfPages, describePdf, PdfRefused } from '../pdf/index.ts';
import { readBlob, writeBlob } from '../store/blobs/blob-file.ts';
import { visibleDocument } from './copy-job.ts';
import type { DescribeJob, DescribeResult } from './job-kinds.ts';
import { SealedSource } from './sealed-source.ts';

/** Pages and title of a document, as far as its format is known; the content of an attached signature apart. */
export async function describeDocument({ file, mediaType, contentOutput }: DescribeJob): Promise<DescribeResult> {
  const visible = visibleDocument(await readBlob(file.location), mediaType);
  const content = mediaType === 'application/pkcs7-mime' && visible.mediaType !== mediaType ? { ...(await writeBlob(contentOutput, visible.bytes)), mediaType: visible.mediaType } : null;
  return { ...(await describeVisible(visible)), content };
}

async function describeVisible({ bytes, mediaType }: { readonly bytes: Uint8Array; readonly mediaType: string }): Promise<Omit<DescribeResult, 'content'>> {
  if (mediaType === 'application/pdf') {
    try {
      const { pages, title } = await describePdf(bytes, { textLimit: 0 });
      return { pages, title };
    } catch (error) {
      // A PDF that cannot be read has no pages and no title; the file itself is kept all the same.
      if (!(error instanceof PdfRefused)) throw error;
    }
  }
  return { pages: mediaType.startsWith('image/') ? 1 : null, title: null };
}

/** Pages of what a copy would show; of a stored PDF only what leads to them is read. */
export async function countPages({ file, mediaType }: Pick<DescribeJob, 'file' | 'mediaType'>): Promise<Pick<DescribeResult, 'pages'>> {
  if (mediaType !== 'application/pdf') {
    const { pages } = await describeVisible(visibleDocument(await readBlob(file.location), mediaType));
    return { pages };
  }
  const source = new SealedSource(file.location);
  try {
    return { pages: await countPdfPages(source) };
  } catch (error) {
    // Of a PDF that cannot be read no copy can be made, which the making says with the reason.
    if (!(error instanceof PdfRefused)) throw error;
    return { pages: null };
  } finally {
    source.close();
  }
}
