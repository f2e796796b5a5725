import type { FixityReport } from '#shared/contract/fixity.ts';
import { FIXITY_DAYS, FIXITY_PROBLEMS, type FixityProblem } from '#shared/domain/fixity.ts';
import { z } from 'zod';
import type { DeskDatabase } from '../../store/database.ts';

export interface FixityRound {
  readonly roundId: string;
  readonly begunAt: string;
  readonly cursor: string | null;
  readonly files: number;
  readonly bytes: number;
  readonly paused: boolean;
}

export interface Finding {
  readonly sha256: string;
  readonly problem: FixityProblem;
}

interface RoundRow {
  readonly round_id: string;
  readonly begun_at: string;
  readonly cursor: string | null;
  readonly files: number;
  readonly bytes: number;
  readonly paused: number;
}

const listedFindings = z.array(z.object({ sha256: z.string(), problem: z.enum(FIXITY_PROBLEMS) }));
const REPORTS = 'SELECT report_id AS reportId, desk_code AS deskCode, begun_at AS "from", ended_at AS until, files, bytes, problems FROM fixity_report';

/** The round that is under way at this desk, and the reports of all desks. Writing is part of a transaction of the caller. */
export class FixityRecords {
  readonly #statements;

  constructor(database: DeskDatabase) {
    this.#statements = {
      round: database.prepare<[], RoundRow>('SELECT * FROM fixity_round'),
      begin: database.prepare('INSERT INTO fixity_round (only_row, round_id, begun_at, cursor, files, bytes, paused) VALUES (1, ?, ?, NULL, 0, 0, 0)'),
      advance: database.prepare('UPDATE fixity_round SET cursor = ?, files = files + ?, bytes = bytes + ?'),
      pause: database.prepare('UPDATE fixity_round SET paused = ?'),
      end: database.prepare('DELETE FROM fixity_round'),
      find: database.prepare('INSERT INTO fixity_finding (sha256, problem) VALUES (?, ?) ON CONFLICT DO UPDATE SET problem = excluded.problem'),
      findings: database.prepare<[], Finding>('SELECT sha256, problem FROM fixity_finding ORDER BY sha256'),
      forget: database.prepare('DELETE FROM fixity_finding'),
      everyDays: database.prepare<[], { every_days: number }>('SELECT every_days FROM fixity_schedule'),
      reports: database.prepare<[number], FixityReport>(`${REPORTS} ORDER BY ended_at DESC, report_id LIMIT ?`),
      report: database.prepare<[string], FixityReport & { readonly listed: string }>(`${REPORTS.replace(' FROM', ', listed FROM')} WHERE report_id = ?`),
      lastHere: database.prepare<[string], { ended_at: string }>('SELECT ended_at FROM fixity_report WHERE desk = ? ORDER BY ended_at DESC LIMIT 1'),
    };
  }

  round(): FixityRound | null {
    const row = this.#statements.round.get();
    return row === undefined ? null : { roundId: row.round_id, begunAt: row.begun_at, cursor: row.cursor, files: row.files, bytes: row.bytes, paused: row.paused === 1 };
  }

  begin(roundId: string, at: string): void {
    this.#statements.begin.run(roundId, at);
  }

  advance(cursor: string, files: number, bytes: number): void {
    this.#statements.advance.run(cursor, files, bytes);
  }

  setPaused(paused: boolean): void {
    this.#statements.pause.run(paused ? 1 : 0);
  }

  end(): void {
    this.#statements.end.run();
    this.#statements.forget.run();
  }

  find(sha256: string, problem: FixityProblem): void {
    this.#statements.find.run(sha256, problem);
  }

  findings(): Finding[] {
    return this.#statements.findings.all();
  }

  everyDays(): number {
    return this.#statements.everyDays.get()?.every_days ?? FIXITY_DAYS;
  }

  reports(limit: number): FixityReport[] {
    return this.#statements.reports.all(limit);
  }

  report(reportId: string): { readonly report: FixityReport; readonly listed: readonly Finding[] } | null {
    const row = this.#statements.report.get(reportId);
    if (row === undefined) return null;
    const { listed, ...report } = row;
    return { report, listed: listedFindings.parse(JSON.parse(listed)) };
  }

  /** When the last round of a desk ended; null: it made none. */
  lastEnd(desk: string): string | null {
    return this.#statements.lastHere.get(desk)?.ended_at ?? null;
  }
}
