import { createHash } from 'node:crypto';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Client } from '#shared/rpc/client.ts';
import type { Letter } from '#shared/contract/intake.ts';
import { createTestPki, signDetached } from '../../../src-main/demo/pki/index.ts';
import { loadFonts, makeTextPdf } from '../../../src-main/pdf/index.ts';
import { makeMail } from '../../support/make-mail.ts';
import { errorOf, openTestDesk, PROJECT_ROOT, setUpOffice, signIn, someRequisites, type TestDesk, upload, valueOf } from '../../support/test-desk.ts';
import { testEnvironment } from '../../support/test-environment.ts';

const NOW = '2026-03-02T04:00:00.000Z';

async function office() {
  const test = await openTestDesk({ environment: testEnvironment() });
  const client = test.client();
  await setUpOffice(client);
  await signIn(client);
  return { test, client };
}

async function receive(test: TestDesk, client: Client, fileName: string, bytes: Uint8Array): Promise<Letter> {
  const { sha256 } = await upload(client, fileName, bytes);
  const { letters } = valueOf(await client.intake.receive({ files: [{ sha256, fileName }] }));
  expect(letters).toHaveLength(1);
  await test.rooms.intake.settled(letters[0]?.letterId ?? '');
  return valueOf(await client.intake.get({ letterId: letters[0]?.letterId ?? '' }));
}

describe('letters that came by mail', () => {
  it('[EXC-08] are one letter: document, signature, annexes, and the message as it came', async () => {
    const { test, client } = await office();
    const pki = await createTestPki({ now: NOW });
    const pdf = await makeTextPdf({ title: 'Лист', paragraphs: ['Про теплицю'], fonts: await loadFonts(path.join(PROJECT_ROOT, 'resources', 'fonts')), createdAt: NOW });
    const message = makeMail({
      attachments: [
        { name: 'список.txt', content: Buffer.from('Перелік') },
        { name: 'лист.pdf', content: pdf },
        { name: 'лист.pdf.p7s', content: signDetached(pdf, pki.signers.clerk) },
        { name: 'оновлення.exe', content: Buffer.from('MZ') },
      ],
    });
    const letter = await receive(test, client, 'повідомлення.eml', message);
    expect(letter.files.map(({ fileName, role }) => [fileName, role])).toEqual([
      ['лист.pdf', 'main'],
      ['Додаток 1. список.txt', 'attachment'],
      ['лист.pdf.p7s', 'signature'],
      ['повідомлення.eml', 'attachment'],
    ]);
    expect(letter.files[3]?.sha256).toBe(createHash('sha256').update(message).digest('hex'));
    expect(letter.files[0]?.sha256).toBe(createHash('sha256').update(pdf).digest('hex'));
    expect(letter.suggestions).toMatchObject({ subject: 'Запит про архів', correspondentDate: '2026-03-02', sheets: 1 });
    expect(letter.message).toMatchObject({ fromName: 'Міністерство освіти', fromAddress: 'office@example.org', sentAt: '2026-03-02T08:00:00.000Z', leftOut: ['оновлення.exe'] });
    expect(letter.reports.some(({ signatures }) => signatures.length > 0)).toBe(true);

    const card = valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: letter.letterId, requisites: await someRequisites(client) }));
    const { history } = valueOf(await client.registration.get({ documentId: card.documentId }));
    expect(history.find(({ kind }) => kind === 'letter.messageOpened')?.changes).toContainEqual({ field: 'message.fromAddress', before: null, after: 'office@example.org' });
    await test.rooms.extraction.look();
    while (test.rooms.searchIndex.indexQueued() > 0);
    for (const text of ['теплицю', 'перелік', 'office example']) expect(valueOf(await client.search.page({ text })).rows, text).toHaveLength(1);
  });

  it('without attachments, or damaged, are the message alone', async () => {
    const { test, client } = await office();
    expect((await receive(test, client, 'a.eml', makeMail({ attachments: [] }))).files.map(({ role }) => role)).toEqual(['main']);
    const broken = await receive(test, client, 'b.eml', Buffer.from('not a message'));
    expect(broken).toMatchObject({ message: null, suggestions: { correspondentDate: null } });
    expect(broken.files).toHaveLength(1);
  });
});

describe('[SEC-23] programs', () => {
  it('are refused by name before a byte travels, and by their first bytes', async () => {
    const { client } = await office();
    expect(errorOf(await client.files.begin({ fileName: 'наказ.pdf.exe', size: 10 }))).toMatchObject({ code: 'refused', message: 'error.programNotTaken' });
    const { uploadId } = valueOf(await client.files.begin({ fileName: 'наказ.pdf', size: 4 }));
    expect(errorOf(await client.files.append({ uploadId, offset: 0, piece: Uint8Array.of(0x7f, 0x45, 0x4c, 0x46) }))).toMatchObject({ message: 'error.programNotTaken', params: { fileName: 'наказ.pdf' } });
    expect(errorOf(await client.files.finish({ uploadId }))).toMatchObject({ code: 'not-found' });
  });
});
