import { Refusal } from '#shared/contract/errors.ts';
import type { FixityFinding, FixityState } from '#shared/contract/fixity.ts';
import { fixityProgress } from '#shared/domain/fixity.ts';
import type { Actor } from '#shared/domain/rights.ts';
import type { RoomHandlers } from '#shared/rpc/dispatcher.ts';
import { MAIN_STREAM, operationActor } from '#shared/sync/operation.ts';
import { rowRightsSql } from '../../registration/row-rights.ts';
import type { Finding, FixityRecords } from './fixity-records.ts';
import { FixityRounds, type FixityRoundsOptions } from './fixity-rounds.ts';

const REPORTS_SHOWN = 50;
const ENTITY = 'fixity-schedule';
const HOLDERS = 'SELECT document_id FROM card_file WHERE sha256 = ? UNION SELECT document_id FROM copy WHERE sha256 = ?';

/** How the stored files stand: rounds of checks, their schedule and their reports, of every desk (ARC-05, ARC-07). */
export class FixityRoom {
  readonly rounds: FixityRounds;
  readonly #options: FixityRoundsOptions;
  readonly #records: FixityRecords;

  constructor(options: FixityRoundsOptions) {
    this.#options = options;
    this.#records = options.records;
    this.rounds = new FixityRounds(options);
  }

  readonly handlers: RoomHandlers<'fixity'> = {
    state: () => this.#state(),
    findings: ({ reportId }, { actor }) => {
      const found = this.#records.report(reportId);
      if (found === null) throw new Refusal('not-found', 'error.fixityReportNotFound');
      return { report: found.report, findings: found.listed.map((finding) => this.#shown(finding, actor)) };
    },
    setSchedule: ({ everyDays }, { actor }) => {
      const { store, onChanged } = this.#options;
      store.commit((transaction) => {
        const before = this.#records.everyDays();
        if (before === everyDays) return;
        transaction.append({ kind: 'fixity.scheduleSet', entity: ENTITY, stream: MAIN_STREAM, actor: operationActor(actor), basedOn: store.log.lastOfEntity(ENTITY), payload: { everyDays }, changes: [{ field: 'fixity.everyDays', before: String(before), after: String(everyDays) }] });
      });
      onChanged();
      return this.#state();
    },
    begin: () => {
      this.rounds.begin();
      return this.#state();
    },
    pause: () => {
      this.rounds.pause();
      return this.#state();
    },
    resume: () => {
      this.rounds.begin();
      return this.#state();
    },
  };

  #state(): FixityState {
    const round = this.#records.round();
    return {
      everyDays: this.#records.everyDays(),
      nextOn: this.rounds.nextOn(),
      round: round === null ? null : { from: round.begunAt, files: round.files, bytes: round.bytes, done: fixityProgress(round.cursor), problems: this.#records.findings().length, paused: round.paused },
      reports: this.#records.reports(REPORTS_SHOWN),
    };
  }

  #shown({ sha256, problem }: Finding, actor: Actor): FixityFinding {
    const { database } = this.#options.store;
    const rights = rowRightsSql(actor);
    const documents = database
      .prepare<unknown[], FixityFinding['documents'][number]>(
        `SELECT card.document_id AS documentId, registration_index AS registrationIndex,
           coalesce((SELECT file_name FROM card_file WHERE card_file.document_id = card.document_id AND sha256 = ?), (SELECT file_name FROM copy WHERE copy.document_id = card.document_id AND sha256 = ?), '') AS fileName
         FROM card WHERE card.document_id IN (${HOLDERS}) AND ${rights.sql} ORDER BY card.card_key`,
      )
      .all(sha256, sha256, sha256, sha256, ...rights.params);
    const all = database.prepare<[string, string], { n: number }>(`SELECT count(*) AS n FROM card WHERE card.document_id IN (${HOLDERS})`).get(sha256, sha256)?.n ?? 0;
    return { sha256, problem, documents, hidden: all - documents.length };
  }
}
