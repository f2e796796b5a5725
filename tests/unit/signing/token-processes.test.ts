import { describe, expect, it } from 'vitest';
import type { JobMessage, JobPort, JobProcess, RunMessage } from '../../../src-main/jobs/job-messages.ts';
import { openTokenSource, type TokenSignRequest } from '../../../src-main/signing/tokens/index.ts';
import { serveTokens } from '../../../src-main/signing/tokens/serve-tokens.ts';

const PIN = 'secret-4711';
const request = (): TokenSignRequest => ({ slot: '0', serialNumber: '1', keyId: 'a1', pin: new TextEncoder().encode(PIN), message: Uint8Array.of(1), digest: 'sha256' });

/** A process that answers as told, without being one. */
function processThat(answer: (message: RunMessage, process: { post: (message: JobMessage) => void; exit: (detail: string) => void }) => void) {
  const killed: number[] = [];
  let started = 0;
  const spawn = (): JobProcess => {
    started += 1;
    const number = started;
    let heard: (message: JobMessage) => void = () => undefined;
    let ended: (detail: string) => void = () => undefined;
    return {
      pid: undefined,
      send: (message) => queueMicrotask(() => answer(message, { post: (said) => heard(said), exit: (detail) => ended(detail) })),
      onMessage: (listener) => {
        heard = listener;
      },
      onExit: (listener) => {
        ended = listener;
      },
      kill: () => void killed.push(number),
    };
  };
  return { spawn, killed, started: () => started };
}

describe('the program and its token process', () => {
  it('keeps the words of an unexpected error, which could hold anything, to the process', async () => {
    const { spawn } = processThat((_message, { post }) => post({ type: 'failed', name: 'TypeError', code: '', message: `cannot use ${PIN}` }));
    await expect(openTokenSource({ driverPath: '/driver.so', spawn }).sign(request())).rejects.toMatchObject({ problem: 'driver-failed', message: 'driver-failed: TypeError in the token process' });
  });

  it('starts a process for the first call only, and another one after it has died', async () => {
    let dying = false;
    const told = processThat((_message, { post, exit }) => (dying ? exit('signal SIGSEGV') : post({ type: 'done', result: { ok: true, value: new Uint8Array(1) } })));
    const source = openTokenSource({ driverPath: '/driver.so', spawn: told.spawn });
    expect(told.started()).toBe(0);
    await source.sign(request());
    await source.sign(request());
    expect(told.started()).toBe(1);
    dying = true;
    await expect(source.sign(request())).rejects.toMatchObject({ problem: 'driver-crashed', message: 'driver-crashed: signal SIGSEGV' });
    dying = false;
    await source.sign(request());
    expect(told.started()).toBe(2);
  });

  it('ends a process that does not answer, and does not wait for it', async () => {
    const told = processThat(() => undefined);
    const source = openTokenSource({ driverPath: '/driver.so', spawn: told.spawn, limits: { sign: 20 } });
    await expect(source.sign(request())).rejects.toMatchObject({ problem: 'driver-hangs' });
    expect(told.killed).toEqual([1]);
    await expect(source.sign(request())).rejects.toMatchObject({ problem: 'driver-hangs' });
    expect(told.killed).toEqual([1, 2]);
  });

  it('fails whoever waits when it is closed, and ends the process', async () => {
    const told = processThat(() => undefined);
    const source = openTokenSource({ driverPath: '/driver.so', spawn: told.spawn });
    const waiting = [source.list(), source.sign(request())].map((call) => expect(call).rejects.toMatchObject({ problem: 'cancelled' }));
    await Promise.resolve();
    source.close();
    await Promise.all(waiting);
    expect(told.killed).toEqual([1]);
  });
});

describe('inside the token process', () => {
  it('overwrites the PIN whatever became of the call', async () => {
    const { pin, ...rest } = request();
    const answered = new Promise<JobMessage>((resolve) => {
      const port: JobPort = {
        post: (message) => message.type !== 'ready' && resolve(message),
        onRun: (listener) => queueMicrotask(() => listener({ type: 'run', kind: 'sign', input: { ...rest, pin, driverPath: 'no-absolute-path.so' } })),
      };
      serveTokens(port);
    });
    expect(await answered).toEqual({ type: 'done', result: { ok: false, problem: 'driver-not-loadable', detail: 'the path is not absolute', pinTries: 'not-told' } });
    expect(pin.every((byte) => byte === 0)).toBe(true);
  });
});
