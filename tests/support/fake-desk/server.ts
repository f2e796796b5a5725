import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { extname, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CallEnvelope } from '#shared/rpc/transport.ts';
import { decodeWire, encodeWire } from '#shared/rpc/wire.ts';
import type { FakeDesk } from './fake-desk.ts';

const PAGE = process.env['PAGE_FOLDER'] ?? fileURLToPath(new URL('../../../out/renderer', import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

function policy(nonce: string): string {
  return `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'nonce-${nonce}'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
}

async function body(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

async function answer(desk: FakeDesk, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://fake').pathname;
  if (path === '/rpc') {
    const { callId, method, input } = decodeWire(await body(request)) as CallEnvelope;
    response.setHeader('content-type', 'application/json');
    response.end(encodeWire(await desk.handle(method, input, callId)));
    return;
  }
  if (path === '/cancel') {
    const { callId } = decodeWire(await body(request)) as Pick<CallEnvelope, 'callId'>;
    desk.cancel(callId);
    response.end();
    return;
  }
  if (path === '/events') {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(': open\n\n');
    const stop = desk.onEvent((event) => response.write(`data: ${encodeWire({ type: 'event', event })}\n\n`));
    const stopProgress = desk.onProgress((progress) => response.write(`data: ${encodeWire({ type: 'progress', progress })}\n\n`));
    request.on('close', () => {
      stop();
      stopProgress();
    });
    return;
  }
  const file = resolve(PAGE, `.${path === '/' ? '/index.html' : path}`);
  if (!file.startsWith(PAGE + sep)) {
    response.writeHead(404).end();
    return;
  }
  const nonce = randomBytes(16).toString('base64');
  response.setHeader('content-security-policy', policy(nonce));
  response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
  const content = await readFile(file);
  response.end(extname(file) === '.html' ? content.toString('utf8').replaceAll('__CSP_NONCE__', nonce) : content);
}

/** Serves the built page and the fake desk under the policy of the real hosts. */
export async function serveFakeDesk(desk: FakeDesk): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    answer(desk, request, response).catch((cause: unknown) => {
      process.stderr.write(`${String(cause)}\n`);
      response.writeHead(500).end();
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
