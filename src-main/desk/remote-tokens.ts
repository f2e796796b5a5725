import type { TokenSource } from '../signing/tokens/index.ts';
import { TokenError } from '../signing/tokens/token-error.ts';
import type { TokenAnswer, TokenCalls } from '../signing/tokens/token-messages.ts';
import type { FromDesk, ToDesk } from './thread-messages.ts';

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: TokenError) => void;
}

/** Tokens as the desk thread asks for them: the processes of their drivers are the main thread's, which may start some. */
export class RemoteTokens {
  readonly #post: (message: FromDesk) => void;
  readonly #pending = new Map<number, Pending>();
  #sources = 0;
  #calls = 0;

  constructor(post: (message: FromDesk) => void) {
    this.#post = post;
  }

  source(driverPath: string): TokenSource {
    this.#sources += 1;
    const sourceId = this.#sources;
    let closed = false;
    const ask = <Kind extends keyof TokenCalls>(kind: Kind, input: unknown): Promise<TokenCalls[Kind]['result']> => {
      // A source that was closed would be opened anew over there.
      if (closed) return Promise.reject(new TokenError('cancelled', 'the source was closed'));
      this.#calls += 1;
      const callId = this.#calls;
      return new Promise<TokenCalls[Kind]['result']>((resolve, reject) => {
        // The process answers with the result of the kind that it was asked for.
        this.#pending.set(callId, { resolve: (value) => resolve(value as TokenCalls[Kind]['result']), reject });
        this.#post({ type: 'askToken', sourceId, driverPath, callId, kind, input });
      });
    };
    return {
      list: () => ask('list', null),
      open: (request) => ask('open', request),
      sign: (request) => ask('sign', request),
      close: () => {
        closed = true;
        this.#post({ type: 'closeToken', sourceId });
      },
    };
  }

  receive({ callId, answer }: Extract<ToDesk, { type: 'tokenAnswer' }>): void {
    const pending = this.#pending.get(callId);
    this.#pending.delete(callId);
    if (answer.ok) pending?.resolve(answer.value);
    else pending?.reject(new TokenError(answer.problem, answer.detail, answer.pinTries));
  }
}

/** The main thread's side: sources by the number that the desk thread gave them. */
export class TokenSources {
  readonly #open: (driverPath: string) => TokenSource;
  readonly #sources = new Map<number, TokenSource>();

  constructor(open: (driverPath: string) => TokenSource) {
    this.#open = open;
  }

  async answer({ sourceId, driverPath, kind, input }: Extract<FromDesk, { type: 'askToken' }>): Promise<TokenAnswer<unknown>> {
    let source = this.#sources.get(sourceId);
    if (source === undefined) {
      source = this.#open(driverPath);
      this.#sources.set(sourceId, source);
    }
    try {
      return { ok: true, value: await askOf(source, kind, input) };
    } catch (error) {
      // Its words could hold what was handed in.
      if (!(error instanceof TokenError)) return { ok: false, problem: 'driver-failed', detail: `${error instanceof Error ? error.name : 'an error'} beside the token process`, pinTries: 'not-told' };
      return { ok: false, problem: error.problem, detail: error.message.replace(`${error.problem}: `, ''), pinTries: error.pinTries };
    }
  }

  close(sourceId: number): void {
    this.#sources.get(sourceId)?.close();
    this.#sources.delete(sourceId);
  }

  closeAll(): void {
    for (const source of this.#sources.values()) source.close();
    this.#sources.clear();
  }
}

async function askOf(source: TokenSource, kind: keyof TokenCalls, input: unknown): Promise<unknown> {
  if (kind === 'list') return source.list();
  const request = input as TokenCalls['sign']['input'];
  try {
    return await (kind === 'open' ? source.open(request) : source.sign(request));
  } finally {
    // This thread's copy; the desk thread and the process overwrite theirs.
    request.pin.fill(0);
  }
}
