import type { DeskDatabase } from '../store/database.ts';

export interface RequestRecord {
  readonly requestId: string;
  readonly personId: string;
  readonly personName: string;
  readonly position: string;
  readonly subject: string;
  readonly dueOn: string;
  readonly askedAt: string;
  readonly askedBy: string;
}

export interface SupplyRecord {
  readonly stepId: string;
  readonly suppliedOn: string;
  readonly answer: string;
  readonly documentId: string | null;
  readonly at: string;
  readonly by: string;
}

/** A signature that waits for a person on a route. */
export interface SigningItem {
  readonly itemId: string;
  readonly documentId: string;
  readonly title: string;
  readonly registrationIndex: string | null;
  readonly since: string;
  readonly dueAt: string | null;
}

const REQUEST = 'SELECT request_id AS requestId, person_id AS personId, person_name AS personName, post AS position, subject, due_on AS dueOn, asked_at AS askedAt, asked_by AS askedBy FROM data_request';

/** Reads requests for data with what was supplied, and signatures that wait (HRC-05). */
export class DutyRecords {
  readonly #statements;

  constructor(database: DeskDatabase) {
    this.#statements = {
      all: database.prepare<[], RequestRecord>(`${REQUEST} ORDER BY due_on, request_id`),
      byId: database.prepare<[string], RequestRecord>(`${REQUEST} WHERE request_id = ?`),
      ofPeople: database.prepare<[string], RequestRecord>(`${REQUEST} WHERE person_id IN (SELECT value FROM json_each(?)) ORDER BY due_on, request_id`),
      supplies: database.prepare<[string], SupplyRecord>('SELECT step_id AS stepId, supplied_on AS suppliedOn, answer, document_id AS documentId, supplied_at AS at, supplied_by AS "by" FROM data_supply WHERE request_id = ?'),
      signing: database.prepare<[string], SigningItem>(
        `SELECT item_id AS itemId, document_id AS documentId, coalesce(card.subject, work_item.title) AS title, registration_index AS registrationIndex, since, due_at AS dueAt
         FROM work_item LEFT JOIN card USING (document_id) WHERE work_item.action = 'sign' AND person_id IN (SELECT value FROM json_each(?)) ORDER BY due_at IS NULL, due_at, since, item_id`,
      ),
    };
  }

  all(): RequestRecord[] {
    return this.#statements.all.all();
  }

  byId(requestId: string): RequestRecord | null {
    return this.#statements.byId.get(requestId) ?? null;
  }

  ofPeople(personIds: readonly string[]): RequestRecord[] {
    return this.#statements.ofPeople.all(JSON.stringify(personIds));
  }

  supplies(requestId: string): SupplyRecord[] {
    return this.#statements.supplies.all(requestId);
  }

  /** What waits for these people to sign on routes, the earliest term first. */
  signing(personIds: readonly string[]): SigningItem[] {
    return this.#statements.signing.all(JSON.stringify(personIds));
  }
}
