import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { chmod, cp, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { signDetached } from '../../../src-main/demo/pki/index.ts';
import { checkIntegrity } from '../../../src-main/desk/integrity.ts';
import { loadFonts, makeTextPdf } from '../../../src-main/pdf/index.ts';
import { BlobDamaged, type DeskKey } from '../../../src-main/store/blobs/blob-format.ts';
import { openDeskKey, WrongPassphrase } from '../../../src-main/store/keys/key-store.ts';
import { passphraseKeyStore } from '../../../src-main/store/keys/passphrase-key-store.ts';
import { makeSealedBackup, OtherDesksBackup, restoreSealedBackup } from '../../../src-main/store/sealed-backup.ts';
import { closeCase } from '../../support/destruction-office.ts';
import { rawlyFound } from '../../support/found-on-disk.ts';
import { readWhole } from '../../support/read-whole.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { openTestDesk, PROJECT_ROOT, setUpOffice, signIn, someRequisites, upload, valueOf } from '../../support/test-desk.ts';
import { testEnvironment } from '../../support/test-environment.ts';
import { add, at, HOUR, NOW, pki } from './evidence-office.ts';

const PASSPHRASE = 'дев’ять кошенят під дахом';
const KEYS = passphraseKeyStore(2 ** 10);
const NAME = 'Квіткобарвенко Ганна';
const SUBJECT = 'Про зустріч у Чорнозернянську';
const WORD = 'xylophqzor';
const SLICE = 48;

/** A desk whose files open with a passphrase, in a folder that stood open to others, after work with every sort of file. */
async function desk() {
  const environment = testEnvironment(NOW);
  const dataDirectory = path.join(temporaryFolder(), 'desk');
  await mkdir(dataDirectory);
  await chmod(dataDirectory, 0o755);
  const test = await openTestDesk({ environment, dataDirectory, keyStore: KEYS, passphrase: null });
  const client = test.client();
  await setUpOffice(client, 'UA', PASSPHRASE);
  await signIn(client);
  const admin = test.client('admin');
  await signIn(admin, 'admin');
  await add(admin, 'anchor', 'root.cer', pki.root.certificate);
  await add(admin, 'crl', 'root.crl', pki.rootCrl);
  const letter = await makeTextPdf({ title: 'Лист', paragraphs: [`Лист від ${NAME}, слово ${WORD}.`], fonts: await loadFonts(path.join(PROJECT_ROOT, 'resources', 'fonts')), createdAt: NOW });
  const parts = [['лист.pdf', letter], ['лист.pdf.p7s', signDetached(letter, pki.signers.clerk, { signingTime: at(-HOUR) })]] as const;
  const files = [];
  for (const [fileName, bytes] of parts) files.push({ sha256: (await upload(client, fileName, bytes)).sha256, fileName });
  const letterId = valueOf(await client.intake.receive({ files })).letters[0]?.letterId ?? '';
  await test.rooms.intake.settled(letterId);
  const { documentId } = valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId, requisites: await someRequisites(client, { subject: SUBJECT, author: NAME }) }));
  const stamped = valueOf(await client.registration.makeCopy({ documentId, form: 'stamped' }));
  const protocol = valueOf(await client.registration.makeCopy({ documentId, form: 'protocol' }));
  const { card } = valueOf(await client.registration.get({ documentId }));
  const caseId = card.caseId ?? '';
  valueOf(await client.nomenclature.fileDocument({ documentId, caseId, volume: 1 }));
  closeCase(test.rooms.store, caseId, '2026-03-02');
  const pack = valueOf(await client.packages.make({ packageId: crypto.randomUUID(), format: 'bagit', caseIds: [caseId], madeFor: 'Державний архів' }));
  await test.rooms.extraction.look();
  return { ...test, client, environment, documentId, letter, sealed: [...files.map(({ sha256 }) => sha256), stamped.sha256, protocol.sha256, pack.sha256] };
}

type Worked = Awaited<ReturnType<typeof desk>>;

/** A piece of the middle of each file that the desk keeps. */
async function slicesOf({ rooms }: Pick<Worked, 'rooms'>): Promise<{ readonly sha256: string; readonly slice: Buffer }[]> {
  const { blobs } = rooms.store;
  const found = [];
  for (const sha256 of await blobs.list()) {
    const content = await blobs.read(sha256);
    const middle = Math.max(0, Math.floor(content.length / 2) - SLICE / 2);
    found.push({ sha256, slice: content.subarray(middle, middle + SLICE) });
  }
  return found;
}

const keyOf = (folder: string): Promise<DeskKey> => openDeskKey(path.join(folder, 'desk-key.json'), KEYS, PASSPHRASE);
const modeOf = (file: string): number => statSync(file).mode & 0o777;

function flip(file: string, where = -1): void {
  const bytes = readFileSync(file);
  const place = where < 0 ? bytes.length + where : where;
  bytes[place] = (bytes[place] ?? 0) ^ 1;
  writeFileSync(file, bytes);
}

/** A closed desk with its backup. */
async function backedUp() {
  const worked = await desk();
  await worked.close();
  const folder = path.join(temporaryFolder(), 'backup');
  const made = await makeSealedBackup(worked.dataDirectory, folder, await keyOf(worked.dataDirectory), worked.environment);
  return { ...worked, folder, made };
}

describe('what a desk keeps', () => {
  it('[ARC-10] signatures, documents, certificates, reports, copies and packages lie encrypted, and the key that opens them is nowhere in clear', async () => {
    const worked = await desk();
    const { dataDirectory, rooms, sealed } = worked;
    const slices = await slicesOf(worked);
    expect(slices.map(({ sha256 }) => sha256)).toEqual(expect.arrayContaining(sealed));
    const trust = rooms.store.database.prepare('SELECT sha256 FROM trust_entry').pluck().all();
    const reports = rooms.store.database.prepare('SELECT reports_sha256 FROM verification').pluck().all();
    expect([trust.length, reports.length]).toEqual([2, 1]);
    expect(slices.map(({ sha256 }) => sha256)).toEqual(expect.arrayContaining([...trust, ...reports]));
    const outside = (names: readonly string[]): string[] => names.filter((name) => !name.startsWith('desk.sqlite'));
    for (const { sha256, slice } of slices) expect([sha256, outside(rawlyFound(dataDirectory, [slice]))]).toEqual([sha256, []]);
    const { key } = await keyOf(dataDirectory);
    expect(rawlyFound(dataDirectory, [key, Buffer.from(key).toString('hex'), Buffer.from(key).toString('base64'), PASSPHRASE])).toEqual([]);
    // The same look finds a file that does lie in clear.
    writeFileSync(path.join(dataDirectory, 'forgotten.tmp'), await rooms.store.blobs.read(sealed[0] ?? ''));
    expect(outside(rawlyFound(dataDirectory, slices.map(({ slice }) => slice)))).toEqual(['forgotten.tmp']);
  });

  it('[ARC-06] lies in one folder with one database that its owner alone may read, also where the folder had stood open', async () => {
    const { dataDirectory, rooms, documentId, close } = await desk();
    expect(modeOf(dataDirectory)).toBe(0o700);
    const locks = /^desk\.lock/u;
    expect(readdirSync(dataDirectory).filter((name) => !locks.test(name)).toSorted()).toEqual(['blobs', 'desk-key.json', 'desk.sqlite', 'desk.sqlite-shm', 'desk.sqlite-wal', 'printing']);
    for (const name of ['desk.sqlite', 'desk.sqlite-wal', 'desk.sqlite-shm', 'desk-key.json']) expect([name, modeOf(path.join(dataDirectory, name))]).toEqual([name, 0o600]);
    for (const sha256 of await rooms.store.blobs.list()) expect(modeOf(path.join(dataDirectory, 'blobs', sha256.slice(0, 2), sha256.slice(2, 4), sha256))).toBe(0o600);
    // Cards, words, certificates, cases and history stand in that one database: nothing else is needed to answer for them.
    for (const table of ['card', 'trust_entry', 'filed_document', 'operation']) expect([table, rooms.store.database.prepare(`SELECT count(*) FROM ${table}`).pluck().get()]).not.toEqual([table, 0]);
    await close();
    const moved = path.join(temporaryFolder(), 'moved');
    await mkdir(moved);
    for (const name of ['desk.sqlite', 'desk-key.json', 'blobs']) await cp(path.join(dataDirectory, name), path.join(moved, name), { recursive: true });
    const again = await openTestDesk({ dataDirectory: moved, keyStore: KEYS, passphrase: PASSPHRASE });
    const client = again.client();
    await signIn(client);
    expect(valueOf(await client.registration.get({ documentId })).card.subject).toBe(SUBJECT);
    expect((await checkIntegrity(again.rooms.store, {})).problems).toEqual([]);
    // Whoever changes it behind the program's back is found out.
    const { database } = again.rooms.store;
    database.prepare("UPDATE card SET subject = 'Про інше' WHERE document_id = ?").run(documentId);
    expect((await checkIntegrity(again.rooms.store, {})).problems).toEqual(['table card differs from the log']);
    database.exec('DROP TRIGGER operation_is_final');
    database.prepare("UPDATE operation SET body = CAST(replace(CAST(body AS TEXT), ?, 'Про інше') AS BLOB) WHERE kind = 'card.registered'").run(SUBJECT);
    const { chain, problems } = await checkIntegrity(again.rooms.store, {});
    expect([chain, problems.length > 0]).toEqual([false, true]);
  });
});

describe('an encrypted backup', () => {
  it('[ARC-10] holds not a word of the desk in clear, opens with the passphrase alone and brings everything back', async () => {
    const { dataDirectory, folder, documentId, letter, sealed, made, environment } = await backedUp();
    const words = [NAME, SUBJECT, WORD, 'SQLite format 3'];
    // The desk's own database holds them: the look is able to find them.
    for (const word of words) expect([word, rawlyFound(dataDirectory, [word])]).toEqual([word, expect.arrayContaining(['desk.sqlite'])]);
    for (const word of words) expect([word, rawlyFound(folder, [word])]).toEqual([word, []]);
    const { key } = await keyOf(folder);
    expect(rawlyFound(folder, [key, Buffer.from(key).toString('base64'), PASSPHRASE])).toEqual([]);
    expect(readdirSync(folder).toSorted()).toEqual(['blobs', 'desk-key.json', 'desk.sqlite.sealed']);
    expect(readdirSync(path.join(dataDirectory, 'backups'))).toEqual([]);
    expect([modeOf(folder), modeOf(path.join(folder, 'desk.sqlite.sealed')), modeOf(path.join(folder, 'desk-key.json'))]).toEqual([0o700, 0o600, 0o600]);
    await expect(openDeskKey(path.join(folder, 'desk-key.json'), KEYS, 'інша фраза')).rejects.toThrow(WrongPassphrase);
    expect(made).toMatchObject({ removed: 0, kept: 0, damaged: [] });
    expect(made.added).toBeGreaterThanOrEqual(sealed.length);

    const restored = path.join(temporaryFolder(), 'restored');
    await mkdir(restored);
    expect(await restoreSealedBackup(folder, restored, await keyOf(folder), environment)).toEqual([]);
    const again = await openTestDesk({ dataDirectory: restored, keyStore: KEYS, passphrase: PASSPHRASE });
    const client = again.client();
    await signIn(client);
    const { card } = valueOf(await client.registration.get({ documentId }));
    expect(Buffer.from(await readWhole(client, card.files[0]?.sha256 ?? '')).equals(letter)).toBe(true);
    expect((await checkIntegrity(again.rooms.store, {})).problems).toEqual([]);
  });

  it('[ARC-10] is told from one that was changed: its database is not restored, its files are named', async () => {
    const { folder, sealed, environment } = await backedUp();
    const key = await keyOf(folder);
    const restore = async () => {
      const target = path.join(temporaryFolder(), 'restored');
      await mkdir(target);
      return restoreSealedBackup(folder, target, key, environment);
    };
    const database = path.join(folder, 'desk.sqlite.sealed');
    for (const where of [10, 60, 5000, -1]) {
      flip(database, where);
      await expect(restore(), `byte ${where}`).rejects.toThrow(BlobDamaged);
      flip(database, where);
    }
    const [document = '', signature = ''] = sealed;
    const blob = (sha256: string): string => path.join(folder, 'blobs', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
    flip(blob(document));
    flip(blob(signature), 20);
    expect((await restore()).toSorted()).toEqual([document, signature].toSorted());
    flip(blob(document));
    flip(blob(signature), 20);
    expect(await restore()).toEqual([]);
  });

  it('[ARC-10] made again adds what is new, lets go what was destroyed, and keeps what the desk lost', async () => {
    const { dataDirectory, folder, sealed, environment } = await backedUp();
    const [lost = '', destroyed = '', spoilt = ''] = sealed;
    const blob = (root: string, sha256: string): string => path.join(root, 'blobs', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
    const again = await openTestDesk({ dataDirectory, keyStore: KEYS, passphrase: PASSPHRASE });
    const fresh = await again.rooms.store.blobs.write(Buffer.from('те, що прийшло потім'));
    const late = await again.rooms.store.blobs.write(Buffer.from('те, що зіпсувалося до копії'));
    again.rooms.store.database.prepare("INSERT INTO erasure_file (sha256, act_id, state) VALUES (?, 'act-1', 'gone')").run(destroyed);
    await again.close();
    rmSync(blob(dataDirectory, lost));
    rmSync(blob(dataDirectory, destroyed));
    flip(blob(dataDirectory, spoilt));
    flip(blob(dataDirectory, late.sha256));
    const made = await makeSealedBackup(dataDirectory, folder, await keyOf(dataDirectory), environment);
    expect(made).toMatchObject({ added: 1, removed: 1, damaged: [late.sha256] });
    const there = (sha256: string): boolean => statSync(blob(folder, sha256), { throwIfNoEntry: false }) !== undefined;
    expect([fresh.sha256, lost, destroyed, spoilt, late.sha256].map(there)).toEqual([true, true, false, true, false]);
    // The sound copy of what went bad at the desk stands.
    const target = path.join(temporaryFolder(), 'restored');
    await mkdir(target);
    expect(await restoreSealedBackup(folder, target, await keyOf(folder), environment)).toEqual([]);
  });

  it('is not mixed with that of another desk', async () => {
    const { folder, environment } = await backedUp();
    const other = await desk();
    await other.close();
    const before = readFileSync(path.join(folder, 'desk.sqlite.sealed'));
    await expect(makeSealedBackup(other.dataDirectory, folder, await keyOf(other.dataDirectory), environment)).rejects.toThrow(OtherDesksBackup);
    expect(readFileSync(path.join(folder, 'desk.sqlite.sealed')).equals(before)).toBe(true);
  });
});
