import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACKNOWLEDGEMENT_FORMS, ACKNOWLEDGEMENT_STATES, ACKNOWLEDGEMENT_WAYS, settles } from '#shared/domain/acknowledgement.ts';
import { type ActLine, isRequiredOf, standingByAct } from '#shared/domain/required-acts.ts';
import type { PersonCategory } from '#shared/domain/person-category.ts';

const line = fc.record({
  personId: fc.constantFrom('a', 'b'),
  accountId: fc.constantFrom('account', 'other', null),
  form: fc.constantFrom(...ACKNOWLEDGEMENT_FORMS),
  state: fc.constantFrom(...ACKNOWLEDGEMENT_STATES),
  way: fc.option(fc.constantFrom(...ACKNOWLEDGEMENT_WAYS)),
  dueOn: fc.constantFrom('2026-03-01', '2026-03-02'),
});
const person = { personId: 'a', unitId: 'u3', accountId: 'account', category: null };
const isHis = (one: ActLine): boolean => one.personId === 'a' || one.accountId === 'account';

describe('acts that have to be known', () => {
  it('[ACK-08] are known by an acknowledgement of the person alone, whatever else was sent to whomever', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ACKNOWLEDGEMENT_FORMS), fc.array(line, { maxLength: 6 }), (form, lines) => {
        const known = lines.some((one) => isHis(one) && one.way !== null && one.way !== 'refusal' && settles(form, one.way));
        expect(standingByAct({ form, unitIds: null }, person, lines).state === 'acknowledged').toBe(known);
      }),
    );
  });

  it('[ACK-08] stand the same in whatever order the lists came, and others’ lines change nothing', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ACKNOWLEDGEMENT_FORMS), fc.array(line, { maxLength: 6 }), (form, lines) => {
        const standing = standingByAct({ form, unitIds: null }, person, lines);
        const other = standingByAct({ form, unitIds: null }, person, lines.filter(isHis).toReversed());
        expect(other.dueOn).toBe(standing.dueOn);
        expect(other.state === 'acknowledged' || other.state === 'notAsked' || other.state === 'refused' ? other.state : 'open').toBe(standing.state === 'acknowledged' || standing.state === 'notAsked' || standing.state === 'refused' ? standing.state : 'open');
      }),
    );
  });

  it('[ACK-08] are required of units with all below them', () => {
    const above = (unitId: string): string[] => (unitId === 'u3' ? ['u3', 'u1'] : [unitId]);
    const of = (unitIds: string[] | null, unitId: string | null) => isRequiredOf({ form: 'mark', unitIds }, { ...person, unitId }, above);
    expect(of(null, null)).toBe(true);
    expect(of(['u1'], 'u3')).toBe(true);
    expect(of(['u3'], 'u1')).toBe(false);
    expect(of(['u1'], null)).toBe(false);
  });

  it('[ACK-08] [NOT-03] are required of categories of people, of named units alone where units are named too', () => {
    const of = (categories: PersonCategory[] | null, category: PersonCategory | null, unitIds: string[] | null = null) => isRequiredOf({ form: 'mark', unitIds, categories }, { unitId: 'u3', category }, (unitId) => [unitId]);
    expect(of(null, null)).toBe(true);
    expect(of(['teaching', 'entering'], 'entering')).toBe(true);
    expect(of(['teaching'], 'student')).toBe(false);
    expect(of(['teaching'], null)).toBe(false);
    expect(of(['teaching'], 'teaching', ['u1'])).toBe(false);
    expect(of(['teaching'], 'teaching', ['u3'])).toBe(true);
  });
});
