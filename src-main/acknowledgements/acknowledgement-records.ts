import { recordedAcknowledgement, type ShownMark } from '#shared/contract/acknowledgements.ts';
import { ACKNOWLEDGEMENT_FORMS, ACKNOWLEDGEMENT_WAYS, type AcknowledgementForm, type AcknowledgementList, type MarkOnList, marksOnList } from '#shared/domain/acknowledgement.ts';
import { LANGUAGES } from '#shared/domain/languages.ts';
import type { LocalAct } from '#shared/domain/local-act.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { z } from 'zod';
import { rowRightsSql } from '../registration/row-rights.ts';
import type { PersonCategory } from '#shared/domain/person-category.ts';
import type { DeskDatabase } from '../store/database.ts';

export interface ListRecord {
  readonly listId: string;
  readonly documentId: string;
  readonly form: AcknowledgementForm;
  readonly note: string;
  readonly withDocumentId: string | null;
  readonly workingDays: number;
  readonly calendarVersion: string;
  readonly sentAt: string;
  readonly sentBy: string;
}

/** A person of a list: name and post as he was asked, unit and account as they are. */
export interface PersonRecord {
  readonly personId: string;
  readonly name: string;
  readonly position: string;
  readonly sentAt: string;
  readonly unitId: string | null;
  readonly accountId: string | null;
}

export type MarkRecord = MarkOnList & Pick<ShownMark, 'by' | 'agreed' | 'signature' | 'recorded'>;

export interface WithdrawalRecord {
  readonly personId: string | null;
  readonly reason: string;
  readonly at: string;
  readonly by: string;
}

/** Everything that is known of a list, or of some of its people. */
export interface ListFacts extends AcknowledgementList {
  readonly people: readonly PersonRecord[];
  readonly marks: readonly MarkRecord[];
  readonly withdrawals: readonly WithdrawalRecord[];
}

/** Somebody of the office's directory. */
export interface DirectoryPerson {
  readonly personId: string;
  readonly name: string;
  readonly position: string;
  readonly accountId: string | null;
}

export interface PersonInUnit extends DirectoryPerson {
  readonly unitId: string | null;
  readonly category: PersonCategory | null;
}

const listColumns = z.object({
  list_id: z.string(),
  document_id: z.string(),
  form: z.enum(ACKNOWLEDGEMENT_FORMS),
  note: z.string(),
  with_document_id: z.string().nullable(),
  working_days: z.number(),
  calendar_version: z.string(),
  sent_at: z.string(),
  sent_by: z.string(),
});
const markColumns = z.object({
  list_id: z.string(),
  person_id: z.string(),
  step_id: z.string(),
  way: z.enum(ACKNOWLEDGEMENT_WAYS),
  marked_on: z.string(),
  marked_at: z.string(),
  marked_by: z.string(),
  agreed_language: z.enum(LANGUAGES).nullable(),
  agreed_text: z.string().nullable(),
  signature_document_id: z.string().nullable(),
  signature_sha256: z.string().nullable(),
  recorded: z.string().nullable(),
});

/** Everybody where no list of ids is given. */
const AMONG = "iif(? IS NULL, 1, of.person_id IN (SELECT value FROM json_each(coalesce(?, '[]'))))";

/** Reads lists of acknowledgement with their people, marks and withdrawals. */
export class AcknowledgementRecords {
  readonly #database: DeskDatabase;
  readonly #list;
  readonly #listsOfDocument;
  readonly #listsOfPeople;
  readonly #listsWith;
  readonly #people;
  readonly #marks;
  readonly #withdrawals;
  readonly #steps;
  readonly #ownPeople;
  readonly #directory;
  readonly #everybody;
  readonly #readers;

  constructor(database: DeskDatabase) {
    this.#database = database;
    this.#list = database.prepare<[string]>('SELECT * FROM acknowledgement_list WHERE list_id = ?');
    this.#listsOfDocument = database.prepare<[string]>('SELECT * FROM acknowledgement_list WHERE document_id = ? ORDER BY position DESC');
    this.#listsWith = database.prepare<[string]>('SELECT * FROM acknowledgement_list WHERE with_document_id = ? ORDER BY position');
    this.#listsOfPeople = database.prepare<[string]>('SELECT * FROM acknowledgement_list WHERE list_id IN (SELECT list_id FROM acknowledgement_person WHERE person_id IN (SELECT value FROM json_each(?))) ORDER BY position');
    this.#people = database.prepare<[string, string | null, string | null], PersonRecord>(
      `SELECT of.person_id AS personId, of.name, of.post AS position, of.sent_at AS sentAt, person.unit_id AS unitId, person.account_id AS accountId
       FROM acknowledgement_person AS of LEFT JOIN person USING (person_id) WHERE of.list_id = ? AND ${AMONG} ORDER BY of.name, of.person_id`,
    );
    this.#marks = database.prepare<[string, string | null, string | null]>(
      `SELECT of.* FROM acknowledgement_list AS asked JOIN acknowledgement_list AS list USING (document_id) JOIN acknowledgement_mark AS of ON of.list_id = list.list_id
       WHERE asked.list_id = ? AND list.with_document_id IS asked.with_document_id AND ${AMONG} ORDER BY of.list_id <> asked.list_id, of.list_id`,
    );
    this.#withdrawals = database.prepare<[string, string | null, string | null], WithdrawalRecord>(
      `SELECT nullif(of.person_id, '') AS personId, of.reason, of.withdrawn_at AS at, of.withdrawn_by AS "by" FROM acknowledgement_withdrawal AS of WHERE of.list_id = ? AND (of.person_id = '' OR ${AMONG}) ORDER BY of.withdrawn_at, of.step_id`,
    );
    this.#steps = database.prepare<[string, string, string, string]>(
      'SELECT 1 FROM acknowledgement_mark WHERE list_id = ? AND step_id = ? UNION SELECT 1 FROM acknowledgement_withdrawal WHERE list_id = ? AND step_id = ?',
    );
    this.#ownPeople = database.prepare<[string], { personId: string }>('SELECT person_id AS personId FROM person WHERE account_id = ?');
    this.#directory = database.prepare<[string], DirectoryPerson>('SELECT person_id AS personId, name, position, account_id AS accountId FROM person WHERE person_id IN (SELECT value FROM json_each(?))');
    this.#everybody = database.prepare<[], PersonInUnit>('SELECT person_id AS personId, name, position, unit_id AS unitId, account_id AS accountId, category FROM person ORDER BY name, person_id');
    this.#readers = database.prepare<[string], { accountId: string }>('SELECT account_id AS accountId FROM card_reader JOIN card USING (card_key) WHERE document_id = ?');
  }

  list(listId: string): ListRecord | null {
    const row = this.#list.get(listId);
    return row === undefined ? null : toList(row);
  }

  /** Newest first. */
  listsOfDocument(documentId: string): ListRecord[] {
    return this.#listsOfDocument.all(documentId).map(toList);
  }

  /** Lists on which one of the people stands. */
  listsOfPeople(personIds: readonly string[]): ListRecord[] {
    return this.#listsOfPeople.all(JSON.stringify(personIds)).map(toList);
  }

  /** Lists that are acknowledged with the signature of a contract (ACK-10). */
  listsWith(documentId: string): ListRecord[] {
    return this.#listsWith.all(documentId).map(toList);
  }

  /** Lists of local acts that the actor may read and that are not void. */
  listsOfLocalActs(actor: Actor): (ListRecord & { readonly act: LocalAct })[] {
    const rights = rowRightsSql(actor);
    return this.#database
      .prepare<unknown[], Record<keyof LocalAct, string | null>>(
        `SELECT acknowledgement_list.*, designation, edition, introduced_by AS introducedBy, introduced_on AS introducedOn, valid_until AS validUntil, extended_until AS extendedUntil
         FROM acknowledgement_list JOIN local_act USING (document_id) JOIN card USING (document_id) WHERE card.state <> 'void' AND ${rights.sql} ORDER BY acknowledgement_list.position`,
      )
      .all(...rights.params)
      .map((row) => ({
        ...toList(row),
        act: { designation: row.designation ?? '', edition: row.edition ?? '', introducedBy: row.introducedBy ?? '', introducedOn: row.introducedOn ?? '', validUntil: row.validUntil, extendedUntil: row.extendedUntil },
      }));
  }

  /**
   * The list with the marks that count on it, also those of other lists of the same document.
   *
   * @param among only these people; null: everybody
   */
  facts({ listId, form }: Pick<ListRecord, 'listId' | 'form'>, among: readonly string[] | null = null): ListFacts {
    const only = among === null ? null : JSON.stringify(among);
    const people = this.#people.all(listId, only, only);
    return { form, people, asked: people, marks: marksOnList(listId, this.#marks.all(listId, only, only).map(toMark)), withdrawals: this.#withdrawals.all(listId, only, only) };
  }

  /** Whether a mark or a withdrawal of this step stands there already. */
  hasStep(listId: string, stepId: string): boolean {
    return this.#steps.get(listId, stepId, listId, stepId) !== undefined;
  }

  /** Whom the account stands for in the directory of the office. */
  ownPeople(accountId: string): string[] {
    return this.#ownPeople.all(accountId).map(({ personId }) => personId);
  }

  /** Everybody of the office's directory, by name. */
  everybody(): PersonInUnit[] {
    return this.#everybody.all();
  }

  directory(personIds: readonly string[]): DirectoryPerson[] {
    return this.#directory.all(JSON.stringify(personIds));
  }

  /** Accounts that were let read the card. */
  readers(documentId: string): ReadonlySet<string> {
    return new Set(this.#readers.all(documentId).map(({ accountId }) => accountId));
  }
}

function toList(found: unknown): ListRecord {
  const row = listColumns.parse(found);
  return {
    listId: row.list_id,
    documentId: row.document_id,
    form: row.form,
    note: row.note,
    withDocumentId: row.with_document_id,
    workingDays: row.working_days,
    calendarVersion: row.calendar_version,
    sentAt: row.sent_at,
    sentBy: row.sent_by,
  };
}

function toMark(found: unknown): MarkRecord {
  const row = markColumns.parse(found);
  return {
    listId: row.list_id,
    markId: row.step_id,
    personId: row.person_id,
    way: row.way,
    on: row.marked_on,
    at: row.marked_at,
    by: row.marked_by,
    agreed: row.agreed_language === null || row.agreed_text === null ? null : { language: row.agreed_language, text: row.agreed_text },
    signature: row.signature_document_id === null || row.signature_sha256 === null ? null : { documentId: row.signature_document_id, sha256: row.signature_sha256 },
    recorded: row.recorded === null ? null : recordedAcknowledgement.parse(JSON.parse(row.recorded)),
  };
}
