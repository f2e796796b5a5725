import { spawnSync } from 'node:child_process';
import { hash, randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { SyncedFiles } from '../../../src-main/sync/files/synced-files.ts';
import { founderOf, joinedDesk, officeServer, type OfficeDesk, registerLetter, settle } from '../../support/office-of-desks.ts';
import { fillDisk, smallDisk } from '../../support/small-disk.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { errorOf, signIn, valueOf } from '../../support/test-desk.ts';

const CHANCERY = path.resolve(import.meta.dirname, '..', '..', '..', 'bin', 'chancery');
const scan = (bytes: number, word: string): Buffer => Buffer.concat([Buffer.from(`${word}\n`), Buffer.from(randomBytes(bytes / 2).toString('hex').replaceAll(/.{64}/g, '$&\n'))]);
const counters = ({ rooms }: OfficeDesk) => rooms.sync?.files?.counters();

/** Two desks; the far one is without a link from its first day on, and both have letters with scans. */
async function stickOffice(drive = path.join(temporaryFolder(), 'STICK')) {
  mkdirSync(drive, { recursive: true });
  const house = await officeServer();
  const [first, far] = [await founderOf(house, { drives: [drive] }), await joinedDesk(house, 'far', { drives: [drive] })];
  await settle(first);
  await settle(far);
  const command = (...words: string[]) => spawnSync(process.execPath, [CHANCERY, 'server', 'bundle', ...words, '--data', house.dataDirectory], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'en_GB.UTF-8' } });
  const total = async () => {
    const [organisation] = await house.node.server.administration.organisations();
    return (await house.node.server.administration.storage(organisation?.organisation ?? '')).totals;
  };
  return { house, first, far, drive, command, total };
}

async function written(desk: OfficeDesk, drive: string): Promise<string> {
  await signIn(desk.client());
  return path.join(drive, valueOf(await desk.client().stick.write({ drive })).fileName);
}

describe('exchange by a stick, files and all', () => {
  it('carries letters with their scans to the server, and those that a person waits for back', async () => {
    const { house, first, far, drive, command, total } = await stickOffice();
    const [ours, theirs] = [scan(2_000_000, 'ближній'), scan(700_000, 'далекий')];
    const near = await registerLetter(first, 'ближній.txt', ours);
    await settle(first);
    const own = await registerLetter(far, 'далекий.txt', theirs);

    const client = far.client();
    const before = valueOf(await client.stick.list({}));
    expect(before.drives).toEqual([{ id: drive, name: 'STICK', free: expect.any(Number) as number, answers: [] }]);
    const made = valueOf(await client.stick.write({ drive }));
    expect(made).toMatchObject({ fileName: expect.stringMatching(/^desk-2 .*\.chancery-bundle$/) as string, left: 0 });
    // The scan and the report of its check.
    expect(made.files).toBeGreaterThanOrEqual(2);
    const question = path.join(drive, made.fileName);
    expect(statSync(question).size).toBe(made.bytes);
    expect(readFileSync(question).includes('далекий')).toBe(false);
    expect(command(question, path.join(drive, 'answer'))).toMatchObject({ status: 0, stderr: expect.stringContaining(`Files that came: ${made.files}, of which the server holds: ${made.files}.`) as string });
    expect(await total()).toMatchObject({ missing: 0 });

    const { drives } = valueOf(await client.stick.list({}));
    expect(drives[0]?.answers).toEqual([{ fileName: 'answer', size: statSync(path.join(drive, 'answer')).size, modifiedAt: expect.any(String) as string }]);
    // It is for this desk: the other one is not even shown it.
    await signIn(first.client());
    expect(valueOf(await first.client().stick.list({})).drives[0]?.answers).toEqual([]);
    const taken = valueOf(await client.stick.read({ drive, fileName: 'answer' }));
    expect(taken).toMatchObject({ more: false, left: 0, delivered: made.files });
    // What the program itself reads of others came by itself, the scan did not.
    expect(taken.files).toBeGreaterThanOrEqual(1);
    expect(far.rooms.store.blobs.has(near.sha256)).toBe(false);
    expect(counters(far)).toMatchObject({ toSend: { files: 0 }, wanted: { files: 0 } });

    // A person opens the card of the other desk: its scan comes with the next stick.
    await house.stop();
    expect(errorOf(await client.files.read({ sha256: near.sha256, offset: 0, length: 10 }))).toMatchObject({ message: 'error.fileElsewhere' });
    rmSync(path.join(drive, 'answer'));
    const second = await written(far, drive);
    expect(command(second, path.join(drive, 'answer')).status).toBe(0);
    expect(valueOf(await far.client().stick.read({ drive, fileName: 'answer' }))).toMatchObject({ files: 1, left: 0 });
    expect(hash('sha256', await far.rooms.store.blobs.read(near.sha256))).toBe(hash('sha256', ours));
    // The same answer once more changes nothing, by whatever way it is read.
    expect(valueOf(await far.client().sync.readBundle({ bytes: Uint8Array.from(readFileSync(path.join(drive, 'answer'))) }))).toMatchObject({ taken: 0, sent: 0 });
    expect(valueOf(await far.client().stick.read({ drive, fileName: 'answer' }))).toMatchObject({ taken: 0, sent: 0, files: 0 });
    await house.start();
    await settle(first);
    expect(valueOf(await first.client().files.read({ sha256: own.sha256, offset: 0, length: 14 })).piece.length).toBe(14);
    expect(hash('sha256', await first.rooms.store.blobs.read(own.sha256))).toBe(own.sha256);
  });

  it('loses one file and no other where the stick lies damaged, and sends it with the next one', async () => {
    const { far, drive, command, total } = await stickOffice();
    const { sha256 } = await registerLetter(far, 'лист.txt', scan(600_000, 'лист'));
    const question = await written(far, drive);
    const bytes = readFileSync(question);
    // The largest file stands last.
    bytes[bytes.length - 100_000] = (bytes.at(-100_000) ?? 0) ^ 1;
    writeFileSync(question, bytes);
    const told = command(question, path.join(drive, 'answer'));
    expect(told.status).toBe(0);
    expect(await total()).toMatchObject({ missing: 1 });
    valueOf(await far.client().stick.read({ drive, fileName: 'answer' }));
    expect(counters(far)).toMatchObject({ toSend: { files: 1 } });
    rmSync(path.join(drive, 'answer'));
    expect(command(await written(far, drive), path.join(drive, 'answer')).status).toBe(0);
    expect(await total()).toMatchObject({ missing: 0 });
    expect(valueOf(await far.client().stick.read({ drive, fileName: 'answer' }))).toMatchObject({ delivered: 1 });
    expect(counters(far)).toMatchObject({ toSend: { files: 0 } });
    expect(await far.rooms.store.blobs.isIntact(sha256)).toBe(true);
  });

  it('sends all other files where one of its own lies damaged at the desk', async () => {
    const { far, drive, command, total } = await stickOffice();
    const bad = await registerLetter(far, 'поганий.txt', scan(300_000, 'поганий'));
    await registerLetter(far, 'добрий.txt', scan(500_000, 'добрий'));
    const { path: place } = await far.rooms.store.blobs.locate(bad.sha256);
    const sealed = readFileSync(place);
    sealed[sealed.length - 1000] = (sealed.at(-1000) ?? 0) ^ 1;
    writeFileSync(place, sealed);
    expect(command(await written(far, drive), path.join(drive, 'answer')).status).toBe(0);
    expect(await total()).toMatchObject({ missing: 1 });
    valueOf(await far.client().stick.read({ drive, fileName: 'answer' }));
    expect(counters(far)).toMatchObject({ toSend: { files: 1 }, problems: 1 });
  });

  it('carries no file again that the server refused, until an operation that it may accept names it', async () => {
    const { far, drive, command } = await stickOffice();
    const { sha256 } = await registerLetter(far, 'лист.txt', scan(100_000, 'лист'));
    const { files } = far.rooms.sync ?? {};
    if (files === undefined || files === null) throw new Error('the desk has no files');
    const ownSeq = far.rooms.store.log.ownEnd().deskSeq;
    const synced = new SyncedFiles(far.rooms.store.database);
    await files.carriage.follow();
    const undelivered = async (): Promise<string[]> => (await files.carriage.undelivered(ownSeq + 1)).map((file) => file.sha256);
    expect(await undelivered()).toContain(sha256);
    files.carriage.answered({ held: [], refused: [sha256] });
    expect(await undelivered()).not.toContain(sha256);
    const question = await written(far, drive);
    expect(command(question, path.join(drive, 'answer')).status).toBe(0);
    expect(counters(far)?.toSend.files).toBeGreaterThan(0);
    synced.name({ sha256, size: null, use: 'document' }, ownSeq + 1, true, 0);
    expect(await undelivered()).toContain(sha256);
  });

  it('is refused before anything is taken where the file was cut off, on either way', async () => {
    const { far, first, drive, command } = await stickOffice();
    await registerLetter(first, 'перший.txt', scan(50_000, 'перший'));
    await settle(first);
    await registerLetter(far, 'лист.txt', scan(200_000, 'лист'));
    const question = await written(far, drive);
    const whole = readFileSync(question);
    writeFileSync(path.join(drive, 'short'), whole.subarray(0, whole.length - 5000));
    const told = command(path.join(drive, 'short'), path.join(drive, 'answer'));
    expect(told).toMatchObject({ status: 1, stderr: expect.stringContaining('Nothing was changed') as string });
    expect(readdirSync(drive).filter((name) => name.startsWith('answer'))).toEqual([]);
    expect(command(question, path.join(drive, 'answer')).status).toBe(0);
    // An answer that is there is never replaced.
    expect(command(question, path.join(drive, 'answer'))).toMatchObject({ status: 1 });
    const answer = readFileSync(path.join(drive, 'answer'));
    writeFileSync(path.join(drive, 'cut'), answer.subarray(0, answer.length - 10));
    const cards = (): number => far.rooms.store.database.prepare<[], number>('SELECT count(*) FROM card').pluck().get() ?? 0;
    const before = cards();
    expect(errorOf(await far.client().stick.read({ drive, fileName: 'cut' }))).toMatchObject({ message: 'error.bundle.damaged' });
    expect(cards()).toBe(before);
    expect(valueOf(await far.client().stick.read({ drive, fileName: 'answer' })).taken).toBeGreaterThan(0);
    expect(cards()).toBe(before + 1);
  });

  it('tells what is wrong with the drive, and leaves nothing half-written there', async () => {
    const disk = smallDisk(3);
    if (disk === null) return;
    const { far, drive, command } = await stickOffice(path.join(disk, 'STICK'));
    await registerLetter(far, 'великий.txt', scan(4_000_000, 'великий'));
    const client = far.client();
    await signIn(client);
    // What finds no room waits for a larger one; the rest goes.
    const made = valueOf(await client.stick.write({ drive }));
    expect(made).toMatchObject({ left: 1 });
    expect(command(path.join(drive, made.fileName), path.join(temporaryFolder(), 'answer')).status).toBe(0);
    rmSync(path.join(drive, made.fileName));
    const free = fillDisk(disk);
    expect(errorOf(await client.stick.write({ drive }))).toMatchObject({ message: 'error.stick.full' });
    expect(readdirSync(drive)).toEqual([]);
    free();
    expect(errorOf(await client.stick.read({ drive, fileName: '../../secret' }))).toMatchObject({ message: 'error.stick.noSuchAnswer' });
    expect(errorOf(await client.stick.write({ drive: '/etc' }))).toMatchObject({ message: 'error.stick.gone' });
    rmSync(drive, { recursive: true });
    expect(valueOf(await client.stick.list({})).drives).toEqual([]);
    expect(errorOf(await client.stick.write({ drive }))).toMatchObject({ message: 'error.stick.gone' });
  });

  it('can be given up, is done once at a time, and takes no file of another desk', async () => {
    const { house, far, first, drive, command } = await stickOffice();
    await registerLetter(far, 'довгий.txt', scan(8_000_000, 'довгий'));
    const client = far.client();
    await signIn(client);
    const stop = new AbortController();
    let begun: (part: number | null) => void = () => undefined;
    const isBegun = new Promise<number | null>((resolve) => (begun = resolve));
    const writing = client.stick.write({ drive }, { signal: stop.signal, onProgress: begun });
    expect(await isBegun).toBeGreaterThan(0);
    expect(errorOf(await client.stick.write({ drive }))).toMatchObject({ message: 'error.stick.busy' });
    stop.abort();
    expect(errorOf(await writing)).toMatchObject({ code: 'cancelled' });
    expect(readdirSync(drive)).toEqual([]);

    const question = await written(far, drive);
    expect(command(question, path.join(drive, 'answer')).status).toBe(0);
    // Somebody gives the other desk the name: it is not its own.
    await signIn(first.client());
    expect(errorOf(await first.client().stick.read({ drive, fileName: 'answer' }))).toMatchObject({ message: 'error.stick.noSuchAnswer' });
    copyFileSync(question, path.join(drive, 'answer for first'));
    expect(errorOf(await first.client().stick.read({ drive, fileName: 'answer for first' }))).toMatchObject({ message: 'error.stick.noSuchAnswer' });
    expect(existsSync(path.join(house.dataDirectory, 'blobs'))).toBe(true);
  });
});
