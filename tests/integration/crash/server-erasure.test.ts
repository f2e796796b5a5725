import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { compareWithLog } from '../../../src-main/store/projections/rebuild.ts';
import { sha256Of } from '../../support/central-server/file-server.ts';
import { ServerCommand } from '../../support/central-server/server-command.ts';
import { closeCase, destroyCases, refusedOf } from '../../support/destroyed-case.ts';
import { rawlyFound } from '../../support/found-on-disk.ts';
import { founderOf, joinedDesk, type OfficeDesk, registerLetter, settle } from '../../support/office-of-desks.ts';
import { readWhole } from '../../support/read-whole.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { PASSWORD, upload, valueOf } from '../../support/test-desk.ts';

const NODE = path.resolve(import.meta.dirname, '..', '..', 'support', 'central-server', 'killed-node.ts');
const HOUR = 60 * 60 * 1000;
/** Three letters, each with the report of its check. */
const REMOVED = 6;
const WORD = 'Шовкопрядильна таємниця';
const letter = (what: string): Buffer => Buffer.from(`${what}. ${'Просимо надати інформацію. '.repeat(300)}`);

interface Life {
  readonly process: ChildProcess;
  /** What it said when it listened; null: it died before. */
  readonly said: { readonly address: string; readonly fingerprint: string; readonly code: string | null } | null;
}

/** The server begins, dies at a place, and listens where it did before. */
async function start(folder: string, place: string, port: number): Promise<Life> {
  const child = spawn(process.execPath, [NODE, folder, place, String(port)], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const said = await new Promise<string | null>((resolve) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString()));
    child.once('exit', () => resolve(null));
  });
  return { process: child, said: said === null ? null : (JSON.parse(said) as NonNullable<Life['said']>) };
}

async function ended({ process: child }: Life): Promise<NodeJS.Signals | null> {
  if (child.signalCode === null && child.exitCode === null) await new Promise((resolve) => void child.once('exit', resolve));
  return child.signalCode;
}

async function erased({ rooms }: OfficeDesk): Promise<void> {
  rooms.erasure.kick();
  await rooms.erasure.settled();
}

const reports = ({ rooms }: OfficeDesk, placeKey: string) => rooms.store.database.prepare('SELECT cases, files_removed, files_kept FROM destruction_report WHERE place_key = ?').all(placeKey);
const blobsIn = (folder: string): string[] => readdirSync(path.join(folder, 'blobs', 'sha256'), { recursive: true, encoding: 'utf8' }).filter((name) => path.basename(name).length > 2);
const blobOf = (folder: string, sha256: string): string => path.join(folder, 'blobs', 'sha256', sha256.slice(0, 2), sha256);

describe('a server that is killed while it erases', () => {
  it.each([
    ['server.erasure.decided', []],
    ['server.blob.overwritten', []],
    ['server.erasure.removed', []],
    ['server.erasure.decided', ['server.blob.overwritten', 'server.erasure.removed', 'server.erasure.removed']],
  ])('[ARC-04] at %s, and %j in lives after it, goes on by itself, reports once and gives nothing half', async (place, places) => {
    const folder = temporaryFolder();
    const first = await start(folder, place, 0);
    if (first.said === null) throw new Error('the server did not start');
    const { address, fingerprint, code } = first.said;
    const port = Number(new URL(address).port);
    const invitations = [code ?? ''];
    const server = { place: { url: address, certificate: fingerprint.replaceAll(':', '').toLowerCase() }, invite: async () => invitations.shift() ?? new ServerCommand({ dataDirectory: folder }).command('invite').replaceAll('-', '') };
    const desk = await founderOf(server);
    await settle(desk);
    const letters = [];
    for (const n of [1, 2, 3]) letters.push(await registerLetter(desk, `лист ${n}.txt`, letter(`${WORD} ${n}`)));
    const stays = await registerLetter(desk, 'інший.txt', letter('Відкритий лист'));
    await settle(desk);
    closeCase(desk.rooms, 'case-1', letters.map(({ documentId }) => documentId));
    await settle(desk);
    desk.environment.advance(2 * HOUR);
    for (const { sha256 } of letters) expect(readFileSync(blobOf(folder, sha256)).includes(WORD)).toBe(true);
    const before = blobsIn(folder);

    destroyCases(desk.rooms, 'act-1', ['case-1']);
    await settle(desk);
    await erased(desk);
    // The desk's report goes, and asks the server for its own.
    await settle(desk);
    await erased(desk);
    expect(await ended(first)).toBe('SIGKILL');
    expect(refusedOf(desk.rooms)).toEqual([]);
    expect(rawlyFound(folder, [WORD])).not.toEqual([]);
    expect(reports(desk, 'server')).toEqual([]);
    for (const next of places) {
      const life = await start(folder, next, port);
      expect([next, await ended(life)]).toEqual([next, 'SIGKILL']);
      expect(rawlyFound(folder, [WORD])).not.toEqual([]);
    }

    // Nobody asks it: what it had written down is gone on with at its start.
    const last = await start(folder, '', port);
    expect(last.said?.address).toBe(address);
    for (let waited = 0; blobsIn(folder).length > before.length - REMOVED && waited < 500; waited += 1) await sleep(20);
    expect(rawlyFound(folder, [WORD])).toEqual([]);
    await settle(desk);
    await erased(desk);
    await settle(desk);
    const after = blobsIn(folder);
    expect(reports(desk, 'server')).toEqual([{ cases: 1, files_removed: before.length - after.length, files_kept: 0 }]);
    expect(before.filter((name) => !after.includes(name))).toHaveLength(REMOVED);
    for (const name of after) expect(sha256Of(readFileSync(path.join(folder, 'blobs', 'sha256', name)))).toBe(path.basename(name));
    expect(desk.rooms.store.log.ofEntity('act-1').filter(({ kind, payload }) => kind === 'destruction.placeReported' && JSON.stringify(payload).includes('"server"'))).toHaveLength(1);
    expect(compareWithLog(desk.rooms.store.database, desk.rooms.store.log)).toEqual([]);
    // Another desk gets what stays, whole, and nothing of the rest.
    const second = await joinedDesk(server, 'second');
    await settle(second);
    const client = second.client();
    valueOf(await client.session.signIn({ login: 'registrar', password: PASSWORD }));
    expect(Buffer.from(await readWhole(client, stays.sha256)).equals(letter('Відкритий лист'))).toBe(true);
    for (const { sha256 } of letters) expect(second.rooms.store.blobs.has(sha256)).toBe(false);
    // The same bytes as something new are taken whole.
    const again = await upload(client, 'знову.txt', letter(`${WORD} 1`));
    expect(again.sha256).toBe(letters[0]?.sha256);
    valueOf(await client.intake.receive({ files: [{ sha256: again.sha256, fileName: 'знову.txt' }] }));
    await settle(second);
    expect(readFileSync(blobOf(folder, again.sha256)).equals(letter(`${WORD} 1`))).toBe(true);
    last.process.kill('SIGKILL');
  }, 120_000);
});
