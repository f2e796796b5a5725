import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPostgresStore } from '../../../src-server/stores/postgres/postgres-store.ts';
import { openSqliteStore } from '../../../src-server/stores/sqlite/sqlite-store.ts';
import type { Store } from '../../../src-server/stores/store.ts';
import { Random } from '../../simulation/random.ts';
import { ServerCommand } from '../../support/central-server/server-command.ts';
import { DeskProcess } from '../../support/desk-process.ts';
import { FaultProxy } from '../../support/fault-proxy/fault-proxy.ts';
import { auditOffice } from '../../support/office-audit.ts';
import { findPostgres, PostgresCluster } from '../../support/postgres.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** Longer: `KILLED_BOTH_SECONDS=3600`; another run: `KILLED_BOTH_SEED=n`. */
const SECONDS = Number(process.env['KILLED_BOTH_SECONDS'] ?? 12);
const SEED = process.env['KILLED_BOTH_SEED'] ?? '1';
/** Starts, the calm at the end and the look at everything; the longer the run, the more there is to look at. */
const BESIDE_SECONDS = 120 + SECONDS / 2;

const KINDS = ['desk', 'server', 'line'] as const;

let cluster: PostgresCluster | null = null;
const noPostgres = findPostgres() === null;
beforeAll(async () => {
  if (!noPostgres) cluster = await PostgresCluster.start();
});
afterAll(async () => {
  await cluster?.stop();
});

describe('desks and their server, each of which is killed at any moment, over a bad line', () => {
  it(
    'lose nothing that a clerk was shown, and give no number twice',
    async () => {
      const dataDirectory = temporaryFolder();
      const store = await overKills(new ServerCommand({ dataDirectory }), SECONDS, () => openSqliteStore(dataDirectory));
      expect(store.registered).toBeGreaterThan(SECONDS);
    },
    (SECONDS + BESIDE_SECONDS) * 1000,
  );

  it.skipIf(noPostgres)(
    `the same with PostgreSQL behind the server${noPostgres ? ' (skipped: PostgreSQL is not installed)' : ''}`,
    async () => {
      if (cluster === null) throw new Error('PostgreSQL was not started');
      const connection = await cluster.newDatabase();
      const seconds = SECONDS / 2;
      const store = await overKills(new ServerCommand({ dataDirectory: temporaryFolder(), store: connection }), seconds, () => openPostgresStore({ connection }));
      expect(store.registered).toBeGreaterThan(seconds);
    },
    (SECONDS + BESIDE_SECONDS) * 1000,
  );
});

/** Two desks at work for a while, with kills and faults of the line; then calm, and everything is looked at. */
async function overKills(server: ServerCommand, seconds: number, open: () => Promise<Store>): Promise<{ readonly registered: number }> {
  const random = new Random(`killed ${SEED}`);
  server.command('org', 'create', 'Office');
  await server.start();
  const proxy = await FaultProxy.before({ host: '127.0.0.1', port: server.port }, random.below(2 ** 30));
  const desks: DeskProcess[] = [];
  for (const name of ['first', 'second']) {
    const invitation = { address: `https://127.0.0.1:${proxy.port}`, certificate: server.certificate, code: server.command('invite').replaceAll('-', '') };
    const desk = new DeskProcess({ dataDirectory: temporaryFolder(), witnessDirectory: temporaryFolder(), machine: `machine of ${name}`, invitation, founder: desks.length === 0 });
    desk.start();
    await desk.ready();
    desks.push(desk);
  }

  let happened = 0;
  const until = Date.now() + seconds * 1000;
  while (Date.now() < until || happened < KINDS.length) {
    await sleep(100 + random.below(1500));
    for (const desk of desks) desk.check();
    // One of each first, however short the run.
    const what = KINDS[happened] ?? random.pick(KINDS);
    happened += 1;
    if (what === 'desk') {
      const desk = random.pick(desks);
      await desk.kill();
      await sleep(random.below(500));
      desk.start();
    } else if (what === 'server') {
      await server.kill();
      await sleep(random.below(1000));
      await server.start();
    } else {
      await disturb(proxy, random);
    }
  }

  proxy.rise();
  Object.assign(proxy.faults, { delay: 0, loss: 0, bytesPerSecond: null });
  for (const desk of desks) await desk.ready();
  // The second time each takes what came of the others' last words.
  for (const desk of [...desks, ...desks]) await desk.settle();
  for (const desk of desks) await desk.end();
  await server.kill();
  // A run in which nothing happened shows nothing.
  expect(desks.reduce((sum, { rounds }) => sum + (rounds['unreachable'] ?? 0), 0)).toBeGreaterThan(0);
  for (const { shown } of desks) expect(shown.length).toBeGreaterThan(0);
  const store = await open();
  try {
    return { registered: await auditOffice(store, desks) };
  } finally {
    await store.close();
  }
}

async function disturb(proxy: FaultProxy, random: Random): Promise<void> {
  const what = random.below(5);
  if (what === 0) proxy.cut();
  if (what === 1) proxy.cutAfter(random.below(4000), random.pick(['up', 'down'] as const));
  if (what === 2) Object.assign(proxy.faults, { delay: random.below(60), loss: 0 });
  if (what === 3) Object.assign(proxy.faults, { delay: 0, loss: random.below(20) / 100 });
  if (what === 4) {
    proxy.fall();
    await sleep(random.below(2000));
    proxy.rise();
  }
}
