import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import { guessColumns } from '#shared/domain/import-columns.ts';
import { checkIntegrity } from '../../../src-main/desk/integrity.ts';
import { writeCsv } from '../../../src-main/spreadsheets/index.ts';
import { deskFiles } from '../../../src-main/store/store.ts';
import { fillDisk, smallDisk } from '../../support/small-disk.ts';
import { errorOf, openTestDesk, setUpOffice, signIn, someRequisites, upload, valueOf } from '../../support/test-desk.ts';
import { testEnvironment } from '../../support/test-environment.ts';

const FULL = { code: 'refused', message: 'error.diskFull' } as const;

async function office(context: TestContext) {
  const disk = smallDisk(16);
  if (disk === null) return context.skip('no small disk can be mounted by this account');
  const test = await openTestDesk({ environment: testEnvironment(), dataDirectory: path.join(disk, 'desk') });
  const client = test.client();
  await setUpOffice(client);
  await signIn(client);
  const files = (): string[] => readdirSync(deskFiles(test.dataDirectory).blobs, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => name).toSorted();
  const sound = async () => expect((await checkIntegrity(test.rooms.store, {})).problems).toEqual([]);
  return { disk, test, client, files, sound };
}

describe('a full disk (skipped where no small disk can be mounted)', () => {
  it('while cards are registered: a clear error, no number lost, and the desk goes on with room again', async (context) => {
    const { disk, client, sound } = await office(context);
    const first = valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites: await someRequisites(client) }));
    const requisites = await someRequisites(client, { subject: 'Про місце на диску '.repeat(40).trim() });
    const makeRoom = fillDisk(disk);
    const requestId = crypto.randomUUID();
    let taken = first.registrationNumber;
    let refused = null;
    // The log that SQLite holds ready may take a few cards before it has to grow.
    for (let tries = 0; refused === null && tries < 400; tries += 1) {
      const result = await client.registration.register({ requestId: tries === 0 ? requestId : crypto.randomUUID(), letterId: null, requisites: { ...requisites, correspondentNumber: `місце-${tries}` } });
      if (result.ok) taken = result.value.registrationNumber;
      else refused = result.error;
    }
    expect(refused).toMatchObject(FULL);
    expect(valueOf(await client.registration.get({ documentId: first.documentId })).card.registrationIndex).toBe(first.registrationIndex);
    makeRoom();
    const after = valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites: { ...requisites, correspondentNumber: 'після' } }));
    expect(after.registrationNumber).toBe(taken + 1);
    await sound();
  });

  it('while a scan is attached: no half of it stays, the paper waits for its scan, and takes it with room again', async (context) => {
    const { disk, test, client, files, sound } = await office(context);
    const { documentId } = valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites: await someRequisites(client, { medium: 'paper', sheets: 1 }) }));
    valueOf(await client.paperIntake.stampByHand({ documentId }));
    const scan = Buffer.alloc(3 * 1024 * 1024, 'скан ');
    const before = files();
    const makeRoom = fillDisk(disk, 1024);
    const { uploadId } = valueOf(await client.files.begin({ fileName: 'скан.txt', size: scan.length }));
    let refused = null;
    for (let offset = 0; refused === null && offset < scan.length; offset += 100_000) {
      const sent = await client.files.append({ uploadId, offset, piece: Uint8Array.from(scan.subarray(offset, offset + 100_000)) });
      if (!sent.ok) refused = sent.error;
    }
    expect(refused).toMatchObject(FULL);
    expect(files()).toEqual(before);
    expect(valueOf(await client.paperIntake.state({ documentId }))).toMatchObject({ stage: 'scan', scan: null });
    makeRoom();
    const { sha256 } = await upload(client, 'скан.txt', scan);
    const [letter] = valueOf(await client.intake.receive({ files: [{ sha256, fileName: 'скан.txt' }] })).letters;
    await test.rooms.intake.settled(letter?.letterId ?? '');
    valueOf(await client.paperIntake.attachScan({ documentId, letterId: letter?.letterId ?? '', differenceReason: 'один аркуш' }));
    await sound();
  });

  it('while a journal is imported: nothing of it is there, registration goes on, and the import runs with room again', async (context) => {
    const { disk, test, client, sound } = await office(context);
    const heading = ['Реєстраційний індекс', 'Дата реєстрації', 'Кореспондент', 'Вихідний номер', 'Дата вихідного', 'Короткий зміст', 'Кількість аркушів'];
    const count = 1500;
    const rows = Array.from({ length: count }, (_none, at) => [`${at + 1}/01-05`, '05.03.2019', 'Міністерство освіти', `12/${at + 1}`, '01.03.2019', `Про звіт ${at + 1}`, '2']);
    const { sha256 } = await upload(client, 'журнал.csv', writeCsv([heading, ...rows]));
    const { journals, kinds } = valueOf(await client.registration.choices({}));
    const order = { sha256, fileName: 'журнал.csv', mapping: guessColumns([heading]).mapping, headingRow: 0, journalId: journals.find(({ direction }) => direction === 'incoming')?.journalId ?? '', defaults: { kindId: kinds.find(({ directions }) => directions.includes('incoming'))?.kindId ?? null, caseId: null, language: 'uk' as const } };
    valueOf(await client.journalImport.check(order));
    const makeRoom = fillDisk(disk, 512);
    expect(errorOf(await client.journalImport.run({ ...order, accepted: count }))).toMatchObject(FULL);
    expect(valueOf(await client.search.page({})).rows).toEqual([]);
    makeRoom();
    valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites: await someRequisites(client) }));
    expect(valueOf(await client.journalImport.run({ ...order, accepted: count }))).toMatchObject({ state: 'completed', accepted: count });
    expect(valueOf(await client.journalImport.list({})).imports.map(({ state }) => state).toSorted()).toEqual(['abandoned', 'completed']);
    expect(test.rooms.store.database.prepare('SELECT count(*) FROM card').pluck().get()).toBe(count + 1);
    await sound();
  });
});
