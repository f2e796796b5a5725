import { type RawData, WebSocket } from 'ws';
import { NcalayerError, type NcalayerProblem } from './ncalayer-error.ts';

/** The port of NCALayer ([sample] and [client] of `requests.ts`). */
export const NCALAYER_PORT = 13_579;

export interface ConnectionOptions {
  readonly port: number;
  /** For the opening handshake. */
  readonly milliseconds: number;
  /** Of one message from the program. */
  readonly maxBytes: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * A connection to the signing program on this machine, and to no other: the address is fixed.
 *
 * Its certificate is not verified, on purpose. The private key that goes with it lies, with its password, in every
 * copy of the program and is replaced about once a year ([open] of `requests.ts`): it proves nothing about who
 * listens, and a fingerprint to be confirmed anew each year would teach people to confirm anything. So
 * whoever has a program on this machine may take the port. Such an impostor sees the document that is to be
 * signed; it gets no key and no password, and cannot pass off anything as a signature, since the
 * client believes only what verifies over the very document that was sent.
 */
export class NcalayerConnection {
  readonly #socket: WebSocket;
  /** Read at once while the connection is open: what one piece from the socket holds, and no more. */
  readonly #waiting: string[] = [];
  #failure: NcalayerError | null = null;
  #wake: () => void = () => undefined;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  /** @throws NcalayerError `not-running`, `unknown-program`, `no-answer` or `cancelled` */
  static async open({ port, milliseconds, maxBytes, signal }: ConnectionOptions): Promise<NcalayerConnection> {
    if (signal?.aborted === true) throw new NcalayerError('cancelled', 'before it began');
    const socket = new WebSocket(`wss://127.0.0.1:${port}/`, { rejectUnauthorized: false, perMessageDeflate: false, maxPayload: maxBytes, handshakeTimeout: milliseconds, followRedirects: false });
    const connection = new NcalayerConnection(socket);
    const giveUp = (): void => connection.#fail('cancelled', 'the caller gave up');
    signal?.addEventListener('abort', giveUp, { once: true });
    socket.once('close', () => signal?.removeEventListener('abort', giveUp));
    let opened = false;
    socket.on('error', (error: Error) => connection.#fail(...(opened ? faultOf(error) : openingFaultOf(error))));
    socket.on('close', (code: number) => connection.#fail('connection-lost', `code ${code}`));
    socket.on('message', (data: RawData, isBinary: boolean) => connection.#take(data, isBinary));
    await new Promise<void>((resolve) => {
      connection.#wake = resolve;
      socket.once('open', () => {
        opened = true;
        resolve();
      });
    });
    if (connection.#failure !== null) throw connection.#failure;
    return connection;
  }

  send(message: object): void {
    this.#socket.send(JSON.stringify(message));
  }

  /** The next message. @throws NcalayerError; `late` where none comes in time */
  async next(milliseconds: number, late: NcalayerProblem): Promise<string> {
    const timer = setTimeout(() => this.#fail(late, `nothing came in ${Math.ceil(milliseconds)} ms`), milliseconds);
    try {
      for (;;) {
        const message = this.#waiting.shift();
        if (message !== undefined) return message;
        if (this.#failure !== null) throw this.#failure;
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    } finally {
      clearTimeout(timer);
    }
  }

  close(): void {
    this.#socket.terminate();
  }

  #take(data: RawData, isBinary: boolean): void {
    if (isBinary) return this.#fail('malformed-answer', 'bytes in place of text');
    this.#waiting.push(Buffer.isBuffer(data) ? data.toString('utf8') : '');
    this.#wake();
  }

  /** The first failure counts: what follows is of its making. */
  #fail(problem: NcalayerProblem, detail: string): void {
    this.#failure ??= new NcalayerError(problem, detail);
    this.#socket.terminate();
    this.#wake();
  }
}

type Fault = readonly [NcalayerProblem, string];

function openingFaultOf(error: Error): Fault {
  const code = codeOf(error);
  if (code === 'ECONNREFUSED') return ['not-running', code];
  if (error.message === 'Opening handshake has timed out') return ['no-answer', 'no handshake in time'];
  return ['unknown-program', code === '' ? error.message.slice(0, 200) : code];
}

function faultOf(error: Error): Fault {
  const code = codeOf(error);
  if (code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') return ['answer-too-large', code];
  return code.startsWith('WS_ERR_') ? ['malformed-answer', code] : ['connection-lost', code];
}

function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : '';
}
