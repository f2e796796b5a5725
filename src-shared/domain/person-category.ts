/**
 * Categories of people by which an act or a notice reaches them (ACK-08, NOT-03; KSTU R1-5.2.1): those who work, those
 * who study, and those who are about to enter. Posts are free text, so that a category is said and not guessed from it.
 */
export const PERSON_CATEGORIES = ['teaching', 'administrative', 'support', 'student', 'entering'] as const;
export type PersonCategory = (typeof PERSON_CATEGORIES)[number];
