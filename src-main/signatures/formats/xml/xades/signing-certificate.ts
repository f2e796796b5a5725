import { digestByUri } from '../algorithm-uris.ts';
import { attributeOf, childElements, onlyChild, simpleTextOf } from '../dom.ts';
import { DS_NS } from '../namespaces.ts';
import { base64Of } from '../key-info.ts';
import type { DigestAlgorithm } from '../../../algorithms/digests.ts';
import type { CertificateReference } from './types.ts';
import type { Element } from '@xmldom/xmldom';

/**
 * SigningCertificate and SigningCertificateV2 (EN 319 132-1 clause 5.2.2); null where there is neither.
 * One that is doubled or not fully understood is malformed as a whole: a part might name another certificate.
 */
export function signingCertificateReferencesOf(
  signatureProperties: Element,
  namespace: string,
): readonly CertificateReference[] | 'malformed' | null {
  const containers = childElements(signatureProperties).filter(
    ({ namespaceURI, localName }) =>
      namespaceURI === namespace && (localName === 'SigningCertificate' || localName === 'SigningCertificateV2'),
  );
  if (containers.length === 0) return null;
  if (new Set(containers.map(({ localName }) => localName)).size < containers.length) return 'malformed';
  const references = containers.flatMap((container) =>
    childElements(container).map((certificate) => referenceOf(certificate, namespace, container.localName === 'SigningCertificateV2')),
  );
  const read = references.filter((reference) => reference !== null);
  return read.length === 0 || read.length < references.length ? 'malformed' : read;
}

function referenceOf(element: Element, namespace: string, second: boolean): CertificateReference | null {
  if (element.namespaceURI !== namespace || element.localName !== 'Cert') return null;
  const container = onlyChild(element, namespace, 'CertDigest');
  const digest = container === null ? null : digestAndValueOf(container, namespace);
  if (digest === null) return null;
  const issuerSerial = second ? secondForm(element, namespace) : firstForm(element, namespace);
  return issuerSerial === 'malformed' ? null : { ...digest, issuerSerial };
}

/** DigestMethod and DigestValue; XAdES 1.1.1 put them into its own namespace. */
export function digestAndValueOf(
  container: Element,
  namespace: string,
): { digestUri: string; digestAlgorithm: DigestAlgorithm; digest: Uint8Array } | null {
  const method = onlyChild(container, DS_NS, 'DigestMethod') ?? onlyChild(container, namespace, 'DigestMethod');
  const value = onlyChild(container, DS_NS, 'DigestValue') ?? onlyChild(container, namespace, 'DigestValue');
  const digestUri = method === null ? null : attributeOf(method, 'Algorithm');
  const digest = value === null ? null : base64Of(value);
  return digestUri === null || digest === null ? null : { digestUri, digestAlgorithm: digestByUri(digestUri), digest };
}

function firstForm(element: Element, namespace: string): CertificateReference['issuerSerial'] | 'malformed' {
  const container = onlyChild(element, namespace, 'IssuerSerial');
  if (container === null) return null;
  const text = (name: string): string | null => {
    const part = onlyChild(container, DS_NS, name) ?? onlyChild(container, namespace, name);
    return part === null ? null : (simpleTextOf(part)?.trim() ?? null);
  };
  const issuerName = text('X509IssuerName');
  const serialNumber = text('X509SerialNumber');
  return issuerName === null || serialNumber === null ? 'malformed' : { form: 'v1', issuerName, serialNumber };
}

function secondForm(element: Element, namespace: string): CertificateReference['issuerSerial'] | 'malformed' {
  const container = onlyChild(element, namespace, 'IssuerSerialV2');
  if (container === null) return null;
  const der = base64Of(container);
  return der === null ? 'malformed' : { form: 'v2', der };
}
