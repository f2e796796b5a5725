import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** One thing that is measured beside a peer or the raw limit. */
export interface Figure {
  readonly name: string;
  /** What the peer is. */
  readonly than: string;
  /** One round; answers a number in the same unit as the peer's. */
  readonly ours: () => Promise<number>;
  readonly peer: () => Promise<number>;
  /** Bound of ours / peer; empty: the figure is told and binds nobody. */
  readonly aim: { readonly atMost?: number; readonly atLeast?: number };
  readonly rounds?: number;
}

export interface Bench {
  readonly figures: readonly Figure[];
  close(): Promise<void>;
}

/** Clears the heap, so that nobody pays for what the other side left behind. */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

/** Milliseconds that the work takes. */
export async function timed(work: () => Promise<void> | void): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/**
 * Both sides of a figure measured in turn, one beside the other: a disk that is busy for a moment and caches that
 * lie cold are then the same for both. The side that is asked first does it, the other one answers what came of it.
 */
export function inTurn({ times, ours, peer, figureOf }: {
  readonly times: number;
  readonly ours: () => Promise<void>;
  readonly peer: () => void;
  /** The figure of the milliseconds that one side took. */
  readonly figureOf: (milliseconds: readonly number[]) => number;
}): Pick<Figure, 'ours' | 'peer'> {
  let kept: { readonly ours: number; readonly peer: number } | null = null;
  const take = async (side: 'ours' | 'peer'): Promise<number> => {
    if (kept !== null) {
      const answer = kept[side];
      kept = null;
      return answer;
    }
    const taken: Record<'ours' | 'peer', number[]> = { ours: [], peer: [] };
    for (let n = 0; n < times; n += 1) {
      taken.ours.push(await timed(ours));
      taken.peer.push(await timed(peer));
    }
    kept = { ours: figureOf(taken.ours), peer: figureOf(taken.peer) };
    return kept[side];
  };
  return { ours: () => take('ours'), peer: () => take('peer') };
}
