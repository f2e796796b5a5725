import type { Language } from '#shared/domain/languages.ts';
import type { ContractClause } from '#shared/domain/contract-clauses.ts';
import type { ContractKind } from '#shared/domain/contracts.ts';
import type { DocumentKind } from '#shared/domain/document-kinds.ts';
import { HeadOnlyBodies } from '#shared/domain/head-only-bodies.ts';
import { type Journal, PLAIN_JOURNAL } from '#shared/domain/journals.ts';
import { periodHolds } from '#shared/domain/working-day.ts';
import type { RulePack } from './model.ts';
import type { Confidence, Names } from './schema/common.ts';
import type { NomenclatureFile } from './schema/nomenclature.ts';
import type { SentenceId } from './schema/sentences.ts';
import type { TermId, TermsFile } from './schema/terms.ts';

interface Validity {
  readonly from: string | null;
  readonly to: string | null;
}

function holdsOn(entry: Validity, day: string): boolean {
  return periodHolds({ from: entry.from ?? '0000-01-01', to: entry.to }, day);
}

function on<Entry extends Validity>(entries: readonly Entry[], day: string | null): Entry[] {
  return entries.filter((entry) => day === null || holdsOn(entry, day));
}

/** A sentence as it is printed, with the edition that it comes from. */
export interface PackSentence {
  readonly text: string;
  readonly language: Language;
  /** `verified-signature`: print it only where the signature was checked and passed. */
  readonly condition: 'always' | 'verified-signature';
  readonly confidence: Confidence;
  readonly packVersion: string;
}

/**
 * The wording of a sentence that holds on a day, or null where none holds then. Throws RangeError for a
 * language in which the country's documents are not written.
 */
export function sentenceAt(pack: RulePack, id: SentenceId, language: Language, day: string): PackSentence | null {
  if (!pack.documentLanguages.includes(language)) throw new RangeError(`rule pack ${pack.packVersion} has no documents in ${language}`);
  const sentence = on(pack.content.sentences.sentences, day).find((entry) => entry.id === id);
  const text = sentence?.texts[language];
  if (sentence === undefined || text === undefined) return null;
  return { text, language, condition: sentence.condition, confidence: sentence.confidence, packVersion: pack.packVersion };
}

/** A term as the office begins with it. */
export interface PackTerm {
  readonly amount: number;
  readonly unit: TermsFile['terms'][number]['unit'];
  readonly confidence: Confidence;
  readonly packVersion: string;
}

/** The starting value of a term on a day, or null where none holds then. */
export function termAt(pack: RulePack, id: TermId, day: string): PackTerm | null {
  const term = on(pack.content.terms.terms, day).find((entry) => entry.id === id);
  if (term === undefined) return null;
  return { amount: term.amount, unit: term.unit, confidence: term.confidence, packVersion: pack.packVersion };
}

/** Journals that hold on a day; null: of all times. As the office begins with them. */
export function journalsOf(pack: RulePack, day: string | null = null): (Journal & { readonly names: Names })[] {
  return on(pack.content.journals.journals, day).map(({ id, direction, names, pattern, yearly, access, kind }) => ({
    ...PLAIN_JOURNAL,
    journalId: id,
    direction,
    names,
    pattern,
    yearly,
    access,
    defaultKindId: kind ?? null,
  }));
}

/**
 * Kinds of document that hold on a day; null: of all times. As the office begins with them: one that may
 * not be electronic names the clause that says so (REG-22).
 */
export function kindsOf(pack: RulePack, day: string | null = null): (DocumentKind & { readonly names: Names })[] {
  return on(pack.content.kinds.kinds, day).map((kind) => ({
    kindId: kind.id,
    directions: kind.directions,
    names: kind.names,
    letter: kind.letter,
    mandatory: kind.mandatory,
    additional: kind.additional,
    journalId: kind.journal ?? null,
    media: kind.media,
    transitional: kind.transitional,
    blockedBy: kind.electronic === 'refused' ? (kind.source.clause ?? kind.source.requirement ?? kind.id) : null,
    allowedFrom: kind.from,
    allowedUntil: kind.to,
    basisOrder: null,
    signatures: kind.signatures ?? null,
    retentionArticle: kind.retentionArticle,
    route: kind.route,
    access: kind.access,
  }));
}

/** How the kind is concluded electronically, or null where it is no contract (SIGN-18, SIGN-22). */
export function contractKindOf(pack: RulePack, kindId: string): ContractKind | null {
  return pack.content.kinds.kinds.find(({ id, contract }) => id === kindId && contract !== undefined)?.contract ?? null;
}

/** Whether the kind is an HR application by KhAI 4.7 (VER-05). */
export function isHrApplication(pack: RulePack, kindId: string): boolean {
  return pack.content.kinds.kinds.some(({ id, hrApplication }) => id === kindId && hrApplication === true);
}

/** Kinds that the office writes to its head for his resolution (RES-01). */
export function kindsToHead(pack: RulePack): readonly string[] {
  return pack.content.kinds.kinds.filter(({ toHead }) => toHead === true).map(({ id }) => id);
}

/** Rules of electronic conclusion that must stand in a contract's text (SIGN-21). */
export function contractClausesOf(pack: RulePack): ContractClause[] {
  return pack.content.kinds.contractClauses.map(({ id, names, phrases }) => ({ id, names, phrases }));
}

/** Bodies whose documents go to the head only (REG-10), of all times; they are asked with a day. */
export function bodiesOf(pack: RulePack): HeadOnlyBodies {
  return new HeadOnlyBodies(pack.content.bodies.bodies.map(({ id, category, names, beginnings, from, to }) => ({ bodyId: id, category, names, beginnings, from, to })));
}

export interface PackCase {
  readonly caseId: string;
  readonly index: string;
  readonly title: string;
  /** Period and, where the pack knows it, the article of the list, e.g. `5 р., ст. 82б`. */
  readonly retention: string;
  readonly section: { readonly sectionId: string; readonly index: string; readonly title: string };
}

function textIn(texts: Readonly<Partial<Record<Language, string>>>, language: Language): string {
  const text = texts[language];
  if (text === undefined) throw new RangeError(`no text in ${language}`);
  return text;
}

/** The sample nomenclature in one of the country's document languages. Throws RangeError for another language. */
export function casesOf(pack: RulePack, language: Language): PackCase[] {
  const { sections, cases }: NomenclatureFile = pack.content.nomenclature;
  return cases.map((entry) => {
    const section = sections.find(({ id }) => id === entry.section);
    if (section === undefined) throw new RangeError(`case ${entry.id} has no section`);
    const period = textIn(entry.retention.texts, language);
    return {
      caseId: entry.id,
      index: entry.index,
      title: textIn(entry.titles, language),
      retention: entry.retention.article === null ? period : `${period}, ${entry.retention.article}`,
      section: { sectionId: section.id, index: section.index, title: textIn(section.titles, language) },
    };
  });
}
