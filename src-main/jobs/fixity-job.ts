import { createHash } from 'node:crypto';
import { streamBlob } from '../store/blobs/blob-file.ts';
import { BlobDamaged } from '../store/blobs/blob-format.ts';
import type { FixityJob, FixityResult } from './job-kinds.ts';

/** Small files wait for the disk more than they are computed on: while one is hashed the next are opened. */
const AT_ONCE = 4;

/** Reads each file once and compares its content with the hash that names it. One that went meanwhile, as destroyed files do, is told as gone. */
export async function checkFixity({ files }: FixityJob, progress: (progress: number | null) => void): Promise<FixityResult> {
  const results = new Map<number, FixityResult[number]>();
  const queue = files.entries();
  const work = async (): Promise<void> => {
    for (const [at, { sha256, location }] of queue) {
      results.set(at, { sha256, ...(await look(sha256, location)) });
      progress(results.size / files.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return files.flatMap((_file, at) => results.get(at) ?? []);
}

async function look(sha256: string, location: FixityJob['files'][number]['location']): Promise<Omit<FixityResult[number], 'sha256'>> {
  try {
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of streamBlob(location)) {
      hash.update(chunk);
      bytes += chunk.length;
    }
    return { bytes, found: hash.digest('hex') === sha256 ? 'intact' : 'changed' };
  } catch (error) {
    if (error instanceof BlobDamaged) return { bytes: 0, found: 'unreadable' };
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { bytes: 0, found: 'gone' };
    throw error;
  }
}
