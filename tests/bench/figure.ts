/** One thing that is measured beside a peer or the raw limit. */
export interface Figure {
  readonly name: string;
  /** What the peer is. */
  readonly than: string;
  /** One round; answers a number in the same unit as the peer's. */
  readonly ours: () => Promise<number>;
  readonly peer: () => Promise<number>;
  /** Bound of ours / peer. */
  readonly aim: { readonly atMost?: number; readonly atLeast?: number };
  readonly rounds?: number;
}

export interface Bench {
  readonly figures: readonly Figure[];
  close(): Promise<void>;
}

/** Milliseconds that the work takes. */
export async function timed(work: () => Promise<void> | void): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
