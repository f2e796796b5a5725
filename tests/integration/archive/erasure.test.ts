import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Client } from '#shared/rpc/client.ts';
import { checkIntegrity } from '../../../src-main/desk/integrity.ts';
import { compareWithLog, rebuildProjections } from '../../../src-main/store/projections/rebuild.ts';
import { loadFonts, makeTextPdf } from '../../../src-main/pdf/index.ts';
import { closeCase, destroyCases, holdCase, liftHold, refusedOf } from '../../support/destroyed-case.ts';
import { foundInBlobs, rawlyFound } from '../../support/found-on-disk.ts';
import { errorOf, openOffice, openTestDesk, PROJECT_ROOT, signIn, someRequisites, type TestDesk, upload, valueOf } from '../../support/test-desk.ts';

/** Words of the file alone; the last one is what the index holds of them, whatever stands before it there. */
const WORDS = ['Шовкопрядильна таємниця', 'xylophqzor', 'lophqz'];
const TEXT = `Шовкопрядильна таємниця: xylophqzor. ${'Просимо надати інформацію. '.repeat(20)}`;
const HOUR = 60 * 60 * 1000;
const SHARED = 'Положення, що лежить у двох справах';

const pdf = async (text: string): Promise<Uint8Array> => makeTextPdf({ title: 'Лист', paragraphs: [text], fonts: await loadFonts(path.join(PROJECT_ROOT, 'resources', 'fonts')), createdAt: '2026-03-01T00:00:00.000Z' });

async function register(test: Pick<TestDesk, 'rooms'>, client: Client, files: readonly { readonly fileName: string; readonly bytes: Uint8Array }[]): Promise<string> {
  const handed = [];
  for (const { fileName, bytes } of files) handed.push({ sha256: (await upload(client, fileName, bytes)).sha256, fileName });
  const [first] = valueOf(await client.intake.receive({ files: handed })).letters;
  const letterId = first?.letterId ?? '';
  for (const { letterId: other } of valueOf(await client.intake.list({})).letters) if (other !== letterId) valueOf(await client.intake.join({ letterId: other, intoLetterId: letterId }));
  await test.rooms.intake.settled(letterId);
  return valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId, requisites: await someRequisites(client) })).documentId;
}

async function indexed({ rooms }: Pick<TestDesk, 'rooms'>): Promise<void> {
  await rooms.extraction.look();
  while (rooms.searchIndex.indexQueued() > 0);
}

/** Files of a document, with reports of the checks of letters that went into its own. */
const filesOf = ({ rooms }: Pick<TestDesk, 'rooms'>, documentId: string): string[] =>
  rooms.store.database
    .prepare<{ id: string }, string>(
      `WITH named AS (SELECT kind, json_extract(CAST(body AS TEXT), '$.payload') AS payload FROM operation),
         own AS (SELECT letter_id FROM card WHERE document_id = @id),
         joined AS (SELECT payload ->> 'letterId' AS letter_id FROM named WHERE kind = 'letter.joined' AND payload ->> 'intoLetterId' IN (SELECT letter_id FROM own))
       SELECT sha256 FROM card_file WHERE document_id = @id UNION SELECT sha256 FROM copy WHERE document_id = @id UNION SELECT reports_sha256 FROM verification WHERE document_id = @id
       UNION SELECT payload ->> 'reportsSha256' FROM named WHERE kind = 'verification.recorded' AND payload ->> 'letterId' IN (SELECT letter_id FROM own UNION SELECT letter_id FROM joined)`,
    )
    .pluck()
    .all({ id: documentId });
const reportsOf = ({ rooms }: Pick<TestDesk, 'rooms'>) => rooms.store.database.prepare('SELECT act_id, place_key, cases, files_removed, files_kept, cases_held FROM destruction_report').all();
const rawBytes = (bytes: Uint8Array): Uint8Array => bytes.subarray(Math.floor(bytes.length / 2), Math.floor(bytes.length / 2) + 64);

/** An office with a document of unique words and bytes, whatever is made of it, and a second one that shares a file with it. */
async function officeWithCase() {
  const test = await openOffice();
  const { client } = test;
  const letter = await pdf(TEXT);
  const shared = new TextEncoder().encode(SHARED);
  const plain = new TextEncoder().encode(TEXT);
  const documentId = await register(test, client, [{ fileName: 'лист.pdf', bytes: letter }, { fileName: 'текст.txt', bytes: plain }, { fileName: 'положення.txt', bytes: shared }]);
  const other = await register(test, client, [{ fileName: 'інше.txt', bytes: new TextEncoder().encode('Інший лист') }, { fileName: 'положення.txt', bytes: shared }]);
  const copy = valueOf(await client.registration.makeCopy({ documentId, form: 'stamped' }));
  const protocol = valueOf(await client.registration.makeCopy({ documentId, form: 'protocol' }));
  await indexed(test);
  // Nothing is in anybody's hands any more.
  test.environment.advance(2 * HOUR);
  await signIn(client);
  closeCase(test.rooms, 'case-1', [documentId]);
  return { ...test, letter, documentId, other, made: [copy.sha256, protocol.sha256] };
}

describe('a destroyed case', () => {
  it('[ARC-04] [C.7.6] is found nowhere at the desk: not in files, words, index, write-ahead log or backups, with the key in hand or without', async () => {
    const { rooms, client, dataDirectory, letter, documentId, other, made } = await officeWithCase();
    const { backups } = { backups: path.join(dataDirectory, 'backups') };
    mkdirSync(backups, { recursive: true });
    rooms.store.database.prepare('VACUUM INTO ?').run(path.join(backups, 'before-migration-from-160.sqlite'));
    // The same look finds all of it before.
    expect(rawlyFound(dataDirectory, [WORDS[0] ?? '']).map((name) => path.basename(name))).toEqual(expect.arrayContaining(['before-migration-from-160.sqlite']));
    expect(rawlyFound(dataDirectory, [WORDS[2] ?? '']).length).toBeGreaterThan(1);
    expect(valueOf(await client.search.page({ text: 'xylophqzor' })).rows.map((row) => row.documentId)).toEqual([documentId]);
    const sealed = filesOf({ rooms }, documentId);
    for (const sha256 of made) expect(sealed).toContain(sha256);
    expect(await foundInBlobs(rooms.store, [rawBytes(letter), 'xylophqzor'])).not.toEqual([]);
    const chunks = sealed.map((sha256) => [sha256, readFileSync(path.join(dataDirectory, 'blobs', sha256.slice(0, 2), sha256.slice(2, 4), sha256)).subarray(0, 88)] as const);

    destroyCases(rooms, 'act-1', ['case-1']);
    expect(refusedOf(rooms)).toEqual([]);
    rooms.erasure.kick();
    await rooms.erasure.settled();

    const sharedFiles = filesOf({ rooms }, other);
    for (const sha256 of sealed) expect([sha256, rooms.store.blobs.has(sha256)]).toEqual([sha256, sharedFiles.includes(sha256)]);
    expect(rawlyFound(dataDirectory, WORDS)).toEqual([]);
    expect(await foundInBlobs(rooms.store, [rawBytes(letter), ...WORDS])).toEqual([]);
    // The wrapped keys are gone as well.
    for (const [sha256, header] of chunks) if (!sharedFiles.includes(sha256)) expect(rawlyFound(dataDirectory, [header])).toEqual([]);
    expect(readdirSync(backups)).toEqual(['after-destruction.sqlite']);
    expect(existsSync(path.join(dataDirectory, 'printing')) ? readdirSync(path.join(dataDirectory, 'printing')) : []).toEqual([]);
    expect(readdirSync(path.join(dataDirectory, 'blobs', 'unfinished'))).toEqual([]);
    expect(valueOf(await client.search.page({ text: 'xylophqzor' })).rows).toEqual([]);

    // What lawfully stays: the other card with the same bytes, this card and its history.
    expect(await foundInBlobs(rooms.store, [SHARED])).toHaveLength(1);
    const { card } = valueOf(await client.registration.get({ documentId }));
    expect(card.subject).toBe('Про надання інформації щодо архівних справ');
    expect(errorOf(await client.files.read({ sha256: sealed.find((sha256) => !sharedFiles.includes(sha256) && card.files.some((file) => file.sha256 === sha256)) ?? '', offset: 0, length: 10 }))).toMatchObject({ message: 'error.documentDestroyed' });
    expect(reportsOf({ rooms })).toEqual([{ act_id: 'act-1', place_key: rooms.store.identity.desk, cases: 1, files_removed: sealed.filter((sha256) => !sharedFiles.includes(sha256)).length, files_kept: sealed.filter((sha256) => sharedFiles.includes(sha256)).length, cases_held: 0 }]);
    expect((await checkIntegrity(rooms.store, {})).problems).toEqual([]);
    expect(compareWithLog(rooms.store.database, rooms.store.log)).toEqual([]);
    // Once is enough.
    rooms.erasure.kick();
    await rooms.erasure.settled();
    expect(rooms.store.log.ofEntity('act-1').filter(({ kind }) => kind === 'destruction.placeReported')).toHaveLength(1);
  });

  it('[ARC-04] is asked about nowhere any more: neither for timestamps nor for another check', async () => {
    const { rooms, client, documentId } = await officeWithCase();
    const file = { fileName: 'лист.p7s', mediaType: 'application/pkcs7-signature', role: 'signature' as const, ...(await rooms.store.blobs.write(Buffer.from('підпис'))) };
    rooms.store.commit((transaction) =>
      transaction.append({ kind: 'signature.made', entity: documentId, stream: 'main', actor: null, payload: { signatureId: 's-1', letterId: null, documentId, ofSha256: 'a'.repeat(64), file, signer: 'А', certificate: 'b'.repeat(64), timestamp: 'pending' } }),
    );
    expect(valueOf(await client.signing.completeTimestamps({})).pending).toBe(1);
    destroyCases(rooms, 'act-1', ['case-1']);
    rooms.erasure.kick();
    await rooms.erasure.settled();
    expect(rooms.store.blobs.has(file.sha256)).toBe(false);
    expect(valueOf(await client.signing.completeTimestamps({})).pending).toBe(0);
    rooms.store.database.prepare("INSERT INTO recheck (kind, id, cause, asked, failures, next_at) VALUES ('document', ?, 'evidence', 0, 0, '')").run(documentId);
    rooms.store.database.prepare("UPDATE verification SET verdict = 'undetermined' WHERE document_id = ?").run(documentId);
    rooms.evidence.look();
    await rooms.evidence.settled();
    expect(rooms.store.database.prepare('SELECT count(*) FROM recheck').pluck().get()).toBe(0);
  });

  it.each(['before', 'after'] as const)('[ARC-04] is gone also where the tables are read anew %s its files went, and is reported once', async (order) => {
    const { rooms, client, documentId, other, dataDirectory } = await officeWithCase();
    const { database, log, blobs } = rooms.store;
    const sealed = filesOf({ rooms }, documentId);
    const ofOther = new Set(filesOf({ rooms }, other));
    destroyCases(rooms, 'act-1', ['case-1']);
    const erase = async (): Promise<void> => {
      rooms.erasure.kick();
      await rooms.erasure.settled();
    };
    if (order === 'after') await erase();
    await rebuildProjections(database, log, async () => undefined);
    await erase();
    expect(sealed.filter((sha256) => blobs.has(sha256)).toSorted()).toEqual(sealed.filter((sha256) => ofOther.has(sha256)).toSorted());
    expect(rawlyFound(dataDirectory, WORDS)).toEqual([]);
    expect(reportsOf({ rooms })).toHaveLength(1);
    expect(log.ofEntity('act-1').filter(({ kind }) => kind === 'destruction.placeReported')).toHaveLength(1);
    expect(errorOf(await client.registration.recheck({ documentId })).message).toBe('error.documentDestroyed');
    expect(compareWithLog(database, log)).toEqual([]);
  });

  it('[C.7.7] under a hold keeps everything until it is lifted', async () => {
    const { rooms, dataDirectory, documentId, other } = await officeWithCase();
    destroyCases(rooms, 'act-1', ['case-1']);
    // The act came before it in the order; what lies here is kept all the same.
    holdCase(rooms, 'hold-1', 'case-1');
    rooms.erasure.kick();
    await rooms.erasure.settled();
    const files = filesOf({ rooms }, documentId);
    for (const sha256 of files) expect(rooms.store.blobs.has(sha256)).toBe(true);
    expect(rawlyFound(dataDirectory, WORDS)).not.toEqual([]);
    expect(reportsOf({ rooms })).toMatchObject([{ cases: 0, files_removed: 0, cases_held: 1 }]);
    liftHold(rooms, 'hold-1');
    rooms.erasure.kick();
    await rooms.erasure.settled();
    const stays = files.filter((sha256) => filesOf({ rooms }, other).includes(sha256));
    expect(files.filter((sha256) => rooms.store.blobs.has(sha256))).toEqual(stays);
    expect(rawlyFound(dataDirectory, WORDS)).toEqual([]);
    expect(reportsOf({ rooms })).toMatchObject([{ cases: 1, files_removed: files.length - stays.length, cases_held: 0 }]);
  });

  it('[ARC-04] is reported by each desk for itself alone', async () => {
    const { rooms } = await officeWithCase();
    rooms.store.commit((transaction) =>
      transaction.append({ kind: 'destruction.placeReported', entity: 'act-1', stream: 'main', actor: null, payload: { actId: 'act-1', place: { kind: 'desk', deskId: 'another desk', code: '2' }, cases: 1, filesRemoved: 1, filesKept: 0 } }),
    );
    expect(reportsOf({ rooms })).toMatchObject([{ place_key: rooms.store.identity.desk }]);
  });

  it('[ARC-04] takes a file that two cases shared with the second of them', async () => {
    const { rooms, other } = await officeWithCase();
    const [shared = ''] = await foundInBlobs(rooms.store, [SHARED]);
    destroyCases(rooms, 'act-1', ['case-1']);
    rooms.erasure.kick();
    await rooms.erasure.settled();
    expect(rooms.store.blobs.has(shared)).toBe(true);
    closeCase(rooms, 'case-2', [other]);
    destroyCases(rooms, 'act-2', ['case-2']);
    rooms.erasure.kick();
    await rooms.erasure.settled();
    expect(rooms.store.blobs.has(shared)).toBe(false);
  });

  it('[ARC-04] takes every package with it that holds one of its documents, and leaves the others', async () => {
    const { rooms, client, letter, documentId, other, dataDirectory } = await officeWithCase();
    closeCase(rooms, 'case-2', [other]);
    const make = async (format: 'bagit' | 'eark', caseIds: string[]) => valueOf(await client.packages.make({ packageId: crypto.randomUUID(), format, caseIds, madeFor: 'Державний архів' }));
    const [bag, both, stays] = [await make('bagit', ['case-1']), await make('eark', ['case-2', 'case-1']), await make('bagit', ['case-2'])];
    // The case is opened again, and its document goes on in another one, while the packages name the former.
    const { store } = rooms;
    store.commit((transaction) => transaction.append({ kind: 'case.reopened', entity: 'case-1', stream: 'main', actor: null, basedOn: store.log.lastOfEntity('case-1'), payload: { caseId: 'case-1', reason: 'помилка' } }));
    closeCase(rooms, 'case-3', [documentId]);
    expect(await foundInBlobs(store, [rawBytes(letter)])).toEqual(expect.arrayContaining([bag.sha256, both.sha256]));
    const headers = [bag, both].map(({ sha256 }) => readFileSync(path.join(dataDirectory, 'blobs', sha256.slice(0, 2), sha256.slice(2, 4), sha256)).subarray(0, 88));

    destroyCases(rooms, 'act-1', ['case-3']);
    expect(refusedOf(rooms)).toEqual([]);
    rooms.erasure.kick();
    await rooms.erasure.settled();

    expect(await foundInBlobs(store, [rawBytes(letter), ...WORDS])).toEqual([]);
    expect(rawlyFound(dataDirectory, headers)).toEqual([]);
    const list = new Map(valueOf(await client.packages.list({})).made.map((one) => [one.packageId, one]));
    for (const { packageId, sha256 } of [bag, both]) {
      expect(list.get(packageId)).toMatchObject({ here: false, removedWith: '1' });
      expect(errorOf(await client.files.read({ sha256, offset: 0, length: 10 }))).toMatchObject({ message: 'error.fileDestroyed' });
    }
    expect(list.get(stays.packageId)).toMatchObject({ here: true, removedWith: null });
    expect(await foundInBlobs(store, [SHARED])).toContain(stays.sha256);
    const sealed = filesOf({ rooms }, documentId).filter((sha256) => !filesOf({ rooms }, other).includes(sha256));
    expect(reportsOf({ rooms })).toMatchObject([{ cases: 1, files_removed: sealed.length + 2 }]);
    expect((await checkIntegrity(store, {})).problems).toEqual([]);
    expect(compareWithLog(store.database, store.log)).toEqual([]);
  });

  it('[ARC-04] [C.7.7] keeps its packages under a hold, also where the desk has lost the list of what is in them', async () => {
    const { rooms, client } = await officeWithCase();
    const made = valueOf(await client.packages.make({ packageId: crypto.randomUUID(), format: 'bagit', caseIds: ['case-1'], madeFor: 'Державний архів' }));
    rooms.store.database.exec('DELETE FROM package_content');
    destroyCases(rooms, 'act-1', ['case-1']);
    holdCase(rooms, 'hold-1', 'case-1');
    rooms.erasure.kick();
    await rooms.erasure.settled();
    expect(rooms.store.blobs.has(made.sha256)).toBe(true);
    liftHold(rooms, 'hold-1');
    rooms.erasure.kick();
    await rooms.erasure.settled();
    expect(rooms.store.blobs.has(made.sha256)).toBe(false);
  });

  it('[ARC-04] leaves no package that was under way when the case was destroyed', async () => {
    const { rooms, client, dataDirectory, letter } = await officeWithCase();
    const making = client.packages.make({ packageId: crypto.randomUUID(), format: 'bagit', caseIds: ['case-1'], madeFor: 'Державний архів' });
    const unfinished = path.join(dataDirectory, 'blobs', 'unfinished');
    const until = Date.now() + 10_000;
    while (readdirSync(unfinished).length === 0 && Date.now() < until) await new Promise((resolve) => setImmediate(resolve));
    destroyCases(rooms, 'act-1', ['case-1']);
    expect(errorOf(await making)).toMatchObject({ message: 'error.packageCaseNotClosed' });
    rooms.erasure.kick();
    await rooms.erasure.settled();
    expect(readdirSync(unfinished)).toEqual([]);
    expect(await foundInBlobs(rooms.store, [rawBytes(letter)])).toEqual([]);
    expect(valueOf(await client.packages.list({})).made).toEqual([]);
  });

  it('[ARC-04] stays destroyed where its files are put back beside a newer log, and lets the same bytes come as something new', async () => {
    const { rooms, client, close, dataDirectory, documentId, environment } = await officeWithCase();
    const files = filesOf({ rooms }, documentId);
    const kept = new Map<string, Buffer>();
    for (const sha256 of files) kept.set(sha256, readFileSync(path.join(dataDirectory, 'blobs', sha256.slice(0, 2), sha256.slice(2, 4), sha256)));
    destroyCases(rooms, 'act-1', ['case-1']);
    rooms.erasure.kick();
    await rooms.erasure.settled();
    const gone = files.filter((sha256) => !rooms.store.blobs.has(sha256));
    expect(gone.length).toBeGreaterThan(3);
    // A person brings the same letter once more: it is a new one.
    const again = await upload(client, 'текст.txt', new TextEncoder().encode(TEXT));
    expect(gone).toContain(again.sha256);
    valueOf(await client.intake.receive({ files: [{ sha256: again.sha256, fileName: 'текст.txt' }] }));
    const reported = reportsOf({ rooms });
    rooms.erasure.kick();
    await rooms.erasure.settled();
    // What had gone had gone.
    expect(reportsOf({ rooms })).toEqual(reported);
    await close();
    for (const sha256 of gone) if (sha256 !== again.sha256) writeFileSync(path.join(dataDirectory, 'blobs', sha256.slice(0, 2), sha256.slice(2, 4), sha256), kept.get(sha256) ?? '');

    const next = await openTestDesk({ dataDirectory, environment });
    await signIn(next.client());
    await next.rooms.erasure.settled();
    for (const sha256 of gone) expect([sha256, next.rooms.store.blobs.has(sha256)]).toEqual([sha256, sha256 === again.sha256]);
    expect((await next.rooms.store.blobs.read(again.sha256)).toString('utf8')).toBe(TEXT);
    await indexed(next);
    expect(next.rooms.store.database.prepare('SELECT count(*) FROM document_text WHERE sha256 = ?').pluck().get(again.sha256)).toBe(1);
  });
});
