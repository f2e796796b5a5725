import { bouncyCastlePresent, JudgeError, JudgeProcess } from './judge-process.ts';

export { bouncyCastlePresent, JudgeError } from './judge-process.ts';

/** Stands behind the title of a group of tests that needs the judge. */
export const bouncyCastleSuffix = bouncyCastlePresent ? '' : ' (skipped: no BouncyCastle)';

/** `GOST3411` is GOST R 34.11-94 and GOST 34.311-95, by S-box; `UA` is that of Ukrainian certificates (DKE no. 1). */
export type JudgedHash =
  | 'Streebog-256'
  | 'Streebog-512'
  | 'GOST3411/D-A'
  | 'GOST3411/D-Test'
  | 'GOST3411/UA'
  | 'Kupyna-256'
  | 'Kupyna-384'
  | 'Kupyna-512';

export type JudgedGostSet = 'CryptoPro-A' | 'CryptoPro-B' | 'CryptoPro-C' | 'tc26-256-A' | 'tc26-512-A' | 'tc26-512-B' | 'tc26-512-C';

export type JudgedRecordDigest = 'SHA-256' | 'SHA-384' | 'SHA-512';

export interface JudgedValue {
  readonly r: bigint;
  readonly s: bigint;
}

export interface JudgedDstuCurve {
  readonly m: number;
  /** Middle exponents of the reduction polynomial, ascending: one or three. */
  readonly exponents: readonly number[];
  readonly a: bigint;
  readonly b: bigint;
  readonly x: bigint;
  readonly y: bigint;
  readonly order: bigint;
  readonly cofactor: bigint;
}

export interface JudgedGostCurve {
  readonly p: bigint;
  readonly a: bigint;
  readonly b: bigint;
  readonly x: bigint;
  readonly y: bigint;
  readonly order: bigint;
  readonly cofactor: bigint;
}

/**
 * BouncyCastle as an independent judge: one Java process, asked over lines. A question that it refuses rejects
 * with `JudgeError`. Curves of DSTU 4145 go by OID; points are compressed, big-endian.
 */
export class BouncyCastle {
  readonly #process: JudgeProcess;

  constructor(process: JudgeProcess) {
    this.#process = process;
  }

  async hash(name: JudgedHash, message: Uint8Array): Promise<Uint8Array> {
    const [value = ''] = await this.#process.ask('hash', name, fromBytes(message));
    return toBytes(value);
  }

  async dstuCurve(oid: string): Promise<JudgedDstuCurve> {
    const [m = '', k1 = '', k2 = '', k3 = '', ...numbers] = await this.#process.ask('dstu-curve', oid);
    const [a, b, x, y, order, cofactor] = sixNumbers(numbers);
    const exponents = [k1, k2, k3].map(Number).filter((exponent) => exponent !== 0);
    return { m: Number(m), exponents, a, b, x, y, order, cofactor };
  }

  async dstuKeypair(oid: string): Promise<{ readonly secret: bigint; readonly point: Uint8Array }> {
    const [secret = '', point = ''] = await this.#process.ask('dstu-keypair', oid);
    return { secret: toNumber(secret), point: toBytes(point) };
  }

  async dstuPublic(oid: string, secret: bigint): Promise<Uint8Array> {
    const [point = ''] = await this.#process.ask('dstu-public', oid, fromNumber(secret));
    return toBytes(point);
  }

  async dstuSign(oid: string, secret: bigint, hash: Uint8Array): Promise<JudgedValue> {
    return valueOf(await this.#process.ask('dstu-sign', oid, fromNumber(secret), fromBytes(hash)));
  }

  async dstuVerify(oid: string, point: Uint8Array, hash: Uint8Array, { r, s }: JudgedValue): Promise<boolean> {
    return isValid(await this.#process.ask('dstu-verify', oid, fromBytes(point), fromBytes(hash), fromNumber(r), fromNumber(s)));
  }

  async gostCurve(set: JudgedGostSet): Promise<JudgedGostCurve> {
    const [p = '', ...numbers] = await this.#process.ask('gost-curve', set);
    const [a, b, x, y, order, cofactor] = sixNumbers(numbers);
    return { p: toNumber(p), a, b, x, y, order, cofactor };
  }

  async gostKeypair(set: JudgedGostSet): Promise<{ readonly secret: bigint; readonly x: bigint; readonly y: bigint }> {
    const [secret = '', x = '', y = ''] = await this.#process.ask('gost-keypair', set);
    return { secret: toNumber(secret), x: toNumber(x), y: toNumber(y) };
  }

  /** @param hash enters as the standard has it, the least significant byte first. */
  async gostSign(set: JudgedGostSet, secret: bigint, hash: Uint8Array): Promise<JudgedValue> {
    return valueOf(await this.#process.ask('gost-sign', set, fromNumber(secret), fromBytes(hash)));
  }

  async gostVerify(set: JudgedGostSet, point: { readonly x: bigint; readonly y: bigint }, hash: Uint8Array, { r, s }: JudgedValue): Promise<boolean> {
    return isValid(await this.#process.ask('gost-verify', set, fromNumber(point.x), fromNumber(point.y), fromBytes(hash), fromNumber(r), fromNumber(s)));
  }

  /**
   * Whether every signer of a CMS verifies with the certificate inside that it names; chain, validity and
   * revocation are not asked.
   *
   * @returns the text of the error where the judge cannot tell, e.g. for an algorithm that it does not have.
   */
  async cmsVerify(cms: Uint8Array, content?: Uint8Array): Promise<'valid' | 'invalid' | { readonly error: string }> {
    try {
      const words = content === undefined ? [] : [fromBytes(content)];
      return isValid(await this.#process.ask('cms-verify', fromBytes(cms), ...words)) ? 'valid' : 'invalid';
    } catch (error) {
      if (error instanceof JudgeError) return { error: error.message };
      throw error;
    }
  }

  /**
   * Whether the last chain of an evidence record (RFC 4998) holds the data and its last token verifies.
   * @param at instant of the check
   */
  async recordVerify(record: Uint8Array, data: Uint8Array, at: Date): Promise<'valid' | { readonly error: string }> {
    try {
      await this.#process.ask('ers-verify', fromBytes(record), fromBytes(data), String(at.getTime()));
      return 'valid';
    } catch (error) {
      if (error instanceof JudgeError) return { error: error.message };
      throw error;
    }
  }

  /** TimeStampReq over the root of its own tree over these data. */
  recordRequest(digest: JudgedRecordDigest, data: readonly Uint8Array[]): Promise<Uint8Array> {
    return this.#one('ers-request', digest, ...data.map(fromBytes));
  }

  /** An evidence record for each of the data. */
  async records(digest: JudgedRecordDigest, response: Uint8Array, data: readonly Uint8Array[]): Promise<Uint8Array[]> {
    return (await this.#process.ask('ers-records', digest, fromBytes(response), ...data.map(fromBytes))).map(toBytes);
  }

  renewalRequest(record: Uint8Array): Promise<Uint8Array> {
    return this.#one('ers-renewal-request', fromBytes(record));
  }

  /** The record with a token over the tokens of its last chain. */
  renewed(record: Uint8Array, response: Uint8Array): Promise<Uint8Array> {
    return this.#one('ers-renewed', fromBytes(record), fromBytes(response));
  }

  rehashRequest(digest: JudgedRecordDigest, record: Uint8Array, data: Uint8Array): Promise<Uint8Array> {
    return this.#one('ers-rehash-request', digest, fromBytes(record), fromBytes(data));
  }

  /** The record with a new chain under another hash. */
  rehashed(digest: JudgedRecordDigest, record: Uint8Array, data: Uint8Array, response: Uint8Array): Promise<Uint8Array> {
    return this.#one('ers-rehashed', digest, fromBytes(record), fromBytes(data), fromBytes(response));
  }

  async #one(...words: readonly string[]): Promise<Uint8Array> {
    const [value = ''] = await this.#process.ask(...words);
    return toBytes(value);
  }

  close(): void {
    this.#process.close();
  }
}

/** Starts the judge; null where Java or BouncyCastle is absent. @throws Error where they are there and do not run. */
export async function openBouncyCastle(): Promise<BouncyCastle | null> {
  if (!bouncyCastlePresent) return null;
  const judge = new BouncyCastle(new JudgeProcess());
  await judge.hash('Streebog-256', Uint8Array.of());
  return judge;
}

function fromBytes(bytes: Uint8Array): string {
  return bytes.length === 0 ? '-' : Buffer.from(bytes).toString('hex');
}

function toBytes(word: string): Uint8Array {
  return word === '-' ? Uint8Array.of() : Uint8Array.from(Buffer.from(word, 'hex'));
}

function fromNumber(value: bigint): string {
  if (value < 0n) throw new RangeError('the judge is asked about unsigned numbers');
  const digits = value.toString(16);
  return digits.padStart(digits.length + (digits.length % 2), '0');
}

function toNumber(word: string): bigint {
  if (word === '') throw new Error('the judge left a number out');
  return word === '-' ? 0n : BigInt(`0x${word}`);
}

function valueOf([r = '', s = '']: readonly string[]): JudgedValue {
  return { r: toNumber(r), s: toNumber(s) };
}

function isValid([verdict]: readonly string[]): boolean {
  if (verdict !== 'valid' && verdict !== 'invalid') throw new Error(`no verdict: ${verdict}`);
  return verdict === 'valid';
}

function sixNumbers([a = '', b = '', x = '', y = '', order = '', cofactor = '']: readonly string[]) {
  return [toNumber(a), toNumber(b), toNumber(x), toNumber(y), toNumber(order), toNumber(cofactor)] as const;
}
