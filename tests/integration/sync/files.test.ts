import { hash, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { PIECE_LIMIT } from '#shared/contract/files.ts';
import { founderOf, joinedDesk, lineTo, officeServer, type OfficeDesk, registerLetter, settle } from '../../support/office-of-desks.ts';
import { fillDisk, smallDisk } from '../../support/small-disk.ts';
import { errorOf, PASSWORD, valueOf } from '../../support/test-desk.ts';

const MEGABYTE = 1024 * 1024;

/** Text that differs from line to line, so that it is as large on the way as on the disk. */
function longText(bytes: number, word: string): Buffer {
  return Buffer.concat([Buffer.from(`${word}\n`), Buffer.from(randomBytes(bytes / 2).toString('hex').replaceAll(/.{64}/g, '$&\n'))]).subarray(0, bytes);
}

async function readWhole(desk: OfficeDesk, sha256: string, size: number): Promise<Buffer> {
  const client = desk.client();
  valueOf(await client.session.signIn({ login: 'registrar', password: PASSWORD }));
  const parts: Uint8Array[] = [];
  for (let at = 0; at < size; at += PIECE_LIMIT) parts.push(valueOf(await client.files.read({ sha256, offset: at, length: PIECE_LIMIT })).piece);
  return Buffer.concat(parts);
}

const counters = ({ rooms }: OfficeDesk) => rooms.sync?.files?.counters();
const reportsOf = ({ rooms }: OfficeDesk) => rooms.store.database.prepare<[], string>('SELECT DISTINCT reports_sha256 FROM verification').pluck().all();

describe('files of two desks and their server', () => {
  it('follow the letter that was registered without a link, and are opened at the other desk', async () => {
    const office = await officeServer();
    const [first, second] = [await founderOf(office), await joinedDesk(office, 'second')];
    await settle(first);
    await settle(second);
    await office.stop();
    const bytes = longText(3 * MEGABYTE, 'електроенергія');
    const { sha256 } = await registerLetter(first, 'скан.txt', bytes);
    expect(await first.rooms.sync?.round()).toBe('unreachable');

    await office.start();
    await settle(first);
    expect(counters(first)).toMatchObject({ toSend: { files: 0 }, problems: 0 });
    const [organisation] = await office.node.server.administration.organisations();
    expect((await office.node.server.administration.storage(organisation?.organisation ?? '')).totals).toMatchObject({ missing: 0 });
    await settle(second);
    // The report of the check comes by itself, the scan when somebody opens it.
    expect(reportsOf(second)).not.toEqual([]);
    for (const report of reportsOf(second)) expect(second.rooms.store.blobs.has(report)).toBe(true);
    expect(second.rooms.store.blobs.has(sha256)).toBe(false);
    await second.rooms.extraction.look();
    expect(second.rooms.extraction.state()).toMatchObject({ queued: 0, held: 0, read: 0 });
    expect(hash('sha256', await readWhole(second, sha256, bytes.length))).toBe(sha256);
    expect(await second.rooms.store.blobs.isIntact(sha256)).toBe(true);
    // Its words are found from now on.
    await second.rooms.extraction.look();
    expect(second.rooms.extraction.state()).toMatchObject({ read: 1 });
    const report = valueOf(await second.client('check').session.signIn({ login: 'admin', password: PASSWORD }).then(() => second.client('check').desk.check({})));
    expect(report.problems).toEqual([]);
  });

  it('are asked for with a clear word where there is no link, or their desk has not sent them, and come when they can', async () => {
    const office = await officeServer();
    const [first, second] = [await founderOf(office), await joinedDesk(office, 'second')];
    const { sha256 } = await registerLetter(first, 'лист.txt', longText(200_000, 'перший'));
    // Operations alone reach the server: the desk is switched off before its files do.
    const { files } = first.rooms.sync ?? {};
    if (files === undefined || files === null) throw new Error('the desk has no files');
    const run = files.run.bind(files);
    files.run = async () => ({ end: 'done', ...files.counters() });
    await first.rooms.sync?.round();
    await settle(second);
    const client = second.client();
    valueOf(await client.session.signIn({ login: 'registrar', password: PASSWORD }));
    expect(errorOf(await client.files.read({ sha256, offset: 0, length: 10 }))).toMatchObject({ message: 'error.fileNotSent' });
    await office.stop();
    expect(errorOf(await client.files.read({ sha256, offset: 0, length: 10 }))).toMatchObject({ message: 'error.fileElsewhere' });
    // The history of its checks needs a report that did not come either, and says so.
    const documentId = second.rooms.store.database.prepare<[], string>('SELECT document_id FROM card').pluck().get() ?? '';
    expect(errorOf(await client.verification.history({ documentId }))).toMatchObject({ message: 'error.fileComing' });

    await office.start();
    files.run = run;
    await settle(first);
    second.environment.advance(3_600_000);
    await settle(second);
    expect(second.rooms.store.blobs.has(sha256)).toBe(true);
    valueOf(await client.session.signIn({ login: 'registrar', password: PASSWORD }));
    expect(valueOf(await client.files.read({ sha256, offset: 0, length: 12 })).piece.length).toBe(12);
  });

  it('show how far they are while a person waits, and can be given up and gone on with', async () => {
    const office = await officeServer();
    const { proxy, line } = await lineTo(office);
    const [first, second] = [await founderOf(office), await joinedDesk(line, 'second')];
    const bytes = longText(2 * MEGABYTE, 'довгий');
    const { sha256 } = await registerLetter(first, 'довгий.txt', bytes);
    await settle(first);
    await settle(second);
    const client = second.client();
    valueOf(await client.session.signIn({ login: 'registrar', password: PASSWORD }));
    proxy.faults.bytesPerSecond = 500_000;
    const progress: (number | null)[] = [];
    const reading = client.files.read({ sha256, offset: 0, length: 10 });
    for (let waited = 0; waited < 400; waited += 1) {
      const [job] = valueOf(await client.desk.status({})).jobs.filter(({ title }) => title === 'job.fetchFile');
      progress.push(job?.progress ?? null);
      if ((job?.progress ?? 0) > 0) {
        valueOf(await client.jobs.cancel({ jobId: job?.jobId ?? '' }));
        break;
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(errorOf(await reading)).toMatchObject({ code: 'cancelled' });
    expect(progress.at(-1)).toBeGreaterThan(0);
    proxy.faults.bytesPerSecond = null;
    const before = proxy.passed.down;
    expect(hash('sha256', await readWhole(second, sha256, bytes.length))).toBe(sha256);
    expect(proxy.passed.down - before).toBeLessThan(bytes.length);
  });

  it('of documents that are passed to a person of this desk come by themselves', async () => {
    const office = await officeServer();
    const [first, second] = [await founderOf(office), await joinedDesk(office, 'second')];
    valueOf(await second.client().session.signIn({ login: 'registrar', password: PASSWORD }));
    const other = await registerLetter(first, 'чужий.txt', longText(50_000, 'чужий'));
    const passed = await registerLetter(first, 'наш.txt', longText(50_000, 'наш'));
    const registrar = first.rooms.store.database.prepare<[], string>("SELECT account_id FROM account WHERE login = 'registrar'").pluck().get() ?? '';
    first.rooms.store.commit((transaction) => transaction.append({ kind: 'card.readersAdded', entity: passed.documentId, stream: 'main', actor: null, payload: { documentId: passed.documentId, accountIds: [registrar] } }));
    await settle(first);
    await settle(second);
    expect([other, passed].map(({ sha256 }) => second.rooms.store.blobs.has(sha256))).toEqual([false, true]);
  });

  it('go on where they were after a stop of the desk, on their way there and back', async () => {
    const office = await officeServer();
    const { proxy, line } = await lineTo(office);
    const first = await founderOf(line);
    const second = await joinedDesk(line, 'second');
    const bytes = longText(4 * MEGABYTE, 'великий');
    const { sha256 } = await registerLetter(first, 'великий.txt', bytes);
    proxy.cutAfter(2.5 * MEGABYTE, 'up');
    await first.rooms.sync?.round();
    expect(proxy.cuts).toBe(1);
    expect(counters(first)?.toSend.files).toBe(1);
    await first.close();
    const again = await first.again();
    let before = proxy.passed.up;
    await settle(again);
    // From the beginning it would be more than four.
    expect(proxy.passed.up - before).toBeLessThan(3.7 * MEGABYTE);

    await settle(second);
    second.rooms.sync?.files?.want({ sha256 });
    proxy.cutAfter(2.5 * MEGABYTE, 'down');
    await second.rooms.sync?.round();
    expect(proxy.cuts).toBe(2);
    await second.close();
    const secondAgain = await second.again();
    before = proxy.passed.down;
    await settle(secondAgain);
    expect(proxy.passed.down - before).toBeLessThan(3.7 * MEGABYTE);
    expect(await secondAgain.rooms.store.blobs.isIntact(sha256)).toBe(true);
  });

  it('are not taken into the store when the server gives other bytes', async () => {
    const office = await officeServer();
    const [first, second] = [await founderOf(office), await joinedDesk(office, 'second')];
    const bytes = longText(300_000, 'справжній');
    const { sha256 } = await registerLetter(first, 'справжній.txt', bytes);
    await settle(first);
    await settle(second);
    const stored = path.join(office.dataDirectory, 'blobs', 'sha256', sha256.slice(0, 2), sha256);
    writeFileSync(stored, longText(300_000, 'підмінений'));
    second.rooms.sync?.files?.want({ sha256 });
    await second.rooms.sync?.round();
    expect(second.rooms.store.blobs.has(sha256)).toBe(false);
    expect(counters(second)).toMatchObject({ wanted: { files: 1 }, problems: 1 });
    writeFileSync(stored, bytes);
    second.environment.advance(3_600_000);
    await settle(second);
    expect(await second.rooms.store.blobs.isIntact(sha256)).toBe(true);
  });

  it.each(['files.uploadBegun', 'files.sent'])('are sent once in the end where the desk dies at %s', async (place) => {
    const office = await officeServer();
    const first = await founderOf(office);
    const { sha256 } = await registerLetter(first, 'лист.txt', longText(150_000, 'лист'));
    await expect(dyingAt(first, place)).rejects.toThrow(`died at ${place}`);
    await first.close();
    const again = await first.again();
    await settle(again);
    expect(counters(again)).toMatchObject({ toSend: { files: 0 }, problems: 0 });
    const second = await joinedDesk(office, 'second');
    second.rooms.sync?.files?.want({ sha256 });
    await settle(second);
    expect(await second.rooms.store.blobs.isIntact(sha256)).toBe(true);
  });

  it.each(['blob.beforeRename', 'blob.afterRename', 'files.arrived'])('are here whole or not at all where the desk dies at %s', async (place) => {
    const office = await officeServer();
    const [first, second] = [await founderOf(office), await joinedDesk(office, 'second')];
    const { sha256 } = await registerLetter(first, 'лист.txt', longText(150_000, 'лист'));
    await settle(first);
    await settle(second);
    second.rooms.sync?.files?.want({ sha256 });
    await expect(dyingAt(second, place)).rejects.toThrow(`died at ${place}`);
    await second.close();
    const again = await second.again();
    expect(again.rooms.store.blobs.has(sha256)).toBe(place !== 'blob.beforeRename');
    await settle(again);
    expect(await again.rooms.store.blobs.isIntact(sha256)).toBe(true);
    expect(counters(again)).toMatchObject({ wanted: { files: 0 } });
  });

  it('find no room on a full disk, which is said, and come when there is some', async (context) => {
    const disk = smallDisk(24);
    if (disk === null) context.skip('this account may not mount a small disk');
    const office = await officeServer();
    const first = await founderOf(office);
    const bytes = longText(4 * MEGABYTE, 'великий');
    const { sha256 } = await registerLetter(first, 'великий.txt', bytes);
    await settle(first);
    const second = await joinedDesk(office, 'second', { dataDirectory: path.join(disk ?? '', 'desk') });
    await settle(second);
    const client = second.client();
    valueOf(await client.session.signIn({ login: 'registrar', password: PASSWORD }));
    // Room for the database, not for the file.
    const makeRoom = fillDisk(disk ?? '', 2048);
    expect(errorOf(await client.files.read({ sha256, offset: 0, length: 10 }))).toMatchObject({ message: 'error.diskFull' });
    expect(second.rooms.store.blobs.has(sha256)).toBe(false);
    makeRoom();
    second.environment.advance(60_000);
    await settle(second);
    expect(await second.rooms.store.blobs.isIntact(sha256)).toBe(true);
  });
});

/** A round in which the desk dies at a named place, as far as files are concerned. */
async function dyingAt({ rooms, environment }: OfficeDesk, place: string): Promise<unknown> {
  environment.crashPoint = (name) => {
    if (name === place) throw new Error(`died at ${name}`);
  };
  return rooms.sync?.round();
}
