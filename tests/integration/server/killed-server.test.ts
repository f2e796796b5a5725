import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { ChainDesk, registered } from '../../support/central-server/chain-desk.ts';
import { HttpsClient } from '../../support/central-server/https-client.ts';
import { ServerCommand } from '../../support/central-server/server-command.ts';
import { findPostgres, PostgresCluster } from '../../support/postgres.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const CHANCERY = path.resolve(import.meta.dirname, '..', '..', '..', 'bin', 'chancery');
const DESKS = 3;
const ROUNDS = 3;
/** Acknowledged operations after which a round kills the server. */
const ACKNOWLEDGED = 40;

let cluster: PostgresCluster | null = null;
const noPostgres = findPostgres() === null;
beforeAll(async () => {
  if (!noPostgres) cluster = await PostgresCluster.start();
});
afterAll(async () => {
  await cluster?.stop();
});

describe('a server that is killed', () => {
  it('has what it acknowledged, on SQLite', async () => {
    expect(await acknowledgedOverKills(temporaryFolder(), null)).toBeGreaterThanOrEqual(ROUNDS * ACKNOWLEDGED);
  });

  it.skipIf(noPostgres)('has what it acknowledged, on PostgreSQL', async () => {
    if (cluster === null) throw new Error('PostgreSQL was not started');
    expect(await acknowledgedOverKills(temporaryFolder(), await cluster.newDatabase())).toBeGreaterThanOrEqual(ROUNDS * ACKNOWLEDGED);
  });

  it('stops in good order when it is told to', async () => {
    const place = options(temporaryFolder(), null);
    const server = await start(place);
    server.process.kill('SIGTERM');
    expect(await ended(server.process)).toBe(0);
  });

  it('stops in good order where somebody has connected and says nothing', async () => {
    const server = new ServerCommand({ dataDirectory: temporaryFolder() });
    await server.start();
    const { port } = server;
    const silent = connect({ host: '127.0.0.1', port });
    const greeted = connectTls({ host: '127.0.0.1', port, rejectUnauthorized: false });
    onTestFinished(() => [silent, greeted].forEach((socket) => socket.destroy()));
    // Cut off at the end: that is what is looked for.
    for (const socket of [silent, greeted]) socket.on('error', () => undefined);
    await Promise.all([once(silent, 'connect'), once(greeted, 'secureConnect')]);
    const began = performance.now();
    expect(await server.stop()).toBe(0);
    expect(performance.now() - began).toBeLessThan(45_000);
  });
});

interface Place {
  readonly folder: string;
  readonly args: readonly string[];
}

function options(folder: string, store: string | null): Place {
  return { folder, args: ['--data', folder, ...(store === null ? [] : ['--store', store])] };
}

/** Kills the server again and again under desks that push; after each time all that was acknowledged must be there. */
async function acknowledgedOverKills(folder: string, store: string | null): Promise<number> {
  const place = options(folder, store);
  command(place, 'org', 'create', 'Office');
  let server = await start(place);
  let number = 0;
  const acknowledged = new Map<string, number>();
  const desks: ChainDesk[] = [];
  for (let index = 0; index < DESKS; index += 1) {
    const desk = new ChainDesk(server.client.methods, `desk ${index}`, index === 0);
    await desk.enrol(command(place, 'invite'));
    desks.push(desk);
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = acknowledged.size;
    let killed = false;
    await Promise.all(
      desks.map(async (old, index) => {
        const desk = old.copy(old.chain.length, server.client.methods);
        desks[index] = desk;
        await desk.hello();
        for (;;) {
          // What an earlier round left without an answer goes again.
          const from = (desk.standing?.acked.deskSeq ?? 0) + 1;
          number += 1;
          desk.write(registered({ document: `document ${number}`, number }));
          try {
            const answer = await desk.push(from);
            if (answer.answer !== 'taken') throw new Error(`refused: ${answer.problem}`);
            for (const { opId, seq } of answer.results) acknowledged.set(opId, seq);
            if (desk.standing !== null) desk.standing = { ...desk.standing, acked: answer.acked };
          } catch (error) {
            if (!killed) throw error;
            return;
          }
          if (acknowledged.size - before >= ACKNOWLEDGED && !killed) {
            killed = true;
            server.process.kill('SIGKILL');
          }
        }
      }),
    );
    await ended(server.process);
    server = await start(place);
    const reader = (desks[0] as ChainDesk).copy((desks[0] as ChainDesk).chain.length, server.client.methods);
    await reader.hello();
    const held = new Map<string, number>();
    for (let after = 0, more = true; more; ) {
      const page = await reader.pull(after, 100);
      for (const { opId, seq } of page.operations) held.set(opId, seq);
      after = page.operations.at(-1)?.seq ?? after;
      ({ more } = page);
    }
    expect([...acknowledged].filter(([opId, seq]) => held.get(opId) !== seq)).toEqual([]);
    expect([...held.values()]).toEqual(Array.from({ length: held.size }, (_, index) => index + 1));
  }
  server.process.kill('SIGKILL');
  await ended(server.process);
  return acknowledged.size;
}

async function start(place: Place): Promise<{ process: ChildProcess; client: HttpsClient }> {
  const child = spawn(process.execPath, [CHANCERY, 'server', ...place.args, '--listen', '127.0.0.1:0'], { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, LC_ALL: 'en_GB.UTF-8' } });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  for (let waited = 0; !said.includes('fingerprint'); waited += 1) {
    if (waited > 1000 || child.exitCode !== null) throw new Error(`the server did not start: ${said}`);
    await sleep(20);
  }
  const client = new HttpsClient(/https:\/\/[\d.:]+\d/.exec(said)?.[0] ?? '', readFileSync(path.join(place.folder, 'server-certificate.pem'), 'utf8'));
  onTestFinished(() => {
    client.close();
    child.kill('SIGKILL');
  });
  return { process: child, client };
}

function command(place: Place, ...words: readonly string[]): string {
  return execFileSync(process.execPath, [CHANCERY, 'server', ...words, ...place.args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
}

function ended(child: ChildProcess): Promise<number | null> {
  return child.exitCode !== null || child.signalCode !== null ? Promise.resolve(child.exitCode) : new Promise((resolve) => child.once('exit', resolve));
}
