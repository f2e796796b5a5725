import type { Language } from '#shared/domain/languages.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import { AppraisalRecords } from '../archive/inventories/appraisal-records.ts';
import { AppraisalRoom } from '../archive/inventories/appraisal-room.ts';
import { InventoriesRoom } from '../archive/inventories/inventories-room.ts';
import { InventoryPapers } from '../archive/inventories/inventory-papers.ts';
import { InventoryRecords } from '../archive/inventories/inventory-records.ts';
import { isoInstant } from '../environment.ts';
import type { NomenclatureRecords } from '../nomenclature/nomenclature-records.ts';
import type { PaperDuplicateRecords } from '../paper-duplicates/paper-duplicate-records.ts';
import type { CardRecords } from '../registration/card-records.ts';
import { archiveDefaults } from '../rule-packs/index.ts';
import type { CommonParts } from './common-parts.ts';

export interface ArchiveRoomsOptions extends CommonParts {
  readonly cards: CardRecords;
  readonly nomenclature: NomenclatureRecords;
  readonly duplicateRecords: PaperDuplicateRecords;
}

/** Puts together the rooms of the archive: closed cases, their terms and holds, inventories, destruction, packages. */
export function openArchiveRooms(options: ArchiveRoomsOptions) {
  const { store, environment, office, rulePack, changed } = options;
  const today = (): string => dayInZone(office().zone, isoInstant(environment.now()));
  const language = (): Language => office().documentLanguages[0] ?? 'en';
  const appraisal = new AppraisalRoom({ store, records: new AppraisalRecords(store.database), today, language, onChanged: () => changed('archive', 'nomenclature') });
  const inventories = new InventoriesRoom({ store, records: new InventoryRecords(store.database), papers: new InventoryPapers(options), today, language, archivalFundByRule: () => archiveDefaults(rulePack()).archivalFund, onChanged: () => changed('archive') });
  return { handlers: { appraisal: appraisal.handlers, inventories: inventories.handlers } };
}
