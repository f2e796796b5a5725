import type { MethodOutput } from '#shared/contract/index.ts';
import type { Language } from '#shared/domain/languages.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import { ArchiveSettingsRecord } from '../archive/case-files/archive-settings.ts';
import { CaseFilesRoom } from '../archive/case-files/case-files-room.ts';
import { CaseRecords } from '../archive/case-files/case-records.ts';
import { ClosingCards } from '../archive/case-files/closing-facts.ts';
import { DestructionRecords } from '../archive/destruction/destruction-records.ts';
import { DestructionRoom } from '../archive/destruction/destruction-room.ts';
import { FixityRecords } from '../archive/fixity/fixity-records.ts';
import { FixityRoom } from '../archive/fixity/fixity-room.ts';
import type { HoldRecords } from '../archive/holds/hold-records.ts';
import { HoldsRoom } from '../archive/holds/holds-room.ts';
import { AppraisalRecords } from '../archive/inventories/appraisal-records.ts';
import { AppraisalRoom } from '../archive/inventories/appraisal-room.ts';
import { InventoriedYears } from '../archive/inventories/inventoried-years.ts';
import { InventoriesRoom } from '../archive/inventories/inventories-room.ts';
import { InventoryPapers } from '../archive/inventories/inventory-papers.ts';
import { InventoryRecords } from '../archive/inventories/inventory-records.ts';
import { PackageGathering } from '../archive/packages/gather-package.ts';
import { PackageChoices } from '../archive/packages/package-choices.ts';
import { PackageDocuments } from '../archive/packages/package-documents.ts';
import { PackageRecords } from '../archive/packages/package-records.ts';
import { PackagesRoom } from '../archive/packages/packages-room.ts';
import { PackedCases } from '../archive/packages/packed-cases.ts';
import { ReadingRoom } from '../archive/reading-room/reading-room.ts';
import { UseRecords } from '../archive/reading-room/use-records.ts';
import { RetentionTermsRoom } from '../archive/terms/retention-terms-room.ts';
import { isoInstant } from '../environment.ts';
import type { IntakeRoom } from '../intake/intake-room.ts';
import type { Uploads } from '../intake/uploads.ts';
import type { NomenclatureRecords } from '../nomenclature/nomenclature-records.ts';
import { RetentionLists } from '../nomenclature/retention-lists.ts';
import type { PaperDuplicateRecords } from '../paper-duplicates/paper-duplicate-records.ts';
import { archiveDefaults } from '../rule-packs/index.ts';
import { missingFiles } from './integrity.ts';
import { openPreservation, type PreservationOptions } from './preservation-room.ts';

export interface ArchiveRoomsOptions extends PreservationOptions {
  readonly nomenclature: NomenclatureRecords;
  readonly duplicateRecords: PaperDuplicateRecords;
  readonly holdRecords: HoldRecords;
  readonly uploads: Uploads;
  readonly intake: IntakeRoom;
  readonly version: string;
  /** All that the desk holds of a document which the actor may read. @throws Refusal */
  readonly documentOf: (documentId: string, actor: Actor) => Promise<MethodOutput<'registration.get'>>;
  /** The password once more. @throws Refusal */
  readonly confirmPassword: (actor: Actor, password: string) => Promise<void>;
}

/** Puts together the rooms of the archive: closed cases, their terms and holds, inventories, destruction, packages, the state of the stored files. */
export function openArchiveRooms(options: ArchiveRoomsOptions) {
  const { store, environment, nomenclature, holdRecords, office, rulePack, jobs, runningJobs, fontsDirectory, readable, changed, uploads, bring, version, documentOf, confirmPassword, intake, logUnexpected } = options;
  const zone = (): string => office().zone;
  const language = (): Language => office().documentLanguages[0] ?? 'en';
  const fixity = new FixityRoom({ store, environment, jobs, records: new FixityRecords(store.database), zone, deskCode: () => office().deskCode, missing: () => missingFiles(store), onChanged: () => changed('archive'), logUnexpected });
  const preservation = openPreservation(options);
  const readingRoom = new ReadingRoom({ store, environment, records: new UseRecords(store.database), zone, language, onChanged: () => changed('archive') });
  const inventoried = new InventoriedYears(store.database);
  const destruction = new DestructionRoom({
    store,
    environment,
    records: new DestructionRecords(store.database),
    office,
    rulePack,
    missingInventories: (years) => inventoried.missingInventories(years),
    confirmPassword,
    jobs,
    runningJobs,
    fontsDirectory,
    onChanged: () => changed('archive', 'cards'),
    logUnexpected,
  });
  const today = (): string => dayInZone(zone(), isoInstant(environment.now()));
  const appraisal = new AppraisalRoom({ store, records: new AppraisalRecords(store.database), today, language, onChanged: () => changed('archive', 'nomenclature') });
  const inventories = new InventoriesRoom({ store, records: new InventoryRecords(store.database), papers: new InventoryPapers(options), today, language, archivalFundByRule: () => archiveDefaults(rulePack()).archivalFund, onChanged: () => changed('archive') });
  const settings = new ArchiveSettingsRecord(store, rulePack);
  const caseFiles = new CaseFilesRoom({
    store,
    environment,
    nomenclature,
    records: new CaseRecords(store.database),
    closingCards: new ClosingCards(store.database),
    settings,
    zone,
    rulePack,
    onChanged: () => changed('archive', 'nomenclature', 'cards'),
  });
  const retentionTerms = new RetentionTermsRoom({ store, environment, nomenclature, lists: new RetentionLists(store, environment), holds: holdRecords, office, rulePack, onChanged: changed });
  const holds = new HoldsRoom({ store, records: holdRecords, nomenclature, readable, onChanged: () => changed('archive') });
  const packageRecords = new PackageRecords(store.database, (sha256) => store.blobs.has(sha256));
  const packageDocuments = new PackageDocuments({ store, jobs, runningJobs, records: packageRecords, bring, intake, onChanged: () => changed('archive') });
  const packages = new PackagesRoom({
    store,
    environment,
    jobs,
    runningJobs,
    records: packageRecords,
    choices: new PackageChoices(store.database),
    gathering: async () => new PackageGathering({ store, cases: new PackedCases(store.database), documentOf, bring, safeName: (await import('../packages/paths.ts')).safeName }),
    office,
    program: `Chancery ${version}`,
    wasHandedIn: (sha256, connection) => uploads.wasHandedIn(sha256, connection),
    onChanged: () => changed('archive'),
  });
  return { settings, caseFiles, fixity, preservation, actExecution: destruction.execution, handlers: { caseFiles: caseFiles.handlers, retentionTerms: retentionTerms.handlers, holds: holds.handlers, fixity: fixity.handlers, preservation: preservation.handlers, readingRoom: readingRoom.handlers, destruction: destruction.handlers, appraisal: appraisal.handlers, inventories: inventories.handlers, packages: { ...packages.handlers, ...packageDocuments.handlers } } };
}
