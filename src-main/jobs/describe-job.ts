import { describePdf } from '../pdf/index.ts';
import { readBlob } from '../store/blobs/blob-file.ts';
import { visibleDocument } from './copy-job.ts';
import type { DescribeResult, JobFile } from './job-kinds.ts';

/** Text beyond this is not kept for search. */
const TEXT_LIMIT = 1_000_000;

/** Pages, title and words of a document, as far as its format is known. */
export async function describeDocument(file: JobFile, mediaType: string): Promise<DescribeResult> {
  const visible = visibleDocument(await readBlob(file.location), mediaType);
  if (visible.mediaType === 'application/pdf') {
    const { pages, title, text } = await describePdf(visible.bytes, { textLimit: TEXT_LIMIT });
    return { pages, title, text };
  }
  const isImage = visible.mediaType.startsWith('image/');
  return { pages: isImage ? 1 : null, title: null, text: '' };
}
