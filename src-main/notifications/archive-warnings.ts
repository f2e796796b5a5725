import { type ArchiveWarning, closedBy, proofWarnedUntil } from '#shared/domain/archive-warnings.ts';
import { RENEW_DAYS } from '#shared/domain/evidence-renewal.ts';
import { instantOf } from '#shared/domain/working-zone.ts';
import { isoInstant } from '../environment.ts';
import type { DeskDatabase } from '../store/database.ts';

const YEAR = 'year/';
const USE = 'use/';
const PROOF = 'proof';
const LAST_MINUTE = 24 * 60 - 1;

/** A case of a year with documents in it that nobody has closed; what goes on into the next year's list does not count. */
const UNCLOSED = `transit = 0 AND EXISTS (SELECT 1 FROM filed_document WHERE filed_document.case_id = case_file.case_id)
  AND NOT EXISTS (SELECT 1 FROM case_closing WHERE case_closing.case_id = case_file.case_id) AND NOT EXISTS (SELECT 1 FROM destroyed_case WHERE destroyed_case.case_id = case_file.case_id)`;
/** Evidence that ends before the term of keeping does. A document that lies in no closed case is kept, no one knows for how long. */
const PROVED = `standing = 'passing' AND until IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM filed_document LEFT JOIN case_term USING (case_id) LEFT JOIN destroyed_case USING (case_id)
  WHERE filed_document.document_id = document_provable.document_id AND (case_term.ends_on <= until OR destroyed_case.case_id IS NOT NULL))`;

/** Whether a warning of the archive still calls: what it warns of is not done, or has been put off to another day. */
export function archiveWarnsSql(warning: string): string {
  const named = (prefix: string): string => `substr(${warning}.item_id, 1, ${prefix.length}) = '${prefix}'`;
  const rest = (prefix: string): string => `substr(${warning}.item_id, ${prefix.length + 1})`;
  return `((${named(USE)} AND EXISTS (SELECT 1 FROM archive_use WHERE use_id = ${rest(USE)} AND form = 'original' AND returned_on IS NULL))
    OR (${named(YEAR)} AND EXISTS (SELECT 1 FROM nomenclature JOIN case_file USING (nomenclature_id) WHERE year = CAST(${rest(YEAR)} AS INTEGER) AND ${UNCLOSED}))
    OR (${warning}.item_id = '${PROOF}' AND EXISTS (SELECT 1 FROM document_provable WHERE substr(until, 1, 10) <= substr(${warning}.due_at, 1, 10) AND ${PROVED})))`;
}

/** What calls for the archive today, one warning a matter: a year, a case that is out, the evidence that ends first. */
export function dueArchiveWarnings(database: DeskDatabase, today: string): ArchiveWarning[] {
  const years = database
    .prepare<[number], { year: number; cases: number }>(`SELECT year, count(*) AS cases FROM nomenclature JOIN case_file USING (nomenclature_id) WHERE year < ? AND ${UNCLOSED} GROUP BY year ORDER BY year`)
    .all(Number(today.slice(0, 4)))
    .filter(({ year }) => closedBy(year) < today);
  const uses = database
    .prepare<[string], { use_id: string; due_on: string; case_index: string | null; title: string | null; reader: string }>(
      "SELECT use_id, due_on, case_index, title, reader FROM archive_use LEFT JOIN case_file USING (case_id) WHERE form = 'original' AND returned_on IS NULL AND due_on < ? ORDER BY position",
    )
    .all(today);
  const renewDays = database.prepare<[], { renew_days: number }>('SELECT renew_days FROM preservation_settings').get()?.renew_days ?? RENEW_DAYS;
  const proof = database.prepare<[string], { first: string | null; documents: number }>(`SELECT min(substr(until, 1, 10)) AS first, count(*) AS documents FROM document_provable WHERE substr(until, 1, 10) <= ? AND ${PROVED}`).get(proofWarnedUntil(today, renewDays));
  return [
    ...years.map(({ year, cases }): ArchiveWarning => ({ kind: 'casesUnclosed', itemId: `${YEAR}${year}`, on: closedBy(year), detail: `${year}: ${cases}` })),
    ...uses.map(({ use_id, due_on, case_index, title, reader }): ArchiveWarning => ({ kind: 'useOverdue', itemId: `${USE}${use_id}`, on: due_on, detail: [[case_index, title].filter((part) => part !== null).join(' '), reader].join(' — ') })),
    ...(proof === undefined || proof.first === null ? [] : [{ kind: 'proofEnds' as const, itemId: PROOF, on: proof.first, detail: String(proof.documents) }]),
  ];
}

/** The end of a day of the office. */
export function endOfDay(zone: string, day: string): string {
  return isoInstant(instantOf(zone, { day, minute: LAST_MINUTE }, 'second'));
}
