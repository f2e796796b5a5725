import { describe, expect, it } from 'vitest';
import { errorOf, openTestDesk, PASSWORD, setUpOffice, signIn, someRequisites, upload, valueOf } from '../../support/test-desk.ts';
import { testEnvironment } from '../../support/test-environment.ts';

const newId = (): string => crypto.randomUUID();

async function sharedDesk() {
  const test = await openTestDesk({ environment: testEnvironment() });
  const client = test.client();
  await setUpOffice(client);
  const admin = test.client('admin');
  await signIn(admin, 'admin');
  const second = valueOf(await admin.accounts.create({ login: 'second', name: 'Друга Реєстраторка', roles: ['registrar'], password: PASSWORD }));
  valueOf(await admin.accounts.create({ login: 'official', name: 'Посадова особа', roles: ['official'], password: PASSWORD }));
  const first = await signIn(client);
  return { test, client, admin, first, second };
}

async function draftOf(client: Awaited<ReturnType<typeof sharedDesk>>['client'], subject: string) {
  return { key: newId(), letterId: null, requestId: newId(), requisites: await someRequisites(client, { subject }) };
}

describe('a change of person at a shared desk', () => {
  it('hands over what lies open, moves the drafts, and is one operation', async () => {
    const { test, client, first, second } = await sharedDesk();
    const draft = await draftOf(client, 'Почата картка');
    valueOf(await client.drafts.keep({ drafts: [draft] }));
    const paper = valueOf(await client.registration.register({ requestId: newId(), letterId: null, requisites: await someRequisites(client, { medium: 'paper' }) }));
    const stored = await upload(client, 'лист.txt', new TextEncoder().encode('Лист'));
    valueOf(await client.intake.receive({ files: [{ sha256: stored.sha256, fileName: stored.fileName }] }));
    const operations = (): number => test.rooms.store.database.prepare<[], { count: number }>('SELECT count(*) AS count FROM operation').get()?.count ?? 0;
    const before = operations();
    const changed = valueOf(await client.session.changeUser({ login: 'Second', password: PASSWORD }));
    expect(operations()).toBe(before + 1);
    expect(changed.person).toMatchObject({ accountId: second.accountId, name: 'Друга Реєстраторка' });
    expect(changed.handedOver).toEqual({
      fromName: first.name,
      waitingLetters: 1,
      drafts: [{ key: draft.key, correspondent: draft.requisites.correspondent, subject: 'Почата картка' }],
      papers: [{ documentId: paper.documentId, registrationIndex: paper.registrationIndex, subject: paper.subject, missing: 'stamp' }],
      notPassed: 1,
    });
    expect(test.rooms.store.log.ofEntity(second.accountId).at(-1)).toMatchObject({ kind: 'shift.changed', payload: { fromAccountId: first.accountId, toAccountId: second.accountId, drafts: 1, papers: 1 } });
    expect(valueOf(await client.session.current({}))?.accountId).toBe(second.accountId);
    expect(valueOf(await client.drafts.list({})).drafts.map(({ key }) => key)).toEqual([draft.key]);
    valueOf(await client.session.changeUser({ login: 'registrar', password: PASSWORD }));
    expect(valueOf(await client.drafts.list({})).drafts.map(({ key }) => key)).toEqual([draft.key]);
  });

  it('counts a wrong password, locks on the fourth, and leaves the desk with who had it', async () => {
    const { client, first } = await sharedDesk();
    for (const left of ['3', '2', '1']) expect(errorOf(await client.session.changeUser({ login: 'second', password: 'x' }))).toMatchObject({ message: 'error.signInWrong', params: { left } });
    expect(errorOf(await client.session.changeUser({ login: 'second', password: 'x' })).code).toBe('locked');
    expect(errorOf(await client.session.changeUser({ login: 'second', password: PASSWORD })).code).toBe('locked');
    expect(valueOf(await client.session.current({}))?.accountId).toBe(first.accountId);
  });

  it('forgets wrong passwords once the right one is given', async () => {
    const { client } = await sharedDesk();
    for (let round = 0; round < 2; round += 1) {
      for (let at = 0; at < 3; at += 1) errorOf(await client.session.changeUser({ login: 'second', password: 'x' }));
      expect(valueOf(await client.session.changeUser({ login: 'second', password: PASSWORD })).person.login).toBe('second');
      valueOf(await client.session.changeUser({ login: 'registrar', password: PASSWORD }));
    }
  });

  it('leaves drafts with who leaves where the other may not register, and takes nobody over from oneself', async () => {
    const { client } = await sharedDesk();
    const draft = await draftOf(client, 'Моя');
    valueOf(await client.drafts.keep({ drafts: [draft] }));
    expect(errorOf(await client.session.changeUser({ login: 'registrar', password: PASSWORD })).message).toBe('error.sameUser');
    expect(valueOf(await client.session.changeUser({ login: 'official', password: PASSWORD })).handedOver.drafts).toEqual([]);
    expect(errorOf(await client.drafts.list({})).code).toBe('no-right');
    valueOf(await client.session.changeUser({ login: 'registrar', password: PASSWORD }));
    expect(valueOf(await client.drafts.list({})).drafts).toHaveLength(1);
  });

  it('finds the open papers by an index of their own', async () => {
    const { test } = await sharedDesk();
    const plan = test.rooms.store.database
      .prepare<[], { detail: string }>("EXPLAIN QUERY PLAN SELECT * FROM card WHERE state = 'registered' AND medium = 'paper' ORDER BY registered_at DESC LIMIT 2000")
      .all()
      .map(({ detail }) => detail);
    expect(plan).toHaveLength(1);
    expect(plan[0]).toMatch(/USING INDEX card_open_paper/);
  });
});
