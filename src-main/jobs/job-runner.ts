import type { JobKind, JobKinds } from './job-kinds.ts';

/** Bounds of one job. */
export interface JobLimits {
  readonly milliseconds: number;
  /** Resident memory of the job's process, in bytes. */
  readonly residentBytes: number;
}

/** `low`: waits until nobody waits for anything else. */
export type JobPriority = 'normal' | 'low';

export interface JobOptions {
  readonly priority?: JobPriority;
  readonly limits?: Partial<JobLimits>;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: number | null) => void;
}

/** Runs jobs in processes of their own. The desk thread, the command line and tests see only this. */
export interface JobRunner {
  /** @throws JobFailed */
  run<Kind extends JobKind>(kind: Kind, input: JobKinds[Kind]['input'], options?: JobOptions): Promise<JobKinds[Kind]['result']>;
}

export type JobFailure = 'timed-out' | 'memory' | 'died' | 'cancelled' | 'failed';

/** A job that gave no result; its process is gone and the desk lives on. */
export class JobFailed extends Error {
  readonly failure: JobFailure;
  /** Name of the error that the job itself threw; empty for the other failures. */
  readonly errorName: string;
  /** Code that the job's error carried, such as `encrypted` of the PDF room; empty where none. */
  readonly errorCode: string;

  constructor(failure: JobFailure, detail: string, errorName = '', errorCode = '') {
    super(detail);
    this.name = 'JobFailed';
    this.failure = failure;
    this.errorName = errorName;
    this.errorCode = errorCode;
  }
}
