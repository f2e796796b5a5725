import type { Office } from '#shared/contract/desk.ts';
import { Refusal } from '#shared/contract/errors.ts';
import type { MethodCheckedInput } from '#shared/contract/index.ts';
import type { OutageDocument } from '#shared/contract/outages.ts';
import { outagePeriodProblem } from '#shared/domain/outages.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import type { RoomHandlers } from '#shared/rpc/dispatcher.ts';
import { MAIN_STREAM, operationActor } from '#shared/sync/operation.ts';
import { type Environment, isoInstant } from '../environment.ts';
import type { Directories, OutageRecord } from '../registration/directories.ts';
import type { RulePack } from '../rule-packs/index.ts';
import type { Store } from '../store/store.ts';
import { noticeMessage, noticeWords } from './outage-notice.ts';
import { OutageRecords } from './outage-records.ts';

export interface OutagesOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly directories: Directories;
  readonly rulePack: () => RulePack;
  /** Cards of an outage that the actor may read, newest first. */
  readonly documentsOf: (outageId: string, actor: Actor) => { readonly rows: OutageDocument[]; readonly total: number };
  readonly onChanged: (...topics: ('cards' | 'directories')[]) => void;
}

/** Periods without electronic flow: when and why, who was told, who reported, what was made on paper meanwhile. */
export class OutagesRoom {
  readonly #options: OutagesOptions;
  readonly #records: OutageRecords;

  constructor(options: OutagesOptions) {
    this.#options = options;
    this.#records = new OutageRecords(options.store.database);
  }

  readonly handlers: RoomHandlers<'outages'> = {
    list: (_input, { actor }) => ({
      outages: this.#options.directories.outages().map((outage) => ({ ...outage, documents: this.#options.documentsOf(outage.outageId, actor).total, ...this.#records.countsOf(outage.outageId) })),
      looseReports: this.#records.looseReports().length,
    }),
    get: ({ outageId }, { actor }) => {
      const outage = this.#outage(outageId);
      const { rows, total } = this.#options.documentsOf(outageId, actor);
      return { outage, documents: rows, documentCount: total, reports: this.#records.reportsOf(outageId), notices: this.#records.noticesOf(outageId) };
    },
    open: (input, { actor }) => this.#open(input, actor),
    close: ({ outageId, until }, { actor }) => {
      this.#options.store.commit((transaction) => {
        const outage = this.#outage(outageId);
        if (outage.until !== null) throw new Refusal('conflict', 'error.outageClosed');
        this.#demandPeriod(outage.from, until, 'until');
        transaction.append({ kind: 'outage.closed', entity: outageId, stream: MAIN_STREAM, actor: operationActor(actor), payload: { outageId, until }, changes: [{ field: 'until', before: null, after: until }] });
      });
      return this.#changed(outageId);
    },
    looseReports: () => ({ reports: this.#records.looseReports() }),
    report: (input, { actor }) => {
      this.#options.store.commit((transaction) => {
        if (this.#records.report(input.reportId) !== null) return;
        if (input.outageId !== null) this.#outage(input.outageId);
        if (input.until !== null && input.until < input.from) throw new Refusal('refused', 'error.outageEndsBeforeBegin', {}, [{ path: 'until', message: 'error.outageEndsBeforeBegin' }]);
        transaction.append({
          kind: 'outage.reported',
          entity: input.reportId,
          stream: MAIN_STREAM,
          actor: operationActor(actor),
          payload: input,
          changes: [{ field: 'name', before: null, after: input.name }, { field: 'reasons', before: null, after: input.reasons }],
        });
      });
      this.#options.onChanged('directories');
      const made = this.#records.report(input.reportId);
      if (made === null) throw new Error('a report that was just written is not there');
      return made;
    },
    draftNotice: ({ outageId, kind }) => {
      const outage = this.#outage(outageId);
      if (kind === 'restoration' && outage.until === null) throw new Refusal('refused', 'error.outageStillOpen');
      const office = this.#office();
      const words = noticeWords(this.#options.rulePack(), office, kind, outage, dayInZone(office.zone, isoInstant(this.#options.environment.now())));
      return { ...words, languages: [...words.languages] };
    },
    queueNotice: (input, { actor }) => {
      this.#options.store.commit((transaction) => {
        if (this.#records.notice(input.noticeId) !== null) return;
        this.#outage(input.outageId);
        transaction.append({ kind: 'outage.noticeQueued', entity: input.outageId, stream: MAIN_STREAM, actor: operationActor(actor), payload: input, changes: [{ field: 'subject', before: null, after: input.subject }] });
      });
      return this.#noticeChanged(input.noticeId);
    },
    noticeFile: ({ noticeId }) => {
      const notice = this.#notice(noticeId);
      return { fileName: `outage-notice-${notice.queuedAt.slice(0, 10)}.eml`, bytes: noticeMessage(notice) };
    },
    markNoticeSent: ({ noticeId }, { actor }) => {
      this.#options.store.commit((transaction) => {
        const notice = this.#notice(noticeId);
        if (notice.sentAt !== null) return;
        transaction.append({ kind: 'outage.noticeSent', entity: notice.outageId, stream: MAIN_STREAM, actor: operationActor(actor), payload: { noticeId } });
      });
      return this.#noticeChanged(noticeId);
    },
  };

  #open({ outageId, cause, from, expectedUntil, note }: MethodCheckedInput<'outages.open'>, actor: Actor): OutageRecord {
    const { store, directories } = this.#options;
    store.commit((transaction) => {
      if (directories.outages().some((outage) => outage.outageId === outageId)) return;
      if (directories.outages().some((outage) => outage.until === null)) throw new Refusal('conflict', 'error.outageOpenAlready');
      this.#demandPeriod(from, null, 'from');
      if (expectedUntil !== null && expectedUntil < from) throw new Refusal('refused', 'error.outageEndsBeforeBegin', {}, [{ path: 'expectedUntil', message: 'error.outageEndsBeforeBegin' }]);
      if (cause === 'other-event' && note === '') throw new Refusal('refused', 'error.outageNoteNeeded', {}, [{ path: 'note', message: 'error.outageNoteNeeded' }]);
      transaction.append({
        kind: 'outage.opened',
        entity: outageId,
        stream: MAIN_STREAM,
        actor: operationActor(actor),
        payload: { outageId, cause, from, expectedUntil, note },
        changes: [{ field: 'cause', before: null, after: cause }, { field: 'from', before: null, after: from }],
      });
    });
    return this.#changed(outageId);
  }

  #demandPeriod(from: string, until: string | null, path: string): void {
    const problem = outagePeriodProblem(from, until, isoInstant(this.#options.environment.now()));
    if (problem === null) return;
    const message = problem === 'inFuture' ? 'error.outageInFuture' : 'error.outageEndsBeforeBegin';
    throw new Refusal('refused', message, {}, [{ path, message }]);
  }

  #changed(outageId: string): OutageRecord {
    this.#options.onChanged('directories', 'cards');
    return this.#outage(outageId);
  }

  #noticeChanged(noticeId: string) {
    this.#options.onChanged('directories');
    return this.#notice(noticeId);
  }

  #outage(outageId: string): OutageRecord {
    const outage = this.#options.directories.outages().find((one) => one.outageId === outageId);
    if (outage === undefined) throw new Refusal('not-found', 'error.outageNotFound');
    return outage;
  }

  #notice(noticeId: string) {
    const notice = this.#records.notice(noticeId);
    if (notice === null) throw new Refusal('not-found', 'error.noticeNotFound');
    return notice;
  }

  #office(): Office {
    const office = this.#options.directories.office();
    if (office === null) throw new Refusal('not-ready', 'error.deskNotReady');
    return office;
  }
}
