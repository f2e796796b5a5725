import { FixityRecords } from '../archive/fixity/fixity-records.ts';
import { FixityRoom } from '../archive/fixity/fixity-room.ts';
import { ReadingRoom } from '../archive/reading-room/reading-room.ts';
import { UseRecords } from '../archive/reading-room/use-records.ts';
import type { NomenclatureRecords } from '../nomenclature/nomenclature-records.ts';
import type { PaperDuplicateRecords } from '../paper-duplicates/paper-duplicate-records.ts';
import type { CardRecords } from '../registration/card-records.ts';
import type { CommonParts } from './common-parts.ts';
import { missingFiles } from './integrity.ts';

export interface ArchiveRoomsOptions extends CommonParts {
  readonly cards: CardRecords;
  readonly nomenclature: NomenclatureRecords;
  readonly duplicateRecords: PaperDuplicateRecords;
  readonly logUnexpected: (what: string, error: unknown) => string;
}

/** Puts together the rooms of the archive: closed cases, their terms and holds, inventories, destruction, packages, the state of the stored files. */
export function openArchiveRooms(options: ArchiveRoomsOptions) {
  const { store, environment, jobs, office, changed, logUnexpected } = options;
  const fixity = new FixityRoom({ store, environment, jobs, records: new FixityRecords(store.database), zone: () => office().zone, deskCode: () => office().deskCode, missing: () => missingFiles(store), onChanged: () => changed('archive'), logUnexpected });
  const readingRoom = new ReadingRoom({ store, environment, records: new UseRecords(store.database), zone: () => office().zone, onChanged: () => changed('archive') });
  return { fixity, handlers: { fixity: fixity.handlers, readingRoom: readingRoom.handlers } };
}
