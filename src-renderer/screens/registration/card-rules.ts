import type { ContractError } from '#shared/contract/index.ts';
import type { Office } from '#shared/contract/desk.ts';
import { invalidRequisites, missingRequisites, type RequisiteName, type Requisites } from '#shared/domain/registration-card.ts';
import { formatIndex, type IndexValues, missingTokens } from '#shared/domain/registration-index.ts';
import { isMessageKey, type MessageKey } from '#shared/i18n/translate.ts';
import { todayIn } from '../../app/formats.ts';
import type { Choices, Journal, Kind } from '../../app/use-choices.ts';

/** Requisites in the order in which a clerk reads them off a letter. */
export const FIELD_ORDER = [
  'correspondent',
  'correspondentNumber',
  'correspondentDate',
  'subject',
  'sheets',
  'attachmentSheets',
  'caseId',
  'addressee',
  'author',
  'language',
  'restricted',
  'note',
] as const satisfies readonly RequisiteName[];
export type FieldName = (typeof FIELD_ORDER)[number];

const OF_CORRESPONDENCE: ReadonlySet<FieldName> = new Set(['correspondent', 'correspondentNumber', 'correspondentDate']);

export function isRequisiteName(name: string): name is RequisiteName {
  return name === 'direction' || name === 'journalId' || name === 'kindId' || (FIELD_ORDER as readonly string[]).includes(name);
}

export interface CardContext {
  readonly choices: Choices;
  readonly office: Office;
}

export interface CardProblem {
  readonly name: RequisiteName;
  readonly message: MessageKey;
}

function kindOf(requisites: Requisites, choices: Choices): Kind | undefined {
  return choices.kinds.find((kind) => kind.kindId === requisites.kindId);
}

function journalOf(requisites: Requisites, choices: Choices): Journal | undefined {
  return choices.journals.find((journal) => journal.journalId === requisites.journalId);
}

function indexValues(requisites: Requisites, { choices, office }: CardContext, journal: Journal): IndexValues {
  return {
    n: String(journal.next),
    case: choices.cases.find((one) => one.caseId === requisites.caseId)?.index ?? null,
    kind: kindOf(requisites, choices)?.letter ?? null,
    desk: office.deskCode,
    yy: String(journal.year).slice(-2),
    // Letters of correspondents and units are given by the desk.
    corr: '',
    unit: '',
  };
}

/** True where the journal's pattern cannot be written without the case. */
function caseIsNeeded(requisites: Requisites, context: CardContext): boolean {
  const journal = journalOf(requisites, context.choices);
  return journal !== undefined && missingTokens(journal.pattern, indexValues({ ...requisites, caseId: null }, context, journal)).includes('case');
}

/** True where only the choice of a case lets the number be written. */
export function caseIsMissing(requisites: Requisites, context: CardContext): boolean {
  return requisites.caseId === null && caseIsNeeded(requisites, context);
}

/** Index that the next card of this journal would take; null while the pattern misses something. */
export function numberPreview(requisites: Requisites, context: CardContext): string | null {
  const journal = journalOf(requisites, context.choices);
  if (journal === undefined) return null;
  const values = indexValues(requisites, context, journal);
  if (/\{(corr|unit)\}/.test(journal.pattern) || missingTokens(journal.pattern, values).length > 0) return null;
  return formatIndex(journal.pattern, values);
}

/** Fields of a card, the mandatory ones first. */
export function fieldsOf(requisites: Requisites, context: CardContext): { readonly mandatory: readonly FieldName[]; readonly additional: readonly FieldName[] } {
  const demanded = new Set<string>(kindOf(requisites, context.choices)?.mandatory ?? []);
  if (caseIsNeeded(requisites, context)) demanded.add('caseId');
  return {
    mandatory: FIELD_ORDER.filter((name) => demanded.has(name)),
    additional: FIELD_ORDER.filter((name) => !demanded.has(name) && !(requisites.direction === 'internal' && OF_CORRESPONDENCE.has(name))),
  };
}

/** Everything that keeps the card from being registered, in the order of the fields. */
export function cardProblems(requisites: Requisites, context: CardContext): CardProblem[] {
  const kind = kindOf(requisites, context.choices);
  const problems: CardProblem[] = [];
  if (journalOf(requisites, context.choices) === undefined) problems.push({ name: 'journalId', message: 'requisite.missing' });
  if (kind === undefined) problems.push({ name: 'kindId', message: 'requisite.missing' });
  else {
    const mandatory = kind.mandatory.filter(isRequisiteName);
    for (const name of missingRequisites(requisites, { mandatory })) problems.push({ name, message: 'requisite.missing' });
    for (const { name, reason } of invalidRequisites(requisites, kind, todayIn(context.office.zone))) problems.push({ name, message: `requisite.invalid.${reason}` });
  }
  if (caseIsMissing(requisites, context) && !problems.some((problem) => problem.name === 'caseId')) {
    problems.push({ name: 'caseId', message: 'requisite.missingForNumber' });
  }
  const place = (name: RequisiteName): number => (FIELD_ORDER as readonly string[]).indexOf(name);
  return problems.sort((one, other) => place(one.name) - place(other.name));
}

/** The single points of a refusal that belong to fields. */
export function problemsOfError(error: ContractError): CardProblem[] {
  return error.issues.flatMap(({ path, message }) => {
    const name = path.slice(path.lastIndexOf('.') + 1);
    return isRequisiteName(name) ? [{ name, message: isMessageKey(message) ? message : 'requisite.missing' }] : [];
  });
}
