import { PULL_OPERATIONS, type PullAnswer, type PulledOperation } from '#shared/sync/wire.ts';
import { type Environment, isoInstant } from '../environment.ts';
import type { TakenPage } from '../store/server-order.ts';
import type { Store } from '../store/store.ts';
import { SegmentReader } from './segment-reader.ts';
import type { ServerLink } from './server-link.ts';

/** Operations of a segment that are put into the tables in one transaction. */
const SEGMENT_PIECE = 1000;
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
  readonly #segments: SegmentReader;
  #ahead: AheadPage | null = null;

  constructor(store: Store, environment: Environment, link: ServerLink) {
    this.#store = store;
    this.#environment = environment;
    this.#link = link;
    this.#segments = new SegmentReader(link);
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
      if (more && last !== undefined) await this.#askAhead(token, last.seq);
      if (more && gathered.length < enough && bytes < GATHERED_BYTES) continue;
      // A commit of its own: once a round, not once a page.
      if (!more) membership.contact(serverTime, isoInstant(this.#environment.now()));
      this.#environment.crashPoint('sync.pulled');
      return { taken: this.#store.takeFromServer({ operations: gathered, head, more, streams }), atHead: !more };
    }
  }

  /**
   * Takes what the server has sealed after the cursor, each segment with what other streams hold beside it.
   *
   * @returns whether there was one
   * @throws ServerOrderBroken, and what {@link ServerLink} throws
   */
  async takeSegment(token: string): Promise<TakenPage | null> {
    const { membership } = this.#store;
    const { cursor } = membership.position;
    const { segments } = await this.#link.segments(token, cursor);
    const next = segments.find(({ last }) => last > cursor);
    if (next === undefined) return null;
    const sealed = await this.#segments.read(token, next);
    const beside: PulledOperation[] = [];
    for (let after = cursor; ; ) {
      const page = await this.#link.pullBeside(token, after, next.last);
      for (const stream of this.#store.grantedAnew(page.streams)) await this.#takeBacklog(token, stream);
      beside.push(...page.operations);
      after = page.operations.at(-1)?.seq ?? after;
      if (!page.more) return this.#takeAll([...sealed, ...beside], next.last, page);
    }
  }

  /** In the order of the log, an own operation of the main stream once though it came both ways. */
  async #takeAll(operations: readonly PulledOperation[], last: number, { head, streams, serverTime }: PullAnswer): Promise<TakenPage> {
    const { membership } = this.#store;
    const bySeq = new Map(operations.map((operation) => [operation.seq, operation]));
    const wanted = [...bySeq.values()].filter(({ seq }) => seq > membership.position.cursor && seq <= last).sort((a, b) => a.seq - b.seq);
    const all: TakenPage[] = [];
    for (let at = 0; at < wanted.length; at += SEGMENT_PIECE) {
      all.push(this.#store.takeFromServer({ operations: wanted.slice(at, at + SEGMENT_PIECE), head, more: true, streams }));
      this.#environment.crashPoint('sync.segmentTaken');
      // Windows have their turn between two pieces.
      await new Promise((resolve) => setImmediate(resolve));
    }
    membership.contact(serverTime, isoInstant(this.#environment.now()));
    return {
      operations: wanted.length,
      kinds: new Set(all.flatMap(({ kinds }) => [...kinds])),
      settled: all.reduce((sum, { settled }) => sum + settled, 0),
      rejected: all.reduce((sum, { rejected }) => sum + rejected, 0),
      desks: new Set(all.flatMap(({ desks }) => [...desks])),
    };
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

  /** Ends when the question has left: the tables hold this thread while the server prepares the answer. */
  async #askAhead(token: string, after: number): Promise<void> {
    const answer = this.#link.pull(token, after, PULL_OPERATIONS);
    // Whoever takes the page hears of its failure; where nobody does, as after a page that could not be taken, it is nobody's.
    answer.catch(() => undefined);
    this.#ahead = { token, after, answer };
    await new Promise((resolve) => setImmediate(resolve));
  }
}
