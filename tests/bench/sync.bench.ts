import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { PushedOperation } from '#shared/sync/wire.ts';
import { type Bench, timed } from './figure.ts';
import { percentile } from './search-mix.ts';
import { Child } from './sync/child.ts';
import type { JoinAsked, Joined } from './sync/desk-process.ts';
import { highestRate, openLoop } from './sync/open-loop.ts';
import { PouchdbPeer } from './sync/pouchdb.ts';
import { RawPostgres } from './sync/raw-postgres.ts';
import { rawInserts } from './sync/raw-sqlite.ts';
import { ServerNodes } from './sync/server-nodes.ts';
import { fill, sendAll, type SimulatedDesk, simulatedOffice, type SimulatedOffice } from './sync/simulated-desks.ts';

interface Amounts {
  /** Desks that push at once, and documents of each. */
  readonly pushing: readonly [number, number];
  /** Documents that both we and PouchDB replicate. */
  readonly replicated: number;
  /** Documents of the office that a new desk joins. */
  readonly joined: number;
  readonly latencySeconds: number;
  /** Rounds of a figure that is taken several times. */
  readonly rounds: number;
}
const LONG: Amounts = { pushing: [60, 500], replicated: 5000, joined: 200_000, latencySeconds: 30, rounds: 5 };
const SHORT: Amounts = { pushing: [40, 250], replicated: 2000, joined: 10_000, latencySeconds: 5, rounds: 2 };

const DESKS = 300;
const OFFERED = 300;
/** Documents that are there before anything is measured. */
const WARMING = 2000;
const FILLING_DESKS = 50;
const STEP_SECONDS = 3;
/** Connections that both nodes together hold to the database. */
const CONNECTIONS = 20;

/**
 * Figures of synchronisation: two nodes on one PostgreSQL, desks over HTTPS, every program in a process of its own on this
 * machine. `--short` is for a check; the full form takes about half an hour.
 *
 * "The same rows" of the figure of a join are those of `operation` and of all projection tables, as the join left them;
 * see {@link rawInserts}. Five times PouchDB is about what bare inserts reach on two cores: it flushes nothing to the disk
 * (LevelDB without `sync`), and each of ours is flushed before it is acknowledged.
 */
export async function open(): Promise<Bench> {
  const amounts = process.env['BENCH_SHORT'] === '1' ? SHORT : LONG;
  const folder = mkdtempSync(path.join(tmpdir(), 'chancery-bench-sync-'));
  const nodes = await ServerNodes.start();
  const first = await simulatedOffice(nodes, 2);
  await fill(first, WARMING);
  for (const desk of first.desks) desk.close();
  await nodes.analyse();
  const peer = once(() => PouchdbPeer.start());
  const raw = new RawPostgres(nodes.database, nodes.nodes.length);
  const rawSingles = new RawPostgres(nodes.database, CONNECTIONS);

  const pushAll = async (): Promise<number> => {
    const [count, each] = amounts.pushing;
    const { desks } = await simulatedOffice(nodes, count);
    const work: (readonly [SimulatedDesk, readonly string[]])[] = [];
    for (const desk of desks) work.push([desk, (await desk.pushes(each)).texts]);
    const milliseconds = await timed(() => sendAll(work));
    for (const desk of desks) desk.close();
    return ((count * each) / milliseconds) * 1000;
  };

  const office = once(() => simulatedOffice(nodes, FILLING_DESKS));
  const deskProcess = async (): Promise<Child> => {
    const child = Child.start(path.join(import.meta.dirname, 'sync', 'desk-process.ts'), []);
    await child.first();
    return child;
  };
  let desksJoined = 0;
  let lastJoined = '';
  const join = async (child: Child, { organisation }: SimulatedOffice, documents: number): Promise<Joined> => {
    desksJoined += 1;
    const dataDirectory = path.join(folder, `desk-${desksJoined}`);
    const { url, certificate } = nodes.nodeOf(desksJoined);
    const joined = await child.ask<Joined>({ dataDirectory, url, certificate, code: await nodes.administration.invite(organisation) } satisfies JoinAsked);
    if (joined.cards !== documents) throw new Error(`the desk has ${joined.cards} cards of ${documents}`);
    if (lastJoined !== '') rmSync(lastJoined, { recursive: true, force: true });
    lastJoined = dataDirectory;
    return joined;
  };
  const joinAlone = async (made: SimulatedOffice, documents: number): Promise<Joined> => {
    const child = await deskProcess();
    const joined = await join(child, made, documents);
    await child.ended('stop');
    return joined;
  };

  /** Half of the documents come and a desk joins, then the other half and another one. */
  const doubled = once(async () => {
    const filled = await office();
    const half = amounts.joined / 2;
    const peaks: { desk: number; server: number }[] = [];
    for (const documents of [half, amounts.joined]) {
      nodes.forgetPeaks();
      await fill(filled, half);
      const { peak } = await joinAlone(filled, documents);
      peaks.push({ desk: peak, server: await nodes.peak() });
    }
    return peaks;
  });

  const small = once(async () => {
    const made = await simulatedOffice(nodes, 2);
    await fill(made, amounts.replicated);
    return made;
  });
  const joining = once(deskProcess);
  /** Bodies of as many databases with as many documents each. */
  const bodies = async (databases: number, each: number): Promise<string[][]> => {
    const { desks } = await simulatedOffice(nodes, databases);
    return Promise.all(desks.map(async (desk) => (await desk.register(each)).map(({ body }) => body)));
  };
  const perSecond = (milliseconds: number): number => (amounts.replicated / milliseconds) * 1000;

  const clerks = once(async () => (await simulatedOffice(nodes, DESKS)).desks);
  const oursAt = async (rate: number, seconds: number): Promise<number> => {
    const desks = await clerks();
    // Every desk sends all that it makes, or its chain would have a gap.
    const each = Math.ceil((rate * seconds) / DESKS);
    const count = each * DESKS;
    const texts = await Promise.all(desks.map(async (desk) => (await desk.pushes(each, 1)).texts));
    return p99(await openLoop({ rate, count, lanes: DESKS, send: async (index) => desks[index % DESKS]?.send(texts[index % DESKS]?.[Math.floor(index / DESKS)] ?? '') }));
  };
  const bareAt = async (rate: number, seconds: number): Promise<number> => {
    const operations = await registered(nodes, rate * seconds);
    return p99(await openLoop({ rate, count: operations.length, lanes: DESKS, send: (index) => rawSingles.single(operations[index] as PushedOperation) }));
  };

  return {
    figures: [
      {
        name: `registrations pushed by ${amounts.pushing[0]} desks through ${nodes.nodes.length} nodes over HTTPS, a second`,
        than: `bare inserts of the same operations into the same PostgreSQL table, 500 a transaction, ${nodes.nodes.length} connections`,
        aim: { atLeast: 0.25 },
        rounds: amounts.rounds,
        ours: pushAll,
        peer: async () => {
          const operations = await registered(nodes, amounts.pushing[0] * amounts.pushing[1]);
          return (operations.length / (await raw.batched(operations))) * 1000;
        },
      },
      {
        name: 'the same',
        than: 'PouchDB to express-pouchdb, as many databases with as many of the same documents',
        aim: { atLeast: 5 },
        rounds: amounts.rounds,
        ours: pushAll,
        peer: async () => {
          const [count, each] = amounts.pushing;
          return ((count * each) / (await (await peer()).push(await bodies(count, each)))) * 1000;
        },
      },
      {
        name: `documents taken and applied by a new desk, ${amounts.replicated} of them, a second`,
        than: 'PouchDB from express-pouchdb, the same documents',
        aim: { atLeast: 5 },
        rounds: amounts.rounds,
        ours: async () => perSecond((await join(await joining(), await small(), amounts.replicated)).milliseconds),
        peer: async () => {
          await (await peer()).push(await bodies(1, amounts.replicated));
          return perSecond(await (await peer()).pull());
        },
      },
      {
        name: `one registration acknowledged, p99 ms from its planned instant, ${DESKS} desks on ${nodes.nodes.length} nodes, ${OFFERED} a second`,
        than: `bare inserts into the same PostgreSQL table at the same rate, each its own transaction, ${CONNECTIONS} connections`,
        aim: { atMost: 5 },
        rounds: amounts.rounds,
        ours: () => oursAt(OFFERED, amounts.latencySeconds),
        peer: () => bareAt(OFFERED, amounts.latencySeconds),
      },
      {
        name: 'highest rate at which the p99 stays below half a second, registrations a second, one a push',
        than: 'the same with bare inserts',
        aim: {},
        rounds: 1,
        ours: () => highestRate(OFFERED, (rate) => oursAt(rate, STEP_SECONDS)),
        peer: () => highestRate(OFFERED, (rate) => bareAt(rate, STEP_SECONDS)),
      },
      {
        name: `memory of a desk that joins ${amounts.joined} documents, MiB at the peak`,
        than: 'half as many documents',
        aim: { atMost: 1.25 },
        rounds: 1,
        ours: async () => (await doubled())[1]?.desk ?? Number.NaN,
        peer: async () => (await doubled())[0]?.desk ?? Number.NaN,
      },
      {
        name: `memory of a node while the second half of ${amounts.joined} documents is pushed and a desk joins, MiB at the peak`,
        than: 'the first half',
        aim: { atMost: 1.25 },
        rounds: 1,
        ours: async () => (await doubled())[1]?.server ?? Number.NaN,
        peer: async () => (await doubled())[0]?.server ?? Number.NaN,
      },
      {
        name: `new desk joins an office of ${amounts.joined} documents, documents a second`,
        than: 'bare inserts of the rows that the join wrote into the same SQLite tables, flushed as often',
        aim: { atLeast: 0.3 },
        rounds: Math.min(2, amounts.rounds),
        ours: async () => {
          await doubled();
          return (amounts.joined / (await joinAlone(await office(), amounts.joined)).milliseconds) * 1000;
        },
        peer: async () => (amounts.joined / (await rawInserts(lastJoined, folder))) * 1000,
      },
    ],
    close: async () => {
      await (await peer.made())?.stop();
      await (await joining.made())?.ended('stop');
      for (const one of [await office.made(), await small.made(), { desks: (await clerks.made()) ?? [] }]) for (const desk of one?.desks ?? []) desk.close();
      await raw.close();
      await rawSingles.close();
      await nodes.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Operations of desks that are never sent. */
async function registered(nodes: ServerNodes, count: number): Promise<PushedOperation[]> {
  const most = 5000;
  const made: PushedOperation[] = [];
  while (made.length < count) {
    const { desks } = await simulatedOffice(nodes, 1);
    for (const desk of desks) {
      made.push(...(await desk.register(Math.min(most, count - made.length))));
      desk.close();
    }
  }
  return made;
}

function p99(times: readonly number[]): number {
  return percentile(times, 0.99);
}

/** Made when it is first asked for, and kept. */
function once<Value>(make: () => Promise<Value>): { (): Promise<Value>; made(): Promise<Value | undefined> } {
  let kept: Promise<Value> | undefined;
  const get = (): Promise<Value> => (kept ??= make());
  return Object.assign(get, { made: async () => kept });
}
