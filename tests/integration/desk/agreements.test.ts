import { describe, expect, it } from 'vitest';
import { openHrOffice } from '../../support/hr-office.ts';
import { errorOf, valueOf } from '../../support/test-desk.ts';

describe('agreements and consents', () => {
  it('[HRC-04] HR registers consents with what proves them, once however often it is asked', async () => {
    const { registrar, member, registerKind } = await openHrOffice();
    const { personId, window } = await member('Асанова А. Б.', 'executor');
    const card = await registerKind('hr-consent');
    const [file] = card.files;
    const entry = { agreementId: crypto.randomUUID(), subject: 'hr-consent', personId, form: 'application', number: card.registrationIndex, concludedOn: '2026-03-02', inForceFrom: '2026-03-02', basis: { documentId: card.documentId, sha256: file?.sha256 ?? '' }, way: 'paper', checkId: null } as const;
    const made = valueOf(await registrar.agreements.register(entry));
    expect(made).toMatchObject({ personName: 'Асанова А. Б.', state: 'inForce', lastDay: null, basis: { registrationIndex: card.registrationIndex }, acceptance: { way: 'paper', check: null } });
    expect(valueOf(await registrar.agreements.register(entry))).toEqual(made);
    expect(valueOf(await registrar.agreements.list({ subject: 'hr-consent' })).agreements).toHaveLength(1);
    expect(valueOf(await registrar.agreements.list({ subject: 'interaction' })).agreements).toEqual([]);
    expect(valueOf(await window.agreements.mine({})).agreements).toMatchObject([{ agreementId: made.agreementId }]);
    expect(errorOf(await registrar.agreements.register({ ...entry, agreementId: crypto.randomUUID(), basis: null })).message).toBe('error.agreement.basisNeeded');
    expect(errorOf(await registrar.agreements.register({ ...entry, agreementId: crypto.randomUUID(), basis: { documentId: card.documentId, sha256: 'a'.repeat(64) } })).message).toBe('error.fileNotFound');
  });

  it('[X15] an acceptance in person rests on a recorded check of identity, which nobody makes for himself', async () => {
    const { registrar, member, agree } = await openHrOffice();
    const { personId } = await member('Асанова А. Б.', 'executor');
    const other = await member('Бекова Н. Т.', 'registrar');
    expect(errorOf(await registrar.agreements.register({ agreementId: crypto.randomUUID(), subject: 'interaction', personId, form: 'agreement', number: '1', concludedOn: '2026-03-02', inForceFrom: '2026-03-02', basis: null, way: 'first-sign-in', checkId: null })).message).toBe('error.agreement.identityCheckNeeded');
    expect((await agree(personId, 'interaction')).acceptance).toMatchObject({ way: 'in-person', check: { personName: 'Асанова А. Б.', proof: 'паспорт', by: 'Роман Реєстратор' } });
    expect(errorOf(await other.window.agreements.checkIdentity({ checkId: crypto.randomUUID(), personId: other.personId, way: 'in-person', proof: 'паспорт' })).message).toBe('error.agreement.own');
  });

  it('an agreement ends with a reason; the earliest last day counts', async () => {
    const { registrar, administrator, member, agree } = await openHrOffice();
    const { personId, window } = await member('Асанова А. Б.', 'executor');
    const { agreementId } = await agree(personId, 'interaction');
    const step = { stepId: crypto.randomUUID(), agreementId, lastDay: '2026-06-30', reason: 'трудовой договор прекращён' };
    expect(valueOf(await registrar.agreements.end(step))).toMatchObject({ state: 'inForce', lastDay: '2026-06-30', endReason: step.reason });
    expect(valueOf(await registrar.agreements.end(step)).lastDay).toBe('2026-06-30');
    expect(valueOf(await administrator.agreements.end({ ...step, stepId: crypto.randomUUID(), lastDay: '2026-03-02', reason: 'раньше' }))).toMatchObject({ lastDay: '2026-03-02', endReason: 'раньше', state: 'inForce' });
    expect(valueOf(await registrar.agreements.end({ ...step, stepId: crypto.randomUUID(), lastDay: '2026-09-30' }))).toMatchObject({ lastDay: '2026-03-02' });
    expect(errorOf(await registrar.agreements.end({ ...step, stepId: crypto.randomUUID(), lastDay: '2026-03-01' })).message).toBe('error.agreement.endBeforeBeginning');
    expect(errorOf(await window.agreements.end({ ...step, stepId: crypto.randomUUID() })).code).toBe('no-right');
  });
});
