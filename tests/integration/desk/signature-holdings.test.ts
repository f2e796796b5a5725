import { describe, expect, it } from 'vitest';
import type { MethodInput } from '#shared/contract/index.ts';
import { openHrOffice, OWN_PASSWORD } from '../../support/hr-office.ts';
import { errorOf, valueOf } from '../../support/test-desk.ts';

const simple = (personId: string): MethodInput<'agreements.issueSignature'> => ({ holdingId: crypto.randomUUID(), personId, level: 'simple', issuer: 'Отдел кадров', basis: 'СЭВ-12', medium: 'password', serial: null, certificateIssuer: null, validUntil: null });
const qualified = (personId: string): MethodInput<'agreements.issueSignature'> => ({ ...simple(personId), holdingId: crypto.randomUUID(), level: 'qualified', issuer: 'ООЦИ', basis: 'Заявка № 3', medium: 'token', serial: '3A:0F', certificateIssuer: 'УЦ «Инфоком»', validUntil: '2027-03-02' });

describe('the register of signatures', () => {
  it('[SIGN-16] [SIGN-17] tells to whom, by whom, when and on what basis each was issued, once however often it is asked', async () => {
    const { registrar, member } = await openHrOffice();
    const { personId, window } = await member('Асанова А. Б.', 'executor');
    const entry = qualified(personId);
    const made = valueOf(await registrar.agreements.issueSignature(entry));
    expect(made).toMatchObject({ ...entry, personName: 'Асанова А. Б.', issuedBy: 'Роман Реєстратор', state: 'held', steps: [] });
    expect(valueOf(await registrar.agreements.issueSignature(entry))).toEqual(made);
    expect(valueOf(await registrar.agreements.holdings({})).holdings).toEqual([made]);
    const step = { stepId: crypto.randomUUID(), holdingId: entry.holdingId, step: 'returned', since: null, reason: 'увольнение' } as const;
    const returned = valueOf(await registrar.agreements.tellHolding(step));
    expect(returned).toMatchObject({ state: 'returned', steps: [{ kind: 'returned', reason: 'увольнение', toldBy: 'Роман Реєстратор' }] });
    expect(valueOf(await registrar.agreements.tellHolding(step))).toEqual(returned);
    // A compromise counts although the key was given back.
    expect(valueOf(await registrar.agreements.tellHolding({ ...step, stepId: crypto.randomUUID(), step: 'compromised' })).state).toBe('compromised');
    expect(errorOf(await window.agreements.holdings({})).code).toBe('no-right');
    expect(errorOf(await window.agreements.tellHolding({ ...step, stepId: crypto.randomUUID() })).code).toBe('no-right');
  });

  it('[SIGN-17] records no entry that could not be found again, and nobody’s own', async () => {
    const { registrar, member } = await openHrOffice();
    const { personId } = await member('Асанова А. Б.', 'executor');
    const other = await member('Бекова Н. Т.', 'registrar');
    const problem = async (changes: Partial<MethodInput<'agreements.issueSignature'>>) => errorOf(await registrar.agreements.issueSignature({ ...qualified(personId), ...changes })).message;
    expect(await problem({ medium: 'password' })).toBe('error.holding.medium');
    expect(await problem({ serial: null })).toBe('error.holding.serialNeeded');
    expect(await problem({ serial: 'номер 5' })).toBe('error.holding.serialNeeded');
    expect(await problem({ certificateIssuer: null })).toBe('error.holding.certificateIssuerNeeded');
    expect(await problem({ validUntil: '2026-03-01' })).toBe('error.holding.validUntilPast');
    expect(await problem({ level: 'simple', medium: 'password' })).toBe('error.holding.serialOfSimple');
    expect(errorOf(await other.window.agreements.issueSignature(simple(other.personId))).message).toBe('error.agreement.own');
    const { holdingId } = valueOf(await registrar.agreements.issueSignature(simple(personId)));
    expect(errorOf(await registrar.agreements.tellHolding({ stepId: crypto.randomUUID(), holdingId, step: 'compromised', since: '2027-01-01T00:00:00Z', reason: '-' })).message).toBe('error.holding.sinceInFuture');
    expect(valueOf(await registrar.agreements.holdings({})).holdings).toMatchObject([{ holdingId, state: 'held' }]);
  });

  it('[SIGN-16] a simple signature that is told compromised signs nothing until another is issued', async () => {
    const { registrar, environment, member, registerKind, agree } = await openHrOffice();
    const { personId, window } = await member('Асанова А. Б.', 'official');
    const card = await registerKind('act');
    await agree(personId, 'interaction');
    const { holdingId } = valueOf(await registrar.agreements.issueSignature(simple(personId)));
    const sign = async () => {
      const { offer } = valueOf(await window.simpleSignatures.ofDocument({ documentId: card.documentId }));
      return window.simpleSignatures.sign({ signatureId: crypto.randomUUID(), documentId: card.documentId, files: (offer?.files ?? []).map(({ sha256 }) => sha256), agreed: offer?.texts.at(-1) ?? { language: 'ru', text: '-' }, password: OWN_PASSWORD });
    };
    environment.advance(1000);
    valueOf(await registrar.agreements.tellHolding({ stepId: crypto.randomUUID(), holdingId, step: 'compromised', since: null, reason: 'пароль стал известен' }));
    expect(errorOf(await sign()).message).toBe('error.simpleSignature.compromised');
    environment.advance(1000);
    valueOf(await registrar.agreements.issueSignature(simple(personId)));
    expect(valueOf(await sign())).toMatchObject({ personId, problem: null });
  });
});
