/**
 * Units as a tree, who heads them and who coordinates them, and what follows for the executors of a
 * resolution (KhAI 3.4: RES-05 … RES-08). Two desks may move units at once, so the tree can hold a circle
 * for a while: every walk ends, and a unit in a circle counts as one without a parent.
 */

export interface StructureUnit {
  readonly unitId: string;
  readonly parentUnitId: string | null;
  readonly headPersonId: string | null;
  /** Deputy head of the office who coordinates the unit and, where these name nobody else, the units below it. */
  readonly coordinatorPersonId: string | null;
}

export interface StructurePerson {
  readonly personId: string;
  readonly unitId: string | null;
}

export interface OfficeStructure {
  /** Head of the office: rector, director. */
  readonly headPersonId: string | null;
  readonly units: readonly StructureUnit[];
  readonly people: readonly StructurePerson[];
}

/** Places in the subordination, from the head of the office down. */
export const POSTS = ['head', 'deputyHead', 'unitHead', 'specialist'] as const;
export type Post = (typeof POSTS)[number];

/** A structure with its lookups, made once for many questions. */
export class Subordination {
  readonly #structure: OfficeStructure;
  readonly #units: ReadonlyMap<string, StructureUnit>;
  readonly #unitOfPerson: ReadonlyMap<string, string | null>;
  readonly #headed = new Map<string, string[]>();
  readonly #coordinating = new Set<string>();
  readonly #inCircle: ReadonlySet<string>;

  constructor(structure: OfficeStructure) {
    this.#structure = structure;
    this.#inCircle = unitsInCircle(structure.units);
    this.#units = new Map(structure.units.map((unit) => [unit.unitId, unit]));
    this.#unitOfPerson = new Map(structure.people.map(({ personId, unitId }) => [personId, unitId]));
    for (const { unitId, headPersonId, coordinatorPersonId } of structure.units) {
      if (headPersonId !== null) this.#headed.set(headPersonId, [...(this.#headed.get(headPersonId) ?? []), unitId]);
      if (coordinatorPersonId !== null) this.#coordinating.add(coordinatorPersonId);
    }
  }

  /** The highest post that the person has; a person who stands in no unit is a specialist. */
  postOf(personId: string): Post {
    if (personId === this.#structure.headPersonId) return 'head';
    if (this.#coordinating.has(personId)) return 'deputyHead';
    return this.#headed.has(personId) ? 'unitHead' : 'specialist';
  }

  /** The unit and those above it, from itself upwards, as far as the first unit of a circle: nobody is above that one. */
  unitAndAbove(unitId: string): string[] {
    const path: string[] = [];
    for (let at: string | null = unitId; at !== null && this.#units.has(at); at = this.parentOf(at)) path.push(at);
    return path;
  }

  /** The unit above; null for one in a circle, and where the unit above is not known. */
  parentOf(unitId: string): string | null {
    const parent = this.#units.get(unitId)?.parentUnitId ?? null;
    return parent === null || this.#inCircle.has(unitId) || !this.#units.has(parent) ? null : parent;
  }

  /** Whether the unit is one of a circle that two desks made at once; moving any of its units ends it. */
  isInCircle(unitId: string): boolean {
    return this.#inCircle.has(unitId);
  }

  /** Who coordinates the unit: named by itself or by the nearest unit above that names anybody. */
  coordinatorOf(unitId: string): string | null {
    for (const at of this.unitAndAbove(unitId)) {
      const coordinator = this.#units.get(at)?.coordinatorPersonId ?? null;
      if (coordinator !== null) return coordinator;
    }
    return null;
  }

  headOf(unitId: string): string | null {
    return this.#units.get(unitId)?.headPersonId ?? null;
  }

  unitOf(personId: string): string | null {
    return this.#unitOfPerson.get(personId) ?? null;
  }

  /** Units that the person heads. */
  unitsHeadedBy(personId: string): readonly string[] {
    return this.#headed.get(personId) ?? [];
  }

  /** Whether the unit lies in one that the person heads. */
  isInUnitHeadedBy(unitId: string, personId: string): boolean {
    const headed = this.unitsHeadedBy(personId);
    return headed.length > 0 && this.unitAndAbove(unitId).some((at) => headed.includes(at));
  }

  /** Whether `personId` stands below `superiorPersonId`: everybody below the head, the units that a deputy head coordinates, those that a unit's head leads. */
  isSubordinate(personId: string, superiorPersonId: string): boolean {
    if (personId === superiorPersonId || personId === this.#structure.headPersonId) return false;
    if (superiorPersonId === this.#structure.headPersonId) return true;
    return this.#unitsOf(personId).some((unitId) => this.coordinatorOf(unitId) === superiorPersonId || this.isInUnitHeadedBy(unitId, superiorPersonId));
  }

  /** Units by which a person is found in the subordination: his own and those that he heads. */
  #unitsOf(personId: string): readonly string[] {
    const own = this.unitOf(personId);
    return own === null ? this.unitsHeadedBy(personId) : [own, ...this.unitsHeadedBy(personId)];
  }
}

/** Units each of which stands above itself. */
export function unitsInCircle(units: readonly Pick<StructureUnit, 'unitId' | 'parentUnitId'>[]): ReadonlySet<string> {
  const parents = new Map(units.map(({ unitId, parentUnitId }) => [unitId, parentUnitId]));
  const found = new Set<string>();
  const done = new Set<string>();
  for (const start of parents.keys()) {
    const path: string[] = [];
    let at: string | null = start;
    for (; at !== null && !done.has(at) && !path.includes(at); at = parents.get(at) ?? null) path.push(at);
    const closes = at === null ? -1 : path.indexOf(at);
    if (closes >= 0) for (const unitId of path.slice(closes)) found.add(unitId);
    for (const unitId of path) done.add(unitId);
  }
  return found;
}

/** Whether the unit would stand above itself with that parent. */
export function makesCircle(units: readonly Pick<StructureUnit, 'unitId' | 'parentUnitId'>[], unitId: string, parentUnitId: string | null): boolean {
  return unitsInCircle([...units.filter((unit) => unit.unitId !== unitId), { unitId, parentUnitId }]).has(unitId);
}

/** A unit in the order of the tree; `depth` 0: nothing stands above it. */
export interface TreeRow<Unit> {
  readonly unit: Unit;
  readonly depth: number;
}

/** The units as a tree, each once: every unit below its own, sisters in the order in which they were given. */
export function treeOf<Unit extends StructureUnit>(units: readonly Unit[], subordination: Subordination): TreeRow<Unit>[] {
  const below = new Map<string | null, Unit[]>();
  for (const unit of units) {
    const parent = subordination.parentOf(unit.unitId);
    below.set(parent, [...(below.get(parent) ?? []), unit]);
  }
  const rows: TreeRow<Unit>[] = [];
  const waiting: TreeRow<Unit>[] = (below.get(null) ?? []).map((unit) => ({ unit, depth: 0 })).toReversed();
  for (let row = waiting.pop(); row !== undefined; row = waiting.pop()) {
    rows.push(row);
    const { depth } = row;
    waiting.push(...(below.get(row.unit.unitId) ?? []).map((unit) => ({ unit, depth: depth + 1 })).toReversed());
  }
  return rows;
}
