import { Refusal } from '#shared/contract/errors.ts';
import type { MethodCheckedInput } from '#shared/contract/index.ts';
import { type ImportedPackage, type Inspection, type MadePackage, packageReport } from '#shared/contract/packages.ts';
import type { Actor } from '#shared/domain/rights.ts';
import type { CallContext, RoomHandlers } from '#shared/rpc/dispatcher.ts';
import { MAIN_STREAM, operationActor } from '#shared/sync/operation.ts';
import { type Environment, isoInstant } from '../../environment.ts';
import type { JobRunner } from '../../jobs/job-runner.ts';
import type { RunningJobs } from '../../jobs/running-jobs.ts';
import type { OfficeRecord } from '../../registration/directories.ts';
import type { Store } from '../../store/store.ts';
import type { PackageGathering } from './gather-package.ts';
import { refusalOfJob } from './package-failures.ts';
import type { PackageChoices } from './package-choices.ts';
import type { PackageRecords } from './package-records.ts';

/** Gigabytes are sealed, hashed and written at the pace of a disk. */
const LONGEST_MILLISECONDS = 6 * 60 * 60 * 1000;

export interface PackagesOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly jobs: JobRunner;
  readonly runningJobs: RunningJobs;
  readonly records: PackageRecords;
  readonly choices: PackageChoices;
  readonly gathering: () => Promise<PackageGathering>;
  readonly office: () => OfficeRecord;
  /** Name and version of this program, for whoever opens a package. */
  readonly program: string;
  /** Whether the window handed in the file since the start. */
  readonly wasHandedIn: (sha256: string, connection: string) => boolean;
  readonly onChanged: () => void;
}

/** Packages that leave the office, and those that came to it (ARC-01, ARC-09). */
export class PackagesRoom {
  readonly #options: PackagesOptions;

  constructor(options: PackagesOptions) {
    this.#options = options;
  }

  readonly handlers: Omit<RoomHandlers<'packages'>, 'documents' | 'take'> = {
    list: () => ({ made: this.#options.records.made(), imported: this.#options.records.imported() }),
    choices: (input) => this.#options.choices.choices(input),
    make: (input, context) => this.#make(input, context),
    inspect: (input, context) => this.#inspect(input, context),
    import: (input, context) => this.#import(input, context),
    report: async ({ packageId }) => {
      const kept = this.#options.records.importedById(packageId);
      if (kept === null) throw new Refusal('not-found', 'error.fileNotFound');
      return packageReport.parse(JSON.parse((await this.#options.store.blobs.read(kept.reportSha256)).toString('utf8')));
    },
  };

  async #make({ packageId, format, caseIds, madeFor, permission }: MethodCheckedInput<'packages.make'>, { actor, signal, progress }: CallContext<Actor>): Promise<MadePackage> {
    const { store, environment, jobs, runningJobs, records, office, program, onChanged } = this.#options;
    const before = records.madeById(packageId);
    if (before !== null) return before;
    const { name: organisation, country } = office();
    const madeAt = isoInstant(environment.now());
    const chosen = [...new Set(caseIds)];
    const fileName = `package-${packageId}.tar`;
    const output = store.blobs.newPlace();
    try {
      const made = await runningJobs.run({ title: 'job.makePackage', fileName, signal, onProgress: progress }, async (job) => {
        const { plan, locations } = await (await this.#options.gathering()).gather(chosen, { packageId, format, madeAt, madeBy: actor.name, madeFor, permission, organisation, country, program }, actor, job.signal ?? signal);
        const result = await jobs.run('makePackage', { plan, locations, output }, { ...job, limits: { milliseconds: LONGEST_MILLISECONDS } });
        return { ...result, documents: plan.record.documents, permission: plan.record.permission, documentIds: plan.cases.flatMap(({ documents }) => documents.map(({ record }) => record.card.documentId)) };
      });
      // Hours may have gone by.
      if (chosen.some((caseId) => !records.isPackable(caseId))) {
        store.blobs.destroy(output);
        throw new Refusal('refused', 'error.packageCaseNotClosed');
      }
      await store.blobs.adopt(output, made.sha256);
      store.commit((transaction) => {
        transaction.append({
          kind: 'package.made',
          entity: packageId,
          stream: MAIN_STREAM,
          actor: operationActor(actor),
          payload: { packageId, format, caseIds: chosen, madeFor, permission: made.permission, fileName, sha256: made.sha256, size: made.size, files: made.files, documents: made.documents, manifestSha256: made.manifestSha256 },
          changes: [{ field: 'madeFor', before: null, after: madeFor }, ...(made.permission === null ? [] : [{ field: 'permission', before: null, after: made.permission }])],
        });
        records.keepContents(packageId, made.documentIds);
      });
    } catch (error) {
      await store.blobs.discard(output);
      throw refusalOfJob(error);
    }
    onChanged();
    const written = records.madeById(packageId);
    if (written === null) throw new Error('a package that was just recorded is not there');
    return written;
  }

  async #inspect({ sha256, fileName }: MethodCheckedInput<'packages.inspect'>, { connection, signal, progress }: CallContext<Actor>): Promise<Inspection> {
    const { store, jobs, runningJobs, wasHandedIn } = this.#options;
    if (!wasHandedIn(sha256, connection)) throw new Refusal('not-found', 'error.fileNotFound');
    const location = await store.blobs.locate(sha256);
    try {
      return await runningJobs.run({ title: 'job.inspectPackage', fileName, signal, onProgress: progress }, (job) => jobs.run('inspectPackage', { location }, { ...job, limits: { milliseconds: LONGEST_MILLISECONDS } }));
    } catch (error) {
      throw refusalOfJob(error);
    }
  }

  /** It is read once more: what is recorded is what lies here, not what a window says of it. */
  async #import({ packageId, sha256, fileName }: MethodCheckedInput<'packages.import'>, context: CallContext<Actor>): Promise<ImportedPackage> {
    const { store, records, onChanged } = this.#options;
    const before = records.importedById(packageId);
    if (before !== null) return before.entry;
    const found = await this.#inspect({ sha256, fileName }, context);
    if (found.kind === 'refused') throw new Refusal('refused', 'error.packageRefused');
    const { report } = found;
    // It would outlive the destruction of the cases in it.
    if (records.isOwn(sha256, report.identifier)) throw new Refusal('refused', 'error.packageIsOwn');
    const kept = await store.blobs.write(Buffer.from(JSON.stringify(report)));
    const size = await store.blobs.size(sha256);
    store.commit((transaction) =>
      transaction.append({
        kind: 'package.imported',
        entity: packageId,
        stream: MAIN_STREAM,
        actor: operationActor(context.actor),
        payload: { packageId, format: report.format, fileName, sha256, size, identifier: report.identifier, organisation: report.organisation, documents: report.documentCount, findings: report.findingCount, reportSha256: kept.sha256 },
        changes: [{ field: 'fileName', before: null, after: fileName }],
      }),
    );
    onChanged();
    const written = records.importedById(packageId);
    if (written === null) throw new Error('a package that was just recorded is not there');
    return written.entry;
  }
}
