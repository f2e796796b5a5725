import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '#shared/rpc/client.ts';
import { openForReading } from '../../src-main/store/database.ts';
import { PROJECT_ROOT, valueOf } from '../support/plain-desk.ts';
import { bareCard } from './bare-card.ts';
import { type Bench, inTurn, timed } from './figure.ts';
import { percentile, searchMix } from './search-mix.ts';
import { generatedStore, LONG_CARDS, openBenchDesk, SHORT_CARDS } from './store-office.ts';
import { anotherLetter, requisitesFor } from './store-requisites.ts';
import { untilOpen } from './until-ready.ts';

const REGISTRATIONS = 200;
const JOURNAL_PAGES = 200;
const RAW_READS = 200;

/** The 95th of a hundred of the times that each question takes. */
async function p95<Question>(questions: readonly Question[], ask: (question: Question) => Promise<void> | void): Promise<number> {
  const times: number[] = [];
  for (const question of questions) times.push(await timed(() => ask(question)));
  return percentile(times, 0.95);
}

/**
 * Figures of a store of a million documents (BENCH_SHORT=1: a hundred thousand): registering one more,
 * searching, paging, starting, memory. The raw limits are read from the same file in the same run.
 */
export async function open(): Promise<Bench> {
  const cards = process.env['BENCH_SHORT'] === '1' ? SHORT_CARDS : LONG_CARDS;
  const store = await generatedStore(cards);
  const empty = await generatedStore(0);
  let opened = await openBenchDesk(store.folder);
  const file = path.join(store.folder, 'desk.sqlite');
  const raw = openForReading(file);
  const mix = searchMix();
  const requisites = await requisitesFor(opened.registrar);
  const readers: readonly (readonly ['registrar' | 'executor', string])[] = [['registrar', 'who reads all'], ['executor', 'who reads 1 %']];

  const bare = bareCard(opened.desk.rooms.store.database, valueOf(await opened.registrar.registration.register({ requestId: randomUUID(), letterId: null, requisites: { ...requisites, ...anotherLetter() } })).documentId);

  const register = async (client: Client, subject = requisites.subject): Promise<string> => valueOf(await client.registration.register({ requestId: randomUUID(), letterId: null, requisites: { ...requisites, ...anotherLetter(), subject } })).documentId;
  const keys = (raw.prepare('SELECT card_key FROM card ORDER BY random() LIMIT 5000').pluck().all() as number[]);
  const rawCard = raw.prepare('SELECT * FROM card WHERE card_key = ?');
  let rawAt = 0;
  /** Fifty cards by their keys, anywhere in the file: what a page cannot do without. */
  const rawPage = (): void => {
    for (let n = 0; n < 50; n += 1) rawCard.get(keys[(rawAt += 1) % keys.length] ?? 0);
  };
  const rawPages = (): Promise<number> => p95(Array.from({ length: RAW_READS }), rawPage);
  const longest = raw.prepare<[], { journal_id: string; year: number; n: number }>('SELECT journal_id, registration_year AS year, max(registration_number) AS n FROM card GROUP BY 1, 2 ORDER BY n DESC LIMIT 1').get();
  if (longest === undefined) throw new Error('the office has no journal with numbers');
  const depths = Array.from({ length: JOURNAL_PAGES }, (_, at) => Math.max(1, Math.floor((longest.n * (at + 1)) / JOURNAL_PAGES)));

  return {
    figures: [
      {
        name: `one more card registered, p95 ms (${cards} cards; promised: 2 × the bare transaction)`,
        than: 'bare transaction of operation, number and card in the same file, same indexes and fsync',
        aim: { atMost: 2 },
        rounds: 5,
        ...inTurn({
          times: REGISTRATIONS,
          ours: async () => void (await register(opened.registrar)),
          peer: bare,
          figureOf: (times) => percentile(times, 0.95),
        }),
      },
      {
        name: 'card found by its words after saving, ms',
        than: 'the second within which it is promised',
        aim: { atMost: 1 },
        rounds: 5,
        ours: () => {
          const word = `слово${randomUUID().replaceAll('-', '')}`;
          return timed(async () => {
            await register(opened.registrar, word);
            for (let tries = 0; tries < 1000; tries += 1) {
              if (valueOf(await opened.registrar.search.page({ text: word })).rows.length === 1) return;
              await pause(10);
            }
            throw new Error('the card was never found');
          });
        },
        peer: async () => 1000,
      },
      ...readers.flatMap(([reader, who]) => [
        {
          name: `first page newest first, p95 ms of ${mix.length} questions, ${who} (promised: 20 ms)`,
          than: 'fifty cards read by key from the same file, p95 ms',
          aim: { atMost: 40 },
          rounds: 3,
          ours: () => p95(mix, async ({ text }) => void valueOf(await opened[reader].search.page({ text, sort: 'newest' }))),
          peer: rawPages,
        },
        {
          name: `first page by relevance, p95 ms, ${who} (promised: 100 ms)`,
          than: 'fifty cards read by key, p95 ms',
          aim: { atMost: 200 },
          rounds: 3,
          ours: () => p95(mix, async ({ text }) => void valueOf(await opened[reader].search.page({ text, sort: 'relevance' }))),
          peer: rawPages,
        },
        {
          name: `counts of the filters, p95 ms, ${who} (promised: 300 ms)`,
          than: 'fifty cards read by key, p95 ms',
          aim: { atMost: 600 },
          rounds: 3,
          ours: () => p95(mix, async ({ text }) => void valueOf(await opened[reader].search.facets({ text }))),
          peer: rawPages,
        },
        {
          name: `page of the journal at any depth, p95 ms, ${who} (promised: 20 ms)`,
          than: 'fifty cards read by key, p95 ms',
          aim: { atMost: 40 },
          rounds: 3,
          ours: () => p95(depths, async (number) => void valueOf(await opened[reader].search.journal({ journalId: longest.journal_id, year: longest.year, place: { at: 'number', number } }))),
          peer: rawPages,
        },
      ]),
      {
        name: 'desk started on the store and open, ms (promised: 2000 ms)',
        than: 'the same program started on an office without a card',
        aim: { atMost: 1.5 },
        rounds: 3,
        ours: async () => {
          await opened.desk.close();
          const time = await untilOpen(store.folder);
          opened = await openBenchDesk(store.folder);
          return time;
        },
        peer: () => untilOpen(empty.folder),
      },
      {
        name: 'memory of the core after the mix twice and 200 registrations, MiB at the peak',
        than: '400 MiB',
        aim: { atMost: 1 },
        rounds: 1,
        ours: async () => {
          await opened.desk.close();
          const child = spawnSync(process.execPath, [path.join(PROJECT_ROOT, 'tests', 'bench', 'store-memory.ts'), store.folder], { encoding: 'utf8' });
          if (child.status !== 0) throw new Error(child.stderr);
          opened = await openBenchDesk(store.folder);
          return Number(child.stdout.trim());
        },
        peer: async () => 400,
      },
    ],
    close: async () => {
      raw.close();
      await opened.desk.close();
      store.remove();
      empty.remove();
    },
  };
}
