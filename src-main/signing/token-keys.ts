import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { MethodCheckedInput } from '#shared/contract/index.ts';
import { MODULE_PROBLEMS, type OfferedKey, type SigningKeyInput, type TokenModule } from '#shared/contract/signing.ts';
import type { SignResult, TokenSignatureJob } from '../jobs/job-kinds.ts';
import { JobFailed, type JobOptions, type JobRunner } from '../jobs/job-runner.ts';
import type { TokenModules } from './token-modules.ts';
import type { OpenTokenSource, TokenCertificate, TokenSource } from './tokens/index.ts';
import { TokenError } from './tokens/token-error.ts';

type OpenToken = MethodCheckedInput<'signing.inspectToken'>;
type TokenKey = Extract<SigningKeyInput, { by: 'token' }>;

export interface TokenKeysOptions {
  readonly modules: TokenModules;
  readonly open: OpenTokenSource;
  readonly jobs: JobRunner;
}

/**
 * Keys on tokens. The driver works in a process of its own that lives for one call, and the PIN with it; certificates
 * are read, and the signature is put together and verified, by jobs.
 */
export class TokenKeys {
  readonly #options: TokenKeysOptions;

  constructor(options: TokenKeysOptions) {
    this.#options = options;
  }

  /** Tokens that are plugged in, by library; what one library met hides nothing of the others. */
  shown({ signal }: JobOptions): Promise<TokenModule[]> {
    return Promise.all(this.#options.modules.all().map((module) => this.#shownBy(module, signal)));
  }

  /** Whose keys the token holds. @throws TokenError, JobFailed */
  async inspect({ pin, module, ...token }: OpenToken, now: string, options: JobOptions): Promise<readonly OfferedKey[]> {
    try {
      const found = await this.#with(module, options.signal, (source) => source.open({ ...token, pin }));
      const certificates = withKeys(found).map(({ certificate }) => certificate);
      if (certificates.length === 0) throw new TokenError('key-not-found', `${found.length} certificates, none with its key`);
      return await this.#options.jobs.run('describeTokenKeys', { certificates, now }, options);
    } finally {
      pin.fill(0);
    }
  }

  /** @throws TokenError, JobFailed */
  async sign({ pin, module, certificate: chosen, ...token }: TokenKey, { file, together, now, output }: Pick<TokenSignatureJob, 'file' | 'together' | 'now' | 'output'>, options: JobOptions): Promise<SignResult> {
    const { jobs } = this.#options;
    const { slot, serialNumber } = token;
    try {
      return await this.#with(module, options.signal, async (source) => {
        const entry = withKeys(await source.open({ slot, serialNumber, pin })).find(({ certificate }) => hash('sha256', certificate) === chosen);
        if (entry === undefined) throw new TokenError('key-not-found', 'the chosen certificate is not on the token');
        const request = { certificate: entry.certificate, file, together, now };
        const { message, digest } = await jobs.run('tokenMessage', request, options);
        const value = await source.sign({ slot, serialNumber, pin, keyId: entry.keyId, message, digest });
        return jobs.run('adoptTokenSignature', { ...request, value, output }, options);
      });
    } finally {
      pin.fill(0);
    }
  }

  async #shownBy(module: string, signal: AbortSignal | undefined): Promise<TokenModule> {
    if (!existsSync(module)) return { module, name: null, problem: 'file-missing', tokens: [] };
    try {
      const { driver, tokens } = await this.#with(module, signal, (source) => source.list());
      const name = [driver.manufacturer, driver.description].filter((part) => part !== '').join(' · ');
      return { module, name: name === '' ? null : name, problem: null, tokens: tokens.map(({ slot, serialNumber, label, model, pinTries }) => ({ slot, serialNumber, label, model, pinTries })) };
    } catch (error) {
      const problem = error instanceof TokenError ? MODULE_PROBLEMS.find((known) => known === error.problem) : undefined;
      if (problem === undefined) throw error;
      return { module, name: null, problem, tokens: [] };
    }
  }

  /** Only a library that an administrator named is loaded, whatever a window says. @throws TokenError, JobFailed */
  async #with<Value>(module: string, signal: AbortSignal | undefined, work: (source: TokenSource) => Promise<Value>): Promise<Value> {
    if (!this.#options.modules.all().includes(module)) throw new TokenError('driver-not-loadable', 'no library that was named here');
    const givenUp = (): boolean => signal?.aborted ?? false;
    if (givenUp()) throw new JobFailed('cancelled', 'cancelled before it began');
    const source = this.#options.open(module);
    const stop = (): void => source.close();
    signal?.addEventListener('abort', stop, { once: true });
    try {
      return await work(source);
    } catch (error) {
      // Whoever gave up hears of no driver.
      throw givenUp() ? new JobFailed('cancelled', 'cancelled') : error;
    } finally {
      signal?.removeEventListener('abort', stop);
      source.close();
    }
  }
}

/** Certificates whose private key was seen; the others are of keys that lie elsewhere. */
function withKeys(certificates: readonly TokenCertificate[]): TokenCertificate[] {
  return certificates.filter(({ privateKeySeen }) => privateKeySeen);
}
