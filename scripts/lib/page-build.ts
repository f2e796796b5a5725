import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from './project.ts';
import { runTool } from './run.ts';

/** What the page is made of; its build is stale when any of it changes. */
const SOURCES = ['src-renderer', 'src-shared', 'vite.config.ts', 'package-lock.json'];

function filesBelow(entry: string): string[] {
  const full = path.join(projectRoot, entry);
  if (!existsSync(full)) return [];
  const entries = readdirSync(full, { withFileTypes: true, recursive: true });
  return entries.filter((found) => found.isFile()).map((found) => path.join(found.parentPath, found.name)).sort();
}

function fingerprint(): string {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    const files = path.extname(source) === '' ? filesBelow(source) : [path.join(projectRoot, source)];
    for (const file of files) hash.update(path.relative(projectRoot, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/** Builds the page with Vite unless the built one is of exactly these sources. */
export async function buildPage({ force }: { readonly force: boolean }): Promise<void> {
  const marker = path.join(projectRoot, 'out', 'renderer', '.sources');
  const current = fingerprint();
  if (!force && existsSync(marker) && readFileSync(marker, 'utf8') === current) return;
  process.stderr.write('chancery: building the page (once after each change) …\n');
  await runTool('vite', ['build', '--logLevel', 'warn'], { stdout: 'stderr' });
  writeFileSync(marker, current);
}
