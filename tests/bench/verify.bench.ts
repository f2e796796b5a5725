import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { createSignatureValidator } from '../../src-main/signatures/index.ts';
import { type Bench, collectGarbage, timed } from './figure.ts';
import { type Corpus, makeCorpus } from './verify-corpus.ts';
import { callsOf, verifyAll } from './verify-peer.ts';
import { openPool, storeCorpus, verifyThrough } from './verify-pool.ts';
import { makeLargeFile, rawHash, validateLarge } from './verify-stream.ts';

const SETS = 10;
const MIB = 1024 * 1024;

/** Files and size of the large one; BENCH_FILES=100 BENCH_STREAM_MIB=128 is a short run. */
function amount(variable: string, usual: number): number {
  const stated = Number(process.env[variable] ?? usual);
  if (!Number.isInteger(stated) || stated < 2) throw new RangeError(`${variable}: a whole number from 2 on`);
  return stated;
}

async function validateAll({ files, options }: Corpus): Promise<void> {
  const validator = createSignatureValidator();
  for (const bytes of files) {
    const report = await validator.validate({ fileName: 'letter.p7m', bytes }, options);
    const [signature] = report.signatures;
    if (report.indication !== 'TOTAL-PASSED' || signature?.baselineLevel !== 'LT') throw new Error(`a file of the corpus did not pass: ${JSON.stringify(report)}`);
  }
}

/** Milliseconds of processor time: work of one process that waits for nothing, whoever else uses the machine. */
async function computed(work: () => Promise<void> | void): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Bytes of the JavaScript heap that are in use. */
function heap(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

interface Series {
  readonly first: number;
  readonly last: number;
  readonly heapEarly: number;
  readonly heapLate: number;
}

/** The same set again and again in one process: processor time of the first and last, heap after them. */
async function runSeries(corpus: Corpus): Promise<Series> {
  const times: number[] = [];
  const heaps: number[] = [];
  for (let set = 0; set < SETS; set += 1) {
    times.push(await computed(() => validateAll(corpus)));
    heaps.push(heap());
  }
  const value = (numbers: readonly number[], index: number): number => numbers.at(index) ?? Number.NaN;
  return { first: value(times, 0), last: value(times, -1), heapEarly: value(heaps, 0), heapLate: value(heaps, -1) };
}

/** Both sides of a figure come from one run: whoever is asked first makes it. */
function oncePerRound<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let pending: Promise<Value> | null = null;
  return () => {
    const known = pending;
    pending = known === null ? make() : null;
    return known ?? pending ?? make();
  };
}

/** Figures of the signature engine: full validation of CAdES-LT, the pool, large files, many files. */
export async function open(): Promise<Bench> {
  const count = amount('BENCH_FILES', 1000);
  const mebibytes = amount('BENCH_STREAM_MIB', 1024);
  const folder = mkdtempSync(path.join(tmpdir(), 'chancery-bench-'));
  process.stderr.write(`chancery: making ${count} signers and their files …\n`);
  const corpus = await makeCorpus(count, (made) => process.stderr.write(`chancery: ${made} files\n`));
  const calls = callsOf(corpus);
  const stored = await storeCorpus(folder, corpus);
  const [two, one] = [openPool(2), openPool(1)];
  const largePath = path.join(folder, 'large.bin');
  const large = await makeLargeFile(largePath, mebibytes);
  const perSecond = (milliseconds: number, things: number): number => (things * 1000) / milliseconds;
  const series = oncePerRound(() => runSeries(corpus));
  const heaps = oncePerRound(() => runSeries({ ...corpus, files: corpus.files.slice(0, 100) }));
  let growth = 0;

  return {
    figures: [
      {
        name: `CAdES-LT validated, processor ms per file (${count} files)`,
        than: `bare crypto.verify with key import, ${calls[0]?.length ?? 0} a file`,
        aim: { atMost: 8 },
        rounds: 3,
        ours: async () => (await computed(() => validateAll(corpus))) / count,
        peer: async () => (await computed(() => verifyAll(calls))) / count,
      },
      {
        name: 'CAdES-LT through the pool of two, files per second',
        than: 'the pool of one process',
        aim: { atLeast: 1.6 },
        rounds: 3,
        ours: async () => perSecond(await timed(() => verifyThrough(two, stored)), count),
        peer: async () => perSecond(await timed(() => verifyThrough(one, stored)), count),
      },
      {
        name: `detached file of ${mebibytes} MiB, MiB per second`,
        than: 'bare SHA-256 over the same stream',
        aim: { atLeast: 0.8 },
        rounds: 3,
        ours: async () => {
          const time = await timed(async () => {
            growth = Math.max(growth, await validateLarge(large));
          });
          return perSecond(time, mebibytes);
        },
        peer: async () => perSecond(await timed(async () => void (await rawHash(largePath))), mebibytes),
      },
      {
        name: 'memory that the large file takes, MiB at the peak',
        than: '128 MiB',
        aim: { atMost: 1 },
        rounds: 1,
        ours: async () => Math.max(growth, await validateLarge(large)),
        peer: () => Promise.resolve(128),
      },
      {
        name: `last ${count} of ${count * SETS} files, processor ms per file`,
        than: `first ${count}`,
        aim: { atMost: 1.2 },
        rounds: 1,
        ours: async () => (await series()).last / count,
        peer: async () => (await series()).first / count,
      },
      {
        name: 'heap after a thousand files more, MiB',
        than: 'heap before them',
        aim: { atMost: 1.1 },
        rounds: 1,
        ours: async () => (await heaps()).heapLate / MIB,
        peer: async () => (await heaps()).heapEarly / MIB,
      },
    ],
    close: async () => {
      two.close();
      one.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
