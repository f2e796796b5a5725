import type { AppraisalProtocol, MarkedCase } from '#shared/contract/appraisal.ts';
import { Refusal } from '#shared/contract/index.ts';
import { PEOPLE } from './words.ts';
import type { FakeHandlers, FakeHoldings } from './holdings.ts';

/** A closed case with the commission's mark. */
export function markedCase(changes: Partial<MarkedCase> = {}): MarkedCase {
  return { caseId: 'case-01-05', index: '01-05', title: 'Листування з органами державної влади з питань освітньої, наукової та міжнародної діяльності університету', year: 2020, finishedOn: '2020-12-28', retentionText: '5 р. ЕПК, ст. 23', endsOn: '2025-12-31', decided: null, ...changes };
}

export interface FakeAppraisalOptions {
  readonly cases?: readonly MarkedCase[];
  readonly protocols?: readonly AppraisalProtocol[];
}

/** The value appraisal of a fake desk: every decision is taken as it is given. */
export function fakeAppraisal(held: FakeHoldings, { cases = [markedCase(), markedCase({ caseId: 'case-02-07', index: '02-07', title: 'Звіти про роботу відділу', retentionText: '3 р. ЕПК' })], protocols = [] }: FakeAppraisalOptions = {}): FakeHandlers<'appraisal'> {
  let recorded = [...protocols];
  let known = [...cases];
  return {
    'appraisal.cases': ({ all }) => ({ cases: all ? known : known.filter(({ decided }) => decided === null) }),
    'appraisal.protocols': () => ({ protocols: recorded }),
    'appraisal.record': ({ protocolId, number, date, members, decisions }) => {
      const made: AppraisalProtocol = {
        protocolId, number, date, members, recordedAt: '2026-03-05T10:00:00Z', recordedBy: PEOPLE[0],
        decisions: decisions.map(({ caseId, decision, kept, note }) => {
          const found = known.find((one) => one.caseId === caseId);
          if (found === undefined) throw new Refusal('not-found', 'error.caseNotFound');
          return { caseId, index: found.index, title: found.title, year: found.year, decision, keptFor: kept === null ? null : kept.period === 'years' ? `${kept.years} р. ЕПК` : 'постійно', note };
        }),
      };
      recorded = [made, ...recorded];
      known = known.map((one) => {
        const decided = decisions.find(({ caseId }) => caseId === one.caseId);
        return decided === undefined ? one : { ...one, decided: { decision: decided.decision, number, date } };
      });
      held.changed(['archive']);
      return made;
    },
  };
}
