import { type DeskStanding, type GivenBack, type KeptOperation, PUSH_OPERATIONS } from '#shared/sync/wire.ts';
import type { PlacedBytes } from '../store/operation-log.ts';
import type { Store } from '../store/store.ts';
import type { FileExchange } from './files/file-exchange.ts';
import type { LeaseKeeper } from './lease-keeper.ts';
import { pushPortion } from './push-portion.ts';
import type { ServerLink } from './server-link.ts';

export interface GiveBackOptions {
  readonly store: Store;
  readonly link: ServerLink;
  readonly leases: LeaseKeeper;
  readonly files: FileExchange | null;
}

/** Gives a server that was put back to an older copy what this desk holds of the part that is lost there. */
export class GiveBack {
  readonly #options: GiveBackOptions;
  /** The recovery for which all was given. */
  #given: string | null = null;

  constructor(options: GiveBackOptions) {
    this.#options = options;
  }

  /** Once for each recovery; after a start of the program once more, which changes nothing. @throws what {@link ServerLink} throws */
  async give(token: string, { recovery, head }: NonNullable<DeskStanding['recovery']>): Promise<void> {
    if (this.#given === recovery) return;
    const { link, leases, files } = this.#options;
    // The server may have lost files too, or that it has them.
    files?.confirmAgain();
    await link.giveBack(token, { recovery, operations: [], leases: leases.held(), last: false });
    let after = head;
    for (;;) {
      const { operations, last } = this.#portion(after);
      await link.giveBack(token, { recovery, operations, leases: [], last } satisfies GivenBack);
      if (last) break;
      after = operations.at(-1)?.seq ?? after;
    }
    this.#given = recovery;
  }

  #portion(after: number): { readonly operations: KeptOperation[]; readonly last: boolean } {
    const rows = this.#options.store.log.placedAfter(after, PUSH_OPERATIONS);
    const operations = pushPortion(rows).map(keptOperation);
    return { operations, last: operations.length === rows.length && rows.length < PUSH_OPERATIONS };
  }
}

function keptOperation({ place, state, note, stream, opId, prevHash, hash, body }: PlacedBytes): KeptOperation {
  return { seq: place, stream, opId, prevHash: prevHash.toString('hex'), hash: hash.toString('hex'), status: state === 'rejected' ? 'rejected' : 'accepted', note, body: body.toString('utf8') };
}
