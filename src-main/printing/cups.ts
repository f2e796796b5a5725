import { execFile } from 'node:child_process';
import { printOptions, type PrintOptions, type SystemPrinter } from '#shared/contract/printing.ts';
import { parsePageRange } from '#shared/domain/page-range.ts';
import { jobName, readEnding, readJob, readOrigin, readPrinters, readRequest, readStopped, shownText } from './cups-output.ts';
import { PrintFailed, type PrintSystem, type SystemJobState } from './print-system.ts';

const ANSWER_MILLISECONDS = 15_000;
/** A file of the largest size goes into the spool of a slow disk in this time. */
const SUBMIT_MILLISECONDS = 120_000;
const MOST_OUTPUT = 4 * 1024 * 1024;
/** What stands in the queue of a printer that others see: no subject and no number. */
const JOB_TITLE = 'Chancery';

interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Whether a failure of a child process means that the program does not exist. */
class ProgramMissing extends Error {}

/**
 * CUPS by its own commands (lp(1), lpstat(1), cancel(1)), without a shell: a library would bring foreign code into the
 * process that owns the store.
 */
export class CupsPrintSystem implements PrintSystem {
  readonly #environment: NodeJS.ProcessEnv;

  /** @param surroundings of which only the place of the scheduler and of a person's own printer options are handed on */
  constructor(surroundings: NodeJS.ProcessEnv = process.env) {
    const kept = Object.entries(surroundings).filter(([name]) => name === 'CUPS_SERVER' || name === 'HOME');
    this.#environment = { ...Object.fromEntries(kept), PATH: '/usr/bin:/bin:/usr/local/bin', LC_ALL: 'C', TZ: 'UTC' };
  }

  async printers(): Promise<readonly SystemPrinter[] | null> {
    try {
      const [printers, accepting, standard] = await Promise.all([this.#run('lpstat', ['-l', '-p']), this.#run('lpstat', ['-a']), this.#run('lpstat', ['-d']), this.#run('lp', ['--help'])]);
      // Without a queue lpstat fails as it does without a scheduler; its words tell them apart.
      const failure = [printers, accepting].find(({ code, stderr }) => code !== 0 && !/No destinations added/.test(stderr));
      if (failure !== undefined) throw new PrintFailed('notAnswering', shownText(failure.stderr));
      return readPrinters(printers.stdout, accepting.stdout, standard.stdout);
    } catch (error) {
      if (error instanceof ProgramMissing) return null;
      throw error;
    }
  }

  async submit(file: string, asked: PrintOptions): Promise<string> {
    const { printer, copies, sides, pages } = printOptions.parse(asked);
    const known = (await this.#answered()).find(({ name }) => name === printer);
    if (known === undefined) throw new PrintFailed('noPrinter', printer);
    if (!known.accepting) {
      const reason = await this.#stopped(printer);
      throw new PrintFailed(reason === null ? 'notAccepting' : 'stopped', reason ?? '');
    }
    const answer = await this.#run('lp', ['-d', printer, '-n', String(copies), '-t', JOB_TITLE, '-o', `sides=${sides}`, ...rangeOf(pages), '--', file], SUBMIT_MILLISECONDS).catch((error: unknown) => {
      throw error instanceof PrintFailed ? new PrintFailed('unsure', error.detail) : error;
    });
    const jobId = readRequest(answer.stdout, printer);
    if (jobId !== null) return jobName(jobId, await this.#originOf(jobId));
    if (answer.code === 0) throw new PrintFailed('unsure', shownText(answer.stdout));
    throw new PrintFailed(/does not exist/.test(answer.stderr) ? 'noPrinter' : /not accepting/.test(answer.stderr) ? 'notAccepting' : 'refused', shownText(answer.stderr));
  }

  async state(name: string): Promise<SystemJobState> {
    const job = readJob(name);
    if (job === null || job.origin === null) return 'unknown';
    const { jobId, origin } = job;
    const active = readOrigin(await this.#jobs('not-completed'), jobId);
    if (active !== null && active !== origin) return 'unknown';
    if (active !== null) {
      const reason = await this.#stopped(job.printer);
      if (reason !== null) throw new PrintFailed('stopped', reason);
      return 'waiting';
    }
    if (readOrigin(await this.#jobs('all'), jobId) !== origin) return 'unknown';
    // lpstat does not tell how a job ended; the scheduler does when it is asked to cancel one that has.
    const answer = await this.#run('cancel', [jobId]);
    return readEnding(answer.stderr) ?? 'ended';
  }

  async cancel(name: string): Promise<void> {
    const job = readJob(name);
    if (job === null) throw new PrintFailed('refused', '');
    // What is not listed under its origin has ended or is another's: there is nothing to take out.
    if (job.origin === null || readOrigin(await this.#jobs('not-completed'), job.jobId) !== job.origin) return;
    const answer = await this.#run('cancel', [job.jobId]);
    if (answer.code !== 0 && readEnding(answer.stderr) === null) throw new PrintFailed('refused', shownText(answer.stderr));
  }

  /** Null where the scheduler does not say: the file was taken all the same, its end will not be known. */
  async #originOf(jobId: string): Promise<string | null> {
    try {
      return readOrigin(await this.#jobs('all'), jobId);
    } catch (error) {
      if (error instanceof PrintFailed) return null;
      throw error;
    }
  }

  async #answered(): Promise<readonly SystemPrinter[]> {
    const printers = await this.printers();
    if (printers === null) throw new PrintFailed('notAnswering', '');
    return printers;
  }

  /** All queues are asked: one that was removed would make lpstat fail, and its jobs are simply not known then. */
  async #jobs(which: 'all' | 'not-completed'): Promise<string> {
    const answer = await this.#run('lpstat', ['-W', which, '-o']);
    if (answer.code !== 0) throw new PrintFailed('notAnswering', shownText(answer.stderr));
    return answer.stdout;
  }

  async #stopped(printer: string): Promise<string | null> {
    return readStopped((await this.#run('lpstat', ['-p', printer])).stdout);
  }

  #run(command: string, args: readonly string[], timeout = ANSWER_MILLISECONDS): Promise<Answer> {
    return new Promise((resolve, reject) => {
      execFile(command, args, { env: this.#environment, timeout, killSignal: 'SIGKILL', maxBuffer: MOST_OUTPUT, windowsHide: true, encoding: 'utf8' }, (error, stdout, stderr) => {
        if (error === null) return resolve({ code: 0, stdout, stderr });
        if (error.code === 'ENOENT') return reject(new ProgramMissing(command));
        if (typeof error.code === 'number') return resolve({ code: error.code, stdout, stderr });
        reject(new PrintFailed('notAnswering', `${command}: ${error.killed === true ? 'SIGKILL' : String(error.code ?? error.signal)}`));
      });
    });
  }
}

function rangeOf(pages: string | null): string[] {
  if (pages === null) return [];
  const parsed = parsePageRange(pages);
  if (!parsed.ok) throw new PrintFailed('refused', parsed.error);
  return ['-P', parsed.value.join(',')];
}

/** What prints on this machine; on other systems than Linux none: their own dialogs do. */
export function systemPrinting(platform: NodeJS.Platform = process.platform): PrintSystem {
  return platform === 'linux' ? new CupsPrintSystem() : NO_PRINT_SYSTEM;
}

/** A machine that prints through its own dialog alone. */
export const NO_PRINT_SYSTEM: PrintSystem = {
  printers: async () => null,
  submit: async () => {
    throw new PrintFailed('notAnswering', '');
  },
  state: async () => 'unknown',
  cancel: async () => {
    throw new PrintFailed('refused', '');
  },
};
