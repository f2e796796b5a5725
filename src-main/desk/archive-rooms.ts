import { ArchiveSettingsRecord } from '../archive/case-files/archive-settings.ts';
import { CaseFilesRoom } from '../archive/case-files/case-files-room.ts';
import { CaseRecords } from '../archive/case-files/case-records.ts';
import { ClosingCards } from '../archive/case-files/closing-facts.ts';
import type { NomenclatureRecords } from '../nomenclature/nomenclature-records.ts';
import type { PaperDuplicateRecords } from '../paper-duplicates/paper-duplicate-records.ts';
import type { CardRecords } from '../registration/card-records.ts';
import type { CommonParts } from './common-parts.ts';

export interface ArchiveRoomsOptions extends CommonParts {
  readonly cards: CardRecords;
  readonly nomenclature: NomenclatureRecords;
  readonly duplicateRecords: PaperDuplicateRecords;
}

/** Puts together the rooms of the archive: closed cases, their terms and holds, inventories, destruction, packages. */
export function openArchiveRooms(options: ArchiveRoomsOptions) {
  const { store, environment, rulePack, office, changed, nomenclature } = options;
  const settings = new ArchiveSettingsRecord(store, rulePack);
  const caseFiles = new CaseFilesRoom({
    store,
    environment,
    nomenclature,
    records: new CaseRecords(store.database),
    closingCards: new ClosingCards(store.database),
    settings,
    zone: () => office().zone,
    rulePack,
    onChanged: () => changed('archive', 'nomenclature', 'cards'),
  });
  return { settings, caseFiles, handlers: { caseFiles: caseFiles.handlers } };
}
