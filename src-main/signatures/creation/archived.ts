import { ATTRIBUTE } from '../formats/cms/oids.ts';
import { SignatureCreationError } from './errors.ts';
import type { SignerInfo } from '../formats/cms/signer-info.ts';

const WHOLE_COVERING: readonly string[] = [ATTRIBUTE.archiveTimestampV1, ATTRIBUTE.archiveTimestampV2];

/**
 * Refuses signers under an archive timestamp of the older versions: it covers the certificates of the whole CMS and
 * all unsigned attributes, so that any addition breaks it. Version 3 lists what it covers and bears additions
 * (EN 319 122-1 clauses 5.5.2 and A.2.4).
 *
 * @throws SignatureCreationError `archived`
 */
export function requireNotArchived(signers: readonly SignerInfo[]): void {
  const found = signers.some(({ unsignedAttributes }) => unsignedAttributes.some(({ oid }) => WHOLE_COVERING.includes(oid)));
  if (found) throw new SignatureCreationError('archived', 'an archive timestamp of version 1 or 2');
}
