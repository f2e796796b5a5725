/** XML signatures (XMLDSIG 1.0 and 1.1) and XAdES 1.1.1 to EN 319 132: bytes in, facts of the format out. */
import { isElement, isNamed, nodesOf } from './dom.ts';
import { MAX_XML_SIGNATURES } from './limits.ts';
import { DS_NS } from './namespaces.ts';
import { parseXml } from './reading/parse.ts';
import { createSession } from './session.ts';
import { readSignature } from './signature.ts';
import { isCounterSignature } from './xades/locate.ts';
import { LimitExceededError } from '../../limits.ts';
import type { ResolveReference } from './session.ts';
import type { XmlSignatureDocument } from './types.ts';
import type { Document, Element } from '@xmldom/xmldom';

/**
 * Reads every signature of a document.
 * @throws XmlFormatError where the bytes are not XML that is taken
 * @throws LimitExceededError
 */
export function readXmlSignatures(bytes: Uint8Array, options: { readonly resolve: ResolveReference }): XmlSignatureDocument {
  const document = parseXml(bytes);
  const elements = signatureElements(document);
  const session = createSession(document, options.resolve);
  const main = elements.filter((element) => !isCounterSignature(element));
  const signatures = main.map((element) => readSignature(element, session));
  // Counter-signatures among properties that are no signature's own: found, and therefore not to be passed over.
  const strays = elements.filter((element) => !session.read.has(element));
  return { signatures: [...signatures, ...strays.map((element) => readSignature(element, session))] };
}

function signatureElements(document: Document): Element[] {
  const elements: Element[] = [];
  for (const node of nodesOf(document)) if (isElement(node) && isNamed(node, DS_NS, 'Signature')) elements.push(node);
  if (elements.length > MAX_XML_SIGNATURES) throw new LimitExceededError(`${MAX_XML_SIGNATURES} signatures`);
  return elements;
}

export { XmlFormatError } from './errors.ts';
export type { XmlFormatProblem } from './errors.ts';
export type { DigestSource, ResolveReference } from './session.ts';
export { publicKeyOfKeyValue } from './key-value.ts';
export type { XmlKeyInfo, XmlKeyValue } from './key-info.ts';
export type { Coverage, CoverageKind, CoveredElement, LeftOut } from './references/coverage.ts';
export type { ReferenceStatus, XmlReference } from './references/process.ts';
export type { XmlSignatureMethod } from './signature-method.ts';
export type { UnsignedProperties, XmlSignature, XmlSignatureDocument } from './types.ts';
export type {
  CertificateReference,
  CommitmentType,
  DataObjectFormat,
  ProductionPlace,
  PropertyName,
  XmlSignaturePolicy,
  XmlSignedProperties,
  XmlTimestamp,
  XmlTimestampKind,
} from './xades/types.ts';
