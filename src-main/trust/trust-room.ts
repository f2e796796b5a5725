import { createHash } from 'node:crypto';
import type { TrustKind } from '#shared/contract/administration.ts';
import { Refusal } from '#shared/contract/errors.ts';
import type { Actor } from '#shared/domain/rights.ts';
import type { RoomHandlers } from '#shared/rpc/dispatcher.ts';
import { MAIN_STREAM, operationActor } from '#shared/sync/operation.ts';
import { type Environment, newId } from '../environment.ts';
import type { Store } from '../store/store.ts';
import { describeTrustList } from './trust-list-description.ts';

/** Largest file of trust or revocation data that the desk takes. */
const EVIDENCE_LIMIT = 64 * 1024 * 1024;

interface TrustRow {
  readonly entry_id: string;
  readonly kind: TrustKind;
  readonly file_name: string;
  readonly sha256: string;
  readonly description: string;
  readonly added_at: string;
  readonly added_by: string;
}

function toEntry(row: TrustRow) {
  return { entryId: row.entry_id, kind: row.kind, fileName: row.file_name, sha256: row.sha256, description: row.description, addedAt: row.added_at, addedBy: row.added_by };
}

export interface TrustPorts {
  readonly onChanged: () => void;
  /** Something new may answer verdicts that could not be determined. */
  readonly onAdded: (kind: TrustKind, description: string) => void;
}

/**
 * Certificates that the office trusts and the revocation data it was given. Trust comes from files that
 * the administrator imports, with the fingerprint seen and confirmed.
 */
export class TrustRoom {
  readonly #store: Store;
  readonly #environment: Environment;
  readonly #ports: TrustPorts;

  constructor(store: Store, environment: Environment, ports: TrustPorts) {
    this.#store = store;
    this.#environment = environment;
    this.#ports = ports;
  }

  /** All files, for the check of signatures. */
  entries(): { readonly kind: TrustKind; readonly fileName: string; readonly sha256: string; readonly description: string }[] {
    return this.#rows().map(({ kind, file_name: fileName, sha256, description }) => ({ kind, fileName, sha256, description }));
  }

  readonly administration: Pick<RoomHandlers<'administration'>, 'trust' | 'addTrust' | 'removeTrust'> = {
    trust: () => ({ entries: this.#rows().map(toEntry) }),
    addTrust: ({ kind, fileName, bytes, fingerprint }, { actor }) => {
      const found = createHash('sha256').update(bytes).digest('hex');
      if (found !== fingerprint) throw new Refusal('refused', 'error.fingerprintDiffers', { expected: fingerprint, found });
      return this.add({ kind, fileName, bytes }, actor);
    },
    removeTrust: ({ entryId }, { actor }) => {
      const row = this.#row(entryId);
      this.#store.commit((transaction) =>
        transaction.append({
          kind: 'trust.removed',
          entity: entryId,
          stream: MAIN_STREAM,
          actor: operationActor(actor),
          payload: { entryId },
          changes: [{ field: row.kind, before: `${row.description} · ${row.sha256}`, after: null }],
        }),
      );
      this.#ports.onChanged();
      return {};
    },
  };

  /** Adds a file whose fingerprint has been confirmed; the same file is kept once. @throws Refusal */
  async add({ kind, fileName, bytes }: { readonly kind: TrustKind; readonly fileName: string; readonly bytes: Uint8Array }, actor: Actor) {
    if (bytes.byteLength > EVIDENCE_LIMIT) throw new Refusal('too-large', 'error.fileTooLarge', { fileName, limit: String(EVIDENCE_LIMIT) });
    const description = await describeTrust(kind, bytes);
    if (description === null) throw new Refusal('unreadable', 'error.evidenceUnreadable', { fileName });
    const { sha256 } = await this.#store.blobs.write(bytes);
    const entryId = this.#store.commit((transaction) => {
      const known = this.#rows().find((row) => row.sha256 === sha256 && row.kind === kind);
      if (known !== undefined) return known.entry_id;
      const made = newId(this.#environment);
      transaction.append({
        kind: 'trust.added',
        entity: made,
        stream: MAIN_STREAM,
        actor: operationActor(actor),
        payload: { entryId: made, kind, fileName, sha256, description },
        changes: [{ field: kind, before: null, after: `${description} · ${sha256}` }],
      });
      return made;
    });
    this.#ports.onChanged();
    this.#ports.onAdded(kind, description);
    return toEntry(this.#row(entryId));
  }

  #rows(): TrustRow[] {
    return this.#store.database.prepare<[], TrustRow>('SELECT * FROM trust_entry ORDER BY kind, added_at, entry_id').all();
  }

  #row(entryId: string): TrustRow {
    const row = this.#rows().find((candidate) => candidate.entry_id === entryId);
    if (row === undefined) throw new Refusal('not-found', 'error.trustEntryNotFound');
    return row;
  }
}

/** What a file holds; null where it is not what its kind says. */
async function describeTrust(kind: TrustKind, bytes: Uint8Array): Promise<string | null> {
  if (kind === 'trust-list') return describeTrustList(bytes);
  // Loaded where it is needed: the start of a desk does not wait for the signature engine.
  const { describeEvidence } = await import('../signatures/index.ts');
  return describeEvidence(kind, bytes);
}
