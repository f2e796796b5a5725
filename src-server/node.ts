import { hostname } from 'node:os';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { systemEnvironment } from './environment.ts';
import { createHttpApp, type RateLimits } from './http/app.ts';
import { fingerprint, ownCertificate, type TlsFiles } from './http/own-certificate.ts';
import { createServer, type Server } from './server.ts';
import { openPostgresStore } from './stores/postgres/postgres-store.ts';
import { openSqliteStore } from './stores/sqlite/sqlite-store.ts';
import type { Store } from './stores/store.ts';

const SWEEP_MILLISECONDS = 60 * 60 * 1000;

export interface NodeOptions {
  /** Folder of the SQLite store and of the server's own certificate. */
  readonly dataDirectory: string;
  /** `postgres://…`; null: SQLite in the data folder. */
  readonly storeAddress: string | null;
  readonly host: string;
  readonly port: number;
  /** Null: the server's own certificate. */
  readonly tls: TlsFiles | null;
  readonly log: Logger;
  readonly limits?: Partial<RateLimits>;
}

export function openStore({ dataDirectory, storeAddress, log }: Pick<NodeOptions, 'dataDirectory' | 'storeAddress' | 'log'>): Promise<Store> {
  if (storeAddress === null) return openSqliteStore(dataDirectory);
  return openPostgresStore({ connection: storeAddress, onConnectionLost: (error) => log.warn({ err: error }, 'a connection to the database was lost') });
}

/** One running node: its store, the server on it, HTTPS before it. */
export class ServerNode {
  readonly server: Server;
  /** Where it listens, `https://…`. */
  readonly address: string;
  /** SHA-256 of its certificate, which desks pin. */
  readonly fingerprint: string;
  readonly #app: FastifyInstance;
  readonly #store: Store;
  readonly #sweeping: NodeJS.Timeout;

  private constructor(parts: { server: Server; address: string; fingerprint: string; app: FastifyInstance; store: Store; log: Logger }) {
    this.server = parts.server;
    this.address = parts.address;
    this.fingerprint = parts.fingerprint;
    this.#app = parts.app;
    this.#store = parts.store;
    this.#sweeping = setInterval(() => {
      parts.server.sweep().then(
        (ended) => ended > 0 && parts.log.info({ leases: ended }, 'leases ended'),
        (error: unknown) => parts.log.error({ err: error }, 'leases could not be swept'),
      );
    }, SWEEP_MILLISECONDS);
  }

  static async start(options: NodeOptions): Promise<ServerNode> {
    const { log, host, port } = options;
    const store = await openStore(options);
    try {
      const server = await createServer({ store, ...systemEnvironment() });
      await server.sweep();
      const tls = options.tls ?? ownCertificate(options.dataDirectory, certificateNames(host), Date.now());
      const app = await createHttpApp(server, { tls, log, ...(options.limits === undefined ? {} : { limits: options.limits }) });
      const address = await app.listen({ host, port });
      return new ServerNode({ server, address, fingerprint: fingerprint(tls.certificate), app, store, log });
    } catch (error) {
      await store.close();
      throw error;
    }
  }

  /** Takes nothing more in, answers what was taken in, and closes the store. */
  async stop(): Promise<void> {
    clearInterval(this.#sweeping);
    await this.#app.close();
    await this.server.drained();
    await this.#store.close();
  }
}

function certificateNames(host: string): string[] {
  const everywhere = ['0.0.0.0', '::'].includes(host);
  return [...(everywhere ? [] : [host]), hostname(), 'localhost', '127.0.0.1', '::1'];
}
