import type { Handle } from 'pkcs11js';
import { type Driver, driverFault } from './driver.ts';
import { closeQuietly, inSession, pinTriesOf, slotName, unpadded } from './session.ts';
import { TokenError } from './token-error.ts';
import type { TokenOpenRequest } from './token-messages.ts';

/**
 * Runs work while the person is logged in at the chosen token. Between two calls nobody is logged in.
 *
 * @throws TokenError; errors of the driver as it throws them
 */
export function loggedIn<Value>(driver: Driver, request: TokenOpenRequest, work: (session: Handle, slot: Handle) => Value): Value {
  const slot = chosenSlot(driver, request);
  return inSession(driver, slot, (session) => {
    logIn(driver, slot, session, driver.constants.CKU_USER, request.pin);
    try {
      return work(session, slot);
    } finally {
      closeQuietly(() => driver.api.C_Logout(session));
    }
  });
}

/** A PIN that is given to another token costs one of its tries: the token must be the very one that was chosen. */
function chosenSlot({ api, constants }: Driver, { slot, serialNumber }: TokenOpenRequest): Handle {
  const found = api.C_GetSlotList(true).find((one) => slotName(one) === slot);
  if (found === undefined) throw new TokenError('token-removed', 'the slot is empty');
  const info = api.C_GetTokenInfo(found);
  if (unpadded(info.serialNumber) !== serialNumber) throw new TokenError('token-removed', 'another token is in the slot');
  if ((info.flags & constants.CKF_USER_PIN_LOCKED) !== 0) throw new TokenError('pin-locked', 'the token says so itself', 'none');
  return found;
}

/** Gives the token the PIN once. @throws TokenError */
export function logIn(driver: Driver, slot: Handle, session: Handle, user: number, pin: Uint8Array): void {
  try {
    driver.api.C_Login(session, user, Buffer.from(pin.buffer, pin.byteOffset, pin.length).toString('utf8'));
  } catch (error) {
    const fault = driverFault(error);
    if (!(fault instanceof TokenError) || fault.problem !== 'wrong-pin') throw fault;
    const pinTries = pinTriesOf(driver, driver.api.C_GetTokenInfo(slot));
    throw new TokenError(pinTries === 'none' ? 'pin-locked' : 'wrong-pin', 'refused by the token', pinTries);
  }
}
