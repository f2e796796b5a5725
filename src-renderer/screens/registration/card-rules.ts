import type { ContractError } from '#shared/contract/index.ts';
import type { Office } from '#shared/contract/desk.ts';
import { invalidRequisites, missingRequisites, type RequisiteName, type Requisites } from '#shared/domain/registration-card.ts';
import { mediumProblems } from '#shared/domain/document-kinds.ts';
import { lateEntryProblems } from '#shared/domain/outages.ts';
import { CARD_FIELDS, type RequisiteGroups, requisiteGroups } from '#shared/domain/requisite-template.ts';
import { formatIndex, type IndexValues, missingTokens } from '#shared/domain/registration-index.ts';
import { isMessageKey, type MessageKey } from '#shared/i18n/translate.ts';
import { todayIn } from '../../app/formats.ts';
import type { Choices, Journal, Kind } from '../../app/use-choices.ts';

export function isRequisiteName(name: string): name is RequisiteName {
  return name === 'direction' || name === 'journalId' || name === 'kindId' || name === 'medium' || (CARD_FIELDS as readonly string[]).includes(name);
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
    // The letter of a correspondent is given by the desk.
    corr: '',
    unit: choices.units.find((one) => one.unitId === requisites.unitId)?.index ?? '',
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

/** Fields of a card in their three groups. */
export function fieldsOf(requisites: Requisites, context: CardContext): RequisiteGroups {
  const kind = kindOf(requisites, context.choices);
  if (kind === undefined) return { mandatory: [], additional: [], optional: [] };
  const demanded = [...(requisites.outageId === null ? [] : (['receivedDate', 'delivery'] as const)), ...mediumProblems(requisites, kind, todayIn(context.office.zone)).missing, ...(caseIsNeeded(requisites, context) ? (['caseId'] as const) : [])];
  // A ground that was given stays a mandatory requisite.
  return requisiteGroups(requisites, kind, requisites.paperGround === null ? demanded : [...demanded, 'paperGround']);
}

/** Everything that keeps the card from being registered, in the order of the fields. */
export function cardProblems(requisites: Requisites, context: CardContext): CardProblem[] {
  const kind = kindOf(requisites, context.choices);
  const problems: CardProblem[] = [];
  if (journalOf(requisites, context.choices) === undefined) problems.push({ name: 'journalId', message: 'requisite.missing' });
  if (kind === undefined) problems.push({ name: 'kindId', message: 'requisite.missing' });
  else {
    const today = todayIn(context.office.zone);
    const medium = mediumProblems(requisites, kind, today);
    const late = lateEntryProblems(requisites, context.choices.outages.find(({ outageId }) => outageId === requisites.outageId) ?? null, context.office.zone);
    for (const name of [...missingRequisites(requisites, kind), ...medium.missing, ...late.missing]) problems.push({ name, message: 'requisite.missing' });
    for (const { name, reason } of [...invalidRequisites(requisites, kind, today), ...medium.invalid, ...late.invalid]) problems.push({ name, message: `requisite.invalid.${reason}` });
  }
  if (caseIsMissing(requisites, context) && !problems.some((problem) => problem.name === 'caseId')) {
    problems.push({ name: 'caseId', message: 'requisite.missingForNumber' });
  }
  const place = (name: RequisiteName): number => (CARD_FIELDS as readonly string[]).indexOf(name);
  return problems.sort((one, other) => place(one.name) - place(other.name));
}

/** The single points of a refusal that belong to fields. */
export function problemsOfError(error: ContractError): CardProblem[] {
  return error.issues.flatMap(({ path, message }) => {
    const name = path.slice(path.lastIndexOf('.') + 1);
    return isRequisiteName(name) ? [{ name, message: isMessageKey(message) ? message : 'requisite.missing' }] : [];
  });
}
