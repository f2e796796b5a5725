/** What travels between the pool and a job's process; carried by structured clone. */
export interface RunMessage {
  readonly type: 'run';
  readonly kind: string;
  readonly input: unknown;
}

export type JobMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'progress'; readonly progress: number | null }
  | { readonly type: 'done'; readonly result: unknown }
  | { readonly type: 'failed'; readonly name: string; readonly code: string; readonly message: string };

/** The process side of the way to the pool: Node's or Electron's. */
export interface JobPort {
  post(message: JobMessage): void;
  onRun(listener: (message: RunMessage) => void): void;
}

/** The pool's side of one process. */
export interface JobProcess {
  readonly pid: number | undefined;
  send(message: RunMessage): void;
  /** One listener at a time; the newest replaces the one before. */
  onMessage(listener: (message: JobMessage) => void): void;
  /** `detail` names the signal or exit code. */
  onExit(listener: (detail: string) => void): void;
  kill(): void;
}

export type SpawnJobProcess = () => JobProcess;

/** Resident memory of a process in bytes; null where it cannot be told (any more). */
export type ResidentMemory = (pid: number) => Promise<number | null>;
