import { PULL_OPERATIONS, type PullAnswer, type PulledOperation } from '#shared/sync/wire.ts';
import { type Environment, isoInstant } from '../environment.ts';
import type { TakenPage } from '../store/server-order.ts';
import type { Store } from '../store/store.ts';
import type { ServerLink } from './server-link.ts';

/** Bytes of operations that are gathered before they are taken, whatever waits. */
const GATHERED_BYTES = 8 * 1024 * 1024;

export interface InboxOutcome {
  readonly taken: TakenPage;
  readonly atHead: boolean;
}

/** A page that was asked for before its turn. */
interface AheadPage {
  readonly token: string;
  readonly after: number;
  readonly answer: Promise<PullAnswer>;
}

/**
 * Takes the server's operations, page by page; while one is put into the tables the next is on its way. Where much waits
 * to be sent, more pages are taken at once: each time all that is pending is taken out of the tables and put back.
 */
export class Inbox {
  readonly #store: Store;
  readonly #environment: Environment;
  readonly #link: ServerLink;
  #ahead: AheadPage | null = null;

  constructor(store: Store, environment: Environment, link: ServerLink) {
    this.#store = store;
    this.#environment = environment;
    this.#link = link;
  }

  /** @throws ServerOrderBroken, and what {@link ServerLink} throws */
  async pullOnce(token: string): Promise<InboxOutcome> {
    const { membership, log } = this.#store;
    const enough = Math.max(PULL_OPERATIONS, log.pendingCount());
    const gathered: PulledOperation[] = [];
    let bytes = 0;
    for (;;) {
      const after = gathered.at(-1)?.seq ?? membership.position.cursor;
      const { operations, head, more, streams, serverTime } = await this.#page(token, after);
      for (const stream of this.#store.grantedAnew(streams)) await this.#takeBacklog(token, stream);
      gathered.push(...operations);
      bytes += operations.reduce((sum, { body }) => sum + body.length, 0);
      const last = gathered.at(-1);
      if (more && last !== undefined) this.#askAhead(token, last.seq);
      if (more && gathered.length < enough && bytes < GATHERED_BYTES) continue;
      // A commit of its own: once a round, not once a page.
      if (!more) membership.contact(serverTime, isoInstant(this.#environment.now()));
      this.#environment.crashPoint('sync.pulled');
      return { taken: this.#store.takeFromServer({ operations: gathered, head, more, streams }), atHead: !more };
    }
  }

  /** A stream that was granted later is taken from its beginning, before anything that follows in it. */
  async #takeBacklog(token: string, stream: string): Promise<void> {
    const { membership } = this.#store;
    for (;;) {
      const part = await this.#link.backlog(token, { stream, after: membership.streamPosition(stream), until: membership.position.cursor });
      await this.#store.takeBacklog(stream, part);
      this.#environment.crashPoint('sync.backlogTaken');
      if (!part.more) return;
    }
  }

  #page(token: string, after: number): Promise<PullAnswer> {
    const ahead = this.#ahead;
    this.#ahead = null;
    return ahead?.token === token && ahead.after === after ? ahead.answer : this.#link.pull(token, after, PULL_OPERATIONS);
  }

  #askAhead(token: string, after: number): void {
    const answer = this.#link.pull(token, after, PULL_OPERATIONS);
    // Whoever takes the page hears of its failure; where nobody does, as after a page that could not be taken, it is nobody's.
    answer.catch(() => undefined);
    this.#ahead = { token, after, answer };
  }
}
