/**
 * A real desk in a process of its own joins a server and takes its office: SQLite file, tables, HTTPS. Arguments: data
 * folder, address, certificate, one-time code. Tells its parent how long it took and its peak memory.
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

const [dataDirectory = '', url = '', certificate = '', code = ''] = process.argv.slice(2);
const memory = new PeakMemory();
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
const cards = store.database.prepare<[], number>("SELECT count(*) FROM card").pluck().get() ?? 0;
const joined: Joined = { milliseconds, cards, peak: memory.mebibytes };
await desk.close();
link.close();
memory.stop();
process.send?.(joined, () => process.disconnect());
