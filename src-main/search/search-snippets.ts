import type { MethodOutput } from '#shared/contract/index.ts';
import { evenText, foldedWords } from '#shared/domain/search-folding.ts';
import { slavicStem, turkicStem } from '#shared/domain/search-stems.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { rowRightsSql } from '../registration/row-rights.ts';
import type { DeskDatabase } from '../store/database.ts';

/** Beginning of a file's text in which a match is looked for; deeper ones are found but not shown. */
const TEXT_LOOKED_AT = 100_000;
const AROUND = 60;
const WORD = /[\p{L}\p{N}]+/gu;

type Snippet = MethodOutput<'search.snippets'>['snippets'][number];

/** Where the words of a question stand in the text of files. The row rights are asked again for every card. */
export class SearchSnippets {
  readonly #database: DeskDatabase;

  constructor(database: DeskDatabase) {
    this.#database = database;
  }

  read(text: string, documentIds: readonly string[], actor: Actor): Snippet[] {
    const wanted = foldedWords(text).map(({ folded }) => folded);
    if (wanted.length === 0) return [];
    const rights = rowRightsSql(actor);
    const files = this.#database.prepare<unknown[], { fileName: string; text: string }>(
      `SELECT card_file.file_name AS fileName, substr(document_text.text, 1, ${TEXT_LOOKED_AT}) AS text FROM card CROSS JOIN card_file USING (document_id) CROSS JOIN document_text USING (sha256) WHERE card.document_id = ? AND ${rights.sql} ORDER BY card_file.position`,
    );
    return documentIds.flatMap((documentId) => {
      for (const file of files.iterate(documentId, ...rights.params)) {
        const found = snippetOf(file.text, wanted);
        if (found !== null) return [{ documentId, fileName: file.fileName, ...found }];
      }
      return [];
    });
  }
}

/** The first word of the text that fits a word of the question, with what stands around it; null: none fits. */
export function snippetOf(text: string, wanted: readonly string[]): Pick<Snippet, 'before' | 'match' | 'after'> | null {
  const stems = new Set(wanted.flatMap((word) => [slavicStem(word), turkicStem(word)]));
  const even = evenText(text);
  const begins = wanted.at(-1) ?? '';
  for (const found of even.matchAll(WORD)) {
    const folded = foldedWords(found[0])[0]?.folded ?? '';
    if (!stems.has(slavicStem(folded)) && !stems.has(turkicStem(folded)) && !(begins.length >= 3 && folded.startsWith(begins))) continue;
    const end = found.index + found[0].length;
    const clean = (part: string): string => part.replace(/\s+/gu, ' ');
    return { before: clean(even.slice(Math.max(0, found.index - AROUND), found.index)), match: found[0], after: clean(even.slice(end, end + AROUND)) };
  }
  return null;
}
