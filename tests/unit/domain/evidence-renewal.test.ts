import { describe, expect, it } from 'vitest';
import { type KeptProof, renewalDuty } from '#shared/domain/evidence-renewal.ts';

const SETTINGS = { renewDays: 90, revalidateDays: 365 };
const TODAY = '2027-06-01';
const proof = (change: Partial<KeptProof>): KeptProof => ({ assessedOn: '2027-05-01', passes: true, provableUntil: '2027-12-01', keptUntil: null, record: null, ...change });
const duty = (change: Partial<KeptProof>, today = TODAY) => renewalDuty(proof(change), SETTINGS, today);
const record = (until: string, hashAges = false) => ({ until, hashAges });

describe('[ARC-07] what is due for a signed document that is kept', () => {
  it.each<[string, Partial<KeptProof>, ReturnType<typeof duty>]>([
    ['nobody has assessed it', { assessedOn: null }, 'assess'],
    ['its last validation is a year ago', { assessedOn: '2026-06-01' }, 'assess'],
    ['it is a day less', { assessedOn: '2026-06-02' }, 'none'],
    ['what does not pass is validated again in its time', { passes: false, assessedOn: '2026-01-01' }, 'assess'],
    ['and never stamped', { passes: false, provableUntil: null }, 'none'],
    ['its proof ends in ninety days', { provableUntil: '2027-08-30' }, 'renew'],
    ['its proof ends a day later', { provableUntil: '2027-08-31' }, 'none'],
    ['no end is known', { provableUntil: null }, 'none'],
    ['its term ends before the proof', { provableUntil: '2027-07-01', keptUntil: '2027-07-01' }, 'none'],
    ['its term ends after the proof', { provableUntil: '2027-07-01', keptUntil: '2027-07-02' }, 'renew'],
    ['its record is good for years, though a list about the authority ends soon', { provableUntil: '2027-06-10', record: record('2031-01-01') }, 'none'],
    ['that list has ended', { provableUntil: '2027-05-31', record: record('2031-01-01') }, 'refresh'],
    ['the authority of its record ends soon', { provableUntil: '2027-06-10', record: record('2027-08-30') }, 'renew'],
    ['its term ends before that authority', { provableUntil: '2027-06-10', keptUntil: '2027-08-01', record: record('2027-08-30') }, 'none'],
    ['the hash of its record ages', { provableUntil: '2027-12-01', record: record('2031-01-01', true) }, 'renew'],
  ])('%s', (_title, change, expected) => {
    expect(duty(change)).toBe(expected);
  });
});
