import { Refusal } from '#shared/contract/errors.ts';
import type { MethodCheckedInput, MethodOutput } from '#shared/contract/index.ts';
import { type ArchiveUse, USE_EXPORT_LIMIT, USE_PAGE_LIMIT } from '#shared/contract/reading-room.ts';
import type { Language } from '#shared/domain/languages.ts';
import { mayNameCopy, problemOfUse } from '#shared/domain/reading-room.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import { translate } from '#shared/i18n/translate.ts';
import type { RoomHandlers } from '#shared/rpc/dispatcher.ts';
import { MAIN_STREAM, operationActor } from '#shared/sync/operation.ts';
import { type Environment, isoInstant } from '../../environment.ts';
import { writeCsv } from '../../spreadsheets/index.ts';
import type { Store } from '../../store/store.ts';
import type { UseRecords } from './use-records.ts';
import { useTable } from './use-table.ts';

const FOUND = 50;

export interface ReadingRoomOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly records: UseRecords;
  readonly zone: () => string;
  /** The office's first language. */
  readonly language: () => Language;
  readonly onChanged: () => void;
}

/** Gives cases of the archive to readers and takes them back; each use stays in the log (ARC-05). */
export class ReadingRoom {
  readonly #options: ReadingRoomOptions;

  constructor(options: ReadingRoomOptions) {
    this.#options = options;
  }

  readonly handlers: RoomHandlers<'readingRoom'> = {
    uses: (asked) => this.#uses(asked),
    find: ({ text }) => this.#options.records.find(text, FOUND),
    copiesOf: ({ caseId }, { actor }) => ({ copies: this.#options.records.copiesOf(caseId, actor) }),
    export: (asked, { actor }) => this.#export(asked, actor),
    giveOut: (input, { actor }) => this.#giveOut(input, actor),
    takeBack: (input, { actor }) => this.#takeBack(input, actor),
  };

  #today(): string {
    return dayInZone(this.#options.zone(), isoInstant(this.#options.environment.now()));
  }

  #uses(asked: MethodCheckedInput<'readingRoom.uses'>): MethodOutput<'readingRoom.uses'> {
    const today = this.#today();
    return { ...this.#options.records.page(asked, USE_PAGE_LIMIT, today), ...this.#options.records.counts(today) };
  }

  /** What holds readers' names leaves the desk with a line in the log. */
  #export({ language: wanted, ...filters }: MethodCheckedInput<'readingRoom.export'>, actor: Actor): MethodOutput<'readingRoom.export'> {
    const { store, records, language: ofOffice } = this.#options;
    if (filters.from !== null && filters.to !== null && filters.to < filters.from) throw new Refusal('refused', 'error.journalPeriod', {}, [{ path: 'to', message: 'error.journalPeriod' }]);
    const { uses, more } = records.page({ ...filters, before: null }, USE_EXPORT_LIMIT, this.#today());
    if (more) throw new Refusal('refused', 'error.use.tooMany', { limit: String(USE_EXPORT_LIMIT) });
    if (uses.length === 0) throw new Refusal('refused', 'error.use.noneToExport');
    const language = wanted ?? ofOffice();
    const bytes = writeCsv(useTable(uses, language));
    store.commit((transaction) =>
      transaction.append({ kind: 'use.takenOut', entity: 'archive-use', stream: MAIN_STREAM, actor: operationActor(actor), payload: { filters, rows: uses.length }, changes: [{ field: 'rows', before: null, after: String(uses.length) }] }),
    );
    return { fileName: `${translate(language, 'use.log')}.csv`, bytes: Uint8Array.from(bytes), rows: uses.length };
  }

  #giveOut(input: MethodCheckedInput<'readingRoom.giveOut'>, actor: Actor): ArchiveUse {
    const { store, records, onChanged } = this.#options;
    store.commit((transaction) => {
      // The same press twice is one entry.
      if (records.of(input.useId, this.#today()) !== null) return;
      const entry = records.caseById(input.caseId);
      if (entry === null) throw new Refusal('not-found', 'error.caseNotFound');
      if (entry.destroyed) throw new Refusal('refused', 'error.use.destroyed', { index: entry.index });
      if (!entry.closed) throw new Refusal('refused', 'error.use.open', { index: entry.index });
      if (input.volume !== null && input.volume > entry.volumes) throw new Refusal('refused', 'error.volumeNotFound', { index: entry.index, volume: String(input.volume) });
      const problem = problemOfUse(input, this.#today());
      if (problem !== null) throw new Refusal('refused', `error.use.${problem}`, {}, [{ path: problem === 'givenInFuture' ? 'givenOn' : 'dueOn', message: `error.use.${problem}` }]);
      if (input.copyId !== null && !(mayNameCopy(input.form) && records.isCopyOf(input.copyId, input.caseId))) throw new Refusal('refused', 'error.use.copyOfOther', { index: entry.index }, [{ path: 'copyId', message: 'error.use.copyOfOther' }]);
      if (input.form === 'original' && records.isOut(input.caseId, input.volume)) throw new Refusal('refused', 'error.use.isOut', { index: entry.index });
      transaction.append({ kind: 'use.given', entity: input.useId, stream: MAIN_STREAM, actor: operationActor(actor), payload: input, changes: [{ field: 'use.given', before: null, after: `${entry.index}: ${input.reader}` }] });
    });
    onChanged();
    return this.#entry(input.useId);
  }

  #takeBack(input: MethodCheckedInput<'readingRoom.takeBack'>, actor: Actor): ArchiveUse {
    const { store, onChanged } = this.#options;
    store.commit((transaction) => {
      const { givenOn, form, returned, index } = this.#entry(input.useId);
      if (form !== 'original' || returned !== null) throw new Refusal('refused', 'error.use.notOut', { index });
      if (input.returnedOn < givenOn || input.returnedOn > this.#today()) throw new Refusal('refused', 'error.use.returnDay', {}, [{ path: 'returnedOn', message: 'error.use.returnDay' }]);
      transaction.append({ kind: 'use.returned', entity: input.useId, stream: MAIN_STREAM, actor: operationActor(actor), payload: input, changes: [{ field: 'use.returned', before: null, after: input.returnedOn }] });
    });
    onChanged();
    return this.#entry(input.useId);
  }

  #entry(useId: string): ArchiveUse {
    const use = this.#options.records.of(useId, this.#today());
    if (use === null) throw new Refusal('not-found', 'error.use.notFound');
    return use;
  }
}
