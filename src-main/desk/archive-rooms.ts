import type { HoldRecords } from '../archive/holds/hold-records.ts';
import { HoldsRoom } from '../archive/holds/holds-room.ts';
import { RetentionTermsRoom } from '../archive/terms/retention-terms-room.ts';
import type { NomenclatureRecords } from '../nomenclature/nomenclature-records.ts';
import { RetentionLists } from '../nomenclature/retention-lists.ts';
import type { PaperDuplicateRecords } from '../paper-duplicates/paper-duplicate-records.ts';
import type { CardRecords } from '../registration/card-records.ts';
import type { CommonParts } from './common-parts.ts';

export interface ArchiveRoomsOptions extends CommonParts {
  readonly cards: CardRecords;
  readonly nomenclature: NomenclatureRecords;
  readonly duplicateRecords: PaperDuplicateRecords;
  readonly holdRecords: HoldRecords;
}

/** Puts together the rooms of the archive: closed cases, their terms and holds, inventories, destruction, packages. */
export function openArchiveRooms({ store, environment, nomenclature, holdRecords, office, rulePack, readable, changed }: ArchiveRoomsOptions) {
  const retentionTerms = new RetentionTermsRoom({ store, environment, nomenclature, lists: new RetentionLists(store, environment), holds: holdRecords, office, rulePack, onChanged: changed });
  const holds = new HoldsRoom({ store, records: holdRecords, nomenclature, readable, onChanged: () => changed('archive') });
  return { handlers: { retentionTerms: retentionTerms.handlers, holds: holds.handlers } };
}
