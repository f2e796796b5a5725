import type { TextCollector } from './text-collector.ts';

/** Elements that are left out with all that is in them. */
const LEFT_OUT = ['script', 'style', 'head', 'template', 'noscript'];
const BLOCKS = new Set(['p', 'div', 'br', 'tr', 'li', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'table', 'blockquote', 'hr', 'section', 'article', 'title']);
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', laquo: '«', raquo: '»', mdash: '—', ndash: '–', hellip: '…', shy: '', copy: '©', sect: '§', bull: '•', numero: '№', ldquo: '“', rdquo: '”', bdquo: '„' };

export function looksLikeHtml(text: string): boolean {
  return /^\s*(?:<!--|<!doctype html|<html[\s>])/i.test(text.slice(0, 1000));
}

/** Adds what a reader of a page sees; scripts and styles are left out. @throws TextComplete */
export function addHtmlText(html: string, collector: TextCollector): void {
  let at = 0;
  while (at < html.length) {
    const tag = html.indexOf('<', at);
    collector.add(decodeEntities(html.slice(at, tag < 0 ? html.length : tag)));
    if (tag < 0) return;
    at = afterTag(html, tag, collector);
  }
}

/** @returns where the text goes on behind a comment, a tag or an element that is left out */
function afterTag(html: string, tag: number, collector: TextCollector): number {
  if (html.startsWith('<!--', tag)) return behind(html, '-->', tag + 4);
  if (html[tag + 1] === '!' || html[tag + 1] === '?') return behind(html, '>', tag);
  const name = /^<\/?([a-z][a-z0-9]*)/i.exec(html.slice(tag, tag + 20))?.[1]?.toLowerCase();
  if (name === undefined) {
    collector.add('<');
    return tag + 1;
  }
  if (BLOCKS.has(name)) collector.add('\n');
  else if (name === 'td' || name === 'th') collector.add('\t');
  const end = behind(html, '>', tag);
  if (!LEFT_OUT.includes(name) || html[tag + 1] === '/') return end;
  const closing = new RegExp(`</${name}`, 'gi');
  closing.lastIndex = end;
  const closed = closing.exec(html);
  return closed === null ? html.length : behind(html, '>', closed.index);
}

function behind(html: string, mark: string, from: number): number {
  const found = html.indexOf(mark, from);
  return found < 0 ? html.length : found + mark.length;
}

export function decodeEntities(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{1,10}));/gi, (whole, decimal: string | undefined, hex: string | undefined, name: string | undefined) => {
    if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}
