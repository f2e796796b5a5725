import { DOMParser } from '@xmldom/xmldom';

import { XmlFormatError } from '../errors.ts';
import { XML_NS, XMLNS_NS } from '../namespaces.ts';
import { isComment, isElement, isInstruction, isText, nodesOf } from '../dom.ts';
import { decodeXml } from './decode.ts';
import { normaliseLineEnds, requireXmlCharacters } from './lexical.ts';
import { scanXml } from './scan.ts';
import type { Document, Element } from '@xmldom/xmldom';
import type { ScannedShape } from './scan.ts';

/** Said of a text that holds U+FFFD itself: bytes that were no characters have been refused before. */
const HARMLESS = 'Unicode replacement character detected, source encoding issues?';

/**
 * Reads a document twice, with the strict scanner and with the DOM reader, and believes what both see.
 * @throws XmlFormatError
 * @throws LimitExceededError
 */
export function parseXml(bytes: Uint8Array): Document {
  const text = normaliseLineEnds(decodeXml(bytes));
  requireXmlCharacters(text);
  const shape = scanXml(text);
  const document = buildTree(text);
  requireSameShape(document, shape);
  dropDeclaration(document);
  return document;
}

/** The DOM reader keeps the XML declaration as a processing instruction; XPath's data model has no such node. */
function dropDeclaration(document: Document): void {
  const first = document.firstChild;
  if (first !== null && isInstruction(first) && first.target === 'xml') document.removeChild(first);
}

function buildTree(text: string): Document {
  const problems: string[] = [];
  const parser = new DOMParser({
    locator: false,
    normalizeLineEndings: (source: string) => source,
    onError: (level, message) => {
      if (message !== HARMLESS) problems.push(`${level}: ${message}`);
    },
  });
  let document: Document;
  try {
    document = parser.parseFromString(text, 'text/xml');
  } catch (error) {
    if (error instanceof Error) {
      throw new XmlFormatError('namespaces', error.message.slice(0, 200), { cause: error });
    }
    throw error;
  }
  const [first] = problems;
  if (first !== undefined) throw new XmlFormatError('not-well-formed', first.slice(0, 200));
  return document;
}

function requireSameShape(document: Document, shape: ScannedShape): void {
  const counts = { elements: 0, text: 0, values: 0, comments: 0, instructions: 0 };
  for (const node of nodesOf(document)) {
    if (isElement(node)) {
      const [name, attributes] = shape.elements[counts.elements] ?? ['', 0];
      if (node.nodeName !== name) throw new XmlFormatError('ambiguous', `element ${name.slice(0, 40)} read in two ways`);
      // The DOM keeps one of two attributes with the same expanded name.
      if (node.attributes.length !== attributes) {
        throw new XmlFormatError('namespaces', `attributes of ${name.slice(0, 40)} with the same expanded name`);
      }
      counts.values += checkedValuesLength(node);
      counts.elements += 1;
    } else if (isText(node)) counts.text += node.parentNode === document ? 0 : node.data.length;
    else if (isComment(node)) counts.comments += 1;
    else if (isInstruction(node)) counts.instructions += node.target === 'xml' ? 0 : 1;
  }
  const same =
    counts.elements === shape.elements.length &&
    counts.text === shape.textLength &&
    counts.values === shape.valueLength &&
    counts.comments === shape.comments &&
    counts.instructions === shape.processingInstructions;
  if (!same) throw new XmlFormatError('ambiguous', 'the document is read in two ways');
}

/** @throws XmlFormatError for declarations that Namespaces in XML 1.0 clause 3 forbids and the DOM reader lets pass. */
function checkedValuesLength(element: Element): number {
  let length = 0;
  for (const attribute of element.attributes) {
    length += attribute.value.length;
    if (attribute.namespaceURI !== XMLNS_NS) continue;
    const { localName, value } = attribute;
    const bad =
      localName === 'xmlns' && attribute.nodeName !== 'xmlns'
        ? true
        : value === XMLNS_NS || (value === XML_NS) !== (localName === 'xml') || (attribute.prefix === 'xmlns' && value === '');
    if (bad) throw new XmlFormatError('namespaces', `a forbidden namespace declaration ${attribute.nodeName.slice(0, 40)}`);
  }
  return length;
}
