import { digestByUri, signatureByUri } from './algorithm-uris.ts';
import { attributeOf, childElements, isNamed, onlyChild, simpleTextOf } from './dom.ts';
import { DS_NS, RFC_9231_NS } from './namespaces.ts';
import { digestByName, digestByOid, isComputable } from '../../algorithms/digests.ts';
import { nationalAlgorithm } from '../../algorithms/verify.ts';
import type { DigestAlgorithm } from '../../algorithms/digests.ts';
import type { ResolvedAlgorithm, SignatureMethod } from '../../algorithms/verify.ts';
import type { SignatureUri } from './algorithm-uris.ts';
import type { Element } from '@xmldom/xmldom';

/** ds:SignatureMethod as it is written and as it is verified. */
export interface XmlSignatureMethod {
  readonly uri: string;
  /** For `verifySignatureValue`; `method` null where the algorithm is known by name only. */
  readonly algorithm: ResolvedAlgorithm;
}

const DIGEST_BYTES: Readonly<Record<string, number>> = {
  'SHA-1': 20,
  'SHA-224': 28,
  'SHA-256': 32,
  'SHA-384': 48,
  'SHA-512': 64,
  'SHA3-256': 32,
  'SHA3-384': 48,
  'SHA3-512': 64,
};

/** @param element ds:SignatureMethod */
export function signatureMethodOf(element: Element): XmlSignatureMethod {
  const uri = attributeOf(element, 'Algorithm') ?? '';
  return { uri, algorithm: resolve(signatureByUri(uri), uri, element) };
}

function resolve(entry: SignatureUri, uri: string, element: Element): ResolvedAlgorithm {
  const oid = entry.oid ?? uri.slice(0, 200);
  const { scheme } = entry;
  if (scheme === null) return unsupported(oid, entry.name);
  switch (scheme.kind) {
    case 'ed25519':
      return { oid, name: entry.name, digest: digestByName('SHA-512'), method: 'ed25519', saltLength: 0 };
    case 'rsa-pss-parameterised': {
      const parameters = pssParametersOf(element);
      return parameters === null
        ? unsupported(oid, entry.name)
        : supported(oid, entry.name, 'rsa-pss', parameters.digest, parameters.saltLength);
    }
    case 'rsa-pss': {
      const digest = digestByOid(scheme.digestOid);
      const saltLength = DIGEST_BYTES[digest.name];
      return saltLength === undefined ? unsupported(oid, entry.name) : supported(oid, entry.name, 'rsa-pss', digest, saltLength);
    }
    case 'gost3410':
    case 'dstu4145':
      return nationalAlgorithm(oid, entry.name, scheme);
    case 'rsa-pkcs1':
    case 'ecdsa':
      return supported(oid, entry.name, scheme.kind, digestByOid(scheme.digestOid), 0);
  }
}

function unsupported(oid: string, name: string): ResolvedAlgorithm {
  return { oid, name, digest: null, method: null, saltLength: 0 };
}

function supported(
  oid: string,
  family: string,
  method: SignatureMethod,
  digest: DigestAlgorithm,
  saltLength: number,
): ResolvedAlgorithm {
  const name = `${family} with ${digest.name}`;
  if (!isComputable(digest)) return unsupported(oid, name);
  const base = { oid, name, digest, method, saltLength };
  return method === 'ecdsa' ? { ...base, valueEncoding: 'ieee-p1363' } : base;
}

/** RSAPSSParams (RFC 9231 clause 2.3.9); null for another mask function, mask digest or trailer than the usual. */
function pssParametersOf(element: Element): { digest: DigestAlgorithm; saltLength: number } | null {
  const children = childElements(element);
  const parameters = onlyChild(element, RFC_9231_NS, 'RSAPSSParams');
  if (parameters === null) {
    return children.length === 0 ? { digest: digestByName('SHA-256'), saltLength: 32 } : null;
  }
  let digest = digestByName('SHA-256');
  let maskDigest: DigestAlgorithm | null = digestByName('SHA-256');
  let salt: number | null = null;
  for (const child of childElements(parameters)) {
    const text = (simpleTextOf(child) ?? '').trim();
    if (isNamed(child, DS_NS, 'DigestMethod')) digest = digestByUri(attributeOf(child, 'Algorithm') ?? '');
    else if (isNamed(child, RFC_9231_NS, 'MaskGenerationFunction')) maskDigest = maskDigestOf(child);
    else if (isNamed(child, RFC_9231_NS, 'SaltLength') && /^[0-9]{1,4}$/.test(text)) salt = Number(text);
    else if (!(isNamed(child, RFC_9231_NS, 'TrailerField') && text === '1')) return null;
  }
  const saltLength = salt ?? DIGEST_BYTES[digest.name];
  return saltLength === undefined || maskDigest?.oid !== digest.oid ? null : { digest, saltLength };
}

/** Digest of MGF1, SHA-256 where none is named; null for any other function. */
function maskDigestOf(element: Element): DigestAlgorithm | null {
  const algorithm = attributeOf(element, 'Algorithm');
  if (algorithm !== null && algorithm !== `${RFC_9231_NS}MGF1`) return null;
  const digest = onlyChild(element, DS_NS, 'DigestMethod');
  return digest === null ? digestByName('SHA-256') : digestByUri(attributeOf(digest, 'Algorithm') ?? '');
}
