import { z } from 'zod';
import { COPY_OUTCOMES, GIVEN_AS, HANDING_WAYS, REQUESTER_KINDS } from '../domain/copy-register.ts';
import { day, id, instant } from './common.ts';
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
  overdue: z.boolean(),
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

export const COPY_REGISTER_VIEWS = ['all', 'open', 'overdue'] as const;

/** The register of copies over the documents that the caller may read. */
export const copyRegister = {
  /** Newest first; `documentId` null: of all documents. `total` counts what the first lines leave out too. */
  list: method('card.readOwn', z.object({ documentId: id.nullable().default(null), show: z.enum(COPY_REGISTER_VIEWS).default('all') }), z.object({ entries: z.array(copyEntry), total: z.number().int() })),
  /** Enters an application. `requestId` makes a repeated call harmless: it answers with what was entered before. */
  file: method('copy.make', z.object({ requestId: id, documentId: id, request: copyRequest }), copyEntry),
  /** An employee's own application, filed today by the person who is signed in (PAP-05); repeated calls as of `file`. */
  apply: method('card.readOwn', z.object({ requestId: id, documentId: id, request: copyRequest.pick({ givenAs: true, way: true }) }), copyEntry),
  /** Enters to whom and when the document was handed over, or why it was not given. */
  close: method('copy.make', z.object({ requestId: id, closing: copyClosing }), copyEntry),
};
