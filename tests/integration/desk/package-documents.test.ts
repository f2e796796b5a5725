import { describe, expect, it } from 'vitest';
import type { PackageDocument } from '#shared/contract/packages.ts';
import { compareWithLog } from '../../../src-main/store/projections/rebuild.ts';
import { packageBytes } from '../../support/made-package.ts';
import { packageOf } from '../../support/package-plans.ts';
import { readWhole } from '../../support/read-whole.ts';
import { errorOf, someRequisites, valueOf } from '../../support/test-desk.ts';
import { LETTER, type Office, sha256 } from './evidence-office.ts';
import { handedOver, keptPackage, trustingOffice } from './package-office.ts';

const documentsOf = async ({ client }: Office, packageId: string): Promise<PackageDocument[]> => valueOf(await client.packages.documents({ packageId })).documents;

describe.each(['bagit', 'eark'] as const)('a document of a package that came (%s)', (format) => {
  it('goes from office to office: its files become a letter, its signature passes, its number of there stands on the card of here', async () => {
    const { card, bytes, organisation } = await handedOver(format);
    const there = await trustingOffice();
    const packageId = await keptPackage(there, bytes);
    const [document] = await documentsOf(there, packageId);
    expect(document).toMatchObject({ registrationIndex: card.registrationIndex, subject: card.subject, files: 2, signatures: 1, taken: null });
    const path = document?.path ?? '';
    const { taken, refused } = valueOf(await there.client.packages.take({ packageId, paths: [path] }));
    expect(refused).toEqual([]);
    const letterId = taken[0]?.letterId ?? '';
    await there.desk.rooms.intake.settled(letterId);
    const letter = valueOf(await there.client.intake.get({ letterId }));
    expect(letter).toMatchObject({ verdict: 'passed', fromPackage: { packageId, fileName: 'передача.tar', organisation } });
    expect(letter.files.map(({ role, fileName, sha256: hash }) => ({ role, fileName, hash }))).toEqual(card.files.map(({ role, fileName, sha256: hash }) => ({ role, fileName, hash })));
    expect(letter.suggestions).toMatchObject({ subject: card.subject, correspondent: card.direction === 'incoming' ? card.correspondent : organisation, correspondentNumber: card.direction === 'incoming' ? card.correspondentNumber : card.registrationIndex });
    expect(valueOf(await there.client.intake.list({})).letters.find((line) => line.letterId === letterId)?.suggestions).toEqual(letter.suggestions);
    expect((await documentsOf(there, packageId))[0]?.taken).toEqual({ letterId, state: 'waiting', documentId: null, registrationIndex: null });

    const registered = valueOf(await there.client.registration.register({ requestId: crypto.randomUUID(), letterId, requisites: { ...(await someRequisites(there.client)), subject: letter.suggestions.subject ?? '' } }));
    expect((await documentsOf(there, packageId))[0]?.taken).toEqual({ letterId, state: 'registered', documentId: registered.documentId, registrationIndex: registered.registrationIndex });
    const { card: kept, history } = valueOf(await there.client.registration.get({ documentId: registered.documentId }));
    expect(kept.verdict).toBe('passed');
    for (const [at, file] of kept.files.entries()) expect(sha256(await readWhole(there.client, file.sha256))).toBe(card.files[at]?.sha256);
    expect(history.find(({ kind }) => kind === 'package.documentTaken')?.changes).toEqual([{ field: 'source', before: null, after: `передача.tar · ${path}` }]);
    expect(history.find(({ kind }) => kind === 'letter.received')?.changes).toContainEqual({ field: 'source', before: null, after: 'передача.tar' });
    // The package stays as it came.
    expect(valueOf(await there.client.packages.list({})).imported).toMatchObject([{ packageId, documents: 1 }]);
    const { store } = there.desk.rooms;
    expect(compareWithLog(store.database, store.log)).toEqual([]);
  });

  it('that was changed on its way is not taken', async () => {
    const { bytes } = await handedOver(format);
    const changed = Buffer.from(bytes);
    changed.writeUInt8((changed[changed.indexOf(LETTER)] ?? 0) ^ 1, changed.indexOf(LETTER));
    const there = await trustingOffice();
    const packageId = await keptPackage(there, changed);
    const [{ path } = { path: '' }] = await documentsOf(there, packageId);
    expect(valueOf(await there.client.packages.take({ packageId, paths: [path] }))).toEqual({ taken: [], refused: [{ path, reason: 'damaged' }] });
    expect(valueOf(await there.client.intake.list({})).letters).toEqual([]);
    expect((await documentsOf(there, packageId))[0]?.taken).toBeNull();
  });
});

describe('documents of a package that came', () => {
  it('go over once, and again only where the letter was taken off the list', async () => {
    const { bytes } = await handedOver('bagit');
    const there = await trustingOffice();
    const packageId = await keptPackage(there, bytes);
    const [{ path } = { path: '' }] = await documentsOf(there, packageId);
    const take = () => there.client.packages.take({ packageId, paths: [path, path] });
    // Two windows at once: one of them comes too late.
    const [one, other] = await Promise.all([take(), take()]);
    const both = [valueOf(one), valueOf(other)];
    expect(both.flatMap(({ taken }) => taken)).toHaveLength(1);
    expect(both.flatMap(({ refused }) => refused)).toEqual([{ path, reason: 'alreadyTaken' }]);
    expect(valueOf(await take())).toEqual({ taken: [], refused: [{ path, reason: 'alreadyTaken' }] });
    const letterId = both.flatMap(({ taken }) => taken)[0]?.letterId ?? '';
    await there.desk.rooms.intake.settled(letterId);
    expect(valueOf(await there.client.intake.list({})).letters.map((letter) => letter.letterId)).toEqual([letterId]);
    valueOf(await there.client.intake.discard({ letterId, reason: 'Помилково' }));
    expect((await documentsOf(there, packageId))[0]?.taken).toMatchObject({ letterId, state: 'discarded' });
    expect(valueOf(await take()).taken).toHaveLength(1);
    const { store } = there.desk.rooms;
    expect(compareWithLog(store.database, store.log)).toEqual([]);
  });

  it('are seen and taken only by who registers and keeps the archive, and only those that are there', async () => {
    const { bytes } = await handedOver('eark');
    const there = await trustingOffice();
    const packageId = await keptPackage(there, bytes);
    expect(errorOf(await there.admin.packages.documents({ packageId })).code).toBe('no-right');
    expect(errorOf(await there.admin.packages.take({ packageId, paths: ['x'] })).code).toBe('no-right');
    expect(errorOf(await there.client.packages.take({ packageId, paths: ['metadata/descriptive/09/09/document.xml'] })).message).toBe('error.packageDocumentNotFound');
    expect(errorOf(await there.client.packages.documents({ packageId: crypto.randomUUID() })).message).toBe('error.fileNotFound');
    expect(errorOf(await there.client.packages.take({ packageId, paths: Array.from({ length: 201 }, (_unused, at) => `${at}`) })).code).toBe('bad-input');
  });

  it('[SEC-23] go over each as a whole or not at all, and one that does not keeps no other from it', async () => {
    const text = (words: string): Buffer => Buffer.from(words);
    const program = Buffer.concat([Buffer.from([0x4d, 0x5a, 0x90, 0]), Buffer.alloc(200)]);
    const bytes = await packageBytes(
      packageOf('bagit', [
        [
          [{ fileName: 'Лист.txt', role: 'main', bytes: text('лист') }, { fileName: 'Додаток.txt', role: 'attachment', bytes: text('додаток') }],
          [{ fileName: 'Звіт.txt', role: 'main', bytes: text('звіт') }, { fileName: 'Таблиця.pdf', role: 'attachment', bytes: program }],
          [{ fileName: 'install.exe', role: 'main', bytes: text('звіт') }],
          [{ fileName: 'Підпис.p7s', role: 'signature', bytes: text('підпис') }],
          [],
        ],
        [[{ fileName: 'ї'.repeat(300), role: 'main', bytes: text('лист') }]],
      ]),
    );
    const there = await trustingOffice();
    const packageId = await keptPackage(there, bytes);
    const documents = await documentsOf(there, packageId);
    const indexOf = (wanted: string): string => documents.find(({ path }) => path === wanted)?.registrationIndex ?? '';
    const { taken, refused } = valueOf(await there.client.packages.take({ packageId, paths: documents.map(({ path }) => path) }));
    expect(refused.map(({ path, reason }) => [indexOf(path), reason])).toEqual([
      ['1-2', 'program'],
      ['1-3', 'program'],
      ['1-4', 'noDocument'],
      ['1-5', 'noDocument'],
    ]);
    expect(taken.map(({ path }) => indexOf(path))).toEqual(['1-1', '2-1']);
    const letters = await Promise.all(taken.map(async ({ letterId }) => valueOf(await there.client.intake.get({ letterId }))));
    expect(letters.map(({ files }) => files.map(({ fileName, role }) => [fileName, role]))).toEqual([[['Лист.txt', 'main'], ['Додаток.txt', 'attachment']], [[expect.stringMatching(/^ї+$/), 'main']]]);
    expect(Buffer.byteLength(letters[1]?.files[0]?.fileName ?? '')).toBeLessThanOrEqual(255);
    // The same bytes twice are two letters: whether it is one document is told at the registration.
    expect(letters[1]?.files[0]?.sha256).toBe(letters[0]?.files[0]?.sha256);
    expect(there.desk.rooms.store.blobs.has(sha256(program))).toBe(false);
  });

  it('of another program are none', async () => {
    const there = await trustingOffice();
    const { bytes } = await handedOver('bagit');
    // Without its records the package describes nothing; what lies in it is still kept.
    const foreign = Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll('urn:chancery:record:1', 'urn:somebody:record:1'), 'latin1');
    const packageId = await keptPackage(there, foreign);
    expect(await documentsOf(there, packageId)).toEqual([]);
  });
});

