import { MAIN_STREAM } from '#shared/sync/operation.ts';
import { PULL_OPERATIONS, type PullAnswer } from '#shared/sync/wire.ts';
import { isoInstant } from '../environment.ts';
import { demandNoRecovery } from '../recovery/demand-no-recovery.ts';
import type { DeskRow, Store } from '../stores/store.ts';

/** Most bytes of bodies in a page. */
export const PULL_BYTES = 1024 * 1024;

/** What a desk wants beside a segment of the main stream, up to its end. */
export interface RestOfSegment {
  readonly until: number;
}

/**
 * The next page of what the desk may see: the streams that it was granted, and its own operations in whatever stream,
 * those of its former identities among them. @throws RequestRefused while the server gathers what it lost
 */
export async function readPage(store: Store, desk: DeskRow, after: number, limit: number, now: number, rest: RestOfSegment | null = null): Promise<PullAnswer> {
  const most = Math.min(limit, PULL_OPERATIONS);
  const { operations, head, more, recovery } = await store.page(desk.organisation, {
    after,
    limit: most,
    bytes: PULL_BYTES,
    streams: rest === null ? desk.streams : desk.streams.filter((stream) => stream !== MAIN_STREAM),
    desks: [desk.desk, ...desk.family],
    ...(rest === null ? {} : { until: rest.until }),
  });
  demandNoRecovery({ recovery });
  const last = operations.at(-1)?.seq ?? 0;
  // A page that is not full ends at its head. Else a commit may have come between the two reads: rows are the newer truth.
  const endsEarly = more && operations.length < most;
  return { operations: [...operations], more, head: endsEarly ? last : Math.max(head, last), streams: [...desk.streams], serverTime: isoInstant(now) };
}
