import { type ExtractedText, extractText, FILE_BYTES_LIMIT } from '../extraction/index.ts';
import { blobSize, readBlob } from '../store/blobs/blob-file.ts';
import { visibleDocument } from './copy-job.ts';
import type { ExtractTextJob } from './job-kinds.ts';

/** Words of a stored document for search; of the content where the file is a signature around it. */
export async function extractTextOfFile({ file, mediaType }: ExtractTextJob): Promise<ExtractedText> {
  // Told before the bytes are in memory.
  if ((await blobSize(file.location)) > FILE_BYTES_LIMIT) return { outcome: 'unreadable', text: '', detail: `more than ${FILE_BYTES_LIMIT} bytes` };
  const visible = visibleDocument(await readBlob(file.location), mediaType);
  // A signature without its content inside has no words.
  if (visible.mediaType === 'application/pkcs7-mime') return { outcome: 'unsupported', text: '', detail: null };
  return extractText(visible.bytes, visible.mediaType);
}
