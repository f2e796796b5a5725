type Attributes = Readonly<Record<string, string | number | null>>;

export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** One element; attributes that are null are left out. Nothing is indented: white space in an element is its text. */
export function element(name: string, attributes: Attributes, ...content: readonly string[]): string {
  const written = Object.entries(attributes).flatMap(([key, value]) => (value === null ? [] : [` ${key}="${escaped(String(value))}"`]));
  const inner = content.join('');
  return inner === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${inner}</${name}>`;
}

/** Text inside an element or a value. Line ends and tabs are written as references: readers would change them (XML 1.0 clauses 2.11, 3.3.3). */
export function escaped(text: string): string {
  return text.replaceAll(/[&<>"\r\n\t]/gu, (sign) => `&#${sign.codePointAt(0) ?? 0};`);
}

/** A text as one line for other programs; what XML has no way to write becomes U+FFFD. */
export function plainText(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
  return escaped(text.toWellFormed().replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd'));
}
