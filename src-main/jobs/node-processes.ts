import { fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { JobMessage, JobProcess, ResidentMemory, RunMessage, SpawnJobProcess } from './job-messages.ts';

/** Environment that a job needs; secrets of the desk's own environment stay outside. */
const PASSED_ON = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TZ', 'TEMP', 'TMP', 'TMPDIR', 'SYSTEMROOT'];

/** Job processes as children of Node. @param entry file that calls `serveJobs`. */
export function spawnNodeProcess(entry: string): SpawnJobProcess {
  return () => {
    const child = fork(entry, [], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: Object.fromEntries(PASSED_ON.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]))),
    });
    // An idle process must not keep a finished program alive.
    child.unref();
    child.channel?.unref();
    let heard: (message: JobMessage) => void = () => undefined;
    let ended: (detail: string) => void = () => undefined;
    child.on('message', (message) => heard(message as JobMessage));
    child.on('error', (error) => ended(error.message));
    child.on('exit', (code, signal) => ended(signal === null ? `exit code ${code}` : `signal ${signal}`));
    return {
      pid: child.pid,
      send: (message: RunMessage) => {
        if (child.connected) child.send(message);
      },
      onMessage: (listener) => {
        heard = listener;
      },
      onExit: (listener) => {
        ended = listener;
      },
      kill: () => child.kill('SIGKILL'),
    } satisfies JobProcess;
  };
}

const PAGE_BYTES = 4096;

/** Resident memory from the kernel's own account of a process (Linux); null elsewhere. */
export const linuxResidentMemory: ResidentMemory = async (pid) => {
  if (process.platform !== 'linux') return null;
  try {
    const pages = (await readFile(`/proc/${pid}/statm`, 'latin1')).split(' ')[1];
    return pages === undefined ? null : Number(pages) * PAGE_BYTES;
  } catch (error) {
    // The process ended between two looks.
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')) return null;
    throw error;
  }
};
