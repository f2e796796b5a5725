import http, { type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface EvidenceServer {
  /** `127.0.0.1:port`, as the administrator would allow it. */
  readonly host: string;
  readonly port: number;
  url(path: string): string;
  /** Connections that were opened, whatever came over them. */
  connections(): number;
  /** Paths that were asked, in order. */
  readonly asked: { readonly method: string; readonly path: string; readonly headers: IncomingMessage['headers']; readonly body: Buffer }[];
  close(): Promise<void>;
}

export type Answer = (request: IncomingMessage, response: ServerResponse, body: Buffer) => void;

/** A real HTTP server on this computer, closed with the test. */
export async function evidenceServer(answers: Readonly<Record<string, Answer>>, address = '127.0.0.1'): Promise<EvidenceServer> {
  const asked: EvidenceServer['asked'] = [];
  let connections = 0;
  const listener: RequestListener = (request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const path = request.url ?? '';
      const body = Buffer.concat(parts);
      asked.push({ method: request.method ?? '', path, headers: request.headers, body });
      const answer = answers[path];
      if (answer === undefined) response.writeHead(404).end('nothing here');
      else answer(request, response, body);
    });
  };
  const server = http.createServer(listener);
  server.on('connection', () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  const { port } = server.address() as AddressInfo;
  const host = `${address}:${port}`;
  const close = async (): Promise<void> => {
    if (!server.listening) return;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  onTestFinished(close);
  return { host, port, url: (path) => `http://${host}${path}`, connections: () => connections, asked, close };
}

/** Answers with bytes. */
export function bytes(content: Uint8Array, headers: Record<string, string> = {}): Answer {
  return (_request, response) => response.writeHead(200, { 'content-type': 'application/octet-stream', ...headers }).end(content);
}
