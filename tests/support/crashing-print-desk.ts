/**
 * A desk in a process of its own that prints a batch until it is killed, at a named place or from outside.
 * Arguments: data directory, folder of the witness, socket of CUPS, name of the place (or `none`), number of files.
 */
import { CupsPrintSystem } from '../../src-main/printing/cups.ts';
import { openKilledDesk } from './killed-desk.ts';
import { valueOf } from './plain-desk.ts';
import { printingMachine } from './printing-machine.ts';
import { registerPlainLetter } from './register-plain-letter.ts';

const [dataDirectory, witnessDirectory, socket, place, count] = process.argv.slice(2);
if (dataDirectory === undefined || witnessDirectory === undefined || socket === undefined || place === undefined) throw new Error('data directory, witness, socket and place are needed');
const PASSWORD = 'Str0ng-pass!';
const { client, arm } = await openKilledDesk(dataDirectory, place, { printing: new CupsPrintSystem({ CUPS_SERVER: socket }), sync: printingMachine('this machine', witnessDirectory) });

valueOf(
  await client.desk.setUp({
    office: { name: 'Канцелярія', country: 'UA', documentLanguages: ['uk'] },
    passphrase: null,
    administrator: { name: 'А', login: 'admin', password: PASSWORD },
    registrar: { name: 'Р', login: 'registrar', password: PASSWORD },
  }),
);
valueOf(await client.session.signIn({ login: 'registrar', password: PASSWORD }));
const items: { form: 'stored'; documentId: string; sha256: string }[] = [];
for (let n = 1; n <= Number(count ?? 1); n += 1) {
  items.push({ form: 'stored', ...(await registerPlainLetter(client, n)) });
}
arm(true);
valueOf(await client.printing.enqueue({ batchId: crypto.randomUUID(), options: { printer: 'Reception', copies: 1, sides: 'one-sided', pages: null }, items }));
process.stdout.write(`${items.map(({ sha256 }) => sha256).join(' ')}\n`);
// It lives until it is killed.
setInterval(() => undefined, 60_000);
