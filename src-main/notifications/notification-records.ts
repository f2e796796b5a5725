import { z } from 'zod';
import { type Notice, type NotificationSettingsInput, notificationSettings } from '#shared/contract/notifications.ts';
import { DEFAULT_SETTINGS, isTold, NOTICE_KINDS, type NoticeKind } from '#shared/domain/notifications.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { WORK_ACTIONS } from '#shared/domain/work-items.ts';
import { rowRightsSql } from '../registration/row-rights.ts';
import type { DeskDatabase } from '../store/database.ts';

const noticeRow = z.object({
  notice_id: z.string(),
  kind: z.enum(NOTICE_KINDS),
  document_id: z.string().nullable(),
  registration_index: z.string().nullable(),
  registration_date: z.string().nullable(),
  shown_subject: z.string().nullable(),
  detail: z.string(),
  due_at: z.string().nullable(),
  told_at: z.string(),
  told_by: z.string(),
  read_at: z.string().nullable(),
});

const unreadRow = z.object({ notice_id: z.string(), kind: z.enum(NOTICE_KINDS), registration_index: z.string().nullable() });
const settingsRow = z.object({ muted: z.string().transform((text): unknown => JSON.parse(text)), system: z.number().transform((value) => value === 1), mailAddress: z.string() });

const datedRow = z.object({
  item_id: z.string(),
  action: z.enum(WORK_ACTIONS),
  person_id: z.string(),
  document_id: z.string(),
  source_id: z.string(),
  since: z.string(),
  due_at: z.string(),
  restricted: z.number(),
});
export type DatedRow = z.output<typeof datedRow>;

/** A notice as it may leave the window: its kind and the number of the document, no content. */
export interface UnreadNotice {
  readonly noticeId: string;
  readonly kind: NoticeKind;
  readonly registrationIndex: string | null;
}

const OWN = '(notification.account_id = ? OR notification.person_id IN (SELECT person_id FROM person WHERE person.account_id = ?))';
const WITH_READ = 'LEFT JOIN notification_read ON notification_read.account_id = ? AND notification_read.notice_id = notification.notice_id';

/** Reads notices and what people want told. */
export class NotificationRecords {
  readonly #database: DeskDatabase;
  readonly #unread;
  readonly #settings;
  readonly #dated;
  readonly #exists;

  constructor(database: DeskDatabase) {
    this.#database = database;
    this.#unread = database.prepare<[string, string, string]>(`SELECT notification.notice_id, kind, registration_index FROM notification ${WITH_READ} LEFT JOIN card USING (document_id) WHERE ${OWN} AND notification_read.notice_id IS NULL ORDER BY told_at, notification.notice_id`);
    this.#settings = database.prepare<[string]>('SELECT muted, system, mail_address AS mailAddress FROM notification_settings WHERE account_id = ?');
    this.#dated = database.prepare<[string]>(`SELECT work_item.*, coalesce(card.restricted, 0) AS restricted FROM work_item LEFT JOIN card USING (document_id) WHERE work_item.due_at IS NOT NULL AND work_item.due_at < ? AND coalesce(card.state, '') <> 'void'
      AND NOT EXISTS (SELECT 1 FROM notification WHERE notice_id = 'due/' || item_id || '/' || work_item.due_at || '/overdue') ORDER BY work_item.due_at, item_id`);
    this.#exists = database.prepare<[string]>('SELECT 1 FROM notification WHERE notice_id = ?');
  }

  /** Newest first. Subjects are shown by the rights to their cards. */
  page(actor: Actor, { unreadOnly, after, limit }: { readonly unreadOnly: boolean; readonly after: number; readonly limit: number }): { readonly notices: Notice[]; readonly total: number } {
    const rights = rowRightsSql(actor);
    const { accountId } = actor;
    const where = `${OWN}${unreadOnly ? ' AND notification_read.notice_id IS NULL' : ''}`;
    const rows = this.#database
      .prepare(
        `SELECT notification.*, registration_index, registration_date, read_at,
          CASE WHEN card.document_id IS NULL THEN json_extract(draft_document.draft, '$.title') WHEN ${rights.sql} THEN card.subject END AS shown_subject
        FROM notification ${WITH_READ} LEFT JOIN card ON card.document_id = notification.document_id LEFT JOIN draft_document ON draft_document.document_id = notification.document_id
        WHERE ${where} ORDER BY told_at DESC, notification.notice_id DESC LIMIT ? OFFSET ?`,
      )
      .all(...rights.params, accountId, accountId, accountId, limit, after);
    const total = this.#database.prepare(`SELECT count(*) FROM notification ${WITH_READ} WHERE ${where}`).pluck().get(accountId, accountId, accountId);
    return { notices: noticeRow.array().parse(rows).map(shown), total: Number(total) };
  }

  /** All unread ones of an account, the oldest first, those that it switched off too. */
  unread(accountId: string): UnreadNotice[] {
    return unreadRow.array().parse(this.#unread.all(accountId, accountId, accountId)).map(({ notice_id: noticeId, kind, registration_index: registrationIndex }) => ({ noticeId, kind, registrationIndex }));
  }

  /** Unread ones that the account wants told. */
  toTell(accountId: string): UnreadNotice[] {
    const { muted } = this.settings(accountId);
    return this.unread(accountId).filter(({ kind }) => isTold(kind, muted));
  }

  settings(accountId: string): NotificationSettingsInput {
    const row = this.#settings.get(accountId);
    return row === undefined ? { ...DEFAULT_SETTINGS, muted: [...DEFAULT_SETTINGS.muted] } : notificationSettings.parse(settingsRow.parse(row));
  }

  /** What waits with a term before the text of an instant; voided documents, and what the last warning was given of, apart. Its key is that of `dueWarningKey`. */
  datedItems(before: string): DatedRow[] {
    return datedRow.array().parse(this.#dated.all(before));
  }

  exists(noticeId: string): boolean {
    return this.#exists.get(noticeId) !== undefined;
  }
}

function shown(row: z.output<typeof noticeRow>): Notice {
  return {
    noticeId: row.notice_id,
    kind: row.kind,
    documentId: row.document_id,
    registrationIndex: row.registration_index,
    registrationDate: row.registration_date,
    subject: row.shown_subject,
    detail: row.detail,
    dueAt: row.due_at,
    at: row.told_at,
    by: row.told_by,
    read: row.read_at !== null,
  };
}
