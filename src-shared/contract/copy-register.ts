import { z } from 'zod';
import { COPY_OUTCOMES, COPY_TERMS, COPY_VIEWS, GIVEN_AS, HANDING_WAYS, REQUESTER_KINDS } from '../domain/copy-register.ts';
import { day, id, instant, language, nothing } from './common.ts';
import { method } from './define.ts';

const line = z.string().trim().min(1).max(300);

/** What an application for a document says (PAP-04, PAP-06). */
export const copyRequest = z.object({
  requester: line,
  requesterKind: z.enum(REQUESTER_KINDS),
  /** Day on which the application was filed; the term counts from it. */
  appliedOn: day,
  givenAs: z.enum(GIVEN_AS),
  way: z.enum(HANDING_WAYS),
});
export type CopyRequest = z.output<typeof copyRequest>;

/** How an application ended. */
export const copyClosing = z.object({
  outcome: z.enum(COPY_OUTCOMES),
  on: day,
  /** To whom the document was handed over, or why it was not given. */
  note: line,
  /** The head's permission for a document that may not be passed outside (CARD-17); null: none was given. */
  permission: line.nullable(),
});

/** A line of the register of copies (PAP-02, PAP-04, PAP-06, PAP-07). */
export const copyEntry = copyRequest.extend({
  requestId: id,
  documentId: id,
  registrationIndex: z.string(),
  subject: z.string(),
  dueOn: day,
  term: z.enum(COPY_TERMS),
  filedAt: instant,
  filedBy: z.string(),
  /** Certified copies made for the application, the newest last. */
  copies: z.array(
    z.object({
      copyId: id,
      number: z.string(),
      /** Pages of an extract; null: the whole document. */
      pages: z.string().nullable(),
      certifiedBy: z.string(),
      position: z.string(),
      madeAt: instant,
      madeBy: z.string(),
      permission: z.string().nullable(),
    }),
  ),
  /** Null: still to be given. */
  closed: copyClosing.extend({ at: instant, by: z.string() }).nullable(),
});
export type CopyEntry = z.output<typeof copyEntry>;

/** Lines of the register that one answer holds at most. */
export const COPY_PAGE_LIMIT = 200;
/** Lines that one print holds at most: a longer period is printed in parts. */
export const COPY_PRINT_LIMIT = 5000;
/** Lines of one exported table at most. */
export const COPY_EXPORT_LIMIT = 100_000;

/** Which lines of the register; each part narrows the others. */
export const copyFilters = z.object({
  /** Null: of all documents. */
  documentId: id.nullable().default(null),
  show: z.enum(COPY_VIEWS).default('all'),
  /** Days of application, both ends included; null: open at this end. */
  from: day.nullable().default(null),
  to: day.nullable().default(null),
  /** Words of the applicant or of the document's number, folded as the search folds them. */
  text: z.string().trim().max(200).default(''),
});
export type CopyFilters = z.output<typeof copyFilters>;

/** Which part of the register goes out of the desk. */
export const takenOut = copyFilters.omit({ documentId: true });
const listed = takenOut.extend({ language: language.nullable().default(null) });

/** The register of copies over the documents that the caller may read. */
export const copyRegister = {
  /** Newest first, from a line on (the first being 0); `total` counts all lines of the choice. */
  list: method(
    'card.readOwn',
    copyFilters.extend({ first: z.number().int().nonnegative().default(0), limit: z.number().int().positive().max(COPY_PAGE_LIMIT).default(100) }),
    z.object({ entries: z.array(copyEntry), total: z.number().int() }),
  ),
  /** Applications that wait for whoever gives copies: due by the next working day, and past their day (PAP-04). */
  waiting: method('copy.make', nothing, z.object({ due: z.number().int(), overdue: z.number().int() })),
  /** Pages of the document that an extract is chosen from; null: it has none, or they cannot be counted. */
  pages: method('copy.make', z.object({ documentId: id }), z.object({ pages: z.number().int().nullable() })),
  /** The register on paper, oldest first, made for this window and kept nowhere: it holds what this person may read (PAP-07). */
  print: method('card.readOwn', listed, z.object({ fileName: z.string(), bytes: z.instanceof(Uint8Array), pages: z.number().int(), rows: z.number().int() }), { long: true }),
  /** The same lines as comma-separated values. */
  export: method('card.readOwn', listed, z.object({ fileName: z.string(), bytes: z.instanceof(Uint8Array), rows: z.number().int() }), { long: true }),
  /** Enters an application. `requestId` makes a repeated call harmless: it answers with what was entered before. */
  file: method('copy.make', z.object({ requestId: id, documentId: id, request: copyRequest }), copyEntry),
  /** An employee's own application, filed today by the person who is signed in (PAP-05); repeated calls as of `file`. */
  apply: method('card.readOwn', z.object({ requestId: id, documentId: id, request: copyRequest.pick({ givenAs: true, way: true }) }), copyEntry),
  /** Enters to whom and when the document was handed over, or why it was not given. */
  close: method('copy.make', z.object({ requestId: id, closing: copyClosing }), copyEntry),
};
