import { Refusal, type ErrorCode } from '#shared/contract/errors.ts';
import type { MessageKey } from '#shared/i18n/translate.ts';
import type { JobFailed } from '../jobs/job-runner.ts';
import type { KeyContainerError } from '../signatures/index.ts';

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
  fileNames: ['refused', 'error.sign.fileNames'],
  notVerified: ['internal', 'error.sign.notVerified'],
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
