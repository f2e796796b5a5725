import { Refusal } from '#shared/contract/errors.ts';
import { JobFailed, type JobOptions, type JobRunner } from '../jobs/job-runner.ts';
import type { Table, TableRefusal } from '../spreadsheets/index.ts';
import type { Store } from '../store/store.ts';

export interface TableSource {
  readonly sha256: string;
  readonly fileName: string;
  readonly sheet: string | null;
}

/** Reads the stored table in a job. The newest reading is kept: look, dry run and import ask for the same table. */
export class TableReading {
  readonly #store: Store;
  readonly #jobs: JobRunner;
  #kept: { readonly key: string; readonly table: Table } | null = null;

  constructor(store: Store, jobs: JobRunner) {
    this.#store = store;
    this.#jobs = jobs;
  }

  /** @throws Refusal where it is no table, with what is wrong with it */
  async read({ sha256, fileName, sheet }: TableSource, options: JobOptions): Promise<Table> {
    const key = JSON.stringify([sha256, sheet]);
    if (this.#kept?.key === key) return this.#kept.table;
    if (!this.#store.blobs.has(sha256)) throw new Refusal('not-found', 'error.fileNotStored', { fileName });
    const table = await this.#run({ sha256, fileName, sheet }, options);
    this.#kept = { key, table };
    return table;
  }

  forget(): void {
    this.#kept = null;
  }

  async #run({ sha256, fileName, sheet }: TableSource, options: JobOptions): Promise<Table> {
    try {
      const result = await this.#jobs.run('readTable', { file: { fileName, location: await this.#store.blobs.locate(sha256) }, sheet }, options);
      if (result.kind === 'table') return result.table;
      throw new Refusal('unreadable', messageOf(result.code), { fileName, row: String(result.row ?? '') });
    } catch (error) {
      if (!(error instanceof JobFailed)) throw error;
      if (error.failure === 'cancelled') throw new Refusal('cancelled', 'error.cancelled');
      throw new Refusal('unreadable', error.failure === 'timed-out' || error.failure === 'memory' ? 'error.tableTooLarge' : 'error.tableDamaged', { fileName, row: '' });
    }
  }
}

function messageOf(code: TableRefusal): string {
  switch (code) {
    case 'empty':
      return 'error.tableEmpty';
    case 'notATable':
      return 'error.tableNone';
    case 'oldWorkbook':
      return 'error.tableOld';
    case 'encrypted':
      return 'error.tableEncrypted';
    case 'damaged':
    case 'noSuchSheet':
      return 'error.tableDamaged';
    case 'unclosedQuote':
      return 'error.tableQuote';
    case 'fileTooLarge':
    case 'unpackedTooLarge':
    case 'tooManyRows':
    case 'tooManyColumns':
    case 'tooManyCharacters':
      return 'error.tableTooLarge';
  }
}
