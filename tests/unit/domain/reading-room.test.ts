import { describe, expect, it } from 'vitest';
import { isUseOverdue, problemOfUse } from '#shared/domain/reading-room.ts';

const TODAY = '2026-03-05';

describe('the use of a case', () => {
  it.each([
    ['original', '2026-03-05', '2026-03-05', null],
    ['original', '2026-03-05', null, 'dueNeeded'],
    ['original', '2026-03-05', '2026-03-04', 'dueBeforeGiving'],
    ['original', '2026-03-06', '2026-03-07', 'givenInFuture'],
    ['copy', '2026-03-01', null, null],
    ['viewing', '2026-03-01', '2026-03-02', 'dueForbidden'],
  ] as const)('as %s given on %s and due on %s: %s', (form, givenOn, dueOn, problem) => {
    expect(problemOfUse({ form, givenOn, dueOn }, TODAY)).toBe(problem);
  });

  it.each([
    ['original', '2026-03-04', null, true],
    ['original', '2026-03-05', null, false],
    ['original', '2026-03-04', '2026-03-05', false],
    ['copy', null, null, false],
  ] as const)('as %s due on %s and returned on %s is overdue: %s', (form, dueOn, returnedOn, overdue) => {
    expect(isUseOverdue({ form, dueOn, returnedOn }, TODAY)).toBe(overdue);
  });
});
