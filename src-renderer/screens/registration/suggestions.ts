import type { MethodOutput } from '#shared/contract/index.ts';
import type { Letter } from '#shared/contract/intake.ts';
import type { Requisites } from '#shared/domain/registration-card.ts';

/** A value that the file suggests for an empty field. */
export interface Offer {
  readonly text: string;
  readonly changes: Partial<Requisites>;
}

type Earlier = NonNullable<MethodOutput<'registration.earlier'>>;

/** What the newest letter of the same correspondent said, for fields that are still empty (CARD-04). */
export function offersOfEarlier(requisites: Requisites, earlier: Earlier | null, textOf: (name: keyof Requisites, value: string) => string): Readonly<Record<string, Offer>> {
  const offers: Record<string, Offer> = {};
  if (earlier === null) return offers;
  for (const name of ['caseId', 'addressee', 'delivery'] as const) {
    const value = earlier[name];
    if (value === null || (requisites[name] ?? '') !== '') continue;
    const text = textOf(name, value);
    // A case of a year that is over has no name here: it is nothing to offer.
    if (text !== value || name === 'addressee') offers[name] = { text, changes: { [name]: value } };
  }
  return offers;
}

/** Suggestions for fields that are still empty, by field. */
export function suggestionsFor(requisites: Requisites, suggestions: Letter['suggestions'] | null): Readonly<Record<string, Offer>> {
  const offers: Record<string, Offer> = {};
  if (suggestions === null) return offers;
  const { correspondent, subject, sheets, correspondentNumber, correspondentDate } = suggestions;
  if (correspondent !== null && (requisites.correspondent ?? '') === '') offers['correspondent'] = { text: correspondent, changes: { correspondent, correspondentId: null } };
  if (correspondentNumber !== null && (requisites.correspondentNumber ?? '') === '') offers['correspondentNumber'] = { text: correspondentNumber, changes: { correspondentNumber } };
  if (correspondentDate !== null && requisites.correspondentDate === null) offers['correspondentDate'] = { text: correspondentDate, changes: { correspondentDate } };
  if (subject !== null && requisites.subject === '') offers['subject'] = { text: subject, changes: { subject } };
  if (sheets !== null && requisites.sheets === null) offers['sheets'] = { text: String(sheets), changes: { sheets } };
  return offers;
}
