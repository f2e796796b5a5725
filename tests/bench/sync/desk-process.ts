/**
 * A real desk in a process of its own joins a server and takes its office: SQLite file, tables, HTTPS. It joins anew
 * whenever its parent asks, and answers how long it took and the peak of its memory.
 */
import { createLogger } from '../../../src-main/desk/logger.ts';
import { openDesk } from '../../../src-main/desk/desk.ts';
import { systemEnvironment } from '../../../src-main/environment.ts';
import { createDeskKey } from '../../../src-main/store/keys/key-store.ts';
import { plainKeyStore } from '../../../src-main/store/keys/plain-key-store.ts';
import { deskFiles } from '../../../src-main/store/store.ts';
import { HttpsLink } from '../../../src-main/sync/https-link.ts';
import { NO_JOBS, PROJECT_ROOT } from '../../support/plain-desk.ts';
import { PeakMemory } from './peak-memory.ts';

export interface Joined {
  readonly milliseconds: number;
  readonly cards: number;
  readonly peak: number;
}

export interface JoinAsked {
  readonly dataDirectory: string;
  readonly url: string;
  /** SHA-256 of the server's certificate in hex. */
  readonly certificate: string;
  readonly code: string;
}

const memory = new PeakMemory();

async function join({ dataDirectory, url, certificate, code }: JoinAsked): Promise<Joined> {
  memory.forget();
  const link = new HttpsLink({ url, certificate });
  const desk = await openDesk({
    dataDirectory,
    resourcesDirectory: `${PROJECT_ROOT}/resources`,
    host: 'loopback',
    version: '0.0.0-bench',
    environment: systemEnvironment(),
    keyStore: plainKeyStore(),
    passphrase: null,
    jobs: NO_JOBS,
    logger: createLogger(null),
    sync: { link: () => link, machine: `machine of ${dataDirectory}`, automatic: false, witnessDirectory: `${dataDirectory}-witness` },
  });
  const { store, sync } = desk.rooms;
  if (sync === null) throw new Error('the desk has no synchronisation');
  store.openKey(await createDeskKey(deskFiles(dataDirectory).key, plainKeyStore(), null));
  const started = performance.now();
  await sync.join({ url, certificate }, code);
  const end = await sync.round();
  if (end !== 'done') throw new Error(`the first round ended as ${end}`);
  const milliseconds = performance.now() - started;
  const cards = store.database.prepare<[], number>('SELECT count(*) FROM card').pluck().get() ?? 0;
  await desk.close();
  link.close();
  return { milliseconds, cards, peak: memory.mebibytes };
}

process.on('message', (asked: JoinAsked | 'stop') => {
  if (asked === 'stop') process.exit(0);
  void join(asked).then((joined) => process.send?.(joined));
});
process.send?.('ready');
// Whoever measures is gone.
process.on('disconnect', () => process.exit(1));
