import { z } from 'zod';
import { DEFAULT_ACCESS, KIND_MEDIA, SIGNATURE_KINDS } from '../domain/document-kinds.ts';
import { HAND_RELATIONS, LINK_RELATIONS } from '../domain/card-links.ts';
import { STAGES } from '../domain/document-status.ts';
import { OUTAGE_CAUSES } from '../domain/outages.ts';
import { NUMBERING } from '../domain/journals.ts';
import { CARD_STATES, DELIVERY_WAYS, DIRECTIONS, MEDIA, PAPER_GROUNDS } from '../domain/registration-card.ts';
import { day, id, instant, nothing, sha256 } from './common.ts';
import { draftExecution } from './draft-execution.ts';
import { routeFile } from './routing.ts';
import { method } from './define.ts';
import { documentFile, verdict } from './intake.ts';
import { validationReport } from './signature-report.ts';

const direction = z.enum(DIRECTIONS);
const text = z.string().trim().max(2000).nullable();

export const requisites = z.object({
  direction,
  journalId: z.string(),
  kindId: z.string(),
  correspondent: text,
  correspondentNumber: text,
  correspondentDate: z.string().max(40).nullable(),
  subject: z.string().trim().max(4000),
  sheets: z.number().int().nullable(),
  attachmentSheets: z.number().int().nullable(),
  language: z.string().max(10).nullable(),
  caseId: z.string().nullable(),
  addressee: text,
  author: text,
  restricted: z.boolean(),
  note: text,
  medium: z.enum(MEDIA),
  paperGround: z.enum(PAPER_GROUNDS).nullable(),
  delivery: z.enum(DELIVERY_WAYS).nullable(),
  postalTrack: text,
  receivedDate: z.string().max(40).nullable(),
  correspondentId: z.string().nullable(),
  unitId: z.string().nullable(),
  outageId: z.string().nullable(),
  distributionBarred: z.boolean(),
});

const names = z.record(z.string(), z.string().max(300));

/** A journal as the office keeps it. */
export const journalRecord = z.object({
  journalId: z.string(),
  direction,
  names,
  pattern: z.string(),
  yearly: z.boolean(),
  access: z.enum(DEFAULT_ACCESS),
  defaultKindId: z.string().nullable(),
  numbering: z.enum(NUMBERING),
  closed: z.boolean(),
});
export const journal = journalRecord.extend({
  year: z.number().int(),
  /** The number that the next registration takes if nothing else comes between. */
  next: z.number().int(),
});
const requisiteName = requisites.keyof();
export const documentKind = z.object({
  kindId: z.string(),
  directions: z.array(direction),
  names,
  letter: z.string(),
  mandatory: z.array(requisiteName),
  additional: z.array(requisiteName),
  journalId: z.string().nullable(),
  media: z.array(z.object({ medium: z.enum(KIND_MEDIA), from: day.nullable(), basis: z.string().max(300).nullable() })),
  transitional: z.boolean(),
  blockedBy: z.string().nullable(),
  allowedFrom: day.nullable(),
  allowedUntil: day.nullable(),
  basisOrder: z.string().max(300).nullable(),
  signatures: z.object({ employee: z.enum(SIGNATURE_KINDS).nullable(), employer: z.enum(SIGNATURE_KINDS).nullable() }).nullable(),
  retentionArticle: z.string().nullable(),
  route: z.string().nullable(),
  access: z.enum(DEFAULT_ACCESS),
});
/** A period in which electronic flow could not be used (OFF-01). */
export const outage = z.object({ outageId: z.string(), cause: z.enum(OUTAGE_CAUSES), from: instant, until: instant.nullable(), expectedUntil: instant.nullable(), note: z.string() });
/** A structural unit; its index stands in registration indexes. */
/** `headPersonId` leads it; `coordinatorPersonId`: the deputy head of the office to whose area it belongs. */
export const unit = z.object({ unitId: z.string(), index: z.string(), name: z.string(), parentUnitId: z.string().nullable(), headPersonId: z.string().nullable(), coordinatorPersonId: z.string().nullable() });
export const caseOfNomenclature = z.object({
  caseId: z.string(),
  index: z.string(),
  title: z.string(),
  retention: z.string(),
});

/** Somebody of the office who may be author or addressee. */
export const person = z.object({ personId: z.string(), name: z.string(), position: z.string(), unit: z.string().nullable() });

export const card = requisites.extend({
  documentId: id,
  registrationIndex: z.string(),
  registrationNumber: z.number().int(),
  registrationYear: z.number().int(),
  registrationDate: day,
  registeredAt: instant,
  registeredBy: z.object({ accountId: id, name: z.string() }),
  state: z.enum(CARD_STATES),
  files: z.array(documentFile),
  verdict: verdict.nullable(),
  /** Why the number is void, and the card that stands in its place; both null for a card in force. */
  voidReason: z.string().nullable(),
  replacedBy: id.nullable(),
  /** Card in the wrong journal whose place this one took. */
  replaces: id.nullable(),
});
export type Card = z.output<typeof card>;

export const cardRow = z.object({
  documentId: id,
  registrationIndex: z.string(),
  registrationDate: day,
  direction,
  kindId: z.string(),
  correspondent: z.string().nullable(),
  correspondentNumber: z.string().nullable(),
  correspondentDate: z.string().nullable(),
  subject: z.string(),
  verdict: verdict.nullable(),
  restricted: z.boolean(),
  registeredBy: z.string(),
});
export type CardRow = z.output<typeof cardRow>;

/** A link as one of its ends sees it. `outward`: it was made from this card. Null subject: that card may not be read. */
export const cardLink = z.object({
  linkId: z.string(),
  relation: z.enum(LINK_RELATIONS),
  outward: z.boolean(),
  documentId: id,
  registrationIndex: z.string(),
  registrationDate: day,
  medium: z.enum(MEDIA),
  state: z.enum(CARD_STATES),
  subject: z.string().nullable(),
});
export type CardLink = z.output<typeof cardLink>;

/** What stays of a destroyed document beside its card (ARC-04, C.7.6). */
export const destruction = z.object({ actNumber: z.string(), on: day, method: z.string(), persons: z.array(z.string()) });
export type Destruction = z.output<typeof destruction>;

/** One line of the history tab (AUD-01…05): who, on whose behalf, when, from which desk, before and after. */
export const historyEntry = z.object({
  operationId: z.string(),
  kind: z.string(),
  at: instant,
  zone: z.string(),
  actor: z.string(),
  onBehalfOf: z.string().nullable(),
  desk: z.string(),
  /** Another desk was first, or the person was allowed no more: nothing of it came into effect. */
  withoutEffect: z.boolean(),
  changes: z.array(z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
});
export type HistoryEntry = z.output<typeof historyEntry>;

/** Copy with stamp, copy for paper, certified copy (PAP-02), and the protocol of the signature check (`Validation_Report.pdf`, VER-06). */
export const COPY_FORMS = ['stamped', 'paper', 'certified', 'protocol', 'card'] as const;
export type CopyForm = (typeof COPY_FORMS)[number];

export const copy = z.object({
  copyId: id,
  documentId: id,
  form: z.enum(COPY_FORMS),
  /** Of what is kept for this copy; the file is read under this name, whole. */
  sha256: z.string(),
  fileName: z.string(),
  /** Bytes of the whole copy. */
  size: z.number().int(),
  madeAt: instant,
  madeBy: z.string(),
  /** How it was made: `incremental` keeps the original's bytes as prefix, `full-save` is a new file. */
  method: z.enum(['incremental', 'full-save']),
  /** Number within the document, and the pages of an extract (null: all); null: no certified copy. */
  certified: z.object({ number: z.string(), pages: z.string().nullable() }).nullable(),
});
export type Copy = z.output<typeof copy>;

/** Points of a page as it is seen, upright, from its lower left corner; a page of PDF is at most 14,400 units wide. */
const markPlace = z.object({ page: z.number().int().min(1).max(1_000_000), left: z.number().min(0).max(20_000), top: z.number().min(0).max(20_000) });
const blocksPlace = markPlace.extend({ count: z.number().int().min(1).max(1000), columns: z.union([z.literal(1), z.literal(2)]) });
const ownSheet = z.literal('sheet');

/** Places that somebody chose for the marks of a stamped copy; a mark without one goes where the page is certainly free. */
export const markPlaces = z.object({ stamp: z.union([markPlace, ownSheet]).optional(), blocks: z.union([blocksPlace, ownSheet]).optional() });
export type MarkPlaces = z.output<typeof markPlaces>;

/** A mark of a stamped copy before it is made: where it would go (null: onto a sheet), its size in points, how it looks (a PDF of one page). */
export const previewedMark = z.object({
  mark: z.enum(['stamp', 'blocks']),
  place: markPlace.nullable(),
  width: z.number(),
  height: z.number(),
  count: z.number().int(),
  columns: z.union([z.literal(1), z.literal(2)]),
  picture: z.instanceof(Uint8Array),
});
export type PreviewedMark = z.output<typeof previewedMark>;

/** A card that may be of the same document (REG-17). Null fields: the card may not be read by who asks. */
export const similarCard = z.object({
  documentId: id,
  registrationIndex: z.string(),
  registrationDate: day,
  medium: z.enum(MEDIA),
  reason: z.enum(['same-file', 'same-details']),
  correspondent: z.string().nullable(),
  subject: z.string().nullable(),
});
export type SimilarCard = z.output<typeof similarCard>;

const reason = z.string().trim().min(1).max(500);
/** The registrar has looked at a clock that stands before the newest registration. */
const clockConfirmed = z.boolean().default(false);

/** `stepId` null: the route names no registrar, so that whoever may registers the draft. */
const signedDraft = z.object({ routeId: id, eventId: id, stepId: z.string().min(1).max(70).nullable(), round: z.number().int().positive(), contentSha256: sha256, annexes: z.array(routeFile).max(50).readonly().optional(), execution: draftExecution.nullable().default(null) });
export type SignedDraft = z.output<typeof signedDraft>;

export const registration = {
  /** Journals, kinds, cases and people that a new card may choose from. */
  choices: method(
    'card.readOwn',
    nothing,
    z.object({
      journals: z.array(journal),
      kinds: z.array(documentKind),
      cases: z.array(caseOfNomenclature),
      /** Year of the nomenclature that the cases are of; `fallback`: today's own year has none in use. Null: no cases. */
      casesOf: z.object({ year: z.number().int(), fallback: z.boolean() }).nullable(),
      units: z.array(unit),
      outages: z.array(outage),
      people: z.array(person),
    }),
  ),
  /**
   * Registers a letter (or, without one, a card alone): final number, date and history in one
   * transaction. `requestId` makes a repeated call harmless: it answers with the card made before.
   */
  register: method(
    'card.register',
    z.object({
      requestId: id,
      letterId: id.nullable(),
      requisites,
      /** The card beside which this one is an original of equal force (REG-18). */
      equalTo: id.nullable().default(null),
      /** Cards with the same sender, number and date that the registrar has seen and knows to be others. */
      knownSimilar: z.array(id).max(50).default([]),
      clockConfirmed,
      /** The signed draft that becomes the card, by the registrar's step that waits for it or by a route that names none (ROUTE-18). */
      signedDraft: signedDraft.nullable().default(null),
    }),
    card,
  ),
  /** Cards that may be of the same document, while the card is being filled. */
  similar: method(
    'card.register',
    requisites.pick({ direction: true, correspondent: true, correspondentId: true, correspondentNumber: true, correspondentDate: true }).extend({ letterId: id.nullable() }),
    z.object({ cards: z.array(similarCard) }),
  ),
  /** What the newest card of the same correspondent in this direction said (CARD-04); null: there is none that the caller may read. */
  earlier: method(
    'card.register',
    requisites.pick({ direction: true }).extend({ correspondent: z.string().trim().min(1).max(2000) }),
    z.object({ registrationIndex: z.string(), caseId: z.string().nullable(), addressee: z.string().nullable(), delivery: z.enum(DELIVERY_WAYS).nullable(), language: z.string().nullable() }).nullable(),
  ),
  correct: method(
    'card.correct',
    z.object({ documentId: id, basedOn: z.string(), changes: requisites.omit({ direction: true, journalId: true }).partial(), reason: reason.nullable() }),
    card,
  ),
  /** Takes a number out of use for ever; `returnLetter`: its letter waits again to be registered. */
  void: method('card.correct', z.object({ documentId: id, basedOn: z.string(), reason, returnLetter: z.boolean().default(false) }), card),
  /** Puts a registration in the wrong journal right: a new number there, the wrong one void. */
  moveToJournal: method(
    'card.correct',
    z.object({ documentId: id, basedOn: z.string(), requestId: id, journalId: z.string(), kindId: z.string(), caseId: z.string().nullable(), reason, clockConfirmed }),
    card,
  ),
  get: method(
    'card.readOwn',
    z.object({ documentId: id }),
    z.object({
      card,
      /** The case that the card points to, of whatever year (NUM-03); null where it names none. */
      caseFile: caseOfNomenclature.extend({ year: z.number().int() }).nullable(),
      /** Operation that last touched the card; a correction names it. */
      version: z.string(),
      reports: z.array(validationReport),
      history: z.array(historyEntry),
      copies: z.array(copy),
      links: z.array(cardLink),
      /** By which act its files went, when, how and by whom (ARC-04); null: they are kept. */
      destroyed: destruction.nullable(),
      /** Draft until its signer has signed (CARD-12). */
      /** A newer program at another desk changed the card in a way that this one cannot read: it is only shown. */
      readOnly: z.boolean(),
      status: z.enum(['draft', 'document']),
      /** Stages by which the document is monitored (CARD-13). */
      stages: z.array(z.object({ stage: z.enum(STAGES), state: z.enum(['done', 'due', 'attention', 'later']) })),
    }),
  ),
  link: method('card.correct', z.object({ documentId: id, relation: z.enum(HAND_RELATIONS), toDocumentId: id }), nothing),
  unlink: method('card.correct', z.object({ linkId: z.string().max(60), reason }), nothing),
  /** Checks the signatures of a registered document again, e.g. after new trust or revocation data. */
  recheck: method('card.readOwn', z.object({ documentId: id }), nothing, { long: true }),
  /** Where the stamp and the signature blocks of a stamped copy would go; for documents whose main file is a PDF or an image, or a signature around one. Nothing is made. */
  previewMarks: method(
    'copy.make',
    z.object({ documentId: id, language: z.string().max(10).nullable().default(null) }),
    z.object({
      /** The file whose pages these are. */
      source: z.object({ sha256: z.string(), size: z.number().int(), fileName: z.string() }),
      pages: z.number().int(),
      marks: z.array(previewedMark),
      /** The pages as a PDF where they are stored nowhere as one, e.g. of an image; null: they are read from the source. */
      made: z.instanceof(Uint8Array).nullable(),
    }),
    { long: true },
  ),
  /** Makes a derived copy for print: the original's bytes are not touched. */
  makeCopy: method(
    'copy.make',
    z.object({
      documentId: id,
      form: z.enum(COPY_FORMS),
      language: z.string().max(10).nullable().default(null),
      /** The one signature that a protocol is about (VER-07), by its file and its id in the report; null: all. Other forms show all. */
      signature: z.object({ sha256, id: z.string().max(100) }).nullable().default(null),
      /** The head's permission by which a document that may not be passed outside is copied all the same (CARD-17); null: none was given. */
      permission: z.string().trim().min(1).max(300).nullable().default(null),
      /** What a certified copy needs: the application that it answers, the position of who makes it, the pages of an extract (`1, 3-5`; null: all). */
      certification: z.object({ requestId: id, position: z.string().trim().min(1).max(300), pages: z.string().trim().max(300).nullable().default(null) }).nullable().default(null),
      /** Where the marks of a stamped copy go; null: where the pages are certainly free. */
      places: markPlaces.nullable().default(null),
      /** Number of an issued copy of a local act, which the stamp then names with its holder (NUM-05); null: no such copy. */
      actCopy: z.string().max(60).nullable().default(null),
    }),
    copy,
    { long: true },
  ),
};
