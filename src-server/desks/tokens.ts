import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { ServerEnvironment } from '../environment.ts';
import { RequestRefused } from '../request-refused.ts';

/** How long a challenge may be answered and a token be used. */
const CHALLENGE_MILLISECONDS = 5 * 60 * 1000;
export const TOKEN_SECONDS = 60 * 60;

const TIME_BYTES = 6;
const NONCE_BYTES = 16;
const MAC_BYTES = 32;

/** What a token says; the machine as a hash, since its name may be long. */
const tokenContent = z.object({ desk: z.string(), epoch: z.number().int(), machine: z.string(), expires: z.number() });
export type TokenContent = z.output<typeof tokenContent>;

/**
 * Challenges and tokens that are told by themselves: authenticated with the secret that all nodes share, so that no
 * node has to remember them and any node can read another's.
 */
export class Tokens {
  readonly #secret: string;
  readonly #environment: ServerEnvironment;

  constructor(secret: string, environment: ServerEnvironment) {
    this.#secret = secret;
    this.#environment = environment;
  }

  newChallenge(): string {
    const content = Buffer.alloc(TIME_BYTES + NONCE_BYTES);
    content.writeUIntBE(this.#environment.now(), 0, TIME_BYTES);
    content.set(this.#environment.randomBytes(NONCE_BYTES), TIME_BYTES);
    return this.#sealed('challenge', content);
  }

  /** @throws RequestRefused where the challenge is not of this server or is too old. */
  checkChallenge(challenge: string): void {
    const content = this.#opened('challenge', challenge);
    const age = this.#environment.now() - content.readUIntBE(0, TIME_BYTES);
    if (age < 0 || age > CHALLENGE_MILLISECONDS) throw new RequestRefused('unauthorised', 'the challenge is too old');
  }

  newToken(content: Omit<TokenContent, 'expires'>): string {
    const expires = this.#environment.now() + TOKEN_SECONDS * 1000;
    return this.#sealed('token', Buffer.from(JSON.stringify({ ...content, expires })));
  }

  /** @throws RequestRefused where the token is not of this server or is too old. */
  read(token: string): TokenContent {
    const content = tokenContent.parse(JSON.parse(this.#opened('token', token).toString('utf8')));
    if (this.#environment.now() > content.expires) throw new RequestRefused('unauthorised', 'the token is too old');
    return content;
  }

  #mac(purpose: string, content: Uint8Array): Buffer {
    return createHmac('sha256', this.#secret).update(`${purpose}\n`).update(content).digest();
  }

  #sealed(purpose: string, content: Uint8Array): string {
    return Buffer.concat([content, this.#mac(purpose, content)]).toString('base64url');
  }

  #opened(purpose: string, sealed: string): Buffer {
    const bytes = Buffer.from(sealed, 'base64url');
    const content = bytes.subarray(0, Math.max(0, bytes.length - MAC_BYTES));
    const mac = bytes.subarray(content.length);
    // One text for one token: base64url has others that decode to the same bytes.
    const isCanonical = bytes.toString('base64url') === sealed;
    if (!isCanonical || mac.length !== MAC_BYTES || !timingSafeEqual(mac, this.#mac(purpose, content))) throw new RequestRefused('unauthorised', `the ${purpose} is not of this server`);
    return content;
  }
}
