import { type AnswerFiles, bundleAnswer, type BundleQuestion } from '#shared/sync/bundle.ts';
import { packContent, unpackContent } from '#shared/sync/bundle-content.ts';
import { BundleRefused, derivedSeed, openBundle, publicKeyOf, sealBundle } from '#shared/sync/sealed-bundle.ts';
import { type BundleKeys, OPERATIONS_VERSION, type Push, type PushAnswer } from '#shared/sync/wire.ts';
import { type Environment, isoInstant } from '../environment.ts';
import type { TakenPage } from '../store/server-order.ts';
import type { Store } from '../store/store.ts';
import type { LeaseKeeper } from './lease-keeper.ts';
import type { NumberSafety } from './number-safety.ts';
import { nextPush } from './outbox.ts';
import { openIdentity } from './sync-session.ts';

export interface BundlesOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly machine: string;
  readonly safety: NumberSafety;
  readonly leases: LeaseKeeper;
  readonly onTaken: (page: TakenPage) => void;
}

/** Why no bundle can be written, or an answer not be taken, beside what is wrong with the file itself. */
export type BundleHindrance = 'noKeys' | 'identityOver' | 'fenced' | 'later' | 'streamGranted';

export class BundleHindered extends Error {
  readonly hindrance: BundleHindrance;

  constructor(hindrance: BundleHindrance) {
    super(`the exchange by a stick is hindered: ${hindrance}`);
    this.name = 'BundleHindered';
    this.hindrance = hindrance;
  }
}

/** What came of an answer. */
export interface BundleTaken {
  /** Operations of the server that are in the tables now. */
  readonly taken: number;
  /** Own operations that the server holds now. */
  readonly sent: number;
  /** The server has more than went on the stick. */
  readonly more: boolean;
  /** What the server says of files; null: the bundles were carried without any. */
  readonly files: AnswerFiles | null;
}

export type QuestionFiles = NonNullable<BundleQuestion['files']>;
/**
 * Chooses the files that go with a bundle.
 *
 * @param place `through`: the desk's last operation that the server has or gets with it; `bundleBytes`: size of the bundle before files are listed in it
 */
export type ChooseFiles = (place: { readonly through: number; readonly bundleBytes: number }) => Promise<QuestionFiles>;

/** Most operations that one bundle takes to the server; the rest goes with the next stick. */
const PUSHES = 2000;

/** Exchange by a stick: the same push and pull as files, for a desk without a link for weeks. */
export class Bundles {
  readonly #options: BundlesOptions;

  constructor(options: BundlesOptions) {
    this.#options = options;
  }

  /** What this desk has to say, sealed for its server; without files where nothing chooses them. @throws BundleHindered */
  async write(choose?: ChooseFiles): Promise<Uint8Array> {
    const { store, environment, machine, leases, safety } = this.#options;
    const { membership, log, identity } = store;
    // A restored or copied desk takes a new identity first, and the server alone gives one.
    if (safety.state() !== 'safe') throw new BundleHindered('identityOver');
    const seed = this.#seed();
    const { deskSeq, hash, opId } = log.ownEnd();
    const pushes = this.#pushes();
    const question: BundleQuestion = {
      ...identity,
      machine,
      last: { deskSeq, hash: hash.toString('hex'), opId },
      operations: OPERATIONS_VERSION,
      replyTo: await publicKeyOf('X25519', await derivedSeed(seed, 'bundles')),
      after: membership.position.cursor,
      pushes,
      leases: leases.reconciliation(),
      leaseRequests: leases.wishes(),
    };
    const alone = await packContent(question);
    const through = pushes.at(-1)?.operations.at(-1)?.deskSeq ?? membership.position.acked.deskSeq;
    const content = choose === undefined ? alone : await packContent({ ...question, files: await choose({ through, bundleBytes: alone.length }) });
    return sealBundle({ from: 'desk', desk: identity.desk, content, recipient: this.#keys().encryption, signer: seed, randomBytes: (length) => environment.randomBytes(length) });
  }

  /**
   * Takes the server's answer. The same answer may be taken twice; one that begins after this desk's place is not.
   *
   * @param check told of the files before anything is taken; what it throws is thrown
   * @throws BundleRefused, BundleHindered, ServerOrderBroken
   */
  async take(bytes: Uint8Array, check?: (files: AnswerFiles | null) => void): Promise<BundleTaken> {
    const { store, environment, leases } = this.#options;
    const { membership, identity } = store;
    const keys = this.#keys();
    const opened = await openBundle(bytes, { from: 'server', recipient: await derivedSeed(this.#seed(), 'bundles'), signerOf: async (desk) => (desk === identity.desk ? keys.signature : null) });
    const answer = await unpackContent(bundleAnswer, opened.content);
    if (answer.answer === 'fenced') {
      membership.setFence(answer.fence);
      throw new BundleHindered('fenced');
    }
    if (answer.epoch !== identity.epoch || answer.desk !== identity.desk) throw new BundleRefused('forSomebodyElse');
    if (answer.after > membership.position.cursor) throw new BundleHindered('later');
    const files = answer.files ?? null;
    check?.(files);
    const before = membership.position.acked.deskSeq;
    answer.pushes.forEach((pushed) => this.#acknowledge(pushed));
    membership.contact(answer.serverTime, isoInstant(environment.now()));
    let taken = 0;
    for (const page of answer.pages) {
      // What a stream held before it was granted is asked for over the link alone.
      if (store.grantedAnew(page.streams).length > 0) throw new BundleHindered('streamGranted');
      const operations = page.operations.filter(({ seq }) => seq > membership.position.cursor);
      const { operations: count, ...rest } = store.takeFromServer({ ...page, operations });
      taken += count;
      if (count > 0) this.#options.onTaken({ operations: count, ...rest });
    }
    leases.reconciled(answer.leases);
    for (const lease of answer.granted) leases.granted(lease);
    return { taken, sent: membership.position.acked.deskSeq - before, more: answer.pages.at(-1)?.more ?? false, files };
  }

  #pushes(): Push[] {
    const { log, identity, membership } = this.#options.store;
    const pushes: Push[] = [];
    let from = membership.position.acked.opId;
    while (pushes.length < PUSHES) {
      const operations = nextPush(log, from);
      const last = operations.at(-1);
      if (last === undefined) break;
      pushes.push({ ...identity, operations });
      from = last.opId;
    }
    return pushes;
  }

  /** Only what this desk really wrote, and never back behind what was acknowledged before. */
  #acknowledge(answer: PushAnswer): void {
    const { log, membership } = this.#options.store;
    if (answer.answer === 'taken' && answer.acked.deskSeq > membership.position.acked.deskSeq && log.holds(answer.acked)) membership.acknowledge(answer.acked);
  }

  #seed(): Uint8Array {
    const { record } = this.#options.store.membership;
    if (record === null) throw new Error('the desk belongs to no server');
    return openIdentity(this.#options.store, record.privateKey).seed;
  }

  #keys(): BundleKeys {
    const keys = this.#options.store.membership.bundleKeys();
    if (keys === null) throw new BundleHindered('noKeys');
    return keys;
  }
}
