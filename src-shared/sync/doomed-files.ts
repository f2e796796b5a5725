import { type FileOwner, ownerOfFiles } from './file-owners.ts';
import { filesNamedBy } from './named-files.ts';
import type { Operation } from './operation.ts';

type Naming = Pick<Operation, 'kind' | 'v' | 'payload'>;
/** Hands over operations of the kinds that name files, in any order; may be asked several times. */
type ReadNamings = (take: (operation: Naming) => void) => Promise<void>;

export interface DoomedFile {
  readonly sha256: string;
  readonly actId: string;
  /** Something that stays names the same bytes. */
  readonly kept: boolean;
}

export interface DoomedFilesQuestion {
  /** The act with which the files of an owner go; null: they stay. */
  readonly actOf: (owner: FileOwner) => string | null;
  /** Operations among which files of destroyed documents are looked for. */
  readonly among: ReadNamings;
  /** All operations: each may keep a file. */
  readonly all: ReadNamings;
}

/**
 * Files of destroyed documents, and which of them nobody else keeps; the one rule of desk and server (C.7.6). The log is
 * asked and not tables: it names also what a scan or an arrangement of a letter has replaced.
 */
export async function doomedFiles({ actOf, among, all }: DoomedFilesQuestion): Promise<DoomedFile[]> {
  const found = new Map<string, string>();
  await among((operation) => {
    const actId = actOfNaming(operation, actOf);
    if (actId !== null) for (const { sha256 } of filesNamedBy(operation.kind, operation.v, operation.payload)) found.set(sha256, actId);
  });
  if (found.size === 0) return [];
  const kept = new Set<string>();
  await all((operation) => {
    for (const { sha256 } of filesNamedBy(operation.kind, operation.v, operation.payload)) if (found.has(sha256) && !kept.has(sha256) && actOfNaming(operation, actOf) === null) kept.add(sha256);
  });
  return [...found].map(([sha256, actId]) => ({ sha256, actId, kept: kept.has(sha256) }));
}

function actOfNaming({ kind, v, payload }: Naming, actOf: DoomedFilesQuestion['actOf']): string | null {
  const owner = ownerOfFiles(kind, v, payload);
  return owner === null ? null : actOf(owner);
}
