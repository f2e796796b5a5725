import { z } from 'zod';
import { FILE_ROLES } from '../domain/registration-card.ts';
import { fileName, id, instant, nothing, sha256 } from './common.ts';
import { method } from './define.ts';
import { storedFile } from './files.ts';
import { validationReport } from './signature-report.ts';

export const documentFile = storedFile.extend({ role: z.enum(FILE_ROLES) });

export const verdict = z.enum(['passed', 'failed', 'undetermined', 'unsigned']);

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
  /** Values that the desk suggests for the card, from signatures and the file. */
  suggestions: z.object({
    correspondent: z.string().nullable(),
    subject: z.string().nullable(),
    sheets: z.number().int().nullable(),
  }),
  /** Cards that already hold the same bytes (REG-17). */
  sameFileAs: z.array(z.object({ documentId: id, registrationIndex: z.string() })),
});
export type Letter = z.output<typeof letter>;

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
  list: method('card.register', nothing, z.object({ letters: z.array(letter) })),
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
  discard: method('card.register', z.object({ letterId: id, reason: z.string().trim().min(1).max(500) }), nothing),
};
