import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const DESK = path.resolve(import.meta.dirname, '..', '..', 'support', 'crashing-desk.ts');
const STRACE = process.platform === 'linux' && spawnSync('strace', ['-f', '-e', 'trace=fsync', 'true']).status === 0;
const REGISTRATIONS = 120;

/** System calls that bring data to the disk, in order, with the answers of the desk between them. */
function traced(folder: string): string[] {
  const log = path.join(folder, 'trace');
  const { status, stderr } = spawnSync('strace', ['-f', '-s', '16', '-e', 'trace=fsync,fdatasync,write', '-o', log, process.execPath, DESK, path.join(folder, 'desk'), 'none', String(REGISTRATIONS)], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return readFileSync(log, 'utf8')
    .split('\n')
    .flatMap((line) => (/\b(fsync|fdatasync)\(/.test(line) ? ['sync'] : /write\(1, "registered/.test(line) ? ['answer'] : []));
}

describe.skipIf(!STRACE)(`what reaches the disk${STRACE ? '' : ' (skipped: no strace)'}`, () => {
  it('is there before a registration is answered, with at most two fsyncs a registration', () => {
    const calls = traced(temporaryFolder());
    const first = calls.indexOf('answer');
    const answers = calls.filter((call) => call === 'answer').length;
    expect(answers).toBe(REGISTRATIONS + 1);
    // Every answer has a sync of its own between the answer before and itself.
    const between = calls.slice(first + 1).join(' ').split('answer').slice(0, -1);
    expect(between.filter((part) => !part.includes('sync'))).toEqual([]);
    const syncs = calls.slice(first, calls.lastIndexOf('answer')).filter((call) => call === 'sync').length;
    expect(syncs / (answers - 1)).toBeLessThanOrEqual(2);
  });
});
