import type { CopyEntry } from '#shared/contract/copy-register.ts';
import { Refusal } from '#shared/contract/errors.ts';
import type { MethodCheckedInput } from '#shared/contract/index.ts';
import type { Card } from '#shared/contract/registration.ts';
import type { CopyToday } from '#shared/domain/copy-register.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import type { RoomHandlers } from '#shared/rpc/dispatcher.ts';
import { operationActor } from '#shared/sync/operation.ts';
import { type Environment, isoInstant } from '../environment.ts';
import { JobFailed, type JobRunner } from '../jobs/job-runner.ts';
import { streamOf } from '../registration/streams.ts';
import type { Store } from '../store/store.ts';
import type { CopyRegisterPapers } from './copy-register-papers.ts';
import type { CopyRegisterRecords } from './copy-register-records.ts';

export interface CopyRegisterOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly records: CopyRegisterRecords;
  readonly zone: () => string;
  /** Day by which what was applied for on a day is to be given (PAP-04). */
  readonly due: (appliedOn: string) => { readonly dueOn: string; readonly calendarVersion: string };
  /** The days by which open applications are judged on a calendar day of the office. */
  readonly days: (today: string) => CopyToday;
  readonly papers: CopyRegisterPapers;
  readonly jobs: JobRunner;
  /** The card, if the actor may read it. @throws Refusal */
  readonly readable: (documentId: string, actor: Actor) => Card;
  readonly onChanged: () => void;
}

/**
 * The register of copies: who applied for a document, by when it is to be given, which certified copies were made for
 * it, when and to whom it was handed over (PAP-02, PAP-04, PAP-05, PAP-06, PAP-07).
 */
export class CopyRegisterRoom {
  readonly #options: CopyRegisterOptions;

  constructor(options: CopyRegisterOptions) {
    this.#options = options;
  }

  readonly handlers: RoomHandlers<'copyRegister'> = {
    list: ({ first, limit, ...filters }, { actor }) => {
      if (filters.documentId !== null) this.#options.readable(filters.documentId, actor);
      return this.#options.records.list(filters, { first, limit }, actor, this.#days());
    },
    waiting: (_input, { actor }) => this.#options.records.waiting(actor, this.#days()),
    pages: async ({ documentId }, { actor, signal }) => ({ pages: await this.#pages(documentId, actor, signal) }),
    print: (input, call) => this.#options.papers.print(input, this.#days(), call),
    export: (input, call) => this.#options.papers.export(input, this.#days(), call),
    file: (input, { actor }) => this.#file(input, actor),
    apply: ({ request, ...input }, { actor }) => this.#file({ ...input, request: { ...request, requester: actor.name, requesterKind: 'employee', appliedOn: this.#today() } }, actor),
    close: (input, { actor }) => this.#close(input, actor),
  };

  #file({ requestId, documentId, request }: MethodCheckedInput<'copyRegister.file'>, actor: Actor): CopyEntry {
    const { store, records, readable, due } = this.#options;
    const days = this.#days();
    const { today } = days;
    store.commit((transaction) => {
      const card = readable(documentId, actor);
      const before = records.byId(requestId, days);
      if (before !== null) {
        // The same call again; another document under this id would be somebody else's entry.
        if (before.documentId !== documentId) throw new Refusal('not-found', 'error.copyRequestNotFound');
        return;
      }
      if (card.state === 'void') throw new Refusal('refused', 'error.cardVoid', { index: card.registrationIndex });
      if (request.appliedOn > today) throw refusedDay('request.appliedOn', 'error.copyDayInFuture');
      const term = due(request.appliedOn);
      transaction.append({
        kind: 'copyRequest.filed',
        entity: documentId,
        stream: streamOf(card),
        actor: operationActor(actor),
        payload: { requestId, documentId, request, ...term },
        changes: [
          { field: 'copyRegister.requester', before: null, after: request.requester },
          { field: 'copyRegister.appliedOn', before: null, after: request.appliedOn },
          { field: 'copyRegister.dueOn', before: null, after: term.dueOn },
        ],
      });
    });
    return this.#written(requestId);
  }

  #close({ requestId, closing }: MethodCheckedInput<'copyRegister.close'>, actor: Actor): CopyEntry {
    const { store, records, readable } = this.#options;
    const days = this.#days();
    const { today } = days;
    store.commit((transaction) => {
      const entry = records.byId(requestId, days);
      if (entry === null) throw new Refusal('not-found', 'error.copyRequestNotFound');
      const card = readable(entry.documentId, actor);
      if (entry.closed !== null) throw new Refusal('conflict', 'error.copyRequestClosed');
      if (closing.on > today) throw refusedDay('closing.on', 'error.copyDayInFuture');
      if (closing.on < entry.appliedOn) throw refusedDay('closing.on', 'error.copyClosedBeforeApplied');
      if (closing.outcome === 'handed-over') demandGivable(entry, card, closing.permission);
      transaction.append({
        kind: 'copyRequest.closed',
        entity: entry.documentId,
        stream: streamOf(card),
        actor: operationActor(actor),
        payload: { requestId, documentId: entry.documentId, closing },
        changes: [
          { field: 'copyRegister.requester', before: null, after: entry.requester },
          { field: `copyRegister.outcome.${closing.outcome}`, before: null, after: closing.note },
          { field: 'copyRegister.closedOn', before: null, after: closing.on },
          ...(closing.permission === null ? [] : [{ field: 'document.permission', before: null, after: closing.permission }]),
        ],
      });
    });
    return this.#written(requestId);
  }

  #written(requestId: string): CopyEntry {
    this.#options.onChanged();
    const entry = this.#options.records.byId(requestId, this.#days());
    if (entry === null) throw new Error('an application that was just entered is not there');
    return entry;
  }

  /** Where the document is a PDF, an image or a signature around one; another file has no pages of its own. */
  async #pages(documentId: string, actor: Actor, signal: AbortSignal): Promise<number | null> {
    const { readable, store, jobs } = this.#options;
    const main = readable(documentId, actor).files.find((file) => file.role === 'main');
    if (main === undefined) return null;
    const { fileName, sha256, mediaType } = main;
    try {
      return (await jobs.run('countPages', { file: { fileName, location: await store.blobs.locate(sha256) }, mediaType }, { signal })).pages;
    } catch (error) {
      if (!(error instanceof JobFailed)) throw error;
      if (error.failure === 'cancelled') throw new Refusal('cancelled', 'error.cancelled');
      // The form says that the pages could not be counted; why not, the making of the copy says.
      return null;
    }
  }

  #days(): CopyToday {
    return this.#options.days(this.#today());
  }

  #today(): string {
    return dayInZone(this.#options.zone(), isoInstant(this.#options.environment.now()));
  }
}

/** OKPU 1.6: a barred document leaves by the head's permission, given with the copy or with the handing over (CARD-17). */
function demandGivable(entry: CopyEntry, card: Card, permission: string | null): void {
  if (entry.givenAs === 'certified-copy' && entry.copies.length === 0) throw new Refusal('refused', 'error.copyNotMadeYet');
  const permitted = permission !== null || entry.copies.some((copy) => copy.permission !== null);
  if (card.distributionBarred && !permitted) throw new Refusal('refused', 'error.handingOverBarred', { index: card.registrationIndex }, [{ path: 'closing.permission', message: 'requisite.missing' }]);
}

function refusedDay(path: string, message: string): Refusal {
  return new Refusal('refused', message, {}, [{ path, message }]);
}
