import { Refusal, type ErrorCode } from '#shared/contract/errors.ts';
import type { MessageKey } from '#shared/i18n/translate.ts';
import type { JobFailed } from '../jobs/job-runner.ts';
import type { KeyContainerError } from '../signatures/index.ts';
import type { TokenError, TokenProblem } from './tokens/token-error.ts';

/** What is said of a key file that was not opened. */
export const KEY_FILE_MESSAGES: Readonly<Record<KeyContainerError['problem'], MessageKey>> = {
  'wrong-password': 'error.sign.wrongPassword',
  damaged: 'error.sign.keyFileDamaged',
  unsupported: 'error.sign.unsupported',
  'too-large': 'error.keyFileTooLarge',
  'no-key': 'error.sign.noKey',
  'too-expensive': 'error.sign.keyFileTooExpensive',
};

/** Codes of a key file, of SigningRefused and of the creation of signatures, with the message that each has. */
const MESSAGES: Readonly<Record<string, readonly [ErrorCode, MessageKey]>> = {
  'wrong-password': ['refused', KEY_FILE_MESSAGES['wrong-password']],
  damaged: ['unreadable', KEY_FILE_MESSAGES.damaged],
  unsupported: ['unreadable', KEY_FILE_MESSAGES.unsupported],
  'too-large': ['too-large', KEY_FILE_MESSAGES['too-large']],
  'no-key': ['unreadable', KEY_FILE_MESSAGES['no-key']],
  'too-expensive': ['unreadable', KEY_FILE_MESSAGES['too-expensive']],
  noCertificate: ['refused', 'error.sign.noCertificate'],
  expired: ['refused', 'error.sign.expired'],
  notYetValid: ['refused', 'error.sign.notYetValid'],
  notForSigning: ['refused', 'error.sign.notForSigning'],
  'token.unsupported': ['refused', 'signing.token.unsupported-key'],
  fileNames: ['refused', 'error.sign.fileNames'],
  notVerified: ['internal', 'error.sign.notVerified'],
  'ncalayer.not-running': ['not-ready', 'signing.ncalayer.notRunning'],
  'ncalayer.no-answer': ['not-ready', 'signing.ncalayer.notRunning'],
  'ncalayer.unknown-program': ['refused', 'signing.ncalayer.unknownProgram'],
  'ncalayer.module-missing': ['refused', 'signing.ncalayer.moduleMissing'],
  'ncalayer.cancelled-by-user': ['refused', 'signing.ncalayer.cancelledByUser'],
  'ncalayer.timed-out': ['timed-out', 'signing.ncalayer.timedOut'],
  'ncalayer.connection-lost': ['not-ready', 'signing.ncalayer.connectionLost'],
  'ncalayer.document-too-large': ['too-large', 'signing.ncalayer.documentTooLarge'],
  'ncalayer.not-believed': ['refused', 'signing.ncalayer.notBelieved'],
};

/** What a job of signing met, in the words of the contract. Nothing of the password or the key is in it. */
export function signingRefusal(error: JobFailed, log: (what: string, error: unknown) => void): Refusal {
  if (error.failure === 'cancelled') return new Refusal('cancelled', 'error.cancelled');
  if (error.failure === 'timed-out') return new Refusal('timed-out', 'error.sign.timedOut');
  const known = MESSAGES[error.errorCode];
  if (known !== undefined) return new Refusal(known[0], known[1]);
  log('sign', error);
  return new Refusal('unreadable', 'error.sign.failed', { detail: error.message.slice(0, 200) });
}

const TOKEN_CODES: Readonly<Partial<Record<TokenProblem, ErrorCode>>> = { 'driver-hangs': 'timed-out', 'module-not-built': 'not-ready', 'driver-not-loadable': 'not-ready' };
/** What is left of the tries of a wrong PIN, where the token tells. */
const WRONG_PIN: Readonly<Record<TokenError['pinTries'], MessageKey>> = { 'not-told': 'signing.token.wrong-pin', few: 'signing.token.wrong-pin-few', last: 'signing.token.wrong-pin-last', none: 'signing.token.pin-locked' };

/** What a token met, in the words of the contract. Nothing of the PIN is in it. */
export function tokenRefusal(error: TokenError, log: (what: string, error: unknown) => void): Refusal {
  const { problem, pinTries } = error;
  if (problem.startsWith('driver-')) log('token', error);
  return new Refusal(TOKEN_CODES[problem] ?? 'refused', problem === 'wrong-pin' ? WRONG_PIN[pinTries] : `signing.token.${problem}`);
}
