import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { JobMessage } from '../../../src-main/jobs/job-messages.ts';
import { residentMemoryOfApp, spawnUtilityProcess } from '../../../src-main/app/jobs/utility-processes.ts';
import { JobPool } from '../../../src-main/jobs/pool.ts';
import { electron, MockUtilityProcess, resetElectron } from '../../support/electron-mock.ts';

vi.mock('electron', async () => (await import('../../support/electron-mock.ts')).electron);

/** No process of this system has it: a test must never signal a real one. */
const PID = 2 ** 30;
const kill = vi.spyOn(process, 'kill').mockReturnValue(true);

beforeEach(() => {
  resetElectron();
  kill.mockReturnValue(true);
});

function newest(): MockUtilityProcess {
  const child = MockUtilityProcess.forked.at(-1);
  if (child === undefined) throw new Error('no process');
  return child;
}
function begin(child: MockUtilityProcess): void {
  child.pid = PID;
  child.emit('spawn');
}
const run = { type: 'run', kind: 'hashBlob', input: {} } as const;

describe('job processes', () => {
  it('holds a job until its process has started', () => {
    const process = spawnUtilityProcess('/out/job-process.mjs')();
    process.send(run);
    expect(newest().posted).toEqual([]);
    begin(newest());
    expect(newest().posted).toEqual([run]);
    expect(process.pid).toBe(PID);
  });

  it('gets none of the session\'s other variables', () => {
    vi.stubEnv('CHANCERY_SECRET', 'x');
    spawnUtilityProcess('/out/job-process.mjs')();
    expect(newest().options?.env).not.toHaveProperty('CHANCERY_SECRET');
    expect(newest().options?.env).toHaveProperty('PATH');
    vi.unstubAllEnvs();
  });

  it.skipIf(process.platform === 'win32')('ends a process that does not listen', () => {
    const job = spawnUtilityProcess('/out/job-process.mjs')();
    begin(newest());
    job.kill();
    expect(kill.mock.calls).toEqual([[PID, 'SIGKILL']]);
  });

  it('ends a process that was given up before it had started', () => {
    const job = spawnUtilityProcess('/out/job-process.mjs')();
    job.send(run);
    job.kill();
    expect(kill).not.toHaveBeenCalled();
    begin(newest());
    expect(newest().posted).toEqual([]);
    expect(kill.mock.calls.length + newest().kill.mock.calls.length).toBe(1);
  });

  it('reads resident memory in bytes from Electron\'s account', async () => {
    electron.app.getAppMetrics.mockReturnValue([{ pid: PID, memory: { workingSetSize: 2048, peakWorkingSetSize: 4096 } }]);
    expect(await residentMemoryOfApp(PID)).toBe(2 * 1024 * 1024);
    expect(await residentMemoryOfApp(PID + 1)).toBeNull();
  });

  it('does a job of the pool, and stops one that takes too much memory', async () => {
    const pool = new JobPool({ spawn: spawnUtilityProcess('/out/job-process.mjs'), residentMemory: residentMemoryOfApp, limits: { residentBytes: 1024 } });
    const input = { location: { file: '/none' } } as never;
    const done = pool.run('checkFixity', input);
    await vi.waitFor(() => expect(MockUtilityProcess.forked).toHaveLength(1));
    begin(newest());
    newest().emit('message', { type: 'done', result: 'hash' } satisfies JobMessage);
    expect(await done).toBe('hash');

    electron.app.getAppMetrics.mockReturnValue([{ pid: PID, memory: { workingSetSize: 2048, peakWorkingSetSize: 2048 } }]);
    await expect(pool.run('checkFixity', input)).rejects.toMatchObject({ failure: 'memory' });
    pool.close();
  });

  it('tells how a process ended', async () => {
    electron.app.getAppMetrics.mockReturnValue([]);
    const pool = new JobPool({ spawn: spawnUtilityProcess('/out/job-process.mjs'), residentMemory: residentMemoryOfApp });
    const failed = pool.run('checkFixity', {} as never);
    await vi.waitFor(() => expect(MockUtilityProcess.forked).toHaveLength(1));
    newest().emit('exit', 139);
    await expect(failed).rejects.toMatchObject({ failure: 'died', message: 'exit code 139' });
  });
});
