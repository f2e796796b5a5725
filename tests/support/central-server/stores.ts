import { afterAll, beforeAll } from 'vitest';
import { ISOLATION_LEVELS, openPostgresStore } from '../../../src-server/stores/postgres/postgres-store.ts';
import { openSqliteStore } from '../../../src-server/stores/sqlite/sqlite-store.ts';
import type { Store } from '../../../src-server/stores/store.ts';
import { findPostgres, PostgresCluster } from '../postgres.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** A place where stores can be opened, several on the same data. */
export interface StoreKind {
  readonly name: string;
  /** Null: it can be used here. */
  readonly skipped: string | null;
  /** Makes an empty place; each call of its answer opens one more node's store on it. */
  place(): Promise<() => Promise<Store>>;
}

/** Every implementation at every isolation level; PostgreSQL is started for the file that asks. */
export function storeKinds(): StoreKind[] {
  let cluster: PostgresCluster | null = null;
  const skipped = findPostgres() === null ? 'skipped: PostgreSQL is not installed' : null;
  if (skipped === null) {
    beforeAll(async () => {
      cluster = await PostgresCluster.start();
    });
    afterAll(async () => {
      await cluster?.stop();
    });
  }
  return [
    {
      name: 'SQLite',
      skipped: null,
      place: async () => {
        const folder = temporaryFolder();
        return () => openSqliteStore(folder);
      },
    },
    ...ISOLATION_LEVELS.map((isolation) => ({
      name: `PostgreSQL, ${isolation}`,
      skipped,
      place: async () => {
        if (cluster === null) throw new Error('PostgreSQL was not started');
        const connection = await cluster.newDatabase();
        return () => openPostgresStore({ connection, isolation });
      },
    })),
  ];
}
