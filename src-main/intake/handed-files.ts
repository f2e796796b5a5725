import path from 'node:path';
import type { Uploads } from './uploads.ts';

export interface HandedFilesPorts {
  /** Files can be stored and somebody is there to see them. */
  readonly canTake: () => boolean;
  readonly emit: (files: { readonly sha256: string; readonly fileName: string }[]) => void;
}

/**
 * Files that the operating system or a second start of the program hands over. They wait until somebody
 * has signed in, and are then offered for registration.
 */
export class HandedFiles {
  readonly #uploads: Uploads;
  readonly #ports: HandedFilesPorts;
  #waiting: string[] = [];

  constructor(uploads: Uploads, ports: HandedFilesPorts) {
    this.#uploads = uploads;
    this.#ports = ports;
  }

  async add(filePath: string): Promise<void> {
    this.#waiting.push(filePath);
    await this.offer();
  }

  /** Stores what waits and offers it. A path that cannot be read is dropped; its error comes after the others were offered. */
  async offer(): Promise<void> {
    if (!this.#ports.canTake() || this.#waiting.length === 0) return;
    const paths = this.#waiting;
    this.#waiting = [];
    const taken = await Promise.allSettled(paths.map((filePath) => this.#uploads.takeIn(filePath, path.basename(filePath))));
    const files = taken.flatMap((result) => (result.status === 'fulfilled' ? [{ sha256: result.value.sha256, fileName: result.value.fileName }] : []));
    if (files.length > 0) this.#ports.emit(files);
    const errors = taken.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
    if (errors.length > 0) throw new AggregateError(errors, `${errors.length} of ${paths.length} handed files could not be taken in`);
  }
}
