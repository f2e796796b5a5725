import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const ROOT = path.resolve(import.meta.dirname, '..', '..', '..');
const DEPCRUISE = path.join(ROOT, 'node_modules', 'dependency-cruiser', 'bin/dependency-cruiser.mjs');

/** A little house with the real walls in which the given files stand; answers the names of broken walls. */
function brokenWalls(files: Readonly<Record<string, string>>): string[] {
  const house = temporaryFolder();
  cpSync(path.join(ROOT, '.dependency-cruiser.cjs'), path.join(house, '.dependency-cruiser.cjs'));
  cpSync(path.join(ROOT, 'package.json'), path.join(house, 'package.json'));
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(house, 'node_modules'));
  const all = { 'src-shared/domain/thing.ts': 'export const thing = 1;', 'src-main/store/store.ts': 'export const store = 1;', 'src-main/hosts/host.ts': 'export const host = 1;', ...files };
  for (const [file, content] of Object.entries(all)) {
    mkdirSync(path.dirname(path.join(house, file)), { recursive: true });
    writeFileSync(path.join(house, file), content);
  }
  const folders = [...new Set(Object.keys(all).map((file) => file.split('/')[0] ?? ''))];
  const { stdout, stderr } = spawnSync(process.execPath, [DEPCRUISE, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...folders], { cwd: house, encoding: 'utf8' });
  if (stdout === '') throw new Error(stderr);
  const { summary } = JSON.parse(stdout) as { summary: { violations: { rule: { name: string } }[] } };
  return [...new Set(summary.violations.map((violation) => violation.rule.name))].sort();
}

describe('walls', () => {
  it('let through what is allowed', () => {
    expect(
      brokenWalls({
        'src-main/registration/room.ts': "import { store } from '../store/store.ts'; import { thing } from '#shared/domain/thing.ts'; export const room = [store, thing];",
        'src-renderer/screen.ts': "import { thing } from '#shared/domain/thing.ts'; export const screen = thing;",
        'src-main/pdf/index.ts': 'export const draw = 1; export type Drawing = number;',
        'src-main/intake/room.ts': "import type { Drawing } from '../pdf/index.ts'; export const room = async (): Promise<Drawing> => (await import('../pdf/index.ts')).draw;",
        'src-main/app/main.ts': "import { app } from 'electron'; export const main = app;",
      }),
    ).toEqual([]);
  });

  it.each([
    ['shared-is-pure', { 'src-shared/planted.ts': "import { readFileSync } from 'node:fs'; export const x = readFileSync;" }],
    ['shared-is-pure', { 'src-shared/planted.ts': "import { store } from '../src-main/store/store.ts'; export const x = store;" }],
    ['renderer-knows-shared-only', { 'src-renderer/planted.ts': "import { store } from '../src-main/store/store.ts'; export const x = store;" }],
    ['renderer-is-a-page', { 'src-renderer/planted.ts': "import { readFileSync } from 'node:fs'; export const x = readFileSync;" }],
    ['main-knows-no-window', { 'src-renderer/page.ts': 'export const page = 1;', 'src-main/planted.ts': "import { page } from '../src-renderer/page.ts'; export const x = page;" }],
    ['server-knows-shared-only', { 'src-server/planted.ts': "import { store } from '../src-main/store/store.ts'; export const x = store;" }],
    ['electron-in-its-place', { 'src-main/registration/planted.ts': "import { app } from 'electron'; export const x = app;" }],
    ['signatures-pdf-scanning-stand-alone', { 'src-main/signatures/planted.ts': "import { store } from '../store/store.ts'; export const x = store;" }],
    ['no-sqlite-in-the-stand-alone', { 'src-main/pdf/planted.ts': "import Database from 'better-sqlite3'; export const x = Database;" }],
    ['desk-thread-loads-no-parser', { 'src-main/pdf/index.ts': 'export const draw = 1;', 'src-main/registration/planted.ts': "import { draw } from '../pdf/index.ts'; export const x = draw;" }],
    ['rooms-know-no-host', { 'src-main/registration/planted.ts': "import { host } from '../hosts/host.ts'; export const x = host;" }],
    ['store-is-the-ground', { 'src-main/intake/room.ts': 'export const room = 1;', 'src-main/store/planted.ts': "import { room } from '../intake/room.ts'; export const x = room;" }],
    ['no-circles', { 'src-main/a.ts': "import { b } from './b.ts'; export const a = (): unknown => b;", 'src-main/b.ts': "import { a } from './a.ts'; export const b = (): unknown => a;" }],
    ['resolvable', { 'src-main/planted.ts': "import { x } from './nowhere.ts'; export const y = x;" }],
  ] as const)('catch a planted import: %s', (wall, files) => {
    expect(brokenWalls(files)).toContain(wall);
  });
});
