import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreementProblem, agreementState, type InteractionAgreement, maySignSimply, type SigningFacts, type SimpleSignatureRule } from '#shared/domain/interaction-agreement.ts';
import { foldedSerial, keyBar, type SignatureHolding, simpleHoldingProblem } from '#shared/domain/signature-holdings.ts';

const DEMANDED: SimpleSignatureRule = { agreementDemanded: true, mark: 'simple-signature', firstAcceptanceKinds: ['hr-consent'] };
const FREE: SimpleSignatureRule = { agreementDemanded: false, mark: 'password-confirmation', firstAcceptanceKinds: [] };
const NOTHING: SigningFacts = { agreements: [], identityChecks: [], holdings: [] };
const agreement = (changes: Partial<InteractionAgreement> = {}): InteractionAgreement => ({ agreementId: 'a', subject: 'interaction', personId: 'p', inForceFrom: '2026-03-02', lastDays: [], ...changes });
const consent = (changes: Partial<InteractionAgreement> = {}): InteractionAgreement => agreement({ agreementId: 'c', subject: 'hr-consent', ...changes });
const occasion = (changes: Partial<Parameters<typeof maySignSimply>[2]> = {}) => ({ at: '2026-03-05T09:00:00.000Z', day: '2026-03-05', kindId: 'memo', hrDocument: false, ...changes });
const holding = (changes: Partial<SignatureHolding> = {}): SignatureHolding => ({ holdingId: 'h', personId: 'p', level: 'simple', issuedAt: '2026-03-02T09:00:00.000Z', serial: null, certificateIssuer: null, steps: [], ...changes });

describe('by what an employee signs simply', () => {
  it('[SIGN-15] demands an agreement in force where the country demands one, both ends included', () => {
    expect(maySignSimply(NOTHING, DEMANDED, occasion())).toEqual({ problem: 'agreementMissing' });
    expect(maySignSimply({ ...NOTHING, agreements: [agreement({ inForceFrom: '2026-03-06' })] }, DEMANDED, occasion())).toEqual({ problem: 'agreementNotYet' });
    expect(maySignSimply({ ...NOTHING, agreements: [agreement({ lastDays: ['2026-03-04'] })] }, DEMANDED, occasion())).toEqual({ problem: 'agreementEnded' });
    expect(maySignSimply({ ...NOTHING, agreements: [agreement({ inForceFrom: '2026-03-05', lastDays: ['2026-03-05'] })] }, DEMANDED, occasion())).toEqual({ ground: { agreementId: 'a', consentId: null, identityCheckId: null } });
    expect(maySignSimply({ ...NOTHING, agreements: [agreement({ lastDays: ['2026-03-04'] }), agreement({ agreementId: 'b' })] }, DEMANDED, occasion())).toMatchObject({ ground: { agreementId: 'b' } });
  });

  it('[X1] asks for no agreement where a password is enough by itself', () => {
    expect(maySignSimply(NOTHING, FREE, occasion())).toEqual({ ground: { agreementId: null, consentId: null, identityCheckId: null } });
  });

  it('[HRC-01] demands the consent besides for documents of HR', () => {
    const facts = { ...NOTHING, agreements: [agreement()] };
    expect(maySignSimply(facts, DEMANDED, occasion({ hrDocument: true }))).toEqual({ problem: 'consentMissing' });
    expect(maySignSimply({ ...facts, agreements: [agreement(), consent({ lastDays: ['2026-03-01'] })] }, DEMANDED, occasion({ hrDocument: true }))).toEqual({ problem: 'consentEnded' });
    expect(maySignSimply({ ...facts, agreements: [agreement(), consent()] }, DEMANDED, occasion({ hrDocument: true }))).toEqual({ ground: { agreementId: 'a', consentId: 'c', identityCheckId: null } });
    expect(maySignSimply({ ...facts, agreements: [consent()] }, DEMANDED, occasion({ hrDocument: true }))).toEqual({ problem: 'agreementMissing' });
  });

  it('[HRC-03] [X15] takes the application that gives the consent on a check of identity, and nothing else', () => {
    const checked = { ...NOTHING, identityChecks: [{ checkId: 'i', personId: 'p', at: '2026-03-05T08:00:00.000Z' }] };
    const application = occasion({ kindId: 'hr-consent', hrDocument: true });
    expect(maySignSimply(NOTHING, DEMANDED, application)).toEqual({ problem: 'identityNotChecked' });
    expect(maySignSimply(checked, DEMANDED, application)).toEqual({ ground: { agreementId: null, consentId: null, identityCheckId: 'i' } });
    expect(maySignSimply(checked, DEMANDED, { ...application, at: '2026-03-05T07:59:59.000Z' })).toEqual({ problem: 'identityNotChecked' });
    expect(maySignSimply(checked, DEMANDED, occasion({ kindId: 'hr-order-annual-leave', hrDocument: true }))).toEqual({ problem: 'agreementMissing' });
  });

  it('refuses a simple signature that is compromised or given back, until one is issued anew', () => {
    const facts = (...holdings: SignatureHolding[]): SigningFacts => ({ ...NOTHING, agreements: [agreement()], holdings });
    const lost = holding({ steps: [{ kind: 'compromised', since: '2026-03-04T09:00:00.000Z' }] });
    expect(maySignSimply(facts(lost), DEMANDED, occasion())).toEqual({ problem: 'compromised' });
    expect(maySignSimply(facts(lost), DEMANDED, occasion({ at: '2026-03-04T08:59:59.000Z', day: '2026-03-04' }))).toMatchObject({ ground: { agreementId: 'a' } });
    expect(maySignSimply(facts(lost, holding({ holdingId: 'n', issuedAt: '2026-03-04T10:00:00.000Z' })), DEMANDED, occasion())).toMatchObject({ ground: {} });
    // Another entry of before the compromise is about the same password.
    expect(maySignSimply(facts(lost, holding({ holdingId: 'o', issuedAt: '2026-03-03T10:00:00.000Z' })), DEMANDED, occasion())).toEqual({ problem: 'compromised' });
    expect(maySignSimply(facts(holding({ steps: [{ kind: 'returned', since: '2026-03-04T09:00:00.000Z' }] })), DEMANDED, occasion())).toEqual({ problem: 'returned' });
    expect(maySignSimply(facts(lost), FREE, occasion())).toEqual({ problem: 'compromised' });
    expect(simpleHoldingProblem([holding({ level: 'qualified', serial: '1', steps: [{ kind: 'compromised', since: '2026-03-02T10:00:00.000Z' }] })], '2026-03-05T09:00:00.000Z')).toBeNull();
  });

  it('no answer names an agreement that is not in force, and none depends on the order in which its parts came', () => {
    const day = fc.integer({ min: 1, max: 9 }).map((n) => `2026-03-0${n}`);
    const instant = fc.tuple(day, fc.integer({ min: 0, max: 23 })).map(([on, hour]) => `${on}T${String(hour).padStart(2, '0')}:00:00.000Z`);
    const agreements = fc.array(fc.record({ agreementId: fc.uuid(), subject: fc.constantFrom('interaction' as const, 'hr-consent' as const), personId: fc.constant('p'), inForceFrom: day, lastDays: fc.array(day, { maxLength: 3 }) }), { maxLength: 6 });
    const holdings = fc.array(fc.record({ holdingId: fc.uuid(), personId: fc.constant('p'), level: fc.constant('simple' as const), issuedAt: instant, serial: fc.constant(null), certificateIssuer: fc.constant(null), steps: fc.array(fc.record({ kind: fc.constantFrom('returned' as const, 'compromised' as const), since: instant }), { maxLength: 2 }) }), { maxLength: 3 });
    const checks = fc.array(fc.record({ checkId: fc.uuid(), personId: fc.constant('p'), at: instant }), { maxLength: 2 });
    fc.assert(
      fc.property(fc.record({ agreements, holdings, identityChecks: checks }), instant, fc.constantFrom('memo', 'hr-consent', 'hr-order-annual-leave'), (facts, at, kindId) => {
        const asked = occasion({ at, day: at.slice(0, 10), kindId, hrDocument: kindId !== 'memo' });
        const answer = maySignSimply(facts, DEMANDED, asked);
        const turned = { agreements: facts.agreements.toReversed().map((one) => ({ ...one, lastDays: one.lastDays.toReversed() })), holdings: facts.holdings.toReversed().map((one) => ({ ...one, steps: one.steps.toReversed() })), identityChecks: facts.identityChecks.toReversed() };
        expect(maySignSimply(turned, DEMANDED, asked)).toEqual(answer);
        if (!('ground' in answer)) return;
        const { agreementId, consentId, identityCheckId } = answer.ground;
        const holds = (id: string | null, subject: string): boolean => facts.agreements.some((one) => one.agreementId === id && one.subject === subject && one.inForceFrom <= asked.day && one.lastDays.every((last) => asked.day <= last));
        if (identityCheckId === null) {
          expect(holds(agreementId, 'interaction')).toBe(true);
          if (asked.hrDocument) expect(holds(consentId, 'hr-consent')).toBe(true);
        } else {
          expect(kindId).toBe('hr-consent');
          expect(facts.identityChecks.some((one) => one.checkId === identityCheckId && one.at <= at)).toBe(true);
        }
        const compromised = facts.holdings.filter((one) => one.issuedAt <= at).flatMap(({ steps }) => steps).filter((step) => step.kind === 'compromised' && step.since <= at);
        for (const { since } of compromised) expect(facts.holdings.some((one) => one.issuedAt > since && one.issuedAt <= at)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('entries about agreements', () => {
  it('an acceptance that is not on paper rests on a check of the same person', () => {
    const entry = { subject: 'interaction', form: 'agreement', concludedOn: '2026-03-02', way: 'in-person', hasBasis: false, checkedPersonId: null, personId: 'p' } as const;
    expect(agreementProblem(entry, '2026-03-02')).toBe('identityCheckNeeded');
    expect(agreementProblem({ ...entry, checkedPersonId: 'q' }, '2026-03-02')).toBe('identityCheckOfOther');
    expect(agreementProblem({ ...entry, checkedPersonId: 'p' }, '2026-03-02')).toBeNull();
    expect(agreementProblem({ ...entry, way: 'paper' }, '2026-03-02')).toBe('basisNeeded');
    expect(agreementProblem({ ...entry, way: 'paper', hasBasis: true }, '2026-03-01')).toBe('concludedInFuture');
    expect(agreementProblem({ ...entry, form: 'application' }, '2026-03-02')).toBe('form');
  });

  it('an agreement that ended before it began never held', () => {
    expect(agreementState(agreement({ lastDays: ['2026-03-01'] }), '2026-02-28')).toBe('ended');
  });
});

const key = (serial: string) => ({ serial, issuer: { commonName: 'ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (GOST) 2022', distinguishedName: 'C=KZ, CN=ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (GOST) 2022' } });

describe('serial numbers', () => {
  it('are compared however they are written', () => {
    expect(foldedSerial('00:5E 4F:aB')).toBe(foldedSerial('0x5e4fab'));
    const lost = holding({ level: 'qualified', serial: '5E:4F:AB', steps: [{ kind: 'compromised', since: '2026-03-04T09:00:00.000Z' }] });
    expect(keyBar([lost], key('005e4fab'), '2026-03-05T09:00:00.000Z')).toEqual({ problem: 'compromised' });
    expect(keyBar([lost], key('005e4fab'), '2026-03-03T09:00:00.000Z')).toBeNull();
    expect(keyBar([lost], key(''), '2026-03-05T09:00:00.000Z')).toBeNull();
  });

  it.each([
    ['ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (GOST) 2022', 'compromised'],
    ['ұлттық куәландырушы орталық, gost-2022', 'compromised'],
    ['CN=ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (GOST) 2022, C=KZ', 'compromised'],
    [null, 'compromised'],
    // Whether a slip of the pen or another authority, nobody can tell.
    ['ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫК (GOST) 2022', 'issuerUnclear'],
    ['КНЕДП Приклад', 'issuerUnclear'],
  ])('[SIGN-17] bar a key of their number, and tell whether the issuer is the same: %s', (certificateIssuer, problem) => {
    const lost = holding({ level: 'qualified', serial: '5E4FAB', certificateIssuer, steps: [{ kind: 'compromised', since: '2026-03-04T09:00:00.000Z' }] });
    expect(keyBar([lost], key('5e4fab'), '2026-03-05T09:00:00.000Z')).toEqual(problem === 'compromised' ? { problem } : { problem, writtenIssuer: certificateIssuer });
    expect(keyBar([lost], key('5e4fac'), '2026-03-05T09:00:00.000Z')).toBeNull();
  });

  it('[SIGN-17] of another issuer bar no key that was entered as itself after the compromise', () => {
    const lost = holding({ level: 'qualified', serial: '5E4FAB', certificateIssuer: 'КНЕДП Приклад', steps: [{ kind: 'compromised', since: '2026-03-04T09:00:00.000Z' }] });
    const entered = (changes: Partial<SignatureHolding> = {}) => holding({ holdingId: 'n', level: 'qualified', serial: '5e4fab', certificateIssuer: 'cn = Ұлттық куәландырушы орталық (GOST)  2022, c = kz', issuedAt: '2026-03-04T10:00:00.000Z', ...changes });
    const barOf = (...holdings: SignatureHolding[]) => keyBar(holdings, key('5e4fab'), '2026-03-05T09:00:00.000Z')?.problem ?? null;
    expect(barOf(lost, entered())).toBeNull();
    // Of before the compromise: it may be the same key, entered twice.
    expect(barOf(lost, entered({ issuedAt: '2026-03-03T10:00:00.000Z' }))).toBe('issuerUnclear');
    expect(barOf(lost, entered({ certificateIssuer: 'Ұлттық' }))).toBe('issuerUnclear');
    expect(barOf(lost, entered({ certificateIssuer: null }))).toBe('issuerUnclear');
    expect(barOf(lost, entered({ steps: [{ kind: 'returned', since: '2026-03-04T11:00:00.000Z' }] }))).toBe('issuerUnclear');
    expect(barOf(lost, entered({ steps: [{ kind: 'compromised', since: '2026-03-04T11:00:00.000Z' }] }))).toBe('compromised');
  });
});
