import type { MethodOutput } from '#shared/contract/index.ts';
import type { FakeHandlers, FakeHoldings } from './holdings.ts';
import { PEOPLE } from './words.ts';

/** The way of one paper. */
export function fakePaperIntake(held: FakeHoldings): FakeHandlers<'paperIntake'> {
  let paper: MethodOutput<'paperIntake.state'> = { stage: 'stamp', stampings: [], scan: null, stampLines: ['Національний університет', 'Вхідний', '113/01-05  05.03.2026'] };
  return {
    'paperIntake.state': () => paper,
    'paperIntake.label': ({ format }) => {
      paper = { ...paper, stage: 'scan', stampings: [...paper.stampings, { method: 'label', format, reason: null, at: '2026-03-05T09:32:00Z', by: PEOPLE[0] }] };
      held.changed(['cards']);
      return { fileName: '113_01-05.pdf', mediaType: 'application/pdf', bytes: new Uint8Array([37, 80, 68, 70]) };
    },
    'paperIntake.stampByHand': () => {
      paper = { ...paper, stage: 'scan', stampings: [{ method: 'hand-stamp', format: null, reason: null, at: '2026-03-05T09:32:00Z', by: PEOPLE[0] }] };
      held.changed(['cards']);
      return {};
    },
    'paperIntake.attachScan': ({ letterId, differenceReason }) => {
      held.letters = held.letters.filter((one) => one.letterId !== letterId);
      paper = { ...paper, stage: 'review', scan: { pages: 2, sheets: 2, differenceReason, attachedAt: '2026-03-05T09:40:00Z', attachedBy: PEOPLE[0], certification: 'none' } };
      held.changed(['cards', 'letters']);
      return {};
    },
  };
}
