import type { Projectors } from './project.ts';
import { accountsProjectors } from './projectors/accounts.ts';
import { acknowledgementsProjectors } from './projectors/acknowledgements.ts';
import { agreementsProjectors } from './projectors/agreements.ts';
import { signatureHoldingsProjectors } from './projectors/signature-holdings.ts';
import { simpleSignaturesProjectors } from './projectors/simple-signatures.ts';
import { archiveSettingsProjectors, caseClosingProjectors } from './projectors/case-closing.ts';
import { cardsProjectors } from './projectors/cards.ts';
import { conflictsProjectors } from './projectors/conflicts.ts';
import { applicationsProjectors } from './projectors/applications.ts';
import { contractsProjectors } from './projectors/contracts.ts';
import { copyRegisterProjectors } from './projectors/copy-register.ts';
import { correspondentsProjectors } from './projectors/correspondents.ts';
import { dayPapersProjectors } from './projectors/day-papers.ts';
import { directoriesProjectors } from './projectors/directories.ts';
import { destructionProjectors } from './projectors/destruction.ts';
import { dutiesProjectors } from './projectors/duties.ts';
import { extractionProjectors } from './projectors/extraction.ts';
import { fixityProjectors } from './projectors/fixity.ts';
import { preservationProjectors } from './projectors/preservation.ts';
import { holdsProjectors } from './projectors/holds.ts';
import { importsProjectors } from './projectors/imports.ts';
import { inventoriesProjectors } from './projectors/inventories.ts';
import { lettersProjectors } from './projectors/letters.ts';
import { mailProjectors } from './projectors/mail.ts';
import { nomenclatureProjectors, retentionProjectors } from './projectors/nomenclature.ts';
import { notificationsProjectors } from './projectors/notifications.ts';
import { officeProjectors } from './projectors/office.ts';
import { linksProjectors } from './projectors/links.ts';
import { localActsProjectors } from './projectors/local-acts.ts';
import { packagesProjectors } from './projectors/packages.ts';
import { outagesProjectors } from './projectors/outages.ts';
import { paperDuplicatesProjectors } from './projectors/paper-duplicates.ts';
import { paperIntakeProjectors } from './projectors/paper-intake.ts';
import { readingRoomProjectors } from './projectors/reading-room.ts';
import { resolutionsProjectors } from './projectors/resolutions.ts';
import { searchProjectors } from './projectors/search.ts';
import { returnedMailProjectors } from './projectors/returned-mail.ts';
import { reviewProjectors } from './projectors/review.ts';
import { routingProjectors } from './projectors/routing.ts';
import { signingProjectors } from './projectors/signing.ts';
import { structureProjectors } from './projectors/structure.ts';
import { trustProjectors } from './projectors/trust.ts';
import { verificationProjectors } from './projectors/verification.ts';

/** How each kind of operation changes the tables, one file a room. Pure reading: the same log gives the same tables. */
export const projectors: Projectors = {
  ...officeProjectors,
  ...accountsProjectors,
  ...directoriesProjectors,
  ...lettersProjectors,
  ...verificationProjectors,
  ...signingProjectors,
  ...cardsProjectors,
  ...trustProjectors,
  ...extractionProjectors,
  ...mailProjectors,
  ...importsProjectors,
  ...outagesProjectors,
  ...paperIntakeProjectors,
  ...linksProjectors,
  ...localActsProjectors,
  ...paperDuplicatesProjectors,
  ...copyRegisterProjectors,
  ...searchProjectors,
  ...nomenclatureProjectors,
  ...retentionProjectors,
  ...correspondentsProjectors,
  ...reviewProjectors,
  ...structureProjectors,
  ...resolutionsProjectors,
  ...returnedMailProjectors,
  ...dayPapersProjectors,
  ...routingProjectors,
  ...conflictsProjectors,
  ...acknowledgementsProjectors,
  ...notificationsProjectors,
  ...agreementsProjectors,
  ...signatureHoldingsProjectors,
  ...dutiesProjectors,
  ...contractsProjectors,
  ...applicationsProjectors,
  ...simpleSignaturesProjectors,
  ...archiveSettingsProjectors,
  ...caseClosingProjectors,
  ...holdsProjectors,
  ...inventoriesProjectors,
  ...destructionProjectors,
  ...fixityProjectors,
  ...preservationProjectors,
  ...readingRoomProjectors,
  ...packagesProjectors,
};
