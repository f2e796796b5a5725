/**
 * A desk in a process of its own that prints a batch until it is killed, at a named place or from outside.
 * Arguments: data directory, folder of the witness, socket of CUPS, name of the place (or `none`), number of files.
 */
import { createHash } from 'node:crypto';
import path from 'node:path';
import { blankRequisites } from '#shared/domain/registration-card.ts';
import { loadFonts, makeTextPdf } from '../../src-main/pdf/index.ts';
import { CupsPrintSystem } from '../../src-main/printing/cups.ts';
import { openKilledDesk } from './killed-desk.ts';
import { PROJECT_ROOT, valueOf } from './plain-desk.ts';
import { printingMachine } from './printing-machine.ts';

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
const { journals, kinds, cases } = valueOf(await client.registration.choices({}));
const journal = journals.find((candidate) => candidate.direction === 'incoming');
const kind = kinds.find((candidate) => candidate.directions.includes('incoming'));
const fonts = await loadFonts(path.join(PROJECT_ROOT, 'resources', 'fonts'));
const items: { form: 'stored'; documentId: string; sha256: string }[] = [];
for (let n = 1; n <= Number(count ?? 1); n += 1) {
  const content = await makeTextPdf({ title: 'Лист', paragraphs: [`Лист ${n}`], fonts, createdAt: '2026-03-01T00:00:00.000Z' });
  const { uploadId } = valueOf(await client.files.begin({ fileName: 'лист.pdf', size: content.length }));
  valueOf(await client.files.append({ uploadId, offset: 0, piece: Uint8Array.from(content) }));
  const { sha256 } = valueOf(await client.files.finish({ uploadId }));
  if (createHash('sha256').update(content).digest('hex') !== sha256) throw new Error('another file was stored');
  const { letters } = valueOf(await client.intake.receive({ files: [{ sha256, fileName: 'лист.pdf' }] }));
  const requisites = {
    ...blankRequisites({ direction: 'incoming', journalId: journal?.journalId ?? '', kindId: kind?.kindId ?? '' }),
    correspondent: 'Міністерство',
    correspondentNumber: String(n),
    correspondentDate: '2026-01-05',
    subject: 'Про справу',
    sheets: 1,
    attachmentSheets: null,
    language: 'uk',
    caseId: cases[0]?.caseId ?? null,
    addressee: 'Ректор',
  };
  const { documentId } = valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: letters[0]?.letterId ?? null, requisites }));
  items.push({ form: 'stored', documentId, sha256 });
}
arm(true);
valueOf(await client.printing.enqueue({ batchId: crypto.randomUUID(), options: { printer: 'Reception', copies: 1, sides: 'one-sided', pages: null }, items }));
process.stdout.write(`${items.map(({ sha256 }) => sha256).join(' ')}\n`);
// It lives until it is killed.
setInterval(() => undefined, 60_000);
