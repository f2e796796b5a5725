import { cpSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareWithLog } from '../../../src-main/store/projections/rebuild.ts';
import { systemEnvironment } from '../../../src-server/environment.ts';
import { closeCase, destroyCases, holdCase, liftHold, refusedOf } from '../../support/destroyed-case.ts';
import { rawlyFound } from '../../support/found-on-disk.ts';
import { founderOf, joinedDesk, officeServer, type OfficeDesk, registerLetter, round, settle } from '../../support/office-of-desks.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { errorOf, PASSWORD, signIn, upload, valueOf } from '../../support/test-desk.ts';

const HOUR = 60 * 60 * 1000;
const WORD = 'Шовкопрядильна таємниця';
const letter = (word: string): Buffer => Buffer.from(`${word}. ${'Просимо надати інформацію. '.repeat(300)}`);

async function erased({ rooms }: OfficeDesk): Promise<void> {
  rooms.erasure.kick();
  await rooms.erasure.settled();
}

/** Everybody exchanges and erases until there is nothing more. */
async function meet(...desks: readonly OfficeDesk[]): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    for (const desk of desks) {
      await settle(desk);
      await erased(desk);
    }
  }
}

const reportsOf = ({ rooms }: OfficeDesk) => rooms.store.database.prepare('SELECT place_key, cases, files_removed, files_kept, cases_held FROM destruction_report ORDER BY place_key').all();
const reportOf = (desk: OfficeDesk, place: string) => reportsOf(desk).find((row) => (row as { place_key: string }).place_key === place);

async function open(desk: OfficeDesk, sha256: string): Promise<void> {
  const client = desk.client();
  valueOf(await client.session.signIn({ login: 'registrar', password: PASSWORD }));
  valueOf(await client.files.read({ sha256, offset: 0, length: 10 }));
}

/** The same bytes come in a letter that waits. */
async function receive(desk: OfficeDesk): Promise<string> {
  const client = desk.client();
  await signIn(client);
  const { sha256 } = await upload(client, 'інший.txt', letter(WORD));
  const [waiting] = valueOf(await client.intake.receive({ files: [{ sha256, fileName: 'інший.txt' }] })).letters;
  await desk.rooms.intake.settled(waiting?.letterId ?? '');
  return sha256;
}

/** Two desks that both hold a letter, which the server holds too; its case is closed. */
async function officeWithCase(options: Parameters<typeof officeServer>[0] = {}) {
  const server = await officeServer(options);
  const [first, second] = [await founderOf(server), await joinedDesk(server, 'second')];
  await settle(first);
  await settle(second);
  const { documentId, sha256 } = await registerLetter(first, 'лист.txt', letter(WORD));
  await settle(first);
  await settle(second);
  await open(second, sha256);
  await second.rooms.extraction.look();
  await first.rooms.extraction.look();
  await settle(first);
  closeCase(first.rooms, 'case-1', [documentId]);
  await meet(first, second);
  for (const desk of [first, second]) desk.environment.advance(2 * HOUR);
  return { server, first, second, documentId, sha256 };
}

const serverBlob = (dataDirectory: string, sha256: string): string => path.join(dataDirectory, 'blobs', 'sha256', sha256.slice(0, 2), sha256);

describe('a destroyed case of an office', () => {
  it('[ARC-04] [C.7.6] is erased at each desk and at the server, each reports, and neither takes nor gives its files again', async () => {
    const { server, first, second, sha256 } = await officeWithCase();
    const folders = [first.dataDirectory, second.dataDirectory, server.dataDirectory];
    for (const folder of folders) expect(rawlyFound(folder, [WORD])).not.toEqual([]);
    expect(readFileSync(serverBlob(server.dataDirectory, sha256)).includes(WORD)).toBe(true);
    destroyCases(first.rooms, 'act-1', ['case-1']);
    // Until the server has placed it, nothing goes.
    await erased(first);
    expect(first.rooms.store.blobs.has(sha256)).toBe(true);
    await meet(first, second);
    expect(refusedOf(first.rooms)).toEqual([]);
    for (const desk of [first, second]) expect(desk.rooms.store.blobs.has(sha256)).toBe(false);
    for (const folder of folders) expect(rawlyFound(folder, [WORD])).toEqual([]);
    for (const desk of [first, second]) {
      expect(reportsOf(desk)).toHaveLength(3);
      expect(reportOf(desk, first.rooms.store.identity.desk)).toMatchObject({ cases: 1, files_kept: 0, cases_held: 0 });
      expect(reportOf(desk, second.rooms.store.identity.desk)).toMatchObject({ cases: 1 });
      expect(reportOf(desk, 'server')).toMatchObject({ cases: 1, files_kept: 0 });
      expect(compareWithLog(desk.rooms.store.database, desk.rooms.store.log)).toEqual([]);
    }
    const [organisation] = await server.node.server.administration.organisations();
    expect((await server.node.server.administration.storage(organisation?.organisation ?? '')).totals).toMatchObject({ missing: 0 });
    const client = second.client();
    await signIn(client);
    expect(errorOf(await client.files.read({ sha256, offset: 0, length: 10 }))).toMatchObject({ message: 'error.documentDestroyed' });
    // A third desk that joins later never gets it.
    const third = await joinedDesk(server, 'third');
    await meet(third);
    expect(third.rooms.store.blobs.has(sha256)).toBe(false);
    expect(reportOf(third, third.rooms.store.identity.desk)).toMatchObject({ cases: 1 });
    await expect(third.rooms.sync?.ask((token, link) => (link as unknown as { files: { readPart: (...given: unknown[]) => Promise<unknown> } }).files.readPart(token, { sha256, offset: 0, length: 5 }, async () => undefined))).rejects.toMatchObject({ code: 'erased' });
    // The same bytes come as a new letter: they are taken, and travel.
    expect(await receive(second)).toBe(sha256);
    await meet(second, first);
    expect(readFileSync(serverBlob(server.dataDirectory, sha256)).includes(WORD)).toBe(true);
    await open(first, sha256);
    expect(first.rooms.store.blobs.has(sha256)).toBe(true);
  });

  it('[ARC-04] [SEC-22] with a document of restricted use is erased where it lies and at the server, and a desk that gets the card later never gets its file', async () => {
    const server = await officeServer();
    const [first, second] = [await founderOf(server), await joinedDesk(server, 'second')];
    await server.grant(first.rooms.store.identity.desk, 'restricted');
    await meet(first, second);
    const { documentId, sha256 } = await registerLetter(first, 'лист.txt', letter(WORD), { restricted: true });
    closeCase(first.rooms, 'case-1', [documentId], () => 'restricted');
    await meet(first, second);
    for (const desk of [first, second]) desk.environment.advance(2 * HOUR);
    const cards = (desk: OfficeDesk): unknown => desk.rooms.store.database.prepare('SELECT count(*) FROM card WHERE document_id = ?').pluck().get(documentId);
    expect([cards(first), cards(second)]).toEqual([1, 0]);
    expect(existsSync(serverBlob(server.dataDirectory, sha256))).toBe(true);
    destroyCases(first.rooms, 'act-1', ['case-1']);
    await meet(first, second);
    expect(refusedOf(first.rooms)).toEqual([]);
    expect(existsSync(serverBlob(server.dataDirectory, sha256))).toBe(false);
    for (const folder of [first.dataDirectory, second.dataDirectory, server.dataDirectory]) expect(rawlyFound(folder, [WORD])).toEqual([]);
    expect(reportOf(second, second.rooms.store.identity.desk)).toMatchObject({ cases: 1, files_removed: 0 });
    expect(reportOf(second, first.rooms.store.identity.desk)).toMatchObject({ cases: 1, files_kept: 0 });
    expect(reportOf(second, 'server')).toMatchObject({ cases: 1 });
    // The card comes with the grant, its file does not.
    await server.grant(second.rooms.store.identity.desk, 'restricted');
    await meet(second, first, second);
    expect(cards(second)).toBe(1);
    expect(second.rooms.store.blobs.has(sha256)).toBe(false);
    const client = second.client();
    await signIn(client);
    expect(errorOf(await client.files.read({ sha256, offset: 0, length: 10 })).message).toBe('error.documentDestroyed');
    for (const { rooms } of [first, second]) expect(compareWithLog(rooms.store.database, rooms.store.log)).toEqual([]);
  });

  it('[ARC-04] is erased at a desk that exchanges by a stick alone, and its report comes back on the next one', async () => {
    const { server, first, second: far, sha256 } = await officeWithCase();
    destroyCases(first.rooms, 'act-1', ['case-1']);
    await meet(first);
    expect(existsSync(serverBlob(server.dataDirectory, sha256))).toBe(false);
    expect(far.rooms.store.blobs.has(sha256)).toBe(true);
    const client = far.client();
    await signIn(client);
    const carry = async (): Promise<void> => {
      const answer = await server.bundle(valueOf(await client.sync.writeBundle({})).bytes);
      valueOf(await client.sync.readBundle({ bytes: answer }));
    };
    await carry();
    await erased(far);
    expect(far.rooms.store.blobs.has(sha256)).toBe(false);
    expect(rawlyFound(far.dataDirectory, [WORD])).toEqual([]);
    expect(errorOf(await client.files.read({ sha256, offset: 0, length: 10 })).message).toBe('error.documentDestroyed');
    expect(reportOf(first, far.rooms.store.identity.desk)).toBeUndefined();
    await carry();
    await settle(first);
    expect(reportOf(first, far.rooms.store.identity.desk)).toMatchObject({ cases: 1, cases_held: 0 });
    for (const { rooms } of [first, far]) expect(compareWithLog(rooms.store.database, rooms.store.log)).toEqual([]);
  });

  it('[ARC-04] is erased by a desk that was away when it comes back, with what it made meanwhile', async () => {
    const { server, first, second, documentId, sha256 } = await officeWithCase();
    destroyCases(first.rooms, 'act-1', ['case-1']);
    await meet(first);
    expect(second.rooms.store.blobs.has(sha256)).toBe(true);
    // Away, it makes a copy of what is destroyed already.
    const client = second.client();
    await signIn(client);
    const copy = valueOf(await client.registration.makeCopy({ documentId, form: 'protocol' }));
    await meet(second, first);
    for (const desk of [first, second]) for (const file of [sha256, copy.sha256]) expect(desk.rooms.store.blobs.has(file)).toBe(false);
    expect(rawlyFound(second.dataDirectory, [WORD])).toEqual([]);
    await server.node.files.erasure.run();
    expect(rawlyFound(server.dataDirectory, [WORD])).toEqual([]);
    for (const file of [sha256, copy.sha256]) expect(() => readFileSync(serverBlob(server.dataDirectory, file))).toThrow('ENOENT');
  });

  it('[C.7.7] stays at a desk whose own hold came later, and at the server while the hold stands', async () => {
    const { server, first, second, sha256 } = await officeWithCase();
    holdCase(second.rooms, 'hold-1', 'case-1');
    destroyCases(first.rooms, 'act-1', ['case-1']);
    // The first desk knows of no hold.
    expect(await round(first)).toBe('done');
    await erased(first);
    expect(first.rooms.store.blobs.has(sha256)).toBe(false);
    await meet(second, first);
    expect(second.rooms.store.blobs.has(sha256)).toBe(true);
    expect(reportOf(first, second.rooms.store.identity.desk)).toMatchObject({ cases: 0, files_removed: 0, cases_held: 1 });
    expect(reportOf(first, 'server')).toBeUndefined();
    await server.node.files.erasure.run();
    expect(readFileSync(serverBlob(server.dataDirectory, sha256)).includes(WORD)).toBe(true);
    liftHold(second.rooms, 'hold-1');
    await meet(second, first);
    for (const desk of [first, second]) expect(desk.rooms.store.blobs.has(sha256)).toBe(false);
    for (const folder of [first.dataDirectory, second.dataDirectory, server.dataDirectory]) expect(rawlyFound(folder, [WORD])).toEqual([]);
  });

  it('[ARC-04] is not destroyed where the tables of the desks refused it, and the server keeps its files', async () => {
    const { server, first, second, sha256 } = await officeWithCase();
    // The hold has its place before the destruction, which its desk did not see.
    holdCase(second.rooms, 'hold-1', 'case-1');
    expect(await round(second)).toBe('done');
    destroyCases(first.rooms, 'act-1', ['case-1']);
    await meet(first, second);
    expect(refusedOf(first.rooms)).toContain('case.destroyed');
    for (const desk of [first, second]) expect(desk.rooms.store.blobs.has(sha256)).toBe(true);
    await server.node.files.erasure.run();
    expect(readFileSync(serverBlob(server.dataDirectory, sha256)).includes(WORD)).toBe(true);
    expect(reportsOf(first)).toEqual([]);
  });

  it.each(['server.erasure.decided', 'server.erasure.removed'])('[ARC-04] is erased at a server that stops at %s when it runs again', async (place) => {
    let stops = false;
    let stopped = false;
    const environment = {
      ...systemEnvironment(),
      crashPoint: (name: string): void => {
        stopped ||= stops && name === place;
        if (stopped && name.startsWith('server.erasure.')) throw new Error('the server stops here');
      },
    };
    const { server, first, sha256 } = await officeWithCase({ environment });
    stops = true;
    destroyCases(first.rooms, 'act-1', ['case-1']);
    await meet(first);
    expect(reportOf(first, 'server')).toBeUndefined();
    await server.stop();
    stops = false;
    stopped = false;
    await server.start();
    await meet(first);
    expect(rawlyFound(server.dataDirectory, [WORD])).toEqual([]);
    expect(() => readFileSync(serverBlob(server.dataDirectory, sha256))).toThrow('ENOENT');
    expect(reportOf(first, 'server')).toMatchObject({ cases: 1, files_kept: 0 });
  });

  it('[ARC-04] does not come back with an older copy of a desk', async () => {
    const { first, second, sha256 } = await officeWithCase();
    await second.close();
    const copy = temporaryFolder();
    cpSync(second.dataDirectory, copy, { recursive: true });
    destroyCases(first.rooms, 'act-1', ['case-1']);
    await meet(first);
    const current = await second.again();
    await meet(current);
    expect(current.rooms.store.blobs.has(sha256)).toBe(false);
    await current.close();
    cpSync(copy, second.dataDirectory, { recursive: true, force: true });
    const restored = await second.again();
    expect(restored.rooms.store.blobs.has(sha256)).toBe(true);
    for (let turn = 0; turn < 3; turn += 1) await round(restored);
    await erased(restored);
    expect(restored.rooms.store.blobs.has(sha256)).toBe(false);
    expect(rawlyFound(second.dataDirectory, [WORD])).toEqual([]);
  });

  it('[ARC-04] is taken from a file that was handed in again only with the last that names it', async () => {
    const { server, first, second, sha256 } = await officeWithCase();
    expect(await receive(second)).toBe(sha256);
    await meet(second, first);
    for (const desk of [first, second]) desk.environment.advance(2 * HOUR);
    destroyCases(first.rooms, 'act-1', ['case-1']);
    await meet(first, second);
    expect(second.rooms.store.blobs.has(sha256)).toBe(true);
    expect(readFileSync(serverBlob(server.dataDirectory, sha256)).includes(WORD)).toBe(true);
    expect(reportOf(first, 'server')).toMatchObject({ files_kept: 1 });
  });
});
