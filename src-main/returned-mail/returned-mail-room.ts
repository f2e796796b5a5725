import { Refusal } from '#shared/contract/errors.ts';
import type { ReturnedItem } from '#shared/contract/returned-mail.ts';
import { DELIVERY_WAYS } from '#shared/domain/registration-card.ts';
import type { RoomHandlers } from '#shared/rpc/dispatcher.ts';
import { type FieldChange, MAIN_STREAM, operationActor } from '#shared/sync/operation.ts';
import { z } from 'zod';
import { type Environment, newId } from '../environment.ts';
import type { IntakeRoom } from '../intake/intake-room.ts';
import type { Store } from '../store/store.ts';

const columns = z.object({
  return_id: z.string(),
  letter_id: z.string().nullable(),
  description: z.string(),
  sender: z.string().nullable(),
  returned_to: z.string(),
  reason: z.string(),
  delivery: z.enum(DELIVERY_WAYS),
  postal_track: z.string().nullable(),
  note: z.string().nullable(),
  returned_at: z.string(),
  returned_by: z.string(),
});

export interface ReturnedMailOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly intake: IntakeRoom;
  readonly onChanged: () => void;
}

/** Misdelivered mail: it goes back without a number and leaves a record. */
export class ReturnedMailRoom {
  readonly #options: ReturnedMailOptions;
  readonly #byId;
  readonly #list;
  readonly #count;

  constructor(options: ReturnedMailOptions) {
    const { database } = options.store;
    this.#options = options;
    this.#byId = database.prepare<[string]>('SELECT * FROM returned_mail WHERE return_id = ?');
    this.#list = database.prepare<[number, number]>('SELECT * FROM returned_mail ORDER BY position DESC LIMIT ? OFFSET ?');
    this.#count = database.prepare<[], { n: number }>('SELECT count(*) AS n FROM returned_mail');
  }

  readonly handlers: RoomHandlers<'returnedMail'> = {
    returnLetter: ({ letterId, ...record }, { actor }) => {
      const { store, environment, intake } = this.#options;
      const returnId = newId(environment);
      store.commit((transaction) => {
        intake.demandWaiting(letterId);
        const files = intake.filesOf(letterId);
        const description = (files.find((file) => file.role === 'main') ?? files[0])?.fileName ?? '';
        transaction.append({ kind: 'letter.returned', entity: letterId, stream: MAIN_STREAM, actor: operationActor(actor), payload: { ...record, letterId, returnId, description }, changes: changesOf(record) });
      });
      return this.#made(returnId);
    },
    returnPaper: (record, { actor }) => {
      this.#options.store.commit((transaction) => {
        if (this.#byId.get(record.returnId) !== undefined) return;
        transaction.append({ kind: 'paper.returned', entity: record.returnId, stream: MAIN_STREAM, actor: operationActor(actor), payload: record, changes: [{ field: 'description', before: null, after: record.description }, ...changesOf(record)] });
      });
      return this.#made(record.returnId);
    },
    list: ({ offset, limit }) => ({ items: this.#list.all(limit, offset).map(toItem), total: this.#count.get()?.n ?? 0 }),
  };

  #made(returnId: string): ReturnedItem {
    const row = this.#byId.get(returnId);
    if (row === undefined) throw new Refusal('not-found', 'error.returnNotFound');
    this.#options.onChanged();
    return toItem(row);
  }
}

function changesOf(record: Pick<ReturnedItem, 'reason' | 'returnedTo' | 'delivery' | 'postalTrack'>): FieldChange[] {
  return (['reason', 'returnedTo', 'delivery', 'postalTrack'] as const).filter((field) => record[field] !== null).map((field) => ({ field, before: null, after: record[field] }));
}

function toItem(found: unknown): ReturnedItem {
  const row = columns.parse(found);
  return {
    returnId: row.return_id,
    letterId: row.letter_id,
    description: row.description,
    sender: row.sender,
    returnedTo: row.returned_to,
    reason: row.reason,
    delivery: row.delivery,
    postalTrack: row.postal_track,
    note: row.note,
    returnedAt: row.returned_at,
    returnedBy: row.returned_by,
  };
}
