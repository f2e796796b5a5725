import type { DocumentFile } from '#shared/domain/registration-card.ts';
import { z } from 'zod';
import type { PlacedOperation } from '../operation-log.ts';
import type { RowWriter } from './project.ts';
import type { TableStatements } from './tables/define.ts';

/**
 * Documents that go by steps: each step is kept in the order of the log, also one that came out of its turn, and a pure
 * machine of the domain says which of them count. A table of steps a sort of document.
 */
export const STEP_TABLES = ['contract_event', 'application_event'] as const;
export type StepTable = (typeof STEP_TABLES)[number];

/** Columns of a step as its reader wants them. */
export const STEP_COLUMNS = ['step_id', 'position', 'what', 'facts', 'happened_at', 'happened_by'] as const;

/** Statements that make a table of steps; `facts` is JSON of the step's kind. */
export function stepTable(name: StepTable): TableStatements {
  return ({ table, index }) => `
  CREATE TABLE ${table} (
    step_id TEXT PRIMARY KEY, position INTEGER NOT NULL, document_id TEXT NOT NULL, what TEXT NOT NULL, facts TEXT NOT NULL,
    happened_at TEXT NOT NULL, happened_by TEXT NOT NULL
  ) STRICT;
  CREATE INDEX ${index(`${name}_by_document`)} ON ${table} (document_id, position);
  `;
}

/** Reads a row of one kind of step as the event that the rules see. */
export function stepRow<What extends string, Facts extends z.ZodObject>(what: What, facts: Facts) {
  return z
    .object({ step_id: z.string(), happened_at: z.string(), happened_by: z.string(), what: z.literal(what), facts: z.string() })
    .transform((row) => ({ what, stepId: row.step_id, at: row.happened_at, by: row.happened_by, ...facts.parse(JSON.parse(row.facts)) }));
}

interface Step {
  readonly documentId: string;
  readonly stepId: string;
}

/** Keeps a step. @returns whether it was kept: the same step from another window, or of a person who is allowed no more, is left to the log */
export function keepStep(rows: RowWriter, table: StepTable, { documentId, stepId }: Step, what: string, facts: object, operation: PlacedOperation): boolean {
  if (rows.count(table, { step_id: stepId }) > 0 || operation.note.actorWithdrawn === true) return false;
  rows.insert(table, { step_id: stepId, position: operation.place, document_id: documentId, what, facts: JSON.stringify(facts), happened_at: operation.at, happened_by: operation.actor?.name ?? '' });
  return true;
}

/** Steps of a document in the order of the log. */
export function stepsOf(rows: RowWriter, table: StepTable, documentId: string): Readonly<Record<string, unknown>>[] {
  return rows.list(table, STEP_COLUMNS, { document_id: documentId }).toSorted((one, other) => Number(one['position']) - Number(other['position']));
}

/** A file that came with a step joins the document, whatever the step is worth; a file of the document is not doubled. */
export function joinFile(rows: RowWriter, documentId: string, file: DocumentFile): void {
  if (rows.count('card_file', { document_id: documentId, sha256: file.sha256 }) > 0) return;
  const places = rows.list('card_file', ['position'], { document_id: documentId }).map(({ position }) => Number(position));
  rows.insert('card_file', { document_id: documentId, position: Math.max(-1, ...places) + 1, sha256: file.sha256, file_name: file.fileName, size: file.size, media_type: file.mediaType, role: file.role });
}
