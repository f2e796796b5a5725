import { type DoomedFile, doomedFiles } from '#shared/sync/doomed-files.ts';
import { ownerOfFiles } from '#shared/sync/file-owners.ts';
import { filesNamedBy, KINDS_WITH_FILES } from '#shared/sync/named-files.ts';
import { type OperationKind, readPayload } from '#shared/sync/operation-kinds.ts';
import type { LoggedOperation } from '../../store/operation-log.ts';
import type { Store } from '../../store/store.ts';
import { DoomedOwners } from './doomed-owners.ts';
import type { DestroyedDocument } from './erasure-records.ts';

/** Operations that came after one arrival up to another. */
export interface Arrivals {
  readonly after: number;
  readonly through: number;
}

/** Operations that are read at once; people work between two pieces. */
const PIECE = 2_000;

/**
 * The files of destroyed documents, and which of them nobody else keeps here. An operation that was refused keeps its files
 * like any other.
 *
 * @param after arrival after which the files of destroyed documents are looked for
 */
export async function filesToErase(store: Store, owners: DoomedOwners, { after, through }: Arrivals): Promise<DoomedFile[]> {
  return doomedFiles({
    actOf: (owner) => owners.actOf(owner),
    among: (take) => readLog(store, KINDS_WITH_FILES, { after, through }, take),
    all: (take) => readLog(store, KINDS_WITH_FILES, { after: 0, through }, take),
  });
}

/** Destroyed files that something which stays has named since: another letter brought the same bytes. */
export async function filesNamedAgain(store: Store, owners: DoomedOwners, arrivals: Arrivals): Promise<string[]> {
  const again = new Set<string>();
  await readLog(store, KINDS_WITH_FILES, arrivals, ({ kind, v, payload }) => {
    const owner = ownerOfFiles(kind, v, payload);
    if (owner !== null && owners.actOf(owner) !== null) return;
    for (const { sha256 } of filesNamedBy(kind, v, payload)) if (store.erased.has(sha256)) again.add(sha256);
  });
  return [...again];
}

export async function ownersOf(store: Store, documents: readonly DestroyedDocument[], through: number): Promise<DoomedOwners> {
  return new DoomedOwners(store.database, new Map(documents.map(({ documentId, actId }) => [documentId, actId])), await joinedLetters(store, through));
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

async function readLog(store: Store, kinds: readonly OperationKind[], { after, through }: Arrivals, take: (operation: LoggedOperation) => void): Promise<void> {
  for (let from = after; from < through; from += PIECE) {
    for (const operation of store.log.readKinds(kinds, from, Math.min(from + PIECE, through))) take(operation);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
