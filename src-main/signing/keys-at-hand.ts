import { Refusal } from '#shared/contract/errors.ts';
import type { SigningKeyInput } from '#shared/contract/signing.ts';
import { keyKindsOf } from '#shared/domain/key-kinds.ts';
import type { Country } from '#shared/domain/languages.ts';
import type { SignJob, SignResult } from '../jobs/job-kinds.ts';
import type { JobOptions, JobRunner } from '../jobs/job-runner.ts';
import type { NcalayerProgram } from './ncalayer/index.ts';
import type { TokenKeys } from './token-keys.ts';

/** The person has five minutes in NCALayer's own window; opening the connection and the check come on top. */
const NCALAYER_MILLISECONDS = 6 * 60_000;

export interface KeysAtHandOptions {
  readonly jobs: JobRunner;
  readonly tokens: TokenKeys;
  readonly ncalayer: NcalayerProgram;
  readonly country: () => Country;
}

/** Lays a signature with whatever holds the key: a file, a token or NCALayer (SIGN-03). All that comes after is the same for each. */
export class KeysAtHand {
  readonly #options: KeysAtHandOptions;

  constructor(options: KeysAtHandOptions) {
    this.#options = options;
  }

  /** @throws Refusal, JobFailed, TokenError */
  async sign(key: SigningKeyInput, wish: Pick<SignJob, 'file' | 'together' | 'now' | 'output'>, options: JobOptions): Promise<SignResult> {
    const { jobs, tokens, ncalayer, country } = this.#options;
    if (!keyKindsOf(country()).includes(key.by)) throw new Refusal('refused', 'error.sign.ncalayerElsewhere');
    switch (key.by) {
      case 'keyFile': {
        const { by: _by, ...file } = key;
        return jobs.run('sign', { ...file, ...wish }, options);
      }
      case 'token':
        return tokens.sign(key, wish, options);
      case 'ncalayer':
        return jobs.run('signThroughNcalayer', { ...wish, locale: key.locale, program: ncalayer }, { ...options, limits: { milliseconds: NCALAYER_MILLISECONDS } });
    }
  }
}
