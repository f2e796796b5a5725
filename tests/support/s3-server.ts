import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';

export interface S3Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
}

export interface SmallS3 {
  readonly endpoint: string;
  /** Objects by `bucket/key`. */
  readonly objects: Map<string, Buffer>;
  /** Questions that were refused, with the reason. */
  readonly refused: string[];
  /** Answers the next PUT with this status. */
  failNextPut(status: number): void;
}

/**
 * As much of S3 as blobs need, written from the description of Signature Version 4 alone: every header and the hash of
 * every body are held to the signature.
 */
export async function smallS3(keys: S3Keys): Promise<SmallS3> {
  const objects = new Map<string, Buffer>();
  const refused: string[] = [];
  let failing: number | null = null;
  const server = createServer((request, response) => {
    void answer(request, response);
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
    const body = Buffer.concat(parts);
    const problem = problemOf(request, body, keys);
    if (problem !== null) {
      refused.push(problem);
      response.writeHead(403).end(`<Error><Code>${problem}</Code></Error>`);
      return;
    }
    const key = decodeURIComponent(new URL(request.url ?? '/', 'http://s3').pathname.slice(1));
    if (request.method === 'PUT') {
      if (failing !== null) {
        response.writeHead(failing).end('<Error><Code>SlowDown</Code></Error>');
        failing = null;
        return;
      }
      if (request.headers['content-length'] === undefined) {
        response.writeHead(411).end();
        return;
      }
      objects.set(key, body);
      response.writeHead(200).end();
      return;
    }
    const object = objects.get(key);
    if (object === undefined) {
      response.writeHead(404).end();
      return;
    }
    if (request.method === 'DELETE') {
      objects.delete(key);
      response.writeHead(204).end();
      return;
    }
    if (request.method === 'HEAD') {
      response.writeHead(200, { 'content-length': object.length }).end();
      return;
    }
    const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
    const [first, last] = range === null ? [0, object.length - 1] : [Number(range[1]), Number(range[2])];
    const part = object.subarray(first, last + 1);
    response.writeHead(range === null ? 200 : 206, { 'content-length': part.length, 'content-range': `bytes ${first}-${last}/${object.length}` }).end(part);
  }

  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => void server.close(resolve));
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the storage does not listen');
  return { endpoint: `http://127.0.0.1:${address.port}`, objects, refused, failNextPut: (status) => void (failing = status) };
}

const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, data: string): Buffer => createHmac('sha256', key).update(data).digest();
/** RFC 3986: everything but the unreserved characters. */
const encoded = (text: string): string => encodeURIComponent(text).replaceAll(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

/** Why a question is not good; null: it is. */
function problemOf(request: IncomingMessage, body: Buffer, { accessKeyId, secretAccessKey, region }: S3Keys): string | null {
  const parts = /^AWS4-HMAC-SHA256 Credential=(?<credential>[^,]+), SignedHeaders=(?<names>[^,]+), Signature=(?<signature>[0-9a-f]{64})$/.exec(request.headers.authorization ?? '')?.groups;
  if (parts === undefined) return 'MissingAuthentication';
  const [id, day, named, service, end] = (parts['credential'] ?? '').split('/');
  const time = String(request.headers['x-amz-date'] ?? '');
  if (id !== accessKeyId || named !== region || service !== 's3' || end !== 'aws4_request' || day !== time.slice(0, 8)) return 'InvalidCredential';
  const told = String(request.headers['x-amz-content-sha256'] ?? '');
  if (told !== sha256(body)) return 'XAmzContentSHA256Mismatch';
  const names = (parts['names'] ?? '').split(';');
  for (const needed of ['host', 'x-amz-date', 'x-amz-content-sha256']) if (!names.includes(needed)) return `Unsigned:${needed}`;
  const url = new URL(request.url ?? '/', 'http://s3');
  const path = url.pathname.split('/').map((part) => encoded(decodeURIComponent(part))).join('/');
  const query = [...url.searchParams].map(([name, value]) => `${encoded(name)}=${encoded(value)}`).sort().join('&');
  const headers = names.map((name) => `${name}:${String(request.headers[name] ?? '').trim().replaceAll(/ +/g, ' ')}\n`).join('');
  const canonical = [request.method, path, query, headers, names.join(';'), told].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', time, `${day}/${named}/s3/aws4_request`, sha256(canonical)].join('\n');
  const key = hmac(hmac(hmac(hmac(`AWS4${secretAccessKey}`, day ?? ''), region), 's3'), 'aws4_request');
  return hmac(key, toSign).toString('hex') === parts['signature'] ? null : 'SignatureDoesNotMatch';
}
