import { readTable, TABLE_LIMITS, TableRefused } from '../spreadsheets/index.ts';
import { blobSize, readBlob } from '../store/blobs/blob-file.ts';
import type { ReadTableJob, ReadTableResult } from './job-kinds.ts';

/** Reads a table of the desk's files; a file that is none is an answer, not a failure of the job. */
export async function readTableFile({ file, limits, sheet = null }: ReadTableJob): Promise<ReadTableResult> {
  try {
    const fileBytes = limits?.fileBytes ?? TABLE_LIMITS.fileBytes;
    // Told before the bytes are in memory.
    if ((await blobSize(file.location)) > fileBytes) throw new TableRefused('fileTooLarge', `more than ${fileBytes} bytes`);
    return { kind: 'table', table: await readTable(await readBlob(file.location), { limits: limits ?? {}, sheet }) };
  } catch (error) {
    if (error instanceof TableRefused) return { kind: 'refused', code: error.code, row: error.row, detail: error.message };
    throw error;
  }
}
