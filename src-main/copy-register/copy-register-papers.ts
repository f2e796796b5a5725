import { setImmediate as nextTurn } from 'node:timers/promises';
import { COPY_EXPORT_LIMIT, COPY_PRINT_LIMIT, type CopyEntry } from '#shared/contract/copy-register.ts';
import { Refusal } from '#shared/contract/errors.ts';
import type { MethodCheckedInput, MethodOutput } from '#shared/contract/index.ts';
import type { CopyToday } from '#shared/domain/copy-register.ts';
import type { Language } from '#shared/domain/languages.ts';
import type { Actor } from '#shared/domain/rights.ts';
import type { CallContext } from '#shared/rpc/dispatcher.ts';
import { MAIN_STREAM, operationActor } from '#shared/sync/operation.ts';
import type { OperationPayload } from '#shared/sync/operation-kinds.ts';
import { type Environment, isoInstant } from '../environment.ts';
import { JobFailed, type JobRunner } from '../jobs/job-runner.ts';
import type { RunningJobs } from '../jobs/running-jobs.ts';
import type { OfficeRecord } from '../registration/directories.ts';
import { writeCsv } from '../spreadsheets/index.ts';
import type { Store } from '../store/store.ts';
import type { CopyRegisterRecords } from './copy-register-records.ts';
import { copyRegisterSheet, copyRegisterTable, sheetTitle } from './copy-register-texts.ts';

/** Lines read at a time; between two times the desk answers others. */
const PIECE = 500;

export interface CopyRegisterPapersOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly records: CopyRegisterRecords;
  readonly office: () => OfficeRecord;
  readonly jobs: JobRunner;
  readonly runningJobs: RunningJobs;
  readonly fontsDirectory: string;
}

type Call = CallContext<Actor>;
type Wanted = MethodCheckedInput<'copyRegister.print'>;

/**
 * The register of copies on paper and as a table. Both hold what the person who asks may read (PAP-07), so they go to that
 * person's window and are kept nowhere: a stored file could be read by others.
 */
export class CopyRegisterPapers {
  readonly #options: CopyRegisterPapersOptions;

  constructor(options: CopyRegisterPapersOptions) {
    this.#options = options;
  }

  /** The register as PDF/A on A4 across, oldest line first. @throws Refusal */
  async print(wanted: Wanted, days: CopyToday, call: Call): Promise<MethodOutput<'copyRegister.print'>> {
    const { environment, office, jobs, runningJobs, fontsDirectory } = this.#options;
    const entries = await this.#entries(wanted, COPY_PRINT_LIMIT, days, call);
    const { name: officeName, documentLanguages } = office();
    const language = documentLanguages.find((one) => one === wanted.language) ?? this.#officeLanguage();
    const texts = copyRegisterSheet({ entries, filters: wanted, officeName, language, printedBy: call.actor.name, today: days.today, now: isoInstant(environment.now()) });
    const fileName = fileNameOf(texts.title, 'pdf');
    try {
      const { bytes, pages } = await runningJobs.run({ title: 'job.printTable', fileName, signal: call.signal, onProgress: call.progress }, (options) => jobs.run('tableForWindow', { texts, fontsDirectory }, options));
      this.#note('paper', wanted, entries.length, call.actor);
      return { fileName, bytes: Uint8Array.from(bytes), pages, rows: entries.length };
    } catch (error) {
      if (error instanceof JobFailed) throw error.failure === 'cancelled' ? new Refusal('cancelled', 'error.cancelled') : new Refusal('unreadable', 'error.copyRegisterPrintFailed', { detail: error.failure });
      throw error;
    }
  }

  /** The same lines as comma-separated values. @throws Refusal */
  async export(wanted: Wanted, days: CopyToday, call: Call): Promise<MethodOutput<'copyRegister.export'>> {
    const entries = await this.#entries(wanted, COPY_EXPORT_LIMIT, days, call);
    const language = wanted.language ?? this.#officeLanguage();
    const bytes = writeCsv(copyRegisterTable(entries, language));
    this.#note('table', wanted, entries.length, call.actor);
    return { fileName: fileNameOf(sheetTitle(wanted, language), 'csv'), bytes: Uint8Array.from(bytes), rows: entries.length };
  }

  /** @throws Refusal where there is no line, or more than one file may hold */
  async #entries({ language: _language, ...filters }: Wanted, limit: number, days: CopyToday, { actor, signal }: Call): Promise<CopyEntry[]> {
    const { records } = this.#options;
    if (filters.from !== null && filters.to !== null && filters.to < filters.from) throw new Refusal('refused', 'error.journalPeriod', {}, [{ path: 'to', message: 'error.journalPeriod' }]);
    const ids = records.ids({ ...filters, documentId: null }, limit + 1, actor, days);
    if (ids.length > limit) throw new Refusal('refused', 'error.copyRegisterTooLong', { limit: String(limit) });
    if (ids.length === 0) throw new Refusal('refused', 'error.copyRegisterEmpty');
    const entries: CopyEntry[] = [];
    for (let at = 0; at < ids.length; at += PIECE) {
      if (signal.aborted) throw new Refusal('cancelled', 'error.cancelled');
      // A line that others' work took out meanwhile is not there any more.
      entries.push(...ids.slice(at, at + PIECE).flatMap((id) => records.byId(id, days) ?? []));
      await nextTurn();
    }
    return entries;
  }

  /** What holds people's names leaves the desk with a line in the log. */
  #note(as: OperationPayload<'copyRegister.takenOut'>['as'], { language: _language, ...filters }: Wanted, rows: number, actor: Actor): void {
    const { store } = this.#options;
    store.commit((transaction) =>
      transaction.append({ kind: 'copyRegister.takenOut', entity: 'copyRegister', stream: MAIN_STREAM, actor: operationActor(actor), payload: { as, filters, rows }, changes: [{ field: 'rows', before: null, after: String(rows) }] }),
    );
  }

  #officeLanguage(): Language {
    return this.#options.office().documentLanguages[0] ?? 'en';
  }
}

function fileNameOf(title: string, ending: 'pdf' | 'csv'): string {
  return `${title.replaceAll(/[\\/:*?"<>|]/gu, '_').slice(0, 200)}.${ending}`;
}
