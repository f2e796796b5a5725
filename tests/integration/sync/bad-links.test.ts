import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { MAIN_STREAM } from '#shared/sync/operation.ts';
import { streamBlob } from '../../../src-main/store/blobs/blob-file.ts';
import { FaultProxy } from '../../support/fault-proxy/fault-proxy.ts';
import { founderOf, joinedDesk, lineTo, type OfficeDesk, officeServer, registerLetter, settle } from '../../support/office-of-desks.ts';
import { someRequisites, valueOf } from '../../support/test-desk.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const MEGABYTE = 1024 * 1024;
/** Size of the file that is interrupted, in megabytes: `LARGE_FILE=2048` for the long run. */
const LARGE_MEGABYTES = Number(process.env['LARGE_FILE'] ?? 32);
const INTERRUPTIONS = 20;
/** What both sides may hold of a file in memory beside what they hold anyway, whatever its size. */
const MEMORY_BYTES = 160 * MEGABYTE;
const SERVER = path.resolve(import.meta.dirname, '..', '..', 'support', 'central-server', 'server-process.ts');

interface ServerProcess {
  readonly address: string;
  readonly fingerprint: string;
  readonly codes: readonly string[];
  residentBytes(): Promise<number>;
}

async function serverProcess(): Promise<ServerProcess> {
  const child = spawn(process.execPath, [SERVER, temporaryFolder()], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const line = (): Promise<string> => new Promise((resolve) => void child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString())));
  const said = JSON.parse(await line()) as Pick<ServerProcess, 'address' | 'fingerprint' | 'codes'>;
  return {
    ...said,
    residentBytes: () => {
      const answer = line();
      child.stdin.write('\n');
      return answer.then(Number);
    },
  };
}

/** A stored file that an operation of the desk names; made in pieces, so that the test itself holds little. */
async function storeLargeFile({ rooms }: OfficeDesk, megabytes: number): Promise<{ readonly sha256: string; readonly size: number }> {
  const stored = await rooms.store.blobs.fill(async (writer) => {
    for (let count = 0; count < megabytes; count += 1) await writer.append(randomBytes(MEGABYTE));
  });
  const payload = { letterId: crypto.randomUUID(), files: [{ ...stored, fileName: 'запис.bin', mediaType: 'application/octet-stream', role: 'main' as const }] };
  rooms.store.commit((transaction) => transaction.append({ kind: 'letter.received', entity: payload.letterId, stream: MAIN_STREAM, actor: null, payload }));
  return stored;
}

async function hashOf({ rooms }: OfficeDesk, sha256: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of streamBlob(await rooms.store.blobs.locate(sha256))) hash.update(piece);
  return hash.digest('hex');
}

describe('files over bad links', () => {
  it(`a file of ${LARGE_MEGABYTES} MiB that is interrupted ${INTERRUPTIONS} times each way arrives whole, sent once, with little memory`, { timeout: 120_000 + LARGE_MEGABYTES * 1500 }, async () => {
    const server = await serverProcess();
    const proxy = await FaultProxy.before({ host: '127.0.0.1', port: Number(new URL(server.address).port) });
    const place = { url: `https://127.0.0.1:${proxy.port}`, certificate: server.fingerprint.replaceAll(':', '').toLowerCase() };
    const codes = [...server.codes];
    const line = { place, invite: async () => codes.shift() ?? '' };
    const [first, second] = [await founderOf(line), await joinedDesk(line, 'second')];
    await settle(first);
    const { sha256, size } = await storeLargeFile(first, LARGE_MEGABYTES);

    const own = { before: process.memoryUsage().rss, most: 0 };
    const its = { before: await server.residentBytes(), most: 0 };
    const measure = async (): Promise<void> => {
      own.most = Math.max(own.most, process.memoryUsage().rss);
      its.most = Math.max(its.most, await server.residentBytes());
    };
    const interrupted = async (desk: OfficeDesk, direction: 'up' | 'down'): Promise<void> => {
      const before = proxy.cuts;
      // Spread over the file, and short enough that all of them happen before its end.
      while (proxy.cuts - before < INTERRUPTIONS) {
        if (!proxy.isCutPending) proxy.cutAfter(Math.floor(size / (INTERRUPTIONS + 6)), direction);
        await desk.rooms.sync?.round();
        await measure();
      }
      await settle(desk, 10_000);
      await measure();
    };
    const up = proxy.passed.up;
    await interrupted(first, 'up');
    expect(first.rooms.sync?.files?.counters()).toMatchObject({ toSend: { files: 0 } });
    // What a break loses is the part that was on its way.
    expect(proxy.passed.up - up).toBeLessThan(size * 1.3 + 4 * MEGABYTE);

    await second.rooms.sync?.round();
    second.rooms.sync?.files?.want({ sha256 });
    const down = proxy.passed.down;
    await interrupted(second, 'down');
    expect(proxy.passed.down - down).toBeLessThan(size * 1.3 + 4 * MEGABYTE);
    expect(await hashOf(second, sha256)).toBe(sha256);
    expect(own.most - own.before).toBeLessThan(MEMORY_BYTES);
    expect(its.most - its.before).toBeLessThan(MEMORY_BYTES);
  });

  it('a registration passes at 64 kbit/s with 30 % loss while a large file is on its way', { timeout: 180_000 }, async () => {
    const office = await officeServer();
    const { proxy, line } = await lineTo(office, 7);
    const first = await founderOf(line);
    const second = await joinedDesk(office, 'second');
    await settle(first);
    const { size } = await storeLargeFile(first, 1);
    proxy.faults.bytesPerSecond = 8000;
    proxy.faults.loss = 0.3;
    // The file has begun, and fills the line.
    expect(await first.rooms.sync?.round()).toBe('done');
    const left = first.rooms.sync?.files?.counters().toSend.bytes;
    expect(left).toBe(size);
    const client = first.client();
    valueOf(await client.session.signIn({ login: 'registrar', password: 'Str0ng-pass!' }));
    const card = valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites: await someRequisites(client, { medium: 'paper' }), equalTo: null, knownSimilar: [], clockConfirmed: true }));
    const begun = performance.now();
    for (;;) {
      // A line like this one may break a round; the next one goes on.
      const end = await first.rooms.sync?.round();
      await second.rooms.sync?.round();
      if (second.rooms.store.database.prepare<[string]>('SELECT 1 FROM card WHERE registration_index = ?').get(card.registrationIndex) !== undefined) break;
      expect(['done', 'unreachable']).toContain(end);
    }
    expect(performance.now() - begun).toBeLessThan(60_000);
    expect(first.rooms.sync?.files?.counters().toSend.files).toBe(1);
    expect(proxy.passed.up).toBeLessThan(size);
    // With a better line the file ends where it was.
    proxy.faults.bytesPerSecond = null;
    proxy.faults.loss = 0;
    await settle(first);
    expect(first.rooms.sync?.files?.counters()).toMatchObject({ toSend: { files: 0 }, problems: 0 });
  });

  it('a limit of the bandwidth is kept in both directions', async () => {
    const office = await officeServer();
    const { proxy, line } = await lineTo(office);
    const [first, second] = [await founderOf(line), await joinedDesk(line, 'second')];
    await settle(first);
    const { sha256 } = await storeLargeFile(first, 1);
    const rate = async (desk: OfficeDesk, direction: 'up' | 'down'): Promise<number> => {
      desk.bandwidth.setLimit(200_000);
      const [before, begun] = [proxy.passed[direction], performance.now()];
      await desk.rooms.sync?.round();
      const measured = (proxy.passed[direction] - before) / ((performance.now() - begun) / 1000);
      desk.bandwidth.setLimit(null);
      await settle(desk);
      return measured;
    };
    const sent = await rate(first, 'up');
    await settle(second);
    second.rooms.sync?.files?.want({ sha256 });
    const fetched = await rate(second, 'down');
    for (const measured of [sent, fetched]) {
      expect(measured).toBeGreaterThan(100_000);
      expect(measured).toBeLessThan(260_000);
    }
    expect(second.rooms.store.blobs.has(sha256)).toBe(true);
  });

  it('a line that falls and comes back with delays loses nothing of many small files', async () => {
    const office = await officeServer();
    const { proxy, line } = await lineTo(office);
    const [first, second] = [await founderOf(line), await joinedDesk(line, 'second')];
    const letters: { sha256: string }[] = [];
    for (let count = 0; count < 6; count += 1) letters.push(await registerLetter(first, `лист-${count}.txt`, Buffer.from(randomBytes(20_000).toString('hex'))));
    proxy.faults.delay = 5;
    for (let fall = 0; fall < 8; fall += 1) {
      proxy.cutAfter(30_000 * (fall + 1));
      await first.rooms.sync?.round();
      proxy.fall();
      expect(await first.rooms.sync?.round()).toBe('unreachable');
      proxy.rise();
    }
    proxy.faults.delay = 0;
    await settle(first);
    await settle(second);
    for (const { sha256 } of letters) second.rooms.sync?.files?.want({ sha256 });
    await settle(second);
    for (const { sha256 } of letters) expect(await second.rooms.store.blobs.isIntact(sha256)).toBe(true);
  });
});
