import type { FastifyReply, FastifyRequest } from 'fastify';
import { PROTOCOL_HEADER, PROTOCOL_VERSION } from '#shared/sync/wire.ts';
import type { Server } from '../server.ts';

/** A line that says nothing keeps the way open through what lies between. */
const KEEP_OPEN_MILLISECONDS = 25_000;

/**
 * Server-sent events (WHATWG HTML, 9.2) that say only that the head has moved. One at a time for each desk: a newer one
 * ends the one before it, and the token's end ends them all.
 */
export class HeadEvents {
  readonly #server: Server;
  readonly #open = new Map<string, () => void>();

  constructor(server: Server) {
    this.#server = server;
  }

  async answer(token: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { desk, until, listen } = await this.#server.watch(token);
    this.#open.get(desk)?.();
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', [PROTOCOL_HEADER]: String(PROTOCOL_VERSION) });
    raw.write(':\n\n');
    const keepOpen = setInterval(() => raw.write(':\n\n'), KEEP_OPEN_MILLISECONDS).unref();
    const atTheEnd = setTimeout(() => raw.end(), Math.max(0, until)).unref();
    const stop = listen((head) => raw.write(`event: head\ndata: ${head}\n\n`));
    const end = (): void => {
      clearInterval(keepOpen);
      clearTimeout(atTheEnd);
      stop();
      if (this.#open.get(desk) === end) this.#open.delete(desk);
      raw.end();
    };
    this.#open.set(desk, end);
    request.raw.once('close', end);
    raw.once('error', end);
  }

  /** Nobody is left waiting when the node stops. */
  close(): void {
    // Each takes itself out of the map.
    for (const end of this.#open.values()) end();
  }
}
