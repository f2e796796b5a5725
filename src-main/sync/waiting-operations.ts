import { z } from 'zod';
import type { WaitingOperation } from '#shared/contract/sync.ts';
import type { Actor } from '#shared/domain/rights.ts';
import type { CardRecords } from '../registration/card-records.ts';
import type { LoggedOperation } from '../store/operation-log.ts';
import type { Store } from '../store/store.ts';

const PAGE = 100;

/** Words of a payload by which people know what it is about, whatever its kind. */
const namedPayload = z.object({ documentId: z.string(), fileName: z.string(), name: z.string(), subject: z.string(), login: z.string(), toName: z.string(), files: z.array(z.object({ fileName: z.string() }).partial()) }).partial();

/** Operations of this desk that have no place in the server's order yet. */
export class WaitingOperations {
  readonly #store: Store;
  readonly #cards: CardRecords;
  readonly #statements;

  constructor(store: Store, cards: CardRecords) {
    this.#store = store;
    this.#cards = cards;
    const { database } = store;
    this.#statements = {
      arrivalOf: database.prepare<[string], { arrival: number }>('SELECT arrival FROM operation WHERE op_id = ?'),
      unsent: database.prepare<[number], { n: number }>("SELECT count(*) AS n FROM operation WHERE state = 'pending' AND arrival > ?"),
      letterFile: database.prepare<[string], { file_name: string }>("SELECT file_name FROM letter_file WHERE letter_id = ? ORDER BY position LIMIT 1"),
    };
  }

  /** Operations that the server does not hold yet. */
  unsent(): number {
    return this.#store.membership.isMember ? (this.#statements.unsent.get(this.#ackedArrival())?.n ?? 0) : 0;
  }

  /** Oldest first. */
  page(after: number | null, actor: Actor): { readonly operations: WaitingOperation[]; readonly next: number | null } {
    const acked = this.#ackedArrival();
    const pending = this.#store.log.pendingAfter(after ?? 0, PAGE);
    return { operations: pending.map((operation) => this.#shown(operation, acked, actor)), next: pending.length === PAGE ? (pending.at(-1)?.place ?? null) : null };
  }

  #ackedArrival(): number {
    const { opId } = this.#store.membership.position.acked;
    return opId === null ? 0 : (this.#statements.arrivalOf.get(opId)?.arrival ?? 0);
  }

  #shown(operation: LoggedOperation, acked: number, actor: Actor): WaitingOperation {
    const payload = namedPayload.safeParse(operation.payload).data ?? {};
    const card = this.#cards.byId(payload.documentId ?? operation.entity);
    const readable = card !== null && this.#cards.isReadable(card, actor);
    // A card that the person does not read has no name here.
    const about = card === null ? (payload.fileName ?? payload.subject ?? payload.toName ?? payload.name ?? payload.login ?? payload.files?.[0]?.fileName ?? this.#statements.letterFile.get(operation.entity)?.file_name ?? '') : readable ? `${card.registrationIndex} · ${card.subject}` : '';
    return {
      operationId: operation.opId,
      kind: operation.kind,
      at: operation.at,
      by: operation.actor?.name ?? null,
      about,
      documentId: readable ? card.documentId : null,
      state: operation.barred === 'stale' ? 'refused' : operation.arrival <= acked ? 'sent' : 'queued',
      position: operation.place,
    };
  }
}
