import { describe, expect, it } from 'vitest';

import { corporaPresent, suffix } from './corpora.ts';
import { judgePkits, pkitsCases, pkitsConformance } from './pkits-cases.ts';

describe.skipIf(!corporaPresent)(`NIST PKITS path validation${suffix}`, () => {
  const cases = corporaPresent ? pkitsCases() : [];

  it('all 246 cases come out as NIST says', () => {
    expect(pkitsConformance()).toEqual({ summary: '246 of 246', misses: [] });
  });

  it('what revocation must refuse is not refused for another reason, and the other way round', () => {
    for (const one of cases.filter(({ error }) => error !== undefined)) {
      const failing = one.error?.class === 'PathValidationError' ? 'path' : 'revocation';
      expect(judgePkits(one).failing, `${one.id} ${one.name}`).toBe(failing);
    }
  });

  it('an accepted case is refused once its lists are taken away', () => {
    const accepted = cases.filter(({ error, crls = [] }) => error === undefined && crls.length > 0);
    expect(accepted.length).toBeGreaterThan(100);
    for (const one of accepted) {
      expect(judgePkits({ ...one, crls: [] }), one.name).toMatchObject({ accepted: false, failing: 'revocation' });
    }
  });

  it('DSA is refused unless the question admits it', () => {
    const dsa = cases.filter(({ name, error }) => name.includes('dsa') && error === undefined);
    expect(dsa).toHaveLength(2);
    for (const one of dsa) {
      expect(judgePkits(one).accepted).toBe(true);
      expect(judgePkits(one, { admitsDsa: false })).toMatchObject({ accepted: false, why: 'verdict.weakAlgorithm' });
    }
  });

  it('the order of certificates and lists changes no answer', () => {
    for (const one of cases) {
      const turned = { ...one, other_certs: one.other_certs?.toReversed() ?? [], crls: one.crls?.toReversed() ?? [] };
      expect(judgePkits(turned), one.name).toEqual(judgePkits(one));
    }
  });
});
