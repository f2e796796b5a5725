import { acknowledgements } from './acknowledgements.ts';
import { administration } from './administration.ts';
import { agreements } from './agreements.ts';
import { signatureRegister } from './signature-register.ts';
import { simpleSignatures } from './simple-signatures.ts';
import { app } from './app.ts';
import { centralServer } from './central-server.ts';
import { cli } from './cli.ts';
import { common } from './common.ts';
import { constraint } from './constraint.ts';
import { applications } from './applications.ts';
import { appraisal } from './appraisal.ts';
import { archive } from './archive.ts';
import { caseFiles } from './case-files.ts';
import { packages } from './packages.ts';
import { inventories } from './inventories.ts';
import { contracts } from './contracts.ts';
import { dayPapers } from './day-papers.ts';
import { destruction } from './destruction.ts';
import { directory } from './directory.ts';
import { directoryEditor } from './directory-editor.ts';
import { copyRegister } from './copy-register.ts';
import { correspondents } from './correspondents.ts';
import { document } from './document.ts';
import { draftExecution } from './draft-execution.ts';
import { drafts } from './drafts.ts';
import { duties } from './duties.ts';
import { error } from './error.ts';
import { errorDesk } from './error-desk.ts';
import { errorSync } from './error-sync.ts';
import { errorNomenclature } from './error-nomenclature.ts';
import { errorRegistration } from './error-registration.ts';
import { evidence } from './evidence.ts';
import { fetching } from './fetching.ts';
import { gapAct } from './gap-act.ts';
import { fixity } from './fixity.ts';
import { preservation } from './preservation.ts';
import { forms } from './forms.ts';
import { frame } from './frame.ts';
import { holds } from './holds.ts';
import { holder } from './holder.ts';
import { intake } from './intake.ts';
import { job } from './job.ts';
import { journalImport } from './journal-import.ts';
import { paper } from './paper.ts';
import { markPlaces } from './mark-places.ts';
import { notifications } from './notifications.ts';
import { noticeMail } from './notice-mail.ts';
import { nomenclature } from './nomenclature.ts';
import { operation } from './operation.ts';
import { outages } from './outages.ts';
import { paperDuplicates } from './paper-duplicates.ts';
import { printing } from './printing.ts';
import { protocol } from './protocol.ts';
import { readingRoom } from './reading-room.ts';
import { registration } from './registration.ts';
import { requisite } from './requisite.ts';
import { retention } from './retention.ts';
import { retentionTerms } from './retention-terms.ts';
import { returnedMail } from './returned-mail.ts';
import { executionControl } from './execution-control.ts';
import { startPage } from './start-page.ts';
import { resolutions } from './resolutions.ts';
import { review } from './review.ts';
import { routeEditor } from './route-editor.ts';
import { routing } from './routing.ts';
import { search } from './search.ts';
import { session } from './session.ts';
import { setup } from './setup.ts';
import { shift } from './shift.ts';
import { shortcut } from './shortcut.ts';
import { signature } from './signature.ts';
import { signatureAction } from './signature-action.ts';
import { signatureEvidence } from './signature-evidence.ts';
import { signing } from './signing.ts';
import { structure } from './structure.ts';
import { sync } from './sync.ts';
import { syncConflicts } from './sync-conflicts.ts';
import { verdict } from './verdict.ts';
import { viewer } from './viewer.ts';

export const messages = {
  ...common,
  ...error,
  ...errorDesk,
  ...errorSync,
  ...errorRegistration,
  ...errorNomenclature,
  ...markPlaces,
  ...nomenclature,
  ...notifications,
  ...noticeMail,
  ...retention,
  ...retentionTerms,
  ...holds,
  ...printing,
  ...gapAct,
  ...fixity,
  ...preservation,
  ...forms,
  ...frame,
  ...setup,
  ...session,
  ...shift,
  ...requisite,
  ...readingRoom,
  ...registration,
  ...directory,
  ...dayPapers,
  ...directoryEditor,
  ...correspondents,
  ...executionControl,
  ...startPage,
  ...resolutions,
  ...review,
  ...structure,
  ...routing,
  ...draftExecution,
  ...drafts,
  ...routeEditor,
  ...returnedMail,
  ...outages,
  ...operation,
  ...sync,
  ...syncConflicts,
  ...document,
  ...acknowledgements,
  ...simpleSignatures,
  ...agreements,
  ...signatureRegister,
  ...duties,
  ...contracts,
  ...applications,
  ...appraisal,
  ...archive,
  ...destruction,
  ...caseFiles,
  ...packages,
  ...inventories,
  ...copyRegister,
  ...paper,
  ...paperDuplicates,
  ...signature,
  ...signatureEvidence,
  ...holder,
  ...signatureAction,
  ...signing,
  ...viewer,
  ...evidence,
  ...fetching,
  ...search,
  ...administration,
  ...shortcut,
  ...intake,
  ...journalImport,
  ...job,
  ...verdict,
  ...constraint,
  ...protocol,
  ...cli,
  ...centralServer,
  ...app,
};

export type MessageKey = keyof typeof messages;
