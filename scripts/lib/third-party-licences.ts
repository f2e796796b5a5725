import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from './project.ts';

interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
}

const LICENCE_FILE = /^(licen[cs]e|copying|notice|ofl)/i;
const RULE = `\n\n${'='.repeat(78)}\n\n`;

function licenceTexts(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => LICENCE_FILE.test(name))
    .sort()
    .map((name) => readFileSync(path.join(folder, name), 'utf8').trim());
}

/**
 * Licence texts of all works that the program is made of: packages, most of which are bundled and lose
 * their own files, and fonts.
 *
 * @throws Error for a package that states no licence at all.
 */
export function thirdPartyLicences(): string {
  const lock = JSON.parse(readFileSync(path.join(projectRoot, 'package-lock.json'), 'utf8')) as { packages: Record<string, LockedPackage> };
  const parts: string[] = [];
  for (const [location, { version, license, dev }] of Object.entries(lock.packages)) {
    const folder = path.join(projectRoot, location);
    if (location === '' || dev === true || !existsSync(folder)) continue;
    const name = location.replace(/^.*node_modules\//, '');
    const texts = licenceTexts(folder);
    if (license === undefined && texts.length === 0) throw new Error(`${name} ${version ?? ''} states no licence`);
    parts.push([`${name} ${version ?? ''} (${license ?? 'see text'})`, ...texts].join('\n\n'));
  }
  parts.push(['Noto Sans, in resources/fonts', ...licenceTexts(path.join(projectRoot, 'resources', 'fonts'))].join('\n\n'));
  return `Chancery contains the following works of others.${RULE}${parts.join(RULE)}\n`;
}
