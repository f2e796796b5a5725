import type { Actor } from '#shared/domain/rights.ts';
import type { AcknowledgementsRoom } from '../acknowledgements/acknowledgements-room.ts';
import { CopyRegisterPapers } from '../copy-register/copy-register-papers.ts';
import type { CopyRegisterRecords } from '../copy-register/copy-register-records.ts';
import { CopyRegisterRoom } from '../copy-register/copy-register-room.ts';
import { DayPapersRoom, type DayPapersOptions } from '../day-papers/day-papers-room.ts';
import { FormsRoom, type FormsOptions } from '../forms/forms-room.ts';
import type { IntakeRoom } from '../intake/intake-room.ts';
import type { ActCopies } from '../local-acts/act-copies.ts';
import { LocalActsRoom } from '../local-acts/local-acts-room.ts';
import type { NomenclatureRecords } from '../nomenclature/nomenclature-records.ts';
import { OutagesRoom } from '../outages/outages-room.ts';
import type { PaperDuplicateRecords } from '../paper-duplicates/paper-duplicate-records.ts';
import { PaperDuplicatesRoom } from '../paper-duplicates/paper-duplicates-room.ts';
import { PaperIntakeRoom } from '../paper-intake/paper-intake-room.ts';
import type { PaperRecords } from '../paper-intake/paper-records.ts';
import type { CardRecords } from '../registration/card-records.ts';
import type { Copies } from '../registration/copies.ts';
import { ReturnedMailRoom } from '../returned-mail/returned-mail-room.ts';
import type { Verification } from '../verification/verification.ts';
import type { CommonParts } from './common-parts.ts';

export interface PaperRoomsOptions extends CommonParts {
  readonly intake: IntakeRoom;
  readonly verification: Verification;
  readonly cards: CardRecords;
  readonly copies: Copies;
  readonly paperRecords: PaperRecords;
  readonly copyRegisterRecords: CopyRegisterRecords;
  readonly duplicateRecords: PaperDuplicateRecords;
  readonly actCopies: ActCopies;
  readonly nomenclature: NomenclatureRecords;
  readonly acknowledgements: AcknowledgementsRoom;
  readonly gapsOf: DayPapersOptions['gapsOf'];
  readonly volumeOnPaper: FormsOptions['volumeOnPaper'];
}

/** Puts together the rooms of what is on paper: its way into the register, duplicates, copies, forms, the papers of a day and of an outage. */
export function openPaperRooms(options: PaperRoomsOptions) {
  const { store, environment, jobs, runningJobs, directories, rules, rulePack, office, fontsDirectory, readable, changed, intake, verification, cards, copies, acknowledgements } = options;
  const zone = (): string => office().zone;
  const documentsOf = (outageId: string, actor: Actor) => cards.ofOutage(outageId, actor);
  const paperIntake = new PaperIntakeRoom({
    store,
    records: options.paperRecords,
    cards,
    environment,
    intake,
    verification,
    jobs,
    runningJobs,
    fontsDirectory,
    readable,
    stampOf: (card) => copies.stampOf(card, office()),
    onChanged: (...topics) => changed(...topics, 'status'),
  });
  const localActs = new LocalActsRoom({ store, environment, copies: options.actCopies, zone, readable, onChanged: () => changed('cards') });
  const paperDuplicates = new PaperDuplicatesRoom({ store, environment, records: options.duplicateRecords, cards, zone, readable, onChanged: () => changed('cards') });
  const papers = new CopyRegisterPapers({ store, environment, records: options.copyRegisterRecords, office, jobs, runningJobs, fontsDirectory });
  const copyRegister = new CopyRegisterRoom({ store, environment, records: options.copyRegisterRecords, papers, jobs, zone, due: (appliedOn) => rules.copyDue(appliedOn), days: (today) => rules.copyToday(today), readable, onChanged: () => changed('copies') });
  const dayPapers = new DayPapersRoom({ store, environment, directories, jobs, runningJobs, fontsDirectory, office, rulePack, readable, gapsOf: options.gapsOf, onChanged: () => changed('cards') });
  const returnedMail = new ReturnedMailRoom({ store, environment, intake, onChanged: () => changed('letters', 'status') });
  const outages = new OutagesRoom({ store, environment, directories, rulePack, documentsOf, onChanged: (...topics) => changed(...topics) });
  const forms = new FormsRoom({ environment, directories, nomenclature: options.nomenclature, volumeOnPaper: options.volumeOnPaper, rulePack, office, readable, documentsOf, acknowledgementsOf: (documentId, actor) => acknowledgements.sheetOf(documentId, actor), jobs, runningJobs, fontsDirectory });
  return {
    paperIntake,
    dayPapers,
    handlers: {
      paperIntake: paperIntake.handlers,
      localActs: localActs.handlers,
      paperDuplicates: paperDuplicates.handlers,
      copyRegister: copyRegister.handlers,
      dayPapers: dayPapers.handlers,
      returnedMail: returnedMail.handlers,
      outages: outages.handlers,
      forms: forms.handlers,
    },
  };
}
