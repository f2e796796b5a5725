/**
 * A desk in a process of its own that destroys a case until it is killed at a named place.
 * Arguments: data directory, name of the place. It says the hashes of the case's files, and of the package that
 * holds them, before it begins.
 */
import { closeCase, destroyCases } from './destroyed-case.ts';
import { openKilledDesk } from './killed-desk.ts';
import { valueOf } from './plain-desk.ts';
import { registerPlainLetter } from './register-plain-letter.ts';

const [dataDirectory, place] = process.argv.slice(2);
if (dataDirectory === undefined || place === undefined) throw new Error('data directory and place are needed');
const { desk, client, arm } = await openKilledDesk(dataDirectory, place);
valueOf(
  await client.desk.setUp({
    office: { name: 'Канцелярія', country: 'UA', documentLanguages: ['uk'] },
    passphrase: null,
    administrator: { name: 'А', login: 'admin', password: 'Str0ng-pass!' },
    registrar: { name: 'Р', login: 'registrar', password: 'Str0ng-pass!' },
  }),
);
valueOf(await client.session.signIn({ login: 'registrar', password: 'Str0ng-pass!' }));
const letters = [await registerPlainLetter(client, 1), await registerPlainLetter(client, 2)];
const { store, erasure } = desk.rooms;
for (const { sha256 } of letters) store.keepText(sha256, `Шовкопрядильна таємниця ${sha256}`);
closeCase({ store }, 'case-1', letters.map(({ documentId }) => documentId));
const made = await store.blobs.write(Buffer.from('package'));
store.commit((transaction) =>
  transaction.append({
    kind: 'package.made',
    entity: 'package-1',
    stream: 'main',
    actor: null,
    payload: { packageId: 'package-1', format: 'bagit', caseIds: ['case-1'], madeFor: 'Архів', permission: null, fileName: 'package.tar', sha256: made.sha256, size: 7, files: 2, documents: 2, manifestSha256: made.sha256 },
  }),
);
process.stdout.write(`${[...letters, made].map(({ sha256 }) => sha256).join(' ')}\n`);
arm(true);
destroyCases({ store }, 'act-1', ['case-1']);
erasure.kick();
await erasure.settled();
await desk.close();
