import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { NO_JOBS, openPlainDesk, PROJECT_ROOT, valueOf, windowOf } from '../support/plain-desk.ts';
import { bareCard } from './bare-card.ts';
import { type Bench, inTurn, timed } from './figure.ts';
import { anotherLetter, requisitesFor } from './store-requisites.ts';
import { untilOpen, untilReady } from './until-ready.ts';

const CARDS = 200;
const PASSWORD = 'Str0ng-pass!';

async function officeIn(dataDirectory: string) {
  const desk = await openPlainDesk({ dataDirectory, jobs: NO_JOBS });
  const client = windowOf(desk);
  valueOf(
    await client.desk.setUp({
      office: { name: 'Bench', country: 'UA', documentLanguages: ['uk'] },
      passphrase: null,
      administrator: { name: 'A', login: 'admin', password: PASSWORD },
      registrar: { name: 'R', login: 'registrar', password: PASSWORD },
    }),
  );
  valueOf(await client.session.signIn({ login: 'registrar', password: PASSWORD }));
  return { desk, client };
}

/** Figures of the desk: saving a card, finding it, starting. */
export async function open(): Promise<Bench> {
  const folder = mkdtempSync(path.join(tmpdir(), 'chancery-bench-'));
  const { desk, client } = await officeIn(path.join(folder, 'desk'));
  const requisites = await requisitesFor(client);
  const register = async (subject: string = requisites.subject): Promise<string> => {
    const card = valueOf(await client.registration.register({ requestId: randomUUID(), letterId: null, requisites: { ...requisites, ...anotherLetter(), subject } }));
    return card.documentId;
  };
  const bare = bareCard(desk.rooms.store.database, await register());

  const startFolder = path.join(folder, 'start');
  const started = await officeIn(startFolder);
  await started.desk.close();

  return {
    figures: [
      {
        name: 'card saved, ms',
        than: 'bare transaction of operation, number and card in the same file, same indexes and fsync',
        aim: { atMost: 2.5 },
        ...inTurn({ times: CARDS, ours: async () => void (await register()), peer: bare, figureOf: (times) => times.reduce((sum, time) => sum + time, 0) / times.length }),
      },
      {
        name: 'card found by its words after saving, ms',
        than: 'the second within which it is promised',
        aim: { atMost: 1 },
        ours: () => {
          const word = `слово${randomUUID().replaceAll('-', '')}`;
          return timed(async () => {
            await register(word);
            for (let tries = 0; tries < 1000; tries += 1) {
              const found = await client.search.page({ text: word });
              if (found.ok && found.value.rows.length === 1) return;
              await new Promise((resolve) => setTimeout(resolve, 10));
            }
            throw new Error('the card was never found');
          });
        },
        peer: async () => 1000,
      },
      {
        name: 'desk started on existing data and serving, ms',
        than: 'Node started with the same libraries loaded in two threads and a file opened',
        aim: { atMost: 4 },
        rounds: 5,
        ours: () => untilOpen(startFolder),
        peer: () =>
          untilReady([path.join(PROJECT_ROOT, 'tests', 'bench', 'bare-start.ts'), path.join(startFolder, 'desk.sqlite')], /ready/),
      },
    ],
    close: async () => {
      await desk.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

