import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AwsV4Signer } from 'aws4fetch';
import type { BlobPlace } from './blob-address.ts';
import { BlobMissing, blobName, type BlobStore, type ByteRange } from './blob-store.ts';

/** Keys of the storage; a session token where they are good for a time only. */
export interface S3Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string | null;
}

/** The storage did not do what was asked. */
export class S3Failed extends Error {
  readonly status: number;

  constructor(what: string, status: number, detail: string) {
    super(`S3 ${what}: status ${status} ${detail.slice(0, 500)}`);
    this.name = 'S3Failed';
    this.status = status;
  }
}

const SILENCE_MILLISECONDS = 60_000;
/** SHA-256 of nothing: the body of a question that has none. */
const EMPTY_SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const ANSWER_BYTES = 64 * 1024;

/**
 * Blobs in a bucket of an S3-compatible storage. Each is sent as one PUT, streamed from the disk, its hash signed with
 * it: the storage refuses bytes that became others on the way.
 */
export class S3BlobStore implements BlobStore {
  readonly uploadFolder = null;
  readonly #place: Extract<BlobPlace, { kind: 's3' }>;
  readonly #credentials: S3Credentials;
  readonly #agent: HttpAgent | HttpsAgent;

  constructor(place: Extract<BlobPlace, { kind: 's3' }>, credentials: S3Credentials) {
    this.#place = place;
    this.#credentials = credentials;
    this.#agent = new (place.endpoint.protocol === 'https:' ? HttpsAgent : HttpAgent)({ keepAlive: true });
  }

  async publish(file: string, sha256: string, size: number): Promise<void> {
    if ((await this.size(sha256)) !== size) {
      const answer = await this.#ask('PUT', sha256, { 'content-length': String(size), 'content-type': 'application/octet-stream' }, { sha256, stream: createReadStream(file) });
      await expectStatus('PUT', answer, [200]);
    }
    await rm(file, { force: true });
  }

  async size(sha256: string): Promise<number | null> {
    const answer = await this.#ask('HEAD', sha256);
    answer.resume();
    if (answer.statusCode === 404) return null;
    await expectStatus('HEAD', answer, [200]);
    return Number(answer.headers['content-length']);
  }

  async read(sha256: string, { first, last }: ByteRange): Promise<Readable> {
    if (last < first) return Readable.from([]);
    const answer = await this.#ask('GET', sha256, { range: `bytes=${first}-${last}` });
    if (answer.statusCode === 404) {
      answer.resume();
      throw new BlobMissing(sha256);
    }
    // A storage that knows no ranges would send the wrong bytes under a right status.
    await expectStatus('GET', answer, [206]);
    return answer;
  }

  async remove(sha256: string): Promise<void> {
    const answer = await this.#ask('DELETE', sha256);
    if (answer.statusCode === 404) {
      answer.resume();
      return;
    }
    await expectStatus('DELETE', answer, [200, 204]);
    answer.resume();
  }

  close(): void {
    this.#agent.destroy();
  }

  async #ask(method: 'PUT' | 'HEAD' | 'GET' | 'DELETE', sha256: string, headers: Readonly<Record<string, string>> = {}, body: { readonly sha256: string; readonly stream: Readable } | null = null): Promise<IncomingMessage> {
    const { accessKeyId, secretAccessKey, sessionToken } = this.#credentials;
    const signer = new AwsV4Signer({
      method,
      url: this.#urlOf(sha256),
      headers: { ...headers, 'x-amz-content-sha256': body?.sha256 ?? EMPTY_SHA256 },
      accessKeyId,
      secretAccessKey,
      ...(sessionToken === null ? {} : { sessionToken }),
      service: 's3',
      region: this.#place.region,
    });
    const signed = await signer.sign();
    const send = signed.url.protocol === 'https:' ? httpsRequest : httpRequest;
    return new Promise((resolve, reject) => {
      const asked = send(signed.url, { method, headers: Object.fromEntries(signed.headers.entries()), agent: this.#agent, timeout: SILENCE_MILLISECONDS }, resolve);
      asked.on('timeout', () => asked.destroy(new Error('the blob storage does not answer')));
      asked.on('error', reject);
      if (body === null) asked.end();
      else pipeline(body.stream, asked).catch(reject);
    });
  }

  #urlOf(sha256: string): string {
    const { endpoint, bucket, prefix, virtualHost } = this.#place;
    const parts = [...endpoint.pathname.split('/'), ...(virtualHost ? [] : [bucket]), ...prefix.split('/'), ...blobName(sha256).split('/')];
    return new URL(parts.filter((part) => part !== '').map(encodeURIComponent).join('/'), endpoint.origin).href;
  }
}

async function expectStatus(what: string, answer: IncomingMessage, good: readonly number[]): Promise<void> {
  const status = answer.statusCode ?? 0;
  if (good.includes(status)) {
    if (what === 'PUT') answer.resume();
    return;
  }
  let text = '';
  for await (const part of answer as AsyncIterable<Buffer>) if (text.length < ANSWER_BYTES) text += part.toString('utf8');
  throw new S3Failed(what, status, text);
}
