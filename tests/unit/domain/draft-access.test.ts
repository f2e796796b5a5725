import { describe, expect, it } from 'vitest';
import { isRestricted, keepsAccess, keptAccess } from '#shared/domain/routes/draft-access.ts';

const isRestrictedKind = (kindId: string): boolean => kindId === 'secret';

describe('access to a draft', () => {
  it('[SEC-22] is limited where the draft says so, and an open one says nothing', () => {
    expect([isRestricted({ restricted: true }), isRestricted({ restricted: false }), isRestricted({})]).toEqual([true, false, false]);
    expect([keptAccess(true), keptAccess(false)]).toEqual([{ restricted: true }, {}]);
  });

  it.each([
    ['another title', { kindId: 'order' }, { kindId: 'order', restricted: false }, true],
    ['another open kind', { kindId: 'order' }, { kindId: 'memo' }, true],
    ['limited afterwards', { kindId: 'order' }, { kindId: 'order', restricted: true }, false],
    ['a restricted kind for an open draft', { kindId: 'order' }, { kindId: 'secret' }, false],
    ['a kind that was made restricted meanwhile', { kindId: 'secret' }, { kindId: 'secret' }, true],
    ['opened afterwards', { kindId: 'order', restricted: true }, { kindId: 'order' }, false],
    ['another kind for a restricted draft', { kindId: 'secret', restricted: true }, { kindId: 'order', restricted: true }, true],
  ] as const)('stays as it was entered: %s', (_what, before, next, kept) => {
    expect(keepsAccess(before, next, isRestrictedKind)).toBe(kept);
  });
});
