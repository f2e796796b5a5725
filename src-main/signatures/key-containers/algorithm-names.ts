import { digestByOid } from '../algorithms/digests.ts';
import { unsupported } from './errors.ts';
import type { KeyContainerError } from './errors.ts';

/** What containers are known to use and what is not done here: no sample was at hand, or it is too weak to be met often. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['1.2.840.113549.1.5.1', 'pbeWithMD2AndDES-CBC'],
  ['1.2.840.113549.1.5.3', 'pbeWithMD5AndDES-CBC'],
  ['1.2.840.113549.1.5.6', 'pbeWithMD5AndRC2-CBC'],
  ['1.2.840.113549.1.5.10', 'pbeWithSHA1AndDES-CBC'],
  ['1.2.840.113549.1.5.11', 'pbeWithSHA1AndRC2-CBC'],
  ['1.2.840.113549.1.7.2', 'PKCS#12 under a signature'],
  ['1.2.840.113549.1.7.3', 'PKCS#12 under a public key'],
  ['1.2.840.113549.1.12.1.1', 'pbeWithSHAAnd128BitRC4'],
  ['1.2.840.113549.1.12.1.2', 'pbeWithSHAAnd40BitRC4'],
  ['1.2.840.113549.3.4', 'RC4'],
  ['1.3.14.3.2.7', 'DES-CBC'],
  ['1.3.6.1.4.1.11591.4.11', 'scrypt'],
  ['2.16.840.1.101.3.4.1.6', 'AES-128-GCM'],
  ['2.16.840.1.101.3.4.1.26', 'AES-192-GCM'],
  ['2.16.840.1.101.3.4.1.46', 'AES-256-GCM'],
  ['1.2.804.2.1.1.1.1.2.2.4', 'Kupyna-256 KMAC'],
  ['1.2.804.2.1.1.1.1.1.3.5.2', 'Kalyna-256/256 CBC'],
]);

/** The refusal of an algorithm, by its name where it has one. */
export function unsupportedOid(oid: string): KeyContainerError {
  return unsupported(NAMES.get(oid) ?? digestByOid(oid).name);
}
