import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { PrintItem } from '#shared/contract/printing.ts';
import { CupsPrintSystem } from '../../../src-main/printing/cups.ts';
import { systemEnvironment } from '../../../src-main/environment.ts';
import { cupsMissing, CupsServer } from '../../support/cups-server.ts';
import { printingMachine } from '../../support/printing-machine.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { openTestDesk, signIn, valueOf } from '../../support/test-desk.ts';

const DESK = path.resolve(import.meta.dirname, '..', '..', 'support', 'crashing-print-desk.ts');
const WAIT = { timeout: 30_000, interval: 100 };
const ACTIVE: ReadonlySet<PrintItem['state']> = new Set(['waiting', 'making', 'handing', 'printing']);

const missing = cupsMissing();
if (missing !== null) process.stderr.write(`a desk that is killed while it prints is not tested: ${missing}\n`);

interface Killed {
  readonly signal: NodeJS.Signals | null;
  /** Hashes of the batch, in its order; empty where the desk died before it answered. */
  readonly entered: readonly string[];
}

function runDesk(folders: Folders, server: CupsServer, place: string, count: number, killAfter?: number): Promise<Killed> {
  const child = spawn(process.execPath, [DESK, folders.desk, folders.witness, server.socket, place, String(count)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (part: string) => {
    text += part;
    if (killAfter !== undefined && text.endsWith('\n')) void sleep(killAfter).then(() => child.kill('SIGKILL'));
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (_code, signal) => resolve({ signal, entered: text.trim() === '' ? [] : text.trim().split(' ') }));
  });
}

interface Folders {
  readonly desk: string;
  readonly witness: string;
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe.skipIf(missing !== null)('a desk that is killed while it prints', () => {
  let server: CupsServer;
  let system: CupsPrintSystem;
  beforeAll(async () => {
    server = await CupsServer.start();
    server.addQueue('Reception');
    system = new CupsPrintSystem({ CUPS_SERVER: server.socket });
  }, 30_000);
  afterAll(async () => server.stop());

  /** Starts the desk again, and waits until nothing more happens by itself. */
  async function lifeAfter(folders: Folders): Promise<readonly PrintItem[]> {
    const desk = await openTestDesk({ dataDirectory: folders.desk, printing: system, sync: printingMachine('this machine', folders.witness), environment: systemEnvironment() });
    const client = desk.client();
    await signIn(client);
    await vi.waitFor(async () => expect(valueOf(await client.printing.queue({})).items.filter(({ state }) => ACTIVE.has(state))).toEqual([]), WAIT);
    const { items } = valueOf(await client.printing.queue({}));
    expect(readdirSync(path.join(folders.desk, 'printing'))).toEqual([]);
    await desk.close();
    return items;
  }

  it.each([
    { place: 'printing.leaveTaken', problem: 'printing.problem.copied', printed: 0 },
    { place: 'printing.handing', problem: 'printing.problem.unsure', printed: 0 },
    { place: 'printing.taken', problem: 'printing.problem.unsure', printed: 1 },
  ])('at $place leaves that one to a person and prints the others, each once', async ({ place, problem, printed }) => {
    const folders = { desk: temporaryFolder(), witness: temporaryFolder() };
    const before = server.output().length;
    expect((await runDesk(folders, server, place, 3)).signal).toBe('SIGKILL');
    const items = await lifeAfter(folders);
    expect(items.map((item) => [item.state, item.problem?.message ?? null])).toEqual([['failed', problem], ['printed', null], ['printed', null]]);
    await vi.waitFor(() => expect(server.output().length).toBe(before + 2 + printed), WAIT);
    const hashes = server.output().slice(before).map(hashOf);
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it.each([20, 90, 250, 600])('after %i ms of a batch has nothing printed twice, and nothing lost without a word', async (killAfter) => {
    const folders = { desk: temporaryFolder(), witness: temporaryFolder() };
    const before = server.output().length;
    const { signal, entered } = await runDesk(folders, server, 'none', 8, killAfter);
    expect(signal).toBe('SIGKILL');
    expect(entered).toHaveLength(8);
    const items = await lifeAfter(folders);
    expect(items).toHaveLength(8);
    // What lp had in hand when its desk died still gets to the scheduler.
    await vi.waitFor(() => expect(server.output().length).toBe(server.jobs().length), WAIT);
    const hashes = server.output().slice(before).map(hashOf);
    expect(new Set(hashes).size).toBe(hashes.length);
    for (const [at, { state, problem }] of items.entries()) {
      if (state === 'printed') expect(hashes).toContain(entered[at]);
      else expect([state, problem?.message]).toEqual(['failed', expect.stringMatching(/^printing\.problem\.(unsure|copied|lost)$/)]);
    }
    expect(items.filter(({ state }) => state !== 'printed').length).toBeLessThanOrEqual(1);
  });
});
