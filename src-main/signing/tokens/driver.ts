import path from 'node:path';
import type * as Pkcs11 from 'pkcs11js';
import { TokenError } from './token-error.ts';

/** A driver that is loaded and initialised; its calls block this process and must stay in it. */
export interface Driver {
  readonly api: Pkcs11.PKCS11;
  readonly constants: typeof Pkcs11;
}

const DETAIL_LETTERS = 300;

/**
 * Loads a PKCS #11 library into this process. Loading runs its code with the rights of the person: only an
 * administrator may name the file.
 *
 * @throws TokenError `module-not-built`, `driver-not-loadable` or `driver-failed`
 */
export async function loadDriver(driverPath: string): Promise<Driver> {
  // A bare name would be looked for in the system's folders and the current one, where others may put a file.
  if (!path.isAbsolute(driverPath)) throw new TokenError('driver-not-loadable', 'the path is not absolute');
  const constants = await nativeModule();
  const api = new constants.PKCS11();
  try {
    api.load(driverPath);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new TokenError('driver-not-loadable', error.message.slice(0, DETAIL_LETTERS));
  }
  try {
    api.C_Initialize();
  } catch (error) {
    if (returnValueOf(error) === 'CKR_CRYPTOKI_ALREADY_INITIALIZED') return { api, constants };
    throw driverFault(error);
  }
  return { api, constants };
}

/** @throws TokenError `module-not-built` */
async function nativeModule(): Promise<typeof Pkcs11> {
  try {
    return (await import('pkcs11js')).default;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && (error.code === 'MODULE_NOT_FOUND' || error.code === 'ERR_MODULE_NOT_FOUND' || error.code === 'ERR_DLOPEN_FAILED'))) throw error;
    throw new TokenError('module-not-built', error.code);
  }
}

/** Name of the return value that a call of the driver ended with; null for other errors. */
export function returnValueOf(error: unknown): string | null {
  return error instanceof Error && error.name === 'Pkcs11Error' ? error.message : null;
}

/** Return values by what they mean to the person (PKCS #11 v2.40 clause 5.1). */
const PROBLEMS: ReadonlyMap<string, 'token-removed' | 'wrong-pin' | 'pin-locked' | 'unsupported-key' | 'cancelled'> = new Map([
  ['CKR_TOKEN_NOT_PRESENT', 'token-removed'],
  ['CKR_TOKEN_NOT_RECOGNIZED', 'token-removed'],
  ['CKR_DEVICE_REMOVED', 'token-removed'],
  ['CKR_SLOT_ID_INVALID', 'token-removed'],
  // Sessions live for one call; one that ends in the middle of it ended with its token.
  ['CKR_SESSION_CLOSED', 'token-removed'],
  ['CKR_SESSION_HANDLE_INVALID', 'token-removed'],
  ['CKR_PIN_INCORRECT', 'wrong-pin'],
  ['CKR_PIN_INVALID', 'wrong-pin'],
  ['CKR_PIN_LEN_RANGE', 'wrong-pin'],
  ['CKR_PIN_LOCKED', 'pin-locked'],
  ['CKR_PIN_EXPIRED', 'pin-locked'],
  ['CKR_USER_PIN_NOT_INITIALIZED', 'pin-locked'],
  ['CKR_MECHANISM_INVALID', 'unsupported-key'],
  ['CKR_MECHANISM_PARAM_INVALID', 'unsupported-key'],
  ['CKR_KEY_TYPE_INCONSISTENT', 'unsupported-key'],
  ['CKR_KEY_FUNCTION_NOT_PERMITTED', 'unsupported-key'],
  ['CKR_KEY_SIZE_RANGE', 'unsupported-key'],
  ['CKR_FUNCTION_CANCELED', 'cancelled'],
  ['CKR_FUNCTION_REJECTED', 'cancelled'],
]);

/** A failed call in our terms. Errors that are not the driver's come back as they are. */
export function driverFault(error: unknown): unknown {
  const returnValue = returnValueOf(error);
  // Its words could hold what was handed in; the name of the return value cannot.
  return returnValue === null ? error : new TokenError(PROBLEMS.get(returnValue) ?? 'driver-failed', returnValue);
}
