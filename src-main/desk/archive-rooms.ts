import type { Actor } from '#shared/domain/rights.ts';
import { DestructionRecords } from '../archive/destruction/destruction-records.ts';
import { DestructionRoom } from '../archive/destruction/destruction-room.ts';
import { missingInventories } from '../archive/destruction/missing-inventories.ts';
import type { NomenclatureRecords } from '../nomenclature/nomenclature-records.ts';
import type { PaperDuplicateRecords } from '../paper-duplicates/paper-duplicate-records.ts';
import type { CardRecords } from '../registration/card-records.ts';
import type { CommonParts } from './common-parts.ts';

export interface ArchiveRoomsOptions extends CommonParts {
  readonly cards: CardRecords;
  readonly nomenclature: NomenclatureRecords;
  readonly duplicateRecords: PaperDuplicateRecords;
  /** The password once more. @throws Refusal */
  readonly confirmPassword: (actor: Actor, password: string) => Promise<void>;
}

/** Puts together the rooms of the archive: closed cases, their terms and holds, inventories, destruction, packages. */
export function openArchiveRooms({ store, environment, office, rulePack, jobs, runningJobs, fontsDirectory, changed, confirmPassword }: ArchiveRoomsOptions) {
  const destruction = new DestructionRoom({
    store,
    environment,
    records: new DestructionRecords(store.database),
    office,
    rulePack,
    missingInventories: (years) => missingInventories(store.database, years),
    confirmPassword,
    jobs,
    runningJobs,
    fontsDirectory,
    onChanged: () => changed('archive', 'cards'),
  });
  return { handlers: { destruction: destruction.handlers } };
}
