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
import { DocumentAssessment, type DocumentAssessmentOptions } from '../archive/preservation/document-assessment.ts';
import { DueDocuments } from '../archive/preservation/due-documents.ts';
import { EvidenceMaking } from '../archive/preservation/evidence-making.ts';
import { PreservationLists } from '../archive/preservation/preservation-lists.ts';
import { PreservationRecords } from '../archive/preservation/preservation-records.ts';
import { PreservationRoom } from '../archive/preservation/preservation-room.ts';
import { ReadingRoom } from '../archive/reading-room/reading-room.ts';
import { UseRecords } from '../archive/reading-room/use-records.ts';
import { RetentionTermsRoom } from '../archive/terms/retention-terms-room.ts';
import { isoInstant } from '../environment.ts';
import type { EvidenceRoom } from '../evidence/evidence-room.ts';
import { FetchSettingsRecord } from '../evidence/fetch-settings.ts';
import type { IntakeRoom } from '../intake/intake-room.ts';
import type { Uploads } from '../intake/uploads.ts';
import type { NomenclatureRecords } from '../nomenclature/nomenclature-records.ts';
import { RetentionLists } from '../nomenclature/retention-lists.ts';
import type { PaperDuplicateRecords } from '../paper-duplicates/paper-duplicate-records.ts';
import type { CardRecords } from '../registration/card-records.ts';
import type { Directories, OfficeRecord } from '../registration/directories.ts';
import { archiveDefaults } from '../rule-packs/index.ts';
import type { ValidationPolicy } from '../signatures/index.ts';
import { SigningSettingsRecord } from '../signing/signing-settings.ts';
import type { Store } from '../store/store.ts';
import type { BringFile } from '../sync/files/bring-file.ts';
import type { Verification } from '../verification/verification.ts';
import type { CommonParts } from './common-parts.ts';
import { missingFiles } from './integrity.ts';

export interface ArchiveRoomsOptions extends CommonParts {
  readonly cards: CardRecords;
  readonly nomenclature: NomenclatureRecords;
  readonly duplicateRecords: PaperDuplicateRecords;
  readonly holdRecords: HoldRecords;
  readonly uploads: Uploads;
  readonly intake: IntakeRoom;
  readonly bring: BringFile;
  readonly version: string;
  /** All that the desk holds of a document which the actor may read. @throws Refusal */
  readonly documentOf: (documentId: string, actor: Actor) => Promise<MethodOutput<'registration.get'>>;
  /** The password once more. @throws Refusal */
  readonly confirmPassword: (actor: Actor, password: string) => Promise<void>;
  readonly verification: Verification;
  readonly signaturePolicy: ValidationPolicy | null;
  readonly obtainEvidence: EvidenceRoom['obtain'];
  readonly logUnexpected: (what: string, error: unknown) => string;
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

function openPreservation({ store, environment, jobs, runningJobs, directories, office, cards, verification, signaturePolicy, obtainEvidence, bring, readable, changed, logUnexpected }: ArchiveRoomsOptions): PreservationRoom {
  const records = new PreservationRecords(store.database);
  const obtain: DocumentAssessmentOptions['obtain'] = (documentId, missing, job) => obtainEvidence({ documentId }, missing, job);
  const assessment = new DocumentAssessment({ store, verification, records, bring, obtain, onVerified: () => changed('cards', 'status') });
  const [signing, fetching] = [new SigningSettingsRecord(store), new FetchSettingsRecord(store)];
  const making = new EvidenceMaking({ store, environment, jobs, verification, assessment, records, authority: () => signing.read().timestampAuthority, fetching: () => fetching.read(), obtain, logUnexpected });
  const deskCode = (): string => office().deskCode;
  return new PreservationRoom({
    store,
    environment,
    runningJobs,
    records,
    due: new DueDocuments(store.database),
    assessment,
    making,
    policy: signaturePolicy,
    lists: new PreservationLists(store.database),
    zone: () => office().zone,
    deskCode,
    founderCode: () => founderCode(store, directories, office()),
    deskCodes: () => [...new Set([deskCode(), ...store.membership.knownCodes()])].sort(),
    demandReadable: (documentId, actor) => void readable(documentId, actor),
    isDestroyed: (documentId) => cards.destructionOf(documentId) !== null,
    onChanged: () => changed('archive'),
    logUnexpected,
  });
}

/** A desk that works alone, or that brought the office to its server, is the one that the office began with. */
function founderCode(store: Store, directories: Directories, { officeId, deskCode }: OfficeRecord): string {
  if (store.membership.record?.founder !== false) return deskCode;
  const founded = store.log.ofEntity(officeId).find(({ kind }) => kind === 'office.created');
  return founded === undefined ? '' : directories.deskCodeOf(founded.desk);
}
