import type { DatedPeriod } from '#shared/domain/working-day.ts';
import type { PackSubject } from '../model.ts';
import type { PackProblemKind } from '../refusal.ts';
import type { PackFile } from '../schema/pack.ts';

export type Path = readonly (string | number)[];

/** Takes what a check found; knows the places of all files. */
export type Report = (subject: PackSubject, path: Path, problem: PackProblemKind, detail: string) => void;

interface Sourced {
  readonly source: { readonly act?: string | undefined; readonly clause?: string | undefined; readonly requirement?: string | undefined };
}

export function checkPeriod(subject: PackSubject, path: Path, period: Partial<DatedPeriod> | { from: string | null; to: string | null }, report: Report): void {
  const { from, to } = period;
  if (typeof from === 'string' && typeof to === 'string' && from > to) report(subject, [...path, 'to'], 'periodReversed', `${from} … ${to}`);
}

/**
 * A source is an act of the pack with its clause, or a requirement. An act that was abolished may carry
 * only what ended with it, so that nothing new is printed in its name.
 */
export function checkSource(subject: PackSubject, path: Path, entry: Sourced & { readonly to?: string | null | undefined }, acts: PackFile['acts'], report: Report): void {
  const { act: actId, clause, requirement } = entry.source;
  const at = [...path, 'source'];
  if (actId === undefined) {
    if (requirement === undefined || clause !== undefined) report(subject, at, 'noSource', 'an act with its clause, or a requirement, is expected');
    return;
  }
  if (clause === undefined) report(subject, at, 'noSource', `the clause of ${actId} is missing`);
  const act = acts.find(({ id }) => id === actId);
  if (act === undefined) report(subject, [...at, 'act'], 'unknownAct', actId);
  else if (act.to !== null && (entry.to === undefined || entry.to === null || entry.to > act.to)) {
    report(subject, [...at, 'act'], 'abolishedAct', `${actId} ended on ${act.to}`);
  }
}

/** Entries of one id may follow each other in time but never hold at the same time. */
export function checkOverlaps(subject: PackSubject, path: Path, entries: readonly { readonly id: string; readonly from: string | null; readonly to: string | null }[], report: Report): void {
  for (const [later, entry] of entries.entries()) {
    for (const [earlier, other] of entries.slice(0, later).entries()) {
      if (other.id !== entry.id) continue;
      const apart = (other.to !== null && entry.from !== null && other.to < entry.from) || (entry.to !== null && other.from !== null && entry.to < other.from);
      if (!apart) report(subject, [...path, later], 'periodsOverlap', `"${entry.id}" holds at the same time as entry ${earlier}`);
    }
  }
}

export function checkUnique(subject: PackSubject, path: Path, values: readonly string[], problem: 'duplicateId' | 'duplicateDay', report: Report): void {
  for (const [at, value] of values.entries()) if (values.indexOf(value) < at) report(subject, [...path, at], problem, value);
}

/** Texts must be there in exactly the languages of the pack's documents. */
export function checkLanguages(subject: PackSubject, path: Path, texts: Readonly<Record<string, string | undefined>>, languages: readonly string[], report: Report): void {
  for (const language of languages) if (texts[language] === undefined) report(subject, path, 'languageMissing', language);
  for (const language of Object.keys(texts)) if (!languages.includes(language)) report(subject, [...path, language], 'languageUnexpected', language);
}
