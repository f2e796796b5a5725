import type { Logger } from 'pino';
import type { BacklogAnswer, BundleKeys, ChallengeAnswer, DeskList, DeskStanding, Enrolment, GapList, GivenBack, GivenBackAnswer, HeldAnswer, Hello, HelloAnswer, LeaseAnswer, LeaseReconciliation, LeaseReconciliationAnswer, LeaseRequest, PullAnswer, Push, PushAnswer, Renewal, RenewalAnswer } from '#shared/sync/wire.ts';
import { GENESIS_PLACE, PULL_OPERATIONS } from '#shared/sync/wire.ts';
import { answerBundle, type AnsweredBundle, type BundleCarrier, BundleSecrets } from './bundles/answer-bundle.ts';
import { Administration } from './desks/administration.ts';
import { sha256Hex } from './desks/desk-keys.ts';
import { enrol } from './desks/enrolment.ts';
import { fenceOf, hello } from './desks/hello.ts';
import { renew } from './desks/renewal.ts';
import { Tokens } from './desks/tokens.ts';
import { isoInstant, type ServerEnvironment } from './environment.ts';
import { gapAct } from './numbers/gap-act.ts';
import { grantLease, reconcileLeases, sweepLeases } from './numbers/leases.ts';
import { HeadWatch } from './operations/head-watch.ts';
import { PULL_BYTES, readPage } from './operations/pull.ts';
import { PushQueue } from './operations/push-queue.ts';
import { verifyPush } from './operations/verify-push.ts';
import { isPlainId } from './parse-message.ts';
import { Recovery } from './recovery/recovery.ts';
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
  readonly log: Logger;
}

/** What a desk asks for with its token. */
export interface PullQuery {
  /** Place after which the page begins. */
  readonly after: number;
  readonly limit?: number;
  /** Last place of a segment that the desk reads elsewhere: only other streams are asked for, up to there. */
  readonly besideSegmentUntil?: number | null;
}

/** A part of one stream: after one of its own places, up to a place of the organisation's order. */
export interface BacklogQuery {
  readonly stream: string;
  readonly after: number;
  readonly until: number;
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
  readonly recovery: Recovery;
  readonly #store: Store;
  readonly #environment: ServerEnvironment;
  readonly #tokens: Tokens;
  readonly #queues = new Map<string, PushQueue>();
  readonly #bundleSecrets: BundleSecrets;
  readonly #bundleKeys: BundleKeys;
  readonly #heads: HeadWatch;

  constructor(store: Store, environment: ServerEnvironment, log: Logger, tokens: Tokens, bundles: { readonly secrets: BundleSecrets; readonly keys: BundleKeys }) {
    this.#bundleSecrets = bundles.secrets;
    this.#bundleKeys = bundles.keys;
    this.#heads = new HeadWatch(store, log);
    this.#store = store;
    this.#environment = environment;
    this.#tokens = tokens;
    this.administration = new Administration(store, environment);
    this.recovery = new Recovery(store, environment);
  }

  async challenge(): Promise<ChallengeAnswer> {
    return { challenge: this.#tokens.newChallenge(), serverTime: isoInstant(this.#environment.now()) };
  }

  enrol(message: Enrolment): Promise<DeskStanding> {
    return enrol(this.#store, this.#environment, this.#tokens, message);
  }

  async hello(message: Hello): Promise<HelloAnswer> {
    const answer = await hello(this.#store, this.#environment, this.#tokens, message);
    return answer.answer === 'welcome' ? { ...answer, standing: { ...answer.standing, bundles: this.#bundleKeys } } : answer;
  }

  renew(message: Renewal): Promise<RenewalAnswer> {
    return renew(this.#store, this.#environment, this.#tokens, message);
  }

  /** Acknowledged is what the store has put on the disk, and nothing else. */
  async push(token: string, message: Push): Promise<PushAnswer> {
    return this.#pushOf(await this.#deskOf(token), message);
  }

  /** Takes what a desk wrote on a stick, and answers it. @throws BundleRefused where it is none of this server's desks */
  bundle(bytes: Uint8Array, carrier?: BundleCarrier): Promise<AnsweredBundle> {
    return answerBundle({ store: this.#store, environment: this.#environment, secrets: this.#bundleSecrets, push: (desk, message) => this.#pushOf(desk, message), carrier }, bytes);
  }

  async #pushOf(desk: DeskRow, message: Push): Promise<PushAnswer> {
    const fence = fenceOf(desk);
    if (fence !== null) return { answer: 'refused', problem: fence === 'behind' ? 'fork' : fence, acked: GENESIS_PLACE };
    const push = verifyPush(message);
    if (push.desk !== desk.desk || push.epoch !== desk.epoch) throw new RequestRefused('unauthorised', 'the token is of another desk');
    return this.#queue(desk.organisation).push(push);
  }

  async pull(token: string, { after, limit = PULL_OPERATIONS, besideSegmentUntil = null }: PullQuery): Promise<PullAnswer> {
    const desk = await this.goodDesk(token);
    if (!Number.isSafeInteger(after) || after < 0 || !Number.isSafeInteger(limit) || limit < 1) throw new RequestRefused('malformed', 'after and limit are whole numbers');
    if (besideSegmentUntil !== null && !Number.isSafeInteger(besideSegmentUntil)) throw new RequestRefused('malformed', 'a segment ends at a whole number');
    const page = await readPage(this.#store, desk, after, limit, this.#environment.now(), besideSegmentUntil === null ? null : { until: besideSegmentUntil });
    await this.#store.noteContact(desk.organisation, desk.desk, this.#environment.now(), after);
    return page;
  }

  /** What a stream held before the desk was granted it, up to the place that the desk has come to. */
  async backlog(token: string, { stream, after, until, limit = PULL_OPERATIONS }: BacklogQuery): Promise<BacklogAnswer> {
    const desk = await this.goodDesk(token);
    if (!desk.streams.includes(stream)) throw new RequestRefused('notFound', 'the desk takes no such stream');
    if (![after, until, limit].every((value) => Number.isSafeInteger(value) && value >= 0)) throw new RequestRefused('malformed', 'after, until and limit are whole numbers');
    const { operations, more } = await this.#store.streamPage(desk.organisation, { stream, after, until, limit: Math.min(Math.max(1, limit), PULL_OPERATIONS), bytes: PULL_BYTES });
    return { operations: [...operations], more };
  }

  /** Takes what a desk holds of the part of the log that this server has lost. */
  async giveBack(token: string, message: GivenBack): Promise<GivenBackAnswer> {
    return this.recovery.take(await this.goodDesk(token), message);
  }

  async lease(token: string, message: LeaseRequest): Promise<LeaseAnswer> {
    return grantLease(this.#store, this.#environment, await this.goodDesk(token), message);
  }

  async reconcile(token: string, message: LeaseReconciliation): Promise<LeaseReconciliationAnswer> {
    return reconcileLeases(this.#store, this.#environment, await this.goodDesk(token), message);
  }

  /** Whether an operation stands where a desk has it: a server that was put back to an older state has lost some. */
  async holds(token: string, opId: string, place: number): Promise<HeldAnswer> {
    const { organisation } = await this.goodDesk(token);
    if (!isPlainId(opId)) throw new RequestRefused('malformed', 'an operation is needed');
    return { held: (await this.#store.placeOf(organisation, opId)) === place };
  }

  /** For whoever tells a desk that the log has grown. `until`: milliseconds for which the token is good. */
  async watch(token: string): Promise<{ readonly desk: string; readonly until: number; readonly listen: (listener: (head: number) => void) => () => void }> {
    const { desk, organisation } = await this.goodDesk(token);
    return { desk, until: this.#tokens.read(token).expires - this.#environment.now(), listen: (listener) => this.#heads.listen(organisation, listener) };
  }

  /** Codes of all identities of the organisation, for those who read its history. */
  async desks(token: string): Promise<DeskList> {
    const { organisation } = await this.goodDesk(token);
    return { desks: (await this.#store.deskContacts(organisation)).map(({ desk, code }) => ({ desk, code })) };
  }

  /** Why each number of a journal and year that no document bears is missing. */
  async gaps(token: string, journalId: string, serialYear: number): Promise<GapList> {
    const { organisation } = await this.goodDesk(token);
    if (!isPlainId(journalId) || !Number.isSafeInteger(serialYear) || serialYear < 0) throw new RequestRefused('malformed', 'a journal and a year are needed');
    const instant = (at: number | null): string | null => (at === null ? null : isoInstant(at));
    const gaps = await gapAct(this.#store, organisation, journalId, serialYear);
    return {
      gaps: gaps.map(({ first, last, state, voidReason, voidAct, voidAt, deskCode, leaseExpiresAt }) => ({ first, last, state, voidReason, voidAct, voidAt: instant(voidAt), deskCode, leaseExpiresAt: instant(leaseExpiresAt) })),
      serverTime: isoInstant(this.#environment.now()),
    };
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
    const known = this.#queues.get(organisation) ?? new PushQueue(organisation, this.#store, this.#environment, (head) => this.#heads.grown(organisation, head));
    this.#queues.set(organisation, known);
    return known;
  }
}

/** Puts a node together on an open store. */
export async function createServer({ store, log, now, randomBytes, crashPoint }: ServerParts): Promise<Server> {
  const environment: ServerEnvironment = { now, randomBytes, crashPoint };
  const secret = await store.secret(Buffer.from(randomBytes(SECRET_BYTES)).toString('base64url'));
  const secrets = new BundleSecrets(secret);
  return new Server(store, environment, log, new Tokens(secret, environment), { secrets, keys: await secrets.publicKeys() });
}
