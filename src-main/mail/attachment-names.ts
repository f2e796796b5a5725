const MAX_NAME = 120;

/**
 * Names of attachments as files may have them: the sender wrote them, and a path, a line end or a mark that turns the
 * direction of writing would show people another name than the file has.
 */
export function attachmentNames(stated: readonly { readonly name: string | null; readonly mediaType: string }[]): string[] {
  const used = new Set<string>();
  return stated.map(({ name, mediaType }, at) => {
    const [stem, ending] = splitEnding(cleaned(name) || `attachment-${at + 1}${endingOf(mediaType)}`);
    let candidate = `${stem}${ending}`;
    for (let number = 2; used.has(candidate.toLowerCase()); number += 1) candidate = `${stem} (${number})${ending}`;
    used.add(candidate.toLowerCase());
    return candidate;
  });
}

function cleaned(name: string | null): string {
  const last = (name ?? '').normalize('NFC').toWellFormed().split(/[\\/]/).at(-1) ?? '';
  // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
  const plain = last.replaceAll(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, ' ').replaceAll(/\s+/g, ' ').trim();
  if (plain === '.' || plain === '..') return '';
  const [stem, ending] = splitEnding(plain);
  return `${[...stem].slice(0, MAX_NAME - ending.length).join('')}${ending}`;
}

function splitEnding(name: string): readonly [string, string] {
  const ending = /\.[^.\s]{1,10}$/.exec(name)?.[0] ?? '';
  return [name.slice(0, name.length - ending.length), ending];
}

function endingOf(mediaType: string): string {
  if (mediaType === 'message/rfc822') return '.eml';
  return { 'application/pdf': '.pdf', 'text/plain': '.txt', 'text/html': '.html', 'image/png': '.png', 'image/jpeg': '.jpg' }[mediaType] ?? '';
}
