import { describePdf, PdfRefused } from '../pdf/index.ts';
import { readBlob, writeBlob } from '../store/blobs/blob-file.ts';
import { visibleDocument } from './copy-job.ts';
import type { DescribeJob, DescribeResult } from './job-kinds.ts';

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
