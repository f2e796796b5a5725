/**
 * A desk in a process of its own that dies by SIGKILL at a named place, as a machine without power.
 * Arguments: data directory, name of the place (or `none`). Registers letters until it is killed.
 */
import path from 'node:path';
import { blankRequisites } from '#shared/domain/registration-card.ts';
import { createClient } from '#shared/rpc/client.ts';
import { openDesk } from '../../src-main/desk/desk.ts';
import { createLogger } from '../../src-main/desk/logger.ts';
import { systemEnvironment } from '../../src-main/environment.ts';
import { plainKeyStore } from '../../src-main/store/keys/plain-key-store.ts';

const [dataDirectory, place, count] = process.argv.slice(2);
if (dataDirectory === undefined || place === undefined) throw new Error('data directory and place are needed');
const root = path.resolve(import.meta.dirname, '..', '..');
const PASSWORD = 'Str0ng-pass!';
let armed = false;

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
  // No checks here: what is looked at is the registration itself.
  jobs: { run: () => new Promise(() => undefined) },
  logger: createLogger(null),
  scryptCost: 2 ** 10,
});
const client = createClient(
  {
    request: (envelope) => desk.dispatch(envelope, { connection: 'w', signal: new AbortController().signal, progress: () => undefined }),
    cancel: () => undefined,
    subscribe: () => () => undefined,
  },
  () => '1',
);

function demand<Value>(result: { ok: true; value: Value } | { ok: false; error: { message: string } }): Value {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

armed = place === 'desk.keyCreated';
const state = demand(await client.desk.state({}));
if (state.phase === 'new') {
  demand(
    await client.desk.setUp({
      office: { name: 'Канцелярія', country: 'UA', documentLanguages: ['uk'] },
      passphrase: null,
      administrator: { name: 'А', login: 'admin', password: PASSWORD },
      registrar: { name: 'Р', login: 'registrar', password: PASSWORD },
    }),
  );
}
armed = false;
demand(await client.session.signIn({ login: 'registrar', password: PASSWORD }));
const { journals, kinds, cases } = demand(await client.registration.choices({}));
const journal = journals.find((candidate) => candidate.direction === 'incoming');
const kind = kinds.find((candidate) => candidate.directions.includes('incoming'));
const content = new TextEncoder().encode(`Лист ${crypto.randomUUID()}`);
const { uploadId } = demand(await client.files.begin({ fileName: 'лист.txt', size: content.length }));
demand(await client.files.append({ uploadId, offset: 0, piece: content }));
armed = place.startsWith('blob.');
const { sha256 } = demand(await client.files.finish({ uploadId }));
armed = false;
const { letters } = demand(await client.intake.receive({ files: [{ sha256, fileName: 'лист.txt' }] }));
armed = true;
const requisites = {
  ...blankRequisites({ direction: 'incoming', journalId: journal?.journalId ?? '', kindId: kind?.kindId ?? '' }),
  correspondent: 'Міністерство',
  correspondentNumber: '1',
  correspondentDate: '2026-01-05',
  subject: 'Про справу',
  sheets: 1,
  attachmentSheets: null,
  language: 'uk',
  caseId: cases[0]?.caseId ?? null,
  addressee: 'Ректор',
};
const card = demand(await client.registration.register({ requestId: crypto.randomUUID(), letterId: letters[0]?.letterId ?? null, requisites }));
process.stdout.write(`registered ${card.registrationIndex}\n`);
// Many more without files, for a kill that comes from outside at any moment.
for (let n = 0; n < Number(count ?? 0); n += 1) {
  const { registrationIndex } = demand(await client.registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites: { ...requisites, correspondentNumber: `n-${n}` } }));
  process.stdout.write(`registered ${registrationIndex}\n`);
}
await desk.close();
