import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { JobFile } from '../../../src-main/jobs/job-kinds.ts';
import { linuxResidentMemory, spawnNodeProcess } from '../../../src-main/jobs/node-processes.ts';
import { JobPool } from '../../../src-main/jobs/pool.ts';
import { writeXlsx } from '../../../src-main/spreadsheets/index.ts';
import { writeBlob } from '../../../src-main/store/blobs/blob-file.ts';
import { createSeal } from '../../../src-main/store/blobs/blob-format.ts';
import { JOB_PROCESS } from '../../support/test-desk.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const deskKey = { keyId: randomBytes(16), key: randomBytes(32) };

async function sealed(bytes: Uint8Array): Promise<JobFile> {
  const file = { fileName: 'table', location: { path: path.join(temporaryFolder(), 'blob'), seal: createSeal(deskKey, (length) => randomBytes(length)) } };
  await writeBlob(file.location, bytes);
  return file;
}

function pool(): JobPool {
  const jobs = new JobPool({ spawn: spawnNodeProcess(JOB_PROCESS), residentMemory: linuxResidentMemory });
  onTestFinished(() => jobs.close());
  return jobs;
}

describe('tables in a job of their own', () => {
  it('reads a journal of 20,000 rows; a file that is none is an answer', async () => {
    const rows = Array.from({ length: 20_000 }, (_none, at) => [`01-12/${at + 1}`, { date: '2024-03-04' }, 'Міністерство освіти і науки України', 'Про затвердження розкладу занять', at]);
    const file = await sealed(await writeXlsx({ name: 'Журнал', header: ['№', 'Дата', 'Кореспондент', 'Зміст', 'Аркушів'], rows }));
    const jobs = pool();
    const read = await jobs.run('readTable', { file });
    expect(read).toMatchObject({ kind: 'table', table: { sheetNames: ['Журнал'], problems: [] } });
    expect(read.kind === 'table' && read.table.rows.length).toBe(20_001);
    expect(read.kind === 'table' && read.table.rows[20_000]).toEqual(['01-12/20000', '2024-03-04', 'Міністерство освіти і науки України', 'Про затвердження розкладу занять', '19999']);
    expect(await jobs.run('readTable', { file, limits: { rows: 100 } })).toMatchObject({ kind: 'refused', code: 'tooManyRows', row: 101 });
    expect(await jobs.run('readTable', { file, limits: { fileBytes: 100 } })).toMatchObject({ kind: 'refused', code: 'fileTooLarge', row: null });
    expect(await jobs.run('readTable', { file: await sealed(Buffer.from('a;b\n1;"2\n')) })).toMatchObject({ kind: 'refused', code: 'unclosedQuote', row: 2 });
  });
});
