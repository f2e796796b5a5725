import type { DeskRow, FileName } from '../stores/store.ts';

/** A file is for a desk that may read an operation which names it: one of its streams, or one of its own in whatever stream. */
export function mayRead({ desk, family, streams }: DeskRow, name: Pick<FileName, 'stream' | 'desk'>): boolean {
  return streams.includes(name.stream) || name.desk === desk || family.includes(name.desk);
}
