import { z } from 'zod';
import { CARD_STATES, DIRECTIONS } from '../domain/registration-card.ts';
import { day, id, instant, language, nothing, sha256 } from './common.ts';
import { method } from './define.ts';
import { verdict } from './intake.ts';
import { cardRow } from './registration.ts';

export const SEARCH_TEXT_LIMIT = 200;
/** Rows of one page at most. */
export const SEARCH_PAGE_LIMIT = 200;
/** Counts above it are said as "1000+" unless the exact number came for nothing. */
export const FACET_COUNT_LIMIT = 1000;

export const VERDICT_CHOICES = [...verdict.options, 'none'] as const;

/** What became of the case in which a document lies: it is closed, or was destroyed. */
export const ARCHIVE_CHOICES = ['closed', 'destroyed'] as const;

/** What cards are narrowed by; a list lets through cards with any of its values, an empty one all. */
export const searchFilters = z.object({
  directions: z.array(z.enum(DIRECTIONS)).max(DIRECTIONS.length).default([]),
  journals: z.array(z.string().max(200)).max(50).default([]),
  kinds: z.array(z.string().max(200)).max(50).default([]),
  correspondents: z.array(z.string().max(2000)).max(20).default([]),
  cases: z.array(z.string().max(200)).max(50).default([]),
  /** Day of registration, both ends included. */
  from: day.nullable().default(null),
  to: day.nullable().default(null),
  /** `none`: nothing was checked yet. */
  verdicts: z.array(z.enum(VERDICT_CHOICES)).max(VERDICT_CHOICES.length).default([]),
  restricted: z.boolean().nullable().default(null),
  states: z.array(z.enum(CARD_STATES)).max(CARD_STATES.length).default([]),
  hasFiles: z.boolean().nullable().default(null),
  /** Documents that lie in the archive, or were destroyed. */
  archive: z.array(z.enum(ARCHIVE_CHOICES)).max(ARCHIVE_CHOICES.length).default([]),
});
export type SearchFilters = z.output<typeof searchFilters>;

export const SEARCH_SORTS = ['newest', 'oldest', 'relevance', 'index'] as const;
export type SearchSort = (typeof SEARCH_SORTS)[number];

const searchText = z.string().max(SEARCH_TEXT_LIMIT).default('');
const NO_FILTERS = searchFilters.parse({});

/** What a person asks: words or a fragment of a number, filters, order. */
export const searchQuestion = z.object({ text: searchText, filters: searchFilters.default(NO_FILTERS), sort: z.enum(SEARCH_SORTS).default('newest') });
export type SearchQuestion = z.output<typeof searchQuestion>;

/** Place in a list after which the next page begins; made by the desk, meaningless elsewhere. */
const cursor = z.string().max(400);

export const SEARCH_MATCHES = ['number', 'subject', 'card', 'text'] as const;
export const foundRow = cardRow.extend({
  journalId: z.string(),
  registrationNumber: z.number().int(),
  registrationYear: z.number().int(),
  state: z.enum(CARD_STATES),
  /** Null where its case is open, or it is in none. */
  archive: z.enum(ARCHIVE_CHOICES).nullable(),
});
export type FoundRow = z.output<typeof foundRow>;

const searchPage = z.object({
  rows: z.array(foundRow),
  /** Null where nothing follows. */
  next: cursor.nullable(),
  /** Cards that wait for the index, whose words are not found yet. */
  waiting: z.number().int().nonnegative(),
});
export type SearchPage = z.output<typeof searchPage>;

export const FACETS = ['direction', 'journal', 'kind', 'year', 'verdict', 'restricted', 'state', 'hasFiles', 'archive', 'case', 'correspondent'] as const;
export type FacetName = (typeof FACETS)[number];

/** How many cards have a value: exactly, or at least so many. */
export const facetCount = z.object({ value: z.string(), count: z.number().int().nonnegative(), exact: z.boolean() });
export type FacetCount = z.output<typeof facetCount>;
const searchFacets = z.object({
  total: z.object({ count: z.number().int().nonnegative(), exact: z.boolean() }),
  facets: z.array(z.object({ facet: z.enum(FACETS), values: z.array(facetCount) })),
});
export type SearchFacets = z.output<typeof searchFacets>;

/** Where in the journal a page begins: after a cursor, at a number, at a day, at either end. */
const journalPlace = z.discriminatedUnion('at', [
  z.object({ at: z.literal('newest') }),
  z.object({ at: z.literal('oldest') }),
  z.object({ at: z.literal('number'), number: z.number().int().positive() }),
  z.object({ at: z.literal('day'), day }),
  z.object({ at: z.literal('after'), number: z.number().int().nonnegative() }),
  z.object({ at: z.literal('before'), number: z.number().int().nonnegative() }),
]);
export type JournalPlace = z.output<typeof journalPlace>;

export const EXPORT_FORMATS = ['csv', 'xlsx'] as const;
/** Rows of one export at most; what was left out is said. */
export const EXPORT_ROW_LIMIT = 100_000;

const savedName = z.string().trim().min(1).max(80);
export const savedSearch = z.object({
  searchId: id,
  name: savedName,
  /** `office`: everybody sees it; `own`: the person who saved it. */
  scope: z.enum(['own', 'office']),
  question: searchQuestion,
  /** Whether the person who asks may take it away. */
  mine: z.boolean(),
});
export type SavedSearch = z.output<typeof savedSearch>;

const agreement = z.enum(['agrees', 'differs', 'not-stated']);
/** A document beside a copy of it. */
export const copyDocument = z.object({
  documentId: id,
  registrationIndex: z.string(),
  registrationDate: day,
  direction: z.enum(DIRECTIONS),
  correspondent: z.string().nullable(),
  subject: z.string(),
  /** What the newest check says, and when it was; null: none was made. */
  verdict: verdict.nullable(),
  checkedAt: instant.nullable(),
  voidReason: z.string().nullable(),
  /** What stands on the copy: the beginning of the original's SHA-256, the verdict. */
  onCopy: z.object({ hash: z.string().nullable(), verdict: verdict.nullable() }),
  comparison: z.object({ hash: agreement, verdict: agreement, isVoid: z.boolean(), agrees: z.boolean() }),
});
export type CopyDocument = z.output<typeof copyDocument>;

/** Search over cards and documents, journals by pages, saved searches, export. */
export const search = {
  /** One page of found cards, by place and not by count: the thousandth costs what the first does. */
  page: method('card.readOwn', searchQuestion.extend({ after: cursor.nullable().default(null), limit: z.number().int().positive().max(SEARCH_PAGE_LIMIT).default(50) }), searchPage),
  /** Counts for the filters of the same question; asked after the page. A newer question of the window ends an older one. */
  facets: method('card.readOwn', searchQuestion, searchFacets),
  /** Where the words stand in the text of files, for cards of a page; nothing for a card that may not be read. */
  snippets: method(
    'card.readOwn',
    z.object({ text: searchText, documentIds: z.array(id).max(SEARCH_PAGE_LIMIT) }),
    z.object({ snippets: z.array(z.object({ documentId: id, fileName: z.string(), before: z.string(), match: z.string(), after: z.string() })) }),
  ),
  /** Journals and years that hold cards, newest year first. */
  journalYears: method('card.readOwn', nothing, z.object({ journals: z.array(z.object({ journalId: z.string(), years: z.array(z.number().int()) })) })),
  /** A page of one journal and year in the order of its numbers. */
  journal: method(
    'card.readOwn',
    z.object({ journalId: z.string().max(200), year: z.number().int(), order: z.enum(['ascending', 'descending']).default('descending'), place: journalPlace.default({ at: 'newest' }), limit: z.number().int().positive().max(SEARCH_PAGE_LIMIT).default(100) }),
    z.object({ rows: z.array(foundRow), first: z.number().int().nullable(), last: z.number().int().nullable(), more: z.boolean() }),
  ),
  /** The documents of a copy, by the code that a scanner reads from the paper; none: this desk has none that the caller may read. */
  copy: method('card.readOwn', z.object({ code: z.string().max(300) }), z.object({ documents: z.array(copyDocument) })),
  saved: method('card.readOwn', nothing, z.object({ searches: z.array(savedSearch) })),
  /** Saves a search; for the whole office with the right to edit directories. */
  save: method('card.readOwn', z.object({ name: savedName, scope: z.enum(['own', 'office']), question: searchQuestion }), savedSearch),
  forget: method('card.readOwn', z.object({ searchId: id }), nothing),
  /** Writes what a question finds as a table; the file is read in pieces as every other. */
  export: method(
    'card.export',
    searchQuestion.extend({ format: z.enum(EXPORT_FORMATS), language }),
    z.object({ sha256, fileName: z.string(), size: z.number().int(), mediaType: z.string(), rows: z.number().int(), complete: z.boolean() }),
    { long: true },
  ),
};
