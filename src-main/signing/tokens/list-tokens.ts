import type { Handle } from 'pkcs11js';
import type { Driver } from './driver.ts';
import { attributeOf, findObjects, inSession, pinTriesOf, slotName, unpadded } from './session.ts';
import { TokenError } from './token-error.ts';
import type { Token, TokenCertificate, TokenListing } from './token-messages.ts';

const MAX_SLOTS = 64;
const MAX_CERTIFICATE_BYTES = 64 * 1024;
const MAX_ID_BYTES = 256;
const LABEL_LETTERS = 200;

/** Everything that the driver shows without a PIN. @throws TokenError; errors of the driver as it throws them */
export function listTokens(driver: Driver): TokenListing {
  const { libraryVersion, manufacturerID, libraryDescription } = driver.api.C_GetInfo();
  const slots = driver.api.C_GetSlotList(true);
  if (slots.length > MAX_SLOTS) throw new TokenError('driver-failed', `more than ${MAX_SLOTS} slots`);
  return {
    driver: { manufacturer: unpadded(manufacturerID), description: unpadded(libraryDescription), version: `${libraryVersion.major}.${libraryVersion.minor}` },
    tokens: slots.flatMap((slot) => tokenIn(driver, slot) ?? []),
  };
}

/** Null for a slot with a blank token. */
function tokenIn(driver: Driver, slot: Handle): Token | null {
  const info = driver.api.C_GetTokenInfo(slot);
  if ((info.flags & driver.constants.CKF_TOKEN_INITIALIZED) === 0) return null;
  return {
    slot: slotName(slot),
    label: unpadded(info.label),
    manufacturer: unpadded(info.manufacturerID),
    model: unpadded(info.model),
    serialNumber: unpadded(info.serialNumber),
    pinTries: pinTriesOf(driver, info),
    certificates: inSession(driver, slot, (session) => certificatesIn(driver, session)),
  };
}

/** Certificates that can be seen in this session. */
export function certificatesIn(driver: Driver, session: Handle): TokenCertificate[] {
  const { constants } = driver;
  const keyIds = new Set(findObjects(driver, session, [{ type: constants.CKA_CLASS, value: constants.CKO_PRIVATE_KEY }]).map((key) => attributeOf(driver, session, key, constants.CKA_ID).toString('hex')));
  const found = findObjects(driver, session, [
    { type: constants.CKA_CLASS, value: constants.CKO_CERTIFICATE },
    { type: constants.CKA_CERTIFICATE_TYPE, value: constants.CKC_X_509 },
  ]);
  return found.flatMap((object) => {
    const certificate = attributeOf(driver, session, object, constants.CKA_VALUE);
    const id = attributeOf(driver, session, object, constants.CKA_ID);
    // Certificates of authorities lie beside a person's own and have often no id.
    if (certificate.length === 0 || certificate.length > MAX_CERTIFICATE_BYTES || id.length === 0 || id.length > MAX_ID_BYTES) return [];
    const label = unpadded(attributeOf(driver, session, object, constants.CKA_LABEL).toString('utf8')).slice(0, LABEL_LETTERS);
    const keyId = id.toString('hex');
    return [{ keyId, label, certificate: Uint8Array.from(certificate), privateKeySeen: keyIds.has(keyId) }];
  });
}
