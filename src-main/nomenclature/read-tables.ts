import { createHash } from 'node:crypto';
import { Refusal } from '#shared/contract/errors.ts';
import { JobFailed, type JobOptions, type JobRunner } from '../jobs/job-runner.ts';
import type { Table, TableLimits } from '../spreadsheets/index.ts';
import { writeBlob } from '../store/blobs/blob-file.ts';
import type { Store } from '../store/store.ts';

/** Far above any nomenclature or retention list; past them the file is something else. */
const LIMITS: Partial<TableLimits> = { rows: 20_000, columns: 60, characters: 8 * 1024 * 1024, unpackedBytes: 32 * 1024 * 1024 };

export interface ReadTable {
  readonly table: Table;
  readonly sha256: string;
}

/** Reads a foreign table in a process of its own; the bytes lie sealed meanwhile and are gone afterwards. @throws Refusal */
export async function readForeignTable(store: Store, jobs: JobRunner, fileName: string, bytes: Uint8Array, options: JobOptions): Promise<ReadTable> {
  const place = store.blobs.newPlace();
  try {
    await writeBlob(place, bytes);
    const result = await jobs.run('readTable', { file: { fileName, location: place }, limits: LIMITS }, options);
    if (result.kind === 'refused') throw new Refusal('unreadable', `error.table.${result.code}`, { fileName, row: result.row === null ? '—' : String(result.row) });
    return { table: result.table, sha256: createHash('sha256').update(bytes).digest('hex') };
  } catch (error) {
    if (error instanceof JobFailed) throw refusalOf(error, fileName);
    throw error;
  } finally {
    await store.blobs.discard(place);
  }
}

function refusalOf(error: JobFailed, fileName: string): Refusal {
  switch (error.failure) {
    case 'cancelled':
      return new Refusal('cancelled', 'error.cancelled');
    case 'timed-out':
      return new Refusal('timed-out', 'error.table.timedOut', { fileName });
    case 'memory':
      return new Refusal('too-large', 'error.table.tooLarge', { fileName });
    case 'died':
    case 'failed':
      return new Refusal('unreadable', 'error.table.damaged', { fileName, row: '—' });
  }
}
