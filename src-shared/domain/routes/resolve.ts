/** From a template to the route of one draft: which stages its content takes, and which persons its steps mean (ROUTE-07, ROUTE-08). */
import { type OfficeStructure, Subordination } from '../office-structure.ts';
import { allowedMeans, type StepMeans } from './means.ts';
import type { DraftConcern, LocalNames, RestartRule, RouteTemplate, SigningProfile, StepRole, StepTaker, TemplateStep } from './template.ts';

/** What of a draft decides its route. */
export interface DraftFacts {
  readonly authorPersonId: string;
  readonly concerns: readonly DraftConcern[];
  /** Officials whom the draft names as executors. */
  readonly executorPersonIds: readonly string[];
  /** Units that are responsible for what the draft is about. */
  readonly responsibleUnitIds: readonly string[];
  /** The signer requisite; null where the template says who signs. */
  readonly signerPersonId: string | null;
  /** Law wants it kept as a paper copy of an e-original: approval by signature only (ROUTE-11). */
  readonly keptAsPaperCopy: boolean;
  /** Only registration and approval are electronic, the document counts as paper and is signed by hand (X9; KhAI 4.3). */
  readonly transitional: boolean;
}

export interface RoutePerson {
  readonly personId: string;
  readonly name: string;
  readonly position: string;
}

/** The office as it stands when the route begins. */
export interface RouteOffice {
  readonly structure: OfficeStructure;
  readonly people: readonly RoutePerson[];
  readonly units: readonly { readonly unitId: string; readonly name: string }[];
}

export interface ConcreteStep {
  /** The template's step, and the place behind it where several persons take it. */
  readonly stepId: string;
  readonly role: StepRole;
  readonly names: LocalNames;
  readonly personId: string;
  readonly personName: string;
  readonly means: readonly StepMeans[];
}

export interface ConcreteStage {
  readonly names: LocalNames;
  readonly steps: readonly ConcreteStep[];
}

/** A step that this draft does not take, told beside the route: its content does not touch it, or it names nobody there. */
export interface LeftOutStep {
  readonly stepId: string;
  readonly names: LocalNames;
  readonly reason: 'notConcerned' | 'nobodyNamed';
}

export interface ConcreteRoute {
  readonly stages: readonly ConcreteStage[];
  readonly leftOut: readonly LeftOutStep[];
  readonly restart: RestartRule;
  readonly signing: SigningProfile;
}

export const ROUTE_OBSTACLES = ['nobody', 'several', 'unknownPerson'] as const;
export type RouteObstacleKind = (typeof ROUTE_OBSTACLES)[number];

/** A step that no person can be found for; the route does not begin before that is mended. */
export interface RouteObstacle {
  readonly stepId: string;
  readonly names: LocalNames;
  readonly obstacle: RouteObstacleKind;
  /** Those among whom a choice would be chance. */
  readonly personIds: readonly string[];
}

export type Resolution = { readonly route: ConcreteRoute; readonly obstacles: readonly [] } | { readonly route: null; readonly obstacles: readonly RouteObstacle[] };

/** The route of a draft by a template without problems, or all that keeps it from beginning. Stages that nobody takes are gone; each step left out is told. */
export function resolveRoute(template: RouteTemplate, facts: DraftFacts, office: RouteOffice): Resolution {
  const finder = new TakerFinder(facts, office);
  const people = new Map(office.people.map((person) => [person.personId, person]));
  const obstacles: RouteObstacle[] = [];
  const leftOut: LeftOutStep[] = [];
  const concrete = ({ stepId, role, names, taker, mayBeNobody }: TemplateStep): ConcreteStep[] => {
    const found = [...new Set(finder.find(taker))];
    const missing = found.filter((personId) => !people.has(personId));
    if (found.length === 0 && mayBeNobody) leftOut.push({ stepId, names, reason: 'nobodyNamed' });
    else if (found.length === 0) obstacles.push({ stepId, names, obstacle: 'nobody', personIds: [] });
    else if (missing.length > 0) obstacles.push({ stepId, names, obstacle: 'unknownPerson', personIds: missing });
    else if (found.length > 1 && !takenByAll(taker)) obstacles.push({ stepId, names, obstacle: 'several', personIds: found });
    const means = allowedMeans(role, template, facts);
    return found.map((personId, at) => ({ stepId: at === 0 ? stepId : `${stepId}#${at + 1}`, role, names, personId, personName: people.get(personId)?.name ?? '', means }));
  };
  const stages: ConcreteStage[] = [];
  for (const stage of template.stages) {
    const taken = stage.steps.filter((step) => touches(stage.when, facts) && touches(step.when, facts));
    for (const { stepId, names } of stage.steps.filter((step) => !taken.includes(step))) leftOut.push({ stepId, names, reason: 'notConcerned' });
    const steps = taken.flatMap(concrete);
    if (steps.length > 0) stages.push({ names: stage.names, steps });
  }
  if (obstacles.length > 0) return { route: null, obstacles };
  return { route: { stages, leftOut, restart: template.restart, signing: template.signing }, obstacles: [] };
}

function touches(when: readonly DraftConcern[], { concerns }: DraftFacts): boolean {
  return when.length === 0 || when.some((concern) => concerns.includes(concern));
}

/** Takers that mean everybody whom they find. */
function takenByAll({ by }: StepTaker): boolean {
  return by === 'namedExecutors' || by === 'responsibleUnitHeads' || by === 'coordinator';
}

const folded = (words: string): string => words.trim().replaceAll(/\s+/gu, ' ').toLocaleLowerCase('und').replaceAll('’', "'");

class TakerFinder {
  readonly #facts: DraftFacts;
  readonly #office: RouteOffice;
  readonly #subordination: Subordination;

  constructor(facts: DraftFacts, office: RouteOffice) {
    this.#facts = facts;
    this.#office = office;
    this.#subordination = new Subordination(office.structure);
  }

  find(taker: StepTaker): string[] {
    const { authorPersonId, signerPersonId, executorPersonIds, responsibleUnitIds } = this.#facts;
    switch (taker.by) {
      case 'person':
        return [taker.personId];
      case 'position':
        return this.#inPosition(taker.positions);
      case 'positionInAuthorUnit':
        return this.#inAuthorUnit(this.#inPosition(taker.positions));
      case 'unitHead':
        return some(this.#subordination.headOf(taker.unitId));
      case 'namedUnitHead': {
        const wanted = new Set(taker.unitNames.map(folded));
        return this.#office.units.filter(({ name }) => wanted.has(folded(name))).flatMap(({ unitId }) => some(this.#subordination.headOf(unitId)));
      }
      case 'author':
        return [authorPersonId];
      case 'authorUnitHead':
        return this.#authorUnits().slice(0, 1).flatMap((unitId) => some(this.#subordination.headOf(unitId)));
      case 'headAboveAuthorUnit':
        return this.#authorUnits().slice(1).flatMap((unitId) => some(this.#subordination.headOf(unitId))).slice(0, 1);
      case 'namedSigner':
        return some(signerPersonId);
      case 'namedExecutors':
        return [...executorPersonIds];
      case 'responsibleUnitHeads': {
        const heads = responsibleUnitIds.map((unitId) => this.#subordination.headOf(unitId));
        // One unit without a head is not to be lost among others that have one.
        return heads.every((head) => head !== null) ? heads : [];
      }
      case 'coordinator':
        return this.#coordinators();
      case 'officeHead':
        return some(this.#office.structure.headPersonId);
    }
  }

  /** The author's unit and those above it; a head who stands in no unit counts to the one that he heads. */
  #authorUnits(): string[] {
    const { authorPersonId } = this.#facts;
    const unitId = this.#subordination.unitOf(authorPersonId) ?? this.#subordination.unitsHeadedBy(authorPersonId)[0];
    return unitId === undefined ? [] : this.#subordination.unitAndAbove(unitId);
  }

  #coordinators(): string[] {
    const { responsibleUnitIds } = this.#facts;
    const units = responsibleUnitIds.length > 0 ? responsibleUnitIds : this.#authorUnits().slice(0, 1);
    const found = units.map((unitId) => this.#subordination.coordinatorOf(unitId));
    return found.every((personId) => personId !== null) ? found : [];
  }

  #inAuthorUnit(personIds: readonly string[]): string[] {
    for (const unitId of this.#authorUnits()) {
      const found = personIds.filter((personId) => this.#subordination.unitOf(personId) === unitId);
      if (found.length > 0) return found;
    }
    return [];
  }

  #inPosition(positions: readonly string[]): string[] {
    const wanted = new Set(positions.map(folded));
    return this.#office.people.filter(({ position }) => wanted.has(folded(position))).map(({ personId }) => personId);
  }
}

function some(personId: string | null): string[] {
  return personId === null ? [] : [personId];
}
