import type { KeptOperation } from '#shared/sync/wire.ts';
import type { LeaseRow } from './store.ts';

/** What desks give back to a server that was put back to an older copy, until it is put into the log; part of a transaction. */
export interface RecoveryChange {
  /** Begins a recovery; null ends it and forgets what was gathered. */
  set(recovery: string | null): Promise<void>;
  /** Keeps operations by their places; what is there already stays. */
  keep(operations: readonly KeptOperation[]): Promise<void>;
  /** What is kept in these places. */
  keptAt(places: readonly number[]): Promise<KeptOperation[]>;
  /** Kept operations after a place, in their order. */
  keptAfter(place: number, limit: number): Promise<KeptOperation[]>;
  keepLeases(leases: readonly LeaseRow[]): Promise<void>;
  keptLeases(): Promise<LeaseRow[]>;
  /** A desk has given all that it has. */
  noteGiven(desk: string, at: number): Promise<void>;
  given(): Promise<{ readonly desk: string; readonly at: number }[]>;
  keptCount(): Promise<number>;
}
