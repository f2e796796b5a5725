import type { Handle } from 'pkcs11js';
import type { Driver } from './driver.ts';
import { logIn, loggedIn } from './log-in.ts';
import { planSignature } from './mechanisms.ts';
import { attributeOf, findObjects } from './session.ts';
import { TokenError } from './token-error.ts';
import type { TokenSignRequest } from './token-messages.ts';

/** Of an RSA key of 16384 bits; every other signature value is shorter. */
const MAX_VALUE_BYTES = 2048;

/**
 * One signature: log in, sign, log out. Between two calls nobody is logged in.
 *
 * @throws TokenError; errors of the driver as it throws them
 */
export function signWithToken(driver: Driver, request: TokenSignRequest): Uint8Array {
  return loggedIn(driver, request, (session, slot) => sign(driver, slot, session, request));
}

function sign(driver: Driver, slot: Handle, session: Handle, request: TokenSignRequest): Uint8Array {
  const { api, constants } = driver;
  const keys = findObjects(driver, session, [
    { type: constants.CKA_CLASS, value: constants.CKO_PRIVATE_KEY },
    { type: constants.CKA_ID, value: Buffer.from(request.keyId, 'hex') },
  ]);
  const [key] = keys;
  if (key === undefined || keys.length !== 1) throw new TokenError('key-not-found', `${keys.length} private keys of that id`);
  const plan = planSignature(driver, slot, unsignedLong(attributeOf(driver, session, key, constants.CKA_KEY_TYPE)), request);
  const everyTime = attributeOf(driver, session, key, constants.CKA_ALWAYS_AUTHENTICATE)[0] === 1;
  api.C_SignInit(session, plan.mechanism, key);
  // Keys of identity cards want the PIN for each signature (PKCS #11 v2.40 clause 4.9, CKA_ALWAYS_AUTHENTICATE).
  if (everyTime) logIn(driver, slot, session, constants.CKU_CONTEXT_SPECIFIC, request.pin);
  return Uint8Array.from(plan.finish(api.C_Sign(session, Buffer.from(plan.input), Buffer.alloc(MAX_VALUE_BYTES))));
}

/** CK_ULONG as the machine keeps it: 8 bytes, 4 under Windows. All machines that we run on are little-endian. */
function unsignedLong(bytes: Buffer): number {
  if (bytes.length !== 4 && bytes.length !== 8) throw new TokenError('driver-failed', 'a number of a strange size');
  return bytes.readUInt32LE(0);
}
