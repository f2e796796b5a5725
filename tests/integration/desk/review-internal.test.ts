import { describe, expect, it } from 'vitest';
import type { MethodInput } from '#shared/contract/index.ts';
import { openDeskOffice } from '../../support/desk-office.ts';
import { errorOf, someRequisites, valueOf } from '../../support/test-desk.ts';

/** An office with a head, whose registrar enters what the office writes itself. */
async function office(country: 'UA' | 'KZ' | 'KG' = 'UA') {
  const made = await openDeskOffice(country);
  const rector = await made.member('Литвинов О. В.', 'official');
  const vice = await made.member('Коваль Н. П.', 'official');
  valueOf(await made.registrar.review.setHead({ personId: rector.personId }));
  const { journals } = valueOf(await made.registrar.registration.choices({}));
  const enter = async (kindId: string, direction: 'internal' | 'outgoing' = 'internal') => {
    const journalId = journals.find((journal) => journal.direction === direction)?.journalId ?? '';
    const requisites = await someRequisites(made.registrar, { direction, kindId, journalId, correspondent: direction === 'internal' ? null : 'ТОВ «Обрій»', correspondentNumber: null, correspondentDate: null, author: 'Декан', medium: 'electronic' });
    return valueOf(await made.registrar.registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites }));
  };
  const of = async (documentId: string) => valueOf(await made.registrar.review.ofDocument({ documentId }));
  const queued = async () => valueOf(await made.registrar.review.queue({}));
  return { ...made, rector, vice, enter, of, queued };
}

describe('what the office writes to its head', () => {
  it.each(['UA', 'KZ', 'KG'] as const)('[RES-01] [RES-10] %s: a memo waits to be passed, and goes to the head with his four working hours', async (country) => {
    const { registrar, rector, vice, enter, of, queued } = await office(country);
    const memo = await enter('service-memo');
    expect(await queued()).toMatchObject({ total: 1, certain: 1, documents: [{ documentId: memo.documentId, obstacles: [], suggestion: { rule: 'to-head', person: { name: 'Литвинов О. В.' }, choice: true, senderKnown: true } }] });
    expect(valueOf(await registrar.review.passSuggested({ documentIds: [memo.documentId] }))).toEqual({ passed: [memo.documentId], left: [] });
    const { passes } = await of(memo.documentId);
    expect(passes).toMatchObject([{ reviewerName: 'Литвинов О. В.', rule: 'chosen' }]);
    const { items } = valueOf(await rector.window.startPage.mine({}));
    expect(items).toMatchObject([{ action: 'review', documentId: memo.documentId, timeliness: 'dueToday' }]);
    expect(items[0]?.dueAt).not.toBeNull();
    expect((await queued()).total).toBe(0);
    const { today } = valueOf(await rector.window.resolutions.candidates({ documentId: memo.documentId, source: 'pass', sourceId: passes[0]?.stepId ?? '', authorPersonId: rector.personId }));
    const wish: MethodInput<'resolutions.issue'> = { resolutionId: crypto.randomUUID(), documentId: memo.documentId, source: 'pass', sourceId: passes[0]?.stepId ?? '', authorPersonId: rector.personId, text: 'Погоджую, до виконання', executors: [{ personId: vice.personId, role: 'main', dueOn: null }], unitIds: [], dueOn: today, onPaperOn: null, supersedes: null, urgent: false, controllerPersonId: null, exceptionsConfirmed: true };
    valueOf(await rector.window.resolutions.issue(wish));
    expect(valueOf(await vice.window.startPage.mine({})).items).toMatchObject([{ action: 'execute', documentId: memo.documentId, title: 'Погоджую, до виконання' }]);
    expect(valueOf(await rector.window.startPage.mine({})).items).toEqual([]);
  });

  it('waits in the list only while it is to go to the head: no order, nothing that goes out, nothing with its executors', async () => {
    const { registrar, rector, vice, enter, of, queued } = await office();
    const [memo, order, sent] = [await enter('service-memo'), await enter('order-core'), await enter('outgoing-letter', 'outgoing')];
    expect((await queued()).documents.map(({ documentId }) => documentId)).toEqual([memo.documentId]);
    // An order may be passed from its page all the same, to whom the registrar chooses; what goes out may not.
    expect(await of(order.documentId)).toMatchObject({ obstacles: [], suggestion: { rule: 'none', person: null } });
    valueOf(await registrar.review.pass({ documentId: order.documentId, stepId: crypto.randomUUID(), reviewerPersonId: vice.personId }));
    expect((await of(sent.documentId)).obstacles).toEqual(['outgoing']);
    expect(errorOf(await registrar.review.pass({ documentId: sent.documentId, stepId: crypto.randomUUID(), reviewerPersonId: rector.personId })).message).toBe('error.passOutgoing');
    const list: MethodInput<'resolutions.issue'> = { resolutionId: crypto.randomUUID(), documentId: memo.documentId, source: 'order', sourceId: memo.documentId, authorPersonId: rector.personId, text: 'До виконання', executors: [{ personId: vice.personId, role: 'main', dueOn: null }], unitIds: [], dueOn: null, onPaperOn: null, supersedes: null, urgent: false, controllerPersonId: null, exceptionsConfirmed: true };
    valueOf(await registrar.resolutions.issue(list));
    expect((await queued()).total).toBe(0);
  });

  it('[REG-11] a row of the table of duties comes before the head', async () => {
    const { registrar, vice, enter, of } = await office();
    const { dutyId } = valueOf(await registrar.review.defineDuty({ dutyId: null, reviewerPersonId: vice.personId, kindId: 'service-memo', journalId: null, category: null, caseIndex: null, words: [] }));
    const memo = await enter('service-memo');
    expect((await of(memo.documentId)).suggestion).toMatchObject({ rule: 'duty', dutyId, person: { name: 'Коваль Н. П.' } });
    valueOf(await registrar.review.pass({ documentId: memo.documentId, stepId: crypto.randomUUID(), reviewerPersonId: vice.personId }));
    expect((await of(memo.documentId)).passes).toMatchObject([{ rule: 'duty' }]);
  });
});
