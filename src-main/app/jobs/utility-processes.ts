import { app, utilityProcess } from 'electron';
import type { JobMessage, JobProcess, ResidentMemory, RunMessage, SpawnJobProcess } from '../../jobs/job-messages.ts';

/** Environment that a job needs; whatever else the person's session holds stays outside. */
const PASSED_ON = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TZ', 'TEMP', 'TMP', 'TMPDIR', 'SYSTEMROOT'];
const KIB = 1024;

/** Job processes as utility processes of Electron. After `ready`. @param entry file that calls `serveJobs`. */
export function spawnUtilityProcess(entry: string): SpawnJobProcess {
  return () => {
    const env = Object.fromEntries(PASSED_ON.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
    const child = utilityProcess.fork(entry, [], { serviceName: 'chancery-job', stdio: ['ignore', 'ignore', 'inherit'], env });
    let heard: (message: JobMessage) => void = () => undefined;
    let ended: (detail: string) => void = () => undefined;
    let waiting: RunMessage[] | null = [];
    let unwanted = false;

    const end = (): void => {
      const { pid } = child;
      // `kill` asks politely on POSIX; hostile bytes that keep a process busy do not listen.
      if (pid !== undefined && process.platform !== 'win32') process.kill(pid, 'SIGKILL');
      else child.kill();
    };
    child.once('spawn', () => {
      for (const message of waiting ?? []) child.postMessage(message);
      waiting = null;
      if (unwanted) end();
    });
    child.on('message', (message: unknown) => heard(message as JobMessage));
    child.on('exit', (code) => ended(`exit code ${code}`));
    return {
      get pid() {
        return child.pid;
      },
      send: (message: RunMessage) => {
        if (waiting === null) child.postMessage(message);
        else waiting.push(message);
      },
      onMessage: (listener) => {
        heard = listener;
      },
      onExit: (listener) => {
        ended = listener;
      },
      kill: () => {
        unwanted = true;
        if (waiting === null) end();
        else waiting = [];
      },
    } satisfies JobProcess;
  };
}

/** Resident memory from Electron's own account of its processes, the same on all systems. */
export const residentMemoryOfApp: ResidentMemory = async (pid) => {
  const metric = app.getAppMetrics().find((one) => one.pid === pid);
  return metric === undefined ? null : metric.memory.workingSetSize * KIB;
};
