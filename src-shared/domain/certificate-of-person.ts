import { foldedWords } from './name-folding.ts';
import type { SignatureReport } from './signature-report.ts';

/**
 * Whether the certificate names the person as the office writes the name (`Петренко П. П.`, `Петро ПЕТРЕНКО`; SIGN-06):
 * the surname is among its words, and its other words are, in their order, the given names or their beginnings. Either of
 * the two may leave the patronymic out. An electronic seal is of no person. Two people of one name cannot be told apart
 * by it.
 */
export function isCertificateOf({ kind, signerKind, signer }: Pick<SignatureReport, 'kind' | 'signerKind' | 'signer'>, personName: string): boolean {
  if (kind !== 'signature' || signerKind === 'seal') return false;
  const words = foldedWords(signer?.holder?.person?.name ?? signer?.commonName ?? '');
  const surname = signer?.holder?.person?.surname ?? null;
  const surnames = surname === null ? words.slice(0, 1) : foldedWords(surname);
  const given = signer?.holder?.person?.givenNames ?? null;
  const givenNames = given === null ? words.filter((word) => !surnames.includes(word)) : foldedWords(given);
  const written = foldedWords(personName);
  if (surnames.length === 0 || !surnames.every((word) => written.includes(word))) return false;
  const others = written.filter((word) => !surnames.includes(word));
  const compared = Math.min(others.length, givenNames.length);
  return compared > 0 && others.slice(0, compared).every((word, at) => isBeginning(word, givenNames[at] ?? ''));
}

function isBeginning(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one);
}
