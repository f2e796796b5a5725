import path from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Client } from '#shared/rpc/client.ts';
import { createTestPki, signAttached } from '../../../src-main/demo/pki/index.ts';
import { JobFailed, type JobRunner } from '../../../src-main/jobs/job-runner.ts';
import { loadFonts, makeTextPdf } from '../../../src-main/pdf/index.ts';
import { errorOf, openTestDesk, PROJECT_ROOT, setUpOffice, signIn, someRequisites, type TestDesk, testJobs, upload, valueOf } from '../../support/test-desk.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testEnvironment } from '../../support/test-environment.ts';

const docx = (text: string): Uint8Array => zipSync({ 'word/document.xml': strToU8(`<w:document xmlns:w="w"><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:document>`) });
const pdf = async (text: string): Promise<Uint8Array> => makeTextPdf({ title: 'Запит', paragraphs: [text], fonts: await loadFonts(path.join(PROJECT_ROOT, 'resources', 'fonts')), createdAt: '2026-03-01T00:00:00.000Z' });

async function office(options: Parameters<typeof openTestDesk>[0] = {}) {
  const test = await openTestDesk({ environment: testEnvironment(), ...options });
  const client = test.client();
  await setUpOffice(client);
  await signIn(client);
  return { test, client };
}

async function receive(client: Client, fileName: string, bytes: Uint8Array): Promise<string> {
  const { sha256 } = await upload(client, fileName, bytes);
  const [letter] = valueOf(await client.intake.receive({ files: [{ sha256, fileName }] })).letters;
  return letter?.letterId ?? '';
}

async function register(client: Client, letterId: string, restricted = false): Promise<string> {
  return valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId, requisites: await someRequisites(client, { restricted }) })).documentId;
}

async function settled({ rooms }: TestDesk): Promise<void> {
  await rooms.extraction.look();
  while (rooms.searchIndex.indexQueued() > 0);
}

const found = async (client: Client, text: string): Promise<string[]> => valueOf(await client.search.page({ text })).rows.map(({ documentId }) => documentId);
const rowsOfText = ({ rooms }: TestDesk): unknown[] => rooms.store.database.prepare('SELECT text FROM document_text').pluck().all();

describe('words of documents', () => {
  it('are found by search: DOCX, PDF, and the content of an attached signature', async () => {
    const { test, client } = await office();
    const pki = await createTestPki({ now: '2026-03-02T04:00:00.000Z' });
    const documents = [
      await register(client, await receive(client, 'запит.docx', docx('Просимо про оранжерею'))),
      await register(client, await receive(client, 'запит.pdf', await pdf('Прохання про теплицю'))),
      await register(client, await receive(client, 'запит.p7s', signAttached(docx('Наказ про планетарій'), pki.signers.clerk))),
    ];
    await settled(test);
    expect(await found(client, 'оранжерею')).toEqual([documents[0]]);
    expect(await found(client, 'теплицю')).toEqual([documents[1]]);
    expect(await found(client, 'планетарій')).toEqual([documents[2]]);
  });

  it('of a card that is registered before they are read come into search afterwards', async () => {
    const { test, client } = await office();
    const documentId = await register(client, await receive(client, 'a.docx', docx('обсерваторія')));
    while (test.rooms.searchIndex.indexQueued() > 0);
    await settled(test);
    expect(await found(client, 'обсерваторія')).toEqual([documentId]);
  });

  it('that there are none of are counted by their reason; recognised words of a scan come in by the seam', async () => {
    const { test, client } = await office();
    const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]);
    const documentId = await register(client, await receive(client, 'скан.png', png));
    await receive(client, 'b.docx', docx('x').subarray(0, 80));
    await receive(client, 'c.bin', Uint8Array.of(0, 1, 2, 3, 255, 0, 0, 0, 0, 0));
    await settled(test);
    const admin = test.client('admin');
    await signIn(admin, 'admin');
    expect(valueOf(await admin.extraction.state({}))).toEqual({ restricted: true, queued: 0, held: 0, read: 0, withoutTextLayer: 1, unreadable: 1, unsupported: 1 });
    expect(errorOf(await client.extraction.state({}))).toMatchObject({ code: 'no-right' });
    const [scan] = test.rooms.extraction.withoutTextLayer(10);
    expect(scan).toMatchObject({ fileName: 'скан.png' });
    expect(test.rooms.extraction.keepRecognised(scan?.sha256 ?? '', 'розпізнане слово')).toBe(true);
    await settled(test);
    expect(await found(client, 'розпізнане')).toEqual([documentId]);
  });
});

describe('restricted documents', () => {
  it('keep no words where the setting says so; those kept before are gone, and come back with it', async () => {
    const { test, client } = await office();
    const admin = test.client('admin');
    await signIn(admin, 'admin');
    const secret = await register(client, await receive(client, 'a.docx', docx('таємниця')), true);
    const open = await register(client, await receive(client, 'b.docx', docx('відкрите')));
    await settled(test);
    expect(await found(client, 'таємниця')).toEqual([secret]);

    expect(valueOf(await admin.extraction.setRestricted({ restricted: false }))).toMatchObject({ restricted: false, held: 1, read: 1 });
    await settled(test);
    expect(await found(client, 'таємниця')).toEqual([]);
    expect(await found(client, 'відкрите')).toEqual([open]);
    expect(rowsOfText(test)).toEqual(['відкрите']);

    // What comes now is not read before its card says that it may be.
    const letterId = await receive(client, 'c.docx', docx('нове'));
    await settled(test);
    expect(rowsOfText(test)).toEqual(['відкрите']);
    const later = await register(client, letterId);
    await settled(test);
    expect(await found(client, 'нове')).toEqual([later]);

    const { version } = valueOf(await client.registration.get({ documentId: later }));
    valueOf(await client.registration.correct({ documentId: later, basedOn: version, changes: { restricted: true }, reason: 'гриф' }));
    await settled(test);
    expect(await found(client, 'нове')).toEqual([]);
    expect(rowsOfText(test)).toEqual(['відкрите']);

    valueOf(await admin.extraction.setRestricted({ restricted: true }));
    await settled(test);
    expect(await found(client, 'таємниця')).toEqual([secret]);
  });
});

describe('reading that is interrupted', () => {
  it('goes on at the next start, without what was read before being read again', async () => {
    const dataDirectory = temporaryFolder();
    const real = testJobs();
    const asked: string[] = [];
    const jobs = (answer: 'hang' | 'work'): JobRunner => ({
      run: (kind, input, options) => {
        if (kind === 'extractText') {
          asked.push((input as { file: { fileName: string } }).file.fileName);
          if (answer === 'hang' && asked.length > 1) return new Promise(() => undefined);
        }
        return real.run(kind, input, options);
      },
    });
    const first = await office({ dataDirectory, jobs: jobs('hang') });
    await receive(first.client, 'a.docx', docx('перше'));
    await receive(first.client, 'b.docx', docx('друге'));
    await expect.poll(() => asked, { timeout: 10_000 }).toEqual(['a.docx', 'b.docx']);
    await first.test.close();

    const second = await openTestDesk({ dataDirectory, environment: testEnvironment(), jobs: jobs('work') });
    await second.rooms.extraction.look();
    expect(asked).toEqual(['a.docx', 'b.docx', 'b.docx']);
    expect(new Set(rowsOfText(second))).toEqual(new Set(['друге', 'перше']));
  });

  it('by a file that kills its process is not begun again and again', async () => {
    let times = 0;
    const jobs: JobRunner = {
      run: (kind) => {
        if (kind !== 'extractText') return new Promise(() => undefined);
        times += 1;
        return Promise.reject(new JobFailed('died', 'exit code 1'));
      },
    };
    const { test, client } = await office({ jobs });
    await receive(client, 'a.docx', docx('x'));
    await test.rooms.extraction.look();
    await test.rooms.extraction.look();
    expect(times).toBe(1);
    expect(test.rooms.extraction.state()).toMatchObject({ unreadable: 1, queued: 0 });
  });
});
