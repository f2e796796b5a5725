import type { Inventory, InventoryLine } from '#shared/contract/inventories.ts';

/** Namespace of the form that docs/inventory-xml.md describes; another form has another number. */
export const INVENTORY_NAMESPACE = 'urn:chancery:inventory:1';

/** What XML 1.0 (clause 2.2) has no room for, escaped or not: most controls. */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\t': '&#9;', '\n': '&#10;', '\r': '&#13;' };

export interface InventoryDocument {
  readonly inventory: Inventory;
  readonly entries: readonly InventoryLine[];
  readonly officeName: string;
}

/** An inventory as XML that other programs and the archive can read; characters that XML has not become U+FFFD. */
export function inventoryXml({ inventory, entries, officeName }: InventoryDocument): string {
  const { type, number, year, state, title, commission, archive, approved } = inventory;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<inventory${attributes({ xmlns: INVENTORY_NAMESPACE, type, number, year, state, office: officeName })}>`,
    `  <title>${escaped(title)}</title>`,
    ...(commission === null ? [] : [`  <agreed${attributes({ by: 'commission', protocol: commission.number, date: commission.date })}/>`]),
    ...(archive === null ? [] : [`  <agreed${attributes({ by: 'archive', protocol: archive.number, date: archive.date })}/>`]),
    ...(approved === null ? [] : [`  <approved${attributes({ by: approved.by, date: approved.on })}/>`]),
    `  <entries${attributes({ count: entries.length })}>`,
    ...entries.flatMap((entry) => [
      `    <entry${attributes({ number: entry.number, index: entry.index, case: entry.caseId, volume: entry.volume, medium: entry.medium, from: entry.from, to: entry.to, documents: entry.documents, sheets: entry.sheets })}>`,
      `      <title>${escaped(entry.title)}</title>`,
      `      <retention>${escaped(entry.retentionText)}</retention>`,
      ...(entry.note === '' ? [] : [`      <note>${escaped(entry.note)}</note>`]),
      '    </entry>',
    ]),
    '  </entries>',
    '</inventory>',
    '',
  ].join('\n');
}

function attributes(values: Readonly<Record<string, string | number | null>>): string {
  return Object.entries(values).flatMap(([name, value]) => (value === null ? [] : [` ${name}="${escaped(String(value))}"`])).join('');
}

/** Line ends and tabs as references: an attribute's would be read as spaces. */
function escaped(text: string): string {
  return text.toWellFormed().replaceAll(FORBIDDEN, '\uFFFD').replaceAll(/[&<>"\t\n\r]/gu, (character) => ESCAPES[character] ?? character);
}
