import { childrenNamed, onlyChild, simpleTextOf } from '../formats/xml/dom.ts';
import { base64Of } from '../formats/xml/key-info.ts';
import { XML_NS } from '../formats/xml/namespaces.ts';
import type { Element } from '@xmldom/xmldom';
import type { LocalisedText, ServiceIdentity } from './model.ts';

export const TSL_NS = 'http://uri.etsi.org/02231/v2#';

/** The bytes are XML, but no trust list of a version that is read. */
export class TrustListError extends Error {
  override readonly name = 'TrustListError';
}

/** @throws TrustListError where the child is absent or doubled */
export function required(parent: Element, name: string): Element {
  const child = onlyChild(parent, TSL_NS, name);
  if (child === null) throw new TrustListError(`no single ${name} in ${parent.nodeName}`);
  return child;
}

export function optional(parent: Element, name: string): Element | null {
  const [child, ...more] = childrenNamed(parent, TSL_NS, name);
  if (more.length > 0) throw new TrustListError(`${name} twice in ${parent.nodeName}`);
  return child ?? null;
}

/** @throws TrustListError where the element holds elements */
export function textIn(element: Element): string {
  const text = simpleTextOf(element);
  if (text === null) throw new TrustListError(`elements in ${element.nodeName}`);
  return text.trim();
}

export function numberIn(element: Element): number {
  const text = textIn(element);
  if (!/^[0-9]{1,9}$/.test(text)) throw new TrustListError(`no number in ${element.nodeName}`);
  return Number(text);
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

/** Milliseconds since 1970 UTC; a time without zone is refused, for it is no instant. */
export function instantIn(element: Element): number {
  const text = textIn(element);
  const instant = INSTANT.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(instant)) throw new TrustListError(`no instant in ${element.nodeName}`);
  return instant;
}

export function localisedTexts(holder: Element | null): LocalisedText[] {
  const names = holder === null ? [] : childrenNamed(holder, TSL_NS, 'Name');
  return names.map((name) => ({ language: name.getAttributeNS(XML_NS, 'lang') ?? '', text: textIn(name) }));
}

/** ServiceDigitalIdentity (clause 5.5.3). @throws TrustListError where a certificate or key identifier is no base64 */
export function identityOf(element: Element | null): ServiceIdentity {
  const ids = element === null ? [] : childrenNamed(element, TSL_NS, 'DigitalId');
  const values = (name: string): Element[] => ids.flatMap((id) => childrenNamed(id, TSL_NS, name));
  return {
    certificates: values('X509Certificate').map(bytesIn),
    subjectKeyIdentifiers: values('X509SKI').map(bytesIn),
    subjectNames: values('X509SubjectName').map(textIn),
  };
}

function bytesIn(element: Element): Uint8Array {
  const bytes = base64Of(element);
  if (bytes === null) throw new TrustListError(`no base64 in ${element.nodeName}`);
  return bytes;
}
