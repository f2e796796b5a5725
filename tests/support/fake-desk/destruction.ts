import { Refusal } from '#shared/contract/index.ts';
import type { ActPage, DestructionAct, ProposedCase } from '#shared/contract/destruction.ts';
import { fakeId } from './data.ts';
import { type FakeHandlers, type FakeHoldings, notFound } from './holdings.ts';
import { PEOPLE } from './words.ts';

export function fakeProposedCase(changes: Partial<ProposedCase> & Pick<ProposedCase, 'caseId'>): ProposedCase {
  return { index: '03-12', title: 'Листування з питань господарського забезпечення', year: 2021, retentionText: '3 р., ст. 122', finishedOn: '2021-12-29', destroyableFrom: 2025, volumes: 1, documents: 48, obstacles: [], ...changes };
}

export function fakeAct(changes: Partial<DestructionAct> = {}): DestructionAct {
  return { actId: fakeId(9801), number: '1', year: 2026, drawnUpOn: '2026-02-10', drawnUpBy: PEOPLE[0], state: 'draft', commission: null, archive: null, approved: null, method: null, begun: null, confirmed: null, resumed: [], cases: 2, destroyed: 0, ...changes };
}

export interface FakeDestruction {
  readonly acts?: readonly DestructionAct[];
  readonly lawful?: readonly ProposedCase[];
  readonly refused?: readonly ProposedCase[];
  readonly obstructed?: readonly ProposedCase[];
  readonly stayed?: ActPage['stayed'];
  readonly reports?: ActPage['reports'];
  /** Whether acts that are executed are gone on with here. */
  readonly resumable?: boolean;
  /** Heading of the section that the cases stand in. */
  readonly heading?: string;
}

/** Acts of destruction of the fake desk: a step that is asked for is taken. */
export function fakeDestruction(held: Pick<FakeHoldings, 'changed'>, given: FakeDestruction = {}): FakeHandlers<'destruction'> {
  const acts = [...(given.acts ?? [])];
  const lawful = given.lawful ?? [];
  const page = (actId: string): ActPage => {
    const act = acts.find((one) => one.actId === actId) ?? notFound();
    const lines = lawful.map(({ caseId, index, title, retentionText, year, volumes, documents }) => ({ index, title, retentionText, firstYear: year, lastYear: year, volumes, documents, caseIds: [caseId] }));
    return { act, archivalFund: true, resumable: act.state === 'executing' && given.resumable === true && act.resumed.length === 0, groups: [{ heading: given.heading ?? '03 Господарський відділ', lines }], obstructed: [...(given.obstructed ?? [])], stayed: given.stayed ?? [], reports: given.reports ?? [] };
  };
  const change = (actId: string, changes: Partial<DestructionAct>): ActPage => {
    const at = acts.findIndex((one) => one.actId === actId);
    const before = acts[at] ?? notFound();
    acts[at] = { ...before, ...changes };
    held.changed(['archive']);
    return page(actId);
  };
  return {
    'destruction.proposal': ({ show, first, limit }) => ({ lawful: lawful.length, refused: given.refused?.length ?? 0, cases: [...(show === 'lawful' ? lawful : (given.refused ?? []))].slice(first, first + limit) }),
    'destruction.acts': () => ({ acts: [...acts], suggestedNumber: String(acts.length + 1) }),
    'destruction.act': ({ actId }) => page(actId),
    'destruction.drawUp': ({ actId, number, year, drawnUpOn, caseIds }) => {
      acts.unshift(fakeAct({ actId, number, year, drawnUpOn, cases: caseIds?.length ?? lawful.length }));
      held.changed(['archive']);
      return page(actId);
    },
    'destruction.addCases': ({ actId }) => page(actId),
    'destruction.leaveOut': ({ actId }) => change(actId, { cases: Math.max(0, (acts.find((one) => one.actId === actId)?.cases ?? 0) - 1) }),
    'destruction.agree': ({ actId, by, protocolNumber, protocolDate }) => change(actId, { state: 'agreed', [by]: { number: protocolNumber, date: protocolDate } }),
    'destruction.approve': ({ actId, by, on }) => change(actId, { state: 'approved', approved: { by, on } }),
    'destruction.returnToDraft': ({ actId }) => change(actId, { state: 'draft', commission: null, archive: null, approved: null, begun: null, method: null }),
    'destruction.discard': ({ actId }) => {
      acts.splice(acts.findIndex((one) => one.actId === actId), 1);
      held.changed(['archive']);
      return {};
    },
    'destruction.begin': ({ actId, method }) => change(actId, { state: 'begun', method, begun: { at: '2026-03-05T09:00:00Z', by: PEOPLE[0], accountId: fakeId(12) } }),
    'destruction.confirm': ({ actId }) => {
      if (acts.find((one) => one.actId === actId)?.begun?.accountId === fakeId(12)) throw new Refusal('refused', 'error.destruction.samePerson');
      return change(actId, { state: 'executed', destroyed: 2, confirmed: { at: '2026-03-05T10:00:00Z', by: PEOPLE[0], accountId: fakeId(12) } });
    },
    'destruction.resume': ({ actId }) => change(actId, { resumed: [{ at: '2026-03-07T10:00:00Z', by: PEOPLE[0] }] }),
    'destruction.print': () => ({ fileName: 'act.pdf', bytes: new Uint8Array([0x25, 0x50, 0x44, 0x46]), pages: 2 }),
  };
}
