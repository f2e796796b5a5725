import type { JobMessage, JobProcess, SpawnJobProcess } from '../../jobs/job-messages.ts';
import { TokenError } from './token-error.ts';
import type { TokenAnswer, TokenCalls, TokenCertificate, TokenListing, TokenOpenRequest, TokenSignRequest } from './token-messages.ts';

export interface TokenSourceOptions {
  /** Absolute path of the PKCS #11 library. */
  readonly driverPath: string;
  /** Starts the process that calls `serveTokens`: `spawnNodeProcess` or `spawnUtilityProcess` with its entry. */
  readonly spawn: SpawnJobProcess;
  readonly limits?: Partial<TokenLimits>;
}

/** Milliseconds that the driver may take. Cards on a slow reader need seconds to list, more with large RSA keys. */
export interface TokenLimits {
  readonly list: number;
  readonly sign: number;
}

/** A source for the driver at this absolute path; its process ends with `close`. */
export type OpenTokenSource = (driverPath: string) => TokenSource;

/** Tokens behind one driver. */
export interface TokenSource {
  /** Tokens that are plugged in, with the certificates that they show without a PIN. @throws TokenError */
  list(): Promise<TokenListing>;
  /** Certificates that the token shows with its PIN. A call costs at most one try of the PIN. @throws TokenError */
  open(request: TokenOpenRequest): Promise<readonly TokenCertificate[]>;
  /**
   * The signature value over the message: for RSA as RFC 8017 gives it, for ECDSA as DER of ECDSA-Sig-Value.
   * It is not verified here. A call costs at most one try of the PIN.
   *
   * The PIN goes to the token process alone. The bytes that arrive there are overwritten; the driver's bindings
   * take a string, which stays in that process's memory until `close` ends it. The caller overwrites its own.
   *
   * @throws TokenError
   */
  sign(request: TokenSignRequest): Promise<Uint8Array>;
  /** Ends the process; calls that still wait fail as cancelled. */
  close(): void;
}

const DEFAULT_LIMITS: TokenLimits = { list: 30_000, sign: 60_000 };

/**
 * Opens a source of signatures. The driver is foreign native code: it lives in a process of its own, which is
 * started by the first call. If it crashes or hangs, that call fails, the program lives on and the next call
 * starts a new process.
 */
export function openTokenSource({ driverPath, spawn, limits }: TokenSourceOptions): TokenSource {
  const process = new TokenProcess(spawn);
  const bounds = { ...DEFAULT_LIMITS, ...limits };
  return {
    list: () => process.ask('list', { driverPath }, bounds.list),
    open: (request) => process.ask('open', { ...request, driverPath }, bounds.sign),
    sign: (request) => process.ask('sign', { ...request, driverPath }, bounds.sign),
    close: () => process.close(),
  };
}

/** One process at a time, one call at a time: drivers are seldom made for more. */
class TokenProcess {
  readonly #spawn: SpawnJobProcess;
  #process: JobProcess | null = null;
  #last: Promise<unknown> = Promise.resolve();
  #closed = false;
  #giveUp: ((error: TokenError) => void) | null = null;

  constructor(spawn: SpawnJobProcess) {
    this.#spawn = spawn;
  }

  ask<Kind extends keyof TokenCalls>(kind: Kind, input: TokenCalls[Kind]['input'], milliseconds: number): Promise<TokenCalls[Kind]['result']> {
    const answer = this.#last.then(() => this.#askNow<TokenCalls[Kind]['result']>(kind, input, milliseconds));
    // Whoever asked hears of a failure; the next call only waits for its end.
    this.#last = answer.then(
      () => undefined,
      () => undefined,
    );
    return answer;
  }

  close(): void {
    this.#closed = true;
    this.#end();
    this.#giveUp?.(new TokenError('cancelled', 'the source was closed'));
  }

  #end(): void {
    this.#process?.kill();
    this.#process = null;
  }

  #askNow<Value>(kind: string, input: unknown, milliseconds: number): Promise<Value> {
    if (this.#closed) return Promise.reject(new TokenError('cancelled', 'the source was closed'));
    const process = (this.#process ??= this.#spawn());
    return new Promise<Value>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#end();
        fail(new TokenError('driver-hangs', `no answer after ${milliseconds} ms`));
      }, milliseconds);
      const fail = (error: Error): void => {
        clearTimeout(timer);
        this.#giveUp = null;
        reject(error);
      };
      this.#giveUp = fail;
      process.onMessage((message: JobMessage) => {
        if (message.type === 'failed') fail(new TokenError('driver-failed', `${message.name} in the token process`));
        if (message.type !== 'done') return;
        const answer = message.result as TokenAnswer<Value>;
        if (!answer.ok) return fail(new TokenError(answer.problem, answer.detail, answer.pinTries));
        clearTimeout(timer);
        this.#giveUp = null;
        resolve(answer.value);
      });
      process.onExit((detail) => {
        if (this.#process === process) this.#process = null;
        fail(new TokenError('driver-crashed', detail));
      });
      process.send({ type: 'run', kind, input });
    });
  }
}
