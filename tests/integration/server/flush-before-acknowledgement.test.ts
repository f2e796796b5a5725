import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ChainDesk, registered } from '../../support/central-server/chain-desk.ts';
import { HttpsClient } from '../../support/central-server/https-client.ts';
import { systemCallsOf, unflushedAnswers } from '../../support/system-calls.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const CHANCERY = path.resolve(import.meta.dirname, '..', '..', '..', 'bin', 'chancery');
const PUSHES = 5;

const canTrace = ((): boolean => {
  try {
    execFileSync('strace', ['-o', '/dev/null', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

describe.skipIf(!canTrace)(`the server's SQLite store under strace${canTrace ? '' : ' (skipped: install strace, and allow it to trace)'}`, () => {
  it('has flushed what a push wrote before a byte of the acknowledgement leaves', async () => {
    const folder = temporaryFolder();
    const trace = path.join(temporaryFolder(), 'trace');
    const command = (...words: readonly string[]): string => execFileSync(process.execPath, [CHANCERY, 'server', ...words, '--data', folder], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    command('org', 'create', 'Office');
    // `-D`: the process is the server, and the tracer stands beside it.
    const server = spawn('strace', ['-D', '-f', '-yy', '-e', 'trace=write,writev,pwrite64,pwritev,sendto,sendmsg,fsync,fdatasync', '-s', '0', '-o', trace, process.execPath, CHANCERY, 'server', '--data', folder, '--listen', '127.0.0.1:0'], { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, LC_ALL: 'en_GB.UTF-8' } });
    onTestFinished(() => void server.kill('SIGKILL'));
    let said = '';
    server.stderr.on('data', (part: Buffer) => {
      said += part.toString('utf8');
    });
    for (let waited = 0; !said.includes('fingerprint'); waited += 1) {
      if (waited > 1500 || server.exitCode !== null) throw new Error(`the server did not start: ${said}`);
      await sleep(20);
    }
    const client = new HttpsClient(/https:\/\/[\d.:]+\d/.exec(said)?.[0] ?? '', readFileSync(path.join(folder, 'server-certificate.pem'), 'utf8'));
    onTestFinished(() => client.close());
    const desk = new ChainDesk(client.methods, 'desk', true);
    await desk.enrol(command('invite'));
    await desk.hello();
    for (let number = 1; number <= PUSHES; number += 1) expect(await desk.say(registered({ document: `document ${number}`, number }))).toMatchObject({ seq: number });
    client.close();
    server.kill('SIGTERM');
    const text = (): string => readFileSync(trace, 'utf8');
    for (let waited = 0; !text().includes(`${server.pid} +++ exited`) && waited < 1000; waited += 1) await sleep(20);
    const calls = systemCallsOf(text(), 'server.sqlite-wal');
    expect(unflushedAnswers(calls)).toEqual({ flushes: expect.any(Number), answers: expect.any(Number), unflushed: 0 });
    // Each push has a commit of its own here, after those of enrolment and greeting.
    expect(unflushedAnswers(calls).flushes).toBeGreaterThanOrEqual(PUSHES + 2);
    expect(unflushedAnswers(calls).answers).toBeGreaterThanOrEqual(PUSHES + 2);
    // A store that does not flush would be seen.
    expect(unflushedAnswers(calls.filter(({ kind }) => kind !== 'flush')).unflushed).toBeGreaterThanOrEqual(PUSHES);
  }, 90_000);
});
