import pg from 'pg';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { openPostgresStore } from '../../../src-server/stores/postgres/postgres-store.ts';
import { registered } from '../../support/central-server/chain-desk.ts';
import { testNode, testServer } from '../../support/central-server/test-server.ts';
import { findPostgres, PostgresCluster } from '../../support/postgres.ts';

const ACKNOWLEDGED = 60;
const clusters: PostgresCluster[] = [];
afterEach(() => Promise.all(clusters.splice(0).map((cluster) => cluster.stop())));

describe.skipIf(findPostgres() === null)('a synchronous standby of the database (skipped where PostgreSQL is not installed)', () => {
  it('has every acknowledged operation when the primary is lost, and takes again what was not acknowledged', async () => {
    const primary = await PostgresCluster.start();
    clusters.push(primary);
    const standby = await primary.synchronousStandby();
    clusters.push(standby);
    await expect.poll(() => synchronousStandbys(primary)).toBe(1);

    const first = await openPostgresStore({ connection: primary.connection });
    const { founder, desk, environment } = await testServer({ store: first });
    const desks = [founder, await desk('second'), await desk('third')];
    const acknowledged = new Map<string, number>();
    let lost = false;
    const work = desks.map(async (one, index) => {
      for (let number = 1; ; number += 1) {
        one.write(registered({ document: `document ${index} ${number}`, number: number * desks.length + index }));
        try {
          const answer = await one.push(one.chain.length);
          if (answer.answer !== 'taken') throw new Error(`refused: ${answer.problem}`);
          for (const { opId, seq } of answer.results) acknowledged.set(opId, seq);
        } catch (error) {
          if (!lost) throw error;
          return;
        }
        if (acknowledged.size >= ACKNOWLEDGED && !lost) {
          lost = true;
          void primary.stop();
        }
      }
    });
    await Promise.all(work);
    await first.close();
    await standby.promote();

    const second = await openPostgresStore({ connection: standby.connection });
    onTestFinished(() => second.close());
    const server = await testNode(second, environment);
    for (const one of desks.map((old) => old.copy(old.chain.length, server))) {
      const answer = await one.hello();
      if (answer.answer !== 'welcome') throw new Error(answer.fence);
      await one.push(answer.standing.acked.deskSeq === one.chain.length ? one.chain.length : answer.standing.acked.deskSeq + 1);
    }
    const { operations } = await second.page(founder.standing?.organisation ?? '', { after: 0, limit: 10_000, bytes: 100_000_000, streams: ['main'], desks: [] });
    const held = new Map(operations.map(({ opId, seq }) => [opId, seq]));
    expect(acknowledged.size).toBeGreaterThanOrEqual(ACKNOWLEDGED);
    expect([...acknowledged].filter(([opId, seq]) => held.get(opId) !== seq)).toEqual([]);
    expect(desks.flatMap(({ chain }) => chain).filter(({ opId }) => !held.has(opId))).toEqual([]);
    expect([...held.values()]).toEqual(Array.from({ length: held.size }, (_, index) => index + 1));
  }, 120_000);
});

async function synchronousStandbys({ connection }: PostgresCluster): Promise<number> {
  const client = new pg.Client({ connectionString: connection });
  await client.connect();
  try {
    return (await client.query("SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync'")).rows.length;
  } finally {
    await client.end();
  }
}
