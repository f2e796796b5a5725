import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Leaves to print an item without asking: given when a person enters it, taken once when it is handed over. A copy of the desk's
 * folder, on this machine or another, finds none for what it brings along and has to ask.
 */
export interface PrintLeaves {
  grant(itemIds: readonly string[]): void;
  has(itemId: string): boolean;
  /** Uses the leave up. @returns false where there is none, or somebody else has just taken it */
  take(itemId: string): boolean;
  drop(itemIds: readonly string[]): void;
}

/** A file for each leave in a folder outside the data directory and its backups; it says which machine it was given on. */
export class FileLeaves implements PrintLeaves {
  readonly #folder: string;
  readonly #machine: string;

  /**
   * @param witnessDirectory of this machine, outside every data directory
   * @param machine fingerprint: a home that was carried to another machine brings the folder, but not the leaves
   */
  constructor(witnessDirectory: string, machine: string) {
    this.#folder = path.join(witnessDirectory, 'printing');
    this.#machine = machine;
  }

  grant(itemIds: readonly string[]): void {
    if (itemIds.length === 0) return;
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    for (const itemId of itemIds) writeFileSync(this.#fileOf(itemId), this.#machine, { mode: 0o600 });
    this.#reachDisk();
  }

  has(itemId: string): boolean {
    try {
      return readFileSync(this.#fileOf(itemId), 'utf8') === this.#machine;
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }

  take(itemId: string): boolean {
    if (!this.has(itemId)) return false;
    try {
      // The system removes a name once: of two copies of a desk at work side by side one takes it.
      unlinkSync(this.#fileOf(itemId));
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
    this.#reachDisk();
    return true;
  }

  drop(itemIds: readonly string[]): void {
    for (const itemId of itemIds) rmSync(this.#fileOf(itemId), { force: true });
  }

  #fileOf(itemId: string): string {
    return path.join(this.#folder, itemId.replaceAll(/[^\w-]/g, '_'));
  }

  #reachDisk(): void {
    // Windows opens no folders; its queue prints nothing by itself.
    if (process.platform === 'win32') return;
    const folder = openSync(this.#folder, 'r');
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  }
}

/** A desk without a place outside its folder, such as a demonstration: nothing tells its copies apart. */
export const ALL_LEAVES: PrintLeaves = {
  grant: () => undefined,
  has: () => true,
  take: () => true,
  drop: () => undefined,
};

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
