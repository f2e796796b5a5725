import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/**
 * Whether this data directory is the one that mails. It and a file outside of it and its backups bear the same word,
 * another one for each message: a directory that was copied or put back to a backup bears an older word and sends nothing,
 * for what waits in it may have gone out since.
 */
export interface MailSeat {
  /** @param word of the data directory; null: it never mailed */
  holds(word: string | null): boolean;
  /** The next word is about to be written into the data directory. */
  move(word: string | null, next: string): void;
}

const seatFile = z.object({ machine: z.string(), before: z.string().nullable(), now: z.string() });

/**
 * The file also bears the word before: the desk may have ended between the two writings. So a backup of just before the
 * last message may send this one again, under the same Message-ID.
 */
export class FileSeat implements MailSeat {
  readonly #folder: string;
  readonly #machine: string;
  readonly #desk: () => string;

  /**
   * @param witnessDirectory of this machine, outside every data directory
   * @param machine fingerprint: a home that was carried to another machine brings the file, but not the seat
   * @param desk identity, also after it was renewed
   */
  constructor(witnessDirectory: string, machine: string, desk: () => string) {
    this.#folder = path.join(witnessDirectory, 'notice-mail');
    this.#machine = machine;
    this.#desk = desk;
  }

  holds(word: string | null): boolean {
    const said = this.#read();
    // A desk of before this file, or one that never mailed.
    if (said === null) return word === null;
    return said.machine === this.#machine && (word === said.now || word === said.before);
  }

  move(word: string | null, next: string): void {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const file = this.#file();
    const handle = openSync(`${file}.unfinished`, 'w', 0o600);
    try {
      writeSync(handle, JSON.stringify({ machine: this.#machine, before: word, now: next }));
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(`${file}.unfinished`, file);
  }

  #file(): string {
    return path.join(this.#folder, `${this.#desk().replaceAll(/[^\w-]/g, '_')}.json`);
  }

  /** Null where there is none. One that cannot be read vouches for nobody. */
  #read(): z.output<typeof seatFile> | null {
    let text: string;
    try {
      text = readFileSync(this.#file(), 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
      throw error;
    }
    try {
      return seatFile.parse(JSON.parse(text));
    } catch {
      return { machine: '', before: null, now: '' };
    }
  }
}

/** A desk without a place outside its folder, such as a demonstration: nothing tells its copies apart. */
export const ANY_SEAT: MailSeat = { holds: () => true, move: () => undefined };
