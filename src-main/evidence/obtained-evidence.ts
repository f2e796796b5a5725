import type { FetchFailure } from '#shared/contract/evidence.ts';
import { MAIN_STREAM } from '#shared/sync/operation.ts';
import { type Environment, isoInstant, newId } from '../environment.ts';
import type { BlobLocation } from '../store/blobs/blob-file.ts';
import { evidenceSlot, serialKey, urlKey } from '../store/projections/evidence-keys.ts';
import type { Store } from '../store/store.ts';
import type { EvidenceShelf } from './evidence-shelf.ts';
import type { ObtainedPiece } from './fetching/fetch-evidence.ts';

/** Clocks of two machines differ; a list from later than this is not believed. */
const CLOCK_TOLERANCE_MILLISECONDS = 5 * 60_000;

export type Kept = { readonly failure: null; readonly isNew: boolean } | { readonly failure: FetchFailure };

/** Keeps fetched pieces: bytes as a blob, the rest as an operation. */
export class ObtainedEvidence {
  readonly #store: Store;
  readonly #environment: Environment;
  readonly #shelf: EvidenceShelf;

  constructor(store: Store, environment: Environment, shelf: EvidenceShelf) {
    this.#store = store;
    this.#environment = environment;
    this.#shelf = shelf;
  }

  /**
   * Keeps one piece, unless it is here already, or older than what the same address gave before: somebody
   * on the way may play an old list again, in which a certificate is not yet revoked.
   */
  async keep(piece: ObtainedPiece, place: BlobLocation): Promise<Kept> {
    const now = this.#environment.now();
    if (piece.thisUpdate !== null && Date.parse(piece.thisUpdate) > now + CLOCK_TOLERANCE_MILLISECONDS) return { failure: 'unreadable' };
    const before = this.#shelf.inSlot(evidenceSlot(piece));
    if (before?.sha256 === piece.sha256) return { failure: null, isNew: false };
    const newest = before?.thisUpdate ?? null;
    if (newest !== null && piece.thisUpdate !== null && Date.parse(piece.thisUpdate) < Date.parse(newest)) return { failure: 'older' };
    await this.#store.blobs.adopt(place, piece.sha256);
    const evidenceId = newId(this.#environment);
    const { kind, url, sha256, size, thisUpdate, nextUpdate, description, certificate } = piece;
    this.#store.commit((transaction) =>
      transaction.append({
        kind: 'evidence.obtained',
        entity: evidenceId,
        stream: MAIN_STREAM,
        actor: null,
        payload: { evidenceId, kind, url, sha256, size, obtainedAt: isoInstant(now), thisUpdate, nextUpdate, description, names: [...piece.names], serialNumbers: [...piece.serialNumbers], certificate },
        changes: [{ field: kind, before: before?.sha256 ?? null, after: `${url} · ${sha256}` }],
      }),
    );
    return { failure: null, isNew: true };
  }
}

/** Under which keys those who lack this very piece are found; a name on a list could be anybody's. */
export function answeredKeys({ kind, url, serialNumbers }: ObtainedPiece): string[] {
  return kind === 'ocsp' ? serialNumbers.map(serialKey) : [urlKey(url)];
}
