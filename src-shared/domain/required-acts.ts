/**
 * Acts that everybody in the office, or in some of its units, has to have acknowledged: local acts on HR electronic
 * document flow and the notice of it, for people who work already and for those who enter (KSTU R1-2.1.1, 5.2.1; ACK-08,
 * NOT-03). Who lacks an act follows from the directory and from the acknowledgements: sending alone settles nothing.
 */
import { type AcknowledgementForm, type AcknowledgementState, type AcknowledgementWay, OPEN_STATES, settles } from './acknowledgement.ts';
import type { PersonCategory } from './person-category.ts';

export interface ActRequirement {
  /** The least that settles it. */
  readonly form: AcknowledgementForm;
  /** Units with all below them; null: the whole office. */
  readonly unitIds: readonly string[] | null;
  /** Categories of people, of those units alone where units are named too; null: whatever their category. */
  readonly categories?: readonly PersonCategory[] | null | undefined;
}

export interface PersonOfDirectory {
  readonly personId: string;
  readonly unitId: string | null;
  /** Null: nobody has said. */
  readonly category: PersonCategory | null;
  /** Somebody with two posts stands in the directory twice, under one account. */
  readonly accountId: string | null;
}

/** A person's line of one list of the act. */
export interface ActLine {
  readonly personId: string;
  readonly accountId: string | null;
  readonly form: AcknowledgementForm;
  readonly state: AcknowledgementState;
  /** The mark that counts; null: none does. */
  readonly way: AcknowledgementWay | null;
  readonly dueOn: string;
}

/** How a person stands by an act that he has to know; `notAsked`: nobody has sent it to him. */
export type ActStanding = 'notAsked' | Exclude<AcknowledgementState, 'withdrawn'>;

export interface StandingByAct {
  readonly state: ActStanding;
  /** Last day of the term; null where nothing is awaited. */
  readonly dueOn: string | null;
}

/**
 * Whether the act has to be known by the person.
 *
 * @param unitAndAbove the units in which somebody of a unit stands, the unit itself first
 */
export function isRequiredOf({ unitIds, categories = null }: ActRequirement, { unitId, category }: Pick<PersonOfDirectory, 'unitId' | 'category'>, unitAndAbove: (unitId: string) => readonly string[]): boolean {
  if (categories !== null && (category === null || !categories.includes(category))) return false;
  if (unitIds === null) return true;
  return unitId !== null && (unitIds.includes(unitId) || unitAndAbove(unitId).some((one) => unitIds.includes(one)));
}

const NOT_ASKED: StandingByAct = { state: 'notAsked', dueOn: null };

/** How the person stands by all lists of the act. A list of a weaker form than is required asks for nothing here. */
export function standingByAct({ form }: ActRequirement, person: Pick<PersonOfDirectory, 'personId' | 'accountId'>, lines: readonly ActLine[]): StandingByAct {
  const his = lines.filter((line) => line.personId === person.personId || (person.accountId !== null && line.accountId === person.accountId));
  if (his.some(({ way }) => way !== null && way !== 'refusal' && settles(form, way))) return { state: 'acknowledged', dueOn: null };
  const [open] = his.filter((line) => OPEN_STATES.includes(line.state) && asksFor(line.form, form)).toSorted((one, other) => (one.dueOn < other.dueOn ? -1 : 1));
  if (open !== undefined && open.state !== 'withdrawn') return { state: open.state, dueOn: open.dueOn };
  return his.some(({ state }) => state === 'refused') ? { state: 'refused', dueOn: null } : NOT_ASKED;
}

/** Whether an own mark that settles a list of one form settles the requirement of another too. */
function asksFor(listForm: AcknowledgementForm, required: AcknowledgementForm): boolean {
  return settles(required, listForm === 'mark' ? 'system' : listForm);
}
