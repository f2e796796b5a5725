import { z } from 'zod';
import { mailServer, type MailServerInput, type MailStateShown } from '#shared/contract/notice-mail.ts';
import { MAIL_STATES, type MailState } from '#shared/domain/notice-mail.ts';
import { isTold, NOTICE_KINDS, type NoticeKind } from '#shared/domain/notifications.ts';
import type { Store } from '../../store/store.ts';
import { inTransaction } from '../../store/database.ts';
import { callsSql, type NotificationRecords, warnsSql } from '../notification-records.ts';
import type { MailSeat } from './mail-seat.ts';

const PASSWORD_PURPOSE = 'password of the mail server';
const PROBLEMS_SHOWN = 100;

/** A message with its notice, which an operation brought or this desk found. `done`: what a warning warned of waits no more. */
const MAIL_COLUMNS = `notice_mail.*, coalesce(notification.kind, due_notice.kind) AS kind, registration_index, coalesce(notification.due_at, due_notice.due_at) AS due_at, notification.kind IS NULL AND NOT ${warnsSql('due_notice')} AS done`;
const MAIL_WITH_NOTICE = `notice_mail LEFT JOIN notification ON notification.notice_id = notice_mail.notice_id LEFT JOIN due_notice ON due_notice.notice_id = notice_mail.notice_id LEFT JOIN card ON card.document_id = coalesce(notification.document_id, due_notice.document_id)`;

const mailRow = z.object({ notice_id: z.string(), account_id: z.string(), address: z.string(), state: z.enum(MAIL_STATES), attempts: z.number(), detail: z.string(), changed_at: z.string(), kind: z.enum(NOTICE_KINDS), registration_index: z.string().nullable(), due_at: z.string().nullable(), done: z.number() });

/** A message of the queue with the notice that it tells. */
export interface QueuedMail {
  readonly noticeId: string;
  readonly accountId: string;
  readonly address: string;
  readonly attempts: number;
  readonly kind: NoticeKind;
  readonly registrationIndex: string | null;
  readonly dueAt: string | null;
}

/** The mail server and the queue of this desk, and which desk of the office sends. */
export class MailRecords {
  readonly #store: Store;
  readonly #notices: NotificationRecords;
  readonly #seat: MailSeat;
  readonly #newWord: () => string;

  /** @param newWord another one at each call, that nobody guesses */
  constructor(store: Store, notices: NotificationRecords, seat: MailSeat, newWord: () => string) {
    this.#store = store;
    this.#notices = notices;
    this.#seat = seat;
    this.#newWord = newWord;
  }

  /** Whether this data directory is the one that mails; read each time: a copy may be at work beside it. */
  holdsSeat(): boolean {
    return this.#seat.holds(this.#word());
  }

  #word(): string | null {
    const word: unknown = this.#store.database.prepare('SELECT seat FROM notice_mail_server').pluck().get();
    return typeof word === 'string' ? word : null;
  }

  server(): MailServerInput | null {
    const row = this.#store.database.prepare('SELECT host, port, tls, user, sender, authority FROM notice_mail_server').get();
    return row === undefined ? null : mailServer.parse(row);
  }

  /** Empty where none is known. @throws BlobsLocked, BlobDamaged */
  password(): string {
    const sealed = this.#sealed();
    return sealed === null ? '' : Buffer.from(this.#store.openSecret(PASSWORD_PURPOSE, sealed)).toString('utf8');
  }

  passwordKnown(): boolean {
    return this.#sealed() !== null;
  }

  #sealed(): Uint8Array | null {
    const sealed: unknown = this.#store.database.prepare('SELECT password FROM notice_mail_server').pluck().get();
    return sealed instanceof Uint8Array ? sealed : null;
  }

  /** @param password null: the one that is known stays; empty: none */
  setServer(server: MailServerInput | null, password: string | null): void {
    const { database } = this.#store;
    // Waiting ones of a copy may have gone out where it was made: a person decides about them.
    if (!this.holdsSeat()) database.prepare("UPDATE notice_mail SET state = 'unsure' WHERE state = 'waiting'").run();
    const [before, word] = [this.#word(), this.#newWord()];
    const kept = password === null ? this.#sealed() : password === '' ? null : this.#store.sealSecret(PASSWORD_PURPOSE, Buffer.from(password, 'utf8'));
    database.prepare('DELETE FROM notice_mail_server').run();
    if (server === null) return;
    this.#seat.move(before, word);
    const { host, port, tls, user, sender, authority } = server;
    database.prepare('INSERT INTO notice_mail_server (only_row, host, port, tls, user, sender, authority, password, seat) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?)').run(host, port, tls, user, sender, authority, kept, word);
  }

  /** Since when this desk sends the office's mail; null: it does not. */
  sendsSince(): string | null {
    const row = this.#store.database.prepare<[], { desk: string | null; chosen_at: string }>('SELECT desk, chosen_at FROM notice_mail_desk').get();
    return row?.desk === this.#store.identity.desk ? row.chosen_at : null;
  }

  /** Puts what is to be mailed into the queue: unread, told, and newer than the instant. Each once. */
  enqueue(since: string, now: string): void {
    const ofPerson = 'told.person_id IN (SELECT person_id FROM person WHERE person.account_id = settings.account_id)';
    this.#enqueueFrom('notification', `(told.account_id = settings.account_id OR ${ofPerson}) AND ${callsSql('told')}`, since, now);
    this.#enqueueFrom('due_notice', `(told.account_id = settings.account_id OR ${ofPerson}) AND ${warnsSql('told')}`, since, now);
  }

  #enqueueFrom(table: 'notification' | 'due_notice', fits: string, since: string, now: string): void {
    this.#store.database
      .prepare(
        `INSERT INTO notice_mail (notice_id, account_id, address, state, attempts, next_at, detail, changed_at)
        SELECT told.notice_id, settings.account_id, settings.mail_address, 'waiting', 0, ?, '', ?
        FROM notification_settings AS settings JOIN account ON account.account_id = settings.account_id AND account.locked_reason IS NULL
        JOIN ${table} AS told ON ${fits} AND told_at >= ?
        WHERE settings.mail_address <> '' AND told.kind NOT IN (SELECT value FROM json_each(settings.muted))
          AND NOT EXISTS (SELECT 1 FROM notification_read AS done WHERE done.account_id = settings.account_id AND done.notice_id = told.notice_id)
        ON CONFLICT DO NOTHING`,
      )
      .run(now, now, since);
  }

  /** The next message that may be tried, to the address as it stands now; what was read, done or not wanted any more goes out of the queue. */
  next(now: string): QueuedMail | null {
    const { database } = this.#store;
    for (;;) {
      const row = mailRow.nullable().parse(
        database
          .prepare(
            `SELECT ${MAIL_COLUMNS} FROM ${MAIL_WITH_NOTICE} WHERE notice_mail.state = 'waiting' AND (notification.kind IS NOT NULL OR due_notice.kind IS NOT NULL) AND next_at <= ? ORDER BY next_at, notice_mail.notice_id LIMIT 1`,
          )
          .get(now) ?? null,
      );
      if (row === null) return null;
      const { notice_id: noticeId, account_id: accountId, kind } = row;
      const read = database.prepare('SELECT 1 FROM notification_read WHERE account_id = ? AND notice_id = ?').get(accountId, noticeId) !== undefined;
      const { muted, mailAddress } = this.#notices.settings(accountId);
      if (!read && row.done === 0 && mailAddress !== '' && isTold(kind, muted)) return { noticeId, accountId, address: mailAddress, attempts: row.attempts, kind, registrationIndex: row.registration_index, dueAt: row.due_at };
      database.prepare('DELETE FROM notice_mail WHERE notice_id = ? AND account_id = ?').run(noticeId, accountId);
    }
  }

  change({ noticeId, accountId }: Pick<QueuedMail, 'noticeId' | 'accountId'>, state: MailState, { now, attempts, nextAt = now, detail = '' }: { readonly now: string; readonly attempts?: number; readonly nextAt?: string; readonly detail?: string }): void {
    this.#store.database
      .prepare('UPDATE notice_mail SET state = ?, changed_at = ?, next_at = ?, detail = ?, attempts = coalesce(?, attempts) WHERE notice_id = ? AND account_id = ?')
      .run(state, now, nextAt, detail, attempts ?? null, noticeId, accountId);
  }

  /** A message goes to the server: written down first, with the next word of the seat. @returns false where the seat is another's by now */
  begin(mail: QueuedMail, now: string): boolean {
    const word = this.#word();
    if (!this.#seat.holds(word)) return false;
    const next = this.#newWord();
    this.#seat.move(word, next);
    inTransaction(this.#store.database, () => {
      this.#store.database.prepare('UPDATE notice_mail_server SET seat = ?').run(next);
      this.#store.database.prepare('UPDATE notice_mail SET address = ? WHERE notice_id = ? AND account_id = ?').run(mail.address, mail.noticeId, mail.accountId);
      this.change(mail, 'sending', { now });
    });
    return true;
  }

  /** What was with the server when the desk ended: nobody knows whether it arrived, and it is not sent again by itself. */
  markUnsure(now: string): void {
    this.#store.database.prepare("UPDATE notice_mail SET state = 'unsure', changed_at = ? WHERE state = 'sending'").run(now);
  }

  count(state: MailState): number {
    return Number(this.#store.database.prepare('SELECT count(*) FROM notice_mail WHERE state = ?').pluck().get(state));
  }

  /** A message that a person may send again. */
  isProblem(noticeId: string, accountId: string): boolean {
    return this.#store.database.prepare("SELECT 1 FROM notice_mail WHERE notice_id = ? AND account_id = ? AND state IN ('unsure', 'refused')").get(noticeId, accountId) !== undefined;
  }

  problems(): MailStateShown['problems'] {
    return mailRow
      .array()
      .parse(
        this.#store.database
          .prepare(
            `SELECT ${MAIL_COLUMNS} FROM ${MAIL_WITH_NOTICE} WHERE notice_mail.state IN ('unsure', 'refused') AND (notification.kind IS NOT NULL OR due_notice.kind IS NOT NULL) ORDER BY changed_at DESC, notice_mail.notice_id LIMIT ${PROBLEMS_SHOWN}`,
          )
          .all(),
      )
      .map((row) => ({ noticeId: row.notice_id, accountId: row.account_id, address: row.address, kind: row.kind, registrationIndex: row.registration_index, state: row.state, detail: row.detail, at: row.changed_at }));
  }
}
