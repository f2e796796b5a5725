/** The law of a country as dated data. Callers load a pack once and ask it; nobody reads its files beside. */
export { type CalendarOptions, calendarFor } from './calendar.ts';
export { archiveDefaults, termStartOn } from './archive.ts';
export { dutiesOn, type PackDuty } from './duties.ts';
export { formsOn, type PackPrintedForm } from './forms.ts';
export { fillPlaces } from './fill-places.ts';
export { loadRulePack } from './load.ts';
export type { RulePack } from './model.ts';
export { formOf, type PackArticle, type PackForm, retentionListOf } from './retention.ts';
export { bodiesOf, casesOf, contractClausesOf, contractKindOf, isHrApplication, journalsOf, kindsOf, kindsToHead, type PackCase, type PackSentence, type PackTerm, sentenceAt, termAt } from './query.ts';
export { type PackRegisters, registersOf } from './registers.ts';
export { type PackRoute, routesOn } from './routes.ts';
export { simpleSignatureRuleOn } from './simple-signatures.ts';
export { type PackProblem, type PackProblemKind, RulePackRefused } from './refusal.ts';
export { REQUIRED_SENTENCES, type SentenceId, SIGNATURE_MARK_KINDS, type SignatureMarkKind, type SignatureRegime } from './schema/sentences.ts';
export type { PackFormPart } from './schema/forms.ts';
export { REQUIRED_TERMS, type TermId } from './schema/terms.ts';
