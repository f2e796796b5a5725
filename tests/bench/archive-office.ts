import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { INVENTORY_TYPES } from '#shared/domain/archive-inventories.ts';
import type { Retention } from '#shared/domain/retention.ts';
import { retentionTermOf } from '#shared/domain/retention-terms.ts';
import { type DeskDatabase, inTransaction } from '../../src-main/store/database.ts';
import { generateOffice } from '../support/office-generator/generate-office.ts';
import { NO_JOBS, openPlainDesk } from '../support/plain-desk.ts';
import type { GeneratedStore } from './store-office.ts';

export const ARCHIVE_CASES = 50_000;
export const DOCUMENTS_OF_CASE = 20;
/** Years of the closed nomenclatures. */
export const ARCHIVE_YEARS = { first: 2006, last: 2025 } as const;

const SECTIONS = 25;
/** Cards that the generator makes itself, with accounts, journals and kinds; the archive is laid beside them. */
const OWN_CARDS = 100;
/** One case, and one document, of so many is held. */
const HELD_CASE = 97;
const HELD_DOCUMENT = 5000;

const PERIODS: readonly Retention[] = [
  { period: 'years', years: 5, event: null, article: '82', expertMark: true },
  { period: 'years', years: 3, event: null, article: '122', expertMark: false },
  { period: 'years', years: 5, event: null, article: '44', expertMark: false },
  { period: 'permanent', years: null, event: null, article: '16', expertMark: false },
  { period: 'years', years: 15, event: null, article: '35', expertMark: true },
  { period: 'personnel', years: 75, event: null, article: '17', expertMark: false },
  { period: 'event', years: 3, event: 'шарттың аяқталуы', article: '330', expertMark: false },
];

/**
 * An office with a million documents in 50,000 closed cases of twenty years: terms as the rule gives them, some cases
 * and documents held, some with the mark of the expert commission and half of those appraised, inventories approved up
 * to the last year but one. The rows are written beside the log: it is their number that is measured. BENCH_STORE keeps
 * the office for the next run.
 */
export async function archiveStore(): Promise<GeneratedStore> {
  const kept = process.env['BENCH_STORE'];
  const root = kept ?? mkdtempSync(path.join(tmpdir(), 'chancery-bench-'));
  mkdirSync(root, { recursive: true });
  const folder = path.join(root, `archive-${ARCHIVE_CASES}`);
  if (!existsSync(folder)) {
    const started = Date.now();
    const unfinished = `${folder}.unfinished`;
    rmSync(unfinished, { recursive: true, force: true });
    await generateOffice({ dataDirectory: unfinished, cards: OWN_CARDS });
    const desk = await openPlainDesk({ dataDirectory: unfinished, jobs: NO_JOBS });
    fillArchive(desk.rooms.store.database);
    await desk.close();
    renameSync(unfinished, folder);
    process.stderr.write(`chancery: ${ARCHIVE_CASES} cases with ${ARCHIVE_CASES * DOCUMENTS_OF_CASE} documents in ${Math.round((Date.now() - started) / 1000)} s\n`);
  }
  return { folder, cards: ARCHIVE_CASES * DOCUMENTS_OF_CASE, remove: () => (kept === undefined ? rmSync(root, { recursive: true, force: true }) : undefined) };
}

function fillArchive(database: DeskDatabase): void {
  inTransaction(database, () => {
    fillCases(database);
    fillDocuments(database);
    fillHolds(database);
    fillInventories(database);
  });
  database.exec('ANALYZE');
}

function fillCases(database: DeskDatabase): void {
  const years = ARCHIVE_YEARS.last - ARCHIVE_YEARS.first + 1;
  const nomenclature = database.prepare("INSERT INTO nomenclature (nomenclature_id, year, state, initial) VALUES (?, ?, 'summarised', 0)");
  const section = database.prepare('INSERT INTO nomenclature_section (section_id, nomenclature_id, section_index, title) VALUES (?, ?, ?, ?)');
  const caseFile = database.prepare("INSERT INTO case_file (case_id, nomenclature_id, section_id, case_index, title, retention, retention_text, medium, note, transit, discontinued, carried_volumes) VALUES (?, ?, ?, ?, ?, ?, ?, 'mixed', '', 0, 0, 0)");
  const closing = database.prepare("INSERT INTO case_closing (case_id, closed_with, finished_on, closed_on, closed_by, term_rule, pack_version, certifier_name, certifier_position, closing_place, closing_desk) VALUES (?, ?, ?, ?, '', 'january-after', 'bench', 'А. Қиялбеков', 'Мұрағатшы', 1, '')");
  const note = database.prepare('INSERT INTO volume_note (case_id, volume, documents, files, sheets) VALUES (?, 1, ?, ?, 120)');
  const term = database.prepare('INSERT INTO case_term (case_id, period_class, starts_on, ends_on, destroyable_from, reason) VALUES (?, ?, ?, ?, ?, ?)');
  const appraised = database.prepare("INSERT INTO appraised_case (case_id, protocol_id, decision) VALUES (?, 'bench-protocol', 'destroy')");
  database.prepare("INSERT INTO appraisal (protocol_id, number, date, members, recorded_at, recorded_by) VALUES ('bench-protocol', '1', '2026-01-12', '[]', '2026-01-12T08:00:00.000Z', '')").run();
  for (let year = ARCHIVE_YEARS.first; year <= ARCHIVE_YEARS.last; year += 1) {
    const nomenclatureId = `bench-${year}`;
    nomenclature.run(nomenclatureId, year);
    for (let at = 1; at <= SECTIONS; at += 1) section.run(`s${at}`, nomenclatureId, two(at), `Бөлім ${at}`);
    for (let at = 0; at < ARCHIVE_CASES / years; at += 1) {
      const caseId = `bench-${year}-${at}`;
      const sectionAt = 1 + (at % SECTIONS);
      const retention = PERIODS[at % PERIODS.length];
      if (retention === undefined) throw new Error('no period');
      const finishedOn = `${year}-12-${two(1 + (at % 28))}`;
      caseFile.run(caseId, nomenclatureId, `s${sectionAt}`, `${two(sectionAt)}-${String(1 + Math.floor(at / SECTIONS)).padStart(3, '0')}`, `Іс ${at}`, JSON.stringify(retention), retention.period);
      closing.run(caseId, caseId, finishedOn, `${year + 1}-01-20`);
      note.run(caseId, DOCUMENTS_OF_CASE, DOCUMENTS_OF_CASE);
      const { periodClass, startsOn, endsOn, destroyableFrom, reason } = retentionTermOf({ retention, finishedOn, eventOn: null, start: 'january-after' });
      term.run(caseId, periodClass, startsOn, endsOn, destroyableFrom, reason);
      if (retention.expertMark && at % 2 === 0) appraised.run(caseId);
    }
  }
}

function fillDocuments(database: DeskDatabase): void {
  // Ids of documents are UUIDs wherever the contract names one.
  const id = (head: string): string => `printf('${head}-0000-7000-8000-%012x', made.rowid * ${DOCUMENTS_OF_CASE} + n)`;
  database.exec(`
    CREATE TEMP TABLE made AS SELECT case_id, year, case_index FROM case_file JOIN nomenclature USING (nomenclature_id) WHERE nomenclature_id LIKE 'bench-%';
    CREATE TEMP TABLE sequence (n INTEGER PRIMARY KEY);
    WITH RECURSIVE one (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM one WHERE n < ${DOCUMENTS_OF_CASE - 1}) INSERT INTO sequence SELECT n FROM one;
    INSERT INTO card (document_id, request_id, direction, journal_id, kind_id, subject, case_id, restricted, medium, distribution_barred, registration_index, registration_number, registration_year, registration_date, registered_at, registered_by, registered_by_name, registered_desk, state)
      SELECT ${id('019d0000')}, ${id('019e0000')}, 'incoming', 'bench', 'bench', 'Құжат', case_id, 0, 'electronic', 0, case_index || '/' || n, n, year, year || '-06-01', year || '-06-01T08:00:00.000Z', 'bench', '', '1', 'registered'
      FROM made JOIN sequence;
    INSERT INTO filed_document (document_id, case_id, volume, filed_at, filed_by)
      SELECT document_id, case_id, 1, registered_at, '' FROM card WHERE journal_id = 'bench';
    DROP TABLE made;
    DROP TABLE sequence;
  `);
}

function fillHolds(database: DeskDatabase): void {
  database.exec(`
    INSERT INTO hold (position, hold_id, ground, reason, placed_at, placed_by)
      SELECT 1000000000 + rowid, printf('019f0000-0000-7000-8000-%012x', rowid), 'court', 'Іс', '2026-03-02T08:00:00.000Z', ''
      FROM card WHERE journal_id = 'bench' AND card_key % ${HELD_DOCUMENT} = 0;
    INSERT INTO held_document (document_id, hold_id)
      SELECT document_id, printf('019f0000-0000-7000-8000-%012x', rowid) FROM card WHERE journal_id = 'bench' AND card_key % ${HELD_DOCUMENT} = 0;
    INSERT INTO held_case (case_id, hold_id)
      SELECT case_id, (SELECT hold_id FROM hold LIMIT 1) FROM case_file WHERE nomenclature_id LIKE 'bench-%' AND rowid % ${HELD_CASE} = 0;
    INSERT INTO hold_subject (hold_id, kind, subject_id) SELECT hold_id, 'document', document_id FROM held_document;
    INSERT INTO hold_subject (hold_id, kind, subject_id) SELECT hold_id, 'case', case_id FROM held_case;
  `);
}

/** Of the newest year nothing is in an inventory yet: its cases may not go. */
function fillInventories(database: DeskDatabase): void {
  const inventory = database.prepare("INSERT INTO inventory (inventory_id, type, number, year, title, state, drawn_up_at, drawn_up_by, commission_number, commission_date, archive_number, archive_date, approved_by, approved_on) VALUES (?, ?, ?, ?, '', 'approved', ?, '', '1', ?, '1', ?, 'Ректор', ?)");
  const entries = database.prepare(
    `INSERT INTO inventory_entry (inventory_id, position, number, case_id, volume, case_index, title, documents, sheets, retention_text, medium, note)
     SELECT ?, row_number() OVER (ORDER BY case_index) - 1, row_number() OVER (ORDER BY case_index), case_id, 1, case_index, title, ${DOCUMENTS_OF_CASE}, 120, retention_text, medium, '' FROM case_file JOIN case_term USING (case_id) WHERE nomenclature_id = ? AND period_class = ?`,
  );
  for (let year = ARCHIVE_YEARS.first; year < ARCHIVE_YEARS.last; year += 1) {
    for (const [at, type] of INVENTORY_TYPES.entries()) {
      const inventoryId = `bench-inventory-${year}-${type}`;
      const on = `${year + 1}-06-01`;
      inventory.run(inventoryId, type, String(at + 1), year, `${on}T08:00:00.000Z`, on, on, on);
      entries.run(inventoryId, `bench-${year}`, type);
    }
  }
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
