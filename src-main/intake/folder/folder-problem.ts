import { Refusal } from '#shared/contract/errors.ts';
import type { FolderProblemCode } from '#shared/contract/intake.ts';

const BY_SYSTEM_CODE: Readonly<Record<string, FolderProblemCode>> = {
  ENOENT: 'disappeared',
  EACCES: 'noAccess',
  EPERM: 'noAccess',
  EBUSY: 'inUse',
  ETXTBSY: 'inUse',
  ENOSPC: 'diskFull',
  EDQUOT: 'diskFull',
  EFBIG: 'diskFull',
  SQLITE_FULL: 'diskFull',
};

/** Problems that pass without anybody touching the file: it is tried again. */
const PASSING: ReadonlySet<FolderProblemCode> = new Set<FolderProblemCode>(['noAccess', 'inUse', 'diskFull', 'unreadable', 'cannotMove']);

export function isPassing(problem: FolderProblemCode): boolean {
  return PASSING.has(problem);
}

/** What an error says about a file that was to be taken. */
export function problemOf(error: unknown): { readonly problem: FolderProblemCode; readonly detail: string } {
  if (error instanceof Refusal) {
    if (error.error.message === 'error.programNotTaken') return { problem: 'program', detail: error.message };
    if (error.error.code === 'too-large') return { problem: 'tooLarge', detail: error.message };
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return { problem: BY_SYSTEM_CODE[code] ?? 'unreadable', detail: error instanceof Error ? error.message : String(error) };
}
