import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { JobKind } from '../../../src-main/jobs/job-kinds.ts';
import { JobFailed, type JobOptions } from '../../../src-main/jobs/job-runner.ts';
import { linuxResidentMemory, spawnNodeProcess } from '../../../src-main/jobs/node-processes.ts';
import { JobPool } from '../../../src-main/jobs/pool.ts';

const ENTRY = path.resolve(import.meta.dirname, '..', '..', 'support', 'misbehaving-job-process.ts');
const pools: JobPool[] = [];

function newPool(size = 1): JobPool {
  const pool = new JobPool({ spawn: spawnNodeProcess(ENTRY), residentMemory: linuxResidentMemory, size, limits: { milliseconds: 20_000, residentBytes: 400 * 1024 * 1024 } });
  pools.push(pool);
  return pool;
}

/** The process of these tests knows kinds of its own. */
function run(pool: JobPool, kind: string, input: unknown = null, options: JobOptions = {}): Promise<unknown> {
  return pool.run(kind as JobKind, input as never, options);
}

async function failureOf(work: Promise<unknown>): Promise<JobFailed> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof JobFailed)) throw new Error(`expected JobFailed, got ${String(error)}`);
  return error;
}

afterEach(() => {
  for (const pool of pools.splice(0)) pool.close();
});

describe('job pool', () => {
  it('answers with the result and its progress, bytes included', async () => {
    const pool = newPool();
    expect(await run(pool, 'echo', { bytes: Uint8Array.of(1, 2, 3) })).toEqual({ bytes: Uint8Array.of(1, 2, 3) });
    const seen: (number | null)[] = [];
    expect(await run(pool, 'progress', null, { onProgress: (part) => seen.push(part) })).toBe('done');
    expect(seen).toEqual([0.25, 0.5, 1]);
  });

  it('keeps a process that behaves', async () => {
    const pool = newPool();
    expect(await run(pool, 'pid')).toBe(await run(pool, 'pid'));
  });

  it('ends a job that hangs, and lives on', async () => {
    const pool = newPool();
    expect(await failureOf(run(pool, 'hang', null, { limits: { milliseconds: 500 } }))).toMatchObject({ failure: 'timed-out' });
    expect(await run(pool, 'echo', 'still here')).toBe('still here');
  });

  it.runIf(process.platform === 'linux')('ends a job that eats memory outside the JavaScript heap, and lives on', async () => {
    const pool = newPool();
    expect(await failureOf(run(pool, 'eat'))).toMatchObject({ failure: 'memory' });
    expect(await run(pool, 'echo', 'still here')).toBe('still here');
  });

  it('reports a job whose process dies, and lives on', async () => {
    const pool = newPool();
    expect(await failureOf(run(pool, 'die'))).toMatchObject({ failure: 'died', message: 'signal SIGSEGV' });
    expect(await run(pool, 'echo', 'still here')).toBe('still here');
  });

  it('hands on the error of a job with its name and code', async () => {
    expect(await failureOf(run(newPool(), 'fail'))).toMatchObject({ failure: 'failed', errorName: 'RangeError', errorCode: 'too-deep', message: 'out of range' });
  });

  it('cancels a running job and one that still waits', async () => {
    const pool = newPool();
    const running = new AbortController();
    const waiting = new AbortController();
    const first = failureOf(run(pool, 'slow', null, { signal: running.signal }));
    const second = failureOf(run(pool, 'echo', 1, { signal: waiting.signal }));
    waiting.abort();
    expect(await second).toMatchObject({ failure: 'cancelled' });
    running.abort();
    expect(await first).toMatchObject({ failure: 'cancelled' });
    expect(await run(pool, 'echo', 'next')).toBe('next');
  });

  it('runs no more jobs at once than it has places', async () => {
    const pool = newPool(2);
    const pids = await Promise.all(Array.from({ length: 8 }, () => run(pool, 'pid')));
    expect(new Set(pids).size).toBeLessThanOrEqual(2);
  });
});
