import { hash } from 'node:crypto';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { TUS_VERSION, UPLOAD_CONTENT_TYPE } from '#shared/sync/file-wire.ts';
import { Files } from '../../../src-server/blobs/files.ts';
import type { BlobStore } from '../../../src-server/blobs/blob-store.ts';
import { FolderBlobStore } from '../../../src-server/blobs/folder-blob-store.ts';
import type { FileLimits } from '../../../src-server/blobs/limits.ts';
import { createHttpApp, type RateLimits } from '../../../src-server/http/app.ts';
import { makeCertificate } from '../../../src-server/http/own-certificate.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import type { ChainDesk, Said } from './chain-desk.ts';
import { HttpsClient } from './https-client.ts';
import { testServer, type TestServer } from './test-server.ts';

const TLS = makeCertificate(['localhost', '127.0.0.1'], Date.now());

export interface FileServer extends TestServer {
  readonly files: Files;
  readonly client: HttpsClient;
  readonly address: string;
  readonly blobFolder: string;
  /** A desk's questions about files; each answers with what HTTP says. */
  as(desk: ChainDesk): FileClient;
}

export interface FileServerOptions {
  readonly blobs?: BlobStore;
  readonly blobFolder?: string;
  readonly uploadFolder?: string;
  readonly limits?: Partial<FileLimits>;
  readonly rates?: Partial<RateLimits>;
  readonly crashPoint?: (name: string) => void;
}

/** A whole node with files over HTTPS, its store SQLite. */
export async function fileServer(options: FileServerOptions = {}): Promise<FileServer> {
  const office = await testServer(options.crashPoint === undefined ? {} : { crashPoint: options.crashPoint });
  const environment = { now: () => Date.now(), randomBytes: office.environment.randomBytes, crashPoint: options.crashPoint ?? (() => undefined) };
  const blobFolder = options.blobFolder ?? temporaryFolder();
  const blobs = options.blobs ?? new FolderBlobStore(blobFolder, environment);
  const files = new Files({ store: office.store, blobs, uploadFolder: options.uploadFolder ?? blobs.uploadFolder ?? temporaryFolder(), environment, ...(options.limits === undefined ? {} : { limits: options.limits }) });
  const app = await createHttpApp(office.server, { tls: TLS, log: pino({ level: 'silent' }), files, ...(options.rates === undefined ? {} : { limits: options.rates }) });
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  const client = new HttpsClient(address, TLS.certificate);
  onTestFinished(async () => {
    client.close();
    await app.close();
    files.close();
  });
  return { ...office, files, client, address, blobFolder, as: (desk) => new FileClient(client, desk) };
}

export function sha256Of(bytes: Uint8Array): string {
  return hash('sha256', bytes);
}

/** A letter whose one file has these bytes. */
export function letterWith(bytes: Uint8Array, changes: { readonly stream?: string; readonly size?: number; readonly sha256?: string } = {}): Said {
  const sha256 = changes.sha256 ?? sha256Of(bytes);
  return {
    kind: 'letter.received',
    entity: `letter ${sha256.slice(0, 8)}`,
    ...(changes.stream === undefined ? {} : { stream: changes.stream }),
    payload: { letterId: `letter ${sha256.slice(0, 8)}`, files: [{ sha256, fileName: 'скан.pdf', size: changes.size ?? bytes.length, mediaType: 'application/pdf', role: 'main' }] },
  };
}

export class FileClient {
  readonly #client: HttpsClient;
  readonly #desk: ChainDesk;

  constructor(client: HttpsClient, desk: ChainDesk) {
    this.#client = client;
    this.#desk = desk;
  }

  ask(method: string, path: string, headers: Readonly<Record<string, string>> = {}, body?: Buffer) {
    return this.#client.send(method, path, { headers: { authorization: `Bearer ${this.#desk.token}`, ...headers }, ...(body === undefined ? {} : { body }) });
  }

  tus(method: string, path: string, headers: Readonly<Record<string, string>> = {}, body?: Buffer) {
    return this.ask(method, path, { 'tus-resumable': TUS_VERSION, ...(body === undefined ? {} : { 'content-type': UPLOAD_CONTENT_TYPE }), ...headers }, body);
  }

  /** Begins an upload, with its first bytes where they are given. */
  begin(sha256: string, size: number, first?: Buffer) {
    return this.tus('POST', '/v1/uploads', { 'upload-length': String(size), 'upload-metadata': `sha256 ${Buffer.from(sha256).toString('base64')}` }, first);
  }

  append(place: string, offset: number, bytes: Buffer) {
    return this.tus('PATCH', place, { 'upload-offset': String(offset) }, bytes);
  }

  /** The whole file in one go. */
  send(bytes: Buffer) {
    return this.begin(sha256Of(bytes), bytes.length, bytes);
  }

  read(sha256: string, headers: Readonly<Record<string, string>> = {}) {
    return this.ask('GET', `/v1/blobs/${sha256}`, headers);
  }
}
