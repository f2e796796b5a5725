import { blobSize, hashBlob } from '../store/blobs/blob-file.ts';
import { BlobDamaged } from '../store/blobs/blob-format.ts';
import type { FixityJob, FixityResult } from './job-kinds.ts';

/** Reads each file once and compares its content with the hash that names it. One that went meanwhile, as destroyed files do, is told as gone. */
export async function checkFixity({ files }: FixityJob, progress: (progress: number | null) => void): Promise<FixityResult> {
  const results: FixityResult[number][] = [];
  for (const [at, { sha256, location }] of files.entries()) {
    results.push({ sha256, ...(await look(sha256, location)) });
    progress((at + 1) / files.length);
  }
  return results;
}

async function look(sha256: string, location: FixityJob['files'][number]['location']): Promise<Omit<FixityResult[number], 'sha256'>> {
  try {
    const bytes = await blobSize(location);
    return { bytes, found: (await hashBlob(location)) === sha256 ? 'intact' : 'changed' };
  } catch (error) {
    if (error instanceof BlobDamaged) return { bytes: 0, found: 'unreadable' };
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { bytes: 0, found: 'gone' };
    throw error;
  }
}
