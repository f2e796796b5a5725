import { digestByOid, equalBytes } from '../../algorithms/digests.ts';
import { ATTRIBUTE } from '../../formats/cms/oids.ts';
import { singleValue } from '../../formats/cms/signer-info.ts';
import { octetsOf } from '../../asn1/values.ts';
import { isUniversal, TAG } from '../../asn1/tlv.ts';
import type { SignerInfo } from '../../formats/cms/signer-info.ts';
import type { SignedContent } from '../signed-content.ts';

/** Value of the message-digest attribute; null where it is absent, doubled or no OCTET STRING. */
export function messageDigestOf(signer: SignerInfo): Uint8Array | null {
  const value = singleValue(signer.signedAttributes ?? [], ATTRIBUTE.messageDigest);
  return typeof value === 'string' || !isUniversal(value, TAG.octetString) ? null : octetsOf(value);
}

/** Whether the content's hash is the signed one; null where that cannot be computed or nothing states a hash. */
export function contentFits(signer: SignerInfo, content: SignedContent): boolean | null {
  const expected = messageDigestOf(signer);
  if (expected === null) return null;
  const actual = content.digest(digestByOid(signer.digestAlgorithm.oid));
  return actual === null ? null : equalBytes(actual, expected);
}

export type DetachedContent =
  | { readonly kind: 'found'; readonly content: SignedContent }
  /** Candidates were given and every computable hash speaks against each of them. */
  | { readonly kind: 'none-fits' }
  /** Nothing was given, or several and no hash that can be computed decides between them. */
  | { readonly kind: 'not-found' };

/**
 * Finds the document that a detached signature covers, by hash and never by name.
 *
 * A single document is taken as meant even if its hash differs: that difference is the answer sought.
 *
 * @param fits judges one signer on one candidate; true, false or null for "cannot tell".
 */
export function resolveDetachedContent(
  signers: readonly SignerInfo[],
  contents: readonly SignedContent[],
  fits: (signer: SignerInfo, content: SignedContent) => boolean | null,
): DetachedContent {
  const [only, ...more] = contents;
  if (only === undefined) return { kind: 'not-found' };
  if (more.length === 0) return { kind: 'found', content: only };
  const answers = contents.map((content) => signers.map((signer) => fits(signer, content)));
  const best = answers.map((row) => row.filter((answer) => answer === true).length);
  const most = Math.max(...best);
  const chosen = most > 0 ? contents[best.indexOf(most)] : undefined;
  if (chosen !== undefined) return { kind: 'found', content: chosen };
  return answers.flat().includes(false) ? { kind: 'none-fits' } : { kind: 'not-found' };
}
