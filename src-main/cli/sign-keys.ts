import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { spawnNodeProcess } from '../jobs/node-processes.ts';
import { describeOffer, type KeyOffer, keyOffers, keyProblemOf, openKeyContainer, parseCertificate, type SigningKey, signingKeyOf } from '../signatures/index.ts';
import { openTokenSource, tokenSigningKey } from '../signing/tokens/index.ts';
import { readLimited } from './evidence-files.ts';
import { fromCaller, projectPaths } from './paths.ts';
import { terminalText } from './terminal.ts';
import { UsageError } from './usage.ts';

/** Nothing was signed; the words are for the person at the terminal. */
export class NotSigned extends Error {
  override readonly name = 'NotSigned';
}

/** A file that was named and cannot be read. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
  readonly file: string;

  constructor(file: string, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.file = file;
  }
}

/** @throws UnreadableFile */
export async function readNamed(file: string): Promise<Uint8Array> {
  try {
    return await readLimited(file);
  } catch (error) {
    throw new UnreadableFile(file, error);
  }
}

export interface KeyWish {
  readonly key: string | undefined;
  readonly token: string | undefined;
  readonly certificate: readonly string[];
  readonly 'password-file': string | undefined;
  /** SHA-256 of a certificate, or the beginning of it. */
  readonly 'choose-key': string | undefined;
}

/** A key with the words about it; `close` ends the token's process. */
export interface ChosenKey {
  readonly key: SigningKey;
  readonly offer: Pick<KeyOffer, 'certificate' | 'problem'>;
  close(): void;
}

/**
 * The key that the arguments name, in a file or on a token.
 *
 * @throws UsageError, UnreadableFile, NotSigned, KeyContainerError, TokenError
 */
export async function chooseKey(wish: KeyWish): Promise<ChosenKey> {
  if ((wish.key === undefined) === (wish.token === undefined)) throw new UsageError('--key FILE | --token DRIVER');
  return wish.key === undefined ? onToken(fromCaller(wish.token ?? ''), wish) : inFile(fromCaller(wish.key), wish);
}

async function inFile(file: string, wish: KeyWish): Promise<ChosenKey> {
  const container = await readNamed(file);
  const beside = await Promise.all(wish.certificate.map((name) => readNamed(fromCaller(name))));
  const offer = theOnly(keyOffers(openKeyContainer(container, await secretOf(wish)), beside, Date.now()), wish);
  return { key: signingKeyOf(offer.key, randomBytes), offer, close: () => undefined };
}

async function onToken(driverPath: string, wish: KeyWish): Promise<ChosenKey> {
  const source = openTokenSource({ driverPath, spawn: spawnNodeProcess(projectPaths.tokenProcess) });
  try {
    const { tokens } = await source.list();
    const offers = tokens.flatMap(({ slot, serialNumber, certificates }) =>
      certificates.map((entry) => {
        const certificate = parseCertificate(entry.certificate);
        return { slot, serialNumber, entry, certificate, problem: keyProblemOf(certificate, Date.now()) };
      }),
    );
    const { slot, serialNumber, entry, certificate, problem } = theOnly(offers, wish);
    const pin = Buffer.from(await secretOf(wish), 'utf8');
    const key = tokenSigningKey({ source, slot, serialNumber, certificate: entry, chain: [], pin });
    if (key === null) throw new NotSigned(terminalText('error.sign.unsupported'));
    return { key, offer: { certificate, problem }, close: () => source.close() };
  } catch (error) {
    source.close();
    throw error;
  }
}

/** From the file that was named, else from the environment; never from the arguments, which others can see. */
async function secretOf({ 'password-file': file }: KeyWish): Promise<string> {
  if (file === undefined) return process.env['CHANCERY_KEY_PASSWORD'] ?? '';
  try {
    return (await readFile(fromCaller(file), 'utf8')).replace(/\r?\n$/, '');
  } catch (error) {
    throw new UnreadableFile(file, error);
  }
}

function theOnly<Offer extends Pick<KeyOffer, 'certificate' | 'problem'>>(offers: readonly Offer[], { 'choose-key': wished }: KeyWish): Offer {
  if (offers.length === 0) throw new NotSigned(terminalText('error.sign.noCertificate'));
  const usable = offers.filter(({ problem, certificate }) => problem === null && (wished === undefined || certificate.sha256.startsWith(wished)));
  const [only, ...more] = usable;
  if (only === undefined) throw new NotSigned([terminalText('cli.noUsableKey'), ...offers.map(lineOf)].join('\n'));
  if (more.length > 0) throw new NotSigned([terminalText('cli.severalKeys'), ...usable.map(lineOf)].join('\n'));
  return only;
}

function lineOf(offer: Pick<KeyOffer, 'certificate' | 'problem'>): string {
  const { certificate, holder, organization, algorithm, notAfter, problem } = describeOffer(offer);
  return [`  ${certificate.slice(0, 16)}`, holder, organization, algorithm, notAfter.slice(0, 10), problem === null ? null : terminalText(`signing.keyProblem.${problem}`)].filter((part) => part !== null).join(' · ');
}
