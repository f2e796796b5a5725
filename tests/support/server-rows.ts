import type { AdmissionNote } from '#shared/sync/admission.ts';
import type { PulledOperation } from '#shared/sync/wire.ts';
import type { Store } from '../../src-main/store/store.ts';

/** Makes a store a member of an organisation, as if a server had taken it in. */
export function makeMember(store: Store, changes: { readonly founder?: boolean; readonly deskCode?: string } = {}): void {
  store.serverInReach = () => true;
  store.commitMembership(() =>
    store.membership.join(store.identity, {
      organisation: 'org',
      url: 'https://server.invalid',
      certificate: '0'.repeat(64),
      deskCode: changes.deskCode ?? '1',
      founder: changes.founder ?? false,
      machine: 'machine',
      publicKey: 'key',
      privateKey: new Uint8Array(),
      fence: null,
      paused: false,
      bytesPerSecond: null,
    }),
  );
}

export interface PlacedRow {
  readonly status?: 'accepted' | 'rejected';
  readonly note?: AdmissionNote;
}

/** A server's order put together by hand from the chains of several desks. */
export class HandmadeOrder {
  readonly rows: PulledOperation[] = [];
  readonly #streams = new Map<string, number>();

  /** Places the operation of a desk's chain with this number. */
  place(store: Store, ownSeq: number, { status = 'accepted', note = {} }: PlacedRow = {}): void {
    for (const { deskSeq, opId, prevHash, hash, body } of store.log.ownAfter(null)) {
      if (deskSeq !== ownSeq) continue;
      const text = body.toString('utf8');
      const { stream } = JSON.parse(text) as { stream: string };
      const streamSeq = (this.#streams.get(stream) ?? 0) + 1;
      this.#streams.set(stream, streamSeq);
      this.rows.push({ seq: this.rows.length + 1, stream, streamSeq, opId, prevHash: prevHash.toString('hex'), hash: hash.toString('hex'), status, note, body: text });
      return;
    }
    throw new Error(`no operation ${ownSeq}`);
  }

  /** What a desk pulls that has everything up to a place. */
  after(cursor: number, upTo = Number.POSITIVE_INFINITY): { operations: PulledOperation[]; head: number; more: boolean; streams: string[] } {
    return { operations: this.rows.filter(({ seq }) => seq > cursor && seq <= upTo), head: this.rows.length, more: upTo < this.rows.length, streams: ['main'] };
  }
}
