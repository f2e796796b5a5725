import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { letter } from './samples.ts';

/** `COPIES=10000` is the long form: half an hour. */
const COPIES = Number(process.env['COPIES'] ?? 100);
const MIB = 1024 * 1024;
const folder = mkdtempSync(path.join(tmpdir(), 'many-copies-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe(`${COPIES} paper copies and as many stamped ones in a row`, () => {
  it('leave no memory and no open file behind', { timeout: 60_000 + COPIES * 2_000 }, async () => {
    const file = path.join(folder, 'letter.pdf');
    writeFileSync(file, await letter('uk', 3));
    const script = fileURLToPath(new URL('./many-copies-child.ts', import.meta.url));
    const run = spawnSync(process.execPath, ['--no-warnings', '--expose-gc', script, file, String(COPIES)], { encoding: 'utf8' });
    expect(run.stderr).toBe('');
    const rounds = run.stdout.trim().split('\n').map((line) => JSON.parse(line) as { made: number; held: number; open: number });
    expect(rounds.length).toBe(10);
    // The first tenths warm up code and caches of fonts; from then on nothing may grow with the number of copies.
    const [warm, last] = [rounds[2], rounds.at(-1)];
    if (warm === undefined || last === undefined) throw new Error('no rounds');
    process.stdout.write(`held after ${warm.made}: ${(warm.held / MIB).toFixed(1)} MiB, after ${last.made}: ${(last.held / MIB).toFixed(1)} MiB\n`);
    // What the collector has not come to yet makes it go up and down by some MiB; a leak grows with the copies.
    expect(last.held - warm.held).toBeLessThan(24 * MIB);
    expect(last.open).toBe(warm.open);
  });
});
