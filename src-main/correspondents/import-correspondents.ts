import type { CorrespondentFields } from '#shared/contract/correspondents.ts';
import { Refusal } from '#shared/contract/errors.ts';
import type { MethodCheckedInput, MethodOutput } from '#shared/contract/index.ts';
import { guessColumns, type ImportedRow, readImportRow } from '#shared/domain/correspondent-import.ts';
import { foldedWords } from '#shared/domain/name-folding.ts';
import type { Actor } from '#shared/domain/rights.ts';
import type { JobOptions, JobRunner } from '../jobs/job-runner.ts';
import { JobFailed } from '../jobs/job-runner.ts';
import type { RunningJobs } from '../jobs/running-jobs.ts';
import type { Store, Transaction } from '../store/store.ts';
import type { CorrespondentRecords } from './correspondent-records.ts';

const SAMPLE_ROWS = 6;
const PROBLEMS_SHOWN = 200;
/** Entries written in one transaction; between two of them the desk answers others. */
const BATCH = 200;

export interface ImportOptions {
  readonly store: Store;
  readonly records: CorrespondentRecords;
  readonly jobs: JobRunner;
  readonly runningJobs: RunningJobs;
  readonly append: (transaction: Transaction, fields: CorrespondentFields, actor: Actor) => void;
}

type Input = MethodCheckedInput<'correspondents.import'>;
type Preview = MethodOutput<'correspondents.previewImport'>;
interface Read {
  readonly preview: Preview;
  readonly fresh: readonly ImportedRow[];
}

/** Takes in tables of correspondents (CSV, XLSX), read in a job's process. */
export class ImportCorrespondents {
  readonly #options: ImportOptions;

  constructor(options: ImportOptions) {
    this.#options = options;
  }

  async preview(input: Input, actor: Actor, options: JobOptions): Promise<Preview> {
    return (await this.#read(input, actor, options)).preview;
  }

  async run(input: Input, actor: Actor, options: JobOptions): Promise<MethodOutput<'correspondents.import'>> {
    const { fresh, preview } = await this.#read(input, actor, options);
    let added = 0;
    for (let at = 0; at < fresh.length; at += BATCH) {
      if (options.signal?.aborted === true) break;
      added += this.#options.store.commit((transaction) => {
        const rows = fresh.slice(at, at + BATCH).filter((row) => !this.#isKnown(row));
        for (const row of rows) this.#options.append(transaction, row, actor);
        return rows.length;
      });
      options.onProgress?.((at + BATCH) / fresh.length);
      await new Promise<void>((resolve) => {
        setImmediate(resolve);
      });
    }
    return { added, skipped: preview.rows - added };
  }

  async #read(input: Input, _actor: Actor, options: JobOptions): Promise<Read> {
    const { store, jobs, runningJobs } = this.#options;
    if (!store.blobs.has(input.sha256)) throw new Refusal('not-found', 'error.fileNotStored', { fileName: input.fileName });
    const file = { fileName: input.fileName, location: await store.blobs.locate(input.sha256) };
    const result = await runningJobs
      .run({ title: 'job.readTable', fileName: input.fileName, ...options }, (jobOptions) => jobs.run('readTable', { file }, jobOptions))
      .catch((error: unknown) => {
        if (error instanceof JobFailed) throw new Refusal(error.failure === 'cancelled' ? 'cancelled' : 'unreadable', 'error.tableUnreadable', { fileName: input.fileName, detail: error.failure });
        throw error;
      });
    if (result.kind === 'refused') throw new Refusal('unreadable', 'error.tableUnreadable', { fileName: input.fileName, detail: result.code });
    const { rows } = result.table;
    const guess = guessColumns(rows[0] ?? []);
    const columns = input.columns ?? guess.columns;
    const headerRows = input.headerRows ?? guess.headerRows;
    const problems: Preview['problems'] = [];
    const fresh: ImportedRow[] = [];
    const seen = new Set<string>();
    let count = 0;
    for (const [at, cells] of rows.entries()) {
      if (at < headerRows || cells.length === 0) continue;
      count += 1;
      const row = readImportRow(cells, columns, input.category);
      if (typeof row === 'string') problems.push({ row: at + 1, problem: row });
      else {
        const keys = [`~${foldedWords(row.name).join(' ')}`, ...(row.code === '' ? [] : [`#${row.code}`])];
        if (keys.some((key) => seen.has(key))) problems.push({ row: at + 1, problem: 'repeated' });
        else if (this.#isKnown(row)) problems.push({ row: at + 1, problem: 'known' });
        else fresh.push(row);
        for (const key of keys) seen.add(key);
      }
    }
    return {
      fresh,
      preview: { sample: rows.slice(0, SAMPLE_ROWS).map((cells) => cells.slice(0, 20)), columns, headerRows, rows: count, fresh: fresh.length, problems: problems.slice(0, PROBLEMS_SHOWN), problemCount: problems.length },
    };
  }

  #isKnown(row: ImportedRow): boolean {
    return this.#options.records.named(row.name).length > 0 || (row.code !== '' && this.#options.records.withCode(row.code));
  }
}
