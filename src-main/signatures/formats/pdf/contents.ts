import { toDefiniteLength } from '../../asn1/definite-length.ts';
import { Asn1Error } from '../../asn1/tlv.ts';
import { stringBytes } from './syntax/strings.ts';
import type { PdfSignatureProblem } from './signature-types.ts';
import type { PdfString } from './syntax/objects.ts';

export interface ContentsReading {
  readonly contents: Uint8Array;
  /** Bytes behind the structure up to the last one that is not zero. */
  readonly strayPadding: number;
  readonly problems: readonly PdfSignatureProblem[];
}

/**
 * Cuts the value of `/Contents` where its BER structure ends; what follows is padding, of zeros as a rule.
 *
 * @throws LimitExceededError for a structure past the bounds of this engine.
 */
export function readContents(token: PdfString | null): ContentsReading {
  if (token === null) return { contents: new Uint8Array(), strayPadding: 0, problems: [] };
  const padded = stringBytes(token);
  const significant = withoutZeros(padded);
  if (significant.length === 0) {
    return { contents: significant, strayPadding: 0, problems: [{ kind: 'contents-missing', detail: 'zeros only' }] };
  }
  try {
    const { trailing } = toDefiniteLength(padded);
    const length = padded.length - trailing.length;
    return { contents: padded.subarray(0, length), strayPadding: Math.max(0, significant.length - length), problems: [] };
  } catch (error) {
    if (!(error instanceof Asn1Error)) throw error;
    return { contents: significant, strayPadding: 0, problems: [{ kind: 'contents-not-asn1', detail: error.message }] };
  }
}

function withoutZeros(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end -= 1;
  return bytes.subarray(0, end);
}
