import { Refusal } from '#shared/contract/errors.ts';
import type { MethodCheckedInput, MethodOutput } from '#shared/contract/index.ts';
import type { PackageDocument } from '#shared/contract/packages.ts';
import { isTaken, type TakeRefusal } from '#shared/domain/package-documents.ts';
import { type Actor, hasRight } from '#shared/domain/rights.ts';
import type { CallContext, RoomHandlers } from '#shared/rpc/dispatcher.ts';
import { MAIN_STREAM, operationActor } from '#shared/sync/operation.ts';
import type { IntakeRoom } from '../../intake/intake-room.ts';
import type { TakenFromPackage } from '../../jobs/job-kinds.ts';
import type { JobRunner } from '../../jobs/job-runner.ts';
import type { RunningJobs } from '../../jobs/running-jobs.ts';
import type { BlobLocation } from '../../store/blobs/blob-file.ts';
import type { Store } from '../../store/store.ts';
import type { BringFile } from '../../sync/files/bring-file.ts';
import { refusalOfJob } from './package-failures.ts';
import type { PackageRecords, TakenLetter } from './package-records.ts';

/** Gigabytes are read, verified and sealed at the pace of a disk. */
const LONGEST_MILLISECONDS = 6 * 60 * 60 * 1000;

export interface PackageDocumentsOptions {
  readonly store: Store;
  readonly jobs: JobRunner;
  readonly runningJobs: RunningJobs;
  readonly records: PackageRecords;
  /** Brings a package that lies elsewhere. @throws Refusal */
  readonly bring: BringFile;
  readonly intake: Pick<IntakeRoom, 'take'>;
  readonly onChanged: () => void;
}

type Listed = readonly Omit<PackageDocument, 'taken'>[];
type Imported = NonNullable<ReturnType<PackageRecords['importedById']>>['entry'];
type Whole = Extract<TakenFromPackage, { readonly kind: 'taken' }>;

/** Two windows, or two desks, may ask at once: the tables are asked once more where the letter is made. */
class TakenMeanwhile extends Error {}

/** Documents of packages that came, on their way to a registration of this office. */
export class PackageDocuments {
  readonly #options: PackageDocumentsOptions;
  /** Of the package that was asked for last: its bytes never change. */
  #listed: { readonly sha256: string; readonly documents: Listed } | null = null;

  constructor(options: PackageDocumentsOptions) {
    this.#options = options;
  }

  readonly handlers: Pick<RoomHandlers<'packages'>, 'documents' | 'take'> = {
    documents: async ({ packageId }, context) => {
      const documents = await this.#documentsOf(this.#imported(packageId, context.actor), context);
      const taken = this.#options.records.takenFrom(packageId);
      return { documents: documents.map((document) => ({ ...document, taken: letterShown(taken.get(document.path) ?? []) })) };
    },
    take: (input, context) => this.#take(input, context),
  };

  async #take({ packageId, paths }: MethodCheckedInput<'packages.take'>, context: CallContext<Actor>): Promise<MethodOutput<'packages.take'>> {
    const { store, onChanged } = this.#options;
    const entry = this.#imported(packageId, context.actor);
    const counts = new Map((await this.#documentsOf(entry, context)).map(({ path, files }) => [path, files]));
    const [taken, refused]: [{ path: string; letterId: string }[], { path: string; reason: TakeRefusal }[]] = [[], []];
    const wished: { path: string; outputs: BlobLocation[] }[] = [];
    for (const path of new Set(paths)) {
      const count = counts.get(path);
      if (count === undefined) throw new Refusal('not-found', 'error.packageDocumentNotFound');
      if (this.#isTaken(packageId, path)) refused.push({ path, reason: 'alreadyTaken' });
      else wished.push({ path, outputs: Array.from({ length: count }, () => store.blobs.newPlace()) });
    }
    try {
      for (const found of await this.#read(entry, wished, context)) {
        if (found.kind === 'refused') {
          refused.push({ path: found.path, reason: found.reason });
          continue;
        }
        const outputs = wished.find(({ path }) => path === found.path)?.outputs ?? [];
        const letterId = await this.#letterOf(entry, found, outputs, context.actor);
        if (letterId === null) refused.push({ path: found.path, reason: 'alreadyTaken' });
        else taken.push({ path: found.path, letterId });
      }
    } finally {
      for (const place of wished.flatMap(({ outputs }) => outputs)) await store.blobs.discard(place);
    }
    onChanged();
    return { taken, refused };
  }

  /** @returns null where somebody took the document over meanwhile */
  async #letterOf({ packageId, fileName }: Imported, { path, said, files }: Whole, outputs: readonly BlobLocation[], actor: Actor): Promise<string | null> {
    const { store, intake } = this.#options;
    for (const { output, sha256 } of files) {
      const place = outputs[output];
      if (place === undefined) throw new Error('a file without its place');
      await store.blobs.adopt(place, sha256);
    }
    try {
      const [letterId] = intake.take([{ files: files.map(({ output: _place, role, ...file }) => ({ file, role })), message: null }], actor, {
        source: fileName,
        within: ([letter], transaction) => {
          if (letter === undefined) throw new Error('a letter that was just made is not there');
          if (this.#isTaken(packageId, path)) throw new TakenMeanwhile();
          transaction.append({
            kind: 'package.documentTaken',
            entity: letter.letterId,
            stream: MAIN_STREAM,
            actor: operationActor(actor),
            payload: { packageId, path, letterId: letter.letterId, ...said },
            changes: [{ field: 'source', before: null, after: `${fileName} · ${path}` }],
          });
        },
      });
      return letterId ?? null;
    } catch (error) {
      if (error instanceof TakenMeanwhile) return null;
      throw error;
    }
  }

  #isTaken(packageId: string, path: string): boolean {
    return isTaken((this.#options.records.takenFrom(packageId).get(path) ?? []).map(({ state }) => state));
  }

  /** A package may describe documents that this person could not see otherwise: only who keeps the archive opens it. */
  #imported(packageId: string, actor: Actor): Imported {
    if (!hasRight(actor, 'archive.keep')) throw new Refusal('no-right', 'error.noRight', { right: 'archive.keep' });
    const kept = this.#options.records.importedById(packageId);
    if (kept === null) throw new Refusal('not-found', 'error.fileNotFound');
    return kept.entry;
  }

  async #documentsOf(entry: Imported, { signal, progress }: CallContext<Actor>): Promise<Listed> {
    const { jobs, runningJobs } = this.#options;
    const { sha256, fileName } = entry;
    if (this.#listed?.sha256 === sha256) return this.#listed.documents;
    const location = await this.#locate(entry, signal);
    const found = await jobDone(runningJobs.run({ title: 'job.inspectPackage', fileName, signal, onProgress: progress }, (job) => jobs.run('listPackage', { location }, { ...job, limits: { milliseconds: LONGEST_MILLISECONDS } })));
    if (found.kind === 'refused') throw new Refusal('refused', 'error.packageRefused');
    this.#listed = { sha256, documents: found.documents };
    return found.documents;
  }

  async #read(entry: Imported, documents: readonly { readonly path: string; readonly outputs: readonly BlobLocation[] }[], { signal, progress }: CallContext<Actor>): Promise<readonly TakenFromPackage[]> {
    const { jobs, runningJobs } = this.#options;
    if (documents.length === 0) return [];
    const location = await this.#locate(entry, signal);
    const found = await jobDone(runningJobs.run({ title: 'job.takeFromPackage', fileName: entry.fileName, signal, onProgress: progress }, (job) => jobs.run('takeFromPackage', { location, documents }, { ...job, limits: { milliseconds: LONGEST_MILLISECONDS } })));
    if (found.kind === 'refused') throw new Refusal('refused', 'error.packageRefused');
    return found.documents;
  }

  async #locate({ sha256, fileName }: Imported, signal: AbortSignal): Promise<BlobLocation> {
    const { store, bring } = this.#options;
    if (!store.blobs.has(sha256)) await bring({ sha256, fileName }, signal);
    return store.blobs.locate(sha256);
  }
}

/** The letter that keeps the document from going over again; else the newest that was taken off the list. */
function letterShown(letters: readonly TakenLetter[]): TakenLetter | null {
  return letters.find(({ state }) => isTaken([state])) ?? letters[0] ?? null;
}

async function jobDone<Value>(work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (error) {
    throw refusalOfJob(error);
  }
}
