import type { Language } from '../domain/languages.ts';
import { DOCUMENT_CHANGES } from '../domain/signature-evidence.ts';
import type { VerdictReason } from '../domain/verdict-reasons.ts';
import { isMessageKey, translate } from './translate.ts';

/** How reasons are put into words: the language, and how an ISO 8601 instant is shown. */
export interface ReasonWords {
  readonly language: Language;
  readonly instant: (text: string) => string;
}

/** Stands for a parameter that the check did not state, until the words around it are closed up. */
const ABSENT = '\u0000';
const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;
const CHANGES: readonly string[] = DOCUMENT_CHANGES;

/**
 * One reason of a verdict in plain words. Instants are written as dates, kinds of changes in words; the
 * certificate in question is named where the sentence itself does not name it. A parameter that the check
 * did not give leaves no hole, and a reason of a newer engine is shown by its key.
 */
export function reasonText(reason: VerdictReason, words: ReasonWords): string {
  const { language } = words;
  const key: string = reason.key;
  if (!isMessageKey(key)) return translate(language, 'verdict.unknownReason', { key });
  const given = reason.params ?? {};
  const sentence = translate(language, key);
  const named = sentence.replace(/\{(\w+)\}/g, (_place, name: string) => readable(name, given[name], words));
  const closed = named.replaceAll(` (${ABSENT})`, '').replaceAll(`: ${ABSENT}`, '').replaceAll(ABSENT, '—');
  const { certificate, unreadable } = given;
  const whole = certificate === undefined || sentence.includes('{certificate}') ? closed : closed.replace(/\.$/, ` (${certificate}).`);
  return unreadable === undefined || unreadable === '' ? whole : `${whole} ${translate(language, 'verdict.unreadableFiles', { unreadable })}`;
}

function readable(name: string, value: string | undefined, words: ReasonWords): string {
  if (value === undefined || value === '') return ABSENT;
  if (INSTANT.test(value)) return words.instant(value);
  return name === 'changes' ? changesText(value, words.language) : value;
}

/** Kinds of {@link DOCUMENT_CHANGES} in words; what is no such kind stays as it is. */
function changesText(value: string, language: Language): string {
  return value
    .split(/,\s*/)
    .map((change) => {
      const key = `signature.change.${change}`;
      return CHANGES.includes(change) && isMessageKey(key) ? translate(language, key) : change;
    })
    .join(', ');
}
