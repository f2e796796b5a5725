import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { systemEnvironment } from '../../../src-server/environment.ts';
import { createServer, type Server } from '../../../src-server/server.ts';
import { openPostgresStore } from '../../../src-server/stores/postgres/postgres-store.ts';
import type { Store } from '../../../src-server/stores/store.ts';
import { PostgresCluster } from '../../support/postgres.ts';
import { Child } from './child.ts';
import type { AskedOfNode, NodeStarted } from './node-process.ts';

const NODES = 2;
const SCRIPT = path.join(import.meta.dirname, 'node-process.ts');

export interface RunningNode {
  readonly url: string;
  /** SHA-256 of its certificate in hex. */
  readonly certificate: string;
  readonly certificatePem: string;
  readonly child: Child;
}

/** Two nodes in processes of their own on one PostgreSQL, which flushes to the disk as in production. */
export class ServerNodes {
  readonly nodes: readonly RunningNode[];
  /** Address of the database that they share. */
  readonly database: string;
  /** For what an administrator does. */
  readonly administration: Server['administration'];
  readonly #cluster: PostgresCluster;
  readonly #store: Store;
  readonly #folder: string;

  private constructor(parts: { nodes: readonly RunningNode[]; database: string; server: Server; cluster: PostgresCluster; store: Store; folder: string }) {
    this.nodes = parts.nodes;
    this.database = parts.database;
    this.administration = parts.server.administration;
    this.#cluster = parts.cluster;
    this.#store = parts.store;
    this.#folder = parts.folder;
  }

  static async start(): Promise<ServerNodes> {
    const cluster = await PostgresCluster.start();
    const database = await cluster.newDatabase();
    const folder = mkdtempSync(path.join(tmpdir(), 'chancery-bench-nodes-'));
    const store = await openPostgresStore({ connection: database });
    const server = await createServer({ store, log: pino({ level: 'silent' }), ...systemEnvironment() });
    const nodes: RunningNode[] = [];
    for (let index = 0; index < NODES; index += 1) {
      const data = path.join(folder, `node-${index}`);
      mkdirSync(data);
      const child = Child.start(SCRIPT, [data, database]);
      const first = await child.first<NodeStarted>();
      nodes.push({ url: first.address, certificate: first.fingerprint.replaceAll(':', '').toLowerCase(), certificatePem: readFileSync(path.join(data, 'server-certificate.pem'), 'utf8'), child });
    }
    return new ServerNodes({ nodes, database, server, cluster, store, folder });
  }

  /** The node of a desk: half of them go to each. */
  nodeOf(desk: number): RunningNode {
    const node = this.nodes[desk % this.nodes.length];
    if (node === undefined) throw new Error('no node runs');
    return node;
  }

  /** Gathers the statistics of the tables now; of itself PostgreSQL does it within a minute. */
  async analyse(): Promise<void> {
    const client = new pg.Client({ connectionString: this.database });
    await client.connect();
    try {
      await client.query('ANALYZE');
    } finally {
      await client.end();
    }
  }

  /** MiB of the node that had most at its peak since {@link forgetPeaks}. */
  async peak(): Promise<number> {
    return Math.max(...(await Promise.all(this.nodes.map(({ child }) => child.ask<number>('peak' satisfies AskedOfNode)))));
  }

  forgetPeaks(): void {
    for (const { child } of this.nodes) child.tell('forget' satisfies AskedOfNode);
  }

  async stop(): Promise<void> {
    await Promise.all(this.nodes.map(({ child }) => child.ended('stop' satisfies AskedOfNode)));
    await this.#store.close();
    await this.#cluster.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
