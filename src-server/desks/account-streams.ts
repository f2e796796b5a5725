import { accountOfStream, accountStream } from '#shared/sync/operation.ts';
import type { ActorRow, DeskRow } from '../stores/store.ts';

/** The desk with the streams of passwords of exactly those persons who work at it; other grants stay. The same object where nothing changes. */
export function withAccountStreams(desk: DeskRow, enrolled: readonly ActorRow[]): DeskRow {
  const others = desk.streams.filter((stream) => accountOfStream(stream) === null);
  const streams = [...others, ...enrolled.filter(({ desks }) => desks?.includes(desk.code) === true).map(({ accountId }) => accountStream(accountId))];
  return isSame(streams, desk.streams) ? desk : { ...desk, streams };
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((stream) => others.includes(stream));
}
