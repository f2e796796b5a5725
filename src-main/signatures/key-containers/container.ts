/**
 * Files with private keys: PKCS#12 of any maker, PKCS#8, Java key stores, the Ukrainian Key-6.
 *
 * What comes out is PKCS#8 for every form. Algorithm, curve and S-box stand in its AlgorithmIdentifier and never in
 * the container around it; `algorithms/private-key.ts` reads the secret number.
 */
import { Asn1Error, childrenOf, isUniversal, TAG } from '../asn1/tlv.ts';
import { looksLikePem } from '../formats/pem.ts';
import { LimitExceededError } from '../limits.ts';
import { openPem } from './armoured.ts';
import { KeyContainerError, unsupported } from './errors.ts';
import { isJceks, isJks, openJks } from './jks.ts';
import { isKey6, openKey6 } from './key6.ts';
import { MAX_CONTAINER_BYTES, MAX_PASSWORD_CHARACTERS } from './limits.ts';
import { isPkcs12, openPkcs12 } from './pkcs12.ts';
import { encryptedPrivateKeyInfoOf, openPrivateKey, privateKeyInfoOf, readBer } from './pkcs8.ts';
import { WorkBudget } from './work-budget.ts';
import type { Tlv } from '../asn1/tlv.ts';
import type { KeyContainer, Opening } from './types.ts';

export { KeyContainerError } from './errors.ts';
export type { KeyContainerProblem } from './errors.ts';
export type { ContainedKey, ContainerFormat, KeyContainer } from './types.ts';

/** What DER begins with: a text inside it that looks like PEM means nothing. */
const SEQUENCE = 0x30;

/**
 * Opens a key container; the bytes tell which form it is. The same password is used for the container and its keys.
 * Takes up to some seconds where the container asks for it, so it belongs into a process of its own.
 *
 * Derived keys and decrypted text are overwritten before it returns. JavaScript cannot do more: the password is a
 * string that only the garbage collector removes, and the engine may have moved bytes before they were overwritten.
 *
 * @throws KeyContainerError and nothing else, whatever the bytes are.
 */
export function openKeyContainer(bytes: Uint8Array, password: string): KeyContainer {
  if (bytes.length > MAX_CONTAINER_BYTES) throw new KeyContainerError('too-large', `${bytes.length} bytes`);
  if (password.length > MAX_PASSWORD_CHARACTERS) throw new KeyContainerError('too-large', 'password');
  const container = translateErrors(() => open(bytes, { password, work: new WorkBudget() }));
  if (container.keys.length === 0) throw new KeyContainerError('no-key', container.format);
  return container;
}

function translateErrors<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Asn1Error) throw new KeyContainerError('damaged', error.message, { cause: error });
    if (error instanceof LimitExceededError) throw new KeyContainerError('too-large', error.message, { cause: error });
    throw error;
  }
}

function open(bytes: Uint8Array, opening: Opening): KeyContainer {
  if (isJks(bytes)) return openJks(bytes, opening.password);
  if (isJceks(bytes)) throw unsupported('JCEKS');
  if (bytes[0] !== SEQUENCE && looksLikePem(bytes)) return openPem(bytes, opening);
  const container = readBer(bytes);
  if (!isUniversal(container, TAG.sequence)) throw new Asn1Error('not a SEQUENCE');
  if (isPkcs12(container)) return openPkcs12(container, opening);
  if (isKey6(container)) return openKey6(container, opening);
  return { format: 'PKCS#8', integrity: 'none', keys: [{ alias: null, privateKeyInfo: barePrivateKey(container, opening), certificates: [] }], certificates: [] };
}

/** A clear PKCS#8 begins with its version, an encrypted one with its algorithm. */
function barePrivateKey(container: Tlv, opening: Opening): Uint8Array {
  const [first] = childrenOf(container);
  if (isUniversal(first, TAG.integer)) return privateKeyInfoOf(container.source);
  return openPrivateKey(encryptedPrivateKeyInfoOf(container), opening);
}
