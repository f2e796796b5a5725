import { type Logger, pino } from 'pino';
import { onTestFinished } from 'vitest';
import { createServer, type Server } from '../../../src-server/server.ts';
import { openSqliteStore } from '../../../src-server/stores/sqlite/sqlite-store.ts';
import type { Store } from '../../../src-server/stores/store.ts';
import { testEnvironment, type TestEnvironment } from '../test-environment.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { account, ChainDesk } from './chain-desk.ts';

export interface TestServer {
  readonly server: Server;
  readonly store: Store;
  readonly environment: TestEnvironment;
  readonly organisation: string;
  /** The founder, which brought an administrator and a registrar. */
  readonly founder: ChainDesk;
  /** Enrols another desk that has said hello. */
  desk(name: string, code?: string): Promise<ChainDesk>;
}

/** A node on a store, the clock of which stands until it is moved. */
export async function testNode(store: Store, environment = testEnvironment(), crashPoint: (name: string) => void = () => undefined, log: Logger = pino({ level: 'silent' })): Promise<Server> {
  return createServer({ store, log, now: environment.now, randomBytes: environment.randomBytes, crashPoint });
}

/** An office on a store; SQLite in a folder of its own unless another is given. */
export async function testServer(options: { readonly store?: Store; readonly crashPoint?: (name: string) => void; readonly seed?: string; readonly log?: Logger } = {}): Promise<TestServer> {
  const store = options.store ?? (await sqliteStore());
  const environment = testEnvironment(undefined, options.seed);
  const server = await testNode(store, environment, options.crashPoint, options.log);
  const organisation = await server.administration.createOrganisation('Office');
  const founder = await enrolled(server, organisation, new ChainDesk(server, `founder-${organisation}`, true));
  return { server, store, environment, organisation, founder, desk: (name, code) => enrolled(server, organisation, new ChainDesk(server, `${name}-${organisation}`), code) };
}

/** The founder brings its accounts as what was there before the server: two operations. */
const FOUNDING_OPERATIONS = 2;

async function enrolled(server: Server, organisation: string, desk: ChainDesk, wishedCode: string | null = null): Promise<ChainDesk> {
  const standing = await desk.enrol(await server.administration.invite(organisation, wishedCode));
  if (standing.founder) {
    desk.write(account('administrator', 'administrator'));
    desk.write(account('registrar', 'registrar'));
  }
  await desk.hello();
  if (standing.founder) await desk.push(1, FOUNDING_OPERATIONS);
  return desk;
}

export async function sqliteStore(directory = temporaryFolder()): Promise<Store> {
  const store = await openSqliteStore(directory);
  onTestFinished(() => store.close());
  return store;
}
