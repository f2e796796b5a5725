import type { MethodOutput } from '#shared/contract/index.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { CaseRecords } from '../archive/packages/case-records.ts';
import { PackageGathering } from '../archive/packages/gather-package.ts';
import { PackageRecords } from '../archive/packages/package-records.ts';
import { PackagesRoom } from '../archive/packages/packages-room.ts';
import type { Uploads } from '../intake/uploads.ts';
import type { NomenclatureRecords } from '../nomenclature/nomenclature-records.ts';
import type { PaperDuplicateRecords } from '../paper-duplicates/paper-duplicate-records.ts';
import type { CardRecords } from '../registration/card-records.ts';
import type { BringFile } from '../sync/files/bring-file.ts';
import type { CommonParts } from './common-parts.ts';

export interface ArchiveRoomsOptions extends CommonParts {
  readonly cards: CardRecords;
  readonly nomenclature: NomenclatureRecords;
  readonly duplicateRecords: PaperDuplicateRecords;
  readonly uploads: Uploads;
  readonly bring: BringFile;
  readonly version: string;
  /** All that the desk holds of a document which the actor may read. @throws Refusal */
  readonly documentOf: (documentId: string, actor: Actor) => Promise<MethodOutput<'registration.get'>>;
}

/** Puts together the rooms of the archive: closed cases, their terms and holds, inventories, destruction, packages. */
export function openArchiveRooms({ store, environment, jobs, runningJobs, office, changed, uploads, bring, version, documentOf }: ArchiveRoomsOptions) {
  const packages = new PackagesRoom({
    store,
    environment,
    jobs,
    runningJobs,
    records: new PackageRecords(store.database, (sha256) => store.blobs.has(sha256)),
    gathering: async () => new PackageGathering({ store, cases: new CaseRecords(store.database), documentOf, bring, safeName: (await import('../packages/paths.ts')).safeName }),
    office,
    program: `Chancery ${version}`,
    wasHandedIn: (sha256, connection) => uploads.wasHandedIn(sha256, connection),
    onChanged: () => changed('archive'),
  });
  return { handlers: { packages: packages.handlers } };
}
