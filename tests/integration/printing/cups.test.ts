import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ZodError } from 'zod';
import type { PrintOptions } from '#shared/contract/printing.ts';
import { CupsPrintSystem, systemPrinting } from '../../../src-main/printing/cups.ts';
import { PrintFailed } from '../../../src-main/printing/print-system.ts';
import { cupsMissing, CupsServer } from '../../support/cups-server.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const missing = cupsMissing();
if (missing !== null) process.stderr.write(`printing through CUPS is not tested: ${missing}\n`);

const WAIT = { timeout: 15_000, interval: 100 };

function optionsFor(printer: string, changes: Partial<PrintOptions> = {}): PrintOptions {
  return { printer, copies: 1, sides: 'one-sided', pages: null, ...changes };
}

async function problemOf(work: Promise<unknown>): Promise<{ problem: string; detail: string }> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof PrintFailed)) throw new Error(`expected a failure of printing, got ${String(error)}`);
  return { problem: error.problem, detail: error.detail };
}

describe.skipIf(missing !== null)('printing through CUPS', () => {
  let server: CupsServer;
  let cups: CupsPrintSystem;
  let file: string;
  const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(70_000)]);

  beforeAll(async () => {
    server = await CupsServer.start();
    server.addQueue('Reception', 'keeps', 'Принтер приймальні');
    server.addQueue('second');
    server.makeDefault('Reception');
    cups = new CupsPrintSystem({ CUPS_SERVER: server.socket });
    file = path.join(path.dirname(server.printed), '-copy; rm.pdf');
    writeFileSync(file, bytes, { mode: 0o600 });
  }, 30_000);
  afterAll(async () => server.stop());

  it('names the printers with their descriptions, the default and what they take', async () => {
    server.addQueue('rejecting');
    server.reject('rejecting', 'no paper');
    expect(await cups.printers()).toEqual([
      { name: 'Reception', description: 'Принтер приймальні', isDefault: true, accepting: true },
      { name: 'rejecting', description: 'rejecting', isDefault: false, accepting: false },
      { name: 'second', description: 'second', isDefault: false, accepting: true },
    ]);
    server.removeQueue('rejecting');
  });

  it('prints the very bytes of a file, as often and on such sides and pages as asked, under a title that says nothing', async () => {
    const jobId = await cups.submit(file, optionsFor('Reception', { copies: 3, sides: 'two-sided-long-edge', pages: '5, 1–3' }));
    expect(jobId).toMatch(/^Reception-\d+ \w{3} \w{3} \d+ [\d:]{8} \d{4} \S+$/);
    await vi.waitFor(async () => expect(await cups.state(jobId)).toBe('printed'), WAIT);
    expect(server.output().at(-1)?.equals(bytes)).toBe(true);
    const job = server.jobs().at(-1) ?? '';
    expect(job.split(' ')[1]).toBe('3');
    expect(job).toContain('sides=two-sided-long-edge');
    expect(job).toMatch(/page-ranges=1(-3|,2,3),5/);
  });

  it('tells a stopped, a rejecting and a vanished printer apart, in the words that stand at it', async () => {
    server.addQueue('third');
    server.reject('third', 'no paper');
    expect((await problemOf(cups.submit(file, optionsFor('third')))).problem).toBe('notAccepting');
    server.accept('third');
    server.disable('third', 'no toner');
    expect(await problemOf(cups.submit(file, optionsFor('third')))).toEqual({ problem: 'stopped', detail: 'no toner' });
    server.removeQueue('third');
    expect(await problemOf(cups.submit(file, optionsFor('third')))).toEqual({ problem: 'noPrinter', detail: 'third' });
  });

  it('knows a job that waits at a printer which stops, and one that was given up', async () => {
    server.addQueue('stops', 'stops');
    const stopped = await cups.submit(file, optionsFor('stops'));
    await vi.waitFor(async () => expect(await problemOf(cups.state(stopped))).toEqual({ problem: 'stopped', detail: 'out of paper' }), WAIT);
    await cups.cancel(stopped);
    await vi.waitFor(async () => expect(await cups.state(stopped)).toBe('cancelled'), WAIT);
    server.addQueue('breaks', 'gives-up');
    const broken = await cups.submit(file, optionsFor('breaks'));
    await vi.waitFor(async () => expect(await cups.state(broken)).toBe('aborted'), WAIT);
    // Cancelling what has ended changes nothing.
    await cups.cancel(broken);
    expect(await cups.state(broken)).toBe('aborted');
  });

  it('takes a job back that is with the printer; nothing of it comes out', async () => {
    const before = server.output().length;
    server.hold(true);
    const jobId = await cups.submit(file, optionsFor('second'));
    expect(await cups.state(jobId)).toBe('waiting');
    await cups.cancel(jobId);
    await vi.waitFor(async () => expect(await cups.state(jobId)).toBe('cancelled'), WAIT);
    server.hold(false);
    expect(server.output().length).toBe(before);
  });

  it('says of a job that the scheduler never had that it is unknown', async () => {
    expect(await cups.state('Reception-999999')).toBe('unknown');
    expect(await cups.state('-a')).toBe('unknown');
  });

  it.each(['-h', '', 'a b', 'a/b', "a'$(id)", 'a\nb', '--', 'x'.repeat(200)])('hands no hostile printer name over: %j', async (printer) => {
    const before = server.jobs().length;
    await expect(cups.submit(file, optionsFor(printer))).rejects.toBeInstanceOf(ZodError);
    await expect(cups.cancel(`${printer}-`)).rejects.toThrow(PrintFailed);
    expect(server.jobs().length).toBe(before);
  });

  it.each([{ copies: 0 }, { copies: 100 }, { copies: 1.5 }, { sides: 'one-sided -o raw' }, { pages: '1; id' }, { pages: '3-1' }, { pages: '' }])('hands no hostile option over: %j', async (changes) => {
    const before = server.jobs().length;
    await expect(cups.submit(file, optionsFor('Reception', changes as Partial<PrintOptions>))).rejects.toBeInstanceOf(ZodError);
    expect(server.jobs().length).toBe(before);
  });

  it('hands nothing of the surroundings on but the place of the scheduler', async () => {
    const folder = temporaryFolder();
    const own = new CupsPrintSystem({ CUPS_SERVER: server.socket, PATH: folder, LD_PRELOAD: '/nowhere.so', LC_ALL: 'uk_UA.UTF-8' });
    expect((await own.printers())?.map(({ name }) => name)).toContain('Reception');
    expect(readdirSync(folder)).toEqual([]);
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });

  it('knows an ended job also after the scheduler was started again', async () => {
    const jobId = await cups.submit(file, optionsFor('Reception'));
    await vi.waitFor(async () => expect(await cups.state(jobId)).toBe('printed'), WAIT);
    await server.halt();
    await server.run();
    expect(await cups.state(jobId)).toBe('printed');
  });

  it('takes no job of another for its own where the scheduler lost its spool and counts anew', async () => {
    const other = new CupsPrintSystem({ CUPS_SERVER: server.socket });
    await server.loseSpool();
    const ours = await cups.submit(file, optionsFor('Reception'));
    expect(ours).toMatch(/^Reception-1 /);
    await server.loseSpool();
    const before = server.jobs().length;
    server.hold(true);
    // The origin tells seconds apart; a scheduler needs longer to lose its spool on a machine that people use.
    await sleep(1100);
    const theirs = await other.submit(file, optionsFor('Reception'));
    expect(theirs).toMatch(/^Reception-1 /);
    expect(await cups.state(ours)).toBe('unknown');
    await cups.cancel(ours);
    expect(await other.state(theirs)).toBe('waiting');
    server.hold(false);
    await vi.waitFor(async () => expect(await other.state(theirs)).toBe('printed'), WAIT);
    expect(await cups.state(ours)).toBe('unknown');
    expect(server.jobs().length).toBe(before + 1);
    // A job whose origin is not known is nobody's, so that it is neither told as printed nor taken out.
    expect(await cups.state('Reception-1')).toBe('unknown');
  });

  it('says that the scheduler does not answer, which is not the same as no printers', async () => {
    await server.halt();
    expect((await problemOf(cups.printers())).problem).toBe('notAnswering');
    await server.run();
    expect(await cups.printers()).not.toEqual([]);
  });
});

describe('a machine without CUPS', () => {
  it('has no print system, and says so', async () => {
    expect(await systemPrinting('win32').printers()).toBeNull();
  });
});
