import { type BundleAnswer, bundleQuestion, BUNDLE_ANSWER_BYTES, type BundleQuestion } from '#shared/sync/bundle.ts';
import { packContent, unpackContent } from '#shared/sync/bundle-content.ts';
import { BundleRefused, derivedSeed, openBundle, publicKeyOf, sealBundle } from '#shared/sync/sealed-bundle.ts';
import type { BundleKeys, LeaseAnswer, PullAnswer, Push, PushAnswer } from '#shared/sync/wire.ts';
import { fenceOf, newFence } from '../desks/hello.ts';
import { isoInstant, type ServerEnvironment } from '../environment.ts';
import { grantLease, reconcileLeases } from '../numbers/leases.ts';
import { PULL_BYTES, readPage } from '../operations/pull.ts';
import type { DeskRow, Store } from '../stores/store.ts';

/** The server's keys for bundles, derived from the secret that all nodes share. */
export class BundleSecrets {
  readonly #secret: Uint8Array;

  constructor(secret: string) {
    this.#secret = Buffer.from(secret, 'utf8');
  }

  encryption(): Promise<Uint8Array> {
    return derivedSeed(this.#secret, 'bundles, encryption');
  }

  signature(): Promise<Uint8Array> {
    return derivedSeed(this.#secret, 'bundles, signature');
  }

  /** What desks are told. */
  async publicKeys(): Promise<BundleKeys> {
    return { encryption: await publicKeyOf('X25519', await this.encryption()), signature: await publicKeyOf('Ed25519', await this.signature()) };
  }
}

export interface AnswerBundleParts {
  readonly store: Store;
  readonly environment: ServerEnvironment;
  readonly secrets: BundleSecrets;
  readonly push: (desk: DeskRow, message: Push) => Promise<PushAnswer>;
}

/**
 * Takes what a desk wrote on a stick, as if it had come over the wire, and writes an answer that this desk alone reads.
 * The same bundle may be taken twice.
 *
 * @throws BundleRefused where it is not a sound bundle of a desk of this server
 */
export async function answerBundle(parts: AnswerBundleParts, bytes: Uint8Array): Promise<Uint8Array> {
  const { store, environment, secrets } = parts;
  const opened = await openBundle(bytes, { from: 'desk', recipient: await secrets.encryption(), signerOf: async (desk) => (await store.desk(desk))?.publicKey ?? null });
  const question = await unpackContent(bundleQuestion, opened.content);
  if (question.desk !== opened.desk) throw new BundleRefused('damaged');
  const content = await packContent(await exchange(parts, question));
  return sealBundle({ from: 'server', desk: question.desk, content, recipient: question.replyTo, signer: await secrets.signature(), randomBytes: (length) => environment.randomBytes(length) });
}

async function exchange({ store, environment, push }: AnswerBundleParts, question: BundleQuestion): Promise<BundleAnswer> {
  const { desk: id, epoch, after } = question;
  const serverTime = isoInstant(environment.now());
  const row = await store.desk(id);
  if (row === null) throw new BundleRefused('forSomebodyElse');
  const fence = row.epoch === epoch ? (fenceOf(row) ?? newFence(row, question)) : 'fork';
  if (fence !== null) return { answer: 'fenced', desk: id, fence, serverTime };
  const pushes: PushAnswer[] = [];
  for (const message of question.pushes) {
    const answer = await push(row, message);
    pushes.push(answer);
    if (answer.answer === 'refused') break;
  }
  const standing = (await store.desk(id)) ?? row;
  const leases = await reconcileLeases(store, environment, standing, question.leases);
  const granted: LeaseAnswer[] = [];
  for (const request of question.leaseRequests) granted.push(await grantLease(store, environment, standing, request));
  await store.noteContact(standing.organisation, id, environment.now(), after);
  return { answer: 'exchanged', desk: id, epoch, after, pushes, pages: await pagesAfter(store, standing, after, environment.now()), leases, granted, serverTime };
}

async function pagesAfter(store: Store, desk: DeskRow, after: number, now: number): Promise<PullAnswer[]> {
  const pages: PullAnswer[] = [];
  let from = after;
  for (let bytes = 0; bytes < BUNDLE_ANSWER_BYTES; bytes += PULL_BYTES) {
    const page = await readPage(store, desk, from, Number.MAX_SAFE_INTEGER, now);
    pages.push(page);
    if (!page.more) break;
    from = page.operations.at(-1)?.seq ?? page.head;
  }
  return pages;
}
