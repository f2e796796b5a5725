import type { ProposedCase } from '#shared/contract/destruction.ts';
import { type CaseFacts, obstaclesTo } from '#shared/domain/destruction.ts';
import type { MissingInventory } from '#shared/domain/missing-inventories.ts';
import type { CaseRecord, DestructionRecords } from './destruction-records.ts';

export interface JudgedCase extends ProposedCase {
  readonly section: string;
}

export interface Question {
  /** Year of the act. */
  readonly year: number;
  /** The act that names them; null: none yet. */
  readonly actId: string | null;
  /** Cases that go together with those that are judged; null: as many as the law lets go. */
  readonly together: ReadonlySet<string> | null;
}

/** Judges cases by the law (C.7.5). The facts of all are read at once, whatever their number. */
export function judgedCases(cases: readonly CaseRecord[], { year, actId, together }: Question, records: DestructionRecords, missing: (years: readonly number[]) => readonly MissingInventory[]): JudgedCase[] {
  const holds = records.holds();
  const openActs = records.openActs();
  const chains = records.chains();
  const inventories = Map.groupBy(missing([...new Set(cases.map(yearOf))]), (one) => one.year);
  const factsOf = (one: CaseRecord, chainOutside: readonly string[]): CaseFacts => ({
    retention: one.retention,
    term: one.term,
    appraisal: one.appraisal,
    holds: holds.get(one.caseId) ?? [],
    destroyedBy: one.destroyedBy,
    otherAct: openActs.get(one.caseId)?.find((act) => act.actId !== actId)?.number ?? null,
    chainOutside,
    missingInventories: inventories.get(yearOf(one)) ?? [],
  });
  const going = together ?? new Set(cases.filter((one) => obstaclesTo(factsOf(one, []), year).length === 0).map(({ caseId }) => caseId));
  return cases.map((one) => {
    const chain = one.closedWith === null ? [] : (chains.get(one.closedWith) ?? []);
    const outside = chain.filter(({ caseId }) => caseId !== one.caseId && !going.has(caseId)).map(({ index }) => index);
    return {
      caseId: one.caseId,
      index: one.index,
      title: one.title,
      year: one.year,
      section: one.section,
      retentionText: one.retentionText,
      finishedOn: one.finishedOn,
      destroyableFrom: one.term?.destroyableFrom ?? null,
      volumes: one.volumes,
      documents: one.documents,
      obstacles: obstaclesTo(factsOf(one, outside), year),
    };
  });
}

/** The year of a case as inventories count it: the one in which it was finished. */
function yearOf({ finishedOn, year }: CaseRecord): number {
  return finishedOn === null ? year : Number(finishedOn.slice(0, 4));
}
