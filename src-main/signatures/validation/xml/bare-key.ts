import { publicKeyOfKeyValue } from '../../formats/xml/index.ts';
import type { PublicKeyInfo } from '../../algorithms/public-key.ts';
import type { XmlSignature } from '../../formats/xml/index.ts';

/**
 * The key of ds:KeyValue. A value that verifies under it shows that nothing was changed since somebody signed,
 * and nothing of who that was: without a certificate the signature stays undetermined.
 */
export function bareKeyOf({ keyInfo }: XmlSignature): PublicKeyInfo | null {
  const [value, ...more] = keyInfo.keyValues;
  if (value === undefined || more.length > 0) return null;
  return publicKeyOfKeyValue(value);
}
