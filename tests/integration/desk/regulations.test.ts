import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadFonts, makeTextPdf } from '../../../src-main/pdf/index.ts';
import { openTestDesk, PROJECT_ROOT, setUpOffice, signIn, someRequisites, upload, valueOf } from '../../support/test-desk.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testEnvironment } from '../../support/test-environment.ts';

const FOLDER = process.env['REGULATIONS_DIR'] ?? path.resolve(PROJECT_ROOT, '..', 'shared', 'regulations');
const PRESENT = existsSync(FOLDER);
const PARAGRAPHS = 60;

/** Paragraphs of a regulation with real words in them; lines of a table or of a form are left out. */
function paragraphsOf(file: string): string[] {
  return readFileSync(path.join(FOLDER, file), 'utf8')
    .split(/\n+/)
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line.length > 40)
    .slice(0, PARAGRAPHS);
}

/** Words of a text, for comparing what went in with what can be read on the copy. */
function wordsOf(text: string): Set<string> {
  return new Set(text.normalize('NFC').match(/\p{L}{5,}/gu) ?? []);
}

describe.skipIf(!PRESENT)(`real regulations${PRESENT ? '' : ' (skipped: no regulations)'}`, () => {
  it.each([
    ['okpu-kk.txt', 'KZ', 'kk'],
    ['khai-uk.txt', 'UA', 'uk'],
    ['kstu-ru.txt', 'KG', 'ru'],
  ] as const)('%s is registered, found by its words and copied without a letter lost', async (file, country, language) => {
    const paragraphs = paragraphsOf(file);
    const pdf = await makeTextPdf({ title: paragraphs[0]?.slice(0, 120) ?? file, paragraphs, fonts: await loadFonts(path.join(PROJECT_ROOT, 'resources', 'fonts')), createdAt: '2026-03-01T00:00:00.000Z' });
    const test = await openTestDesk({ environment: testEnvironment() });
    const client = test.client();
    await setUpOffice(client, country);
    await signIn(client);
    const { sha256 } = await upload(client, `${file}.pdf`, pdf);
    const letterId = valueOf(await client.intake.receive({ files: [{ sha256, fileName: `${file}.pdf` }] })).letters[0]?.letterId ?? '';
    await test.rooms.intake.settled(letterId);
    const card = valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId, requisites: await someRequisites(client, { language }) }));
    await test.rooms.extraction.look();
    test.rooms.searchIndex.indexQueued();

    const words = [...wordsOf(paragraphs.join(' '))];
    const rare = words.toSorted((one, other) => other.length - one.length).find((word) => word.length < 20) ?? '';
    expect(valueOf(await client.search.page({ text: rare })).rows.map((row) => row.documentId)).toEqual([card.documentId]);

    const copy = valueOf(await client.registration.makeCopy({ documentId: card.documentId, form: 'paper' }));
    const target = path.join(temporaryFolder(), 'copy.pdf');
    writeFileSync(target, await test.rooms.store.blobs.read(copy.sha256));
    const read = wordsOf(execFileSync('pdftotext', ['-raw', target, '-'], { encoding: 'utf8' }));
    // Words that break at the end of a line are read in two parts.
    const missing = words.filter((word) => !read.has(word));
    expect(missing.length / words.length).toBeLessThan(0.02);
    expect(await test.rooms.store.blobs.isIntact(sha256)).toBe(true);
  });
});
