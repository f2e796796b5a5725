import { readBasicsAnswer, readCommonUtilsAnswer, readGreeting } from './answers.ts';
import { NCALAYER_PORT, NcalayerConnection } from './connection.ts';
import { NcalayerError } from './ncalayer-error.ts';
import { basicsSign, commonUtilsSign, type NcalayerLocale, type SignerConditions, type SignRequest } from './requests.ts';
import type { SignatureCheck } from './signature-check.ts';

/** Document in one message; as base64 in JSON it needs four thirds of it, twice. How much the real program takes was not tried. */
export const MAX_DOCUMENT_BYTES = 64 * 1024 * 1024;
/** Certificates, timestamp and the JSON around them. */
const MAX_SIGNATURE_BYTES = 4 * 1024 * 1024;
/** Greetings while a person signs: the program repeats itself when it is asked for a sign of life. */
const MAX_GREETINGS = 100;

/** Milliseconds. */
export interface NcalayerLimits {
  /** From the call to the greeting. */
  readonly connect: number;
  /** In which a person chooses a key and types its password. */
  readonly sign: number;
}

const DEFAULT_LIMITS: NcalayerLimits = { connect: 10_000, sign: 5 * 60_000 };

/** Where the program is asked and how long; what is left out is as NCALayer has it. */
export interface NcalayerProgram {
  readonly limits?: Partial<NcalayerLimits>;
  /** Another one than NCALayer's, for tests. */
  readonly port?: number;
}

export interface NcalayerOptions extends NcalayerProgram {
  /** What an answer has to pass before it is believed; see `checkByEngine`. */
  readonly check: SignatureCheck;
}

export interface NcalayerSignOptions {
  readonly locale: NcalayerLocale;
  /** False where absent: the desk asks for timestamps itself. */
  readonly timestamp?: boolean;
  readonly signer?: SignerConditions;
  /**
   * The module to ask. `basics` where absent; programs that lack it answer `module-missing`, and the older one can be
   * asked instead, which knows no conditions on the signer and wants the kind of storage, such as `PKCS12`.
   */
  readonly module?: { readonly name: 'basics' } | { readonly name: 'commonUtils'; readonly storage: string };
  readonly signal?: AbortSignal;
}

export interface NcalayerAnswer {
  /** The CMS as it came, DER or BER: one correct signature over the document. Its certificate is still to be judged. */
  readonly cms: Uint8Array;
  /** As the program greeted. */
  readonly version: string;
}

/** The signing program of the Kazakh national certification centre on this machine. */
export interface NcalayerClient {
  /** Whether it runs: the version that it greets with. @throws NcalayerError */
  version(signal?: AbortSignal): Promise<string>;
  /**
   * Has the person sign in NCALayer's own window; key and password stay there. The document goes to the
   * program whole, not as a hash: which hash it has to be depends on the key that the person chooses.
   *
   * @throws NcalayerError
   */
  signDetached(document: Uint8Array, options: NcalayerSignOptions): Promise<NcalayerAnswer>;
  /** The same with the document inside the CMS. @throws NcalayerError */
  signAttached(document: Uint8Array, options: NcalayerSignOptions): Promise<NcalayerAnswer>;
}

/** A client that opens a connection for each call and leaves none behind. Nothing is sent before a call. */
export function ncalayerClient({ check, limits, port = NCALAYER_PORT }: NcalayerOptions): NcalayerClient {
  const bounds = { ...DEFAULT_LIMITS, ...limits };

  async function greeted<Value>(maxBytes: number, signal: AbortSignal | undefined, work: (connection: NcalayerConnection, version: string) => Promise<Value>): Promise<Value> {
    const connection = await NcalayerConnection.open({ port, milliseconds: bounds.connect, maxBytes, signal });
    try {
      const version = readGreeting(await connection.next(bounds.connect, 'no-answer'));
      if (version === null) throw new NcalayerError('unknown-program', 'its first message is no greeting');
      return await work(connection, version);
    } finally {
      connection.close();
    }
  }

  async function sign(form: SignRequest['form'], document: Uint8Array, { locale, timestamp = false, signer = {}, module = { name: 'basics' }, signal }: NcalayerSignOptions): Promise<NcalayerAnswer> {
    if (document.length > MAX_DOCUMENT_BYTES) throw new NcalayerError('document-too-large', `${document.length} bytes; at most ${MAX_DOCUMENT_BYTES} go to NCALayer`);
    // The content comes back in base64, perhaps in PEM with a line break for every 64 letters, which JSON writes as two or four.
    const maxBytes = MAX_SIGNATURE_BYTES + (form === 'attached' ? Math.ceil(document.length * 1.5) : 0);
    const answer = await greeted(maxBytes, signal, async (connection, version) => {
      const request = { form, timestamp, locale, signer };
      connection.send(module.name === 'basics' ? basicsSign(document, request) : commonUtilsSign(document, module.storage, request));
      const text = await answerOf(connection, bounds.sign);
      return { cms: module.name === 'basics' ? readBasicsAnswer(text) : readCommonUtilsAnswer(text), version };
    });
    if (!(await check({ cms: answer.cms, document, form }))) throw new NcalayerError('not-believed', `no correct ${form} signature over the document`);
    return answer;
  }

  return {
    version: (signal) => greeted(MAX_SIGNATURE_BYTES, signal, (_connection, version) => Promise.resolve(version)),
    signDetached: (document, options) => sign('detached', document, options),
    signAttached: (document, options) => sign('attached', document, options),
  };
}

/** The first message that is no greeting. @throws NcalayerError */
async function answerOf(connection: NcalayerConnection, milliseconds: number): Promise<string> {
  const end = performance.now() + milliseconds;
  for (let greetings = 0; greetings <= MAX_GREETINGS; greetings += 1) {
    const text = await connection.next(Math.max(0, end - performance.now()), 'timed-out');
    if (readGreeting(text) === null) return text;
  }
  throw new NcalayerError('malformed-answer', `more than ${MAX_GREETINGS} greetings`);
}
