import type { MethodOutput } from '#shared/contract/index.ts';
import type { RemovableDrive } from '#shared/contract/stick.ts';
import type { FakeHandlers } from './holdings.ts';

export interface FakeStickOptions {
  /** Asked for each time: a drive that is added later is seen when somebody looks again. */
  readonly drives?: readonly RemovableDrive[];
  readonly written?: Partial<MethodOutput<'stick.write'>>;
  readonly read?: Partial<MethodOutput<'stick.read'>>;
}

const GIGABYTE = 1024 ** 3;

export const ANSWER: RemovableDrive['answers'][number] = { fileName: 'chancery-desk-2-2026-03-05.answer', size: 214 * 1024 ** 2, modifiedAt: '2026-03-05T09:12:00Z' };
export const EARLIER_ANSWER: RemovableDrive['answers'][number] = { fileName: 'chancery-desk-2-2026-02-19.answer', size: 48_211, modifiedAt: '2026-02-19T13:40:00Z' };

/** Sticks as shops sell them. */
export const STICK: RemovableDrive = { id: '/media/clerk/KINGSTON', name: 'KINGSTON', free: 14.6 * GIGABYTE, answers: [] };
export const ANSWERED_STICK: RemovableDrive = { ...STICK, answers: [ANSWER, EARLIER_ANSWER] };
export const OTHER_STICK: RemovableDrive = { id: '/media/clerk/TRANSCEND', name: 'TRANSCEND', free: null, answers: [] };

/** Removable drives of the fake desk; none where nothing is said. */
export function fakeStick({ drives = [], written = {}, read = {} }: FakeStickOptions = {}): FakeHandlers<'stick'> {
  return {
    'stick.list': () => ({ drives: [...drives] }),
    'stick.write': () => ({ fileName: 'chancery-desk-2-2026-03-05.bundle', operations: 35, files: 12, bytes: 3.4 * GIGABYTE, left: 0, ...written }),
    'stick.read': () => ({ taken: 214, sent: 35, more: false, files: 41, delivered: 12, left: 0, ...read }),
  };
}
