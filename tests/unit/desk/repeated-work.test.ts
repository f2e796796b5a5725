import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { RepeatedWork } from '../../../src-main/background/repeated-work.ts';

function heldWork() {
  const rounds: PromiseWithResolvers<void>[] = [];
  const logged: unknown[] = [];
  const work = new RepeatedWork({
    name: 'work',
    everyMilliseconds: 1,
    round: () => {
      const round = Promise.withResolvers<void>();
      rounds.push(round);
      return round.promise;
    },
    logUnexpected: (what, error) => {
      logged.push([what, error]);
      return '';
    },
  });
  return { work, rounds, logged };
}

describe('repeated work', () => {
  it('is done one round at a time, and again after a round that failed, which is logged', async () => {
    const { work, rounds, logged } = heldWork();
    work.start();
    await expect.poll(() => rounds.length).toBe(1);
    await pause(20);
    expect(rounds).toHaveLength(1);
    const error = new Error('a fault');
    rounds[0]?.reject(error);
    await expect.poll(() => rounds.length).toBe(2);
    expect(logged).toEqual([['work', error]]);
    work.stop();
  });

  it('ends with the stop: no further round, and what fails from then on is not logged', async () => {
    const { work, rounds, logged } = heldWork();
    const round = work.now();
    expect(work.stopped).toBe(false);
    work.stop();
    expect(work.stopped).toBe(true);
    rounds[0]?.reject(new Error('the file is closed'));
    await round;
    await pause(20);
    expect(rounds).toHaveLength(1);
    expect(logged).toEqual([]);
  });
});
