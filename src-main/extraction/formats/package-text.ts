import type { ZipArchive } from '../../signatures/index.ts';
import { addXmlText, type TextElements, XmlUnreadable } from './xml-text.ts';
import type { TextCollector } from './text-collector.ts';

/** Bytes of all text parts of one document. */
const MAX_PARTS_BYTES = 128 * 1024 * 1024;
const NONE: ReadonlySet<string> = new Set();

interface PackageFormat {
  /** A part that only this format has. */
  readonly mark: string;
  /** Parts with text. */
  readonly parts: RegExp;
  readonly elements: TextElements;
}

const FORMATS: readonly PackageFormat[] = [
  {
    mark: 'word/document.xml',
    parts: /^word\/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml$/,
    // Deleted text of tracked changes is `delText`: it is not what the document says.
    elements: { text: new Set(['t']), skipped: NONE, after: { p: '\n', tab: '\t', br: '\n', tc: '\t' } },
  },
  {
    mark: 'xl/workbook.xml',
    parts: /^xl\/(?:sharedStrings|comments\d*|worksheets\/[^/]+)\.xml$/,
    // Values of cells are numbers or places of shared strings, which stand in their own part.
    elements: { text: new Set(['t']), skipped: new Set(['rPh']), after: { si: '\n', is: '\n', comment: '\n' } },
  },
  {
    mark: 'ppt/presentation.xml',
    parts: /^ppt\/(?:slides|notesSlides)\/[^/]+\.xml$/,
    elements: { text: new Set(['t']), skipped: NONE, after: { p: '\n' } },
  },
  {
    mark: 'content.xml',
    parts: /^content\.xml$/,
    elements: { text: null, skipped: new Set(['font-face-decls', 'automatic-styles', 'scripts', 'tracked-changes', 'binary-data']), after: { p: '\n', h: '\n', s: ' ', tab: '\t', 'line-break': '\n', 'table-cell': '\t', 'table-row': '\n' } },
  },
];

/**
 * Adds the text of an office document in a package: OOXML or OpenDocument.
 *
 * @returns false where the archive is no such document
 * @throws ZipFormatError, LimitExceededError, XmlUnreadable, TextComplete
 */
export function addPackageText(archive: ZipArchive, collector: TextCollector): boolean {
  const names = new Set(archive.entries.map(({ name }) => name));
  const format = FORMATS.find(({ mark }) => names.has(mark));
  if (format === undefined) return false;
  const parts = archive.entries.filter(({ name }) => format.parts.test(name));
  if (parts.reduce((sum, { size }) => sum + size, 0) > MAX_PARTS_BYTES) throw new XmlUnreadable('parts are too large');
  // The text of the document itself before headers and notes.
  const ordered = parts.toSorted((a, b) => Number(b.name === format.mark) - Number(a.name === format.mark));
  for (const part of ordered) {
    addXmlText(new TextDecoder().decode(archive.read(part)), format.elements, collector);
    collector.add('\n');
  }
  return true;
}
