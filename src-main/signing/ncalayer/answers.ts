import { z } from 'zod';
import { decodeBase64, isOnlyPem, pemBlocks } from '../../signatures/formats/pem.ts';
import { NcalayerError } from './ncalayer-error.ts';

const DETAIL_LETTERS = 200;
/** Labels of a CMS in PEM (RFC 7468 clauses 8 and 9). */
const CMS_LABELS: readonly string[] = ['CMS', 'PKCS7'];

/** First message of the program, and its answer to a sign of life ([client] and [open] of `requests.ts`). */
const greeting = z.object({ result: z.object({ version: z.string().min(1).max(40) }) });
/** For a module that is not installed [open]. */
const moduleMissing = z.object({ errorCode: z.literal('MODULE_NOT_FOUND') });
/** Module `basics` [sample, client]: a true status without a result is a window that was closed. */
const basics = z.object({ status: z.boolean(), code: z.string().nullish(), message: z.string().nullish(), body: z.record(z.string(), z.unknown()).nullish() });
/** Module `commonUtils` [client]; a window that was closed is error 500 with `action.canceled` [open]. */
const commonUtils = z.object({ code: z.string(), message: z.string().nullish(), responseObject: z.unknown().optional() });
/** Result of `basics`: text in a list, text alone, or with the certificate beside it where that was asked for [sample, client, open]. */
const result = z.union([z.string(), z.tuple([z.string()]), z.object({ signatures: z.tuple([z.string()]) })]);

/** Version that the program greets with; null where the message is no greeting. */
export function readGreeting(text: string): string | null {
  return greeting.safeParse(jsonOf(text)).data?.result.version ?? null;
}

/** DER or BER of the CMS in an answer of the module `basics`. @throws NcalayerError */
export function readBasicsAnswer(text: string): Uint8Array {
  const message = jsonOf(text);
  refuseMissingModule(message);
  const { data } = basics.safeParse(message);
  if (data === undefined) throw malformed('not an answer of the module basics');
  if (!data.status) throw new NcalayerError('refused', detailOf(data.code, data.message));
  if (data.body === undefined || data.body === null) throw malformed('no body');
  if (!('result' in data.body)) throw new NcalayerError('cancelled-by-user', 'no result');
  const signature = result.safeParse(data.body['result']).data;
  if (signature === undefined) throw malformed('not one signature');
  return cmsOf(typeof signature === 'string' ? signature : Array.isArray(signature) ? signature[0] : signature.signatures[0]);
}

/** DER or BER of the CMS in an answer of the module `commonUtils`. @throws NcalayerError */
export function readCommonUtilsAnswer(text: string): Uint8Array {
  const message = jsonOf(text);
  refuseMissingModule(message);
  const { data } = commonUtils.safeParse(message);
  if (data === undefined) throw malformed('not an answer of the module commonUtils');
  if (data.code === '500' && data.message === 'action.canceled') throw new NcalayerError('cancelled-by-user', data.message);
  if (data.code !== '200') throw new NcalayerError('refused', detailOf(data.code, data.message));
  if (typeof data.responseObject !== 'string') throw malformed('not one signature');
  return cmsOf(data.responseObject);
}

/** Undefined, which no message is, for what is no JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}

function refuseMissingModule(message: unknown): void {
  if (moduleMissing.safeParse(message).success) throw new NcalayerError('module-missing', 'MODULE_NOT_FOUND');
}

function cmsOf(text: string): Uint8Array {
  const bytes = text.includes('-----BEGIN ') ? pemOf(text) : decodeBase64(text);
  if (bytes === null || bytes[0] !== 0x30) throw malformed('the signature is no CMS in base64 or PEM');
  return bytes;
}

function pemOf(text: string): Uint8Array | null {
  const [block, ...more] = pemBlocks(text);
  return block !== undefined && more.length === 0 && CMS_LABELS.includes(block.label) && isOnlyPem(text) ? block.bytes : null;
}

function malformed(detail: string): NcalayerError {
  return new NcalayerError('malformed-answer', detail);
}

/** The program's own words for the log, short and in one line. */
function detailOf(...words: readonly (string | null | undefined)[]): string {
  const said = words.filter((word) => word !== undefined && word !== null && word !== '').join(': ');
  return said.replaceAll(/\p{C}+/gu, ' ').slice(0, DETAIL_LETTERS);
}
