import type { SearchFacets, SearchQuestion } from '#shared/contract/search.ts';
import type { MethodOutput } from '#shared/contract/index.ts';
import type { Actor } from '#shared/domain/rights.ts';
import type { FoundPage, PageQuestion } from './search-pages.ts';
import type { ExportedTable, ExportQuestion } from './search-export.ts';
import type { JournalPage, JournalQuestion } from './journal-pages.ts';

/** What a reading thread is asked, and what it answers. */
export interface ReadingKinds {
  page: { readonly input: PageQuestion; readonly output: FoundPage };
  journal: { readonly input: JournalQuestion; readonly output: JournalPage };
  facets: { readonly input: SearchQuestion; readonly output: SearchFacets };
  export: { readonly input: ExportQuestion; readonly output: ExportedTable };
  snippets: { readonly input: { readonly text: string; readonly documentIds: readonly string[] }; readonly output: MethodOutput<'search.snippets'>['snippets'] };
}
export type ReadingKind = keyof ReadingKinds;

export interface ReadingThreadData {
  readonly databaseFile: string;
}

/** Desk thread → reading thread. `ended` becomes 1 when nobody waits for the answer any more. */
export interface Reading<Kind extends ReadingKind = ReadingKind> {
  readonly id: number;
  readonly kind: Kind;
  readonly input: ReadingKinds[Kind]['input'];
  readonly actor: Actor;
  readonly ended: Int32Array<SharedArrayBuffer>;
}

/** Reading thread → desk thread. A refusal travels as its parts. */
export type ReadingAnswer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly ended: true }
  | { readonly id: number; readonly ok: false; readonly ended: false; readonly refusal: { readonly code: string; readonly message: string; readonly params: Record<string, string> } | null; readonly detail: string };
