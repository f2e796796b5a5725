import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareWithLog } from '../../../src-main/store/projections/rebuild.ts';
import { readWhole } from '../../support/read-whole.ts';
import { errorOf, PASSWORD, upload, valueOf } from '../../support/test-desk.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { LETTER, office, type Office, sha256 } from './evidence-office.ts';
import { close, made, officeWithDocument } from './package-office.ts';

/** Unpacked by the system's own tar. */
async function unpacked(here: Office, hash: string): Promise<string> {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, 'package.tar'), await readWhole(here.client, hash));
  execFileSync('tar', ['-xf', 'package.tar'], { cwd: folder });
  const [top = ''] = readdirSync(folder).filter((name) => name !== 'package.tar');
  return path.join(folder, top);
}

const hashOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');
const filesBelow = (folder: string): string[] => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));

describe.each(['bagit', 'eark'] as const)('a package of closed cases (%s)', (format) => {
  it('[ARC-09] holds the original, the signed file and the protocol of the check as one bundle, and says which is which', async () => {
    const { here, card, caseId } = await officeWithDocument();
    close(here, caseId);
    const result = valueOf(await made(here, [caseId], format));
    expect(result).toMatchObject({ cases: 1, documents: 1, madeFor: 'Державний архів Харківської області', here: true });
    const folder = await unpacked(here, result.sha256);
    const hashes = new Map(filesBelow(folder).map((file) => [hashOf(file), path.relative(folder, file)]));
    const { copies } = valueOf(await here.client.registration.get({ documentId: card.documentId }));
    const [original, signature] = card.files;
    expect([original?.role, signature?.role]).toEqual(['main', 'signature']);
    const [data, other, proof] = format === 'bagit' ? ['data/original/', 'data/copies/', 'data/evidence/'] : ['representations/rep1/data/', 'representations/rep2/data/', 'representations/evidence/data/'];
    expect(hashes.get(original?.sha256 ?? '')).toContain(data);
    expect(hashes.get(signature?.sha256 ?? '')).toContain(data);
    expect(hashes.get(copies[0]?.sha256 ?? '')).toContain(other);
    expect([...hashes.values()].filter((file) => file.startsWith(proof)).length).toBeGreaterThanOrEqual(2);
    const record = readFileSync(filesBelow(folder).find((file) => file.endsWith('document.xml')) ?? '', 'utf8');
    for (const words of ['<role>main</role>', '<role>signature</role>', '<role>protocol</role>', '<role>report</role>', '<role>evidence</role>', card.registrationIndex, card.subject]) expect(record).toContain(words);
    const manifest = path.join(folder, format === 'bagit' ? 'manifest-sha256.txt' : 'METS.xml');
    expect(hashOf(manifest)).toBe(result.manifestSha256);
    if (format === 'bagit') execFileSync('sha256sum', ['--strict', '--status', '-c', 'manifest-sha256.txt'], { cwd: folder, env: { ...process.env, LC_ALL: 'C.UTF-8' } });
  });

  it('is inspected as sound at another desk, and kept there with its report', async () => {
    const { here, card, caseId } = await officeWithDocument();
    close(here, caseId);
    const result = valueOf(await made(here, [caseId], format));
    const bytes = await readWhole(here.client, result.sha256);
    const other = await office({});
    const { sha256: hash } = await upload(other.client, 'package.tar', bytes);
    const file = { sha256: hash, fileName: 'package.tar' };
    const inspected = valueOf(await other.client.packages.inspect(file));
    expect(inspected).toMatchObject({ kind: 'inspected', report: { format, findings: [], described: true, documentCount: 1, documents: [{ registrationIndex: card.registrationIndex, subject: card.subject, files: 2, signatures: 1 }] } });
    const packageId = crypto.randomUUID();
    expect(valueOf(await other.client.packages.import({ ...file, packageId }))).toMatchObject({ documents: 1, findings: 0 });
    expect(valueOf(await other.client.packages.import({ ...file, packageId })).packageId).toBe(packageId);
    expect(valueOf(await other.client.packages.list({})).imported).toHaveLength(1);
    if (inspected.kind === 'inspected') expect(valueOf(await other.client.packages.report({ packageId }))).toEqual(inspected.report);
    const { store } = other.desk.rooms;
    expect(compareWithLog(store.database, store.log)).toEqual([]);
  });

  it('that was changed on its way is told file by file', async () => {
    const { here, caseId } = await officeWithDocument();
    close(here, caseId);
    const result = valueOf(await made(here, [caseId], format));
    const bytes = Buffer.from(await readWhole(here.client, result.sha256));
    bytes.writeUInt8((bytes[bytes.indexOf(LETTER)] ?? 0) ^ 1, bytes.indexOf(LETTER));
    const { sha256: hash } = await upload(here.client, 'package.tar', bytes);
    const inspected = valueOf(await here.client.packages.inspect({ sha256: hash, fileName: 'package.tar' }));
    expect(inspected).toMatchObject({ kind: 'inspected', report: { findings: [{ code: 'otherChecksum', path: expect.stringContaining('Наказ про відпустку.txt') }] } });
  });
});

describe('packages', () => {
  it('are made of closed cases alone, once for each request, and tables equal the log', async () => {
    const { here, caseId } = await officeWithDocument();
    expect(valueOf(await here.client.packages.choices({})).cases).toEqual([]);
    expect(errorOf(await made(here, [caseId], 'bagit')).message).toBe('error.packageCaseNotClosed');
    close(here, caseId);
    expect(valueOf(await here.client.packages.choices({})).cases).toMatchObject([{ caseId, documents: 1, closedOn: '2026-03-02' }]);
    const packageId = crypto.randomUUID();
    const first = valueOf(await made(here, [caseId], 'bagit', packageId));
    expect(valueOf(await made(here, [caseId], 'bagit', packageId))).toEqual(first);
    expect(valueOf(await here.client.packages.list({})).made).toEqual([first]);
    const { store } = here.desk.rooms;
    expect(compareWithLog(store.database, store.log)).toEqual([]);
  });

  it('are made of cases that are found by words of their index, title and year, a page at a time', async () => {
    const { here, caseId } = await officeWithDocument();
    const { database } = here.desk.rooms.store;
    const caseFile = database.prepare("INSERT INTO case_file SELECT ?, nomenclature_id, section_id, ?, ?, retention, retention_text, medium, note, owner, transit, discontinued, NULL, carried_volumes, basis FROM case_file WHERE case_id = ?");
    const closing = database.prepare("INSERT INTO case_closing VALUES (?, ?, '2026-03-02', '2026-03-02', '', 'january-after', '2026.10', '', '', 1, '')");
    for (const [id, index, title] of [['a', '07-01', 'Накази з кадрових питань'], ['b', '07-02', 'ОБ’ЄКТИ ҚҰРЫЛЫС'], ['c', '07-11', 'Накази про відпустки']] as const) {
      caseFile.run(id, index, title, caseId);
      closing.run(id, id);
    }
    const find = async (text: string) => valueOf(await here.client.packages.choices({ text })).cases.map(({ caseId: id }) => id);
    expect(await find('накази')).toEqual(['a', 'c']);
    expect(await find('НАКАЗИ 07-1')).toEqual(['c']);
    expect(await find("об'єкти құрылыс")).toEqual(['b']);
    expect(await find('07-01 ні')).toEqual([]);
    expect(valueOf(await here.client.packages.choices({ text: '07', from: 1, count: 1 }))).toMatchObject({ total: 3, found: 3, cases: [{ caseId: 'b', documents: 0 }] });
  });

  it('[ARC-04] of this office are inspected like any other, and not kept as one that came: they would outlive their cases', async () => {
    const { here, caseId } = await officeWithDocument();
    close(here, caseId);
    const result = valueOf(await made(here, [caseId], 'eark'));
    const bytes = await readWhole(here.client, result.sha256);
    // The same package in another archive file.
    for (const content of [bytes, Buffer.concat([bytes, Buffer.alloc(10_240)])]) {
      const { sha256: hash } = await upload(here.client, 'package.tar', content);
      const file = { sha256: hash, fileName: 'package.tar' };
      expect(valueOf(await here.client.packages.inspect(file))).toMatchObject({ kind: 'inspected' });
      expect(errorOf(await here.client.packages.import({ ...file, packageId: crypto.randomUUID() })).message).toBe('error.packageIsOwn');
    }
    expect(valueOf(await here.client.packages.list({})).imported).toEqual([]);
  });

  it('[CARD-17] hold a document that is barred from leaving only with the permission of the head, which they name', async () => {
    const { here, card, caseId } = await officeWithDocument();
    const { version } = valueOf(await here.client.registration.get({ documentId: card.documentId }));
    valueOf(await here.client.registration.correct({ documentId: card.documentId, basedOn: version, changes: { distributionBarred: true }, reason: 'Обмеження керівника' }));
    close(here, caseId);
    for (const format of ['bagit', 'eark'] as const) {
      const wish = { packageId: crypto.randomUUID(), format, caseIds: [caseId], madeFor: 'Державний архів' };
      expect(errorOf(await here.client.packages.make(wish))).toMatchObject({ message: 'error.packageBarred', params: { indexes: card.registrationIndex }, issues: [{ path: 'permission' }] });
      expect(valueOf(await here.client.packages.list({})).made.map(({ packageId }) => packageId)).not.toContain(wish.packageId);
      const result = valueOf(await here.client.packages.make({ ...wish, permission: '№ 7 від 02.03.2026' }));
      expect(result.permission).toBe('№ 7 від 02.03.2026');
      const folder = await unpacked(here, result.sha256);
      expect(readFileSync(filesBelow(folder).find((file) => path.basename(file) === 'package.xml') ?? '', 'utf8')).toContain('<permission>№ 7 від 02.03.2026</permission>');
    }
    const { store } = here.desk.rooms;
    expect(store.log.readKinds(['package.made'], 0, store.log.lastArrival()).map(({ payload }) => payload)).toMatchObject([{ permission: '№ 7 від 02.03.2026' }, { permission: '№ 7 від 02.03.2026' }]);
    expect(compareWithLog(store.database, store.log)).toEqual([]);
  });

  it('with a restricted document are made and read only by who may read it', async () => {
    const { here, card, caseId } = await officeWithDocument();
    const { version } = valueOf(await here.client.registration.get({ documentId: card.documentId }));
    valueOf(await here.client.registration.correct({ documentId: card.documentId, basedOn: version, changes: { restricted: true }, reason: 'ДСК' }));
    close(here, caseId);
    const admin = here.desk.client('administrator');
    valueOf(await admin.session.signIn({ login: 'admin', password: PASSWORD }));
    expect(errorOf(await admin.packages.make({ packageId: crypto.randomUUID(), format: 'bagit', caseIds: [caseId], madeFor: 'Архів' })).message).toBe('error.cardNotFound');
    const result = valueOf(await made(here, [caseId], 'bagit'));
    expect(errorOf(await admin.files.read({ sha256: result.sha256, offset: 0, length: 100 })).message).toBe('error.fileNotFound');
  });

  it('that are none are refused with the reason, and nothing is recorded', async () => {
    const { here } = await officeWithDocument();
    const { sha256: hash } = await upload(here.client, 'letter.tar', Buffer.from('no package'));
    const file = { sha256: hash, fileName: 'letter.tar' };
    expect(valueOf(await here.client.packages.inspect(file))).toEqual({ kind: 'refused', code: 'notAPackage', path: null });
    expect(errorOf(await here.client.packages.import({ ...file, packageId: crypto.randomUUID() })).message).toBe('error.packageRefused');
    expect(valueOf(await here.client.packages.list({})).imported).toEqual([]);
    // A hash is no right to a file.
    const another = here.desk.client('another');
    valueOf(await another.session.signIn({ login: 'registrar', password: PASSWORD }));
    expect(errorOf(await another.packages.inspect({ ...file, sha256: sha256(LETTER) })).message).toBe('error.fileNotFound');
  });

  it('are not made of a file that was damaged', async () => {
    const { here, card, caseId } = await officeWithDocument();
    close(here, caseId);
    const { store } = here.desk.rooms;
    const { path: place } = await store.blobs.locate(card.files[0]?.sha256 ?? '');
    const bytes = readFileSync(place);
    bytes.writeUInt8((bytes.at(-20) ?? 0) ^ 1, bytes.length - 20);
    writeFileSync(place, bytes);
    expect(errorOf(await made(here, [caseId], 'bagit')).message).toBe('error.packageFileDamaged');
    expect(valueOf(await here.client.packages.list({})).made).toEqual([]);
  });
});
