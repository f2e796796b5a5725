import type { PreservationList, PreservationReport, PreservationState, PreservedEvidence, ProvableDocument } from '#shared/contract/preservation.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { rowRightsSql, type SqlCondition } from '../../registration/row-rights.ts';
import type { DeskDatabase } from '../../store/database.ts';
import type { PreservationFinding } from './preservation-records.ts';

const ENDING = "p.standing = 'passing' AND p.until <= @soon";
/** Condition and order of each list; every one has its index. */
const LISTS: Readonly<Record<PreservationList, { readonly where: string; readonly order: string }>> = {
  ending: { where: ENDING, order: 'p.until, p.document_id' },
  notPassing: { where: "p.standing = 'notPassing'", order: 'p.until, p.document_id' },
  notAssessed: { where: "p.standing = 'notAssessed'", order: 'p.until, p.document_id' },
  all: { where: '1', order: 'p.until IS NULL, p.until, p.document_id' },
};

type Counted = PreservationState['counts'];
type ListedRow = Omit<ProvableDocument, 'passes'> & { readonly passes: number };

/** Until when signed documents can be proved, as people look at it. */
export class PreservationLists {
  readonly #database: DeskDatabase;

  constructor(database: DeskDatabase) {
    this.#database = database;
  }

  /** @param soon instant up to which a proof ends soon */
  counts(soon: string): Counted {
    const counted = this.#database
      .prepare<[{ soon: string }], Counted>(
        `SELECT count(*) AS documents, coalesce(sum(${ENDING}), 0) AS endingSoon, coalesce(sum(standing = 'notPassing'), 0) AS notPassing, coalesce(sum(standing = 'notAssessed'), 0) AS notAssessed FROM document_provable p`,
      )
      .get({ soon });
    return counted ?? { documents: 0, endingSoon: 0, notPassing: 0, notAssessed: 0 };
  }

  ends(): PreservationState['ends'] {
    return this.#database
      .prepare<[], PreservationState['ends'][number]>(
        `SELECT CAST(substr(until, 1, 4) AS INTEGER) AS year, (CAST(substr(until, 6, 2) AS INTEGER) + 2) / 3 AS quarter, count(*) AS documents
         FROM document_provable WHERE standing = 'passing' AND until IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2`,
      )
      .all();
  }

  page(list: PreservationList, soon: string, { from, count }: { readonly from: number; readonly count: number }, actor: Actor): { readonly total: number; readonly hidden: number; readonly documents: ProvableDocument[] } {
    const { where, order } = LISTS[list];
    const rights = rowRightsSql(actor);
    const readable = readableOnly(rights);
    const rows = this.#database
      .prepare<unknown[], ListedRow>(
        `SELECT card.document_id AS documentId, registration_index AS registrationIndex, card.subject, case_index AS caseIndex, assessed_at AS assessedAt, standing = 'passing' AS passes, until, stamped_at AS stampedAt
         FROM (SELECT p.document_id FROM document_provable p ${readable} WHERE ${where} AND ${rights.sql} ORDER BY ${order} LIMIT @count OFFSET @from) page
         JOIN document_provable p USING (document_id) JOIN card USING (document_id)
         LEFT JOIN filed_document filed USING (document_id) LEFT JOIN case_file file ON file.case_id = filed.case_id
         ORDER BY ${order}`,
      )
      .all(...rights.params, { soon, from, count });
    const counted = (condition: SqlCondition, joined: string): number =>
      this.#database.prepare<unknown[], number>(`SELECT count(*) FROM document_provable p ${joined} WHERE ${where} AND ${condition.sql}`).pluck().get(...condition.params, { soon }) ?? 0;
    const all = counted({ sql: '1', params: [] }, '');
    const total = readable === '' ? all : counted(rights, readable);
    return { total, hidden: all - total, documents: rows.map((row) => ({ ...row, passes: row.passes === 1 })) };
  }

  /** Null: nobody has assessed it, or it is not kept. */
  provable(documentId: string): { readonly assessedAt: string; readonly passes: boolean; readonly until: string | null } | null {
    const row = this.#database
      .prepare<[string], { assessedAt: string; standing: string; until: string | null }>('SELECT assessed_at AS assessedAt, standing, until FROM document_provable WHERE document_id = ? AND assessed_at IS NOT NULL')
      .get(documentId);
    return row === undefined ? null : { assessedAt: row.assessedAt, passes: row.standing === 'passing', until: row.until };
  }

  /** Newest first. */
  evidenceOf(documentId: string): PreservedEvidence[] {
    return this.#database
      .prepare<[string], PreservedEvidence>('SELECT package_id AS packageId, stamped_at AS stampedAt, authority, authority_until AS authorityUntil, digest, together FROM preserved_evidence WHERE document_id = ? ORDER BY stamped_at DESC, package_id')
      .all(documentId);
  }

  /** Findings of a report with the indexes of their documents, as far as the person may read them. */
  findings(report: PreservationReport, listed: readonly PreservationFinding[], actor: Actor) {
    const rights = rowRightsSql(actor);
    const index = this.#database.prepare<unknown[], string>(`SELECT registration_index FROM card WHERE document_id = ? AND ${rights.sql}`).pluck();
    const documents = listed.flatMap((one) => {
      const registrationIndex = index.get(one.documentId, ...rights.params);
      return registrationIndex === undefined ? [] : [{ ...one, registrationIndex }];
    });
    return { report, documents, hidden: listed.length - documents.length };
  }
}

/** Who may read everything needs no card for it. */
function readableOnly({ sql }: SqlCondition): string {
  return sql === '1' ? '' : 'JOIN card USING (document_id)';
}
