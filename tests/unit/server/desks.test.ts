import { describe, expect, it } from 'vitest';
import { GENESIS_PLACE } from '#shared/sync/wire.ts';
import { ChainDesk, registered } from '../../support/central-server/chain-desk.ts';
import { testNode, testServer } from '../../support/central-server/test-server.ts';

const HOUR = 60 * 60 * 1000;

describe('enrolment', () => {
  it('takes one desk for one code; asked again by the same desk it answers the same', async () => {
    const { server, organisation } = await testServer();
    const code = await server.administration.invite(organisation);
    expect(code).toMatch(/^[2-9A-HJ-NP-Z]{20}$/);
    const desk = new ChainDesk(server, 'second');
    const standing = await desk.enrol(code);
    expect(standing).toMatchObject({ organisation, desk: 'second', epoch: 1, deskCode: '2', founder: false, streams: ['main'], acked: GENESIS_PLACE });
    expect(await desk.enrol(code)).toEqual(standing);
    await expect(new ChainDesk(server, 'third').enrol(code)).rejects.toMatchObject({ code: 'codeInvalid' });
  });

  it('answers a desk whose answer was lost, be it with another code', async () => {
    const { server, organisation } = await testServer();
    const desk = new ChainDesk(server, 'second');
    const standing = await desk.enrol(await server.administration.invite(organisation));
    expect(await desk.enrol(await server.administration.invite(organisation))).toEqual(standing);
  });

  it('takes an office from the first desk of an organisation, and from no other', async () => {
    const { server, organisation } = await testServer();
    await expect(new ChainDesk(server, 'second', true).enrol(await server.administration.invite(organisation))).rejects.toMatchObject({ code: 'conflict' });
    const empty = await server.administration.createOrganisation('Another office');
    await expect(new ChainDesk(server, 'first').enrol(await server.administration.invite(empty))).rejects.toMatchObject({ code: 'conflict' });
  });

  it('reads a code as people type it, and refuses one that is too old or unknown', async () => {
    const { server, organisation, environment } = await testServer();
    const code = await server.administration.invite(organisation);
    environment.advance(49 * HOUR);
    const desk = new ChainDesk(server, 'second');
    await expect(desk.enrol(code)).rejects.toMatchObject({ code: 'codeInvalid' });
    await expect(desk.enrol('AAAAAAAAAAAAAAAAAAAA')).rejects.toMatchObject({ code: 'codeInvalid' });
    const other = await server.administration.invite(organisation);
    const typed = other.toLowerCase().replaceAll(/(.{5})(?=.)/g, '$1-');
    expect(await desk.enrol(typed)).toMatchObject({ deskCode: '2' });
  });

  it('gives the desk code that was wished for, and each only once', async () => {
    const { server, organisation, desk } = await testServer();
    const code = await server.administration.invite(organisation, '2');
    await expect(server.administration.invite(organisation, '2')).rejects.toMatchObject({ code: 'conflict' });
    expect((await desk('other')).standing?.deskCode).toBe('3');
    expect(await new ChainDesk(server, 'second').enrol(code)).toMatchObject({ deskCode: '2' });
    await expect(server.administration.invite(organisation, '3')).rejects.toMatchObject({ code: 'conflict' });
  });

  it('does not let a second desk bear the id of another', async () => {
    const { server, organisation, founder } = await testServer();
    const impostor = new ChainDesk(server, founder.desk);
    await expect(impostor.enrol(await server.administration.invite(organisation))).rejects.toMatchObject({ code: 'conflict' });
    const elsewhere = await server.administration.createOrganisation('Another office');
    await expect(impostor.enrol(await server.administration.invite(elsewhere))).rejects.toMatchObject({ code: 'conflict' });
  });

  it('keeps one organisation from another', async () => {
    const { server, founder } = await testServer();
    const elsewhere = await server.administration.createOrganisation('Another office');
    const stranger = new ChainDesk(server, 'stranger', true);
    expect(await stranger.enrol(await server.administration.invite(elsewhere))).toMatchObject({ founder: true, deskCode: '1' });
    await stranger.hello();
    await founder.say(registered({ document: 'a', number: 1 }));
    expect(await stranger.pull()).toMatchObject({ operations: [], head: 0 });
  });
});

describe('hello', () => {
  it('does not let an identity go on that is used on another machine', async () => {
    const { founder } = await testServer();
    const copy = founder.copy();
    copy.machine = 'another machine';
    expect(await copy.hello()).toMatchObject({ answer: 'fenced', fence: 'machine' });
  });

  it('fences nothing for good: what was said long ago may come again', async () => {
    const { founder } = await testServer();
    const before = founder.copy();
    await founder.say(registered({ document: 'a', number: 1 }));
    expect(await before.hello()).toMatchObject({ answer: 'fenced', fence: 'behind' });
    expect(await founder.say(registered({ document: 'b', number: 2 }))).toMatchObject({ status: 'accepted' });
  });

  it('fences a desk that was restored from a backup, and one that holds something else in its last place', async () => {
    const { founder, desk } = await testServer();
    await founder.say(registered({ document: 'a', number: 1 }));
    expect(await founder.copy(2).hello()).toMatchObject({ answer: 'fenced', fence: 'behind' });
    const second = await desk('second');
    const copy = second.copy();
    await second.say(registered({ document: 'b', number: 2 }));
    copy.write(registered({ document: 'c', number: 3 }));
    expect(await copy.hello()).toMatchObject({ answer: 'fenced', fence: 'fork' });
  });

  it('lets a desk that has more than was sent go on', async () => {
    const { founder } = await testServer();
    founder.write(registered({ document: 'a', number: 1 }));
    expect(await founder.hello()).toMatchObject({ answer: 'welcome', standing: { acked: founder.place(2) } });
  });

  it('is refused without the right key, with an old challenge and with one of another server', async () => {
    const { founder, server, environment, organisation } = await testServer();
    const impostor = new ChainDesk(server, founder.desk);
    impostor.machine = founder.machine;
    await expect(impostor.hello()).rejects.toMatchObject({ code: 'unauthorised' });
    const late = new ChainDesk({ ...delegate(server), challenge: async () => server.challenge().finally(() => environment.advance(6 * 60 * 1000)) }, 'late');
    await expect(late.enrol(await server.administration.invite(organisation))).rejects.toMatchObject({ code: 'unauthorised' });
    const { server: other } = await testServer({ seed: 'another server' });
    const lost = new ChainDesk({ ...delegate(server), challenge: () => other.challenge() }, 'lost');
    await expect(lost.enrol(await server.administration.invite(organisation))).rejects.toMatchObject({ code: 'unauthorised' });
  });

  it('gives a token that any node knows, for an hour', async () => {
    const { founder, store, environment } = await testServer();
    const otherNode = await testNode(store, environment);
    expect(await otherNode.pull(founder.token, { after: 0 })).toMatchObject({ head: 2 });
    await expect(otherNode.pull(`${founder.token}A`, { after: 0 })).rejects.toMatchObject({ code: 'unauthorised' });
    await expect(otherNode.pull('', { after: 0 })).rejects.toMatchObject({ code: 'unauthorised' });
    environment.advance(61 * 60 * 1000);
    await expect(otherNode.pull(founder.token, { after: 0 })).rejects.toMatchObject({ code: 'unauthorised' });
  });
});

describe('revocation', () => {
  it('cuts a desk off at once, its token included', async () => {
    const { desk, server } = await testServer();
    const second = await desk('second');
    second.write(registered({ document: 'a', number: 1 }));
    await server.administration.revoke(second.desk);
    await expect(second.pull()).rejects.toMatchObject({ code: 'fenced' });
    await expect(second.lease('r')).rejects.toMatchObject({ code: 'fenced' });
    expect(await second.push()).toMatchObject({ answer: 'refused', problem: 'revoked' });
    expect(await second.hello()).toMatchObject({ answer: 'fenced', fence: 'revoked' });
    expect(await second.renew('third', GENESIS_PLACE)).toMatchObject({ answer: 'fenced', fence: 'revoked' });
  });

  it('lists desks with what they hold and when they were seen', async () => {
    const { server, organisation, founder, desk, environment } = await testServer();
    const second = await desk('second');
    await founder.say(registered({ document: 'a', number: 1 }));
    environment.advance(HOUR - 1);
    await second.pull(2);
    const [first, last] = await server.administration.desks(organisation);
    expect(first).toMatchObject({ desk: founder.desk, last: { deskSeq: 3 }, state: 'active', pulled: 0 });
    expect(last).toMatchObject({ desk: second.desk, last: { deskSeq: 0 }, seenAt: environment.now(), pulled: 2 });
  });
});

describe('renewal', () => {
  it('goes on from a common operation under a new identity, and inserts nothing twice', async () => {
    const { founder, store } = await testServer();
    await founder.say(registered({ document: 'a', number: 1 }));
    const copy = founder.copy();
    await founder.say(registered({ document: 'b', number: 2 }));
    copy.write(registered({ document: 'c', number: 3 }));
    expect(await copy.push(4)).toMatchObject({ answer: 'refused', problem: 'fork' });
    expect(await copy.renew('renewed', copy.last)).toEqual({ answer: 'unknownBase' });
    // It need not know where the chains parted: what the server holds already keeps its place.
    expect(await copy.renew('renewed', copy.place(2))).toMatchObject({ answer: 'renewed', standing: { epoch: 2, deskCode: '1', acked: copy.place(2) } });
    expect(await copy.hello()).toMatchObject({ answer: 'welcome' });
    expect(await copy.push(3)).toMatchObject({ answer: 'taken', acked: copy.place(4), results: [{ seq: 3 }, { seq: 5, status: 'accepted' }] });
    expect((await store.organisations())[0]?.seq).toBe(5);
    // All that its former identity made comes back to it, in whatever stream.
    expect((await copy.pull()).operations.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
  });

  it('gives the other holder of the identity a code of its own', async () => {
    const { founder } = await testServer();
    const copy = founder.copy();
    await copy.renew('first', copy.place(2));
    expect(await founder.hello()).toMatchObject({ answer: 'fenced' });
    expect(await founder.renew('second', founder.place(2))).toMatchObject({ answer: 'renewed', standing: { deskCode: '2' } });
    await Promise.all([founder.hello(), copy.hello()]);
    expect(await founder.say(registered({ document: 'a', number: 1 }))).toMatchObject({ seq: 3 });
    expect(await copy.say(registered({ document: 'b', number: 2 }))).toMatchObject({ seq: 4 });
  });

  it('answers the same when it is asked again, and never takes the old identity back', async () => {
    const { founder, server } = await testServer();
    const old = founder.copy();
    const repeating = founder.copy(founder.chain.length, {
      ...delegate(server),
      renew: async (message) => {
        const first = await server.renew(message);
        expect(await server.renew(message)).toEqual(first);
        return first;
      },
    });
    expect(await repeating.renew('new', founder.last)).toMatchObject({ answer: 'renewed', standing: { desk: 'new', epoch: 2 } });
    expect(await old.hello()).toMatchObject({ answer: 'fenced', fence: 'fork' });
    old.write(registered({ document: 'a', number: 1 }));
    expect(await old.push(3)).toMatchObject({ answer: 'refused' });
  });

  it('voids what the old identity had leased', async () => {
    const { founder, server, organisation } = await testServer();
    await founder.lease('r1', 5);
    await founder.say(registered({ document: 'a', number: 1 }));
    await founder.renew('new', founder.last);
    expect(await server.administration.gapAct(organisation, 'journal', 2026)).toMatchObject([{ first: 2, last: 5, state: 'void', voidReason: 'renewed', deskCode: '1' }]);
    await founder.hello();
    // Numbers that were stamped before come late, and stand.
    expect(await founder.say(registered({ document: 'b', number: 3 }))).toMatchObject({ status: 'accepted', note: {} });
    expect(await founder.lease('r1', 5)).toMatchObject({ answer: 'granted', lease: { first: 6, last: 10 } });
  });
});

/** The server's methods, to be replaced one by one. */
function delegate(server: Awaited<ReturnType<typeof testServer>>['server']): ConstructorParameters<typeof ChainDesk>[0] {
  return {
    challenge: () => server.challenge(),
    enrol: (message) => server.enrol(message),
    hello: (message) => server.hello(message),
    renew: (message) => server.renew(message),
    push: (token, message) => server.push(token, message),
    pull: (token, query) => server.pull(token, query),
    lease: (token, message) => server.lease(token, message),
    reconcile: (token, message) => server.reconcile(token, message),
  };
}
