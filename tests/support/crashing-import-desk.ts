/**
 * A desk in a process of its own that imports an old journal and is killed at a named place.
 * Arguments: data directory, name of the place (or `none`). The office is there already.
 */
import path from 'node:path';
import { guessColumns } from '#shared/domain/import-columns.ts';
import { linuxResidentMemory, spawnNodeProcess } from '../../src-main/jobs/node-processes.ts';
import { JobPool } from '../../src-main/jobs/pool.ts';
import { openKilledDesk } from './killed-desk.ts';
import { PROJECT_ROOT, valueOf } from './plain-desk.ts';

const [dataDirectory, place] = process.argv.slice(2);
if (dataDirectory === undefined || place === undefined) throw new Error('data directory and place are needed');
const HEADING = ['Реєстраційний індекс', 'Дата реєстрації', 'Короткий зміст'];
const ROWS = 250;
const jobs = new JobPool({ spawn: spawnNodeProcess(path.join(PROJECT_ROOT, 'src-main', 'jobs', 'node-job-process.ts')), residentMemory: linuxResidentMemory, size: 1 });
const { desk, client, arm } = await openKilledDesk(dataDirectory, place, { jobs });

valueOf(await client.session.signIn({ login: 'registrar', password: 'Str0ng-pass!' }));
const { journals, kinds } = valueOf(await client.registration.choices({}));
const journal = journals.find(({ direction }) => direction === 'incoming');
const kind = kinds.find(({ directions }) => directions.includes('incoming'));
const table = [HEADING, ...Array.from({ length: ROWS }, (_none, at) => [String(at + 1), '05.03.2019', 'Про звіт'])].map((row) => row.join(';')).join('\n');
const { sha256 } = await desk.rooms.store.blobs.write(Buffer.from(table));
arm(true);
const summary = valueOf(
  await client.journalImport.run({ sha256, fileName: 'журнал.csv', mapping: guessColumns([HEADING]).mapping, headingRow: 0, journalId: journal?.journalId ?? '', defaults: { kindId: kind?.kindId ?? null, caseId: null, language: null }, accepted: ROWS }),
);
process.stdout.write(`${summary.state} ${summary.accepted}\n`);
await desk.close();
jobs.close();
process.exit(0);
