/**
 * Entry of a reading thread: search beside the writer. It opens the desk's file for reading only and
 * knows no room; rights come with each question.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from '#shared/contract/errors.ts';
import { openForReading } from '../store/database.ts';
import { JournalPages } from './journal-pages.ts';
import { QuestionEnded, SearchFacetCounts } from './search-facets.ts';
import { SearchExport } from './search-export.ts';
import { SearchPages } from './search-pages.ts';
import { SearchSnippets } from './search-snippets.ts';
import type { Reading, ReadingAnswer, ReadingKind, ReadingThreadData } from './thread-messages.ts';

if (parentPort === null) throw new Error('a reading thread is started by the search room only');
const port = parentPort;
const database = openForReading((workerData as ReadingThreadData).databaseFile);
const pages = new SearchPages(database);
const journals = new JournalPages(database);
const facets = new SearchFacetCounts(database, () => performance.now());
const exports = new SearchExport(database);
const snippets = new SearchSnippets(database);

type Answers = { readonly [Kind in ReadingKind]: (reading: Reading<Kind>, ended: () => boolean) => unknown };
const answers: Answers = {
  page: ({ input, actor }) => pages.page(input, actor),
  journal: ({ input, actor }) => journals.page(input, actor),
  facets: ({ input, actor }, ended) => facets.count(input, actor, ended),
  export: ({ input, actor }, ended) => exports.write(input, actor, ended),
  snippets: ({ input, actor }) => snippets.read(input.text, input.documentIds, actor),
};

async function answerTo(reading: Reading): Promise<ReadingAnswer> {
  const { id, kind } = reading;
  const ended = (): boolean => Atomics.load(reading.ended, 0) === 1;
  try {
    if (ended()) throw new QuestionEnded();
    // The table pairs each kind with its own question; the compiler cannot follow the pair through a lookup.
    const answer = answers[kind] as (reading: Reading, ended: () => boolean) => unknown;
    return { id, ok: true, value: await answer(reading, ended) };
  } catch (error) {
    if (error instanceof QuestionEnded) return { id, ok: false, ended: true };
    if (error instanceof Refusal) return { id, ok: false, ended: false, refusal: { code: error.error.code, message: error.error.message, params: error.error.params }, detail: error.message };
    return { id, ok: false, ended: false, refusal: null, detail: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

port.on('message', (message: Reading | 'close') => {
  if (message === 'close') {
    database.close();
    port.close();
  } else void answerTo(message).then((answer) => port.postMessage(answer));
});
