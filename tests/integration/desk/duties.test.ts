import { describe, expect, it } from 'vitest';
import type { OfficeMember } from '../../support/desk-office.ts';
import { type HrOffice, openHrOffice } from '../../support/hr-office.ts';
import { enterDraft, templateOf } from '../../support/routing-office.ts';
import { errorOf, PASSWORD, valueOf } from '../../support/test-desk.ts';

type Window = OfficeMember['window'];

/** Clauses with what waits by each; null: the duty is told only. */
async function waiting(window: Window) {
  const { duties } = valueOf(await window.duties.mine({}));
  return Object.fromEntries(duties.map(({ clause, track, matters }) => [clause, track === null ? null : matters.map(({ means, title, dueOn, state }) => ({ means, title, dueOn, state }))]));
}

async function send(office: HrOffice, personId: string, form: 'mark' | 'simple', kindId = 'act') {
  const card = await office.registerKind(kindId);
  valueOf(await office.registrar.acknowledgements.request({ listId: crypto.randomUUID(), documentId: card.documentId, form, personIds: [personId] }));
  return card;
}

/** Five days later every session has ended by itself. */
async function later({ environment, registrar }: HrOffice, members: readonly OfficeMember[], to: string): Promise<void> {
  environment.set(to);
  for (const member of members) await member.signIn();
  valueOf(await registrar.session.signIn({ login: 'registrar', password: PASSWORD }));
}

describe('duties of an employee', () => {
  it('[HRC-05] six duties are told, and the last three by what really waits for the person and is late', async () => {
    const office = await openHrOffice();
    const employee = await office.member('Асанова А. Б.', 'official');
    const other = await office.member('Бакиров Б. Б.', 'official');
    const { duties } = valueOf(await employee.window.duties.mine({}));
    expect(duties.map(({ clause, track }) => [clause, track])).toEqual([['3.2.1', null], ['3.2.2', null], ['3.2.3', null], ['3.2.4', 'acknowledgements'], ['3.2.5', 'signatures'], ['3.2.6', 'requestedData']]);
    expect(duties[3]?.names.ru).toContain('сроки ознакомления');
    expect(await waiting(employee.window)).toMatchObject({ '3.2.1': null, '3.2.4': [], '3.2.5': [], '3.2.6': [] });

    const read = await send(office, employee.personId, 'mark');
    await send(office, employee.personId, 'simple');
    const { templateId } = valueOf(await office.registrar.routing.defineTemplate({ templateId: null, template: templateOf([['signer', [employee.personId]]], { names: { ru: 'Приказ' } }) }));
    const draft = await enterDraft(other.window);
    valueOf(await other.window.routing.start({ documentId: draft.documentId, routeId: crypto.randomUUID(), eventId: crypto.randomUUID(), templateId }));
    valueOf(await office.registrar.duties.ask({ requestId: crypto.randomUUID(), personId: employee.personId, subject: 'Копия диплома', dueOn: '2026-03-04' }));

    const due = { dueOn: '2026-03-05', state: 'waiting', title: 'О предоставлении отпуска' };
    const now = await waiting(employee.window);
    expect(now['3.2.4']).toEqual([{ ...due, means: 'mark' }, { ...due, means: 'simple' }]);
    expect(now['3.2.5']).toEqual(expect.arrayContaining([expect.objectContaining({ means: 'sign', title: 'Про відрядження' }), { ...due, means: 'simple' }]));
    expect(now['3.2.5']).toHaveLength(2);
    expect(now['3.2.6']).toEqual([{ means: 'data', title: 'Копия диплома', dueOn: '2026-03-04', state: 'waiting' }]);
    expect(await waiting(other.window)).toMatchObject({ '3.2.4': [], '3.2.5': [], '3.2.6': [] });

    await later(office, [employee, other], '2026-03-10T04:00:00.000Z');
    const late = await waiting(employee.window);
    expect([late['3.2.4'], late['3.2.6']].flat().map((one) => one?.state)).toEqual(['overdue', 'overdue', 'overdue']);
    const { items } = valueOf(await employee.window.acknowledgements.mine({}));
    const item = items.find(({ document }) => document.documentId === read.documentId);
    valueOf(await employee.window.acknowledgements.acknowledge({ stepId: crypto.randomUUID(), way: 'system', documents: [{ listId: item?.listId ?? '', agreed: item?.texts[0] ?? { language: 'ru', text: '' } }], signature: null }));
    expect((await waiting(employee.window))['3.2.4']).toMatchObject([{ means: 'simple', state: 'overdue' }]);
  });

  it('[HRC-05] [CTRL-09] data are asked for by a day, supplied by the person or as a registrar enters it, and lateness is told', async () => {
    const office = await openHrOffice();
    const { registrar } = office;
    const employee = await office.member('Асанова А. Б.', 'official');
    const other = await office.member('Бакиров Б. Б.', 'official');
    const [first, second] = [crypto.randomUUID(), crypto.randomUUID()];
    const ask = { requestId: first, personId: employee.personId, subject: 'Копия диплома', dueOn: '2026-03-04' };
    expect(errorOf(await employee.window.duties.ask(ask)).code).toBe('no-right');
    expect(errorOf(await registrar.duties.ask({ ...ask, dueOn: '2026-03-01' })).message).toBe('error.dataRequest.dueInPast');
    expect(errorOf(await registrar.duties.ask({ ...ask, personId: 'nobody' })).code).toBe('not-found');
    const asked = valueOf(await registrar.duties.ask(ask));
    expect(asked).toMatchObject({ personName: 'Асанова А. Б.', state: 'waiting', supplied: null });
    expect(valueOf(await registrar.duties.ask(ask))).toEqual(asked);
    expect(errorOf(await registrar.duties.ask({ ...ask, personId: other.personId })).message).toBe('error.dataRequest.idUsed');
    valueOf(await registrar.duties.ask({ ...ask, requestId: second, subject: 'Новый адрес', dueOn: '2026-03-06' }));

    const waits = async (window: Window) => valueOf(await window.startPage.mine({})).items.map(({ action, title, dueAt }) => ({ action, title, dueAt }));
    // The end of the working hours of that day, in Bishkek.
    expect(await waits(employee.window)).toMatchObject([{ action: 'supplyData', title: 'Копия диплома', dueAt: expect.stringMatching(/^2026-03-04T1[12]:/) as string }, { action: 'supplyData', title: 'Новый адрес' }]);
    expect(await waits(other.window)).toEqual([]);
    const supply = { stepId: crypto.randomUUID(), requestId: first, answer: 'Копия передана в УЧР' };
    expect(errorOf(await other.window.duties.supply(supply)).message).toBe('error.dataRequest.notFound');
    expect(errorOf(await employee.window.duties.supply({ ...supply, documentId: crypto.randomUUID() })).code).toBe('not-found');
    await later(office, [employee, other], '2026-03-05T04:00:00.000Z');
    expect(errorOf(await employee.window.duties.supply({ ...supply, suppliedOn: '2026-03-03' })).message).toBe('error.dataRequest.ownDay');
    const supplied = valueOf(await employee.window.duties.supply(supply));
    expect(supplied).toMatchObject({ state: null, supplied: { on: '2026-03-05', by: 'Асанова А. Б.', answer: 'Копия передана в УЧР', late: true } });
    expect(valueOf(await employee.window.duties.supply(supply))).toEqual(supplied);
    expect(errorOf(await registrar.duties.supply({ ...supply, stepId: crypto.randomUUID() })).message).toBe('error.dataRequest.already');
    expect((await waiting(employee.window))['3.2.6']).toMatchObject([{ title: 'Новый адрес', state: 'dueSoon' }]);

    const brought = { stepId: crypto.randomUUID(), requestId: second, answer: 'Сообщил лично', suppliedOn: '2026-03-06' };
    expect(errorOf(await registrar.duties.supply(brought)).message).toBe('error.dataRequest.inFuture');
    expect(errorOf(await registrar.duties.supply({ ...brought, suppliedOn: '2026-03-01' })).message).toBe('error.dataRequest.beforeAsking');
    expect(valueOf(await registrar.duties.supply({ ...brought, suppliedOn: '2026-03-03' })).supplied).toMatchObject({ on: '2026-03-03', late: false });
    expect((await waiting(employee.window))['3.2.6']).toEqual([]);
    expect(valueOf(await registrar.duties.requests({})).requests.map(({ subject, supplied: one }) => [subject, one?.late])).toEqual([['Новый адрес', false], ['Копия диплома', true]]);
  });

  it('a country whose rules name no duties tells none', async () => {
    const office = await openHrOffice('KZ');
    const employee = await office.member('Асанова А. Б.', 'official');
    expect(valueOf(await employee.window.duties.mine({})).duties).toEqual([]);
  });
});
