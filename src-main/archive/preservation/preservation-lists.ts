import type { PreservationList, PreservationReport, PreservationState, PreservedEvidence, ProvableDocument } from '#shared/contract/preservation.ts';
import { type Actor, hasRight } from '#shared/domain/rights.ts';
import { rowRightsSql } from '../../registration/row-rights.ts';
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
    // Each by a range of its index: one look over all rows would take as long as the list itself.
    const counted = (list: PreservationList): string => `(SELECT count(*) FROM document_provable p WHERE ${LISTS[list].where})`;
    const counts = this.#database
      .prepare<[{ soon: string }], Counted>(`SELECT (SELECT count(*) FROM document_provable) AS documents, ${counted('ending')} AS endingSoon, ${counted('notPassing')} AS notPassing, ${counted('notAssessed')} AS notAssessed`)
      .get({ soon });
    return counts ?? { documents: 0, endingSoon: 0, notPassing: 0, notAssessed: 0 };
  }

  /** Quarter by quarter, each counted in its index. */
  ends(): PreservationState['ends'] {
    const first = this.#database.prepare<[string], string>("SELECT until FROM document_provable WHERE standing = 'passing' AND until >= ? ORDER BY until LIMIT 1").pluck();
    const between = this.#database.prepare<[string, string], number>("SELECT count(*) FROM document_provable WHERE standing = 'passing' AND until >= ? AND until < ?").pluck();
    const ends: PreservationState['ends'][number][] = [];
    for (let until = first.get(''); until !== undefined; ) {
      const { year, quarter } = quarterOf(until);
      const [from, next] = [monthAt(year, 3 * quarter - 2), quarter === 4 ? monthAt(year + 1, 1) : monthAt(year, 3 * quarter + 1)];
      ends.push({ year, quarter, documents: between.get(from, next) ?? 0 });
      until = first.get(next);
    }
    return ends;
  }

  page(list: PreservationList, soon: string, { from, count }: { readonly from: number; readonly count: number }, actor: Actor): { readonly total: number; readonly hidden: number; readonly documents: ProvableDocument[] } {
    const { where, order } = LISTS[list];
    const rights = rowRightsSql(actor);
    // The planner does not know how short a page is: the order of the join is said.
    const rows = this.#database
      .prepare<unknown[], ListedRow>(
        `SELECT card.document_id AS documentId, registration_index AS registrationIndex, card.subject, case_index AS caseIndex, assessed_at AS assessedAt, standing = 'passing' AS passes, until, stamped_at AS stampedAt
         FROM (SELECT p.document_id FROM document_provable p ${rights.sql === '1' ? '' : 'CROSS JOIN card USING (document_id)'} WHERE ${where} AND ${rights.sql} ORDER BY ${order} LIMIT @count OFFSET @from) page
         CROSS JOIN document_provable p USING (document_id) CROSS JOIN card USING (document_id)
         LEFT JOIN filed_document filed USING (document_id) LEFT JOIN case_file file ON file.case_id = filed.case_id
         ORDER BY ${order}`,
      )
      .all(...rights.params, { soon, from, count });
    const all = this.#database.prepare<[{ soon: string }], number>(`SELECT count(*) FROM document_provable p WHERE ${where}`).pluck().get({ soon }) ?? 0;
    const hidden = this.#hidden(where, soon, actor);
    return { total: all - hidden, hidden, documents: rows.map((row) => ({ ...row, passes: row.passes === 1 })) };
  }

  #hidden(where: string, soon: string, actor: Actor): number {
    const rights = rowRightsSql(actor);
    if (rights.sql === '1') return 0;
    // Who reads cards at all misses restricted ones alone, which have an index of their own.
    const among = hasRight(actor, 'card.read') ? 'card.restricted = 1 AND' : '';
    return this.#database.prepare<unknown[], number>(`SELECT count(*) FROM card CROSS JOIN document_provable p USING (document_id) WHERE ${among} ${where} AND NOT ${rights.sql}`).pluck().get(...rights.params, { soon }) ?? 0;
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

function quarterOf(instant: string): { readonly year: number; readonly quarter: number } {
  return { year: Number(instant.slice(0, 4)), quarter: Math.ceil(Number(instant.slice(5, 7)) / 3) };
}

/** Where a month begins among instants. */
function monthAt(year: number, month: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-`;
}
