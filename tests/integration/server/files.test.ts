import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, utimesSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { FILES_READ_AS } from '#shared/sync/named-files.ts';
import { readLogsForFiles } from '../../../src-server/blobs/read-log-for-files.ts';
import { account, ChainDesk } from '../../support/central-server/chain-desk.ts';
import { fileServer, letterWith, sha256Of } from '../../support/central-server/file-server.ts';
import { sqliteStore, testServer } from '../../support/central-server/test-server.ts';
import { fillDisk, smallDisk } from '../../support/small-disk.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const MISSING = 'f'.repeat(64);
const problem = ({ text }: { readonly text: string }) => (JSON.parse(text) as { type: string }).type.split(':').at(-1);

describe('files at the server', () => {
  it('are taken once an operation names them, and given whole and in parts', async () => {
    const office = await fileServer();
    const { founder } = office;
    const desk = office.as(founder);
    const bytes = randomBytes(100_000);
    const sha256 = sha256Of(bytes);
    expect((await desk.send(bytes)).status).toBe(404);
    await founder.say(letterWith(bytes));
    expect(await office.server.administration.storage(office.organisation)).toMatchObject({ totals: { held: 0, missing: 1 }, missing: [{ sha256, size: bytes.length, desks: [founder.desk] }] });
    expect((await desk.read(sha256)).status).toBe(404);

    const begun = await desk.begin(sha256, bytes.length);
    expect(begun.status).toBe(201);
    expect(begun.headers['upload-expires']).toBeDefined();
    const place = begun.headers.location ?? '';
    expect((await desk.append(place, 0, bytes.subarray(0, 40_000))).headers['upload-offset']).toBe('40000');
    expect((await desk.tus('HEAD', place)).headers).toMatchObject({ 'upload-offset': '40000', 'upload-length': '100000' });
    expect((await desk.append(place, 30_000, bytes.subarray(30_000))).status).toBe(409);
    expect((await desk.append(place, 40_000, bytes.subarray(40_000))).status).toBe(204);
    // Asked again, since the answer was lost: all is well.
    expect((await desk.tus('HEAD', place)).headers['upload-offset']).toBe('100000');
    expect((await desk.append(place, 100_000, Buffer.alloc(0))).status).toBe(204);
    const again = await desk.send(bytes);
    expect([again.status, problem(again)]).toEqual([409, 'held']);

    const whole = await desk.read(sha256, { 'accept-encoding': 'br, gzip' });
    expect(whole.status).toBe(200);
    expect(whole.headers).toMatchObject({ etag: `"${sha256}"`, 'content-length': '100000', 'accept-ranges': 'bytes', 'cache-control': 'no-store' });
    expect(whole.headers['content-encoding']).toBeUndefined();
    expect(sha256Of(whole.bytes)).toBe(sha256);
    const part = async (range: string, more: Readonly<Record<string, string>> = {}) => desk.read(sha256, { range, ...more });
    const middle = await part('bytes=10-19');
    expect([middle.status, middle.headers['content-range']]).toEqual([206, 'bytes 10-19/100000']);
    expect(middle.bytes.equals(bytes.subarray(10, 20))).toBe(true);
    expect((await part('bytes=99990-')).bytes.equals(bytes.subarray(99_990))).toBe(true);
    expect((await part('bytes=-7')).bytes.equals(bytes.subarray(-7))).toBe(true);
    expect((await part('bytes=99990-200000')).headers['content-range']).toBe('bytes 99990-99999/100000');
    const behind = await part('bytes=100000-');
    expect([behind.status, behind.headers['content-range']]).toEqual([416, 'bytes */100000']);
    for (const ignored of ['bytes=0-1,5-6', 'bytes=9-1', 'lines=1-2', 'bytes=-']) expect((await part(ignored)).status).toBe(200);
    expect((await part('bytes=0-9', { 'if-range': `"${sha256}"` })).status).toBe(206);
    expect((await part('bytes=0-9', { 'if-range': '"another"' })).status).toBe(200);
    expect((await desk.read(sha256, { 'if-none-match': `"${sha256}"` })).status).toBe(304);
    const head = await desk.ask('HEAD', `/v1/blobs/${sha256}`);
    expect([head.status, head.headers['content-length']]).toEqual([200, '100000']);
    expect((await desk.ask('HEAD', `/v1/blobs/${MISSING}`)).status).toBe(404);
    expect((await desk.ask('HEAD', '/v1/blobs/..%2f..%2fserver.sqlite')).status).toBe(404);
    expect(await office.files.counts()).toEqual({ held: 1, bytes: 100_000, missing: 0, unfinished: 0 });
    const figures = await office.client.send('GET', '/metrics');
    expect(figures.text).toContain('chancery_files{state="held"} 1');
    expect(figures.text).toContain('chancery_files_bytes 100000');
  });

  it('are held to their hash and their size; wrong bytes are refused clearly and removed', async () => {
    const office = await fileServer();
    const { founder } = office;
    const desk = office.as(founder);
    const bytes = randomBytes(5000);
    await founder.say(letterWith(bytes));
    const wrong = await desk.begin(sha256Of(bytes), bytes.length, randomBytes(5000));
    expect([wrong.status, problem(wrong)]).toEqual([422, 'wrongBytes']);
    expect(readdirSync(path.join(office.blobFolder, 'uploads'))).toEqual([]);
    expect((await desk.begin(sha256Of(bytes), 4999)).status).toBe(422);
    expect((await desk.begin(sha256Of(bytes), 5000, Buffer.concat([bytes, bytes]))).status).toBe(413);
    expect(existsSync(path.join(office.blobFolder, 'sha256'))).toBe(false);
    expect((await desk.send(bytes)).status).toBe(201);
  });

  it('without a byte are files, too', async () => {
    const office = await fileServer();
    await office.founder.say(letterWith(Buffer.alloc(0)));
    const desk = office.as(office.founder);
    expect((await desk.begin(sha256Of(Buffer.alloc(0)), 0)).status).toBe(201);
    const read = await desk.read(sha256Of(Buffer.alloc(0)));
    expect([read.status, read.headers['content-length']]).toEqual([200, '0']);
    expect((await desk.read(sha256Of(Buffer.alloc(0)), { range: 'bytes=0-' })).status).toBe(416);
  });

  it('of a restricted stream are for desks that may read it and for the desk that brought them, at once and after', async () => {
    const office = await fileServer();
    const { founder } = office;
    const [other, third] = [await office.desk('other'), await office.desk('third')];
    const bytes = randomBytes(2000);
    const sha256 = sha256Of(bytes);
    await other.hello();
    await other.say(letterWith(bytes, { stream: 'restricted' }));
    expect((await office.as(third).send(bytes)).status).toBe(404);
    expect((await office.as(other).send(bytes)).status).toBe(201);
    expect((await office.as(other).read(sha256)).status).toBe(200);
    for (const stranger of [founder, third]) {
      expect((await office.as(stranger).read(sha256)).status).toBe(404);
      expect((await office.as(stranger).ask('HEAD', `/v1/blobs/${sha256}`)).status).toBe(404);
    }
    await office.server.administration.grant(third.desk, 'restricted');
    expect((await office.as(third).read(sha256)).status).toBe(200);
    await office.server.administration.revoke(third.desk);
    expect((await office.as(third).read(sha256)).status).toBe(403);
  });

  it('of another organisation are not given for their hash alone: its own desk must bring the bytes', async () => {
    const office = await fileServer();
    const bytes = randomBytes(2000);
    await office.founder.say(letterWith(bytes));
    await office.as(office.founder).send(bytes);
    const otherOffice = await office.server.administration.createOrganisation('Other');
    const stranger = new ChainDesk(office.server, 'stranger', true);
    await stranger.enrol(await office.server.administration.invite(otherOffice));
    await stranger.hello();
    await stranger.say(letterWith(bytes));
    expect((await office.as(stranger).read(sha256Of(bytes))).status).toBe(404);
    expect((await office.as(stranger).send(bytes)).status).toBe(201);
    expect((await office.as(stranger).read(sha256Of(bytes))).status).toBe(200);
  });

  it('of an operation that was rejected, or that cannot be read, are not taken', async () => {
    const office = await fileServer();
    const desk = await office.desk('other');
    await desk.hello();
    const [rejected, unreadable] = [randomBytes(100), randomBytes(101)];
    expect(await desk.say({ kind: 'trust.added', entity: 'entry', account: null, payload: { entryId: 'entry', kind: 'anchor', fileName: 'root.cer', sha256: sha256Of(rejected), description: '' } })).toMatchObject({ status: 'rejected' });
    await desk.say({ ...letterWith(unreadable), v: 99 });
    for (const bytes of [rejected, unreadable]) expect((await office.as(desk).send(bytes)).status).toBe(404);
    expect(await office.files.counts()).toMatchObject({ held: 0, missing: 0 });
  });

  it('are begun by a desk in small number, belong to it, can be ended, and expire without a byte for too long', async () => {
    const office = await fileServer({ limits: { uploadsOfDesk: 2, fileBytes: 10_000 } });
    const { founder } = office;
    const other = await office.desk('other');
    await other.hello();
    const contents = [randomBytes(1000), randomBytes(1001), randomBytes(1002), randomBytes(20_000)];
    for (const bytes of contents) await founder.say(letterWith(bytes));
    const desk = office.as(founder);
    const places: string[] = [];
    for (const bytes of contents.slice(0, 2)) places.push((await desk.begin(sha256Of(bytes), bytes.length)).headers.location ?? '');
    expect((await desk.begin(sha256Of(contents[2] ?? Buffer.alloc(0)), 1002)).status).toBe(429);
    expect((await desk.begin(sha256Of(contents[3] ?? Buffer.alloc(0)), 20_000)).status).toBe(413);
    expect((await office.as(other).tus('HEAD', places[0] ?? '')).status).toBe(404);
    expect((await office.as(other).append(places[0] ?? '', 0, randomBytes(10))).status).toBe(404);
    expect((await office.as(other).tus('DELETE', places[0] ?? '')).status).toBe(404);
    expect((await desk.tus('DELETE', places[0] ?? '')).status).toBe(204);
    expect((await desk.tus('HEAD', places[0] ?? '')).status).toBe(404);
    expect(await office.files.uploads.sweep()).toBe(0);
    const old = new Date(Date.now() - 15 * 24 * 3600 * 1000);
    const uploads = path.join(office.blobFolder, 'uploads');
    for (const name of readdirSync(uploads)) utimesSync(path.join(uploads, name), old, old);
    expect((await desk.tus('HEAD', places[1] ?? '')).status).toBe(410);
    expect(await office.files.uploads.sweep()).toBe(1);
    expect((await desk.tus('HEAD', places[1] ?? '')).status).toBe(404);
    expect(readdirSync(uploads)).toEqual([]);
  });

  it('need a token and the protocol, and are limited apart from operations', async () => {
    const office = await fileServer({ rates: { files: 3 } });
    const { founder, client } = office;
    const desk = office.as(founder);
    expect((await client.send('GET', `/v1/blobs/${MISSING}`)).status).toBe(401);
    expect((await client.send('POST', '/v1/uploads', { headers: { 'tus-resumable': '1.0.0' } })).status).toBe(401);
    expect((await desk.ask('POST', '/v1/uploads')).status).toBe(412);
    for (let count = 0; count < 3; count += 1) await desk.read(MISSING);
    expect((await desk.read(MISSING)).status).toBe(429);
    expect((await client.send('GET', '/v1/pull?after=0', { headers: { authorization: `Bearer ${founder.token}` } })).status).toBe(200);
  });

  it('named before the server knew of files are found in its log', async () => {
    const folder = temporaryFolder();
    const { founder, store, organisation } = await testServer({ store: await sqliteStore(folder) });
    const bytes = randomBytes(10);
    for (let count = 0; count < 600; count += 1) founder.write(account(`person ${count}`));
    founder.write(letterWith(bytes));
    for (let sent = 2; sent < founder.chain.length; sent += 300) await founder.push(sent + 1, Math.min(founder.chain.length, sent + 300));
    const database = new Database(path.join(folder, 'server.sqlite'));
    database.exec('DELETE FROM file; DELETE FROM file_name');
    database.close();
    await readLogsForFiles(store, 5);
    expect(await store.fileNames(organisation, sha256Of(bytes))).toEqual([{ sha256: sha256Of(bytes), stream: 'main', desk: founder.desk, size: 10 }]);
    expect(await store.missingFiles(organisation, 5)).toMatchObject([{ sha256: sha256Of(bytes), namedAt: 5 }]);
    expect(await store.change(organisation, (change) => change.filesReadAs())).toBe(FILES_READ_AS);
  });

  it('find no room on a full disk, and go on where they were when there is some again', async (context) => {
    const disk = smallDisk(4);
    if (disk === null) context.skip('this account may not mount a small disk');
    const office = await fileServer({ blobFolder: path.join(disk ?? '', 'blobs') });
    const bytes = randomBytes(1_500_000);
    await office.founder.say(letterWith(bytes));
    const desk = office.as(office.founder);
    const begun = await desk.begin(sha256Of(bytes), bytes.length, bytes.subarray(0, 100_000));
    const place = begun.headers.location ?? '';
    const makeRoom = fillDisk(disk ?? '');
    const full = await desk.append(place, 100_000, bytes.subarray(100_000));
    expect([full.status, problem(full)]).toEqual([507, 'diskFull']);
    await office.founder.say(letterWith(randomBytes(3)));
    makeRoom();
    const offset = Number((await desk.tus('HEAD', place)).headers['upload-offset']);
    expect(offset).toBeGreaterThanOrEqual(100_000);
    expect((await desk.append(place, offset, bytes.subarray(offset))).status).toBe(204);
    expect(sha256Of((await desk.read(sha256Of(bytes))).bytes)).toBe(sha256Of(bytes));
  });
});
