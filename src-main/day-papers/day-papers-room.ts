import { Refusal } from '#shared/contract/errors.ts';
import type { Handover } from '#shared/contract/day-papers.ts';
import type { MethodCheckedInput, MethodOutput } from '#shared/contract/index.ts';
import type { Card } from '#shared/contract/registration.ts';
import type { Language } from '#shared/domain/languages.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { dayInZone, timeInZone } from '#shared/domain/working-zone.ts';
import type { CallContext, RoomHandlers } from '#shared/rpc/dispatcher.ts';
import { MAIN_STREAM, operationActor } from '#shared/sync/operation.ts';
import type { NumberGap } from '#shared/sync/wire.ts';
import { type Environment, isoInstant } from '../environment.ts';
import { JobFailed, type JobRunner } from '../jobs/job-runner.ts';
import type { TableTexts } from '../jobs/job-kinds.ts';
import type { RunningJobs } from '../jobs/running-jobs.ts';
import type { Directories, OfficeRecord } from '../registration/directories.ts';
import { documentLanguage } from '../registration/document-language.ts';
import { registersOf, type RulePack } from '../rule-packs/index.ts';
import type { Store } from '../store/store.ts';
import { HandoverRecords } from './handover-records.ts';
import { type JournalPeriod, JournalRows, type PrintedRow } from './journal-rows.ts';
import { gapActTexts, handoverTexts, journalTexts } from './printed-texts.ts';

/** Entries on one print: a year of a busy desk is printed month by month. */
const ROWS_LIMIT = 5000;
/** From this time on a day's journal is expected to be printed. */
const EVENING = '18:00';

export interface DayPapersOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly directories: Directories;
  readonly jobs: JobRunner;
  readonly runningJobs: RunningJobs;
  readonly fontsDirectory: string;
  readonly office: () => OfficeRecord;
  readonly rulePack: () => RulePack;
  /** @throws Refusal where the card may not be read */
  readonly readable: (documentId: string, actor: Actor) => Card;
  /** Numbers that no document bears, as the server knows them. @throws Refusal where it cannot be asked */
  readonly gapsOf: (journalId: string, serialYear: number) => Promise<readonly NumberGap[]>;
  readonly onChanged: () => void;
}

type Call = CallContext<Actor>;
type Made = { readonly sha256: string; readonly size: number };

/** Papers that a registration desk makes in the course of its day: the printed journal, hand-overs against signature. */
export class DayPapersRoom {
  readonly #options: DayPapersOptions;
  readonly #rows: JournalRows;
  readonly #handovers: HandoverRecords;

  constructor(options: DayPapersOptions) {
    this.#options = options;
    this.#rows = new JournalRows(options.store.database);
    this.#handovers = new HandoverRecords(options.store.database);
  }

  readonly handlers: RoomHandlers<'dayPapers'> = {
    journalOfDay: ({ journalId, day, language }, call) => this.#journal({ journalId, from: day, to: day }, language, call),
    journalOfPeriod: ({ journalId, from, to, language }, call) => this.#journal({ journalId, from, to }, language, call),
    notPrinted: () => this.#notPrinted(),
    makeHandover: (input, { actor }) => this.#hand(input, actor),
    handovers: ({ day }, { actor }) => ({ handovers: this.#handovers.ofDay(day, actor) }),
    handoverSheet: (input, call) => this.#sheet(input, call),
    handoverSigned: ({ handoverId }, { actor }) => {
      const handover = this.#handover(handoverId, actor);
      if (handover.signedAt === null) {
        this.#options.store.commit((transaction) =>
          transaction.append({ kind: 'handover.signed', entity: handoverId, stream: MAIN_STREAM, actor: operationActor(actor), payload: { handoverId }, changes: [{ field: 'handover.signed', before: null, after: handover.toName }] }),
        );
        this.#options.onChanged();
      }
      return this.#handover(handoverId, actor);
    },
  };

  /** Makes the act on missing numbers of a journal and year (NUM-01). @throws Refusal */
  async gapAct({ journalId, serialYear }: MethodCheckedInput<'sync.gapAct'>, call: Call): Promise<MethodOutput<'sync.gapAct'>> {
    const { directories, store, environment, gapsOf } = this.#options;
    const journal = directories.journals().find((one) => one.journalId === journalId);
    if (journal === undefined) throw new Refusal('not-found', 'error.journalNotFound');
    const gaps = await gapsOf(journalId, serialYear);
    const { name: officeName, zone } = this.#options.office();
    const language = this.#language(null);
    const now = isoInstant(environment.now());
    const day = dayInZone(zone, now);
    const journalName = journal.names[language] ?? Object.values(journal.names)[0] ?? '';
    const texts = gapActTexts({ journalName, year: serialYear === 0 ? null : serialYear, gaps, day, dayOf: (instant) => dayInZone(zone, instant), officeName, registrar: call.actor.name, language, now, words: registersOf(this.#options.rulePack(), language, day) });
    const { sha256, size, fileName } = await this.#print(texts, call, (made, name) => {
      store.commit((transaction) =>
        transaction.append({
          kind: 'journal.gapsPrinted',
          entity: journalId,
          stream: MAIN_STREAM,
          actor: operationActor(call.actor),
          payload: { journalId, serialYear, gaps: gaps.length, ...made, fileName: name, language },
          changes: [{ field: 'journal.gapsPrinted', before: null, after: `${serialYear} · ${made.sha256}` }],
        }),
      );
    });
    return { sha256, size, fileName, made: day, gaps: gaps.length };
  }

  async #journal(period: JournalPeriod, wished: Language | null, call: Call): Promise<MethodOutput<'dayPapers.journalOfDay'>> {
    const { directories, store, environment } = this.#options;
    const { journalId, from, to } = period;
    const journal = directories.journals().find((one) => one.journalId === journalId);
    if (journal === undefined) throw new Refusal('not-found', 'error.journalNotFound');
    if (to < from) throw new Refusal('refused', 'error.journalPeriod', {}, [{ path: 'to', message: 'error.journalPeriod' }]);
    const rows: PrintedRow[] = [];
    for (const row of this.#rows.read(period, call.actor)) {
      if (rows.length === ROWS_LIMIT) throw new Refusal('refused', 'error.journalPeriodTooLong', { limit: String(ROWS_LIMIT) });
      rows.push(row);
    }
    const [first, last] = [rows[0], rows.at(-1)];
    if (first === undefined || last === undefined) throw new Refusal('refused', 'error.journalDayEmpty');
    const language = this.#language(wished);
    const { name: officeName, zone } = this.#options.office();
    const now = isoInstant(environment.now());
    const texts = journalTexts({ journalName: journal.names[language] ?? Object.values(journal.names)[0] ?? '', direction: journal.direction, from, to, rows, registrar: call.actor.name, officeName, language, now, words: registersOf(this.#options.rulePack(), language, dayInZone(zone, now)) });
    const numbers = { firstNumber: first.number, lastNumber: last.number, rows: rows.length };
    const printed = await this.#print(texts, call, (made, fileName) => {
      store.commit((transaction) =>
        transaction.append({
          kind: 'journal.printed',
          entity: journalId,
          stream: MAIN_STREAM,
          actor: operationActor(call.actor),
          payload: { journalId, from, to, ...numbers, ...made, fileName, language },
          changes: [{ field: 'journal.printed', before: null, after: `${from}–${to} · № ${first.number}–${last.number} · ${made.sha256}` }],
        }),
      );
    });
    return { ...printed, ...numbers };
  }

  #notPrinted(): MethodOutput<'dayPapers.notPrinted'> {
    const { directories, store, environment } = this.#options;
    const now = isoInstant(environment.now());
    const { zone } = this.#options.office();
    const day = dayInZone(zone, now);
    const newest = store.database.prepare<[string, number], { number: number; day: string }>(
      'SELECT registration_number AS number, registration_date AS day FROM card WHERE journal_id = ? AND registration_year = ? ORDER BY registration_number DESC LIMIT 1',
    );
    const printed = store.database.prepare<[string, string, string, number]>('SELECT 1 FROM journal_print WHERE journal_id = ? AND to_day >= ? AND from_day <= ? AND last_number >= ? LIMIT 1');
    const journals = directories.journals().flatMap(({ journalId }) => {
      const last = newest.get(journalId, Number(day.slice(0, 4)));
      return last === undefined || last.day !== day || printed.get(journalId, day, day, last.number) !== undefined ? [] : [journalId];
    });
    return { day, due: timeInZone(zone, now) >= EVENING, journals };
  }

  #hand({ handoverId, documentIds, ...rest }: MethodCheckedInput<'dayPapers.makeHandover'>, actor: Actor): Handover {
    const { store, environment, readable } = this.#options;
    const known = this.#handovers.byId(handoverId, actor);
    if (known !== null) return known;
    const unique = [...new Set(documentIds)];
    for (const documentId of unique) {
      const card = readable(documentId, actor);
      if (card.state === 'void') throw new Refusal('refused', 'error.handoverVoid', { index: card.registrationIndex }, [{ path: 'documentIds', message: 'error.handoverVoid' }]);
    }
    const day = dayInZone(this.#options.office().zone, isoInstant(environment.now()));
    store.commit((transaction) =>
      transaction.append({
        kind: 'handover.made',
        entity: handoverId,
        stream: MAIN_STREAM,
        actor: operationActor(actor),
        payload: { handoverId, day, ...rest, documentIds: unique },
        changes: [{ field: 'handover.made', before: null, after: `${rest.toName} · ${unique.length}` }],
      }),
    );
    this.#options.onChanged();
    return this.#handover(handoverId, actor);
  }

  async #sheet({ handoverId, language: wished }: MethodCheckedInput<'dayPapers.handoverSheet'>, call: Call): Promise<MethodOutput<'dayPapers.handoverSheet'>> {
    const { store, environment } = this.#options;
    const handover = this.#handover(handoverId, call.actor);
    const language = this.#language(wished);
    const texts = handoverTexts({ handover, officeName: this.#options.office().name, language, now: isoInstant(environment.now()) });
    return await this.#print(texts, call, (made, fileName) => {
      store.commit((transaction) =>
        transaction.append({
          kind: 'handover.printed',
          entity: handoverId,
          stream: MAIN_STREAM,
          actor: operationActor(call.actor),
          payload: { handoverId, ...made, fileName, language },
          changes: [{ field: 'handover.printed', before: null, after: made.sha256 }],
        }),
      );
    });
  }

  async #print(texts: TableTexts, { signal, progress }: Call, commit: (made: Made, fileName: string) => void): Promise<MethodOutput<'dayPapers.handoverSheet'>> {
    const { store, jobs, runningJobs, fontsDirectory } = this.#options;
    const fileName = `${texts.title.replaceAll(/[\\/:*?"<>|]/gu, '_').slice(0, 200)}.pdf`;
    const output = store.blobs.newPlace();
    try {
      const { pages, ...made } = await runningJobs.run({ title: 'job.printTable', fileName, signal, onProgress: progress }, (options) => jobs.run('table', { texts, fontsDirectory, output }, options));
      await store.blobs.adopt(output, made.sha256);
      commit(made, fileName);
      this.#options.onChanged();
      return { ...made, fileName, pages };
    } catch (error) {
      await store.blobs.discard(output);
      if (error instanceof JobFailed) throw error.failure === 'cancelled' ? new Refusal('cancelled', 'error.cancelled') : new Refusal('unreadable', 'error.printFailed', { detail: error.failure });
      throw error;
    }
  }

  #handover(handoverId: string, actor: Actor): Handover {
    const handover = this.#handovers.byId(handoverId, actor);
    if (handover === null) throw new Refusal('not-found', 'error.handoverNotFound');
    return handover;
  }

  /** A language of the office's documents: the wished one where it is one of them. */
  #language(wished: Language | null): Language {
    const { office, rulePack } = this.#options;
    return documentLanguage(wished, office(), rulePack());
  }
}
