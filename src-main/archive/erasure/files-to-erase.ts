import { ownerOfFiles } from '#shared/sync/file-owners.ts';
import { filesNamedBy, KINDS_WITH_FILES } from '#shared/sync/named-files.ts';
import { readPayload } from '#shared/sync/operation-kinds.ts';
import type { OperationKind } from '#shared/sync/operation-kinds.ts';
import type { LoggedOperation } from '../../store/operation-log.ts';
import type { Store } from '../../store/store.ts';
import type { DestroyedDocument } from './erasure-records.ts';
import { DoomedOwners } from './doomed-owners.ts';

/** Operations that are read at once, and the rest between two pieces: people work meanwhile. */
const PIECE = 2_000;

export interface FoundFile {
  readonly sha256: string;
  readonly actId: string;
  /** Something that stays names the same bytes. */
  readonly kept: boolean;
}

/**
 * The files of destroyed documents, and which of them nobody else keeps. The log is asked and not the tables: it names also
 * what a scan or an arrangement of a letter has replaced, whose bytes lie here as well. An operation that was refused keeps
 * its files like any other.
 *
 * @param after arrival after which the files of destroyed documents are looked for
 */
export async function filesToErase(store: Store, documents: readonly DestroyedDocument[], { after, through }: { readonly after: number; readonly through: number }): Promise<FoundFile[]> {
  const owners = new DoomedOwners(store.database, new Map(documents.map(({ documentId, actId }) => [documentId, actId])), await joinedLetters(store, through));
  const found = new Map<string, string>();
  await readLog(store, KINDS_WITH_FILES, { after, through }, (operation) => {
    const actId = actOf(owners, operation);
    if (actId !== null) for (const sha256 of named(operation)) found.set(sha256, actId);
  });
  if (found.size === 0) return [];
  const kept = new Set<string>();
  await readLog(store, KINDS_WITH_FILES, { after: 0, through }, (operation) => {
    for (const sha256 of named(operation)) if (found.has(sha256) && !kept.has(sha256) && actOf(owners, operation) === null) kept.add(sha256);
  });
  return [...found].map(([sha256, actId]) => ({ sha256, actId, kept: kept.has(sha256) }));
}

async function joinedLetters(store: Store, through: number): Promise<Map<string, string>> {
  const joined = new Map<string, string>();
  await readLog(store, ['letter.joined'], { after: 0, through }, ({ kind, v, payload, barred, state }) => {
    if (kind !== 'letter.joined' || barred !== null || state === 'rejected') return;
    const { letterId, intoLetterId } = readPayload(kind, v, payload);
    joined.set(letterId, intoLetterId);
  });
  return joined;
}

async function readLog(store: Store, kinds: readonly OperationKind[], { after, through }: { readonly after: number; readonly through: number }, take: (operation: LoggedOperation) => void): Promise<void> {
  for (let from = after; from < through; from += PIECE) {
    for (const operation of store.log.readKinds(kinds, from, Math.min(from + PIECE, through))) take(operation);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function named({ kind, v, payload }: LoggedOperation): string[] {
  return filesNamedBy(kind, v, payload).map(({ sha256 }) => sha256);
}

function actOf(owners: DoomedOwners, { kind, v, payload }: LoggedOperation): string | null {
  const owner = ownerOfFiles(kind, v, payload);
  return owner === null ? null : owners.actOf(owner);
}
