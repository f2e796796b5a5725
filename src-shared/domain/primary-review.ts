/**
 * Who looks at a document first (первинний розгляд: REG-09, REG-10, REG-11). Documents of some senders go to the
 * head only, whatever a registrar wishes; all others by the office's table of duties, whose first fitting row decides.
 * What the office itself writes to its head, such as a memo, an application or a submission, is proposed to him where
 * no row fits (RES-01).
 */
import { type CorrespondentCategory, isHeadOnly } from './correspondents.ts';
import { foldedWords } from './name-folding.ts';
import { type Actor, hasRight } from './rights.ts';
import type { Medium, Requisites } from './registration-card.ts';

/** A row of the table of duties (REG-11). A condition that is null, or has no words, asks for nothing. */
export interface Duty {
  readonly dutyId: string;
  readonly reviewerPersonId: string;
  readonly kindId: string | null;
  readonly journalId: string | null;
  readonly category: CorrespondentCategory | null;
  /** Index of a case: each year's nomenclature has cases of its own, and their indexes go on. */
  readonly caseIndex: string | null;
  /** Beginnings of words of the subject, any of which is enough. */
  readonly words: readonly string[];
}

export interface ReviewedDocument extends Pick<Requisites, 'kindId' | 'journalId' | 'subject'> {
  /** Index of its case in the nomenclature of whatever year. */
  readonly caseIndex: string | null;
  /** Categories that the sender may have: all entries that its name stands for. Empty: not known. */
  readonly categories: readonly CorrespondentCategory[];
  /** Written within the office to its head, who lays his resolution on it. */
  readonly writtenToHead: boolean;
}

export type ReviewRule =
  /** The head and nobody else (REG-10); null while no head is set, and then nobody. */
  | { readonly rule: 'head-only'; readonly personId: string | null; readonly category: CorrespondentCategory }
  | { readonly rule: 'duty'; readonly personId: string; readonly dutyId: string }
  /** Written to the head, and no row of the table names another. */
  | { readonly rule: 'to-head'; readonly personId: string }
  | { readonly rule: 'none' };

function fits(duty: Duty, document: ReviewedDocument): boolean {
  if (duty.kindId !== null && duty.kindId !== document.kindId) return false;
  if (duty.journalId !== null && duty.journalId !== document.journalId) return false;
  if (duty.caseIndex !== null && duty.caseIndex !== document.caseIndex) return false;
  if (duty.category !== null && !document.categories.includes(duty.category)) return false;
  if (duty.words.length === 0) return true;
  const subject = foldedWords(document.subject);
  return duty.words.some((words) => {
    const sought = foldedWords(words);
    return sought.length > 0 && sought.every((word) => subject.some((other) => other.startsWith(word)));
  });
}

/** @param duties in the office's order */
export function reviewRule(document: ReviewedDocument, headPersonId: string | null, duties: readonly Duty[]): ReviewRule {
  const headOnly = document.categories.find(isHeadOnly);
  if (headOnly !== undefined) return { rule: 'head-only', personId: headPersonId, category: headOnly };
  const duty = duties.find((candidate) => fits(candidate, document));
  if (duty !== undefined) return { rule: 'duty', personId: duty.reviewerPersonId, dutyId: duty.dutyId };
  return document.writtenToHead && headPersonId !== null ? { rule: 'to-head', personId: headPersonId } : { rule: 'none' };
}

/**
 * Whether a person may set who the head is, or change the head's entry. Another head would be a way around
 * REG-10, so a registrar may only name the first one; whoever supervises the desk names the next.
 */
export function mayChangeHead(actor: Pick<Actor, 'roles'>, headPersonId: string | null): boolean {
  return headPersonId === null || hasRight(actor, 'desk.supervise');
}

/** How a document came to its reviewer: by REG-10, by the table, or by the registrar's choice. */
export const PASS_RULES = ['head-only', 'duty', 'chosen'] as const;
export type PassRule = (typeof PASS_RULES)[number];

export type PassDecision =
  | { readonly allowed: true; readonly rule: PassRule; readonly dutyId: string | null }
  | { readonly allowed: false; readonly reason: 'headNotSet' | 'headOnly' };

/** Whether the document may go to this person. REG-10 leaves no choice; the table only proposes. */
export function decidePass(rule: ReviewRule, personId: string): PassDecision {
  if (rule.rule === 'head-only') {
    if (rule.personId === null) return { allowed: false, reason: 'headNotSet' };
    return rule.personId === personId ? { allowed: true, rule: 'head-only', dutyId: null } : { allowed: false, reason: 'headOnly' };
  }
  if (rule.rule === 'duty' && rule.personId === personId) return { allowed: true, rule: 'duty', dutyId: rule.dutyId };
  return { allowed: true, rule: 'chosen', dutyId: null };
}

/** What must be done before a document may be passed on. */
export const PASS_OBSTACLES = ['outgoing', 'void', 'alreadyPassed', 'notVerified', 'notStamped', 'notScanned', 'equalPassed', 'sameFilePassed', 'registeredTwice'] as const;
export type PassObstacle = (typeof PASS_OBSTACLES)[number];

export interface PassFacts {
  readonly direction: Requisites['direction'];
  readonly state: 'registered' | 'review' | 'void';
  readonly medium: Medium;
  /** The check of signatures was recorded; asked of what came in (REG-08): what the office made itself was checked as it was signed (SIGN-06). */
  readonly verified: boolean;
  /** An original of equal force is under review already (X5; REG-18). */
  readonly equalPassed: boolean;
  /** A card whose main file has the same bytes is under review already: one document goes one way (REG-17, REG-19). */
  readonly sameFilePassed: boolean;
  /** Another card stands as the card of the same signed draft (ROUTE-18). */
  readonly registeredTwice: boolean;
}

/** Obstacles that the card itself shows: what has left the office, or is about to, waits for nobody's resolution; a paper's scan is asked of the scanning room (REG-05). */
export function passObstacles(facts: PassFacts): PassObstacle[] {
  const found: PassObstacle[] = [];
  if (facts.direction === 'outgoing') found.push('outgoing');
  if (facts.state === 'void') found.push('void');
  if (facts.state === 'review') found.push('alreadyPassed');
  if (facts.direction === 'incoming' && facts.medium === 'electronic' && !facts.verified) found.push('notVerified');
  if (facts.equalPassed) found.push('equalPassed');
  if (facts.sameFilePassed) found.push('sameFilePassed');
  if (facts.registeredTwice) found.push('registeredTwice');
  return found;
}
