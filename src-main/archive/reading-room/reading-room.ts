import { Refusal } from '#shared/contract/errors.ts';
import type { MethodCheckedInput, MethodOutput } from '#shared/contract/index.ts';
import { type ArchiveUse, USE_PAGE_LIMIT } from '#shared/contract/reading-room.ts';
import { problemOfUse } from '#shared/domain/reading-room.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import type { RoomHandlers } from '#shared/rpc/dispatcher.ts';
import { MAIN_STREAM, operationActor } from '#shared/sync/operation.ts';
import { type Environment, isoInstant } from '../../environment.ts';
import type { Store } from '../../store/store.ts';
import type { UseRecords } from './use-records.ts';

const FOUND = 50;

export interface ReadingRoomOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly records: UseRecords;
  readonly zone: () => string;
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
