import { digestByUri } from '../xml/algorithm-uris.ts';
import { attributeOf, childElements, localNameOf, simpleTextOf } from '../xml/dom.ts';
import { parseXml } from '../xml/reading/parse.ts';
import type { DigestAlgorithm } from '../../algorithms/digests.ts';
import type { Document, Element } from '@xmldom/xmldom';

/** One DataObjectReference of an ASiCManifest (EN 319 162-1 clause A.4). */
export interface ManifestReference {
  readonly uri: string;
  /** One that the manifest leaves out or nobody knows cannot be computed. */
  readonly digest: DigestAlgorithm;
  readonly value: Uint8Array;
}

export interface AsicManifest {
  /** File that signs this manifest. */
  readonly signatureUri: string | null;
  readonly references: readonly ManifestReference[];
}

/** @throws XmlFormatError, LimitExceededError; null where the file is another XML. */
export function readAsicManifest(bytes: Uint8Array): AsicManifest | null {
  const root = rootOf(parseXml(bytes));
  if (root === null || localNameOf(root) !== 'ASiCManifest') return null;
  const children = childElements(root);
  const signature = children.find((element) => localNameOf(element) === 'SigReference');
  const references = children.filter((element) => localNameOf(element) === 'DataObjectReference').map(referenceOf);
  return { signatureUri: signature === undefined ? null : decodedUri(attributeOf(signature, 'URI')), references };
}

function rootOf(document: Document): Element | null {
  return document.documentElement;
}

function referenceOf(element: Element): ManifestReference {
  const child = (name: string): Element | undefined => childElements(element).find((item) => localNameOf(item) === name);
  const method = child('DigestMethod');
  const algorithm = method === undefined ? null : attributeOf(method, 'Algorithm');
  const value = child('DigestValue');
  return {
    uri: decodedUri(attributeOf(element, 'URI')) ?? '',
    digest: digestByUri(algorithm ?? ''),
    value: Buffer.from(value === undefined ? '' : (simpleTextOf(value) ?? ''), 'base64'),
  };
}

/** Container-relative name behind a URI; one that cannot be decoded stands as it is and finds nothing. */
export function decodedUri(uri: string | null): string | null {
  if (uri === null) return null;
  const relative = uri.replace(/^(?:\.\/|\/)+/, '');
  try {
    return decodeURIComponent(relative);
  } catch (error) {
    if (error instanceof URIError) return relative;
    throw error;
  }
}
