/** `npm run licences`: gathers the licences of what the product ships with into THIRD-PARTY-LICENCES.txt. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from './lib/project.ts';

interface LockedPackage {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly license?: string;
}

const LICENCE_FILE = /^(licen[cs]e|copying|notice|ofl)([.-].*)?$/i;
const lock = JSON.parse(readFileSync(path.join(projectRoot, 'package-lock.json'), 'utf8')) as { packages: Record<string, LockedPackage> };

function licenceTexts(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => LICENCE_FILE.test(name))
    .sort()
    .map((name) => readFileSync(path.join(folder, name), 'utf8').trim());
}

const parts: string[] = [];
for (const [location, locked] of Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1))) {
  const folder = path.join(projectRoot, location);
  if (location === '' || locked.dev === true || !existsSync(folder)) continue;
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { name: string; version: string; license?: string };
  const texts = licenceTexts(folder);
  if (license === undefined && texts.length === 0) throw new Error(`${name} ${version} states no licence`);
  parts.push([`${name} ${version} — ${license ?? 'see text'}`, ...texts].join('\n\n'));
}
for (const name of readdirSync(path.join(projectRoot, 'resources', 'fonts')).filter((entry) => LICENCE_FILE.test(entry) || /licen[cs]e|ofl/i.test(entry)).sort()) {
  parts.push([`Fonts in resources/fonts (${name})`, readFileSync(path.join(projectRoot, 'resources', 'fonts', name), 'utf8').trim()].join('\n\n'));
}
const rule = `\n\n${'-'.repeat(78)}\n\n`;
writeFileSync(path.join(projectRoot, 'THIRD-PARTY-LICENCES.txt'), `Chancery contains or is built with the following works of others.${rule}${parts.join(rule)}\n`);
process.stderr.write(`chancery: licences of ${parts.length} works gathered\n`);
