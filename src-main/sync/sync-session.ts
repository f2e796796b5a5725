import { GENESIS_PLACE, OPERATIONS_VERSION, type DeskStanding, type Fence } from '#shared/sync/wire.ts';
import { type Environment, isoInstant, newId } from '../environment.ts';
import type { MembershipRecord } from '../store/membership.ts';
import type { Store } from '../store/store.ts';
import { DeskKeyPair } from './desk-key-pair.ts';
import type { NumberSafety } from './number-safety.ts';
import type { ServerLink } from './server-link.ts';

/** The server has cut this desk off: nothing more is sent or taken. */
export class DeskRevoked extends Error {
  constructor() {
    super('the server has revoked this desk');
    this.name = 'DeskRevoked';
  }
}

export interface SyncSessionOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly link: ServerLink;
  readonly machine: string;
  readonly safety: NumberSafety;
}

/** A conversation with the server that has begun: the token of its questions. */
export interface OpenSession {
  readonly token: string;
  readonly standing: DeskStanding;
}

const KEY_PURPOSE = 'desk identity';

/** Seals a desk's private key for its file. */
export function sealIdentity(store: Store, pair: DeskKeyPair): Uint8Array {
  return store.sealSecret(KEY_PURPOSE, pair.seed);
}

/** Opens a desk's private key again. @throws BlobsLocked, BlobDamaged */
export function openIdentity(store: Store, sealed: Uint8Array): DeskKeyPair {
  return DeskKeyPair.of(store.openSecret(KEY_PURPOSE, sealed));
}

/**
 * Greets the server and takes a new identity where the old one must not go on: the desk was restored from a backup,
 * cloned, or moved to another machine.
 */
export class SyncSession {
  readonly #options: SyncSessionOptions;

  constructor(options: SyncSessionOptions) {
    this.#options = options;
  }

  /** @throws DeskRevoked, and what {@link ServerLink} throws */
  async open(): Promise<OpenSession> {
    const { safety } = this.#options;
    if (safety.state() !== 'safe') await this.renew();
    const first = await this.#greet();
    if ('token' in first) return first;
    await this.renew(first.fence);
    const second = await this.#greet();
    if ('token' in second) return second;
    throw this.#fenced(second.fence);
  }

  async #greet(): Promise<OpenSession | { readonly fence: Fence }> {
    const { store, environment, link, machine } = this.#options;
    const record = this.#record();
    const { challenge } = await link.challenge();
    const { deskSeq, hash, opId } = store.log.ownEnd();
    const message = { desk: store.identity.desk, epoch: store.identity.epoch, machine, last: { deskSeq, hash: hash.toString('hex'), opId }, operations: OPERATIONS_VERSION, challenge };
    const answer = await link.hello({ ...message, signature: this.#keys(record).sign('hello', message) });
    if (answer.answer === 'fenced') {
      if (answer.fence === 'revoked') throw this.#fenced('revoked');
      return { fence: answer.fence };
    }
    const { acked } = answer.standing;
    if (!store.log.holds(acked)) return { fence: acked.deskSeq > deskSeq ? 'behind' : 'fork' };
    store.membership.acknowledge(acked);
    if (answer.standing.bundles !== undefined) store.membership.setBundleKeys(answer.standing.bundles);
    store.membership.contact(answer.standing.serverTime, isoInstant(environment.now()));
    return { token: answer.token, standing: answer.standing };
  }

  /**
   * Takes a new identity, from the last operation on that the server is known to hold. Documents and operations stay;
   * leases of the old identity do not.
   *
   * @throws DeskRevoked, and what {@link ServerLink} throws
   */
  async renew(fence: Fence | null = null): Promise<void> {
    const { store, environment, link, machine, safety } = this.#options;
    const record = this.#record();
    const old = this.#keys(record);
    const pair = DeskKeyPair.make((length) => environment.randomBytes(length));
    const newDesk = newId(environment);
    if (fence !== null) store.membership.setFence(fence);
    for (const base of [store.membership.position.acked, GENESIS_PLACE]) {
      const { challenge } = await link.challenge();
      const message = { desk: store.identity.desk, newDesk, publicKey: pair.publicKey, machine, base, challenge };
      const answer = await link.renew({ ...message, signature: old.sign('renew', message), newSignature: pair.sign('renew', message) });
      if (answer.answer === 'fenced') throw this.#fenced('revoked');
      if (answer.answer === 'unknownBase') continue;
      environment.crashPoint('sync.renewed');
      const { standing } = answer;
      store.commitMembership(() => {
        store.membership.join({ desk: standing.desk, epoch: standing.epoch }, { ...record, machine, deskCode: standing.deskCode, publicKey: pair.publicKey, privateKey: sealIdentity(store, pair), fence: null });
        store.membership.acknowledge(standing.acked);
        safety.begin();
      });
      return;
    }
    throw new Error('the server takes no base for a new identity, not even the beginning');
  }

  #fenced(fence: Fence): Error {
    const { store } = this.#options;
    store.membership.setFence(fence);
    return fence === 'revoked' ? new DeskRevoked() : new Error(`the server does not let the desk go on: ${fence}`);
  }

  #record(): MembershipRecord {
    const { record } = this.#options.store.membership;
    if (record === null) throw new Error('the desk belongs to no server');
    return record;
  }

  #keys(record: MembershipRecord): DeskKeyPair {
    return openIdentity(this.#options.store, record.privateKey);
  }
}
