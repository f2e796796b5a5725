/** Everything that a window may ask of a desk, one room a file. */
import { accounts } from './accounts.ts';
import { acknowledgements } from './acknowledgements.ts';
import { administration } from './administration.ts';
import { agreements } from './agreements.ts';
import { simpleSignatures } from './simple-signatures.ts';
import type { AnyMethod, CheckedInputOf, InputOf, OutputOf } from './define.ts';
import { dayPapers } from './day-papers.ts';
import { applications } from './applications.ts';
import { appraisal } from './appraisal.ts';
import { caseFiles } from './case-files.ts';
import { contracts } from './contracts.ts';
import { copyRegister } from './copy-register.ts';
import { correspondents } from './correspondents.ts';
import { desk } from './desk.ts';
import { directories } from './directories.ts';
import { destruction } from './destruction.ts';
import { drafts } from './drafts.ts';
import { duties } from './duties.ts';
import { evidence, verification } from './evidence.ts';
import { executionControl } from './execution-control.ts';
import { extraction } from './extraction.ts';
import { files } from './files.ts';
import { fixity } from './fixity.ts';
import { preservation } from './preservation.ts';
import { forms } from './forms.ts';
import { holds } from './holds.ts';
import { intake } from './intake.ts';
import { inventories } from './inventories.ts';
import { jobs } from './jobs.ts';
import { journalImport } from './journal-import.ts';
import { localActs } from './local-acts.ts';
import { packages } from './packages.ts';
import { paperDuplicates } from './paper-duplicates.ts';
import { paperIntake } from './paper-intake.ts';
import { notifications } from './notifications.ts';
import { noticeMail } from './notice-mail.ts';
import { nomenclature } from './nomenclature.ts';
import { outages } from './outages.ts';
import { printing } from './printing.ts';
import { readingRoom } from './reading-room.ts';
import { registration } from './registration.ts';
import { retentionTerms } from './retention-terms.ts';
import { returnedMail } from './returned-mail.ts';
import { resolutions } from './resolutions.ts';
import { review } from './review.ts';
import { routing } from './routing.ts';
import { search } from './search.ts';
import { session } from './session.ts';
import { signing } from './signing.ts';
import { startPage } from './start-page.ts';
import { stick } from './stick.ts';
import { structure } from './structure.ts';
import { sync } from './sync.ts';

export const contract = {
  desk,
  session,
  files,
  intake,
  registration,
  correspondents,
  review,
  structure,
  routing,
  resolutions,
  executionControl,
  startPage,
  returnedMail,
  outages,
  nomenclature,
  destruction,
  appraisal,
  caseFiles,
  retentionTerms,
  holds,
  inventories,
  paperIntake,
  localActs,
  acknowledgements,
  simpleSignatures,
  agreements,
  duties,
  contracts,
  applications,
  copyRegister,
  paperDuplicates,
  packages,
  forms,
  dayPapers,
  drafts,
  directories,
  search,
  accounts,
  administration,
  evidence,
  verification,
  signing,
  extraction,
  fixity,
  preservation,
  readingRoom,
  journalImport,
  sync,
  stick,
  printing,
  notifications,
  noticeMail,
  jobs,
} as const;

export type Contract = typeof contract;
export type RoomName = keyof Contract;

/** Dotted name of a method, e.g. `registration.register`. */
export type MethodName = { [R in RoomName]: `${R}.${keyof Contract[R] & string}` }[RoomName];

type At<Name extends MethodName> = Name extends `${infer R extends RoomName}.${infer M}` ? (M extends keyof Contract[R] ? Contract[R][M] : never) : never;

export type MethodInput<Name extends MethodName> = InputOf<At<Name>>;
export type MethodCheckedInput<Name extends MethodName> = CheckedInputOf<At<Name>>;
export type MethodOutput<Name extends MethodName> = OutputOf<At<Name>>;

/** All methods by dotted name. */
export const methods: ReadonlyMap<string, AnyMethod> = new Map(
  Object.entries(contract).flatMap(([room, roomMethods]) => Object.entries(roomMethods).map(([name, definition]): [string, AnyMethod] => [`${room}.${name}`, definition])),
);

export * from './errors.ts';
export * from './events.ts';
export type { Access } from './define.ts';
