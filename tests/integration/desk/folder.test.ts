import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FolderState, Letter } from '#shared/contract/intake.ts';
import { makeMail } from '../../support/make-mail.ts';
import { smallDisk } from '../../support/small-disk.ts';
import { errorOf, openTestDesk, setUpOffice, signIn, valueOf, waitingLetters } from '../../support/test-desk.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testEnvironment } from '../../support/test-environment.ts';

const GIB = 1024 * 1024 * 1024;

async function watched(options: { readonly afterTaking?: 'move' | 'delete'; readonly dataDirectory?: string } = {}) {
  const environment = testEnvironment();
  const test = await openTestDesk({ environment, ...(options.dataDirectory === undefined ? {} : { dataDirectory: options.dataDirectory }) });
  const client = test.client();
  await setUpOffice(client);
  const admin = test.client('admin');
  await signIn(admin, 'admin');
  await signIn(client);
  const folder = path.join(temporaryFolder(), 'Скани');
  mkdirSync(folder);
  valueOf(await admin.intake.setFolder({ settings: { path: folder, afterTaking: options.afterTaking ?? 'move' } }));
  const put = (name: string, content: string | Uint8Array): void => writeFileSync(path.join(folder, name), content);
  const look = async (times = 2): Promise<void> => {
    for (let time = 0; time < times; time += 1) await test.rooms.folder.look();
  };
  const letters = (): Promise<Letter[]> => waitingLetters(client);
  const problems = async (): Promise<FolderState['problems']> => valueOf(await client.intake.folder({})).problems;
  const names = (below = ''): string[] => readdirSync(path.join(folder, below)).filter((name) => name !== 'taken').sort();
  return { test, client, admin, environment, folder, put, look, letters, problems, names };
}

describe('the watched folder', () => {
  it('gives letters, signatures with their documents, and keeps the files among the taken ones', async () => {
    const { put, look, letters, problems, names } = await watched();
    put('лист.pdf', '%PDF-1.7 x');
    put('лист.pdf.p7s', 'signature');
    put('повідомлення.eml', makeMail({ attachments: [{ name: 'запит.docx', content: Buffer.from('PK') }] }));
    put('~$лист.docx', 'lock');
    put('скан.pdf.part', 'half');
    await look(1);
    expect(await letters()).toEqual([]);
    await look(1);
    expect((await letters()).map(({ files, receivedBy }) => [files.map(({ fileName }) => fileName), receivedBy])).toEqual([
      [['лист.pdf', 'лист.pdf.p7s'], ''],
      [['запит.docx', 'повідомлення.eml'], ''],
    ]);
    expect(names('taken')).toEqual(['лист.pdf', 'лист.pdf.p7s', 'повідомлення.eml']);
    expect(names()).toEqual(['~$лист.docx', 'скан.pdf.part'].sort());
    expect(await problems()).toEqual([]);
  });

  it('waits for a file that grows, and for the signature that is still being copied beside it', async () => {
    const { put, look, letters } = await watched();
    put('a.pdf', '%PDF-1');
    put('b.pdf', '%PDF-1');
    await look(1);
    put('a.pdf', '%PDF-1.7 longer');
    put('b.pdf.p7s', 'half');
    await look(1);
    expect(await letters()).toEqual([]);
    await look(1);
    expect((await letters()).map(({ files }) => files.length)).toEqual([1, 2]);
  });

  it('deletes what it took where the setting says so, and overwrites nothing among the taken ones', async () => {
    const deleting = await watched({ afterTaking: 'delete' });
    deleting.put('a.txt', 'a');
    await deleting.look();
    expect(deleting.names()).toEqual([]);
    expect(existsSync(path.join(deleting.folder, 'taken'))).toBe(false);
    expect(await deleting.letters()).toHaveLength(1);

    const moving = await watched();
    for (const content of ['first', 'second']) {
      moving.put('scan.txt', content);
      await moving.look();
    }
    expect(moving.names('taken')).toEqual(['scan (2).txt', 'scan.txt']);
    expect(await moving.letters()).toHaveLength(2);
  });

  it('knows the same bytes from the same place, unless their letter was discarded', async () => {
    const { client, put, look, letters, problems, names } = await watched();
    put('a.txt', 'a');
    await look();
    put('a.txt', 'a');
    await look();
    const [letter, ...more] = await letters();
    expect(more).toEqual([]);
    expect(await problems()).toMatchObject([{ fileName: 'a.txt', problem: 'alreadyTaken' }]);
    expect(names()).toEqual([]);
    expect(valueOf(await client.intake.dismissFolderProblem({ fileName: 'a.txt' })).problems).toEqual([]);
    valueOf(await client.intake.discard({ letterId: letter?.letterId ?? '', reason: 'помилка' }));
    put('a.txt', 'a');
    await look();
    expect(await letters()).toHaveLength(1);
  });

  it('names each file that cannot be taken with its reason, leaves it where it is, and takes the others', async () => {
    const { folder, put, look, letters, problems, names } = await watched();
    put('empty.pdf', '');
    put('setup.exe', 'x');
    put('hidden.pdf', Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 1));
    put('large.pdf', '');
    truncateSync(path.join(folder, 'large.pdf'), 2 * GIB);
    put('good.txt', 'good');
    symlinkSync('/etc/passwd', path.join(folder, 'link.txt'));
    await look();
    await look();
    expect(Object.fromEntries((await problems()).map(({ fileName, problem }) => [fileName, problem]))).toEqual({ 'empty.pdf': 'empty', 'setup.exe': 'program', 'hidden.pdf': 'program', 'large.pdf': 'tooLarge' });
    expect(await letters()).toHaveLength(1);
    expect(names()).toEqual(['empty.pdf', 'hidden.pdf', 'large.pdf', 'link.txt', 'setup.exe']);
    // Who puts it right needs to do nothing else.
    put('empty.pdf', 'no longer');
    rmSync(path.join(folder, 'setup.exe'));
    await look();
    expect((await problems()).map(({ fileName }) => fileName).sort()).toEqual(['hidden.pdf', 'large.pdf']);
    expect(await letters()).toHaveLength(2);
  });

  it('says of a file that disappears while it is read that it did', async () => {
    const { test, folder, put, look, letters, problems } = await watched();
    put('a.txt', 'a');
    await look(1);
    const { uploads } = test.rooms;
    const takeIn = uploads.takeIn.bind(uploads);
    uploads.takeIn = async (file, name) => {
      const stored = await takeIn(file, name);
      rmSync(path.join(folder, 'a.txt'));
      return stored;
    };
    await look(1);
    expect(await problems()).toMatchObject([{ fileName: 'a.txt', problem: 'disappeared' }]);
    expect(await letters()).toEqual([]);
  });

  it('cannot read: says so for the file or for the folder, and tries again', async () => {
    const { test, client, environment, folder, put, look, letters, problems } = await watched();
    put('a.txt', 'a');
    await look(1);
    const { uploads } = test.rooms;
    const takeIn = uploads.takeIn.bind(uploads);
    // Root reads everything; what another account would be told stands here in its place.
    uploads.takeIn = () => Promise.reject(Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' }));
    await look(1);
    expect(await problems()).toMatchObject([{ problem: 'noAccess' }]);
    uploads.takeIn = takeIn;
    await look(1);
    expect(await letters()).toEqual([]);
    environment.advance(61_000);
    await look(1);
    expect(await letters()).toHaveLength(1);
    expect(await problems()).toEqual([]);

    rmSync(folder, { recursive: true });
    await look(1);
    expect(valueOf(await client.intake.folder({})).unreachable).toMatch(/ENOENT/);
    mkdirSync(folder);
    await look(1);
    expect(valueOf(await client.intake.folder({})).unreachable).toBeNull();
  });

  it('is set by the administrator only, and only to a folder that can be watched', async () => {
    const { client, admin, test, folder } = await watched();
    const set = async (to: string) => errorOf(await admin.intake.setFolder({ settings: { path: to, afterTaking: 'move' } })).message;
    expect(errorOf(await client.intake.setFolder({ settings: null })).code).toBe('no-right');
    expect(await set('scans')).toBe('error.folderNotAbsolute');
    expect(await set(path.join(folder, 'none'))).toBe('error.folderNotFound');
    expect(await set(test.dataDirectory)).toBe('error.folderOfDesk');
    expect(await set(path.dirname(test.dataDirectory))).toBe('error.folderOfDesk');
    expect(valueOf(await admin.intake.folder({})).settings).toEqual({ path: folder, afterTaking: 'move' });
    expect(valueOf(await admin.intake.setFolder({ settings: null })).settings).toBeNull();
  });
});

describe('a full disk', () => {
  it('keeps the file in the folder and the desk alive; with room again it is taken (skipped where no small disk can be mounted)', async (context) => {
    const disk = smallDisk(6);
    if (disk === null) {
      context.skip();
      return;
    }
    const { environment, put, look, letters, problems, names } = await watched({ dataDirectory: path.join(disk, 'desk') });
    put('scan.txt', Buffer.alloc(2 * 1024 * 1024, 'a'));
    const ballast = path.join(disk, 'ballast');
    const fill = (): void => {
      for (let piece = 0; piece < 1000; piece += 1) writeFileSync(ballast, Buffer.alloc(64 * 1024), { flag: 'a' });
    };
    expect(fill).toThrow(/ENOSPC/);
    await look();
    expect(await problems()).toMatchObject([{ fileName: 'scan.txt', problem: 'diskFull' }]);
    expect(names()).toEqual(['scan.txt']);
    expect(await letters()).toEqual([]);
    rmSync(ballast);
    environment.advance(61_000);
    await look();
    expect(await letters()).toHaveLength(1);
    expect(names()).toEqual([]);
  });
});
