/**
 * A desk in a process of its own that registers letters until it is killed, at a named place or from outside.
 * Arguments: data directory, name of the place (or `none`), number of further cards.
 */
import { blankRequisites } from '#shared/domain/registration-card.ts';
import { openKilledDesk } from './killed-desk.ts';
import { valueOf } from './plain-desk.ts';

const [dataDirectory, place, count] = process.argv.slice(2);
if (dataDirectory === undefined || place === undefined) throw new Error('data directory and place are needed');
const PASSWORD = 'Str0ng-pass!';
// No checks here: what is looked at is the registration itself.
const { desk, client, arm } = await openKilledDesk(dataDirectory, place);

arm(place === 'desk.keyCreated');
const state = valueOf(await client.desk.state({}));
if (state.phase === 'new') {
  valueOf(
    await client.desk.setUp({
      office: { name: 'Канцелярія', country: 'UA', documentLanguages: ['uk'] },
      passphrase: null,
      administrator: { name: 'А', login: 'admin', password: PASSWORD },
      registrar: { name: 'Р', login: 'registrar', password: PASSWORD },
    }),
  );
}
arm(false);
valueOf(await client.session.signIn({ login: 'registrar', password: PASSWORD }));
const { journals, kinds, cases } = valueOf(await client.registration.choices({}));
const journal = journals.find((candidate) => candidate.direction === 'incoming');
const kind = kinds.find((candidate) => candidate.directions.includes('incoming'));
const content = new TextEncoder().encode(`Лист ${crypto.randomUUID()}`);
const { uploadId } = valueOf(await client.files.begin({ fileName: 'лист.txt', size: content.length }));
valueOf(await client.files.append({ uploadId, offset: 0, piece: content }));
arm(place.startsWith('blob.'));
const { sha256 } = valueOf(await client.files.finish({ uploadId }));
arm(false);
const { letters } = valueOf(await client.intake.receive({ files: [{ sha256, fileName: 'лист.txt' }] }));
arm(true);
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
const card = valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: letters[0]?.letterId ?? null, requisites }));
process.stdout.write(`registered ${card.registrationIndex}\n`);
// Many more without files, for a kill that comes from outside at any moment.
for (let n = 0; n < Number(count ?? 0); n += 1) {
  const { registrationIndex } = valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites: { ...requisites, correspondentNumber: `n-${n}` } }));
  process.stdout.write(`registered ${registrationIndex}\n`);
}
await desk.close();
