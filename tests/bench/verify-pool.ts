import { randomBytes } from 'node:crypto';
import path from 'node:path';

import { linuxResidentMemory, spawnNodeProcess } from '../../src-main/jobs/node-processes.ts';
import { JobPool } from '../../src-main/jobs/pool.ts';
import { writeBlob } from '../../src-main/store/blobs/blob-file.ts';
import { createSeal } from '../../src-main/store/blobs/blob-format.ts';
import type { JobFile } from '../../src-main/jobs/job-kinds.ts';
import type { Corpus } from './verify-corpus.ts';

const ENTRY = path.resolve(import.meta.dirname, '..', '..', 'src-main', 'jobs', 'node-job-process.ts');

/** The corpus as the desk keeps it: sealed files, one job each. */
export interface StoredCorpus {
  readonly files: readonly JobFile[];
  readonly trustAnchors: readonly JobFile[];
  readonly now: string;
}

export async function storeCorpus(folder: string, { files, options }: Corpus): Promise<StoredCorpus> {
  const key = { keyId: randomBytes(16), key: randomBytes(32) };
  let places = 0;
  const store = async (fileName: string, bytes: Uint8Array): Promise<JobFile> => {
    places += 1;
    const location = { path: path.join(folder, `${places}.blob`), seal: createSeal(key, randomBytes) };
    await writeBlob(location, bytes);
    return { fileName, location };
  };
  const stored: JobFile[] = [];
  for (const bytes of files) stored.push(await store('letter.p7m', bytes));
  const trustAnchors = await Promise.all(options.trustAnchors.map(({ fileName, bytes }) => store(fileName, bytes)));
  return { files: stored, trustAnchors, now: options.now };
}

export function openPool(size: number): JobPool {
  return new JobPool({ spawn: spawnNodeProcess(ENTRY), residentMemory: linuxResidentMemory, size });
}

/** @throws where a file does not pass */
export async function verifyThrough(pool: JobPool, { files, trustAnchors, now }: StoredCorpus): Promise<void> {
  await Promise.all(
    files.map(async (file) => {
      const [report] = await pool.run('verify', { files: [file], preserved: [], policy: null, now, at: null, trustAnchors, trustLists: [], intermediates: [], crls: [], ocspResponses: [] });
      if (report?.indication !== 'TOTAL-PASSED') throw new Error(`a file of the corpus did not pass: ${JSON.stringify(report)}`);
    }),
  );
}
