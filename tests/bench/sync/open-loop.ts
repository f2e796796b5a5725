/**
 * Sends at a fixed rate whether or not answers come, and measures each from the instant at which it was due: what waits
 * behind a slow one counts as slow itself (no coordinated omission).
 *
 * @param lanes each does one after another, as a desk does
 * @returns milliseconds from the planned instant to the answer
 */
export async function openLoop({ rate, count, lanes, send }: { readonly rate: number; readonly count: number; readonly lanes: number; readonly send: (index: number) => Promise<void> }): Promise<number[]> {
  const interval = 1000 / rate;
  const begin = performance.now() + 50;
  const taken: number[] = [];
  const ends: Promise<void>[] = Array.from({ length: lanes }, () => Promise.resolve());
  let sent = 0;
  await new Promise<void>((resolve) => {
    const tick = (): void => {
      for (; sent < count && begin + sent * interval <= performance.now(); sent += 1) {
        const index = sent;
        const lane = index % lanes;
        const planned = begin + index * interval;
        const end = after(ends[lane], async () => {
          await send(index);
          taken.push(performance.now() - planned);
        });
        // Told at the end, when all of them are looked at.
        end.catch(() => undefined);
        ends[lane] = end;
      }
      if (sent >= count) resolve();
      else setTimeout(tick, 1);
    };
    tick();
  });
  await Promise.all(ends);
  return taken;
}

async function after(before: Promise<void> | undefined, work: () => Promise<void>): Promise<void> {
  await before;
  await work();
}

/** Half a second: a clerk who waits longer for a number waits. */
const SUSTAINED_P99_MILLISECONDS = 500;
const STEP = 1.25;

/** The highest rate of a rising row at which the 99th of a hundred still comes in time. */
export async function highestRate(from: number, p99At: (rate: number) => Promise<number>): Promise<number> {
  let sustained = 0;
  for (let rate = from; ; rate = Math.round(rate * STEP)) {
    if ((await p99At(rate)) > SUSTAINED_P99_MILLISECONDS) return sustained;
    sustained = rate;
  }
}
