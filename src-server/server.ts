import type { ChallengeAnswer, DeskStanding, Enrolment, Hello, HelloAnswer, LeaseAnswer, LeaseReconciliation, LeaseReconciliationAnswer, LeaseRequest, PullAnswer, Push, PushAnswer, Renewal, RenewalAnswer } from '#shared/sync/wire.ts';
import { GENESIS_PLACE, PULL_OPERATIONS } from '#shared/sync/wire.ts';
import { Administration } from './desks/administration.ts';
import { sha256Hex } from './desks/desk-keys.ts';
import { enrol } from './desks/enrolment.ts';
import { fenceOf, hello } from './desks/hello.ts';
import { renew } from './desks/renewal.ts';
import { Tokens } from './desks/tokens.ts';
import { isoInstant, type ServerEnvironment } from './environment.ts';
import { grantLease, reconcileLeases, sweepLeases } from './numbers/leases.ts';
import { readPage } from './operations/pull.ts';
import { PushQueue } from './operations/push-queue.ts';
import { verifyPush } from './operations/verify-push.ts';
import { RequestRefused } from './request-refused.ts';
import type { DeskRow, Store } from './stores/store.ts';

const SECRET_BYTES = 32;
const DAY = 24 * 60 * 60 * 1000;

export interface DeskCounts {
  readonly active: number;
  readonly fenced: number;
  readonly revoked: number;
  /** Active ones that were there within a day. */
  readonly seen: number;
  /** Active ones that do not hold the newest operation yet. */
  readonly behind: number;
}

export interface ServerParts extends ServerEnvironment {
  readonly store: Store;
}

/** What a desk asks for with its token. */
export interface PullQuery {
  /** Place after which the page begins. */
  readonly after: number;
  readonly limit?: number;
}

/**
 * One node of the central server without any network: takes and gives the messages of the wire. HTTP is an adapter of
 * it, and so is a simulator. Several nodes may stand on one store.
 *
 * Every method @throws RequestRefused for a request that has no effect.
 */
export class Server {
  readonly administration: Administration;
  readonly #store: Store;
  readonly #environment: ServerEnvironment;
  readonly #tokens: Tokens;
  readonly #queues = new Map<string, PushQueue>();

  constructor(store: Store, environment: ServerEnvironment, tokens: Tokens) {
    this.#store = store;
    this.#environment = environment;
    this.#tokens = tokens;
    this.administration = new Administration(store, environment);
  }

  async challenge(): Promise<ChallengeAnswer> {
    return { challenge: this.#tokens.newChallenge(), serverTime: isoInstant(this.#environment.now()) };
  }

  enrol(message: Enrolment): Promise<DeskStanding> {
    return enrol(this.#store, this.#environment, this.#tokens, message);
  }

  hello(message: Hello): Promise<HelloAnswer> {
    return hello(this.#store, this.#environment, this.#tokens, message);
  }

  renew(message: Renewal): Promise<RenewalAnswer> {
    return renew(this.#store, this.#environment, this.#tokens, message);
  }

  /** Acknowledged is what the store has put on the disk, and nothing else. */
  async push(token: string, message: Push): Promise<PushAnswer> {
    const desk = await this.#deskOf(token);
    const fence = fenceOf(desk);
    if (fence !== null) return { answer: 'refused', problem: fence === 'behind' ? 'fork' : fence, acked: GENESIS_PLACE };
    const push = verifyPush(message);
    if (push.desk !== desk.desk || push.epoch !== desk.epoch) throw new RequestRefused('unauthorised', 'the token is of another desk');
    return this.#queue(desk.organisation).push(push);
  }

  async pull(token: string, { after, limit = PULL_OPERATIONS }: PullQuery): Promise<PullAnswer> {
    const desk = await this.goodDesk(token);
    if (!Number.isSafeInteger(after) || after < 0 || !Number.isSafeInteger(limit) || limit < 1) throw new RequestRefused('malformed', 'after and limit are whole numbers');
    const page = await readPage(this.#store, desk, after, limit, this.#environment.now());
    await this.#store.noteContact(desk.organisation, desk.desk, this.#environment.now(), after);
    return page;
  }

  async lease(token: string, message: LeaseRequest): Promise<LeaseAnswer> {
    return grantLease(this.#store, this.#environment, await this.goodDesk(token), message);
  }

  async reconcile(token: string, message: LeaseReconciliation): Promise<LeaseReconciliationAnswer> {
    return reconcileLeases(this.#store, this.#environment, await this.goodDesk(token), message);
  }

  /** Voids numbers that were leased and not used in time; to be called now and then. */
  sweep(): Promise<number> {
    return sweepLeases(this.#store, this.#environment);
  }

  /** @throws when the store does not answer. */
  ping(): Promise<void> {
    return this.#store.ping();
  }

  /** Operations that wait to be put on the disk. */
  queueLength(): number {
    return [...this.#queues.values()].reduce((total, queue) => total + queue.length, 0);
  }

  /** The desk that a token names, whatever its standing; null where the token is not good. */
  deskOfToken(token: string): string | null {
    try {
      return this.#tokens.read(token).desk;
    } catch (error) {
      if (error instanceof RequestRefused) return null;
      throw error;
    }
  }

  /** Desks of all organisations, for the operator. */
  async deskCounts(): Promise<DeskCounts> {
    const counts = { active: 0, fenced: 0, revoked: 0, seen: 0, behind: 0 };
    for (const { organisation, seq } of await this.#store.organisations()) {
      for (const desk of await this.#store.deskContacts(organisation)) {
        counts[desk.state] += 1;
        if (desk.state !== 'active') continue;
        if (desk.seenAt !== null && this.#environment.now() - desk.seenAt < DAY) counts.seen += 1;
        if (desk.pulled < seq) counts.behind += 1;
      }
    }
    return counts;
  }

  /** Numbers that are leased and not used, of all organisations. */
  leasedNumbers(): Promise<number> {
    return this.#store.leasedNumbers();
  }

  /** Ends when all that was taken in is answered. The store stays open: it belongs to who opened it. */
  async drained(): Promise<void> {
    await Promise.all([...this.#queues.values()].map((queue) => queue.drained()));
  }

  /** The desk of a token as it stands now. @throws RequestRefused */
  async #deskOf(token: string): Promise<DeskRow> {
    const { desk, epoch, machine } = this.#tokens.read(token);
    const row = await this.#store.desk(desk);
    if (row === null || row.epoch !== epoch || sha256Hex(row.machine) !== machine) throw new RequestRefused('unauthorised', 'the desk is not known');
    return row;
  }

  /** The desk of a token that is in good standing. @throws RequestRefused */
  async goodDesk(token: string): Promise<DeskRow> {
    const desk = await this.#deskOf(token);
    if (desk.state !== 'active') throw new RequestRefused('fenced', 'the desk is not in good standing');
    return desk;
  }

  #queue(organisation: string): PushQueue {
    const known = this.#queues.get(organisation) ?? new PushQueue(organisation, this.#store, this.#environment);
    this.#queues.set(organisation, known);
    return known;
  }
}

/** Puts a node together on an open store. */
export async function createServer({ store, now, randomBytes, crashPoint }: ServerParts): Promise<Server> {
  const environment: ServerEnvironment = { now, randomBytes, crashPoint };
  const secret = await store.secret(Buffer.from(randomBytes(SECRET_BYTES)).toString('base64url'));
  return new Server(store, environment, new Tokens(secret, environment));
}
