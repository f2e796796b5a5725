import { describe, expect, it } from 'vitest';
import { contract, methods, Refusal } from '#shared/contract/index.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { createDispatcher, type Handlers } from '#shared/rpc/dispatcher.ts';

const actorOf = (roles: Actor['roles']): Actor => ({ accountId: 'a', login: 'x', name: 'X', roles });

/** Handlers that all throw, with the given ones in their place. */
function handlersWith(given: Record<string, (input: never, context: never) => unknown>): Handlers {
  const rooms = Object.entries(contract).map(([room, roomMethods]) => [
    room,
    Object.fromEntries(
      Object.keys(roomMethods).map((name) => [
        name,
        given[`${room}.${name}`] ??
          (() => {
            throw new Error('reached');
          }),
      ]),
    ),
  ]);
  return Object.fromEntries(rooms) as Handlers;
}

function dispatcherFor(actor: Actor | null, given: Parameters<typeof handlersWith>[0] = {}, restricted = false) {
  const logged: unknown[] = [];
  const dispatch = createDispatcher({
    handlers: handlersWith(given),
    sessions: { actorOf: () => actor, isRestricted: () => restricted },
    logUnexpected: (_method, error) => `mark-${logged.push(error)}`,
  });
  return { logged, call: (method: string, input: unknown = {}, signal = new AbortController().signal) => dispatch({ callId: '1', method, input }, { connection: 'w', signal, progress: () => undefined }) };
}

describe('dispatcher', () => {
  it('[SEC-02] lets nobody past who has not signed in or lacks the right, for any method', async () => {
    for (const [name, { access }] of methods) {
      if (access === 'anyone') continue;
      expect(await dispatcherFor(null).call(name), name).toMatchObject({ ok: false, error: { code: 'not-signed-in' } });
      const withoutRoles = await dispatcherFor(actorOf([])).call(name);
      if (access !== 'signed-in') expect(withoutRoles, name).toMatchObject({ ok: false, error: { code: 'no-right' } });
    }
  });

  it('checks the input by the schema before the room sees it', async () => {
    const { call } = dispatcherFor(actorOf(['registrar']));
    expect(await call('intake.get', { letterId: 'not an id' })).toMatchObject({ ok: false, error: { code: 'bad-input', issues: [{ path: 'letterId' }] } });
    expect(await call('session.signIn', { login: 'x'.repeat(101), password: 'p' })).toMatchObject({ ok: false, error: { code: 'bad-input' } });
    expect(await call('desk.state', { surprise: 1 })).toMatchObject({ ok: false, error: { code: 'bad-input' } });
  });

  it('answers an unknown method with a typed error', async () => {
    for (const name of ['nothing.here', 'desk.constructor', '__proto__.x', 'toString']) {
      expect(await dispatcherFor(null).call(name)).toMatchObject({ ok: false, error: { code: 'bad-input', message: 'error.unknownMethod' } });
    }
  });

  it('hands on a refusal of the room as it is', async () => {
    const { call, logged } = dispatcherFor(actorOf(['registrar']), {
      'intake.list': () => {
        throw new Refusal('conflict', 'error.letterNotWaiting', { a: 'b' });
      },
    });
    expect(await call('intake.list')).toEqual({ ok: false, error: { code: 'conflict', message: 'error.letterNotWaiting', params: { a: 'b' }, issues: [] } });
    expect(logged).toEqual([]);
  });

  it('shows no detail of an unexpected error, only the mark under which it is logged', async () => {
    const { call, logged } = dispatcherFor(actorOf(['registrar']));
    expect(await call('intake.list')).toEqual({ ok: false, error: { code: 'internal', message: 'error.internal', params: { reference: 'mark-1' }, issues: [] } });
    expect(logged).toHaveLength(1);
  });

  it('does not let out a value that the contract does not promise', async () => {
    const { call } = dispatcherFor(actorOf(['registrar']), { 'intake.list': () => ({ letters: [], verifier: 'secret' }) });
    expect(await call('intake.list')).toEqual({ ok: true, value: { letters: [] } });
    expect(await dispatcherFor(actorOf(['registrar']), { 'intake.list': () => ({ letters: 'x' }) }).call('intake.list')).toMatchObject({ ok: false, error: { code: 'internal' } });
  });

  it('answers a cancelled call as cancelled', async () => {
    const stop = new AbortController();
    const { call } = dispatcherFor(actorOf(['registrar']), {
      'intake.list': () => {
        stop.abort();
        throw new Error('aborted half-way');
      },
    });
    expect(await call('intake.list', {}, stop.signal)).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  });

  it('[SEC-05] leaves nothing but the own session while the issued password was not changed in time', async () => {
    const { call } = dispatcherFor(actorOf(['registrar']), { 'session.signOut': () => ({}) }, true);
    expect(await call('intake.list')).toMatchObject({ ok: false, error: { message: 'error.passwordChangeOverdue' } });
    expect(await call('session.signOut')).toEqual({ ok: true, value: {} });
  });
});
