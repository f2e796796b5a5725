import type { PrintOptions, SystemPrinter } from '#shared/contract/printing.ts';

/** Where a job of the print system is: `waiting` also while it prints; `ended` without a word how; `unknown`: it knows no such job any more. */
export type SystemJobState = 'waiting' | 'printed' | 'aborted' | 'cancelled' | 'ended' | 'unknown';

/** `unsure`: the file was handed over, and whether it was taken is not known. */
export type PrintProblem = 'noPrinter' | 'notAccepting' | 'stopped' | 'notAnswering' | 'refused' | 'unsure';

/** The print system did not do what it was asked; `detail` are its own words. */
export class PrintFailed extends Error {
  readonly problem: PrintProblem;
  readonly detail: string;

  constructor(problem: PrintProblem, detail: string) {
    super(`${problem}: ${detail}`);
    this.name = 'PrintFailed';
    this.problem = problem;
    this.detail = detail;
  }
}

/** What a desk asks of the printing of the machine that it runs on. */
export interface PrintSystem {
  /** Null: this machine prints through its own dialog alone. @throws PrintFailed */
  printers(): Promise<readonly SystemPrinter[] | null>;
  /**
   * Hands a file over; when this returns the system has a copy of its own.
   * @returns a name by which the others know the job again @throws PrintFailed where it was not taken, or `unsure` where that is not known
   */
  submit(file: string, options: PrintOptions): Promise<string>;
  /** `unknown` also where the system has another job under that number. @throws PrintFailed */
  state(job: string): Promise<SystemJobState>;
  /** Takes a job out; one that has ended stays as it is. @throws PrintFailed */
  cancel(job: string): Promise<void>;
}
