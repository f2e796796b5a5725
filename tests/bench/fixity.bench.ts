import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FixityJob } from '../../src-main/jobs/job-kinds.ts';
import { linuxResidentMemory, spawnNodeProcess } from '../../src-main/jobs/node-processes.ts';
import { JobPool } from '../../src-main/jobs/pool.ts';
import { type BlobLocation, writeBlob } from '../../src-main/store/blobs/blob-file.ts';
import { createSeal } from '../../src-main/store/blobs/blob-format.ts';
import { type Bench, type Figure, timed } from './figure.ts';

const MIB = 1024 * 1024;
const JOB_PROCESS = path.join(import.meta.dirname, '..', '..', 'src-main', 'jobs', 'node-job-process.ts');

/** Files as a registry has them, and one large scan; how fast the checks of fixity read them beside `sha256sum` over the same content in clear. */
export async function open(): Promise<Bench> {
  const folder = mkdtempSync(path.join(tmpdir(), 'chancery-fixity-'));
  const pool = new JobPool({ spawn: spawnNodeProcess(JOB_PROCESS), residentMemory: linuxResidentMemory, size: 1 });
  const key = { keyId: randomBytes(16), key: randomBytes(32) };
  const many = await store('many', 1500, 200 * 1024);
  const one = await store('one', 1, 300 * MIB);
  return {
    figures: [figureOf('a large scan (300 MiB), seconds', one), figureOf('1,500 files of 200 KiB, seconds', many)],
    close: async () => {
      pool.close();
      rmSync(folder, { recursive: true });
    },
  };

  async function store(name: string, count: number, size: number): Promise<{ readonly files: FixityJob['files']; readonly plain: string[] }> {
    const files: { sha256: string; location: BlobLocation }[] = [];
    const plain: string[] = [];
    mkdirSync(path.join(folder, name));
    for (let at = 0; at < count; at += 1) {
      const content = randomBytes(size);
      const location = { path: path.join(folder, name, `${at}.blob`), seal: createSeal(key, (length) => randomBytes(length)) };
      const { sha256 } = await writeBlob(location, content);
      files.push({ sha256, location });
      plain.push(path.join(folder, name, `${at}.plain`));
      writeFileSync(plain.at(-1) ?? '', content);
    }
    return { files, plain };
  }

  function figureOf(name: string, { files, plain }: Awaited<ReturnType<typeof store>>): Figure {
    return {
      name: `fixity check of ${name}`,
      than: 'sha256sum of the same content in clear',
      ours: async () => {
        const taken = await timed(async () => {
          const results = await pool.run('checkFixity', { files });
          if (results.some(({ found }) => found !== 'intact')) throw new Error('a file of the bench is not intact');
        });
        return taken / 1000;
      },
      peer: async () => (await timed(() => void execFileSync('sha256sum', plain, { stdio: ['ignore', 'ignore', 'inherit'] }))) / 1000,
      // At least 0.7 of its speed.
      aim: { atMost: 1 / 0.7 },
    };
  }
}
