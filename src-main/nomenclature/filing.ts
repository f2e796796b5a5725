import { Refusal } from '#shared/contract/errors.ts';
import type { MethodCheckedInput, MethodOutput } from '#shared/contract/index.ts';
import type { NomenclatureCase } from '#shared/contract/nomenclature.ts';
import type { Card } from '#shared/contract/registration.ts';
import { type FiledCard, filingPoints, suggestedFiling } from '#shared/domain/filing.ts';
import { nomenclatureFor } from '#shared/domain/nomenclature.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { MAIN_STREAM, operationActor } from '#shared/sync/operation.ts';
import type { Store } from '../store/store.ts';
import type { NomenclatureRecords } from './nomenclature-records.ts';

export interface FilingOptions {
  readonly store: Store;
  readonly records: NomenclatureRecords;
  /** The card, if the person may read it. @throws Refusal */
  readonly readable: (documentId: string, actor: Actor) => Card;
  readonly streamOf: (card: Card) => string;
  /** Holds over the document that do not name the case yet. */
  readonly holdsWithoutCase: (documentId: string, caseId: string) => readonly string[];
}

interface FiledRow {
  readonly case_id: string;
  readonly volume: number;
  readonly filed_at: string;
  readonly filed_by: string;
}

/** Executed documents go into cases (NOM-01), and what a case lacks before it is closed (NOM-05). */
export class Filing {
  readonly #options: FilingOptions;

  constructor(options: FilingOptions) {
    this.#options = options;
  }

  /** Files the document into a volume of its case; filed again, it moves and the history says from where. */
  file({ documentId, caseId, volume }: MethodCheckedInput<'nomenclature.fileDocument'>, actor: Actor, today: string): MethodOutput<'nomenclature.fileDocument'> {
    const { store, records, readable, streamOf } = this.#options;
    return store.commit((transaction) => {
      const card = readable(documentId, actor);
      if (card.state === 'void') throw new Refusal('refused', 'error.cardVoid', { index: card.registrationIndex });
      const found = records.caseById(caseId);
      if (found === null) throw new Refusal('not-found', 'error.caseNotFound');
      const nomenclature = records.year(found.nomenclatureId);
      if (nomenclature === null || (nomenclature.state !== 'in-use' && nomenclature.state !== 'summarised')) throw new Refusal('refused', 'error.nomenclatureNotInUse', { year: String(nomenclature?.year ?? today.slice(0, 4)) });
      demandOpen(found.entry);
      const before = this.#row(documentId);
      const left = before === undefined ? null : records.caseById(before.case_id);
      if (left !== null) demandOpen(left.entry);
      // A case without a period has no destiny: nothing goes into it (C.8).
      if (found.entry.retention === null) throw new Refusal('refused', 'error.caseWithoutRetention', { index: found.entry.index });
      if (!records.volumesOf(found.entry).includes(volume)) throw new Refusal('refused', 'error.volumeNotFound', { index: found.entry.index, volume: String(volume) });
      if (before?.case_id === caseId && before.volume === volume) return { caseId, volume };
      const shown = (row: FiledRow | undefined): string | null => (row === undefined ? null : `${records.caseById(row.case_id)?.entry.index ?? row.case_id}, ${row.volume}`);
      transaction.append({
        kind: 'document.filed',
        entity: documentId,
        stream: streamOf(card),
        actor: operationActor(actor),
        basedOn: store.log.lastOfEntity(documentId),
        payload: { documentId, caseId, volume },
        changes: [{ field: 'nomenclature.filed', before: shown(before), after: `${found.entry.index}, ${volume}` }, ...(card.caseId === caseId ? [] : [{ field: 'caseId', before: card.caseId, after: caseId }])],
      });
      for (const holdId of this.#options.holdsWithoutCase(documentId, caseId)) {
        transaction.append({ kind: 'hold.casesAdded', entity: holdId, stream: MAIN_STREAM, actor: operationActor(actor), payload: { holdId, caseIds: [caseId] } });
      }
      return { caseId, volume };
    });
  }

  of(documentId: string, actor: Actor): MethodOutput<'nomenclature.filing'> {
    const { records, readable } = this.#options;
    const card = readable(documentId, actor);
    const row = this.#row(documentId);
    const found = row === undefined ? null : records.caseById(row.case_id);
    const own = card.caseId === null ? null : records.caseById(card.caseId);
    // The case of the card's own year; a card without one is offered the list that held on its day.
    const nomenclatureId = own?.nomenclatureId ?? nomenclatureFor(records.years(), card.registrationDate)?.entry.nomenclatureId ?? null;
    const sections = nomenclatureId === null ? [] : records.sections(nomenclatureId);
    const listed = nomenclatureId === null ? [] : records.cases(nomenclatureId);
    // Closed cases take nothing; the one in which the document lies is still named.
    const cases = listed.filter(({ caseId, closedOn }) => closedOn === null || caseId === row?.case_id);
    const toChoose = cases.filter(({ closedOn }) => closedOn === null).map((entry) => ({ caseId: entry.caseId, index: entry.index, volumes: entry.volumes, sectionIndex: sections.find(({ sectionId }) => sectionId === entry.sectionId)?.index ?? '' }));
    return {
      suggested: row === undefined ? suggestedFiling({ cases: toChoose, caseId: card.caseId, registrationIndex: card.registrationIndex, usualOfKind: this.#usualCaseOf(card.kindId), unitIndex: this.#unitIndex(card.unitId) }) : null,
      closed: found !== null && found.entry.closedOn !== null,
      caseId: card.caseId,
      filed: row === undefined || found === null ? null : { caseId: row.case_id, index: found.entry.index, title: found.entry.title, year: records.year(found.nomenclatureId)?.year ?? 0, volume: row.volume, at: row.filed_at, by: row.filed_by },
      cases: cases.map((entry) => ({ caseId: entry.caseId, index: entry.index, title: entry.title, volumes: records.volumesOf(entry).length })),
    };
  }

  check(caseId: string): { code: string; about: string }[] {
    const { store, records } = this.#options;
    const found = records.caseById(caseId);
    if (found === null) throw new Refusal('not-found', 'error.caseNotFound');
    const cards = store.database
      .prepare<[string], FiledCard>(
        `SELECT registration_index AS registrationIndex, card.case_id AS caseId, CASE WHEN filed_document.case_id = card.case_id THEN volume END AS volume, sheets,
           (SELECT count(*) FROM card_file WHERE card_file.document_id = card.document_id) AS files
         FROM card LEFT JOIN filed_document USING (document_id) WHERE card.case_id = ? AND card.state <> 'void' ORDER BY registration_date, registration_number`,
      )
      .all(caseId);
    return filingPoints({ caseId, index: found.entry.index, retention: found.entry.retention, volumes: records.volumesOf(found.entry) }, cards);
  }

  /** Index of the case into which most documents of the kind were filed, of whatever year: indexes stay from year to year. */
  #usualCaseOf(kindId: string): string | null {
    const usual = this.#options.store.database
      .prepare<[string], { index: string }>('SELECT case_index AS "index" FROM filed_document JOIN card USING (document_id) JOIN case_file ON case_file.case_id = filed_document.case_id WHERE kind_id = ? GROUP BY case_index ORDER BY count(*) DESC, max(filed_at) DESC LIMIT 1')
      .get(kindId);
    return usual?.index ?? null;
  }

  #unitIndex(unitId: string | null): string | null {
    if (unitId === null) return null;
    return this.#options.store.database.prepare<[string], { index: string }>('SELECT unit_index AS "index" FROM unit WHERE unit_id = ?').get(unitId)?.index ?? null;
  }

  #row(documentId: string): FiledRow | undefined {
    return this.#options.store.database.prepare<[string], FiledRow>('SELECT case_id, volume, filed_at, filed_by FROM filed_document WHERE document_id = ?').get(documentId);
  }
}

/** What is closed stays as its certifying note says: nothing is put into it, and nothing taken out (C.7.1). @throws Refusal */
function demandOpen({ index, closedOn }: Pick<NomenclatureCase, 'index' | 'closedOn'>): void {
  if (closedOn !== null) throw new Refusal('refused', 'error.caseIsClosed', { index });
}
