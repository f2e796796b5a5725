import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { JobKind, JobKinds } from '../../../src-main/jobs/job-kinds.ts';
import { JobFailed, type JobOptions } from '../../../src-main/jobs/job-runner.ts';
import { linuxResidentMemory, spawnNodeProcess } from '../../../src-main/jobs/node-processes.ts';
import { JobPool } from '../../../src-main/jobs/pool.ts';
import { PROJECT_ROOT } from '../../support/test-desk.ts';

const ENTRY = path.join(PROJECT_ROOT, 'tests', 'support', 'misbehaving-job-process.ts');

function makePool(): JobPool {
  const pool = new JobPool({ spawn: spawnNodeProcess(ENTRY), residentMemory: linuxResidentMemory, size: 1 });
  onTestFinished(() => pool.close());
  return pool;
}

function run(pool: JobPool, kind: string, input: unknown, options: JobOptions = {}): Promise<unknown> {
  return pool.run(kind as JobKind, input as JobKinds[JobKind]['input'], options);
}

async function failureOf(job: Promise<unknown>): Promise<string> {
  try {
    await job;
    return 'done';
  } catch (error) {
    if (error instanceof JobFailed) return error.failure;
    throw error;
  }
}

describe('turns of the pool', () => {
  it('come last for work of low priority, first come first served otherwise', async () => {
    const pool = makePool();
    const order: string[] = [];
    const job = (name: string, priority: 'normal' | 'low'): Promise<unknown> => run(pool, 'echo', name, { priority }).then((value) => order.push(String(value)));
    await Promise.all([job('first', 'normal'), job('low 1', 'low'), job('low 2', 'low'), job('second', 'normal'), job('third', 'normal')]);
    expect(order).toEqual(['first', 'second', 'third', 'low 1', 'low 2']);
  });

  it('are not taken by a job that waits for the network, nor the other way round', async () => {
    const pool = makePool();
    const stop = new AbortController();
    const slow = failureOf(run(pool, 'slow', null, { signal: stop.signal }));
    // This process knows no such kind of job: that it says so shows that it had its turn.
    expect(await failureOf(run(pool, 'fetchEvidence', {}))).toBe('failed');
    const waiting = failureOf(run(pool, 'echo', 'x', { limits: { milliseconds: 100 }, signal: AbortSignal.timeout(200) }));
    expect(await waiting).toBe('cancelled');
    stop.abort();
    expect(await slow).toBe('cancelled');
    expect(await run(pool, 'echo', 'still here')).toBe('still here');
  });

  it('are passed on when one who waits gives up', async () => {
    const pool = makePool();
    const first = run(pool, 'echo', 1);
    const stop = new AbortController();
    const second = failureOf(run(pool, 'echo', 2, { signal: stop.signal }));
    const third = run(pool, 'echo', 3);
    stop.abort();
    expect([await first, await second, await third]).toEqual([1, 'cancelled', 3]);
  });
});
