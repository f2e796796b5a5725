import { computeDigest } from '../algorithms/digests.ts';
import { element } from '../asn1/encode.ts';
import { CMS } from '../formats/cms/oids.ts';
import { LimitExceededError, MAX_CONTENT_BYTES } from '../limits.ts';
import { SignatureCreationError } from './errors.ts';
import { contentTypeDer, signedAttributes } from './signed-attributes.ts';
import { elementInPieces, writeSignedData } from './signed-data.ts';
import { createSignerInfo } from './signer-info.ts';
import type { DigestAlgorithm } from '../algorithms/digests.ts';
import type { SigningKey } from './signing-key.ts';

/** The content, or its hash under the key's digest where it is too large to be held. */
export type DetachedInput = Uint8Array | { readonly digest: Uint8Array };

export type CadesRequest = {
  readonly key: SigningKey;
  /** As the signer states it; kept to the second. */
  readonly signingTime: Date;
  /** OID; id-data where absent. */
  readonly contentType?: string;
} & ({ readonly form: 'attached'; readonly content: Uint8Array } | { readonly form: 'detached'; readonly content: DetachedInput });

/**
 * CAdES-BASELINE-B (EN 319 122-1 clause 6): DER of a SignedData with one signer and its certificates.
 *
 * @throws SignatureCreationError `key`, `content-digest` or `content-type`; LimitExceededError for an attached content
 * that no validation would take; RangeError for a time that cannot be written; what the key itself rejects with passes.
 */
export function createCades(request: CadesRequest): Promise<Uint8Array> {
  const { key, signingTime, contentType = CMS.data, content, form } = request;
  if (form === 'attached' && content.length > MAX_CONTENT_BYTES) throw new LimitExceededError(`${MAX_CONTENT_BYTES} bytes`);
  const contentDigest = content instanceof Uint8Array ? digestOf(key.algorithm.digest, content) : givenDigest(key.algorithm.digest, content.digest);
  return signContent({ key, signingTime, contentType, contentDigest, attached: form === 'attached' ? content : null });
}

/**
 * What the key of a detached signature is asked for. A key that answers elsewhere gives its value over these bytes, and
 * `createCades` of the same request then takes it.
 *
 * @throws as `createCades`
 */
export function messageToSign({ key, signingTime, content, contentType = CMS.data }: Omit<Extract<CadesRequest, { form: 'detached' }>, 'form' | 'key'> & { readonly key: Pick<SigningKey, 'certificate' | 'algorithm'> }): Uint8Array {
  const contentDigest = content instanceof Uint8Array ? digestOf(key.algorithm.digest, content) : givenDigest(key.algorithm.digest, content.digest);
  return signedAttributes({ key, contentType, contentDigest, signingTime });
}

interface ContentToSign {
  readonly key: SigningKey;
  readonly signingTime: Date | null;
  readonly contentType: string;
  readonly contentDigest: Uint8Array;
  readonly attached: Uint8Array | null;
}

/** A SignedData with one signer over a content of that hash. */
export async function signContent({ attached, ...facts }: ContentToSign): Promise<Uint8Array> {
  const { key, contentType } = facts;
  const signerInfo = await createSignerInfo(facts);
  const eContent = attached === null ? [] : elementInPieces(0xa0, ...elementInPieces(0x04, attached));
  return writeSignedData({
    // RFC 5652 clause 5.1: 1 for id-data, 3 for any other content.
    version: element(0x02, Uint8Array.of(contentType === CMS.data ? 1 : 3)),
    digestAlgorithms: [key.algorithm.digestIdentifier],
    encapsulated: elementInPieces(0x30, contentTypeDer(contentType), ...eContent),
    certificates: embeddedCertificates(key).toSorted(Buffer.compare),
    crls: null,
    signerInfos: [signerInfo],
  });
}

/** The signer's certificate and those above it, each once. */
export function embeddedCertificates({ certificate, chain }: SigningKey): Uint8Array[] {
  const all = [certificate, ...chain];
  return all.filter((der, index) => all.findIndex((other) => Buffer.compare(other, der) === 0) === index);
}

/** @throws SignatureCreationError `key` where the algorithm cannot be computed here. */
export function digestOf(algorithm: DigestAlgorithm, ...pieces: readonly Uint8Array[]): Uint8Array {
  const digest = computeDigest(algorithm, ...pieces);
  if (digest === null) throw new SignatureCreationError('key', `${algorithm.name} cannot be computed`);
  return digest;
}

/** A hash that the caller computed. @throws SignatureCreationError `content-digest` where its length is another. */
export function givenDigest(algorithm: DigestAlgorithm, digest: Uint8Array): Uint8Array {
  const expected = digestOf(algorithm).length;
  if (digest.length === expected) return digest;
  throw new SignatureCreationError('content-digest', `${digest.length} bytes given, ${algorithm.name} has ${expected}`);
}
