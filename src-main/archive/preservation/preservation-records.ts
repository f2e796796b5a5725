import { PRESERVATION_OBSTACLES, type PreservationObstacle, type PreservationReport, type PreservationSettings } from '#shared/contract/preservation.ts';
import { verdict } from '#shared/contract/intake.ts';
import { RENEW_DAYS, REVALIDATE_DAYS } from '#shared/domain/evidence-renewal.ts';
import { z } from 'zod';
import type { DeskDatabase } from '../../store/database.ts';

/** Documents are validated first: only what passes gets new evidence. */
const PHASES = ['assess', 'renew'] as const;
export type PreservationPhase = (typeof PHASES)[number];

export interface PreservationRound {
  readonly roundId: string;
  readonly begunAt: string;
  readonly phase: PreservationPhase;
  /** The last document that was looked at in this phase. */
  readonly cursor: string | null;
  readonly planned: number;
  readonly done: number;
  readonly assessed: number;
  readonly renewed: number;
  readonly notPassing: number;
  readonly paused: boolean;
}

export interface PreservationFinding {
  readonly documentId: string;
  readonly before: z.output<typeof verdict> | null;
  /** Null: it could not be validated. */
  readonly after: z.output<typeof verdict> | null;
}

const roundRow = z.object({ round_id: z.string(), begun_at: z.string(), phase: z.enum(PHASES), cursor: z.string().nullable(), planned: z.number(), done: z.number(), assessed: z.number(), renewed: z.number(), not_passing: z.number(), paused: z.number() });
const finding = z.object({ documentId: z.string(), before: verdict.nullable(), after: verdict.nullable() });
const obstacleRow = z.object({ obstacle: z.enum(PRESERVATION_OBSTACLES), since: z.string() });
const REPORTS = 'SELECT report_id AS reportId, desk_code AS deskCode, begun_at AS "from", ended_at AS until, assessed, renewed, not_passing AS notPassing FROM preservation_report';

/** The round that is under way at this desk, what stands in its way, settings and reports of the office. Writing is part of a transaction of the caller. */
export class PreservationRecords {
  readonly #statements;

  constructor(database: DeskDatabase) {
    this.#statements = {
      settings: database.prepare<[], PreservationSettings>('SELECT keeper, renew_days AS renewDays, revalidate_days AS revalidateDays FROM preservation_settings'),
      round: database.prepare('SELECT * FROM preservation_round'),
      begin: database.prepare("INSERT INTO preservation_round (only_row, round_id, begun_at, phase, cursor, planned, done, assessed, renewed, not_passing, paused) VALUES (1, ?, ?, 'assess', NULL, ?, 0, 0, 0, 0, 0)"),
      enter: database.prepare('UPDATE preservation_round SET phase = ?, cursor = NULL, planned = ?, done = 0'),
      advance: database.prepare('UPDATE preservation_round SET cursor = ?, done = done + 1'),
      assessed: database.prepare('UPDATE preservation_round SET assessed = assessed + 1, not_passing = not_passing + ?'),
      renewed: database.prepare('UPDATE preservation_round SET renewed = renewed + 1'),
      pause: database.prepare('UPDATE preservation_round SET paused = ?'),
      end: database.prepare('DELETE FROM preservation_round'),
      find: database.prepare('INSERT INTO preservation_finding (document_id, before, after) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET after = excluded.after'),
      open: database.prepare<[number]>(
        'SELECT document_id AS documentId, before, after FROM preservation_finding JOIN card USING (document_id) WHERE card.restricted = 0 ORDER BY document_id LIMIT ?',
      ),
      forget: database.prepare('DELETE FROM preservation_finding'),
      obstacle: database.prepare('SELECT obstacle, since FROM preservation_obstacle'),
      meet: database.prepare('INSERT INTO preservation_obstacle (only_row, obstacle, since) VALUES (1, ?, ?) ON CONFLICT DO UPDATE SET obstacle = excluded.obstacle, since = excluded.since WHERE obstacle <> excluded.obstacle'),
      clear: database.prepare('DELETE FROM preservation_obstacle'),
      reports: database.prepare<[number], PreservationReport>(`${REPORTS} ORDER BY ended_at DESC, report_id LIMIT ?`),
      report: database.prepare<[string], PreservationReport & { readonly listed: string }>(`${REPORTS.replace(' FROM', ', listed FROM')} WHERE report_id = ?`),
      lastHere: database.prepare<[string], { ended_at: string }>('SELECT ended_at FROM preservation_report WHERE desk = ? ORDER BY ended_at DESC LIMIT 1'),
    };
  }

  settings(): PreservationSettings {
    return this.#statements.settings.get() ?? { keeper: null, renewDays: RENEW_DAYS, revalidateDays: REVALIDATE_DAYS };
  }

  round(): PreservationRound | null {
    const found = this.#statements.round.get();
    if (found === undefined) return null;
    const row = roundRow.parse(found);
    return { roundId: row.round_id, begunAt: row.begun_at, phase: row.phase, cursor: row.cursor, planned: row.planned, done: row.done, assessed: row.assessed, renewed: row.renewed, notPassing: row.not_passing, paused: row.paused === 1 };
  }

  begin(roundId: string, at: string, planned: number): void {
    this.#statements.begin.run(roundId, at, planned);
  }

  enter(phase: PreservationPhase, planned: number): void {
    this.#statements.enter.run(phase, planned);
  }

  /** The round has gone past this document, whatever came of it. */
  advance(documentId: string): void {
    this.#statements.advance.run(documentId);
  }

  countAssessed(passes: boolean): void {
    this.#statements.assessed.run(passes ? 0 : 1);
  }

  countRenewed(): void {
    this.#statements.renewed.run();
  }

  setPaused(paused: boolean): void {
    this.#statements.pause.run(paused ? 1 : 0);
  }

  end(): void {
    this.#statements.end.run();
    this.#statements.forget.run();
  }

  find({ documentId, before, after }: PreservationFinding): void {
    this.#statements.find.run(documentId, before, after);
  }

  /** Without restricted documents: a report goes to every desk. */
  openFindings(limit: number): PreservationFinding[] {
    return this.#statements.open.all(limit).map((row) => finding.parse(row));
  }

  obstacle(): z.output<typeof obstacleRow> | null {
    const row = this.#statements.obstacle.get();
    return row === undefined ? null : obstacleRow.parse(row);
  }

  /** It stands since it was first met. */
  meet(obstacle: PreservationObstacle, at: string): void {
    this.#statements.meet.run(obstacle, at);
  }

  clearObstacle(): void {
    this.#statements.clear.run();
  }

  reports(limit: number): PreservationReport[] {
    return this.#statements.reports.all(limit);
  }

  report(reportId: string): { readonly report: PreservationReport; readonly listed: readonly PreservationFinding[] } | null {
    const row = this.#statements.report.get(reportId);
    if (row === undefined) return null;
    const { listed, ...report } = row;
    return { report, listed: z.array(finding).parse(JSON.parse(listed)) };
  }

  /** When the last round of a desk ended; null: it made none. */
  lastEnd(desk: string): string | null {
    return this.#statements.lastHere.get(desk)?.ended_at ?? null;
  }
}
