import { describe, expect, it } from 'vitest';
import { compareWithLog } from '../../../src-main/store/projections/rebuild.ts';
import { decisionFor, enterDraft, participants, routeOf, templateOf, windowOfPerson } from '../../support/routing-office.ts';
import { errorOf, openTestDesk, setUpOffice, signIn, valueOf } from '../../support/test-desk.ts';
import { testEnvironment } from '../../support/test-environment.ts';

const BASIS = { title: 'Наказ про виконання обов’язків', number: '15-к', date: '2026-03-01' };

/** Drafts of two kinds wait for the chief, whose deputy may approve for him. */
async function office() {
  const test = await openTestDesk({ environment: testEnvironment('2026-03-06T10:00:00.000Z') });
  await setUpOffice(test.client());
  const registrar = test.client('registrar');
  await signIn(registrar);
  const people = await participants(test, ['author', 'chief', 'lawyer', 'rector']);
  const idOf = (login: string): string => people[login]?.personId ?? '';
  const { templateId } = valueOf(await registrar.routing.defineTemplate({ templateId: null, template: templateOf([['approver', [idOf('chief')]], ['signer', [idOf('rector')]]]) }));
  const { kinds, journals } = valueOf(await registrar.registration.choices({}));
  const [orders = '', memos = ''] = kinds.filter(({ transitional }) => !transitional).map(({ kindId }) => kindId);
  const grant = async (scope: { readonly kindIds: string[] | null; readonly journalIds: string[] | null }) => {
    const delegationId = crypto.randomUUID();
    valueOf(await registrar.structure.grantDelegation({ delegationId, principalPersonId: idOf('chief'), deputyPersonId: idOf('lawyer'), capacity: 'deputy', basis: BASIS, actions: ['approve'], ...scope, fromDay: '2026-03-02', untilDay: null }));
    return delegationId;
  };
  const author = await windowOfPerson(test, 'author');
  const begun = async (kindId: string): Promise<string> => {
    const { documentId } = await enterDraft(author, { kindId, title: kindId });
    valueOf(await author.routing.start({ documentId, routeId: crypto.randomUUID(), eventId: crypto.randomUUID(), templateId }));
    return documentId;
  };
  const lawyer = await windowOfPerson(test, 'lawyer');
  const chief = await windowOfPerson(test, 'chief');
  const seen = async () => ({
    drafts: valueOf(await lawyer.routing.drafts({})).drafts.map(({ documentId }) => documentId),
    waits: valueOf(await lawyer.startPage.mine({})).items.map(({ documentId }) => documentId),
    counted: valueOf(await lawyer.startPage.mine({})).total,
    told: valueOf(await lawyer.notifications.mine({})).notices.flatMap(({ documentId }) => documentId ?? []),
  });
  return { test, registrar, orders, memos, journalId: journals[0]?.journalId ?? '', grant, begun, lawyer, chief, seen };
}

describe('a deputy whose delegation is limited to kinds of document', () => {
  it('[RES-12] takes steps of drafts of those kinds alone, and reads, is shown and is told of no other', async () => {
    const { test, orders, memos, grant, begun, lawyer, chief, seen } = await office();
    await grant({ kindIds: [orders], journalIds: null });
    const [order, memo] = [await begun(orders), await begun(memos)];
    expect(await seen()).toEqual({ drafts: [order], waits: [order], counted: 1, told: [order] });
    expect(errorOf(await lawyer.routing.draft({ documentId: memo })).message).toBe('error.draftNotFound');
    const forMemo = decisionFor(valueOf(await chief.routing.draft({ documentId: memo })));
    expect(errorOf(await lawyer.routing.decide(forMemo)).message).toBe('error.draftNotFound');
    const before = valueOf(await lawyer.routing.draft({ documentId: order }));
    expect(routeOf(before).stages[0]?.steps).toMatchObject([{ mine: true, own: false }]);
    const approved = valueOf(await lawyer.routing.decide(decisionFor(before)));
    expect(routeOf(approved).stages[0]?.steps).toMatchObject([{ state: 'done', onBehalf: true }]);
    const { store } = test.rooms;
    expect(compareWithLog(store.database, store.log)).toEqual([]);
    // The official himself is limited by nothing.
    valueOf(await chief.routing.decide(forMemo));
  });

  it('[RES-12] may approve no draft where it is limited to journals: a draft lies in none', async () => {
    const { orders, journalId, grant, begun, lawyer, seen } = await office();
    await grant({ kindIds: null, journalIds: [journalId] });
    const order = await begun(orders);
    expect(await seen()).toEqual({ drafts: [], waits: [], counted: 0, told: [] });
    expect(errorOf(await lawyer.routing.draft({ documentId: order })).message).toBe('error.draftNotFound');
  });

  it('[RES-13] of several delegations any may permit, and one that is taken back permits nothing', async () => {
    const { registrar, orders, memos, grant, begun, seen } = await office();
    const [order, memo] = [await begun(orders), await begun(memos)];
    const [first] = [await grant({ kindIds: [orders], journalIds: null }), await grant({ kindIds: [memos], journalIds: null })];
    expect((await seen()).waits.toSorted()).toEqual([order, memo].toSorted());
    valueOf(await registrar.structure.removeDelegation({ delegationId: first }));
    expect(await seen()).toMatchObject({ drafts: [memo], waits: [memo] });
  });
});
