import { describe, expect, it } from 'vitest';
import { keyKindProblem, maySeal, sealHolderProblem } from '#shared/domain/seals.ts';
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
    expect(sealHolderProblem([], ['clerk'], KEY, AT)).toBeNull();
    expect(sealHolderProblem([seal({ level: 'qualified', personId: 'rector' })], ['clerk'], KEY, AT)).toBeNull();
    expect(sealHolderProblem([seal()], ['clerk'], KEY, AT)).toBeNull();
    expect(sealHolderProblem([seal()], ['rector'], KEY, AT)).toEqual({ problem: 'notSealHolder' });
    expect(sealHolderProblem([seal({ serial: '77' })], ['clerk'], KEY, AT)).toEqual({ problem: 'notSealHolder' });
    expect(sealHolderProblem([seal({ steps: [{ kind: 'returned', since: '2026-02-01T00:00:00.000Z' }] })], ['clerk'], KEY, AT)).toEqual({ problem: 'notSealHolder' });
    // What is issued later does not bar today.
    expect(sealHolderProblem([seal({ issuedAt: '2026-04-01T00:00:00.000Z' })], ['rector'], KEY, AT)).toBeNull();
  });

  it('[SIGN-16] is known by its number and issuer, and the issuer as it was written is named where it is another', () => {
    expect(sealHolderProblem([seal({ certificateIssuer: ' cn = кнедп ' })], ['clerk'], KEY, AT)).toBeNull();
    expect(sealHolderProblem([seal({ certificateIssuer: null })], ['clerk'], KEY, AT)).toBeNull();
    const unclear = seal({ certificateIssuer: 'КНЕДП Приклад' });
    expect(sealHolderProblem([unclear], ['clerk'], KEY, AT)).toEqual({ problem: 'sealIssuerUnclear', writtenIssuer: 'КНЕДП Приклад' });
    expect(sealHolderProblem([unclear, seal({ holdingId: 'i' })], ['clerk'], KEY, AT)).toBeNull();
    expect(sealHolderProblem([unclear], ['rector'], KEY, AT)).toEqual({ problem: 'notSealHolder' });
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
