import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { signAttached, signDetached, type TestSigner } from '../../../src-main/demo/pki/index.ts';
import type { TlsIdentity } from './tls-identity.ts';

/** What the emulator was asked; `args` as it came. */
export interface EmulatorRequest {
  readonly module: string;
  readonly method: string;
  readonly args: unknown;
}

/** What is sent in answer; null: nothing. */
export type EmulatorAnswer = string | Buffer | null;

export interface EmulatorOptions {
  readonly identity: TlsIdentity;
  readonly signer: TestSigner;
  /** First message after the connection; null: none. */
  readonly greeting?: string | Buffer | null;
  /** In place of what the program answers. */
  readonly answer?: (request: EmulatorRequest, usual: string, socket: WebSocket) => EmulatorAnswer;
  /** Modules that are installed. */
  readonly modules?: readonly string[];
}

export const GREETING = JSON.stringify({ result: { version: '1.4' } });
const BASICS = 'kz.gov.pki.knca.basics';
const COMMON_UTILS = 'kz.gov.pki.knca.commonUtils';

/**
 * Stands in for NCALayer: written from its public protocol (sources in `src-main/signing/ncalayer/requests.ts`), and
 * never compared with the real program. Its person always signs, with one key.
 */
export class NcalayerEmulator {
  readonly requests: EmulatorRequest[] = [];
  readonly #options: EmulatorOptions;
  readonly #server: Server;
  readonly #sockets: WebSocketServer;

  private constructor(options: EmulatorOptions) {
    this.#options = options;
    this.#server = createServer(options.identity);
    this.#sockets = new WebSocketServer({ server: this.#server, maxPayload: 256 * 1024 * 1024 });
    this.#sockets.on('connection', (socket) => this.#serve(socket));
  }

  static async start(options: EmulatorOptions): Promise<NcalayerEmulator> {
    const emulator = new NcalayerEmulator(options);
    await new Promise<void>((resolve) => emulator.#server.listen(0, '127.0.0.1', resolve));
    return emulator;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Connections that are open now. */
  get connections(): number {
    return this.#sockets.clients.size;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #serve(socket: WebSocket): void {
    const { greeting = GREETING, answer } = this.#options;
    if (greeting !== null) socket.send(greeting);
    socket.on('message', (data) => {
      const request = JSON.parse((data as Buffer).toString('utf8')) as EmulatorRequest;
      this.requests.push(request);
      const usual = this.#usualAnswer(request);
      const sent = answer === undefined ? usual : answer(request, usual, socket);
      if (sent !== null) socket.send(sent);
    });
  }

  #usualAnswer({ module, method, args }: EmulatorRequest): string {
    const { modules = [BASICS, COMMON_UTILS] } = this.#options;
    if (!modules.includes(module)) return JSON.stringify({ success: false, errorCode: 'MODULE_NOT_FOUND' });
    if (module === BASICS && method === 'sign') {
      const { data, signingParams } = args as { data: string; signingParams: { decode: boolean; encapsulate: boolean } };
      const document = signingParams.decode ? Buffer.from(data, 'base64') : Buffer.from(data, 'utf8');
      return JSON.stringify({ status: true, body: { result: [this.#sign(document, signingParams.encapsulate)] } });
    }
    if (module === COMMON_UTILS && (method === 'createCAdESFromBase64' || method === 'createCMSSignatureFromBase64')) {
      const [, , data, attached] = args as [string, string, string, boolean];
      return JSON.stringify({ code: '200', message: '', responseObject: this.#sign(Buffer.from(data, 'base64'), attached) });
    }
    return module === BASICS ? JSON.stringify({ status: false, code: 'INVOCATION_ERROR', message: 'no such method' }) : JSON.stringify({ code: '500', message: 'no such method' });
  }

  #sign(document: Uint8Array, attached: boolean): string {
    const sign = attached ? signAttached : signDetached;
    return Buffer.from(sign(document, this.#options.signer, { signingTime: new Date() })).toString('base64');
  }
}
