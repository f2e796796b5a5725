import type { MethodCheckedInput, MethodOutput } from '#shared/contract/index.ts';
import { INVENTORY_TYPES } from '#shared/domain/archive-inventories.ts';
import { foldText } from '#shared/domain/search-folding.ts';
import { z } from 'zod';
import { KeptFolding } from '../../search/kept-folding.ts';
import type { DeskDatabase } from '../../store/database.ts';
import { CLOSED } from './closed-cases.ts';

type Choices = MethodOutput<'packages.choices'>;
type Choice = Choices['cases'][number];

/** What packages may be made of, found by the words of a case while somebody types. */
export class PackageChoices {
  readonly #folding = new KeptFolding();
  readonly #statements;

  constructor(database: DeskDatabase) {
    this.#statements = {
      closed: database.prepare<[], Omit<Choice, 'documents'>>(
        `SELECT case_file.case_id AS caseId, case_index AS "index", case_file.title AS title, year, closed_on AS closedOn
         FROM case_closing JOIN case_file USING (case_id) JOIN nomenclature USING (nomenclature_id) WHERE ${CLOSED} ORDER BY year DESC, case_index, case_file.case_id`,
      ),
      documents: database.prepare<[string], number>("SELECT count(*) FROM card WHERE card.state <> 'void' AND card.case_id IN (SELECT case_id FROM case_closing WHERE closed_with = ?)").pluck(),
      inventories: database.prepare<[], { inventory_id: string; type: string; number: string; year: number; title: string }>('SELECT * FROM inventory ORDER BY year DESC, number'),
      listed: database.prepare<[string], { case_id: string }>(
        `SELECT DISTINCT case_closing.closed_with AS case_id FROM inventory_entry JOIN case_closing USING (case_id) WHERE inventory_id = ? AND case_closing.closed_with NOT IN (SELECT case_id FROM destroyed_case) ORDER BY position`,
      ),
    };
  }

  choices({ text, from, count }: MethodCheckedInput<'packages.choices'>): Choices {
    const { closed, documents, inventories, listed } = this.#statements;
    const cases = closed.all();
    const wanted = text.split(/\s+/u).map(foldText).filter((piece) => piece !== '');
    const found = wanted.length === 0 ? cases : cases.filter(({ index, title, year }) => wanted.every((piece) => this.#folding.of(`${index} ${title} ${year}`).includes(piece)));
    return {
      total: cases.length,
      found: found.length,
      cases: found.slice(from, from + count).map((one) => ({ ...one, documents: documents.get(one.caseId) ?? 0 })),
      inventories: inventories.all().map((row) => ({ inventoryId: row.inventory_id, type: z.enum(INVENTORY_TYPES).parse(row.type), number: row.number, year: row.year, title: row.title, caseIds: listed.all(row.inventory_id).map(({ case_id: caseId }) => caseId) })),
    };
  }
}
