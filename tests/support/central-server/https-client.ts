import { Agent, request } from 'node:https';
import type { IncomingHttpHeaders } from 'node:http';
import { brotliDecompressSync } from 'node:zlib';
import { challengeAnswer, deskStanding, helloAnswer, leaseAnswer, leaseReconciliationAnswer, problemDetails, PROTOCOL_HEADER, PROTOCOL_VERSION, pullAnswer, pushAnswer, renewalAnswer } from '#shared/sync/wire.ts';
import type { ChainDesk } from './chain-desk.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly bytes: Buffer;
}

/** A request that the server refused with a problem. */
export class Problem extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'Problem';
    this.status = status;
  }
}

/** The protocol over real TLS, pinned to one certificate; every answer is held to the schema of the wire. */
export class HttpsClient {
  readonly #address: string;
  readonly #agent: Agent;

  constructor(address: string, certificate: string) {
    this.#address = address;
    this.#agent = new Agent({ ca: certificate, keepAlive: true });
  }

  close(): void {
    this.#agent.destroy();
  }

  send(method: string, path: string, options: { readonly body?: string | Buffer; readonly headers?: Readonly<Record<string, string>> } = {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const asked = request(new URL(path, this.#address), { method, agent: this.#agent, headers: { [PROTOCOL_HEADER]: String(PROTOCOL_VERSION), ...options.headers } }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => {
          const bytes = Buffer.concat(parts);
          const text = response.headers['content-encoding'] === 'br' ? brotliDecompressSync(bytes) : bytes;
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text: text.toString('utf8'), bytes });
        });
      });
      asked.on('error', reject);
      asked.end(options.body);
    });
  }

  /** The methods of the server, as {@link ChainDesk} asks them. */
  get methods(): ConstructorParameters<typeof ChainDesk>[0] {
    return {
      challenge: async () => challengeAnswer.parse(await this.#json('GET', '/v1/challenge')),
      enrol: async (message) => deskStanding.parse(await this.#json('POST', '/v1/enroll', message)),
      hello: async (message) => helloAnswer.parse(await this.#json('POST', '/v1/hello', message)),
      renew: async (message) => renewalAnswer.parse(await this.#json('POST', '/v1/renew', message)),
      push: async (token, message) => pushAnswer.parse(await this.#json('POST', '/v1/push', message, token)),
      pull: async (token, { after, limit = 500 }) => pullAnswer.parse(await this.#json('GET', `/v1/pull?after=${after}&limit=${limit}`, undefined, token)),
      lease: async (token, message) => leaseAnswer.parse(await this.#json('POST', '/v1/leases', message, token)),
      reconcile: async (token, message) => leaseReconciliationAnswer.parse(await this.#json('POST', '/v1/leases/reconcile', message, token)),
    };
  }

  async #json(method: string, path: string, message?: unknown, token?: string): Promise<unknown> {
    const headers = { ...(message === undefined ? {} : { 'content-type': 'application/json' }), ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), 'accept-encoding': 'br' };
    const answer = await this.send(method, path, { headers, ...(message === undefined ? {} : { body: JSON.stringify(message) }) });
    if (answer.status === 200) return JSON.parse(answer.text);
    const problem = problemDetails.parse(JSON.parse(answer.text));
    throw new Problem(problem.status, `${problem.title}: ${problem.detail ?? ''}`);
  }
}
