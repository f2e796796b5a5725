import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PIECE_LIMIT } from '#shared/contract/files.ts';
import { decodeWire, encodeWire } from '#shared/rpc/wire.ts';
import { z } from 'zod';
import type { DeskClient } from '../desk/desk-client.ts';
import { newNonce, securityHeaders } from './content-security-policy.ts';
import { readPageFile } from './page-files.ts';

/** Largest body: one piece of a file in base64 and its envelope. */
const BODY_LIMIT = Math.ceil(PIECE_LIMIT * 1.4) + 64 * 1024;
/** A connection without traffic for so long is closed; event streams send a comment more often. */
const IDLE_MILLISECONDS = 120_000;
const HEARTBEAT_MILLISECONDS = 20_000;
const COOKIE = 'chancery';
const JSON_TYPE = 'application/json';

const callEnvelope = z.object({ callId: z.string().min(1).max(100), method: z.string().max(100), input: z.unknown() });
const cancelBody = z.object({ callId: z.string().min(1).max(100) });

export interface LoopbackOptions {
  readonly desk: Pick<DeskClient, 'call' | 'cancel' | 'attach' | 'detach'>;
  /** Folder of the built page. */
  readonly pageDirectory: string;
  /** 0: the system chooses. */
  readonly port?: number;
  /** After which a connection without traffic is closed; shorter only in tests. */
  readonly idleMilliseconds?: number;
}

export interface LoopbackHost {
  /** Address to open once in a browser; it carries a token that works once. */
  address(): string;
  /** Makes a new address; the one before no longer works. */
  renewAddress(): void;
  readonly origin: string;
  /** Waits until no window listens any more, or that long: windows that were told of the desk's end go by themselves. */
  windowsGone(milliseconds: number): Promise<void>;
  close(): Promise<void>;
}

class HttpRefusal extends Error {
  readonly status: number;

  constructor(status: number, detail: string) {
    super(detail);
    this.name = 'HttpRefusal';
    this.status = status;
  }
}

function equalInConstantTime(given: string, expected: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(expected));
}

function cookieOf(request: IncomingMessage): string | null {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [name, value] = part.trim().split('=');
    if (name === COOKIE && value !== undefined) return value;
  }
  return null;
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  if (request.headers['content-type'] !== JSON_TYPE) throw new HttpRefusal(415, 'JSON only');
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > BODY_LIMIT) throw new HttpRefusal(413, 'body too large');
    parts.push(part);
  }
  try {
    return decodeWire(Buffer.concat(parts).toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) throw new HttpRefusal(400, 'not JSON');
    throw error;
  }
}

/**
 * Serves the desk's page and contract to a browser on this machine: `127.0.0.1`, one random port, one
 * token per start that is exchanged once for a cookie. Every request must name this host exactly, every
 * request that is not a plain GET of a file must come from this origin.
 */
export async function startLoopbackHost({ desk, pageDirectory, port = 0, idleMilliseconds = IDLE_MILLISECONDS }: LoopbackOptions): Promise<LoopbackHost> {
  let token = randomBytes(32).toString('base64url');
  let used = false;
  /** Cookie → connection; the cookie itself is never handed on. */
  const connections = new Map<string, string>();
  let origin = '';

  function connectionOf(request: IncomingMessage): string {
    const cookie = cookieOf(request);
    if (cookie === null) throw new HttpRefusal(401, 'no cookie');
    for (const [known, connection] of connections) if (equalInConstantTime(cookie, known)) return connection;
    throw new HttpRefusal(401, 'unknown cookie');
  }

  function demandOrigin(request: IncomingMessage): void {
    // EventSource of the same origin sends no Origin header; the fetch metadata that browsers add cannot be forged by a page.
    if (request.method === 'GET' && request.headers.origin === undefined && request.headers['sec-fetch-site'] === 'same-origin') return;
    if (request.headers.origin !== origin) throw new HttpRefusal(403, 'foreign origin');
  }

  function enter(url: URL, response: ServerResponse): void {
    const given = url.searchParams.get('token') ?? '';
    if (used || !equalInConstantTime(given, token)) throw new HttpRefusal(403, 'the address has been used or is wrong');
    used = true;
    const cookie = randomBytes(32).toString('base64url');
    connections.set(cookie, randomBytes(16).toString('hex'));
    response.writeHead(303, { location: '/', 'set-cookie': `${COOKIE}=${cookie}; HttpOnly; SameSite=Strict; Path=/`, 'cache-control': 'no-store' }).end();
  }

  async function rpc(request: IncomingMessage, response: ServerResponse): Promise<void> {
    demandOrigin(request);
    const connection = connectionOf(request);
    const envelope = callEnvelope.safeParse(await readBody(request));
    if (!envelope.success) throw new HttpRefusal(400, 'not a call');
    // A call may wait for a file that comes over a slow link; nothing passes here meanwhile.
    response.setTimeout(0);
    const result = await desk.call(connection, envelope.data);
    response.writeHead(200, { 'content-type': JSON_TYPE, 'cache-control': 'no-store' }).end(encodeWire(result));
  }

  async function cancel(request: IncomingMessage, response: ServerResponse): Promise<void> {
    demandOrigin(request);
    const connection = connectionOf(request);
    const body = cancelBody.safeParse(await readBody(request));
    if (!body.success) throw new HttpRefusal(400, 'not a cancel');
    desk.cancel(connection, body.data.callId);
    response.writeHead(204).end();
  }

  /** Streams of one connection; several tabs share it. */
  const streams = new Map<string, Set<ServerResponse>>();
  let onStreamClosed = (): void => undefined;
  function stream(request: IncomingMessage, response: ServerResponse): void {
    demandOrigin(request);
    const connection = connectionOf(request);
    const open = streams.get(connection) ?? new Set();
    streams.set(connection, open);
    open.add(response);
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write(': open\n\n');
    const send = (content: unknown): void => {
      for (const each of open) each.write(`data: ${encodeWire(content)}\n\n`);
    };
    desk.attach({ connection, onEvent: (event) => send({ type: 'event', event }), onProgress: (progress) => send({ type: 'progress', progress }) });
    const heartbeat = setInterval(() => response.write(': here\n\n'), HEARTBEAT_MILLISECONDS);
    response.on('close', () => {
      clearInterval(heartbeat);
      open.delete(response);
      if (open.size === 0) desk.detach(connection);
      onStreamClosed();
    });
  }

  async function page(url: URL, nonce: string, response: ServerResponse): Promise<void> {
    const file = await readPageFile(pageDirectory, url.pathname, nonce);
    if (file === null) throw new HttpRefusal(404, 'no such file');
    response.writeHead(200, { 'content-type': file.mediaType, 'cache-control': 'no-cache' }).end(file.content);
  }

  async function answer(request: IncomingMessage, response: ServerResponse, nonce: string): Promise<void> {
    const host = request.headers.host;
    // Another name for this address is how DNS rebinding would come in.
    if (host === undefined || `http://${host}` !== origin) throw new HttpRefusal(421, 'wrong host');
    // Joined as text: resolved against the origin, a path with two slashes would name another host.
    const url = URL.parse(`${origin}${request.url ?? '/'}`);
    if (url === null) throw new HttpRefusal(400, 'not an address');
    const route = `${request.method} ${url.pathname}`;
    if (route === 'POST /rpc') return rpc(request, response);
    if (route === 'POST /cancel') return cancel(request, response);
    if (route === 'GET /events') return stream(request, response);
    if (route === 'GET /enter') return enter(url, response);
    if (request.method !== 'GET') throw new HttpRefusal(405, 'method not allowed');
    connectionOf(request);
    return page(url, nonce, response);
  }

  const server = createServer((request, response) => {
    const nonce = newNonce();
    for (const [name, value] of Object.entries(securityHeaders(nonce))) response.setHeader(name, value);
    answer(request, response, nonce).catch((error: unknown) => {
      const status = error instanceof HttpRefusal ? error.status : 500;
      if (response.headersSent) response.destroy();
      // The rest of a body that is refused is not read: the connection ends with the answer.
      else response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' }).end(error instanceof HttpRefusal ? error.message : 'internal error');
    });
  });
  server.headersTimeout = 10_000;
  server.requestTimeout = 60_000;
  server.timeout = idleMilliseconds;
  await listen(server, port);
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    origin,
    address: () => `${origin}/enter?token=${token}`,
    renewAddress: () => {
      token = randomBytes(32).toString('base64url');
      used = false;
    },
    windowsGone: (milliseconds) =>
      new Promise((resolve) => {
        const patience = setTimeout(resolve, milliseconds);
        onStreamClosed = () => {
          if ([...streams.values()].some(({ size }) => size > 0)) return;
          clearTimeout(patience);
          resolve();
        };
        onStreamClosed();
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => resolve());
  });
}
