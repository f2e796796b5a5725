import { Refusal } from '#shared/contract/errors.ts';
import type { MethodCheckedInput } from '#shared/contract/index.ts';
import type { ImportSummary, ImportTrial } from '#shared/contract/journal-import.ts';
import { guessColumns, NEEDED_FIELDS } from '#shared/domain/import-columns.ts';
import { type AcceptedRow, type ImportPlan, planImport, type RejectedRow } from '#shared/domain/import-rows.ts';
import type { Journal } from '#shared/domain/journals.ts';
import type { Language } from '#shared/domain/languages.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import { translate } from '#shared/i18n/translate.ts';
import type { RoomHandlers } from '#shared/rpc/dispatcher.ts';
import { MAIN_STREAM, operationActor } from '#shared/sync/operation.ts';
import { setImmediate } from 'node:timers/promises';
import { type Environment, isoInstant, newId } from '../environment.ts';
import type { JobOptions, JobRunner } from '../jobs/job-runner.ts';
import type { RunningJobs } from '../jobs/running-jobs.ts';
import type { Directories, OfficeRecord } from '../registration/directories.ts';
import { streamOf } from '../registration/streams.ts';
import { writeCsv } from '../spreadsheets/index.ts';
import { isDiskFull } from '../store/disk-full.ts';
import type { Store, Transaction } from '../store/store.ts';
import { ImportRecords } from './import-records.ts';
import { TableReading } from './table-reading.ts';

/** Cards of one transaction: short enough that registration beside it does not feel it. */
const BATCH = 100;
const SHOWN_ROWS = 20;
const SHOWN_FAULTY = 100;
const SHOWN_PROBLEMS = 100;

export interface JournalImportOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly jobs: JobRunner;
  readonly runningJobs: RunningJobs;
  readonly directories: Directories;
  readonly onChanged: () => void;
}

type Order = MethodCheckedInput<'journalImport.check'>;
type RunOrder = MethodCheckedInput<'journalImport.run'>;
type AbandonReason = 'cancelled' | 'interrupted' | 'numberTaken' | 'failed';

/**
 * Takes an old journal over from a table. Rows are written in small transactions into a place where nobody sees them,
 * with their numbers taken at once; one last operation shows them all. Whatever stops it before leaves nothing.
 */
export class JournalImportRoom {
  readonly #options: JournalImportOptions;
  readonly #records: ImportRecords;
  readonly #tables: TableReading;
  #running = false;

  constructor(options: JournalImportOptions) {
    this.#options = options;
    this.#records = new ImportRecords(options.store.database);
    this.#tables = new TableReading(options.store, options.jobs);
  }

  readonly handlers: RoomHandlers<'journalImport'> = {
    preview: (source, { signal, progress }) => this.#options.runningJobs.run({ title: 'job.readTable', fileName: source.fileName, signal, onProgress: progress }, (options) => this.#preview(source, options)),
    check: (order, { signal, progress }) =>
      this.#options.runningJobs.run({ title: 'job.readTable', fileName: order.fileName, signal, onProgress: progress }, async (options) => trialOf(await this.#plan(order, options))),
    rejected: ({ language, ...order }, { signal, progress }) =>
      this.#options.runningJobs.run({ title: 'job.readTable', fileName: order.fileName, signal, onProgress: progress }, async (options) => {
        const { rejected } = await this.#plan(order, options);
        const heading = (await this.#tables.read(order, options)).rows[order.headingRow] ?? [];
        return { fileName: `${order.fileName.replace(/\.[^.]+$/, '')}-${translate(language, 'journalImport.rejectedName')}.csv`, bytes: Uint8Array.from(rejectedTable(heading, rejected, language)) };
      }),
    run: (order, { actor, signal, progress }) => this.#options.runningJobs.run({ title: 'job.importJournal', fileName: order.fileName, signal, onProgress: progress }, (options) => this.#run(order, actor, options)),
    list: () => ({ imports: this.#records.list() }),
  };

  /** Takes back what a stop of the program left in the middle. */
  abandonUnfinished(): void {
    for (const { importId } of this.#records.unfinished()) this.#abandon(importId, 'interrupted', null);
  }

  async #preview(source: MethodCheckedInput<'journalImport.preview'>, options: JobOptions) {
    const table = await this.#tables.read(source, options);
    const { headingRow, mapping } = guessColumns(table.rows);
    return {
      format: table.format,
      sheetNames: [...table.sheetNames],
      sheet: table.sheet,
      encoding: table.encoding,
      encodingGuessed: table.encodingGuessed,
      delimiter: table.delimiter,
      rows: table.rows.filter((row) => row.length > 0).length,
      columns: table.rows.reduce((most, row) => Math.max(most, row.length), 0),
      first: table.rows.slice(0, SHOWN_ROWS).map((row) => [...row]),
      headingRow,
      mapping: { ...mapping },
      problems: table.problems.slice(0, SHOWN_PROBLEMS),
      earlier: this.#records.ofFile(source.sha256),
    };
  }

  async #plan(order: Order, options: JobOptions): Promise<ImportPlan> {
    const { directories, environment } = this.#options;
    const office = directories.office();
    if (office === null) throw new Refusal('not-ready', 'error.deskNotReady');
    const journal = directories.journals().find(({ journalId }) => journalId === order.journalId);
    // A closed journal takes no more cards.
    if (journal === undefined || journal.closed) throw new Refusal('refused', 'error.importJournalUnknown', {}, [{ path: 'journalId', message: 'requisite.missing' }]);
    const unmapped = NEEDED_FIELDS.filter((field) => order.mapping[field] === null);
    if (unmapped.length > 0) throw new Refusal('refused', 'error.importColumnsMissing', {}, unmapped.map((field) => ({ path: `mapping.${field}`, message: 'requisite.missing' })));
    const { rows } = await this.#tables.read(order, options);
    return planImport(rows, {
      mapping: order.mapping,
      headingRow: order.headingRow,
      journal,
      kinds: directories.kinds().filter(({ directions }) => directions.includes(journal.direction)),
      casesOn: (day) => directories.casesOn(day)?.cases ?? [],
      defaults: order.defaults,
      isTaken: (year, number) => this.#records.isNumberTaken(journal.journalId, year, runOf(journal, office), number),
      today: dayInZone(office.zone, isoInstant(environment.now())),
    });
  }

  async #run(order: RunOrder, actor: Actor, options: JobOptions): Promise<ImportSummary> {
    if (this.#running) throw new Refusal('conflict', 'error.importRunning');
    this.#running = true;
    try {
      // What could not be taken back while the disk was full is taken back now.
      this.abandonUnfinished();
      const [earlier] = this.#records.ofFile(order.sha256);
      if (earlier !== undefined && !order.again) throw new Refusal('conflict', 'error.importedBefore', { at: earlier.at, count: String(earlier.accepted) });
      const plan = await this.#plan(order, options);
      // Between the dry run and now a registration may have taken one of the numbers.
      if (plan.accepted.length !== order.accepted) throw new Refusal('conflict', 'error.importChanged', { confirmed: String(order.accepted), now: String(plan.accepted.length) });
      return await this.#write(order, plan, actor, options);
    } finally {
      this.#running = false;
    }
  }

  async #write(order: RunOrder, { accepted, rejected }: ImportPlan, actor: Actor, options: JobOptions): Promise<ImportSummary> {
    const { store, environment, onChanged } = this.#options;
    const importId = newId(environment);
    const run = this.#runOf(order.journalId);
    const common = { stream: MAIN_STREAM, actor: operationActor(actor) } as const;
    store.commit((transaction) =>
      transaction.append({
        ...common,
        kind: 'import.begun',
        entity: importId,
        payload: { importId, sha256: order.sha256, fileName: order.fileName, sheet: order.sheet, journalId: order.journalId, accepted: accepted.length, rejected: rejected.length },
        changes: [{ field: 'file', before: null, after: `${order.fileName} · ${order.sha256}` }],
      }),
    );
    environment.crashPoint('import.begun');
    try {
      // Within a day cards stand in the order of the log, and a table may stand on its head.
      const rising = accepted.toSorted((a, b) => (a.registrationDate < b.registrationDate ? -1 : a.registrationDate > b.registrationDate ? 1 : a.registrationNumber - b.registrationNumber));
      for (let at = 0; at < accepted.length; at += BATCH) {
        if (options.signal?.aborted === true) throw new Refusal('cancelled', 'error.importCancelled');
        const batch = rising.slice(at, at + BATCH);
        store.commit((transaction) => {
          for (const card of batch) this.#append(transaction, { importId, fileName: order.fileName, run }, card, actor);
        });
        environment.crashPoint('import.batchWritten');
        options.onProgress?.(Math.min(1, (at + BATCH) / accepted.length));
        // The desk answers others between two batches.
        await setImmediate();
      }
      store.commit((transaction) => transaction.append({ ...common, kind: 'import.completed', entity: importId, payload: { importId } }));
    } catch (error) {
      this.#takeBack(importId, error, actor);
      throw error;
    }
    this.#tables.forget();
    onChanged();
    const summary = this.#records.one(importId);
    if (summary === null) throw new Error('an import that was just written is not there');
    return summary;
  }

  #append(transaction: Transaction, { importId, fileName, run }: { readonly importId: string; readonly fileName: string; readonly run: string }, card: AcceptedRow, actor: Actor): void {
    const { requisites, registrationNumber, registrationYear, serialYear, registrationIndex, registrationDate, row } = card;
    // Registered under this number while the import ran.
    if (this.#records.isNumberTaken(requisites.journalId, serialYear, run, registrationNumber)) throw new Refusal('conflict', 'error.importNumberTaken', { index: registrationIndex, row: String(row) });
    const documentId = newId(this.#options.environment);
    transaction.append({
      stream: streamOf(requisites),
      actor: operationActor(actor),
      kind: 'card.imported',
      entity: documentId,
      payload: { documentId, importId, row, requisites, registrationNumber, registrationYear, serialYear, numberRun: run, registrationIndex, registrationDate },
      changes: [
        { field: 'source', before: null, after: `${fileName} · ${row}` },
        { field: 'registrationIndex', before: null, after: registrationIndex },
        { field: 'registrationDate', before: null, after: registrationDate },
      ],
    });
  }

  #runOf(journalId: string): string {
    const { directories } = this.#options;
    const journal = directories.journals().find((one) => one.journalId === journalId);
    const office = directories.office();
    if (journal === undefined || office === null) throw new Refusal('not-ready', 'error.deskNotReady');
    return runOf(journal, office);
  }

  /** On a full disk not even this can be written: none of the import is to be seen, and the next one or the next start takes it back. */
  #takeBack(importId: string, cause: unknown, actor: Actor): void {
    try {
      this.#abandon(importId, reasonOf(cause), actor);
    } catch (error) {
      if (!isDiskFull(error)) throw error;
    }
  }

  #abandon(importId: string, reason: AbandonReason, actor: Actor | null): void {
    this.#options.store.commit((transaction) =>
      transaction.append({ kind: 'import.abandoned', entity: importId, stream: MAIN_STREAM, actor: actor === null ? null : operationActor(actor), payload: { importId, reason }, changes: [{ field: 'reason', before: null, after: reason }] }),
    );
  }
}

/** The run of serial numbers that a desk's cards of a journal belong to. */
function runOf(journal: Pick<Journal, 'numbering'>, office: Pick<OfficeRecord, 'deskCode'>): string {
  return journal.numbering === 'desk-coded' ? office.deskCode : '';
}

function reasonOf(error: unknown): AbandonReason {
  if (!(error instanceof Refusal)) return 'failed';
  return error.error.code === 'cancelled' ? 'cancelled' : 'numberTaken';
}

function trialOf({ accepted, rejected }: ImportPlan): ImportTrial {
  const reasons = new Map<string, ImportTrial['reasons'][number]>();
  for (const { faults } of rejected) {
    for (const { field, reason } of faults) {
      const key = `${field} ${reason}`;
      reasons.set(key, { field, reason, rows: (reasons.get(key)?.rows ?? 0) + 1 });
    }
  }
  return {
    accepted: accepted.length,
    rejected: rejected.length,
    reasons: [...reasons.values()].toSorted((a, b) => b.rows - a.rows),
    cards: accepted.slice(0, SHOWN_ROWS).map(({ row, registrationIndex, registrationNumber, registrationDate, requisites: { correspondent, subject, kindId, caseId } }) => ({ row, registrationIndex, registrationNumber, registrationDate, correspondent, subject, kindId, caseId })),
    faulty: rejected.slice(0, SHOWN_FAULTY).map(({ row, cells, faults }) => ({ row, cells: [...cells], faults: [...faults] })),
  };
}

function rejectedTable(heading: readonly string[], rejected: readonly RejectedRow[], language: Language): Uint8Array {
  const width = Math.max(heading.length, ...rejected.map(({ cells }) => cells.length));
  const padded = (cells: readonly string[]): string[] => Array.from({ length: width }, (_none, at) => cells[at] ?? '');
  const words = ({ faults }: RejectedRow): string => faults.map(({ field, reason }) => `${translate(language, `journalImport.field.${field}`)}: ${translate(language, `journalImport.reason.${reason}`)}`).join('; ');
  return writeCsv([
    [translate(language, 'journalImport.row'), translate(language, 'journalImport.reasonColumn'), ...padded(heading)],
    ...rejected.map((row) => [row.row, words(row), ...padded(row.cells)]),
  ]);
}
