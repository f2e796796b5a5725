/**
 * `node tests/simulation/check-mutants.ts [--seeds N] [words of a name]`: puts each kept fault into a copy of the source
 * and lets the simulation look for it: in the seed that found it last, then in many. Prints each that is not found;
 * exits 0 only where all are.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Mutant, MUTANTS } from './mutants.ts';

const PROJECT = path.resolve(import.meta.dirname, '..', '..');
const COPIED = ['package.json', 'src-shared', 'src-main', 'src-server', 'tests/simulation', 'tests/support'];
const LINKED = ['node_modules', 'resources'];
const FIRST_SEED = 5000;

const { values, positionals } = parseArgs({ options: { seeds: { type: 'string', default: '400' } }, allowPositionals: true });

function copyWith(mutant: Mutant): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'chancery-mutant-'));
  for (const name of COPIED) cpSync(path.join(PROJECT, name), path.join(folder, name), { recursive: true });
  for (const name of LINKED) symlinkSync(path.join(PROJECT, name), path.join(folder, name));
  for (const { file, find, replace } of mutant.changes) {
    const at = path.join(folder, file);
    const source = readFileSync(at, 'utf8');
    if (source.split(find).length !== 2) throw new Error(`mutant "${mutant.name}": its text stands not once in ${file}`);
    writeFileSync(at, source.replace(find, () => replace));
  }
  return folder;
}

/** @returns the seed and what the simulation found there first, or null */
function found(mutant: Mutant): string | null {
  const folder = copyWith(mutant);
  try {
    return foundIn(folder, mutant.seed, '1') ?? foundIn(folder, FIRST_SEED, values.seeds);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function foundIn(folder: string, from: number, seeds: string): string | null {
  const run = spawnSync(process.execPath, [path.join(folder, 'tests', 'simulation', 'simulate.ts'), '--seeds', seeds, '--from', String(from), '--first'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (run.status === 0) return null;
  const [seed, violation] = run.stdout.split('\n').filter((line) => line !== '');
  return seed === undefined ? `ended with ${run.status}: ${run.stderr.slice(0, 300)}` : `${seed}${violation ?? ''}`;
}

let missed = 0;
const chosen = MUTANTS.filter(({ name }) => positionals.every((word) => name.includes(word)));
for (const mutant of chosen) {
  const first = found(mutant);
  if (first === null) missed += 1;
  process.stdout.write(first === null ? `NOT FOUND in ${values.seeds} seeds: ${mutant.name}\n` : `found: ${mutant.name}: ${first.slice(0, 160)}\n`);
}
process.stdout.write(`${chosen.length} mutants, ${missed} not found\n`);
process.exitCode = missed > 0 ? 1 : 0;
