import { type AnswerFiles, type BundleAnswer, bundleQuestion, BUNDLE_ANSWER_BYTES, type BundleQuestion, type CarriedFiles } from '#shared/sync/bundle.ts';
import { packContent, unpackContent } from '#shared/sync/bundle-content.ts';
import { filesNamedBy } from '#shared/sync/named-files.ts';
import { operationSchema } from '#shared/sync/operation.ts';
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
  /** Left out: bundles alone, without files. */
  readonly carrier?: BundleCarrier | undefined;
}

/** What carries files beside the bundles. */
export interface BundleCarrier {
  /** @param carried null: the bundle says that no files follow it. @throws BundleRefused where what follows is not that; nothing was taken then */
  check(carried: CarriedFiles | null): void;
  /** Takes the files that follow the desk's bundle. */
  take(desk: DeskRow, carried: CarriedFiles): Promise<Pick<AnswerFiles, 'held' | 'refused'>>;
  /**
   * Files of others that go back to the desk, and how many find no room.
   *
   * @param named files that the desk wants, those first that it needs most
   * @param bundleBytes of the answer before they are listed in it
   */
  choose(desk: DeskRow, named: readonly string[], limits: { readonly largest: number; readonly bundleBytes: number }): Promise<{ readonly carried: CarriedFiles; readonly left: number }>;
}

export interface AnsweredBundle {
  readonly bytes: Uint8Array;
  /** Files that are to follow the answer; null: the desk takes none. */
  readonly carried: CarriedFiles | null;
  /** Files that came with the question, and those of them that are held. */
  readonly came: { readonly files: number; readonly held: number };
}

/**
 * Takes what a desk wrote on a stick, as if it had come over the wire, and writes an answer that this desk alone reads.
 * The same bundle may be taken twice.
 *
 * @throws BundleRefused where it is not a sound bundle of a desk of this server
 */
export async function answerBundle(parts: AnswerBundleParts, bytes: Uint8Array): Promise<AnsweredBundle> {
  const { store, environment, secrets } = parts;
  const opened = await openBundle(bytes, { from: 'desk', recipient: await secrets.encryption(), signerOf: async (desk) => (await store.desk(desk))?.publicKey ?? null });
  const question = await unpackContent(bundleQuestion, opened.content);
  if (question.desk !== opened.desk) throw new BundleRefused('damaged');
  parts.carrier?.check(question.files?.carried ?? null);
  const answer = await exchange(parts, question);
  const files = answer.answer === 'exchanged' ? (answer.files ?? null) : null;
  const sealed = await sealBundle({ from: 'server', desk: question.desk, content: await packContent(answer), recipient: question.replyTo, signer: await secrets.signature(), randomBytes: (length) => environment.randomBytes(length) });
  return { bytes: sealed, carried: files?.carried ?? null, came: { files: question.files?.carried.files.length ?? 0, held: files?.held.length ?? 0 } };
}

async function exchange({ store, environment, push, carrier }: AnswerBundleParts, question: BundleQuestion): Promise<BundleAnswer> {
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
  const answer: BundleAnswer = { answer: 'exchanged', desk: id, epoch, after, pushes, pages: await pagesAfter(store, standing, after, environment.now()), leases, granted, serverTime };
  if (carrier === undefined || question.files === undefined) return answer;
  const { carried, wanted, largest } = question.files;
  const taken = await carrier.take(standing, carried);
  const bundleBytes = (await packContent({ ...answer, taken })).length;
  return { ...answer, files: { ...taken, ...(await carrier.choose(standing, [...new Set([...recordsOf(answer.pages), ...wanted])], { largest, bundleBytes })) } };
}

/** Files that every desk needs to show what the pages bring: reports, evidence, trust. */
function recordsOf(pages: readonly PullAnswer[]): string[] {
  return pages.flatMap(({ operations }) =>
    operations
      .filter(({ status }) => status === 'accepted')
      .flatMap(({ body }) => {
        const { kind, v, payload } = operationSchema.parse(JSON.parse(body));
        return filesNamedBy(kind, v, payload).flatMap(({ sha256, use }) => (use === 'record' ? [sha256] : []));
      }),
  );
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
