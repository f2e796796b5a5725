import { z } from 'zod';
import { instant } from './common.ts';

/**
 * How the desk stands with its server. `standalone`: it belongs to none. `refused`: the server answers and takes
 * nothing; `revoked`: it has cut the desk off.
 */
export const SYNC_LINKS = ['standalone', 'offline', 'online', 'paused', 'refused', 'revoked'] as const;

const count = z.number().int().nonnegative();

/** What the frame shows of synchronisation. */
export const syncState = z.object({
  link: z.enum(SYNC_LINKS),
  lastExchange: instant.nullable(),
  /** Operations not yet acknowledged by a server. */
  queued: count,
  /** Operations of the server that are known of and not in the tables yet. */
  behind: count,
  /** Steps of this desk that have no effect because another came first, and nobody has looked at yet. */
  refused: count,
  /** Other conflicts that wait for a person. */
  conflicts: count,
  /** A round is under way. */
  exchanging: z.boolean(),
  /** Milliseconds by which the desk's clock is ahead of the server's (negative: behind); null: not known yet. */
  clockAhead: z.number().nullable(),
});
export type SyncState = z.output<typeof syncState>;
