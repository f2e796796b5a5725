import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AnswerNotUnderstood, ServerRefused, ServerUnreachable, WrongServer } from '../../../src-main/sync/server-link.ts';
import type { RoundEnd } from '../../../src-main/sync/sync-engine.ts';
import { SyncRounds } from '../../../src-main/sync/sync-rounds.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

function rounds(answer: () => { readonly end: RoundEnd; readonly failure?: Error } = () => ({ end: 'done' })) {
  const begun: number[] = [];
  const logged: string[] = [];
  let failure: Error | null = null;
  const began = Date.now();
  const made = new SyncRounds({
    environment: { now: () => Date.now(), randomBytes: (length) => new Uint8Array(length).fill(128), crashPoint: () => undefined },
    round: async () => {
      begun.push(Date.now() - began);
      const { end, failure: because } = answer();
      failure = because ?? null;
      return end;
    },
    failure: () => failure,
    isTold: () => false,
    onChanged: () => undefined,
    logUnexpected: (what) => {
      logged.push(what);
      return what;
    },
  });
  return { made, begun, logged };
}

const unreachable = () => ({ end: 'unreachable' as const, failure: new ServerUnreachable('no link') });

describe('rounds by themselves', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('begin at once, now and then without work, and a second after own work', async () => {
    const { made, begun } = rounds();
    made.start();
    await vi.advanceTimersByTimeAsync(31 * SECOND);
    expect(begun).toEqual([0, 15 * SECOND, 30 * SECOND]);
    made.soon();
    made.soon();
    await vi.advanceTimersByTimeAsync(2 * SECOND);
    expect(begun.slice(3)).toEqual([32 * SECOND]);
    await made.stop();
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(begun).toHaveLength(4);
  });

  it('wait ever longer for a server that is out of reach, whatever is done meanwhile, and are quick again when it is back', async () => {
    let isThere = false;
    const { made, begun } = rounds(() => (isThere ? { end: 'done' } : unreachable()));
    made.start();
    await vi.advanceTimersByTimeAsync(0);
    expect(made.problem).toEqual({ problem: 'unreachable', detail: 'the server does not answer: no link' });
    made.soon();
    await vi.advanceTimersByTimeAsync(30 * MINUTE);
    const waits = begun.slice(1).map((at, index) => at - (begun[index] ?? 0));
    expect(waits.every((wait, index) => index === 0 || wait >= (waits[index - 1] ?? 0))).toBe(true);
    expect(waits[0]).toBeGreaterThanOrEqual(2.5 * SECOND);
    expect(waits.at(-1)).toBeLessThanOrEqual(5 * MINUTE);
    expect(begun.length).toBeLessThan(25);
    isThere = true;
    await made.now();
    expect(made.problem).toBeNull();
    const before = begun.length;
    await vi.advanceTimersByTimeAsync(15 * SECOND);
    expect(begun.length).toBe(before + 1);
  });

  it('run one at a time; work that is done meanwhile goes in the next', async () => {
    let finish = (): void => undefined;
    const { made } = rounds();
    const slow = new SyncRounds({
      environment: { now: () => Date.now(), randomBytes: (length) => new Uint8Array(length), crashPoint: () => undefined },
      round: () => new Promise((resolve) => { finish = () => resolve('done'); }),
      failure: () => null,
      isTold: () => false,
      onChanged: () => undefined,
      logUnexpected: (what) => what,
    });
    expect(made.exchanging).toBe(false);
    slow.start();
    const [one, two] = [slow.now(), slow.now()];
    expect(one).toBe(two);
    expect(slow.exchanging).toBe(true);
    slow.soon();
    finish();
    await one;
    expect(slow.nextAt).toBe(Date.now() + SECOND);
    await slow.stop();
  });

  it.each([
    [new ServerRefused(503, 'busy', 40), 'refused', 40 * SECOND],
    [new WrongServer('00'), 'certificate', 0],
    [new AnswerNotUnderstood('HTML'), 'newerServer', 0],
  ] as const)('tell what kept them from their end: %s', async (failure, problem, least) => {
    const { made, begun } = rounds(() => ({ end: 'refused', failure }));
    made.start();
    await vi.advanceTimersByTimeAsync(0);
    expect(made.problem?.problem).toBe(problem);
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect((begun[1] ?? 0) >= least).toBe(true);
    await made.stop();
  });

  it('that fail for a reason of our own are logged, and the next one comes', async () => {
    const { made, begun, logged } = rounds(() => {
      throw new Error('the tables do not fit');
    });
    made.start();
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(made.problem).toEqual({ problem: 'broken', detail: 'the tables do not fit' });
    expect(logged.length).toBe(begun.length);
    expect(begun.length).toBeGreaterThan(1);
    await made.stop();
  });
});
