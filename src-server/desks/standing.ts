import { type DeskStanding, OLDEST_OPERATIONS_VERSION, OPERATIONS_VERSION } from '#shared/sync/wire.ts';
import { isoInstant } from '../environment.ts';
import type { DeskRow } from '../stores/store.ts';

/** What a desk is told of itself. */
export function standingOf(desk: DeskRow, now: number): DeskStanding {
  return {
    organisation: desk.organisation,
    desk: desk.desk,
    epoch: desk.epoch,
    deskCode: desk.code,
    founder: desk.founder,
    streams: [...desk.streams],
    acked: desk.last,
    serverTime: isoInstant(now),
    operations: { lowest: OLDEST_OPERATIONS_VERSION, highest: OPERATIONS_VERSION },
  };
}
