import type { z } from 'zod';
import { accountsOperations, accountsUpcasters, accountsVersions } from './kinds/accounts.ts';
import { acknowledgementsOperations } from './kinds/acknowledgements.ts';
import { agreementsOperations } from './kinds/agreements.ts';
import { signatureHoldingsOperations } from './kinds/signature-holdings.ts';
import { simpleSignaturesOperations } from './kinds/simple-signatures.ts';
import { cardsOperations, cardsUpcasters, cardsVersions } from './kinds/cards.ts';
import { conflictsOperations } from './kinds/conflicts.ts';
import { applicationsOperations } from './kinds/applications.ts';
import { contractsOperations } from './kinds/contracts.ts';
import { copyRegisterOperations } from './kinds/copy-register.ts';
import { dayPapersOperations } from './kinds/day-papers.ts';
import { correspondentsOperations, correspondentsUpcasters, correspondentsVersions } from './kinds/correspondents.ts';
import { directoriesOperations, directoriesUpcasters, directoriesVersions } from './kinds/directories.ts';
import { archiveSettingsOperations } from './kinds/archive-settings.ts';
import { caseClosingOperations } from './kinds/case-closing.ts';
import { holdsOperations } from './kinds/holds.ts';
import { inventoriesOperations } from './kinds/inventories.ts';
import { destructionOperations } from './kinds/destruction.ts';
import { packagesOperations } from './kinds/packages.ts';
import { dutiesOperations } from './kinds/duties.ts';
import { extractionOperations } from './kinds/extraction.ts';
import { fixityOperations } from './kinds/fixity.ts';
import { preservationOperations } from './kinds/preservation.ts';
import { importsOperations } from './kinds/imports.ts';
import { lettersOperations } from './kinds/letters.ts';
import { mailOperations } from './kinds/mail.ts';
import { notificationsOperations } from './kinds/notifications.ts';
import { nomenclatureOperations } from './kinds/nomenclature.ts';
import { officeOperations } from './kinds/office.ts';
import { linksOperations } from './kinds/links.ts';
import { localActsOperations, localActsUpcasters, localActsVersions } from './kinds/local-acts.ts';
import { outagesOperations } from './kinds/outages.ts';
import { paperDuplicatesOperations } from './kinds/paper-duplicates.ts';
import { paperIntakeOperations } from './kinds/paper-intake.ts';
import { readingRoomOperations, readingRoomUpcasters, readingRoomVersions } from './kinds/reading-room.ts';
import { resolutionsOperations } from './kinds/resolutions.ts';
import { searchOperations } from './kinds/search.ts';
import { retentionOperations } from './kinds/retention.ts';
import { returnedMailOperations } from './kinds/returned-mail.ts';
import { reviewOperations, reviewUpcasters, reviewVersions } from './kinds/review.ts';
import { routingOperations } from './kinds/routing.ts';
import { signingOperations } from './kinds/signing.ts';
import { structureOperations } from './kinds/structure.ts';
import { trustOperations } from './kinds/trust.ts';
import { verificationOperations, verificationUpcasters, verificationVersions } from './kinds/verification.ts';
import type { Upcaster } from './kinds/upcaster.ts';

export type { PasswordVerifier } from './kinds/accounts.ts';
export { passwordVerifier } from './kinds/accounts.ts';

/** Payload of each kind in its newest version, one file a room. A payload that was ever written stays readable. */
export const OPERATION_KINDS = {
  ...officeOperations,
  ...accountsOperations,
  ...directoriesOperations,
  ...lettersOperations,
  ...verificationOperations,
  ...signingOperations,
  ...cardsOperations,
  ...trustOperations,
  ...extractionOperations,
  ...mailOperations,
  ...importsOperations,
  ...outagesOperations,
  ...paperIntakeOperations,
  ...linksOperations,
  ...localActsOperations,
  ...paperDuplicatesOperations,
  ...copyRegisterOperations,
  ...searchOperations,
  ...nomenclatureOperations,
  ...retentionOperations,
  ...correspondentsOperations,
  ...reviewOperations,
  ...structureOperations,
  ...resolutionsOperations,
  ...returnedMailOperations,
  ...dayPapersOperations,
  ...routingOperations,
  ...conflictsOperations,
  ...acknowledgementsOperations,
  ...notificationsOperations,
  ...agreementsOperations,
  ...signatureHoldingsOperations,
  ...dutiesOperations,
  ...contractsOperations,
  ...applicationsOperations,
  ...simpleSignaturesOperations,
  ...archiveSettingsOperations,
  ...caseClosingOperations,
  ...holdsOperations,
  ...inventoriesOperations,
  ...destructionOperations,
  ...fixityOperations,
  ...preservationOperations,
  ...readingRoomOperations,
  ...packagesOperations,
} as const;

export type OperationKind = keyof typeof OPERATION_KINDS;
export type OperationPayload<Kind extends OperationKind> = z.output<(typeof OPERATION_KINDS)[Kind]>;

/** Newest version of each kind's payload. */
export const OPERATION_VERSIONS: Readonly<Record<OperationKind, number>> = {
  ...(Object.fromEntries(Object.keys(OPERATION_KINDS).map((kind) => [kind, 1])) as Record<OperationKind, number>),
  ...accountsVersions,
  ...directoriesVersions,
  ...verificationVersions,
  ...cardsVersions,
  ...localActsVersions,
  ...correspondentsVersions,
  ...reviewVersions,
  ...readingRoomVersions,
};

const UPCASTERS: Readonly<Record<string, Upcaster>> = { ...accountsUpcasters, ...directoriesUpcasters, ...verificationUpcasters, ...cardsUpcasters, ...localActsUpcasters, ...correspondentsUpcasters, ...reviewUpcasters, ...readingRoomUpcasters };

export function isOperationKind(kind: string): kind is OperationKind {
  return Object.hasOwn(OPERATION_KINDS, kind);
}

/**
 * The payload of a stored operation in its newest shape.
 *
 * @throws Error when the version is newer than this program knows, or the payload is not what its
 * version promises.
 */
export function readPayload<Kind extends OperationKind>(kind: Kind, v: number, payload: unknown, upcasters: Readonly<Record<string, Upcaster>> = UPCASTERS, newest: number = OPERATION_VERSIONS[kind]): OperationPayload<Kind> {
  if (v > newest) throw new Error(`operation ${kind} has version ${v}; this program knows ${newest}`);
  let lifted = payload;
  for (let version = v; version < newest; version += 1) {
    const upcaster = upcasters[`${kind}@${version}`];
    if (upcaster === undefined) throw new Error(`operation ${kind}: no way from version ${version} to ${version + 1}`);
    lifted = upcaster(lifted);
  }
  return OPERATION_KINDS[kind].parse(lifted) as OperationPayload<Kind>;
}
