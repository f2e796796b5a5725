import { filesNamedBy } from '#shared/sync/named-files.ts';
import type { Operation } from '#shared/sync/operation.ts';
import type { DeskDatabase } from './database.ts';

/** Files that were destroyed with their documents and may not lie here again, unless something new brings the same bytes. */
export class ErasedFiles {
  readonly #statements;

  constructor(database: DeskDatabase) {
    this.#statements = {
      any: database.prepare('SELECT 1 FROM erasure_file LIMIT 1'),
      has: database.prepare<[string]>("SELECT 1 FROM erasure_file WHERE sha256 = ? AND state IN ('doomed', 'gone')"),
      again: database.prepare<[string]>("UPDATE erasure_file SET state = CASE state WHEN 'gone' THEN 'again' ELSE 'kept' END WHERE sha256 = ? AND state IN ('doomed', 'gone')"),
    };
  }

  has(sha256: string): boolean {
    return this.#statements.has.get(sha256) !== undefined;
  }

  /** Something that stays names the file: it may lie here again. */
  comesAgain(sha256: string): void {
    this.#statements.again.run(sha256);
  }

  /** An operation of this desk names files whose bytes were just handed in: whose they are is judged anew. */
  nameAgain({ kind, v, payload }: Operation): void {
    // Nearly every desk has destroyed nothing; a registration must not pay for it.
    if (this.#statements.any.get() === undefined) return;
    for (const { sha256 } of filesNamedBy(kind, v, payload)) this.#statements.again.run(sha256);
  }
}
