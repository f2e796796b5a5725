import type { Handle, TokenInfo } from 'pkcs11js';
import { type Driver, driverFault, returnValueOf } from './driver.ts';
import { type PinTries, TokenError } from './token-error.ts';

/** Objects of one search; a token holds a few. */
const MAX_OBJECTS = 500;

/** Runs work in a read-only session of its own, which ends with it. @throws TokenError */
export function inSession<Value>({ api, constants }: Driver, slot: Handle, work: (session: Handle) => Value): Value {
  const session = api.C_OpenSession(slot, constants.CKF_SERIAL_SESSION);
  try {
    return work(session);
  } finally {
    closeQuietly(() => api.C_CloseSession(session));
  }
}

/** Ends what may have ended by itself: a token that is pulled out takes its sessions along. */
export function closeQuietly(close: () => void): void {
  try {
    close();
  } catch (error) {
    if (!(driverFault(error) instanceof TokenError)) throw error;
  }
}

/** Handles of all objects that fit. @throws TokenError past the bound */
export function findObjects({ api }: Driver, session: Handle, template: { type: number; value: number | Buffer }[]): Handle[] {
  api.C_FindObjectsInit(session, template);
  try {
    const found = api.C_FindObjects(session, MAX_OBJECTS + 1);
    if (found.length > MAX_OBJECTS) throw new TokenError('driver-failed', `more than ${MAX_OBJECTS} objects`);
    return found;
  } finally {
    api.C_FindObjectsFinal(session);
  }
}

/** Value of an attribute; empty where the object has none of the kind, which drivers report as an error. */
export function attributeOf({ api }: Driver, session: Handle, object: Handle, type: number): Buffer {
  try {
    return api.C_GetAttributeValue(session, object, [{ type }])[0]?.value ?? Buffer.alloc(0);
  } catch (error) {
    if (returnValueOf(error) === 'CKR_ATTRIBUTE_TYPE_INVALID') return Buffer.alloc(0);
    throw error;
  }
}

/** How many tries are left, by the token's flags; from `none` down to nothing told. */
export function pinTriesOf({ constants }: Driver, { flags }: TokenInfo): PinTries {
  if ((flags & constants.CKF_USER_PIN_LOCKED) !== 0) return 'none';
  if ((flags & constants.CKF_USER_PIN_FINAL_TRY) !== 0) return 'last';
  if ((flags & constants.CKF_USER_PIN_COUNT_LOW) !== 0) return 'few';
  return 'not-told';
}

/** Name of a slot for people and messages: its number in hexadecimal. */
export function slotName(slot: Handle): string {
  return Buffer.from(slot.toReversed()).toString('hex').replace(/^0+(?=.)/, '');
}

/** Fields of PKCS #11 are padded with blanks to their length; some drivers end them with zeros. */
export function unpadded(text: string): string {
  return text.replaceAll('\0', '').trim();
}
