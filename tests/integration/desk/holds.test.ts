import { describe, expect, it } from 'vitest';
import type { MethodInput } from '#shared/contract/index.ts';
import { checkIntegrity } from '../../../src-main/desk/integrity.ts';
import { errorOf, openOffice, type OpenOffice, signIn, someRequisites, valueOf } from '../../support/test-desk.ts';

async function registered({ client }: OpenOffice, changes: Parameters<typeof someRequisites>[1] = {}) {
  return valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites: await someRequisites(client, changes) }));
}

function hold(changes: Partial<MethodInput<'holds.place'>>): MethodInput<'holds.place'> {
  return { holdId: crypto.randomUUID(), ground: 'court', reason: 'Справа № 520/1234/26', reference: 'Ухвала від 02.03.2026', caseIds: [], documentIds: [], ...changes };
}

describe('holds', () => {
  it('are placed on cases and documents, found by their indexes, and lifted with a reason', async () => {
    const office = await openOffice();
    const { client, rooms } = office;
    const card = await registered(office);
    const found = valueOf(await client.holds.find({ text: '01-01' })).subjects;
    const [ofCase] = found.filter(({ kind }) => kind === 'case');
    expect(valueOf(await client.holds.find({ text: card.registrationIndex })).subjects).toEqual([{ kind: 'document', documentId: card.documentId, index: card.registrationIndex, subject: card.subject }]);
    if (ofCase?.kind !== 'case') throw new Error('no case');
    expect(errorOf(await client.holds.place(hold({}))).code).toBe('bad-input');
    const placed = valueOf(await client.holds.place(hold({ caseIds: [ofCase.caseId], documentIds: [card.documentId] })));
    expect(placed).toMatchObject({ ground: 'court', reason: 'Справа № 520/1234/26', placedBy: 'Роман Реєстратор', lifted: null });
    expect(placed.subjects).toEqual([ofCase, { kind: 'document', documentId: card.documentId, index: card.registrationIndex, subject: card.subject }]);
    expect(valueOf(await client.holds.list({ lifted: false }))).toMatchObject({ standing: 1, lifted: 0, more: false, holds: [{ holdId: placed.holdId }] });
    expect(valueOf(await client.holds.of({ caseId: ofCase.caseId })).holds).toHaveLength(1);
    expect(valueOf(await client.holds.of({ documentId: card.documentId })).holds).toHaveLength(1);
    expect(valueOf(await client.retentionTerms.ofCase({ caseId: ofCase.caseId })).holds).toMatchObject([{ holdId: placed.holdId, ground: 'court' }]);
    const lifted = valueOf(await client.holds.lift({ holdId: placed.holdId, reason: 'Рішення набрало чинності' }));
    expect(lifted).toMatchObject({ lifted: { by: 'Роман Реєстратор', reason: 'Рішення набрало чинності' }, subjects: placed.subjects });
    expect(errorOf(await client.holds.lift({ holdId: placed.holdId, reason: 'ще раз' })).message).toBe('error.holdLiftedAlready');
    expect(valueOf(await client.holds.of({ caseId: ofCase.caseId })).holds).toEqual([]);
    expect((await checkIntegrity(rooms.store, {})).problems).toEqual([]);
  });

  it('on a document keep its case, also when it is filed into another one later', async () => {
    const office = await openOffice();
    const { client, rooms } = office;
    const card = await registered(office);
    const { cases } = valueOf(await client.registration.choices({}));
    const placed = valueOf(await client.holds.place(hold({ documentIds: [card.documentId] })));
    const names = (subjects: typeof placed.subjects) => subjects.flatMap((one) => (one.kind === 'case' ? [one.caseId] : []));
    expect(names(placed.subjects)).toEqual([card.caseId]);
    const other = cases.find(({ caseId }) => caseId !== card.caseId)?.caseId ?? '';
    valueOf(await client.nomenclature.fileDocument({ documentId: card.documentId, caseId: other, volume: 1 }));
    const [now] = valueOf(await client.holds.of({ caseId: other })).holds;
    expect(new Set(names(now?.subjects ?? []))).toEqual(new Set([card.caseId, other]));
    const told = rooms.store.log.ofEntity(placed.holdId).at(-1);
    expect(told).toMatchObject({ kind: 'hold.casesAdded', stream: 'main', payload: { holdId: placed.holdId, caseIds: [other] } });
    valueOf(await client.holds.lift({ holdId: placed.holdId, reason: 'б' }));
    expect(valueOf(await client.holds.of({ caseId: other })).holds).toEqual([]);
  });

  it('[SEC-22] go to every desk with ids alone, whatever document they keep', async () => {
    const office = await openOffice();
    const { client, rooms } = office;
    const secret = await registered(office, { restricted: true, subject: 'Таємниця слідства' });
    const placed = valueOf(await client.holds.place(hold({ documentIds: [secret.documentId] })));
    const [operation] = rooms.store.log.ofEntity(placed.holdId);
    expect(operation?.stream).toBe('main');
    expect(JSON.stringify(operation)).not.toContain('Таємниця слідства');
    expect(JSON.stringify(operation)).not.toContain(secret.registrationIndex);
    expect(operation?.payload).toMatchObject({ caseIds: [secret.caseId], documentIds: [secret.documentId] });
    // The administrator keeps the archive and may not read restricted cards.
    valueOf(await client.session.signOut({}));
    await signIn(client, 'admin');
    expect(valueOf(await client.holds.list({ lifted: false })).holds[0]?.subjects).toContainEqual({ kind: 'document', documentId: secret.documentId, index: null, subject: '' });
    expect(valueOf(await client.holds.find({ text: secret.registrationIndex })).subjects.filter(({ kind }) => kind === 'document')).toEqual([]);
    expect(errorOf(await client.holds.place(hold({ documentIds: [secret.documentId] }))).code).toBe('not-found');
  });

  it('keep the cases of former years that are one with the case', async () => {
    const office = await openOffice();
    const { client, rooms } = office;
    const { cases } = valueOf(await client.registration.choices({}));
    const [former, last] = cases.map(({ caseId }) => caseId);
    if (former === undefined || last === undefined) throw new Error('no cases');
    rooms.store.commit((transaction) => transaction.append({ kind: 'case.closed', entity: last, stream: 'main', actor: { accountId: 'a', login: 'a', name: 'Р' }, payload: { caseId: last, formerCaseIds: [former], finishedOn: '2026-01-05', closedOn: '2026-01-05', termStart: { rule: 'january-after', packVersion: 'x' }, volumes: [], certifiedBy: { name: 'К', position: 'А' } } }));
    valueOf(await client.holds.place(hold({ caseIds: [former] })));
    expect(valueOf(await client.holds.of({ caseId: last })).holds).toHaveLength(1);
    const calendar = valueOf(await client.retentionTerms.calendar({ held: true }));
    expect([...calendar.years, ...calendar.withoutYear].reduce((sum, { held }) => sum + held, 0)).toBe(2);
    expect(errorOf(await client.holds.place(hold({ caseIds: ['none'] }))).message).toBe('error.caseNotFound');
  });

  it('are listed page by page, the newest first', async () => {
    const office = await openOffice();
    const { client } = office;
    const card = await registered(office);
    const ids: string[] = [];
    for (let at = 0; at < 5; at += 1) ids.push(valueOf(await client.holds.place(hold({ documentIds: [card.documentId], reason: `Підстава ${at}` }))).holdId);
    const first = valueOf(await client.holds.list({ lifted: false, limit: 2 }));
    expect(first).toMatchObject({ more: true, standing: 5 });
    const second = valueOf(await client.holds.list({ lifted: false, limit: 4, after: first.holds.at(-1)?.holdId ?? null }));
    expect(second.more).toBe(false);
    expect([...first.holds, ...second.holds].map(({ holdId }) => holdId)).toEqual(ids.toReversed());
  });
});
