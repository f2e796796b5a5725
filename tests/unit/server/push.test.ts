import { describe, expect, it } from 'vitest';
import { account, corrected, registered, voided } from '../../support/central-server/chain-desk.ts';
import { testServer } from '../../support/central-server/test-server.ts';

describe('push', () => {
  it('gives every operation the next place of the organisation and of its stream, without a gap', async () => {
    const { founder } = await testServer();
    founder.write(registered({ document: 'a', number: 1 }));
    founder.write({ ...registered({ document: 'b', number: 2 }), stream: 'restricted' });
    founder.write(registered({ document: 'c', number: 3 }));
    const answer = await founder.push(3);
    expect(answer).toMatchObject({ answer: 'taken', acked: founder.last, results: [{ seq: 3, status: 'accepted' }, { seq: 4 }, { seq: 5 }] });
    const { operations, head, more } = await founder.pull();
    expect(operations.map(({ seq, stream, streamSeq }) => [seq, stream, streamSeq])).toEqual([[1, 'main', 1], [2, 'main', 2], [3, 'main', 3], [4, 'restricted', 1], [5, 'main', 4]]);
    expect({ head, more }).toEqual({ head: 5, more: false });
    expect(operations.map(({ body }) => body)).toEqual(founder.chain.map(({ body }) => body));
  });

  it('answers a retry with the places that its operations have, and never acknowledges more than was sent', async () => {
    const { founder, store, organisation } = await testServer();
    for (const number of [1, 2, 3]) founder.write(registered({ document: `d${number}`, number }));
    const first = await founder.push(3);
    expect(await founder.push(3)).toEqual(first);
    expect(await founder.push(3, 4)).toMatchObject({ answer: 'taken', acked: founder.place(4), results: [{ seq: 3 }, { seq: 4 }] });
    // A retry whose later part is new.
    founder.write(registered({ document: 'd4', number: 4 }));
    expect(await founder.push(4)).toMatchObject({ answer: 'taken', results: [{ seq: 4 }, { seq: 5 }, { seq: 6 }] });
    expect((await store.organisations()).find((row) => row.organisation === organisation)?.seq).toBe(6);
  });

  it('tells a gap, and what it holds', async () => {
    const { founder } = await testServer();
    founder.write(registered({ document: 'a', number: 1 }));
    founder.write(registered({ document: 'b', number: 2 }));
    expect(await founder.push(4)).toEqual({ answer: 'refused', problem: 'gap', acked: founder.place(2) });
    expect(await founder.push(3)).toMatchObject({ answer: 'taken' });
  });

  it('fences an identity whose copy sends another operation in the same place', async () => {
    const { founder } = await testServer();
    const copy = founder.copy();
    await founder.say(registered({ document: 'a', number: 1 }));
    copy.write(registered({ document: 'b', number: 2 }));
    expect(await copy.push(2)).toEqual({ answer: 'refused', problem: 'fork', acked: copy.place(2) });
    expect(await founder.push(1)).toMatchObject({ answer: 'refused', problem: 'fork' });
    expect(await founder.hello()).toMatchObject({ answer: 'fenced', fence: 'fork' });
  });

  it('sees a fork that lies before what is sent', async () => {
    const { founder } = await testServer();
    const copy = founder.copy();
    await founder.say(registered({ document: 'a', number: 1 }));
    copy.write(registered({ document: 'b', number: 2 }));
    copy.write(registered({ document: 'c', number: 3 }));
    expect(await copy.push(4)).toMatchObject({ answer: 'refused', problem: 'fork' });
  });

  it.each([
    ['bytes that do not fit the hash', (body: string) => body.replace('Asia/Almaty', 'Asia/Bishkek')],
    ['bytes that are no operation', () => '{}'],
  ])('refuses %s and takes nothing of the push', async (_what, changed) => {
    const { founder, server } = await testServer();
    founder.write(registered({ document: 'a', number: 1 }));
    const message = founder.message(3);
    const forged = { ...message, operations: message.operations.map((operation) => ({ ...operation, body: changed(operation.body) })) };
    await expect(server.push(founder.token, forged)).rejects.toMatchObject({ code: 'malformed' });
    expect((await founder.pull()).head).toBe(2);
  });

  it('refuses an operation that another desk made', async () => {
    const { founder, server, desk } = await testServer();
    const second = await desk('second');
    second.write(registered({ document: 'a', number: 1 }));
    const stolen = { ...second.message(1), desk: founder.desk, epoch: founder.epoch };
    await expect(server.push(founder.token, stolen)).rejects.toMatchObject({ code: 'malformed' });
    await expect(server.push(founder.token, second.message(1))).rejects.toMatchObject({ code: 'unauthorised' });
  });

  it('keeps a stale command as rejected, and what rests on it; the queue behind it goes on', async () => {
    const { founder, desk } = await testServer();
    const second = await desk('second');
    const card = await founder.say(registered({ document: 'a', number: 1 }));
    const correction = await founder.say(corrected('a', card.opId, 'subject'));
    const stale = second.write(voided('a', card.opId));
    second.write({ ...voided('a', stale.opId), kind: 'document.filed', payload: {} });
    second.write(registered({ document: 'b', number: 2 }));
    expect(await second.push()).toMatchObject({
      answer: 'taken',
      results: [{ status: 'rejected', note: { reason: 'stale' }, seq: 5 }, { status: 'rejected', note: { reason: 'stale' }, seq: 6 }, { status: 'accepted', note: {}, seq: 7 }],
    });
    expect(await founder.say(voided('a', correction.opId))).toMatchObject({ status: 'accepted' });
  });

  it('lets a command rest on an operation of the same push', async () => {
    const { founder } = await testServer();
    const card = founder.write(registered({ document: 'a', number: 1 }));
    founder.write(voided('a', card.opId));
    expect(await founder.push(3)).toMatchObject({ results: [{ status: 'accepted' }, { status: 'accepted', note: {} }] });
  });

  it('keeps both values of a field that two desks corrected', async () => {
    const { founder, desk, server, organisation } = await testServer();
    const second = await desk('second');
    const card = await founder.say(registered({ document: 'a', number: 1 }));
    const first = await founder.say(corrected('a', card.opId, 'subject', 'note'));
    expect(first.note).toEqual({});
    const other = await second.say(corrected('a', card.opId, 'subject', 'author'));
    expect(other).toMatchObject({ status: 'accepted', note: { conflicts: [{ field: 'subject', opId: first.opId }] } });
    expect(await second.say(corrected('a', other.opId, 'subject'))).toMatchObject({ note: {} });
    expect((await server.administration.conflicts(organisation)).fields).toEqual([{ opId: other.opId, field: 'subject', otherOpId: first.opId, entity: 'a' }]);
  });

  it('tells what a desk had seen from what its own pending work got its place after', async () => {
    const { founder, desk } = await testServer();
    const second = await desk('second');
    const card = await founder.say(registered({ document: 'a', number: 1 }));
    const own = second.write({ ...corrected('a', card.opId, 'note'), seen: card.seq });
    const other = await founder.say({ ...corrected('a', card.opId, 'subject'), seen: card.seq });
    second.write({ ...corrected('a', own.opId, 'subject'), seen: card.seq });
    second.write({ ...corrected('a', own.opId, 'subject'), seen: other.seq });
    expect(await second.push()).toMatchObject({ results: [{ note: {} }, { note: { conflicts: [{ field: 'subject', opId: other.opId }] } }, { note: {} }] });
  });

  it('sees no conflict where two wrote the same, nor in the reasons that they gave', async () => {
    const { founder, desk } = await testServer();
    const second = await desk('second');
    const card = await founder.say(registered({ document: 'a', number: 1 }));
    const same = corrected('a', card.opId, 'subject');
    const withReason = (reason: string) => ({ ...same, changes: [...(same.changes ?? []), { field: 'reason', before: null, after: reason }] });
    await founder.say(withReason('one'));
    expect(await second.say(withReason('another'))).toMatchObject({ status: 'accepted', note: {} });
  });

  it('finds the overlap with a correction in the same batch', async () => {
    const { founder, desk } = await testServer();
    const second = await desk('second');
    const card = await founder.say(registered({ document: 'a', number: 1 }));
    const first = founder.write(corrected('a', card.opId, 'subject'));
    second.write(corrected('a', card.opId, 'subject'));
    const [, answer] = await Promise.all([founder.push(4), second.push()]);
    expect(answer).toMatchObject({ results: [{ note: { conflicts: [{ field: 'subject', opId: first.opId }] } }] });
  });

  it('asks the acting person, not only the desk: work of one who was locked meanwhile is kept and flagged, commands are rejected', async () => {
    const { founder, desk } = await testServer();
    const second = await desk('second');
    const card = await second.say(registered({ document: 'a', number: 1 }));
    await founder.say({ kind: 'account.locked', entity: 'registrar', account: 'administrator', payload: { accountId: 'registrar', reason: 'left' } });
    second.write(registered({ document: 'b', number: 2 }));
    second.write(voided('a', card.opId));
    second.write(registered({ document: 'c', number: 3, account: 'nobody' }));
    expect(await second.push(2)).toMatchObject({
      results: [{ status: 'accepted', note: { actorWithdrawn: true } }, { status: 'rejected', note: { reason: 'actorWithdrawn' } }, { status: 'accepted', note: { actorWithdrawn: true } }],
    });
  });

  it('lets the founder bring what was there before the server, and judges what it does later', async () => {
    const { founder } = await testServer();
    expect((await founder.pull()).operations.map(({ status }) => status)).toEqual(['accepted', 'accepted']);
    expect(await founder.say(account('intruder', 'administrator'))).toMatchObject({ status: 'rejected', note: { reason: 'actorMissing' } });
  });

  it('does not fail a push for the fault of another in the same transaction', async () => {
    const { founder, desk, store } = await testServer();
    const second = await desk('second');
    founder.write(registered({ document: 'a', number: 1 }));
    second.write(registered({ document: 'b', number: 2 }));
    second.write(registered({ document: 'c', number: 3 }));
    const [good, gap] = await Promise.all([founder.push(3), second.push(2)]);
    expect(good).toMatchObject({ answer: 'taken' });
    expect(gap).toMatchObject({ answer: 'refused', problem: 'gap' });
    expect((await store.organisations())[0]?.seq).toBe(3);
  });

  it('acknowledges nothing that a crash before the commit undid, and holds what a crash after it left', async () => {
    let crash = '';
    const { founder } = await testServer({
      crashPoint: (name) => {
        if (name === crash) throw new Error(`crash at ${name}`);
      },
    });
    founder.write(registered({ document: 'a', number: 1 }));
    crash = 'server.push.beforeCommit';
    await expect(founder.push(3)).rejects.toThrow('crashed at server.push.beforeCommit');
    expect((await founder.pull()).head).toBe(2);
    crash = 'server.push.committed';
    await expect(founder.push(3)).rejects.toThrow('crashed at server.push.committed');
    crash = '';
    expect((await founder.pull()).head).toBe(3);
    expect(await founder.push(3)).toMatchObject({ answer: 'taken', results: [{ seq: 3 }] });
  });

  it('says that it is busy when too much waits', async () => {
    const { founder } = await testServer();
    founder.write(registered({ document: 'a', number: 1 }));
    for (let count = 2; count <= 450; count += 1) founder.write({ kind: 'session.opened', entity: 'registrar', payload: { accountId: 'registrar' } });
    const answers = await Promise.allSettled(Array.from({ length: 15 }, () => founder.push(3, 452)));
    expect(answers.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
    expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'busy', status: 503, retryAfterSeconds: 2 } });
  });
});

describe('pull', () => {
  it('ends a page by count and by bytes, and says whether others follow', async () => {
    const { founder } = await testServer();
    const large = 'x'.repeat(60 * 1024);
    for (let count = 0; count < 20; count += 1) await founder.say({ kind: 'session.opened', entity: 'registrar', payload: { accountId: 'registrar', large } });
    const page = await founder.pull();
    expect(page.operations.length).toBeLessThan(20);
    expect(page).toMatchObject({ more: true, head: page.operations.at(-1)?.seq });
    const rest = await founder.pull(page.head);
    expect(rest).toMatchObject({ more: false, head: 22 });
    expect(page.operations.length + rest.operations.length).toBe(22);
    expect(await founder.pull(0, 5)).toMatchObject({ more: true, head: 22 });
    expect(await founder.pull(22)).toMatchObject({ operations: [], more: false, head: 22 });
  });

  it('gives a desk the streams that it was granted, and its own operations in every stream', async () => {
    const { founder, desk, server } = await testServer();
    const second = await desk('second');
    await founder.say({ ...registered({ document: 'a', number: 1 }), stream: 'restricted' });
    await second.say({ ...registered({ document: 'b', number: 2 }), stream: 'restricted' });
    expect((await second.pull()).operations.map(({ seq }) => seq)).toEqual([1, 2, 4]);
    await server.administration.grant(second.desk, 'restricted');
    expect((await second.pull()).operations.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    await server.administration.withdraw(second.desk, 'restricted');
    expect((await second.pull()).operations.map(({ seq }) => seq)).toEqual([1, 2, 4]);
  });
});
