import { describe, expect, it } from 'vitest';
import { RemoteTokens, TokenSources } from '../../../src-main/desk/remote-tokens.ts';
import type { FromDesk } from '../../../src-main/desk/thread-messages.ts';
import { TokenError } from '../../../src-main/signing/tokens/token-error.ts';
import type { TokenSource } from '../../../src-main/signing/tokens/token-source.ts';

const REQUEST = { slot: '0', serialNumber: '1' };
const pinBytes = (): Uint8Array => new TextEncoder().encode('4711');

/** Both sides of the desk thread's border, over which everything goes as a copy. */
function border(open: (driverPath: string) => Partial<TokenSource>) {
  const opened: string[] = [];
  const closed: string[] = [];
  const inputs: unknown[] = [];
  const sources = new TokenSources((driverPath) => {
    opened.push(driverPath);
    const refused = (): Promise<never> => Promise.reject(new Error('not asked here'));
    return { list: refused, open: refused, sign: refused, close: () => void closed.push(driverPath), ...open(driverPath) };
  });
  const remote = new RemoteTokens((posted: FromDesk) => {
    const message = structuredClone(posted);
    if (message.type === 'closeToken') sources.close(message.sourceId);
    if (message.type !== 'askToken') return;
    inputs.push(message.input);
    void sources.answer(message).then((answer) => remote.receive({ type: 'tokenAnswer', callId: message.callId, answer: structuredClone(answer) }));
  });
  return { remote, sources, opened, closed, inputs };
}

describe('tokens beyond the desk thread', () => {
  it('answer over the border, each source with one driver until it is closed', async () => {
    const { remote, opened, closed } = border((driverPath) => ({ open: ({ slot }) => Promise.resolve([{ keyId: slot, label: driverPath, certificate: Uint8Array.of(48), privateKeySeen: true }]), sign: () => Promise.resolve(Uint8Array.of(1, 2)) }));
    const [one, other] = [remote.source('/one.so'), remote.source('/other.so')];
    const pin = pinBytes();
    expect(await Promise.all([one.open({ ...REQUEST, pin }), other.open({ ...REQUEST, pin })])).toMatchObject([[{ label: '/one.so' }], [{ label: '/other.so' }]]);
    expect(await one.sign({ ...REQUEST, pin, keyId: 'a1', message: Uint8Array.of(7), digest: 'sha256' })).toEqual(Uint8Array.of(1, 2));
    expect(opened).toEqual(['/one.so', '/other.so']);
    one.close();
    expect(closed).toEqual(['/one.so']);
  });

  it('hand a problem over whole, with what is left of the PIN’s tries', async () => {
    const { remote } = border(() => ({ open: () => Promise.reject(new TokenError('wrong-pin', 'refused by the token', 'last')) }));
    await expect(remote.source('/driver.so').open({ ...REQUEST, pin: pinBytes() })).rejects.toMatchObject({ name: 'TokenError', problem: 'wrong-pin', pinTries: 'last', message: 'wrong-pin: refused by the token' });
  });

  it('keep the words of an unexpected error, which could hold the PIN, on their side', async () => {
    const { remote } = border(() => ({ sign: ({ pin }) => Promise.reject(new TypeError(`cannot use ${new TextDecoder().decode(pin)}`)) }));
    const request = { ...REQUEST, pin: pinBytes(), keyId: 'a1', message: Uint8Array.of(7), digest: 'sha256' } as const;
    await expect(remote.source('/driver.so').sign(request)).rejects.toMatchObject({ problem: 'driver-failed', message: 'driver-failed: TypeError beside the token process' });
  });

  it('overwrite the copy of the PIN that came over', async () => {
    const { remote, inputs } = border(() => ({ open: () => Promise.resolve([]) }));
    await remote.source('/driver.so').open({ ...REQUEST, pin: pinBytes() });
    expect(inputs).toEqual([{ ...REQUEST, pin: new Uint8Array(4) }]);
  });

  it('are not opened anew by a call that comes after the end, and all end with their host', async () => {
    const { remote, sources, opened, closed } = border(() => ({ open: () => Promise.resolve([]) }));
    const [ended, running] = [remote.source('/ended.so'), remote.source('/running.so')];
    await Promise.all([ended.open({ ...REQUEST, pin: pinBytes() }), running.open({ ...REQUEST, pin: pinBytes() })]);
    ended.close();
    await expect(ended.open({ ...REQUEST, pin: pinBytes() })).rejects.toMatchObject({ problem: 'cancelled' });
    expect(opened).toHaveLength(2);
    sources.closeAll();
    expect(closed).toEqual(['/ended.so', '/running.so']);
  });
});
