import type { Inventory, InventoryLine, InventoryVolume } from '#shared/contract/inventories.ts';
import { archiveAgreesTo, INVENTORY_STATES, INVENTORY_TYPES, type InventoryNumbers, inventoryTotals, type InventoryType } from '#shared/domain/archive-inventories.ts';
import { MEDIA } from '#shared/domain/nomenclature.ts';
import { z } from 'zod';
import type { DeskDatabase } from '../../store/database.ts';

const type = z.enum(INVENTORY_TYPES);
const medium = z.enum(MEDIA);

const inventoryRow = z.object({
  inventory_id: z.string(),
  type,
  number: z.string(),
  year: z.number().int(),
  title: z.string(),
  state: z.enum(INVENTORY_STATES),
  drawn_up_by: z.string(),
  commission_number: z.string().nullable(),
  commission_date: z.string().nullable(),
  archive_number: z.string().nullable(),
  archive_date: z.string().nullable(),
  approved_by: z.string().nullable(),
  approved_on: z.string().nullable(),
});

const volumeRow = z
  .object({
    case_id: z.string(),
    volume: z.number().int(),
    case_index: z.string(),
    title: z.string(),
    first_on: z.string().nullable(),
    last_on: z.string().nullable(),
    documents: z.number().int(),
    sheets: z.number().int().nullable(),
    retention_text: z.string(),
    medium,
    note: z.string(),
  })
  .transform(({ case_id: caseId, case_index: index, first_on: from, last_on: to, retention_text: retentionText, ...rest }): InventoryVolume => ({ caseId, index, from, to, retentionText, ...rest }));
const lineRow = z.object({ number: z.number().int() });
const waitingRow = z.object({ year: z.number().int(), type, volumes: z.number().int() });

/** Closed volumes of the classes that inventories are made of; destroyed ones are gone. */
const VOLUMES = `FROM volume_note JOIN case_closing USING (case_id) JOIN case_term USING (case_id) JOIN case_file USING (case_id) JOIN nomenclature USING (nomenclature_id)
  LEFT JOIN nomenclature_section ON nomenclature_section.nomenclature_id = case_file.nomenclature_id AND nomenclature_section.section_id = case_file.section_id
  WHERE NOT EXISTS (SELECT 1 FROM destroyed_case WHERE destroyed_case.case_id = volume_note.case_id)`;
const FREE = 'NOT EXISTS (SELECT 1 FROM inventory_entry WHERE inventory_entry.case_id = volume_note.case_id AND inventory_entry.volume = volume_note.volume AND inventory_entry.inventory_id <> ?)';
const DAY_OF = (most: 'min' | 'max'): string =>
  `(SELECT ${most}(card.registration_date) FROM filed_document JOIN card USING (document_id) WHERE filed_document.case_id = volume_note.case_id AND filed_document.volume = volume_note.volume AND card.state <> 'void')`;

/** Reads inventories and what may stand in one. */
export class InventoryRecords {
  readonly #all;
  readonly #entries;
  readonly #volumes;
  readonly #waiting;
  readonly #fund;

  constructor(database: DeskDatabase) {
    this.#all = database.prepare<[]>('SELECT * FROM inventory ORDER BY drawn_up_at, inventory_id');
    this.#entries = database.prepare<[string]>('SELECT * FROM inventory_entry WHERE inventory_id = ? ORDER BY position');
    this.#volumes = database.prepare<[string, string, string]>(
      `SELECT volume_note.*, case_file.case_index, case_file.title, case_file.retention_text, case_file.medium, case_file.note, ${DAY_OF('min')} AS first_on, ${DAY_OF('max')} AS last_on
      ${VOLUMES} AND case_term.period_class = ? AND substr(case_closing.finished_on, 1, 4) = ? AND ${FREE}
      ORDER BY nomenclature.year, nomenclature_section.section_index, case_file.case_index, volume_note.case_id, volume_note.volume`,
    );
    this.#waiting = database.prepare<[string]>(
      `SELECT CAST(substr(case_closing.finished_on, 1, 4) AS INTEGER) AS year, case_term.period_class AS type, count(*) AS volumes ${VOLUMES}
      AND case_term.period_class IN (${INVENTORY_TYPES.map((one) => `'${one}'`).join(', ')}) AND ${FREE} GROUP BY 1, 2 ORDER BY 1 DESC, 2`,
    );
    this.#fund = database.prepare<[], { archival_fund: number }>('SELECT archival_fund FROM archive_settings');
  }

  /** Whether the office creates documents of the archival fund; null: it has not said. */
  archivalFund(): boolean | null {
    const row = this.#fund.get();
    return row === undefined ? null : row.archival_fund === 1;
  }

  /** In the order in which they were drawn up. */
  all(archivalFund: boolean): Inventory[] {
    return this.#all.all().map((found) => {
      const row = inventoryRow.parse(found);
      const entries = this.entries(row.inventory_id);
      const agreed = (number: string | null, date: string | null) => (number === null || date === null ? null : { number, date });
      return {
        inventoryId: row.inventory_id,
        type: row.type,
        number: row.number,
        year: row.year,
        title: row.title,
        state: row.state,
        commission: agreed(row.commission_number, row.commission_date),
        archive: agreed(row.archive_number, row.archive_date),
        approved: row.approved_by === null || row.approved_on === null ? null : { by: row.approved_by, on: row.approved_on },
        archiveAsked: archiveAgreesTo(row.type, archivalFund),
        drawnUpBy: row.drawn_up_by,
        first: entries[0]?.number ?? null,
        last: entries.at(-1)?.number ?? null,
        totals: inventoryTotals(entries),
      };
    });
  }

  entries(inventoryId: string): InventoryLine[] {
    return this.#entries.all(inventoryId).map((row) => ({ ...volumeRow.parse(row), ...lineRow.parse(row) }));
  }

  /** Numbers of all inventories of a type, in the order in which they were drawn up. */
  numbersOf(wanted: InventoryType): InventoryNumbers[] {
    return this.all(false).filter((one) => one.type === wanted);
  }

  /** What an inventory may name. @param inventoryId the draft itself, whose volumes are free to it; null: a new one */
  volumes(wanted: InventoryType, year: number, inventoryId: string | null): InventoryVolume[] {
    return this.#volumes.all(wanted, String(year), inventoryId ?? '').map((row) => volumeRow.parse(row));
  }

  waiting(): z.output<typeof waitingRow>[] {
    return this.#waiting.all('').map((row) => waitingRow.parse(row));
  }
}
