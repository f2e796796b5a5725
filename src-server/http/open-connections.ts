import type { Server, Socket } from 'node:net';

/**
 * Connections of a listening server, known from their first packet on. A server that closes waits for whoever has a
 * question under way; whoever connected and says nothing would keep it waiting for minutes.
 */
export class OpenConnections {
  readonly #sockets = new Set<Socket>();

  constructor(server: Server) {
    server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
  }

  /** Ends those that are still open after a while. @returns call it where the server has closed before */
  endAfter(milliseconds: number): () => void {
    const waiting = setTimeout(() => {
      for (const socket of this.#sockets) socket.destroy();
    }, milliseconds);
    return () => clearTimeout(waiting);
  }
}
