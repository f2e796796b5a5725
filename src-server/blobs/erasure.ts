import { type DoomedFile, doomedFiles } from '#shared/sync/doomed-files.ts';
import { HOLDING_KINDS } from '#shared/sync/kinds/holds.ts';
import { filesNamedBy, KINDS_WITH_FILES } from '#shared/sync/named-files.ts';
import { operationSchema } from '#shared/sync/operation.ts';
import { passCrashPoint, type ServerEnvironment } from '../environment.ts';
import type { ErasedAct, ErasedDocument, KindsQuery, LoggedBody, Store } from '../stores/store.ts';
import type { BlobStore } from './blob-store.ts';
import { DestroyedDocuments, KINDS_OF_DESTRUCTION } from './destroyed-documents.ts';
import type { FileLocks } from './file-locks.ts';
import type { UnfinishedUploads } from './unfinished-uploads.ts';

const PAGE = 500;
/** Kinds after which there may be something to remove; a desk reports again where more came and went. */
const OCCASIONS: readonly string[] = ['destruction.placeReported', 'hold.lifted'];

export interface ErasureParts {
  readonly store: Store;
  readonly blobs: BlobStore;
  readonly uploads: UnfinishedUploads;
  readonly locks: FileLocks;
  readonly environment: ServerEnvironment;
}

/**
 * Removes the files of destroyed cases from the server (ARC-04): after a desk has said that it erased them, and only those
 * that nothing else names in the whole log. First it is written down, then the bytes go, so that a stop is gone on with.
 */
export class Erasure {
  readonly #parts: ErasureParts;
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: ErasureParts) {
    this.#parts = parts;
  }

  /** Removes what is to be removed by now; one run after another. */
  run(): Promise<void> {
    const run = this.#last.then(() => this.#eraseAll());
    // Its failure is told to who asked; the next one tries for itself.
    this.#last = run.catch(() => undefined);
    return run;
  }

  /** What has gone for an act by now; null: nothing yet. */
  async ofAct(organisation: string, actId: string): Promise<ErasedAct | null> {
    await this.run();
    return this.#parts.store.erasedAct(organisation, actId);
  }

  /** A log that is being recovered from the desks is not whole: nothing is judged by it. */
  async #eraseAll(): Promise<void> {
    for (const { organisation, recovery, seq } of await this.#parts.store.organisations()) if (recovery === null) await this.#erase(organisation, seq);
  }

  async #erase(organisation: string, head: number): Promise<void> {
    const { store } = this.#parts;
    if (await this.#isAnythingNew(organisation, head)) await this.#decide(organisation, head);
    for (let files = await store.filesToRemove(organisation, PAGE); files.length > 0; files = await store.filesToRemove(organisation, PAGE)) {
      for (const sha256 of files) await this.#remove(organisation, sha256);
    }
  }

  async #isAnythingNew(organisation: string, until: number): Promise<boolean> {
    const { store } = this.#parts;
    // Where no desk ever reported, the log need not be read.
    if ((await store.bodiesOfKinds(organisation, { kinds: ['destruction.placeReported'], after: 0, until, limit: 1 })).length === 0) return false;
    return (await store.bodiesOfKinds(organisation, { kinds: OCCASIONS, after: await store.erasureRead(organisation), until, limit: 1 })).length > 0;
  }

  async #decide(organisation: string, head: number): Promise<void> {
    const { store, environment } = this.#parts;
    const committed = (query: KindsQuery): Promise<LoggedBody[]> => store.bodiesOfKinds(organisation, query);
    const destroyed = new DestroyedDocuments();
    await read(committed, KINDS_OF_DESTRUCTION, 0, head, (operation) => destroyed.take(operation));
    const documents = destroyed.settle();
    const all = (take: Parameters<typeof read>[4]): Promise<void> => read(committed, KINDS_WITH_FILES, 0, head, take);
    const files = await doomedFiles({ actOf: (owner) => destroyed.actOf(owner), among: all, all });
    await store.change(organisation, async (change) => {
      // What was placed meanwhile may hold a case or name a file.
      const { seq } = change.organisation;
      const later = (query: KindsQuery): Promise<LoggedBody[]> => change.bodiesOfKinds(query);
      let isHeld = false;
      await read(later, HOLDING_KINDS, head, seq, () => {
        isHeld = true;
      });
      if (isHeld) return;
      const named = new Set<string>();
      await read(later, KINDS_WITH_FILES, head, seq, ({ files: sha256s }) => sha256s.forEach((sha256) => named.add(sha256)));
      const judged = files.map((file) => ({ ...file, kept: file.kept || named.has(file.sha256) }));
      await change.saveErasure({ documents, files: judged.filter(({ kept }) => !kept).map(({ sha256 }) => sha256), acts: actsOf(documents, judged), through: head, at: environment.now() });
    });
    passCrashPoint(environment, 'server.erasure.decided');
  }

  /** The same content is kept once for all organisations: it goes with the last that holds it. */
  async #remove(organisation: string, sha256: string): Promise<void> {
    const { store, blobs, uploads, locks, environment } = this.#parts;
    await locks.alone(sha256, async () => {
      await uploads.removeOfFile(organisation, sha256);
      if (!(await store.isHeldAnywhere(sha256))) await blobs.remove(sha256);
      passCrashPoint(environment, 'server.erasure.removed');
      await store.markRemoved(organisation, sha256);
    });
  }
}

function actsOf(documents: readonly ErasedDocument[], files: readonly DoomedFile[]): ErasedAct[] {
  return [...new Set(documents.map(({ actId }) => actId))].map((actId) => {
    const ofAct = files.filter((file) => file.actId === actId);
    return {
      actId,
      cases: new Set(documents.filter((document) => document.actId === actId).map(({ caseId }) => caseId)).size,
      filesRemoved: ofAct.filter(({ kept }) => !kept).length,
      filesKept: ofAct.filter(({ kept }) => kept).length,
    };
  });
}

type ReadOperation = Pick<ReturnType<typeof operationSchema.parse>, 'kind' | 'v' | 'payload'> & { readonly files: readonly string[] };

async function read(bodies: (query: KindsQuery) => Promise<LoggedBody[]>, kinds: readonly string[], after: number, until: number, take: (operation: ReadOperation) => void): Promise<void> {
  for (let from = after; from < until; ) {
    const page = await bodies({ kinds, after: from, until, limit: PAGE });
    for (const { body } of page) {
      const { kind, v, payload } = operationSchema.parse(JSON.parse(body));
      take({ kind, v, payload, files: filesNamedBy(kind, v, payload).map(({ sha256 }) => sha256) });
    }
    from = page.length < PAGE ? until : (page.at(-1)?.seq ?? until);
  }
}
