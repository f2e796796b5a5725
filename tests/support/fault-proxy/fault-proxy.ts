import { createServer, connect, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';

export interface Faults {
  /** Bytes a second in each direction, of all connections together; null: as fast as it goes. */
  bytesPerSecond: number | null;
  /** Milliseconds that each packet takes, one after another. */
  delay: number;
  /**
   * Share of packets that are lost, 0…1. Below TCP nothing can be lost here; what a loss does to it can: the packet
   * comes again after a timeout, which doubles, and all that is behind it waits.
   */
  loss: number;
}

const PACKET_BYTES = 1400;
const FIRST_TIMEOUT = 200;
const LONGEST_TIMEOUT = 3200;

/** A line between desks and their server that does to TCP what bad lines do. The same seed loses the same packets. */
export class FaultProxy {
  readonly faults: Faults = { bytesPerSecond: null, delay: 0, loss: 0 };
  /** Bytes that passed, by direction. */
  readonly passed = { up: 0, down: 0 };
  cuts = 0;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #random: () => number;
  #cutAfter: { left: number; readonly direction: 'up' | 'down' } | null = null;
  #isDown = false;
  #freeAt = { up: 0, down: 0 };

  private constructor(server: Server, random: () => number) {
    this.#server = server;
    this.#random = random;
  }

  /** Listens on a port of its own; closed with the test. */
  static async before(target: { readonly host: string; readonly port: number }, seed = 1): Promise<FaultProxy> {
    const server = createServer({ pauseOnConnect: true, allowHalfOpen: true });
    const proxy = new FaultProxy(server, seeded(seed));
    server.on('connection', (client) => proxy.#join(client, target));
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => proxy.close());
    return proxy;
  }

  get port(): number {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('the proxy does not listen');
    return address.port;
  }

  /** Cuts the connection that carries the byte after so many more of a direction; once. */
  cutAfter(bytes: number, direction: 'up' | 'down' = 'up'): void {
    this.#cutAfter = { left: bytes, direction };
  }

  get isCutPending(): boolean {
    return this.#cutAfter !== null;
  }

  /** Cuts all that is open now. */
  cut(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  /** The line goes down: what is open is cut, and nothing is taken until it rises. */
  fall(): void {
    this.#isDown = true;
    this.cut();
  }

  rise(): void {
    this.#isDown = false;
  }

  async close(): Promise<void> {
    this.cut();
    if (this.#server.listening) await new Promise((resolve) => void this.#server.close(resolve));
  }

  #join(client: Socket, target: { readonly host: string; readonly port: number }): void {
    if (this.#isDown) {
      client.resetAndDestroy();
      return;
    }
    const server = connect({ ...target, allowHalfOpen: true });
    for (const socket of [client, server]) {
      this.#sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('close', () => {
        this.#sockets.delete(socket);
        client.destroy();
        server.destroy();
      });
      // Both ends are told by the close that follows.
      socket.on('error', () => undefined);
    }
    void this.#carry(client, server, 'up');
    void this.#carry(server, client, 'down');
    client.resume();
  }

  async #carry(from: Socket, to: Socket, direction: 'up' | 'down'): Promise<void> {
    try {
      for await (const piece of from as AsyncIterable<Buffer>) {
        for (let at = 0; at < piece.length; at += PACKET_BYTES) {
          const packet = piece.subarray(at, at + PACKET_BYTES);
          await this.#pass(packet.length, direction);
          const kept = this.#beforeCut(packet.length, direction);
          if (to.destroyed) return;
          if (!to.write(packet.subarray(0, kept ?? packet.length))) await new Promise<void>((resolve) => void to.once('drain', resolve).once('close', resolve));
          this.passed[direction] += kept ?? packet.length;
          if (kept !== null) {
            this.cuts += 1;
            // What was written is to arrive; then the line is gone for both.
            await sleep(5);
            from.resetAndDestroy();
            to.resetAndDestroy();
            return;
          }
        }
      }
      to.end();
    } catch {
      // One end broke: so does the other.
      to.destroy();
    }
  }

  /** Bytes of a packet that still pass before the cut; null: it is not cut here. */
  #beforeCut(length: number, direction: 'up' | 'down'): number | null {
    const cut = this.#cutAfter;
    if (cut === null || cut.direction !== direction) return null;
    if (length <= cut.left) {
      cut.left -= length;
      return null;
    }
    this.#cutAfter = null;
    return cut.left;
  }

  async #pass(bytes: number, direction: 'up' | 'down'): Promise<void> {
    const { delay, loss, bytesPerSecond } = this.faults;
    let wait = delay;
    for (let timeout = FIRST_TIMEOUT; this.#random() < loss; timeout = Math.min(LONGEST_TIMEOUT, timeout * 2)) wait += timeout;
    if (bytesPerSecond !== null) {
      const now = performance.now();
      const begins = Math.max(now, this.#freeAt[direction]);
      this.#freeAt[direction] = begins + (bytes / bytesPerSecond) * 1000;
      wait += this.#freeAt[direction] - now;
    }
    if (wait > 0) await sleep(wait);
  }
}

/** Mulberry32: small, and good enough to choose packets. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
