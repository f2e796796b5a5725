import type { Document, Element } from '@xmldom/xmldom';
import { LimitExceededError, parseXml, XmlFormatError } from '../../signatures/index.ts';
import { PackageRefused } from '../refusal.ts';

/** A document without entities or document type, read twice. @throws PackageRefused */
export function readXml(bytes: Uint8Array, path: string): Document {
  try {
    return parseXml(bytes);
  } catch (cause) {
    if (cause instanceof XmlFormatError) throw new PackageRefused('malformedXml', cause.message, path, { cause });
    if (cause instanceof LimitExceededError) throw new PackageRefused('tooLarge', cause.message, path, { cause });
    throw cause;
  }
}

export function childElements(parent: Element | Document): Element[] {
  const children: Element[] = [];
  for (let child = parent.firstChild; child !== null; child = child.nextSibling) if (child.nodeType === 1) children.push(child as Element);
  return children;
}

/** Elements of that name wherever they stand. */
export function elementsNamed(document: Document, namespace: string, name: string): Element[] {
  return [...document.getElementsByTagNameNS(namespace, name)];
}

/** Null where the attribute is absent. */
export function attribute(element: Element, name: string, namespace: string | null = null): string | null {
  const value = namespace === null ? element.getAttributeNode(name) : element.getAttributeNodeNS(namespace, name);
  return value?.value ?? null;
}
