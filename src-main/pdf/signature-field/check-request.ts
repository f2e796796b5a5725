import { PDF_LIMITS } from '../limits.ts';
import type { SignatureFieldRequest } from '../model.ts';

/** Room for a signature value unless a request states another: chain, timestamp and some to spare. */
export const CONTENTS_BYTES = 32 * 1024;

/** No signature with its certificate is shorter. */
const FEWEST_CONTENTS_BYTES = 1024;
const LONGEST_NAME = 200;
const LONGEST_TEXT = 2_000;

/** Holds a request to what any document could fulfil. @throws RangeError */
export function assertSoundRequest({ contentsBytes = CONTENTS_BYTES, fieldName, signingTime, reason = '', location = '' }: SignatureFieldRequest): void {
  if (!Number.isInteger(contentsBytes) || contentsBytes < FEWEST_CONTENTS_BYTES || contentsBytes > PDF_LIMITS.signatureContentsBytes) {
    throw new RangeError(`room of ${contentsBytes} bytes for a signature`);
  }
  const year = signingTime.getUTCFullYear();
  if (!(year >= 1970 && year <= 9_999)) throw new RangeError('signing time');
  // A full stop parts the names of the levels of the field tree (ISO 32000-1, 12.7.3.2).
  if (fieldName !== undefined && (fieldName.trim() === '' || fieldName.includes('.') || fieldName.length > LONGEST_NAME)) {
    throw new RangeError('name of the field');
  }
  for (const text of [reason, location]) if (text.length > LONGEST_TEXT) throw new RangeError(`text of ${text.length} characters`);
}
