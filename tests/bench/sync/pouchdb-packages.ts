import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

/** What is installed, to the version and checksum of each package. */
const PINNED = path.join(import.meta.dirname, 'pouchdb');
const FILES = ['package.json', 'package-lock.json'];

function cacheDirectory(): string {
  if (process.env['CHANCERY_CACHE'] !== undefined) return process.env['CHANCERY_CACHE'];
  if (process.platform === 'win32') return path.join(process.env['LOCALAPPDATA'] ?? path.join(homedir(), 'AppData', 'Local'), 'chancery', 'cache');
  return path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'chancery');
}

/**
 * Folder in which PouchDB and express-pouchdb are installed. They are peers of this bench alone and no part of the
 * project: they are fetched once, into the cache, by the lock file beside this one, and none of their scripts is run.
 *
 * @throws where they are not there and cannot be fetched
 */
export function pouchdbPackages(): string {
  const lock = createHash('sha256').update(readFileSync(path.join(PINNED, 'package-lock.json'))).digest('hex').slice(0, 16);
  const folder = path.join(cacheDirectory(), `bench-pouchdb-${lock}-${process.platform}-${process.arch}`);
  if (existsSync(folder)) return folder;
  process.stderr.write('chancery: fetching PouchDB and express-pouchdb to compare with (45 MB in the cache, once) …\n');
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  for (const file of FILES) copyFileSync(path.join(PINNED, file), path.join(unfinished, file));
  const script = process.env['npm_execpath'];
  const byScript = script !== undefined && /\.c?js$/.test(script) && existsSync(script);
  const args = ['ci', '--omit=optional', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status, error } = spawnSync(byScript ? process.execPath : 'npm', byScript ? [script, ...args] : args, { cwd: unfinished, stdio: ['ignore', 2, 2], shell: !byScript && process.platform === 'win32' });
  if (status !== 0) {
    rmSync(unfinished, { recursive: true, force: true });
    throw new Error('PouchDB could not be fetched to compare with; connect to the network once', { cause: error });
  }
  // Another run may have been quicker; its copy is as good.
  if (existsSync(folder)) rmSync(unfinished, { recursive: true, force: true });
  else renameSync(unfinished, folder);
  return folder;
}
