import { z } from 'zod';
import { type KeyStore, KeyStoreUnavailable } from '../store/keys/key-store.ts';
import type { FromDesk, ToDesk } from './thread-messages.ts';

const sealedAnswer = z.record(z.string(), z.union([z.string(), z.number()]));
const openedAnswer = z.instanceof(Uint8Array);

/** Key store of the operating system, asked through the main thread: safeStorage lives there only. */
export class RemoteKeyStore implements KeyStore {
  readonly kind = 'system';
  readonly passphraseNeeded = false;
  readonly #post: (message: FromDesk) => void;
  readonly #pending = new Map<number, { readonly resolve: (answer: unknown) => void; readonly reject: (error: Error) => void }>();
  #count = 0;

  constructor(post: (message: FromDesk) => void) {
    this.#post = post;
  }

  async seal(secret: Uint8Array): Promise<Readonly<Record<string, string | number>>> {
    return sealedAnswer.parse(await this.#ask('seal', secret));
  }

  async open(sealed: Readonly<Record<string, string | number>>): Promise<Uint8Array> {
    return openedAnswer.parse(await this.#ask('open', sealed));
  }

  receive(message: Extract<ToDesk, { type: 'keyAnswer' }>): void {
    const pending = this.#pending.get(message.requestId);
    this.#pending.delete(message.requestId);
    if (message.error === null) pending?.resolve(message.answer);
    else pending?.reject(new KeyStoreUnavailable(message.error));
  }

  #ask(ask: 'seal' | 'open', value: unknown): Promise<unknown> {
    this.#count += 1;
    const requestId = this.#count;
    return new Promise((resolve, reject) => {
      this.#pending.set(requestId, { resolve, reject });
      this.#post({ type: 'keyRequest', requestId, ask, value });
    });
  }
}
