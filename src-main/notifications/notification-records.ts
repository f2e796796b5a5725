import { z } from 'zod';
import { type Notice, type NotificationSettingsInput, notificationSettings } from '#shared/contract/notifications.ts';
import { type ArchiveWarning, archiveWarningKey } from '#shared/domain/archive-warnings.ts';
import { BEGUN_NOTICES, DEFAULT_SETTINGS, isTold, NOTICE_KINDS, type NoticeKind } from '#shared/domain/notifications.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { WORK_ACTIONS } from '#shared/domain/work-items.ts';
import { rowRightsSql } from '../registration/row-rights.ts';
import type { NoticeToTell } from '#shared/sync/notices-of-operation.ts';
import { type DeskDatabase, inTransaction } from '../store/database.ts';
import { archiveWarnsSql } from './archive-warnings.ts';

const noticeRow = z.object({
  notice_id: z.string(),
  kind: z.enum(NOTICE_KINDS),
  document_id: z.string().nullable(),
  registration_index: z.string().nullable(),
  registration_date: z.string().nullable(),
  shown_subject: z.string().nullable(),
  of_draft: z.number(),
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

const OF_ACCOUNT = 'person_id IN (SELECT person_id FROM person WHERE person.account_id = ?)';
/** Whether a notice of the log calls for being read: what was told before the office knew of notices of its kind does not. */
export function callsSql(notice: string): string {
  return `NOT (${notice}.before_begun = 1 AND EXISTS (SELECT 1 FROM notice_begun WHERE notice_begun.kind = ${notice}.kind))`;
}
/** Whether a warning does: what it warns of still waits, with this term. */
export function warnsSql(warning: string): string {
  return `(EXISTS (SELECT 1 FROM work_item WHERE work_item.item_id = ${warning}.item_id AND work_item.due_at = ${warning}.due_at) OR ${archiveWarnsSql(warning)})`;
}
/** What an account was told, by the log and by this desk's warnings, with its marks; the account is bound five times. */
const TOLD = `(SELECT notice_id, kind, document_id, detail, due_at, told_at, told_by, ${callsSql('notification')} AS calls FROM notification WHERE account_id = ? OR ${OF_ACCOUNT}
  UNION ALL SELECT notice_id, kind, document_id, detail, due_at, told_at, '', ${warnsSql('due_notice')} FROM due_notice WHERE (due_notice.account_id = ? OR ${OF_ACCOUNT}) AND NOT EXISTS (SELECT 1 FROM notification WHERE notification.notice_id = due_notice.notice_id)
) AS told LEFT JOIN notification_read ON notification_read.account_id = ? AND notification_read.notice_id = told.notice_id`;
const UNREAD = 'calls = 1 AND read_at IS NULL';

/** Reads notices and what people want told. */
export class NotificationRecords {
  readonly #database: DeskDatabase;
  readonly #unread;
  readonly #settings;
  readonly #dated;
  readonly #exists;
  readonly #keep;
  readonly #keepForAccount;

  constructor(database: DeskDatabase) {
    this.#database = database;
    this.#unread = database.prepare<[string, string, string, string, string]>(`SELECT told.notice_id, kind, registration_index FROM ${TOLD} LEFT JOIN card ON card.document_id = told.document_id WHERE ${UNREAD} ORDER BY told_at, told.notice_id`);
    this.#settings = database.prepare<[string]>('SELECT muted, system, mail_address AS mailAddress FROM notification_settings WHERE account_id = ?');
    this.#dated = database.prepare<[string]>(`SELECT work_item.*, coalesce(card.restricted, 0) AS restricted FROM work_item LEFT JOIN card USING (document_id) WHERE work_item.due_at IS NOT NULL AND work_item.due_at < ? AND coalesce(card.state, '') <> 'void'
      AND NOT EXISTS (SELECT 1 FROM due_notice WHERE notice_id = 'due/' || item_id || '/' || work_item.due_at || '/overdue')
      AND NOT EXISTS (SELECT 1 FROM notification WHERE notice_id = 'due/' || item_id || '/' || work_item.due_at || '/overdue') ORDER BY work_item.due_at, item_id`);
    this.#exists = database.prepare<[string, string]>('SELECT 1 FROM due_notice WHERE notice_id = ? UNION ALL SELECT 1 FROM notification WHERE notice_id = ?');
    this.#keep = database.prepare<[string, string, string, string, string, string | null, string, string]>('INSERT INTO due_notice (notice_id, item_id, due_at, person_id, kind, document_id, detail, told_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING');
    this.#keepForAccount = database.prepare<[string, string, string, string, string, string, string]>('INSERT INTO due_notice (notice_id, item_id, due_at, account_id, kind, document_id, detail, told_at) VALUES (?, ?, ?, ?, ?, NULL, ?, ?) ON CONFLICT DO NOTHING');
  }

  /** Newest first. Subjects are shown by the rights to their cards, those of drafts to whom a draft still comes. */
  page(actor: Actor, { unreadOnly, after, limit }: { readonly unreadOnly: boolean; readonly after: number; readonly limit: number }, mayReadDraft: (documentId: string) => boolean): { readonly notices: Notice[]; readonly total: number } {
    const rights = rowRightsSql(actor);
    const { accountId } = actor;
    const where = unreadOnly ? `WHERE ${UNREAD}` : '';
    const rows = this.#database
      .prepare(
        `SELECT told.*, registration_index, registration_date, CASE WHEN calls = 1 THEN read_at ELSE coalesce(read_at, told_at) END AS read_at,
          CASE WHEN card.document_id IS NULL THEN json_extract(draft_document.draft, '$.title') WHEN ${rights.sql} THEN card.subject END AS shown_subject,
          card.document_id IS NULL AND draft_document.document_id IS NOT NULL AS of_draft
        FROM ${TOLD} LEFT JOIN card ON card.document_id = told.document_id LEFT JOIN draft_document ON draft_document.document_id = told.document_id
        ${where} ORDER BY told_at DESC, told.notice_id DESC LIMIT ? OFFSET ?`,
      )
      .all(...rights.params, accountId, accountId, accountId, accountId, accountId, limit, after);
    const total = this.#database.prepare(`SELECT count(*) FROM ${TOLD} ${where}`).pluck().get(accountId, accountId, accountId, accountId, accountId);
    return { notices: noticeRow.array().parse(rows).map((row) => shown(row.of_draft === 1 && row.document_id !== null && !mayReadDraft(row.document_id) ? { ...row, shown_subject: null } : row)), total: Number(total) };
  }

  /** All unread ones of an account, the oldest first, those that it switched off too. */
  unread(accountId: string): UnreadNotice[] {
    return unreadRow.array().parse(this.#unread.all(accountId, accountId, accountId, accountId, accountId)).map(({ notice_id: noticeId, kind, registration_index: registrationIndex }) => ({ noticeId, kind, registrationIndex }));
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
    return this.#exists.get(noticeId, noticeId) !== undefined;
  }

  /** Kinds that the program did not tell when it last ran here, and of which nobody said that they are told; none where nothing of them stands in a list. */
  beginning(): NoticeKind[] {
    const known = new Set(this.#database.prepare('SELECT kind FROM notice_begun UNION SELECT kind FROM notice_kind_told').pluck().all());
    const there = new Set(this.#database.prepare('SELECT DISTINCT kind FROM notification').pluck().all());
    const missing = BEGUN_NOTICES.filter((kind) => !known.has(kind));
    // All at once: a desk that is renewed later would else silence what this one told meanwhile.
    return missing.some((kind) => there.has(kind)) ? missing : [];
  }

  /** Remembers which kinds the program that runs here tells. */
  keepToldKinds(): void {
    const keep = this.#database.prepare('INSERT INTO notice_kind_told (kind) VALUES (?) ON CONFLICT DO NOTHING');
    inTransaction(this.#database, () => {
      for (const kind of BEGUN_NOTICES) keep.run(kind);
    });
  }

  /** Keeps warnings of the archive, each to every account that is named. @returns how many are new */
  keepArchiveWarnings(warnings: readonly (ArchiveWarning & { readonly dueAt: string })[], accountIds: readonly string[], now: string): number {
    return inTransaction(this.#database, () => {
      let kept = 0;
      for (const warning of warnings) {
        for (const accountId of accountIds) kept += this.#keepForAccount.run(archiveWarningKey(warning, accountId), warning.itemId, warning.dueAt, accountId, warning.kind, warning.detail, now).changes;
      }
      return kept;
    });
  }

  /** Keeps warnings with whom they reach, all of them or none. */
  keepWarnings(warnings: readonly { readonly itemId: string; readonly dueAt: string; readonly notices: readonly NoticeToTell[] }[], now: string): void {
    inTransaction(this.#database, () => {
      for (const { itemId, dueAt, notices } of warnings) {
        for (const { noticeId, to, kind, documentId, detail } of notices) if ('personId' in to) this.#keep.run(noticeId, itemId, dueAt, to.personId, kind, documentId, detail, now);
      }
    });
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
