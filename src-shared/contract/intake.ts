import { z } from 'zod';
import { FILE_ROLES } from '../domain/registration-card.ts';
import { day, fileName, id, instant, nothing, sha256 } from './common.ts';
import { method } from './define.ts';
import { storedFile } from './files.ts';
import { validationReport } from './signature-report.ts';

export const documentFile = storedFile.extend({ role: z.enum(FILE_ROLES) });

export const verdict = z.enum(['passed', 'failed', 'undetermined', 'unsigned']);

/** The message that a letter came in. */
export const letterMessage = z.object({
  /** The message itself, as it came. */
  sha256,
  fromName: z.string().nullable(),
  fromAddress: z.string().nullable(),
  subject: z.string().nullable(),
  sentAt: instant.nullable(),
  /** Attachments that did not become files because they are programs (SEC-23). */
  leftOut: z.array(z.string()),
});
export type LetterMessage = z.output<typeof letterMessage>;

/** Values that the desk suggests for the card, from signatures and the file. */
const suggestions = z.object({
  correspondent: z.string().nullable(),
  subject: z.string().nullable(),
  sheets: z.number().int().nullable(),
  /** Number that the sender gave, where a package says it. */
  correspondentNumber: z.string().nullable(),
  /** Day on which a message was sent, or that a package says of the letter. */
  correspondentDate: day.nullable(),
});

/** A line of the list of waiting letters: what the list shows and an empty card is offered. All else comes with `get`. */
export const waitingLetter = z.object({
  letterId: id,
  receivedAt: instant,
  receivedBy: z.string(),
  /** Name of the document among its files. */
  fileName: z.string(),
  fileCount: z.number().int(),
  /** Null while the check runs or has not begun. */
  verdict: verdict.nullable(),
  /** What the check could not do, as a message key below `error.`; null where it ended well. */
  checkProblem: z.string().nullable(),
  suggestions,
  /** Whether a card holds the same bytes already (REG-17). */
  sameFile: z.boolean(),
});
export type WaitingLetter = z.output<typeof waitingLetter>;

/** A letter that has been received and waits to be registered. Its files are stored already. */
export const letter = z.object({
  letterId: id,
  receivedAt: instant,
  receivedBy: z.string(),
  files: z.array(documentFile).min(1),
  /** Null while the check runs or has not begun. */
  verdict: verdict.nullable(),
  reports: z.array(validationReport),
  /** What the check could not do, as a message key below `error.`; null where it ended well. */
  checkProblem: z.string().nullable(),
  suggestions,
  /** The message that it came in; null for other letters. */
  message: letterMessage.nullable(),
  /** The package that it was taken over from; null for other letters. */
  fromPackage: z.object({ packageId: z.string(), fileName: z.string(), organisation: z.string().nullable() }).nullable(),
  /** Cards that already hold the same bytes (REG-17). */
  sameFileAs: z.array(z.object({ documentId: id, registrationIndex: z.string() })),
});
export type Letter = z.output<typeof letter>;

export const AFTER_TAKING = ['move', 'delete'] as const;

/** The folder that this desk watches, such as one where a scanner puts its files. */
export const folderSettings = z.object({
  path: z.string().trim().min(1).max(1000),
  /** What becomes of a file when its letter is made; `move`: into a folder `taken` beside it. */
  afterTaking: z.enum(AFTER_TAKING),
});
export type FolderSettings = z.output<typeof folderSettings>;

/** Why a file of the folder has become no letter, or was not moved. It is left where it is. */
export const FOLDER_PROBLEMS = ['empty', 'tooLarge', 'program', 'noAccess', 'inUse', 'unreadable', 'disappeared', 'diskFull', 'cannotMove', 'alreadyTaken'] as const;
export type FolderProblemCode = (typeof FOLDER_PROBLEMS)[number];

export const folderState = z.object({
  settings: folderSettings.nullable(),
  /** Why the folder itself cannot be read, in the system's words; null where it can. */
  unreachable: z.string().nullable(),
  lastLookAt: instant.nullable(),
  problems: z.array(z.object({ fileName: z.string(), problem: z.enum(FOLDER_PROBLEMS), detail: z.string().nullable(), at: instant })),
});
export type FolderState = z.output<typeof folderState>;

export const intake = {
  /**
   * Makes letters of stored files: a signature file joins the document that it names
   * (`letter.pdf` + `letter.pdf.p7s`), every other file is a letter of its own.
   */
  receive: method(
    'card.register',
    z.object({ files: z.array(z.object({ sha256, fileName })).min(1).max(50) }),
    z.object({ letters: z.array(letter) }),
  ),
  /** Letters that wait, the oldest first. What it costs grows with their number alone, not with what their checks found. */
  list: method('card.register', nothing, z.object({ letters: z.array(waitingLetter) })),
  get: method('card.register', z.object({ letterId: id }), letter),
  /** Joins the files of one letter to another: a signature that came apart from its document. */
  join: method('card.register', z.object({ letterId: id, intoLetterId: id }), letter),
  /**
   * Sets order, roles and names of a letter's files: attachments in the order in which the document names them,
   * marked as such (CARD-07, CARD-08). No file is added or left out; once the letter was signed here it stands.
   */
  arrange: method(
    'card.register',
    z.object({ letterId: id, files: z.array(z.object({ sha256, fileName, role: z.enum(FILE_ROLES) })).min(1).max(500) }),
    letter,
  ),
  check: method('card.register', z.object({ letterId: id }), letter, { long: true }),
  folder: method('card.read', nothing, folderState),
  /** Null: no folder is watched. A setting of this desk alone. */
  setFolder: method('desk.supervise', z.object({ settings: folderSettings.nullable() }), folderState),
  /** Takes an entry off the list; a file that is still there is tried again. */
  dismissFolderProblem: method('card.register', z.object({ fileName }), folderState),
  discard: method('card.register', z.object({ letterId: id, reason: z.string().trim().min(1).max(500) }), nothing),
};
