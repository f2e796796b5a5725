import { digestByOid, equalBytes, isComputable } from '../algorithms/digests.ts';
import { algorithmIdentifierOf } from '../algorithms/identifier.ts';
import { verifySignatureValue } from '../algorithms/verify.ts';
import { attempt } from '../asn1/attempt.ts';
import { readSingle } from '../asn1/tlv.ts';
import { certificatesOfSet } from '../formats/cms/certificate-bag.ts';
import { algorithmOf, checkFormat } from '../validation/cms/cryptographic-verification.ts';
import { messageDigestOf } from '../validation/cms/detached-content.ts';
import { contentDigests } from '../validation/cms/file.ts';
import { identifySigningCertificate } from '../validation/cms/signing-certificate.ts';
import { requireNotArchived } from './archived.ts';
import { digestOf, embeddedCertificates, givenDigest } from './cades.ts';
import { SignatureCreationError } from './errors.ts';
import { readSignedData, writeSignedData } from './signed-data.ts';
import { createSignerInfo } from './signer-info.ts';
import type { DigestAlgorithm } from '../algorithms/digests.ts';
import type { SignedData } from '../formats/cms/signed-data.ts';
import type { SignerInfo } from '../formats/cms/signer-info.ts';
import type { SigningKey } from './signing-key.ts';

/** The content, or its hashes by OID for one that is too large to be held: see `digestsToAdd`. */
export type SignedInput = Uint8Array | { readonly digests: ReadonlyMap<string, Uint8Array> };

export interface AddSignerRequest {
  readonly key: SigningKey;
  readonly signingTime: Date;
  /** Needed for a detached signature; for an attached one it may be given, and then has to be what is inside. */
  readonly content?: SignedInput;
}

/** The hashes of a detached content that `addSigner` needs: the key's own and those of the signers that are there. */
export function digestsToAdd(cms: Uint8Array, key: SigningKey): DigestAlgorithm[] {
  const all = [key.algorithm.digest, ...contentDigests(readSignedData(cms).signedData)];
  return [...new Map(all.map((digest) => [digest.oid, digest])).values()];
}

/**
 * Adds one more independent signer to a SignedData (parallel signatures, RFC 5652 clause 5). The signers that are
 * there keep their bytes and their places; the new one stands last.
 *
 * @throws SignatureCreationError `malformed-signature`, `other-content`, `archived`, `content-digest`,
 * `content-type` or `key`;
 * LimitExceededError; what the key itself rejects with passes.
 */
export async function addSigner(cms: Uint8Array, { key, signingTime, content }: AddSignerRequest): Promise<Uint8Array> {
  const { signedData, parts } = readSignedData(cms);
  requireNotArchived(signedData.signerInfos);
  const signed = contentOf(signedData, content);
  for (const signer of signedData.signerInfos) requireSameContent(signer, signedData, signed);
  const { contentType } = signedData;
  const contentDigest = needed(signed, key.algorithm.digest);
  const signerInfo = await createSignerInfo({ key, signingTime, contentType, contentDigest });
  return writeSignedData({
    ...parts,
    digestAlgorithms: withDigest(parts.digestAlgorithms, key),
    certificates: withCertificates(parts.certificates ?? [], key),
    signerInfos: [...parts.signerInfos, signerInfo],
  });
}

/** What is signed: the content inside, else the given one. @throws where the two differ, or there is neither. */
function contentOf({ content: inside }: SignedData, given: SignedInput | undefined): SignedInput {
  if (inside === null) {
    if (given === undefined) throw new SignatureCreationError('other-content', 'a detached signature needs its content');
    return given;
  }
  const isSame =
    given === undefined ||
    (given instanceof Uint8Array
      ? equalBytes(given, inside)
      : given.digests.size > 0 && [...given.digests].every(([oid, digest]) => equalBytes(digestOf(digestByOid(oid), inside), digest)));
  if (!isSame) throw new SignatureCreationError('other-content', 'the content inside is another one');
  return inside;
}

/** @throws SignatureCreationError `content-digest` where the hash was not given or has another length. */
function needed(content: SignedInput, algorithm: DigestAlgorithm): Uint8Array {
  if (content instanceof Uint8Array) return digestOf(algorithm, content);
  const digest = content.digests.get(algorithm.oid);
  if (digest === undefined) throw new SignatureCreationError('content-digest', `${algorithm.name} of the content is needed`);
  return givenDigest(algorithm, digest);
}

/** An existing signer has to be well-formed and shown to be over this very content. */
function requireSameContent(signer: SignerInfo, signedData: SignedData, content: SignedInput): void {
  const findings = attempt(() => checkFormat(signer, signedData.contentType));
  if (findings === null || findings.length > 0) throw new SignatureCreationError('malformed-signature', 'signed attributes');
  const fits = signer.signedAttributes === null ? valueFits(signer, signedData, content) : digestFits(signer, content);
  if (!fits) throw new SignatureCreationError('other-content', 'the existing signature is not shown to be over this content');
}

function digestFits(signer: SignerInfo, content: SignedInput): boolean {
  const expected = messageDigestOf(signer);
  const algorithm = digestByOid(signer.digestAlgorithm.oid);
  return expected !== null && isComputable(algorithm) && equalBytes(needed(content, algorithm), expected);
}

/** Without signed attributes only the signature value itself tells what it is over. */
function valueFits(signer: SignerInfo, { certificates }: SignedData, content: SignedInput): boolean {
  const { certificate } = identifySigningCertificate(signer, certificates === null ? [] : certificatesOfSet(certificates));
  if (certificate === null || !(content instanceof Uint8Array)) return false;
  return verifySignatureValue(algorithmOf(signer), certificate.publicKey, content, signer.signatureValue).status === 'valid';
}

function withDigest(identifiers: readonly Uint8Array[], { algorithm }: SigningKey): Uint8Array[] {
  const isNamed = identifiers.some((raw) => algorithmIdentifierOf(readSingle(raw)).oid === algorithm.digest.oid);
  return isNamed ? [...identifiers] : [...identifiers, algorithm.digestIdentifier];
}

function withCertificates(existing: readonly Uint8Array[], key: SigningKey): Uint8Array[] {
  const added = embeddedCertificates(key).filter((der) => existing.every((other) => !equalBytes(der, other)));
  return [...existing, ...added];
}
