import { Asn1Error } from './tlv.ts';

/**
 * Reads a part that the whole can do without. Null where it is malformed; the caller must treat that as
 * "proves nothing". Other errors pass.
 */
export function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof Asn1Error) return null;
    throw error;
  }
}
