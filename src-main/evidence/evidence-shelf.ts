import type { FetchedKind } from '#shared/contract/evidence.ts';
import type { Store } from '../store/store.ts';
import { columnOf, type Subject } from '../verification/subject.ts';

/** A fetched piece that the desk keeps. */
export interface KeptPiece {
  readonly evidenceId: string;
  readonly kind: FetchedKind;
  readonly url: string;
  readonly sha256: string;
  readonly size: number;
  readonly obtainedAt: string;
  readonly thisUpdate: string | null;
  readonly nextUpdate: string | null;
}

const COLUMNS = `evidence_id AS evidenceId, kind, url, sha256, size, obtained_at AS obtainedAt, this_update AS thisUpdate, next_update AS nextUpdate`;
/** SQLite takes a bounded number of parameters; more keys are asked in turns. */
const KEYS_AT_ONCE = 500;

/** Reads what has been fetched, from the projections. */
export class EvidenceShelf {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** The pieces in use that are found under one of the keys, newest first. */
  matching(keys: readonly string[]): KeptPiece[] {
    const found = new Map<string, KeptPiece>();
    for (let at = 0; at < keys.length; at += KEYS_AT_ONCE) {
      const part = keys.slice(at, at + KEYS_AT_ONCE);
      const rows = this.#store.database
        .prepare<unknown[], KeptPiece>(
          `SELECT ${COLUMNS} FROM evidence WHERE in_use = 1 AND evidence_id IN (SELECT evidence_id FROM evidence_key WHERE key IN (${part.map(() => '?').join(', ')})) ORDER BY position DESC`,
        )
        .all(...part);
      for (const row of rows) found.set(row.evidenceId, row);
    }
    return [...found.values()];
  }

  /**
   * What earlier checks of a letter or document used, and what was obtained since for what they lacked.
   * A list that is no longer in use belongs to it: an authority may drop an expired certificate from newer ones.
   */
  remembered(subject: Subject): KeptPiece[] {
    const [column, id] = columnOf(subject);
    const used = this.#store.database
      .prepare<[string], KeptPiece>(
        `SELECT ${COLUMNS} FROM evidence WHERE sha256 IN (
           SELECT used.sha256 FROM verification_evidence AS used JOIN verification USING (verification_id) WHERE verification.${column} = ?)
         GROUP BY sha256 HAVING position = min(position) ORDER BY position DESC`,
      )
      .all(id);
    const lacked = this.#store.database
      .prepare<[string], { key: string }>(
        `SELECT key FROM verification_missing WHERE key <> 'chain' AND verification_id = (SELECT verification_id FROM verification WHERE ${column} = ? ORDER BY position DESC LIMIT 1)`,
      )
      .all(id)
      .map(({ key }) => key);
    const seen = new Set(used.map(({ sha256 }) => sha256));
    return [...this.matching(lacked).filter(({ sha256 }) => !seen.has(sha256)), ...used];
  }

  /** The piece in use in a slot; null where nothing was obtained. */
  inSlot(slot: string): KeptPiece | null {
    return this.#store.database.prepare<[string], KeptPiece>(`SELECT ${COLUMNS} FROM evidence WHERE slot = ? AND in_use = 1`).get(slot) ?? null;
  }
}
