import type { Statement } from 'better-sqlite3';
import { ZodError } from 'zod';
import { isOperationKind, OPERATION_VERSIONS } from '#shared/sync/operation-kinds.ts';
import type { DeskDatabase } from '../database.ts';
import type { Bar, LoggedOperation } from '../operation-log.ts';
import { AgainstArchiveRules } from './archive-rules.ts';
import { NotEntitled } from './entitlement.ts';
import { project, type RowWriter } from './project.ts';
import { projectors } from './projectors.ts';
import { projectRefusedByTables, projectRejected } from './projectors/conflicts.ts';
import { ContentSigned } from './signed-contents.ts';

/** Whether this program can read the operation; one of a newer program is kept as it came. */
export function isKnownOperation({ kind, v }: Pick<LoggedOperation, 'kind' | 'v'>): boolean {
  return isOperationKind(kind) && v <= OPERATION_VERSIONS[kind];
}

/**
 * Gives an operation its effect in the tables, as every desk does that has it in this place.
 *
 * @returns why it has none; null: it has. What the tables do not take ("contradictory") has none at any desk: the same
 * tables refuse the same operation everywhere. Where it was not for its maker to do, or came after a signature, people are told.
 * @throws whatever is the fault of this desk and not of the operation, such as a full disk
 */
export function applyOperation(database: DeskDatabase, rows: RowWriter, operation: LoggedOperation): Exclude<Bar, 'stale'> | null {
  if (operation.state === 'rejected') {
    projectRejected(rows, operation);
    return null;
  }
  if (!isKnownOperation(operation)) return 'unknown';
  const savepoint = savepointOf(database);
  savepoint.begin.run();
  try {
    project(projectors, rows, operation);
    savepoint.release.run();
    return null;
  } catch (error) {
    savepoint.undo.run();
    savepoint.release.run();
    const refused = error instanceof NotEntitled || error instanceof AgainstArchiveRules ? error.reason : error instanceof ContentSigned ? 'contentSigned' : null;
    if (refused !== null) {
      projectRefusedByTables(rows, operation, refused);
      return 'contradictory';
    }
    if (isContradiction(error)) return 'contradictory';
    throw error;
  }
}

/** Compiled once for each database: a page of the server has hundreds of operations. */
const savepoints = new WeakMap<DeskDatabase, Record<'begin' | 'release' | 'undo', Statement>>();

function savepointOf(database: DeskDatabase): Record<'begin' | 'release' | 'undo', Statement> {
  const known = savepoints.get(database);
  if (known !== undefined) return known;
  const made = { begin: database.prepare('SAVEPOINT operation'), release: database.prepare('RELEASE operation'), undo: database.prepare('ROLLBACK TO operation') };
  savepoints.set(database, made);
  return made;
}

function isContradiction(error: unknown): boolean {
  if (error instanceof ZodError) return true;
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('SQLITE_CONSTRAINT');
}
