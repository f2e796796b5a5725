import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { GENESIS_HASH } from '#shared/sync/wire.ts';
import type { Store } from '../../../src-server/stores/store.ts';
import { ChainDesk, registered } from '../../support/central-server/chain-desk.ts';
import { storeKinds } from '../../support/central-server/stores.ts';
import { testNode } from '../../support/central-server/test-server.ts';
import { testEnvironment } from '../../support/test-environment.ts';

const WRITERS = 8;
const WRITES = 25;

/** What a reader that follows the log saw, and what stands in the end. */
interface Followed {
  readonly seen: readonly number[];
  readonly all: readonly number[];
}

/**
 * Lets all writers write at once while one reader polls `seq > cursor`. A row that becomes visible after a later one
 * was read is lost to the reader for ever: an identity column does just that.
 */
async function follow(write: (writer: number, turn: number) => Promise<void>, read: (after: number) => Promise<readonly number[]>): Promise<Followed> {
  let writing = true;
  const seen: number[] = [];
  const reader = (async () => {
    for (let last = false; ; ) {
      last = !writing;
      const rows = await read(seen.at(-1) ?? 0);
      seen.push(...rows);
      // SQLite answers without leaving the turn of the event loop; whoever waits for its lock must get one.
      await sleep(0);
      if (last && rows.length === 0) return;
    }
  })();
  await Promise.all(
    Array.from({ length: WRITERS }, async (_, writer) => {
      for (let turn = 0; turn < WRITES; turn += 1) await write(writer, turn);
    }),
  );
  writing = false;
  await reader;
  const all: number[] = [];
  for (let rows = await read(0); rows.length > 0; rows = await read(all.at(-1) ?? 0)) all.push(...rows);
  return { seen, all };
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

for (const kind of storeKinds()) {
  describe.skipIf(kind.skipped !== null)(`the order of the log on ${kind.name}`, () => {
    const open: Store[] = [];
    afterEach(async () => {
      await Promise.all(open.splice(0).map((store) => store.close()));
    });

    async function nodesStores(): Promise<[Store, Store]> {
      const another = await kind.place();
      const stores: [Store, Store] = [await another(), await another()];
      open.push(...stores);
      return stores;
    }

    it('is gapless, and a reader that follows it misses no row of eight writers on two nodes', async () => {
      const [one, other] = await nodesStores();
      const environment = testEnvironment();
      const nodes = [await testNode(one, environment), await testNode(other, environment)] as const;
      const organisation = await nodes[0].administration.createOrganisation('Office');
      const desks: ChainDesk[] = [];
      for (let index = 0; index <= WRITERS; index += 1) {
        const desk = new ChainDesk(nodes[index % 2 === 0 ? 0 : 1], `desk ${index}`, index === 0);
        await desk.enrol(await nodes[0].administration.invite(organisation));
        await desk.hello();
        desks.push(desk);
      }
      const reader = desks[WRITERS] as ChainDesk;
      const { seen, all } = await follow(
        async (writer, turn) => {
          await desks[writer]?.say(registered({ document: `${writer}-${turn}`, number: turn * WRITERS + writer + 1 }));
        },
        async (after) => (await reader.pull(after, 7)).operations.map(({ seq }) => seq),
      );
      expect(all).toEqual(upTo(WRITERS * WRITES));
      expect(seen).toEqual(all);
      const [journal] = await nodes[1].administration.journals(organisation);
      expect(journal).toMatchObject({ next: WRITERS * WRITES + 1, used: WRITERS * WRITES, leased: 0, void: 0 });
    });

    it('would be seen to lose rows if places were taken before the transaction that fills them', async () => {
      const stores = await nodesStores();
      await stores[0].createOrganisation('organisation', 'Office', 0);
      const identity = async (store: Store): Promise<number> =>
        store.change('organisation', async (change) => {
          const [counter] = await change.counters([{ journalId: 'identity', serialYear: 0 }]);
          const next = (counter?.next ?? 0) + 1;
          await change.saveCounters([{ journalId: 'identity', serialYear: 0, next }]);
          return next;
        });
      let read = 0;
      const { seen, all } = await follow(
        async (writer, turn) => {
          const store = stores[writer % 2 === 0 ? 0 : 1];
          const seq = await identity(store);
          await sleep(Math.random() * 4);
          // One writer is slow for sure: the reader has passed its place when it comes to write.
          if (writer === 0 && turn === 0) await vi.waitUntil(() => read > seq, { timeout: 60_000 });
          await store.change('organisation', (change) => change.insertOperations([{ seq, stream: 'main', streamSeq: seq, opId: `op ${seq}`, desk: 'desk', epoch: 1, deskSeq: seq, prevHash: GENESIS_HASH, hash: GENESIS_HASH, kind: 'session.opened', v: 1, entity: 'entity', status: 'accepted', note: {}, size: 4, body: 'body' }]));
        },
        async (after) => {
          const { operations } = await stores[0].page('organisation', { after, limit: 7, bytes: 1000, streams: ['main'], desks: [] });
          read = operations.at(-1)?.seq ?? read;
          return operations.map(({ seq }) => seq);
        },
      );
      expect(all).toEqual(upTo(WRITERS * WRITES));
      expect(seen.length).toBeLessThan(all.length);
    });
  });
}
