import { SaxesParser } from 'saxes';
import type { TextCollector } from './text-collector.ts';

const CHUNK_CHARACTERS = 64 * 1024;
const MAX_DEPTH = 2_000;

/** The XML cannot be read; what was read before stands. */
export class XmlUnreadable extends Error {
  override readonly name = 'XmlUnreadable';
}

/** Which elements of a format hold text and which part it; names without their prefix. */
export interface TextElements {
  /** Elements whose characters are text; null: all of them. */
  readonly text: ReadonlySet<string> | null;
  /** Elements left out with all that is in them. */
  readonly skipped: ReadonlySet<string>;
  /** What is written at the end of an element. */
  readonly after: Readonly<Record<string, string>>;
  /** What is written at the end of every other one. */
  readonly afterOthers?: string;
}

/**
 * Adds the text of an XML part. Document types are refused: their entities are how little XML becomes much.
 *
 * @throws XmlUnreadable, TextComplete
 */
export function addXmlText(xml: string, elements: TextElements, collector: TextCollector): void {
  const parser = new SaxesParser({ xmlns: false });
  const open: string[] = [];
  let skippedAt = 0;
  parser.on('error', (error) => {
    throw new XmlUnreadable(error.message);
  });
  parser.on('doctype', () => {
    throw new XmlUnreadable('a document type');
  });
  parser.on('opentag', ({ name }) => {
    const local = name.slice(name.indexOf(':') + 1);
    open.push(local);
    if (open.length > MAX_DEPTH) throw new XmlUnreadable('nested too deep');
    if (skippedAt === 0 && elements.skipped.has(local)) skippedAt = open.length;
  });
  const characters = (text: string): void => {
    if (skippedAt > 0) return;
    if (elements.text === null || elements.text.has(open.at(-1) ?? '')) collector.add(text);
  };
  parser.on('text', characters);
  parser.on('cdata', characters);
  parser.on('closetag', () => {
    const local = open.pop() ?? '';
    if (skippedAt > open.length) skippedAt = 0;
    else if (skippedAt === 0) collector.add(elements.after[local] ?? elements.afterOthers ?? '');
  });
  for (let at = 0; at < xml.length; at += CHUNK_CHARACTERS) parser.write(xml.slice(at, at + CHUNK_CHARACTERS));
  parser.close();
}
