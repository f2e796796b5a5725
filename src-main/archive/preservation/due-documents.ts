import { type KeptProof, type RenewalDuty, renewalDuty, type RenewalSettings } from '#shared/domain/evidence-renewal.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import { isoInstant } from '../../environment.ts';
import type { DeskDatabase } from '../../store/database.ts';

const DAY = 86_400_000;
/** Rows that are read at once; people work between two pieces. */
const PIECE = 500;

/** A document for which something is due. */
export interface DueDocument {
  readonly documentId: string;
  readonly duty: Exclude<RenewalDuty, 'none'>;
  readonly assessedAt: string | null;
}

interface ProvableRow {
  readonly documentId: string;
  readonly standing: string;
  readonly assessedAt: string | null;
  readonly until: string | null;
  readonly authorityUntil: string | null;
  readonly digest: string | null;
  readonly keptUntil: string | null;
}

/** What the day and the office's settings make due; asked anew for every look. */
export interface DueQuestion {
  readonly now: number;
  readonly zone: string;
  readonly settings: RenewalSettings;
  /** The hash that new evidence is made with. */
  readonly digest: string;
}

const ROWS = `
  SELECT p.document_id AS documentId, p.standing, p.assessed_at AS assessedAt, p.until, p.authority_until AS authorityUntil, p.digest, term.ends_on AS keptUntil
  FROM document_provable p LEFT JOIN filed_document filed USING (document_id) LEFT JOIN case_term term USING (case_id)`;
/** Wider than the rule by a day on each side, since it counts days of a zone: it only leaves out what cannot be due. */
const MAY_BE_DUE = `(p.standing = 'notAssessed' OR p.assessed_at <= @assessedBefore OR (p.standing = 'passing' AND (p.until <= @endsBefore OR p.authority_until <= @endsBefore OR p.digest <> @digest)))`;

/** Signed documents of this desk for which a validation or new evidence is due, in the order of their ids. */
export class DueDocuments {
  readonly #after;
  readonly #one;

  constructor(database: DeskDatabase) {
    this.#after = database.prepare<[Record<string, string | number>], ProvableRow>(`${ROWS} WHERE p.document_id > @after AND ${MAY_BE_DUE} ORDER BY p.document_id LIMIT @limit`);
    this.#one = database.prepare<[string], ProvableRow>(`${ROWS} WHERE p.document_id = ?`);
  }

  /** @param after the document after which they are looked for; null: from the first on */
  async next(after: string | null, duties: readonly RenewalDuty[], limit: number, question: DueQuestion): Promise<DueDocument[]> {
    const found: DueDocument[] = [];
    for await (const due of this.#all(after, question)) {
      if (!duties.includes(due.duty)) continue;
      found.push(due);
      if (found.length === limit) break;
    }
    return found;
  }

  async count(duties: readonly RenewalDuty[], question: DueQuestion): Promise<number> {
    let count = 0;
    for await (const { duty } of this.#all(null, question)) if (duties.includes(duty)) count += 1;
    return count;
  }

  /** What is due for a document now; null: nothing, or it is not kept any more. */
  of(documentId: string, question: DueQuestion): DueDocument | null {
    const row = this.#one.get(documentId);
    return row === undefined ? null : judged(row, question);
  }

  async *#all(after: string | null, question: DueQuestion): AsyncGenerator<DueDocument> {
    const { now, settings, digest } = question;
    const bounds = { assessedBefore: isoInstant(now - (settings.revalidateDays - 2) * DAY), endsBefore: isoInstant(now + (settings.renewDays + 2) * DAY), digest, limit: PIECE };
    for (let from = after ?? ''; ; ) {
      const rows = this.#after.all({ ...bounds, after: from });
      for (const row of rows) {
        const due = judged(row, question);
        if (due !== null) yield due;
      }
      const last = rows.at(-1);
      if (last === undefined || rows.length < PIECE) return;
      from = last.documentId;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

function judged(row: ProvableRow, { now, zone, settings, digest }: DueQuestion): DueDocument | null {
  const day = (instant: string | null): string | null => (instant === null ? null : dayInZone(zone, instant));
  const recordUntil = day(row.authorityUntil);
  const proof: KeptProof = {
    assessedOn: day(row.assessedAt),
    passes: row.standing === 'passing',
    provableUntil: day(row.until),
    keptUntil: row.keptUntil,
    record: recordUntil === null ? null : { until: recordUntil, hashAges: row.digest !== digest },
  };
  const duty = renewalDuty(proof, settings, dayInZone(zone, isoInstant(now)));
  return duty === 'none' ? null : { documentId: row.documentId, duty, assessedAt: row.assessedAt };
}
