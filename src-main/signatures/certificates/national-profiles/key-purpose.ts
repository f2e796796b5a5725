import { KEY_USAGE } from '../extensions.ts';
import type { Certificate } from '../certificate.ts';
import type { KeyPurpose } from '#shared/domain/certificate-holder.ts';

/** id-kp-clientAuth and id-kp-emailProtection (RFC 5280 clause 4.2.1.12). */
const CLIENT_AUTHENTICATION = '1.3.6.1.5.5.7.3.2';
const EMAIL_PROTECTION = '1.3.6.1.5.5.7.3.4';
/** keyEncipherment, dataEncipherment, keyAgreement (RFC 5280 clause 4.2.1.3). */
const SECRECY = [2, 3, 4] as const;

/**
 * What an end certificate's key is for, by keyUsage and extKeyUsage (RFC 5280 clauses 4.2.1.3 and 4.2.1.12; the types of
 * EN 319 412-2 clause 4.3.2). Null where they leave it open: digitalSignature alone serves signing and authentication.
 */
export function keyPurposeOf({ keyUsage, extKeyUsage }: Pick<Certificate, 'keyUsage' | 'extKeyUsage'>): KeyPurpose | null {
  if (keyUsage?.has(KEY_USAGE.nonRepudiation) === true) return 'signature';
  if (keyUsage === null || keyUsage.has(KEY_USAGE.digitalSignature)) {
    const authenticates = extKeyUsage?.includes(CLIENT_AUTHENTICATION) === true;
    const signs = extKeyUsage?.includes(EMAIL_PROTECTION) === true;
    if (authenticates === signs) return null;
    return signs ? 'signature' : 'authentication';
  }
  return SECRECY.some((bit) => keyUsage.has(bit)) ? 'encryption' : null;
}
