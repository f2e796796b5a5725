/**
 * `npm run -s requirements [-- --json]`: each requirement id with the tests that show it, and those
 * still without. The ids are those of the specification (requirements.md A.1, and the contradictions
 * X1 to X18 between the regulations), kept in `tests/requirements.txt`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from './lib/project.ts';

const ID = /\[((?:[A-Z]{2,5}-\d{2}|X\d{1,2})(?:\s*,\s*(?:[A-Z]{2,5}-\d{2}|X\d{1,2}))*)\]/g;
const isContradiction = (id: string): boolean => id.startsWith('X');
/** Titles of tests: the first argument of it, test or describe, plain or with modifiers such as `.each(…)`. */
const TITLE = /\b(?:it|test|describe)(?:\.\w+)*(?:\([^()]*\))?\(\s*(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`)/g;

function knownIds(): string[] {
  return readFileSync(path.join(projectRoot, 'tests', 'requirements.txt'), 'utf8').split('\n').filter((line) => /^(?:[A-Z]{2,5}-\d{2}|X\d{1,2})$/.test(line));
}

function testFiles(): string[] {
  return readdirSync(path.join(projectRoot, 'tests'), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(test|spec)\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

const shown = new Map<string, string[]>(knownIds().map((id) => [id, []]));
const unknown: string[] = [];
for (const file of testFiles()) {
  for (const match of readFileSync(file, 'utf8').matchAll(TITLE)) {
    const title = match[1] ?? match[2] ?? match[3] ?? '';
    for (const tag of title.matchAll(ID)) {
      for (const id of (tag[1] ?? '').split(',').map((part) => part.trim())) {
        const titles = shown.get(id);
        if (titles === undefined) unknown.push(`${id} in ${path.relative(projectRoot, file)}`);
        else titles.push(`${path.relative(projectRoot, file)}: ${title}`);
      }
    }
  }
}

if (process.argv.includes('--json')) {
  process.stdout.write(`${JSON.stringify(Object.fromEntries(shown), null, 2)}\n`);
} else {
  const covered = [...shown].filter(([, titles]) => titles.length > 0);
  for (const [id, titles] of covered) process.stdout.write(`${id}\n${titles.map((title) => `    ${title}\n`).join('')}`);
  process.stdout.write(`\nwithout a test: ${[...shown].filter(([, titles]) => titles.length === 0).map(([id]) => id).join(' ')}\n`);
  const count = (entries: readonly (readonly [id: string, titles: readonly string[]])[], contradictions: boolean): number => entries.filter(([id]) => isContradiction(id) === contradictions).length;
  process.stdout.write(`${count(covered, false)} of ${count([...shown], false)} requirements and ${count(covered, true)} of ${count([...shown], true)} contradictions are shown by tests\n`);
}
if (unknown.length > 0) {
  process.stderr.write(`ids that do not exist: ${unknown.join('; ')}\n`);
  process.exitCode = 1;
}
