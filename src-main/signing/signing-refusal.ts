import { Refusal, type ErrorCode } from '#shared/contract/errors.ts';
import type { JobFailed } from '../jobs/job-runner.ts';

/** Codes of a key file, of SigningRefused and of the creation of signatures, with the message that each has. */
const MESSAGES: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  'wrong-password': ['refused', 'error.sign.wrongPassword'],
  damaged: ['unreadable', 'error.sign.keyFileDamaged'],
  unsupported: ['unreadable', 'error.sign.unsupported'],
  'too-large': ['too-large', 'error.keyFileTooLarge'],
  'no-key': ['unreadable', 'error.sign.noKey'],
  'too-expensive': ['unreadable', 'error.sign.keyFileTooExpensive'],
  noCertificate: ['refused', 'error.sign.noCertificate'],
  expired: ['refused', 'error.sign.expired'],
  notYetValid: ['refused', 'error.sign.notYetValid'],
  notForSigning: ['refused', 'error.sign.notForSigning'],
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
