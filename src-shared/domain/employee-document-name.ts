/** Names of files that carry an employee's paper or text (NUM-04; KhAI 4.7). */

/** Signs that no file system of a desk takes, and those that hide text. */
// oxlint-disable-next-line no-control-regex
const FORBIDDEN = /[<>:"/\\|?*\u0000-\u001f\u007f\u200b-\u200f\u202a-\u202e]/gu;
/** Bytes that a name may have on the file systems of desks, the ending included. */
const NAME_BYTES = 250;

function utf8Bytes(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}

/** Text that can be part of a file's name: forbidden signs become a space, none stands at the ends. */
export function fileNameText(text: string): string {
  return text.normalize('NFC').replace(FORBIDDEN, ' ').replace(/\s+/gu, ' ').trim().replace(/[. ]+$/u, '');
}

/**
 * "Document name + first name and SURNAME of the author", e.g. `Заява про прийняття на роботу Петра ПЕТРЕНКА.pdf`.
 *
 * @param author in the genitive, as a person typed or confirmed it: declension is not guessed
 */
export function employeeDocumentName(documentName: string, author: { readonly firstName: string; readonly surname: string }, ending = 'pdf'): string {
  const whole = fileNameText(`${documentName} ${author.firstName} ${author.surname.toUpperCase()}`);
  const room = NAME_BYTES - ending.length - 1;
  let kept = '';
  let bytes = 0;
  for (const sign of whole) {
    bytes += utf8Bytes(sign.codePointAt(0) ?? 0);
    if (bytes > room) break;
    kept += sign;
  }
  return `${kept.trimEnd()}.${ending}`;
}

/** Marking of an attachment's file (CARD-07), e.g. `Додаток 2 кошторис.xlsx`, in the document's language. */
export function attachmentName(word: string, number: number, fileName: string): string {
  const marked = new RegExp(`^${word}\\s+\\d+\\s*`, 'iu');
  return `${word} ${number} ${fileNameText(fileName.replace(marked, ''))}`.trim();
}
