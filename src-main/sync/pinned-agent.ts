import { createHash } from 'node:crypto';
import { Agent, type RequestOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { WrongServer } from './server-link.ts';

export interface PinnedAgentOptions {
  /** SHA-256 of the certificate, in hex. */
  readonly certificate: string;
  readonly connections: number;
  /** A connection that is not there after this is given up. */
  readonly connectMilliseconds: number;
}

/** Connections that are handed out only after the certificate was looked at: not a byte goes to another server. */
export class PinnedAgent extends Agent {
  readonly #options: PinnedAgentOptions;
  /** Nobody else knows of them until the certificate was looked at. */
  readonly #connecting = new Set<TLSSocket>();

  constructor(options: PinnedAgentOptions) {
    super({ keepAlive: true, maxSockets: options.connections, maxCachedSessions: 0 });
    this.#options = options;
  }

  override createConnection(options: RequestOptions, callback?: (error: Error | null, stream: Duplex) => void): null {
    // The certificate is held to its fingerprint, so that no authority has to vouch for it.
    const socket = connect({ ...(options as ConnectionOptions), rejectUnauthorized: false, minVersion: 'TLSv1.2' });
    const failed = (error: Error): void => callback?.(error, socket);
    this.#connecting.add(socket);
    socket.once('close', () => this.#connecting.delete(socket));
    socket.once('error', failed);
    socket.setTimeout(this.#options.connectMilliseconds, () => socket.destroy(new Error('no connection in time')));
    socket.once('secureConnect', () => {
      this.#connecting.delete(socket);
      socket.off('error', failed);
      socket.setTimeout(0);
      const found = createHash('sha256').update(socket.getPeerCertificate().raw).digest('hex');
      if (found === this.#options.certificate) {
        callback?.(null, socket);
        return;
      }
      socket.destroy();
      callback?.(new WrongServer(found), socket);
    });
    return null;
  }

  /** Also ends connections that are only coming about: they would stay open with nobody to use them. */
  override destroy(): void {
    super.destroy();
    for (const socket of this.#connecting) socket.destroy(new Error('the connection is not wanted any more'));
  }
}
