import { describe, expect, it } from 'vitest';
import { admit, type AdmissionFacts, suffixLetter } from '#shared/sync/admission.ts';
import { KIND_RULES, MERGE_RULES } from '#shared/sync/merge-rules.ts';

const registrar = { active: true, roles: ['registrar'] } as const;
const facts = (changes: Partial<AdmissionFacts>): AdmissionFacts => ({ kind: 'card.corrected', actor: registrar, founding: false, base: 'none', lastOrdering: null, overlaps: () => [], isOthersWord: () => false, sameNumber: () => 0, ...changes });

describe('admission of an operation', () => {
  it('takes a command that rests on the last change of its entity, and rejects one that does not', () => {
    const voided = (base: AdmissionFacts['base'], lastOrdering: number | null) => admit(facts({ kind: 'card.voided', base, lastOrdering })).note.reason ?? 'accepted';
    expect(voided('none', null)).toBe('accepted');
    expect(voided({ place: 7 }, 7)).toBe('accepted');
    // What it rests on may stand behind the last change: a link that was added since orders nothing.
    expect(voided({ place: 9 }, 7)).toBe('accepted');
    expect(voided({ place: 6 }, 7)).toBe('stale');
    expect(voided('none', 7)).toBe('stale');
    expect(voided('missing', null)).toBe('stale');
    expect(voided('rejected', null)).toBe('stale');
  });

  it('never rejects a registration: a number that stands already gets a letter', () => {
    expect(admit(facts({ kind: 'card.registered', base: 'missing', lastOrdering: 9, sameNumber: () => 0 }))).toEqual({ status: 'accepted', note: {} });
    expect(admit(facts({ kind: 'card.registered', sameNumber: () => 1 }))).toEqual({ status: 'accepted', note: { numberSuffix: 'а' } });
    expect([1, 2, 21, 22, 23].map(suffixLetter)).toEqual(['а', 'б', 'ш', 'аа', 'аб']);
  });

  it('keeps both values where two desks changed one field, and none where they changed different ones', () => {
    const conflicts = [{ field: 'subject', opId: 'other' }];
    expect(admit(facts({ overlaps: () => conflicts }))).toEqual({ status: 'accepted', note: { conflicts } });
    expect(admit(facts({ overlaps: () => [] }))).toEqual({ status: 'accepted', note: {} });
  });

  it('takes registrations and evidence of a person whose right was withdrawn meanwhile, flagged, and rejects commands', () => {
    const locked = { active: false, roles: ['registrar'] } as const;
    for (const actor of [locked, 'unknown', { active: true, roles: ['executor'] }] as const) {
      expect(admit(facts({ kind: 'card.registered', actor }))).toEqual({ status: 'accepted', note: { actorWithdrawn: true } });
      expect(admit(facts({ kind: 'card.voided', actor }))).toEqual({ status: 'rejected', note: { reason: 'actorWithdrawn' } });
      expect(admit(facts({ kind: 'verification.recorded', actor })).status).toBe('accepted');
    }
    expect(admit(facts({ kind: 'journal.defined', actor: null }))).toEqual({ status: 'rejected', note: { reason: 'actorMissing' } });
  });

  it('takes what the first desk did before it had a server as it is', () => {
    expect(admit(facts({ kind: 'journal.defined', actor: null, founding: true, base: 'none', lastOrdering: 3 }))).toEqual({ status: 'accepted', note: {} });
  });

  it('keeps a kind of a newer program', () => {
    expect(admit(facts({ kind: 'resolution.given', actor: 'unknown' }))).toEqual({ status: 'accepted', note: {} });
  });

  it('has kinds of every rule', () => {
    expect(new Set(Object.values(KIND_RULES).map(({ merge }) => merge))).toEqual(new Set(MERGE_RULES));
  });
});
