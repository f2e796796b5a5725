import type { TextCollector } from './text-collector.ts';

/** Groups that hold no text of the document. */
const LEFT_OUT = new Set(['fonttbl', 'colortbl', 'stylesheet', 'info', 'pict', 'object', 'themedata', 'datastore', 'listtable', 'listoverridetable', 'generator', 'xmlnstbl', 'fldinst']);
const BREAKS: Readonly<Record<string, string>> = { par: '\n', line: '\n', row: '\n', page: '\n', tab: '\t', cell: '\t', emdash: '—', endash: '–', lquote: '‘', rquote: '’', ldblquote: '“', rdblquote: '”', bullet: '•' };
const TOKEN = /\\'([0-9a-f]{2})|\\([a-z]{1,32})(-?\d{1,10})? ?|\\([^a-z])|([{}])|([^\\{}\r\n]+)|[\r\n]|\\/gi;
const MAX_DEPTH = 1_000;

export function looksLikeRtf(start: string): boolean {
  return start.startsWith('{\\rtf');
}

interface Group {
  leftOut: boolean;
  /** Characters that stand for the one before, for readers without Unicode. */
  fallback: number;
}

/** Adds the text of a Rich Text Format file. @param latin the bytes as Latin-1. @throws TextComplete */
export function addRtfText(latin: string, collector: TextCollector): void {
  const decoder = new TextDecoder(codePage(latin));
  const groups: Group[] = [{ leftOut: false, fallback: 1 }];
  let bytes: number[] = [];
  let toSkip = 0;
  const flush = (): void => {
    if (bytes.length > 0) collector.add(decoder.decode(Uint8Array.from(bytes)));
    bytes = [];
  };
  for (const [, hex, word, number, sign, brace, plain] of latin.matchAll(TOKEN)) {
    const group = groups.at(-1);
    if (group === undefined) return;
    if (brace === '{') {
      if (groups.length < MAX_DEPTH) groups.push({ ...group });
      continue;
    }
    if (brace === '}') {
      groups.pop();
      continue;
    }
    if (sign === '*' || (word !== undefined && LEFT_OUT.has(word))) group.leftOut = true;
    if (group.leftOut) continue;
    if (hex !== undefined) {
      if (toSkip > 0) toSkip -= 1;
      else bytes.push(Number.parseInt(hex, 16));
      continue;
    }
    flush();
    if (word === 'u' && number !== undefined) {
      collector.add(String.fromCharCode(Number(number) & 0xffff));
      toSkip = group.fallback;
    } else if (word === 'uc') group.fallback = Math.min(8, Math.max(0, Number(number ?? 1)));
    else if (word !== undefined) collector.add(BREAKS[word] ?? '');
    else if (sign !== undefined) collector.add(sign === '~' ? ' ' : '\\{}'.includes(sign) ? sign : '');
    else if (plain !== undefined) {
      collector.add(decoder.decode(Buffer.from(plain.slice(toSkip), 'latin1')));
      toSkip = Math.max(0, toSkip - plain.length);
    }
  }
  flush();
}

/** Code page that the file states; Windows Cyrillic where it states none that is known. */
function codePage(latin: string): string {
  const stated = /\\ansicpg(\d{3,5})/.exec(latin.slice(0, 4096))?.[1];
  return stated !== undefined && ['1250', '1251', '1252', '1254', '1257'].includes(stated) ? `windows-${stated}` : 'windows-1251';
}
