import { armourText, pemBlocks } from '../formats/pem.ts';
import { unique } from './unique-certificates.ts';
import { KeyContainerError, unsupported } from './errors.ts';
import { MAX_ENTRIES } from './limits.ts';
import { encryptedPrivateKeyInfoOf, openPrivateKey, privateKeyInfoOf, readBer } from './pkcs8.ts';
import type { KeyContainer, Opening } from './types.ts';

/** Boundaries of keys in forms of single algorithms or programs. */
const OTHER_KEYS = /-----BEGIN ((?:RSA|EC|DSA|OPENSSH) PRIVATE KEY)-----/;

/**
 * Keys and certificates of a PEM text (RFC 7468 clauses 5, 10 and 11). Every encrypted key has to open.
 *
 * @throws Asn1Error where a block is malformed; KeyContainerError of any kind, `unsupported` for PKCS #1 and alike.
 */
export function openPem(bytes: Uint8Array, opening: Opening): KeyContainer {
  const text = armourText(bytes);
  const blocks = pemBlocks(text);
  if (blocks.length > MAX_ENTRIES) throw new KeyContainerError('too-large', `${MAX_ENTRIES} blocks`);
  const certificates = unique(blocks.filter(({ label }) => label === 'CERTIFICATE').map((block) => block.bytes));
  const secrets = blocks.flatMap(({ label, bytes: block }) => {
    if (label === 'PRIVATE KEY') return [privateKeyInfoOf(block)];
    return label === 'ENCRYPTED PRIVATE KEY' ? [openPrivateKey(encryptedPrivateKeyInfoOf(readBer(block)), opening)] : [];
  });
  const other = OTHER_KEYS.exec(text)?.[1];
  if (secrets.length === 0 && other !== undefined) throw unsupported(other);
  const keys = secrets.map((privateKeyInfo) => ({ alias: null, privateKeyInfo, certificates }));
  return { format: 'PKCS#8', integrity: 'none', keys, certificates };
}
