/**
 * A desk in a process of its own that imports an old journal and dies by SIGKILL at a named place, as a machine without
 * power. Arguments: data directory, name of the place (or `none`). The office is there already.
 */
import path from 'node:path';
import { guessColumns } from '#shared/domain/import-columns.ts';
import { createClient } from '#shared/rpc/client.ts';
import { openDesk } from '../../src-main/desk/desk.ts';
import { createLogger } from '../../src-main/desk/logger.ts';
import { systemEnvironment } from '../../src-main/environment.ts';
import { linuxResidentMemory, spawnNodeProcess } from '../../src-main/jobs/node-processes.ts';
import { JobPool } from '../../src-main/jobs/pool.ts';
import { plainKeyStore } from '../../src-main/store/keys/plain-key-store.ts';

const [dataDirectory, place] = process.argv.slice(2);
if (dataDirectory === undefined || place === undefined) throw new Error('data directory and place are needed');
const root = path.resolve(import.meta.dirname, '..', '..');
const HEADING = ['Реєстраційний індекс', 'Дата реєстрації', 'Короткий зміст'];
const ROWS = 250;
let armed = false;
const jobs = new JobPool({ spawn: spawnNodeProcess(path.join(root, 'src-main', 'jobs', 'node-job-process.ts')), residentMemory: linuxResidentMemory, size: 1 });

const desk = await openDesk({
  dataDirectory,
  resourcesDirectory: path.join(root, 'resources'),
  host: 'loopback',
  version: '0.0.0-test',
  environment: {
    ...systemEnvironment(),
    crashPoint: (name) => {
      if (armed && name === place) process.kill(process.pid, 'SIGKILL');
    },
  },
  keyStore: plainKeyStore(),
  passphrase: null,
  jobs,
  logger: createLogger(null),
  scryptCost: 2 ** 10,
});
const client = createClient(
  { request: (envelope) => desk.dispatch(envelope, { connection: 'w', signal: new AbortController().signal, progress: () => undefined }), cancel: () => undefined, subscribe: () => () => undefined },
  () => '1',
);

function demand<Value>(result: { ok: true; value: Value } | { ok: false; error: { message: string } }): Value {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

demand(await client.session.signIn({ login: 'registrar', password: 'Str0ng-pass!' }));
const { journals, kinds } = demand(await client.registration.choices({}));
const journal = journals.find(({ direction }) => direction === 'incoming');
const kind = kinds.find(({ directions }) => directions.includes('incoming'));
const table = [HEADING, ...Array.from({ length: ROWS }, (_none, at) => [String(at + 1), '05.03.2019', 'Про звіт'])].map((row) => row.join(';')).join('\n');
const { sha256 } = await desk.rooms.store.blobs.write(Buffer.from(table));
armed = true;
const summary = demand(
  await client.journalImport.run({ sha256, fileName: 'журнал.csv', mapping: guessColumns([HEADING]).mapping, headingRow: 0, journalId: journal?.journalId ?? '', defaults: { kindId: kind?.kindId ?? null, caseId: null, language: null }, accepted: ROWS }),
);
process.stdout.write(`${summary.state} ${summary.accepted}\n`);
await desk.close();
jobs.close();
process.exit(0);
