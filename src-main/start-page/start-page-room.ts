import { z } from 'zod';
import type { MethodCheckedInput, MethodOutput } from '#shared/contract/index.ts';
import { type TimelinessBounds, timelinessBounds, timelinessOf } from '#shared/domain/execution.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { WORK_ACTIONS, type WorkAction } from '#shared/domain/work-items.ts';
import type { WorkingCalendar } from '#shared/domain/working-calendar.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import type { RoomHandlers } from '#shared/rpc/dispatcher.ts';
import { type Environment, isoInstant } from '../environment.ts';
import type { DeskDatabase } from '../store/database.ts';

export interface StartPageOptions {
  readonly database: DeskDatabase;
  readonly environment: Environment;
  readonly calendar: () => WorkingCalendar;
  /** People of the office for whom the account sees what waits: himself, and officials for whom he may act now. */
  readonly waitsFor: (actor: Actor) => readonly WaitedFor[];
}

/** What an official lets another do, on which kinds of document and in which journals; null: all of them. */
interface DelegatedWork {
  readonly action: WorkAction;
  readonly kindIds: readonly string[] | null;
  readonly journalIds: readonly string[] | null;
}

/** Somebody for whom the account sees what waits; `delegated`: what of it, null: everything. */
export interface WaitedFor {
  readonly personId: string;
  readonly name: string;
  readonly delegated: readonly DelegatedWork[] | null;
}

const itemRow = z.object({
  item_id: z.string(),
  person_id: z.string(),
  action: z.enum(WORK_ACTIONS),
  document_id: z.string(),
  title: z.string(),
  since: z.string(),
  due_at: z.string().nullable(),
  urgent: z.number(),
  registration_index: z.string().nullable(),
  registration_date: z.string().nullable(),
  correspondent: z.string().nullable(),
  subject: z.string().nullable(),
});
type ItemRow = z.output<typeof itemRow>;

const countRow = z.object({ action: z.enum(WORK_ACTIONS), waiting: z.number(), overdue: z.number(), soon: z.number() });

/** The start page: what waits for the person who looks (CTRL-09, CTRL-10, NOT-02). */
export class StartPageRoom {
  readonly #options: StartPageOptions;
  readonly #items;
  readonly #counts;

  constructor(options: StartPageOptions) {
    this.#options = options;
    const { database } = options;
    // The first condition finds the rows, the second leaves of an official's those that he lets another do.
    // A draft has a kind and no journal yet, so that it lies in no scope of journals: as `delegationFor` says.
    const kindOf = "(SELECT kind_id FROM card WHERE card.document_id = work_item.document_id UNION ALL SELECT draft ->> 'kindId' FROM draft_document WHERE draft_document.document_id = work_item.document_id LIMIT 1)";
    const journalOf = '(SELECT journal_id FROM card WHERE card.document_id = work_item.document_id)';
    const people = `person_id IN (SELECT value FROM json_each(@people)) AND (person_id IN (SELECT value FROM json_each(@own)) OR EXISTS (
      SELECT 1 FROM json_each(@delegated) AS given WHERE given.value ->> 'personId' = person_id AND given.value ->> 'action' = action
      AND (given.value ->> 'kindIds' IS NULL OR ${kindOf} IN (SELECT value FROM json_each(given.value -> 'kindIds')))
      AND (given.value ->> 'journalIds' IS NULL OR ${journalOf} IN (SELECT value FROM json_each(given.value -> 'journalIds')))))`;
    this.#items = database.prepare<[Readonly<Record<string, unknown>>]>(`
      SELECT item.*, registration_index, registration_date, correspondent, subject
      FROM (SELECT * FROM work_item WHERE ${people} AND (@action IS NULL OR action = @action) ORDER BY urgent DESC, due_at IS NULL, due_at, since, item_id LIMIT @limit) AS item
      LEFT JOIN card USING (document_id)
      ORDER BY urgent DESC, due_at IS NULL, due_at, since, item_id`);
    this.#counts = database.prepare<[Readonly<Record<string, unknown>>]>(`
      SELECT action, count(*) AS waiting, coalesce(sum(due_at < @now), 0) AS overdue, coalesce(sum(due_at >= @now AND due_at <= @soon), 0) AS soon
      FROM work_item WHERE ${people} GROUP BY action`);
  }

  readonly handlers: RoomHandlers<'startPage'> = {
    mine: (input, { actor }) => this.#mine(input, actor),
  };

  #mine({ action, limit }: MethodCheckedInput<'startPage.mine'>, actor: Actor): MethodOutput<'startPage.mine'> {
    const { environment, calendar, waitsFor } = this.#options;
    const officials = waitsFor(actor);
    const now = isoInstant(environment.now());
    const { zone } = calendar();
    const bounds = timelinessBounds(calendar(), now);
    const own = officials.filter(({ delegated }) => delegated === null);
    const whose = {
      people: JSON.stringify(officials.map(({ personId }) => personId)),
      own: JSON.stringify(own.map(({ personId }) => personId)),
      delegated: JSON.stringify(officials.flatMap(({ personId, delegated }) => (delegated ?? []).map((one) => ({ personId, ...one })))),
    };
    // The whole of the last day of warning counts as soon: an instant of the day after is later in text order.
    const counts = countRow.array().parse(this.#counts.all({ ...whose, now, soon: `${bounds.atRiskUntil}T99` }));
    const items = itemRow.array().parse(this.#items.all({ ...whose, action, limit }));
    const others = new Map(officials.filter(({ delegated }) => delegated !== null).map(({ personId, name }) => [personId, name]));
    const sum = (of: (count: z.output<typeof countRow>) => number): number => counts.reduce((all, count) => all + of(count), 0);
    return {
      items: items.map((row) => waiting(row, bounds, zone, others.get(row.person_id) ?? null)),
      total: action === null ? sum(({ waiting: n }) => n) : (counts.find((count) => count.action === action)?.waiting ?? 0),
      counts: counts.map((count) => ({ action: count.action, count: count.waiting, overdue: count.overdue })),
      overdue: sum(({ overdue }) => overdue),
      dueSoon: sum(({ soon }) => soon),
      unknownPerson: officials.length === 0,
    };
  }
}

function waiting(row: ItemRow, bounds: TimelinessBounds, zone: string, forPerson: string | null): MethodOutput<'startPage.mine'>['items'][number] {
  const dueAt = row.due_at;
  return {
    itemId: row.item_id,
    action: row.action,
    documentId: row.document_id,
    registrationIndex: row.registration_index,
    registrationDate: row.registration_date,
    correspondent: row.correspondent,
    subject: row.subject ?? row.title,
    title: row.title,
    since: row.since,
    dueAt,
    timeliness: dueAt === null ? null : timelinessOf({ dueOn: dayInZone(zone, dueAt), dueAt, executedAt: null }, bounds),
    urgent: row.urgent === 1,
    forPerson,
  };
}
