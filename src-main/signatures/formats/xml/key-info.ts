import { childElements, childrenNamed, isNamed, onlyChild, simpleTextOf } from './dom.ts';
import { attributeOf } from './dom.ts';
import { MAX_ENCAPSULATED_VALUES } from './limits.ts';
import { DS11_NS, DS_NS } from './namespaces.ts';
import { decodeBase64 } from './transforms/base64.ts';
import { LimitExceededError } from '../../limits.ts';
import type { Element } from '@xmldom/xmldom';

/** ds:KeyValue. A bare key says nothing of whose it is; it only helps to find the certificate. */
export type XmlKeyValue =
  | { readonly kind: 'rsa'; readonly modulus: Uint8Array; readonly exponent: Uint8Array }
  /** `curve` is the URN of the named curve, `point` its uncompressed form. */
  | { readonly kind: 'ec'; readonly curve: string; readonly point: Uint8Array };

/** ds:KeyInfo: hints, none of them to be believed before the path is built. */
export interface XmlKeyInfo {
  /** DER, in the order of the file; what is not base64 is left out and counted. */
  readonly certificates: readonly Uint8Array[];
  readonly malformedCertificates: number;
  readonly keyValues: readonly XmlKeyValue[];
  readonly keyNames: readonly string[];
}

export const NO_KEY_INFO: XmlKeyInfo = { certificates: [], malformedCertificates: 0, keyValues: [], keyNames: [] };

export function keyInfoOf(element: Element | null): XmlKeyInfo {
  if (element === null) return NO_KEY_INFO;
  const texts = childrenNamed(element, DS_NS, 'X509Data').flatMap((data) => childrenNamed(data, DS_NS, 'X509Certificate'));
  if (texts.length > MAX_ENCAPSULATED_VALUES) throw new LimitExceededError(`${MAX_ENCAPSULATED_VALUES} certificates`);
  const certificates = texts.map(base64Of).filter((bytes) => bytes !== null);
  return {
    certificates,
    malformedCertificates: texts.length - certificates.length,
    keyValues: childrenNamed(element, DS_NS, 'KeyValue').flatMap(keyValueOf),
    keyNames: childrenNamed(element, DS_NS, 'KeyName').map((name) => (simpleTextOf(name) ?? '').trim()),
  };
}

/** Bytes of an element that holds base64 and nothing else; null where it does not. */
export function base64Of(element: Element): Uint8Array | null {
  const text = simpleTextOf(element);
  const bytes = text === null ? null : decodeBase64(text);
  return bytes === null || bytes.length === 0 ? null : bytes;
}

function keyValueOf(element: Element): XmlKeyValue[] {
  const [child] = childElements(element);
  if (isNamed(child, DS_NS, 'RSAKeyValue')) {
    const modulus = onlyChild(child, DS_NS, 'Modulus');
    const exponent = onlyChild(child, DS_NS, 'Exponent');
    const parts = [modulus, exponent].map((part) => (part === null ? null : base64Of(part)));
    return parts[0] && parts[1] ? [{ kind: 'rsa', modulus: parts[0], exponent: parts[1] }] : [];
  }
  if (isNamed(child, DS11_NS, 'ECKeyValue')) {
    const curve = onlyChild(child, DS11_NS, 'NamedCurve');
    const key = onlyChild(child, DS11_NS, 'PublicKey');
    const point = key === null ? null : base64Of(key);
    const urn = curve === null ? null : attributeOf(curve, 'URI');
    return urn !== null && point !== null ? [{ kind: 'ec', curve: urn, point }] : [];
  }
  return [];
}
