import type { DeskDatabase } from '../database.ts';
import { accountsTables } from './tables/accounts.ts';
import { acknowledgementsTables } from './tables/acknowledgements.ts';
import { agreementsTables } from './tables/agreements.ts';
import { signatureHoldingsTables } from './tables/signature-holdings.ts';
import { simpleSignaturesTables } from './tables/simple-signatures.ts';
import { cardsTables } from './tables/cards.ts';
import { caseClosingTables } from './tables/case-closing.ts';
import { conflictsTables } from './tables/conflicts.ts';
import { applicationsTables } from './tables/applications.ts';
import { contractsTables } from './tables/contracts.ts';
import { copyRegisterTables } from './tables/copy-register.ts';
import { correspondentsTables } from './tables/correspondents.ts';
import { dayPapersTables } from './tables/day-papers.ts';
import { destructionTables } from './tables/destruction.ts';
import { directoriesTables } from './tables/directories.ts';
import { dutiesTables } from './tables/duties.ts';
import { extractionTables } from './tables/extraction.ts';
import { fixityTables } from './tables/fixity.ts';
import { preservationTables } from './tables/preservation.ts';
import { holdsTables } from './tables/holds.ts';
import { importsTables } from './tables/imports.ts';
import { inventoriesTables } from './tables/inventories.ts';
import { lettersTables } from './tables/letters.ts';
import { mailTables } from './tables/mail.ts';
import { nomenclatureTables } from './tables/nomenclature.ts';
import { notificationsTables } from './tables/notifications.ts';
import { officeTables } from './tables/office.ts';
import { linksTables } from './tables/links.ts';
import { localActsTables } from './tables/local-acts.ts';
import { outagesTables } from './tables/outages.ts';
import { packagesTables } from './tables/packages.ts';
import { paperDuplicatesTables } from './tables/paper-duplicates.ts';
import { paperIntakeTables } from './tables/paper-intake.ts';
import { readingRoomTables } from './tables/reading-room.ts';
import { resolutionsTables } from './tables/resolutions.ts';
import { searchTables } from './tables/search.ts';
import { returnedMailTables } from './tables/returned-mail.ts';
import { reviewTables } from './tables/review.ts';
import { routingTables } from './tables/routing.ts';
import { signingTables } from './tables/signing.ts';
import { structureTables } from './tables/structure.ts';
import { trustTables } from './tables/trust.ts';
import { verificationTables } from './tables/verification.ts';
import { workItemsTables } from './tables/work-items.ts';

/** Raised whenever tables or the way they are filled change; the desk then rebuilds them from the log. */
export const PROJECTIONS_VERSION = 15;

const TABLES = {
  ...officeTables,
  ...accountsTables,
  ...directoriesTables,
  ...lettersTables,
  ...nomenclatureTables,
  ...cardsTables,
  ...verificationTables,
  ...trustTables,
  ...signingTables,
  ...extractionTables,
  ...mailTables,
  ...importsTables,
  ...outagesTables,
  ...paperIntakeTables,
  ...linksTables,
  ...localActsTables,
  ...paperDuplicatesTables,
  ...copyRegisterTables,
  ...searchTables,
  ...correspondentsTables,
  ...reviewTables,
  ...structureTables,
  ...resolutionsTables,
  ...returnedMailTables,
  ...dayPapersTables,
  ...routingTables,
  ...conflictsTables,
  ...workItemsTables,
  ...acknowledgementsTables,
  ...notificationsTables,
  ...agreementsTables,
  ...signatureHoldingsTables,
  ...dutiesTables,
  ...contractsTables,
  ...applicationsTables,
  ...simpleSignaturesTables,
  ...caseClosingTables,
  ...holdsTables,
  ...inventoriesTables,
  ...destructionTables,
  ...fixityTables,
  ...preservationTables,
  ...readingRoomTables,
  ...packagesTables,
};

export type ProjectionTable = keyof typeof TABLES;
/** Tables that are nothing but a reading of the log, in an order in which they can be made. */
export const PROJECTION_TABLES = Object.keys(TABLES) as readonly ProjectionTable[];

/** Names of a set of tables: the ones in use, or those of a rebuild that is under way. */
export interface TableSet {
  readonly name: (table: ProjectionTable) => string;
  /** Ending of index names, which SQLite keeps through a renaming of their table. */
  readonly generation: number;
}

export function liveTables(generation: number): TableSet {
  return { name: (table) => table, generation };
}

export function shadowTables(generation: number): TableSet {
  return { name: (table) => `rebuild_${table}`, generation };
}

/** Makes the empty tables of a set, or some of them. */
export function createTables(database: DeskDatabase, set: TableSet, tables: readonly ProjectionTable[] = PROJECTION_TABLES): void {
  const index = (name: string): string => `${name}_g${set.generation}`;
  for (const name of tables) database.exec(TABLES[name]({ table: set.name(name), index }));
}
