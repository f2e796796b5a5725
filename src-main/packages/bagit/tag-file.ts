import { PackageRefused } from '../refusal.ts';

/** One line of bag-info.txt; labels may come several times. */
export interface TagLine {
  readonly label: string;
  readonly value: string;
}

const LINE_LENGTH = 79;

/** Text of a tag file, UTF-8 without a mark (RFC 8493 clause 2.1.1). @throws PackageRefused */
export function tagText(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new PackageRefused('unknownEncoding', 'a tag file that is no UTF-8', path, { cause });
  }
}

/** Lines by any of the three line ends that RFC 8493 clause 2.2 allows; the end of the last one is no line. */
export function linesOf(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/u);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** Lines "Label: value", long ones folded (RFC 8493 clause 2.2.2). White space within a value becomes single spaces. */
export function tagFile(lines: readonly TagLine[]): string {
  return lines.map(({ label, value }) => `${folded(`${label}: ${value.replaceAll(/\s+/gu, ' ').trim()}`)}\n`).join('');
}

function folded(line: string): string {
  const parts: string[] = [];
  let rest = line;
  while (rest.length > LINE_LENGTH) {
    const at = rest.lastIndexOf(' ', LINE_LENGTH);
    // After "Label: " a line that begins with the fold would lose its value for many readers.
    const place = at > rest.indexOf(': ') + 1 || parts.length > 0 ? at : -1;
    const cut = place > 0 ? place : rest.indexOf(' ', LINE_LENGTH);
    if (cut === -1) break;
    parts.push(rest.slice(0, cut));
    rest = rest.slice(cut + 1);
  }
  return [...parts, rest].join('\n  ');
}

/** @throws PackageRefused for a line that is neither a label nor goes on with one */
export function readTagFile(bytes: Uint8Array, path: string): TagLine[] {
  const lines: { label: string; value: string }[] = [];
  for (const line of linesOf(tagText(bytes, path))) {
    const last = lines.at(-1);
    if (/^[ \t]/u.test(line) && last !== undefined) {
      last.value = `${last.value} ${line.trim()}`.trim();
      continue;
    }
    if (line.trim() === '') continue;
    const colon = line.indexOf(':');
    if (colon < 1) throw new PackageRefused('malformedTagFile', 'a line without a label', path);
    lines.push({ label: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() });
  }
  return lines;
}

/** Declaration of the version and the encoding (RFC 8493 clause 2.1.1). */
export const DECLARATION = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

export type BagVersion = '1.0' | '0.97';

/** @throws PackageRefused for what is no declaration, or of a version or an encoding that is not read */
export function readDeclaration(bytes: Uint8Array): BagVersion {
  const [first = '', second = '', ...more] = linesOf(tagText(bytes, 'bagit.txt'));
  const version = /^BagIt-Version: (\d+\.\d+)$/u.exec(first)?.[1];
  const encoding = /^Tag-File-Character-Encoding: (\S+)$/u.exec(second)?.[1];
  if (version === undefined || encoding === undefined || more.length > 0) throw new PackageRefused('malformedTagFile', 'no declaration of a bag', 'bagit.txt');
  if (encoding.toUpperCase() !== 'UTF-8') throw new PackageRefused('unknownEncoding', `tag files in ${encoding.slice(0, 40)}`, 'bagit.txt');
  if (version !== '1.0' && version !== '0.97') throw new PackageRefused('unknownVersion', `BagIt ${version}`, 'bagit.txt');
  return version;
}
