import { hostname } from 'node:os';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { Files } from './blobs/files.ts';
import type { FileLimits } from './blobs/limits.ts';
import { openBlobStore, uploadFolderOf } from './blobs/open-blob-store.ts';
import { readLogsForFiles } from './blobs/read-log-for-files.ts';
import { type ServerEnvironment, systemEnvironment } from './environment.ts';
import { createHttpApp, type RateLimits } from './http/app.ts';
import { OpenConnections } from './http/open-connections.ts';
import { fingerprint, ownCertificate, type TlsFiles } from './http/own-certificate.ts';
import { Segments } from './segments/segments.ts';
import { createServer, type Server } from './server.ts';
import { openPostgresStore } from './stores/postgres/postgres-store.ts';
import { openSqliteStore } from './stores/sqlite/sqlite-store.ts';
import type { Store } from './stores/store.ts';

const SWEEP_MILLISECONDS = 60 * 60 * 1000;
/** For questions under way when the node stops; desks ask again what was not answered. */
const STOP_MILLISECONDS = 5000;

export interface NodeOptions {
  /** Folder of the SQLite store and of the server's own certificate. */
  readonly dataDirectory: string;
  /** `postgres://…`; null: SQLite in the data folder. */
  readonly storeAddress: string | null;
  /** `s3://…` or a folder; null: a folder in the data folder. */
  readonly blobsAddress?: string | null;
  readonly host: string;
  readonly port: number;
  /** Null: the server's own certificate. */
  readonly tls: TlsFiles | null;
  readonly log: Logger;
  readonly limits?: Partial<RateLimits>;
  readonly fileLimits?: Partial<FileLimits>;
  /** Operations of a sealed part of the log; left out: as many as are worth while. */
  readonly segmentOperations?: number;
  /** Left out: the real world. */
  readonly environment?: ServerEnvironment;
}

export function openStore({ dataDirectory, storeAddress, log }: Pick<NodeOptions, 'dataDirectory' | 'storeAddress' | 'log'>): Promise<Store> {
  if (storeAddress === null) return openSqliteStore(dataDirectory);
  return openPostgresStore({ connection: storeAddress, onConnectionLost: (error) => log.warn({ err: error }, 'a connection to the database was lost') });
}

/** The files of a node on its store. @throws BlobAddressWrong */
export function openFiles(store: Store, { dataDirectory, blobsAddress = null, fileLimits }: Pick<NodeOptions, 'dataDirectory' | 'blobsAddress' | 'fileLimits'>, environment: ServerEnvironment): Files {
  const blobs = openBlobStore({ dataDirectory, blobsAddress }, environment);
  return new Files({ store, blobs, uploadFolder: uploadFolderOf(blobs, dataDirectory), environment, ...(fileLimits === undefined ? {} : { limits: fileLimits }) });
}

/** One running node: its store, the server on it, HTTPS before it. */
export class ServerNode {
  readonly server: Server;
  /** Where it listens, `https://…`. */
  readonly address: string;
  /** SHA-256 of its certificate, which desks pin. */
  readonly fingerprint: string;
  readonly #app: FastifyInstance;
  readonly #connections: OpenConnections;
  readonly #store: Store;
  readonly files: Files;
  readonly #sweeping: NodeJS.Timeout;
  #sealing: Promise<void> = Promise.resolve();
  #erasing: Promise<void> = Promise.resolve();

  private constructor(parts: { server: Server; address: string; fingerprint: string; app: FastifyInstance; connections: OpenConnections; store: Store; files: Files; segments: Segments; log: Logger }) {
    this.server = parts.server;
    this.address = parts.address;
    this.fingerprint = parts.fingerprint;
    this.#app = parts.app;
    this.#connections = parts.connections;
    this.#store = parts.store;
    this.files = parts.files;
    const seal = (): void => {
      this.#sealing = parts.segments.seal().then(
        (made) => (made === 0 ? undefined : parts.log.info({ segments: made }, 'parts of the log sealed')),
        (error: unknown) => parts.log.error({ err: error }, 'the log could not be sealed'),
      );
    };
    const erase = (): void => {
      this.#erasing = parts.files.erasure.run().catch((error: unknown) => parts.log.error({ err: error }, 'files of destroyed cases could not be removed'));
    };
    // Nobody waits for it: until then desks read page by page.
    seal();
    erase();
    this.#sweeping = setInterval(() => {
      seal();
      parts.server.sweep().then(
        (ended) => ended > 0 && parts.log.info({ leases: ended }, 'leases ended'),
        (error: unknown) => parts.log.error({ err: error }, 'leases could not be swept'),
      );
      erase();
      parts.files.uploads.sweep().then(
        (removed) => removed > 0 && parts.log.info({ uploads: removed }, 'abandoned uploads removed'),
        (error: unknown) => parts.log.error({ err: error }, 'uploads could not be swept'),
      );
    }, SWEEP_MILLISECONDS);
  }

  static async start(options: NodeOptions): Promise<ServerNode> {
    const { log, host, port } = options;
    const store = await openStore(options);
    try {
      const environment = options.environment ?? systemEnvironment();
      const server = await createServer({ store, log, ...environment });
      await server.sweep();
      await readLogsForFiles(store, environment.now());
      const files = openFiles(store, options, environment);
      await files.uploads.sweep();
      const tls = options.tls ?? ownCertificate(options.dataDirectory, certificateNames(host), Date.now());
      const segments = new Segments({ store, ...files.place, environment, ...(options.segmentOperations === undefined ? {} : { operations: options.segmentOperations }) });
      const app = await createHttpApp(server, { tls, log, files, segments, ...(options.limits === undefined ? {} : { limits: options.limits }) });
      const connections = new OpenConnections(app.server);
      const address = await app.listen({ host, port });
      return new ServerNode({ server, address, fingerprint: fingerprint(tls.certificate), app, connections, store, files, segments, log });
    } catch (error) {
      await store.close();
      throw error;
    }
  }

  /** Takes nothing more in, answers what was taken in, and closes the store. */
  async stop(): Promise<void> {
    clearInterval(this.#sweeping);
    const closed = this.#connections.endAfter(STOP_MILLISECONDS);
    await this.#app.close();
    closed();
    await this.server.drained();
    await this.#sealing;
    await this.#erasing;
    this.files.close();
    await this.#store.close();
  }
}

function certificateNames(host: string): string[] {
  const everywhere = ['0.0.0.0', '::'].includes(host);
  return [...(everywhere ? [] : [host]), hostname(), 'localhost', '127.0.0.1', '::1'];
}
