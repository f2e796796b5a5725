import { DocumentAssessment, type DocumentAssessmentOptions } from '../archive/preservation/document-assessment.ts';
import { DueDocuments } from '../archive/preservation/due-documents.ts';
import { EvidenceMaking } from '../archive/preservation/evidence-making.ts';
import { PreservationLists } from '../archive/preservation/preservation-lists.ts';
import { PreservationRecords } from '../archive/preservation/preservation-records.ts';
import { PreservationRoom } from '../archive/preservation/preservation-room.ts';
import type { EvidenceRoom } from '../evidence/evidence-room.ts';
import { FetchSettingsRecord } from '../evidence/fetch-settings.ts';
import type { CardRecords } from '../registration/card-records.ts';
import type { Directories, OfficeRecord } from '../registration/directories.ts';
import type { ValidationPolicy } from '../signatures/index.ts';
import { SigningSettingsRecord } from '../signing/signing-settings.ts';
import type { Store } from '../store/store.ts';
import type { BringFile } from '../sync/files/bring-file.ts';
import type { Verification } from '../verification/verification.ts';
import type { CommonParts } from './common-parts.ts';

export interface PreservationOptions extends CommonParts {
  readonly cards: CardRecords;
  readonly bring: BringFile;
  readonly verification: Verification;
  /** Null: the engine's own. */
  readonly signaturePolicy: ValidationPolicy | null;
  readonly obtainEvidence: EvidenceRoom['obtain'];
  readonly logUnexpected: (what: string, error: unknown) => string;
}

/** Puts together the room that keeps signed documents provable: what is due, its validation, the making of evidence, the rounds. */
export function openPreservation({ store, environment, jobs, runningJobs, directories, office, cards, verification, signaturePolicy, obtainEvidence, bring, readable, changed, logUnexpected }: PreservationOptions): PreservationRoom {
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
