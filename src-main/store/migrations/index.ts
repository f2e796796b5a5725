import type { Migration } from '../migrate.ts';
import { operationLog } from './0010-operation-log.ts';
import { localState } from './0020-local-state.ts';
import { evidenceState } from './0030-evidence-state.ts';
import { draftsTable } from './0050-drafts.ts';
import { searchIndex } from './0060-search-index.ts';
import { textsAndFolder } from './0070-texts-and-folder.ts';
import { searchIndexAnew } from './0080-search-index-anew.ts';
import { logOfSeveralDesks } from './0090-log-of-several-desks.ts';
import { syncedFiles } from './0100-synced-files.ts';
import { desksOfTheOffice } from './0110-desks-of-the-office.ts';
import { printQueue } from './0120-print-queue.ts';
import { noticeMail } from './0130-notice-mail.ts';
import { mailSeat } from './0140-mail-seat.ts';
import { dueNotices } from './0150-due-notices.ts';
import { tokenModules } from './0160-token-modules.ts';
import { erasure } from './0170-erasure.ts';
import { fixityRound } from './0180-fixity-round.ts';
import { packageContents } from './0190-package-contents.ts';
import { preservationRound } from './0200-preservation-round.ts';
import { archiveMarks } from './0210-archive-marks.ts';
import { archiveWarnings } from './0220-archive-warnings.ts';

/** In order. A released migration is never edited; a change of the schema is a new file. */
export const migrations: readonly Migration[] = [operationLog, localState, evidenceState, draftsTable, searchIndex, textsAndFolder, searchIndexAnew, logOfSeveralDesks, syncedFiles, desksOfTheOffice, printQueue, noticeMail, mailSeat, dueNotices, tokenModules, erasure, fixityRound, packageContents, preservationRound, archiveMarks, archiveWarnings];
