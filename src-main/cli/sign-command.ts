import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { recogniseMediaType } from '#shared/domain/media-type.ts';
import { isMessageKey, type MessageKey } from '#shared/i18n/translate.ts';
import { FetchRefused } from '../evidence/fetching/failure.ts';
import { fetchTimestamp } from '../evidence/fetching/fetch-timestamp.ts';
import { loadFonts, PdfRefused, type SignatureBlock } from '../pdf/index.ts';
import { DocumentWords } from '../registration/document-words.ts';
import { createSignatureValidator, describeOffer, KeyContainerError, SignatureCreationError, timestampNonce } from '../signatures/index.ts';
import { checkByEngine, ncalayerClient, NcalayerError } from '../signing/ncalayer/index.ts';
import { TokenError } from '../signing/tokens/index.ts';
import { KEY_FILE_MESSAGES } from '../signing/signing-refusal.ts';
import { type DocumentToSign, FORM_ENDINGS, madeCms, signDocument, type Signed, SIGNED_FORMS, type SignedForm } from '../signing/sign-forms.ts';
import { fromCaller, projectPaths } from './paths.ts';
import { type ChosenKey, chooseKey, type KeyWish, NotSigned, readNamed, UnreadableFile } from './sign-keys.ts';
import { say, terminalLanguage, terminalText } from './terminal.ts';
import { readArguments, UsageError } from './usage.ts';

const OPTIONS = {
  key: { type: 'string' },
  token: { type: 'string' },
  ncalayer: { type: 'boolean', default: false },
  'ncalayer-port': { type: 'string' },
  certificate: { type: 'string', multiple: true, default: [] as string[] },
  'password-file': { type: 'string' },
  form: { type: 'string', default: 'detached' },
  tsa: { type: 'string' },
  'allow-host': { type: 'string', multiple: true, default: [] as string[] },
  out: { type: 'string' },
  'choose-key': { type: 'string' },
} as const;

/**
 * `chancery sign IN --key FILE | --token DRIVER | --ncalayer`: signs a file. Exit 0 signed and, where one was asked for, with its
 * timestamp; 2 signed, the timestamp is still to come; 1 refused; 3 unreadable.
 */
export async function signCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, OPTIONS, { minimum: 1, maximum: 1 });
  const [input = ''] = positionals.map(fromCaller);
  const form = SIGNED_FORMS.find((candidate) => candidate === values.form);
  if (form === undefined) throw new UsageError(`--form ${values.form}: ${SIGNED_FORMS.join(' | ')}`);
  const output = values.out === undefined ? outputOf(input, form) : fromCaller(values.out);
  if (existsSync(output)) {
    say('cli.outputExists', { file: output });
    return 1;
  }
  try {
    const bytes = await readNamed(input);
    const document = { fileName: path.basename(input), mediaType: recogniseMediaType(bytes), bytes };
    const now = new Date();
    const signed = values.ncalayer ? await throughNcalayer(form, bytes, values['ncalayer-port']) : await withOwnKey(form, document, now, values);
    const { stamped, pending } = await timestamped(signed, values.tsa, values['allow-host']);
    const signer = await demandIntact(stamped, path.basename(output), document, now);
    await writeFile(output, stamped, { flag: 'wx' });
    say('cli.signed', { file: output, signer });
    if (signed.placedOn === 'none') say('cli.signedInvisibly');
    if (pending !== null) say('cli.timestampPending', { detail: pending });
    return pending === null ? 0 : 2;
  } catch (error) {
    if (error instanceof UnreadableFile) {
      say('cli.contentUnreadable', { file: error.file, detail: error.message });
      return 3;
    }
    const words = wordsOf(error);
    if (words === null) throw error;
    process.stderr.write(`${words}\n`);
    return 1;
  }
}

type Wish = Partial<KeyWish> & Pick<KeyWish, 'certificate'>;

async function withOwnKey(form: SignedForm, document: DocumentToSign, now: Date, wish: Wish): Promise<Signed> {
  const chosen = await chooseKey({ key: undefined, token: undefined, 'password-file': undefined, 'choose-key': undefined, ...wish });
  try {
    const isPdf = form === 'pades';
    const fonts = isPdf ? await loadFonts(path.join(projectPaths.resources, 'fonts')) : null;
    return await signDocument({ form, document, key: chosen.key, signingTime: now, block: isPdf ? blockOf(chosen.offer, now) : null, fonts });
  } finally {
    chosen.close();
  }
}

/** The Kazakh national program asks the person itself, in a window of its own. */
async function throughNcalayer(form: SignedForm, bytes: Uint8Array, port: string | undefined): Promise<Signed> {
  if (form !== 'detached' && form !== 'attached') throw new UsageError(`--ncalayer --form ${form}: detached | attached`);
  const check = checkByEngine(() => new Date().toISOString());
  const client = ncalayerClient({ check, ...(port === undefined ? {} : { port: Number(port) }) });
  say('cli.ncalayerAsks');
  const options = { locale: terminalLanguage() === 'kk' ? ('kk' as const) : ('ru' as const) };
  const { cms } = form === 'detached' ? await client.signDetached(bytes, options) : await client.signAttached(bytes, options);
  return madeCms(cms);
}

function outputOf(input: string, form: SignedForm): string {
  return form === 'pades' ? `${input.replace(/\.pdf$/i, '')}${FORM_ENDINGS[form]}` : `${input}${FORM_ENDINGS[form]}`;
}

/** Nobody has checked the signature yet, so the block carries no verdict. */
function blockOf(offer: ChosenKey['offer'], now: Date): SignatureBlock {
  const language = terminalLanguage();
  const words = new DocumentWords(language, Intl.DateTimeFormat().resolvedOptions().timeZone);
  const { holder, organization, issuer } = describeOffer(offer);
  const { serialNumber, notBefore, notAfter } = offer.certificate;
  const validity = { notBefore: new Date(notBefore).toISOString(), notAfter: new Date(notAfter).toISOString() };
  return {
    regime: 'being-made',
    title: terminalText('signing.blockTitle'),
    order: null,
    code: null,
    rows: words.rows([
      ['protocol.label.signer', holder],
      ['protocol.label.organization', organization],
      ['protocol.label.certificate', serialNumber],
      ['protocol.label.issuer', issuer],
      ['protocol.label.validity', words.validity(validity)],
      ['protocol.label.claimedTime', words.instant(now.toISOString())],
    ]),
    note: terminalText('signing.blockNote'),
  };
}

interface Completed {
  readonly stamped: Uint8Array;
  /** Why the timestamp has not come; null where it is there or none was asked for. */
  readonly pending: string | null;
}

async function timestamped(signed: Signed, authority: string | undefined, allowedHosts: readonly string[]): Promise<Completed> {
  if (authority === undefined) return { stamped: signed.bytes, pending: null };
  const nonce = timestampNonce(randomBytes);
  try {
    const response = await fetchTimestamp({ authority, request: signed.timestampRequest(nonce), allowedHosts, proxy: null });
    return { stamped: signed.withTimestamp(response, nonce), pending: null };
  } catch (error) {
    if (error instanceof FetchRefused || error instanceof SignatureCreationError) return { stamped: signed.bytes, pending: error.message };
    throw error;
  }
}

/** What our own engine does not take for good is not written. @returns who signed */
async function demandIntact(bytes: Uint8Array, fileName: string, document: DocumentToSign, now: Date): Promise<string> {
  const report = await createSignatureValidator().validate({ fileName, bytes, detachedContents: [document] }, { now: new Date(now.getTime() + 1000).toISOString(), trustAnchors: [] });
  const made = report.signatures.at(-1);
  if (made?.signatureIntact !== true || made.dataIntact !== true) throw new NotSigned(terminalText('error.sign.notVerified'));
  return made.signer?.commonName ?? made.signer?.distinguishedName ?? '';
}

const NCALAYER_WORDS: Partial<Record<NcalayerError['problem'], MessageKey>> = {
  'not-running': 'signing.ncalayer.notRunning',
  'no-answer': 'signing.ncalayer.notRunning',
  'unknown-program': 'signing.ncalayer.unknownProgram',
  'module-missing': 'signing.ncalayer.moduleMissing',
  'cancelled-by-user': 'signing.token.cancelled',
  'timed-out': 'error.sign.timedOut',
  'not-believed': 'error.sign.notVerified',
};

function wordsOf(error: unknown): string | null {
  if (error instanceof NotSigned) return error.message;
  if (error instanceof KeyContainerError) return terminalText(KEY_FILE_MESSAGES[error.problem]);
  if (error instanceof TokenError) return [terminalText(`signing.token.${error.problem}`), error.pinTries === 'not-told' ? null : terminalText(`signing.pinTries.${error.pinTries}`)].filter((part) => part !== null).join(' ');
  if (error instanceof NcalayerError) return terminalText(NCALAYER_WORDS[error.problem] ?? 'error.sign.failed', { detail: error.message });
  if (error instanceof SignatureCreationError) return terminalText('error.sign.failed', { detail: error.message });
  if (!(error instanceof PdfRefused)) return null;
  const key = `error.pdf.${error.code}`;
  return terminalText('error.sign.failed', { detail: isMessageKey(key) ? terminalText(key) : error.code });
}
