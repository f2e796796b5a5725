import { describe, expect, it } from 'vitest';
import { holdsSeal, keyKindProblem, maySeal } from '#shared/domain/seals.ts';
import type { SignatureHolding } from '#shared/domain/signature-holdings.ts';

const AT = '2026-03-02T04:00:00.000Z';
const KEY = { serial: '5A01', issuer: { commonName: 'КНЕДП', distinguishedName: 'CN=КНЕДП' } };
const seal = (changes: Partial<SignatureHolding> = {}): SignatureHolding => ({ holdingId: 'h', personId: 'clerk', level: 'seal', issuedAt: '2026-01-01T00:00:00.000Z', serial: '5a:01', certificateIssuer: 'КНЕДП', steps: [], ...changes });
const person = { kind: 'signature', signerKind: 'person', dataIntact: true, signatureIntact: true, indication: 'INDETERMINATE' } as const;
const signedBy = (...signatures: Parameters<typeof maySeal>[0]['reports'][number]['signatures']) => ({ isScan: false, signedOnRoute: false, reports: [{ sha256: 'a', signatures }] });

describe('the seal of the institution', () => {
  it('[SIGN-04] is laid by a certificate of a seal alone, and no seal signs for a person', () => {
    expect((['seal', 'person', null] as const).map((kind) => keyKindProblem('seal', kind))).toEqual([null, 'notASeal', 'notASeal']);
    expect((['seal', 'person', null] as const).map((kind) => keyKindProblem('signature', kind))).toEqual(['sealAsSignature', null, null]);
  });

  it('[SIGN-16] is laid by its holder where the register knows one', () => {
    expect(holdsSeal([], ['clerk'], KEY, AT)).toBe(true);
    expect(holdsSeal([seal({ level: 'qualified', personId: 'rector' })], ['clerk'], KEY, AT)).toBe(true);
    expect(holdsSeal([seal()], ['clerk'], KEY, AT)).toBe(true);
    expect(holdsSeal([seal()], ['rector'], KEY, AT)).toBe(false);
    expect(holdsSeal([seal({ serial: '77' })], ['clerk'], KEY, AT)).toBe(false);
    expect(holdsSeal([seal({ steps: [{ kind: 'returned', since: '2026-02-01T00:00:00.000Z' }] })], ['clerk'], KEY, AT)).toBe(false);
    // What is issued later does not bar today.
    expect(holdsSeal([seal({ issuedAt: '2026-04-01T00:00:00.000Z' })], ['rector'], KEY, AT)).toBe(true);
  });

  it('[SIGN-04] follows the signature of an official; a broken one, another seal or a counter-signature is none', () => {
    expect(maySeal(signedBy())).toBe(false);
    expect(maySeal(signedBy(person))).toBe(true);
    expect(maySeal(signedBy({ ...person, signerKind: null }))).toBe(true);
    expect(maySeal(signedBy({ ...person, signerKind: 'seal' }, { ...person, kind: 'counter-signature' }))).toBe(false);
    expect(maySeal(signedBy({ ...person, dataIntact: false }, { ...person, signatureIntact: null }, { ...person, indication: 'TOTAL-FAILED' }))).toBe(false);
    expect(maySeal({ ...signedBy(), signedOnRoute: true })).toBe(true);
  });

  it('[REG-07] certifies the scan of a paper that was signed on paper', () => {
    expect(maySeal({ ...signedBy(), isScan: true })).toBe(true);
  });
});
