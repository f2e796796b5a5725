/** Forms in which a password goes into a derivation. The bytes are the caller's to wipe. */

/** UTF-8, for PBKDF2 (RFC 8018 clause 3 leaves it open; OpenSSL, Java and the Ukrainian containers agree on it). */
export function utf8Password(password: string): Uint8Array {
  return new TextEncoder().encode(password);
}

/** UTF-16 with the more significant byte first, without an end mark: Java's key stores. Surrogate pairs stay pairs. */
export function utf16Password(password: string): Uint8Array {
  const bytes = new Uint8Array(password.length * 2);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < password.length; index += 1) view.setUint16(index * 2, password.charCodeAt(index));
  return bytes;
}

/**
 * BMPString with two zero bytes at its end (RFC 7292 appendix B.1).
 *
 * No password can mean the end mark alone or no bytes at all; makers differ, so both are to be tried.
 */
export function bmpPasswords(password: string): readonly Uint8Array[] {
  const marked = utf16Password(`${password}\0`);
  return password === '' ? [marked, new Uint8Array()] : [marked];
}
