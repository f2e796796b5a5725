import type { DeskEvent } from '#shared/contract/events.ts';
import type { MethodCheckedInput, MethodOutput } from '#shared/contract/index.ts';
import { isTold } from '#shared/domain/notifications.ts';
import type { Actor } from '#shared/domain/rights.ts';
import type { WorkingCalendar } from '#shared/domain/working-calendar.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import type { RoomHandlers } from '#shared/rpc/dispatcher.ts';
import type { NoticeFacts } from '#shared/sync/notices-of-operation.ts';
import { READ_IN_OPERATION } from '#shared/sync/kinds/notifications.ts';
import { MAIN_STREAM, operationActor } from '#shared/sync/operation.ts';
import { BackgroundLoop } from '../background/background-loop.ts';
import { type Environment, isoInstant } from '../environment.ts';
import type { Store } from '../store/store.ts';
import { dueArchiveWarnings, endOfDay } from './archive-warnings.ts';
import { tellDueWarnings } from './due-warnings.ts';
import { liveNoticeFacts } from './live-notice-facts.ts';
import { NotificationRecords, type UnreadNotice } from './notification-records.ts';

/** Notices that one event carries; a window that was away shows its list. */
const NOTICES_IN_EVENT = 20;

export interface NotificationsOptions {
  readonly store: Store;
  readonly environment: Environment;
  /** Null while the desk has no office. */
  readonly calendar: () => WorkingCalendar | null;
  /** Windows with the account that is signed in at each. */
  readonly signedIn: () => readonly { readonly connection: string; readonly accountId: string }[];
  readonly emit: (event: Extract<DeskEvent, { event: 'notices' }>, connection: string) => void;
  /** Who no longer acts for whom a draft came to is told its title no more. */
  readonly mayReadDraft: (documentId: string, actor: Actor) => boolean;
  readonly onChanged: () => void;
  readonly logUnexpected: (what: string, error: unknown) => string;
}

/** Notices to people: their lists, what is told at once, and warnings of terms (NOT-01, NOT-02, NOT-05, NOT-06). */
export class NotificationsRoom {
  readonly records: NotificationRecords;
  readonly #options: NotificationsOptions;
  readonly #facts: NoticeFacts;
  readonly #telling: BackgroundLoop;
  /** What each account that is signed in here has waiting; what is in here was told or stood there when it signed in. */
  #known = new Map<string, ReadonlySet<string>>();

  constructor(options: NotificationsOptions) {
    this.#options = options;
    this.records = new NotificationRecords(options.store.database);
    this.#facts = liveNoticeFacts(options.store.database);
    this.#telling = new BackgroundLoop(
      async () => {
        // Several changes of one piece of work are told at once.
        await new Promise((resume) => setImmediate(resume));
        if (!this.#telling.stopped) this.#tellNew();
      },
      (error) => options.logUnexpected('notices', error),
    );
  }

  readonly handlers: RoomHandlers<'notifications'> = {
    mine: (input, { actor }) => this.#mine(input, actor),
    markRead: ({ noticeIds }, { actor }) => this.#markRead(noticeIds, actor),
    markAllRead: (_input, { actor }) => this.#markRead(this.records.unread(actor.accountId).map(({ noticeId }) => noticeId), actor),
    settings: (_input, { actor }) => this.records.settings(actor.accountId),
    changeSettings: (input, { actor }) => this.#changeSettings(input, actor),
    reportCompromise: (input, { actor }) => this.#reportCompromise(input, actor),
  };

  /** Something changed, here or at another desk: whoever is signed in is told what is new for him. */
  consider(): void {
    this.#telling.kick();
  }

  /** What stands when a person signs in is shown in his list and not told as new. */
  signedIn(): void {
    this.#tellNew();
  }

  /** At each start: what a renewed program tells for the first time of what was done long ago is no news to anybody. */
  begin(): void {
    const { store } = this.#options;
    const kinds = this.records.beginning();
    if (kinds.length > 0) store.commit((transaction) => transaction.append({ kind: 'notification.begun', entity: 'notifications', stream: MAIN_STREAM, actor: null, payload: { kinds } }));
    this.records.keepToldKinds();
  }

  /** Tells the warnings of terms that are due now. */
  look(): void {
    const { environment, calendar, logUnexpected } = this.#options;
    try {
      const found = calendar();
      if (found === null) return;
      const now = isoInstant(environment.now());
      const told = tellDueWarnings(this.records, this.#facts, found, now) + this.#tellArchive(found.zone, now);
      if (told > 0) this.consider();
    } catch (error) {
      logUnexpected('warnings of terms', error);
    }
  }

  #tellArchive(zone: string, now: string): number {
    const due = dueArchiveWarnings(this.#options.store.database, dayInZone(zone, now));
    return due.length === 0 ? 0 : this.records.keepArchiveWarnings(due.map((warning) => ({ ...warning, dueAt: endOfDay(zone, warning.on) })), this.#facts.archiveAccounts(), now);
  }

  stop(): void {
    this.#telling.stop();
  }

  /** Waits until everybody was told. */
  settled(): Promise<void> {
    return this.#telling.settled();
  }

  #mine(input: MethodCheckedInput<'notifications.mine'>, actor: Actor): MethodOutput<'notifications.mine'> {
    return { ...this.records.page(actor, input, (documentId) => this.#options.mayReadDraft(documentId, actor)), unread: this.records.toTell(actor.accountId).length };
  }

  #markRead(noticeIds: readonly string[], actor: Actor): Record<string, never> {
    const { store, onChanged } = this.#options;
    const unread = new Set(this.records.unread(actor.accountId).map(({ noticeId }) => noticeId));
    const marked = [...new Set(noticeIds)].filter((noticeId) => unread.has(noticeId));
    if (marked.length === 0) return {};
    store.commit((transaction) => {
      for (let at = 0; at < marked.length; at += READ_IN_OPERATION) {
        transaction.append({ kind: 'notification.read', entity: actor.accountId, stream: MAIN_STREAM, actor: operationActor(actor), payload: { noticeIds: marked.slice(at, at + READ_IN_OPERATION) } });
      }
    });
    onChanged();
    return {};
  }

  #changeSettings(input: MethodCheckedInput<'notifications.changeSettings'>, actor: Actor): MethodOutput<'notifications.settings'> {
    const { store, onChanged } = this.#options;
    const before = this.records.settings(actor.accountId);
    const next = { ...input, muted: [...new Set(input.muted)].toSorted() };
    if (JSON.stringify(next) !== JSON.stringify(before)) {
      store.commit((transaction) => transaction.append({ kind: 'notification.settingsChanged', entity: actor.accountId, stream: MAIN_STREAM, actor: operationActor(actor), payload: next }));
      onChanged();
    }
    return this.records.settings(actor.accountId);
  }

  #reportCompromise({ reportId, words }: MethodCheckedInput<'notifications.reportCompromise'>, actor: Actor): Record<string, never> {
    const { store } = this.#options;
    store.commit((transaction) => {
      if (store.database.prepare('SELECT 1 FROM compromise_report WHERE report_id = ?').get(reportId) !== undefined) return;
      transaction.append({ kind: 'account.compromiseReported', entity: actor.accountId, stream: MAIN_STREAM, actor: operationActor(actor), payload: { reportId, words } });
    });
    this.consider();
    return {};
  }

  #tellNew(): void {
    const { signedIn, emit, onChanged } = this.#options;
    const windows = signedIn();
    const before = this.#known;
    this.#known = new Map();
    let changed = false;
    for (const accountId of new Set(windows.map((window) => window.accountId))) {
      const waiting = this.records.unread(accountId);
      const told = before.get(accountId);
      this.#known.set(accountId, new Set(waiting.map(({ noticeId }) => noticeId)));
      if (told === undefined) continue;
      changed ||= told.size !== waiting.length || waiting.some(({ noticeId }) => !told.has(noticeId));
      const fresh = this.#fresh(accountId, waiting, told);
      if (fresh.notices.length === 0) continue;
      for (const { connection, accountId: at } of windows) if (at === accountId) emit({ event: 'notices', ...fresh }, connection);
    }
    if (changed) onChanged();
  }

  #fresh(accountId: string, waiting: readonly UnreadNotice[], told: ReadonlySet<string>): Omit<Extract<DeskEvent, { event: 'notices' }>, 'event'> {
    const { muted, system } = this.records.settings(accountId);
    return { notices: waiting.filter(({ noticeId, kind }) => !told.has(noticeId) && isTold(kind, muted)).slice(-NOTICES_IN_EVENT).map((one) => ({ ...one })), system };
  }
}
