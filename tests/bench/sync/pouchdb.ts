import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Child } from './child.ts';
import type { Replication } from './pouchdb-client.ts';
import { pouchdbPackages } from './pouchdb-packages.ts';

const script = (name: string): string => path.join(import.meta.dirname, name);

/** PouchDB and an express-pouchdb, each in a process of its own. They wait for no flush to the disk; we do. */
export class PouchdbPeer {
  readonly #server: Child;
  readonly #client: Child;
  readonly #folder: string;
  #databases = 0;
  #filled: { readonly database: string; readonly bodies: readonly (readonly string[])[] } | null = null;

  private constructor(server: Child, client: Child, folder: string) {
    this.#server = server;
    this.#client = client;
    this.#folder = folder;
  }

  static async start(): Promise<PouchdbPeer> {
    const packages = pouchdbPackages();
    const folder = mkdtempSync(path.join(tmpdir(), 'chancery-bench-pouchdb-'));
    const [serverData, clientData] = [path.join(folder, 'server'), path.join(folder, 'client')];
    for (const data of [serverData, clientData]) mkdirSync(data);
    const server = Child.start(script('pouchdb-server.ts'), [packages, serverData]);
    const address = await server.first<string>();
    const client = Child.start(script('pouchdb-client.ts'), [packages, clientData, address]);
    await client.first();
    return new PouchdbPeer(server, client, folder);
  }

  /** Milliseconds in which so many local databases replicate their new documents to one of the server, at once. */
  async push(bodies: readonly (readonly string[])[]): Promise<number> {
    this.#databases += 1;
    const database = `office-${this.#databases}`;
    const milliseconds = await this.#client.ask<number>({ direction: 'to', database, bodies } satisfies Replication);
    this.#filled = { database, bodies };
    return milliseconds;
  }

  /** Milliseconds of a replication from the server of what the last push brought. */
  async pull(): Promise<number> {
    if (this.#filled === null) throw new Error('nothing was pushed');
    return this.#client.ask<number>({ direction: 'from', ...this.#filled } satisfies Replication);
  }

  async stop(): Promise<void> {
    await this.#client.ended('stop');
    await this.#server.ended('stop');
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
