/**
 * A desk in a process of its own that executes an act of many cases until it is killed after a portion of it.
 * Arguments: data directory, name of the place, number of cases.
 */
import { closeCase, destroyCases } from './destroyed-case.ts';
import { openKilledDesk } from './killed-desk.ts';
import { valueOf } from './plain-desk.ts';

const [dataDirectory, place, count] = process.argv.slice(2);
if (dataDirectory === undefined || place === undefined || count === undefined) throw new Error('data directory, place and number of cases are needed');
const { desk, client, arm } = await openKilledDesk(dataDirectory, place);
valueOf(
  await client.desk.setUp({
    office: { name: 'Канцелярія', country: 'UA', documentLanguages: ['uk'] },
    passphrase: null,
    administrator: { name: 'А', login: 'admin', password: 'Str0ng-pass!' },
    registrar: { name: 'Р', login: 'registrar', password: 'Str0ng-pass!' },
  }),
);
const { store, actExecution } = desk.rooms;
const caseIds = Array.from({ length: Number(count) }, (_unused, at) => `case-${at}`);
for (const caseId of caseIds) closeCase({ store }, caseId, []);
destroyCases({ store }, 'act-1', caseIds, { inPortions: true });
arm(true);
actExecution.kick();
await actExecution.settled();
await desk.close();
