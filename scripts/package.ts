/** `npm run package -- [arguments of electron-builder]`: builds the program for Electron and packs it. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from './lib/project.ts';
import { runTool } from './lib/run.ts';

/**
 * Builds main process, desk thread, job process, preload script and page.
 *
 * @param outDirectory folder of the outputs, `out` of the checkout unless given
 */
export async function buildProgram(outDirectory: string = path.join(projectRoot, 'out')): Promise<void> {
  await runTool('electron-vite', ['build', '--logLevel', 'warn'], { stdout: 'stderr', env: { CHANCERY_OUT: outDirectory } });
  writeFileSync(path.join(outDirectory, 'third-party-licences.txt'), thirdPartyLicences());
}

/** Packs what has been built. @param args as electron-builder takes them, e.g. `--linux deb` */
export async function packProgram(args: readonly string[]): Promise<void> {
  await runTool('electron-builder', ['--publish', 'never', ...args], { stdout: 'stderr' });
}

interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
}

/** Licence texts of all packages that the program is made of: most are bundled and lose their own files. */
export function thirdPartyLicences(): string {
  const lock = JSON.parse(readFileSync(path.join(projectRoot, 'package-lock.json'), 'utf8')) as { packages: Record<string, LockedPackage> };
  const used = Object.entries(lock.packages).filter(([folder, { dev, optional }]) => folder !== '' && dev !== true && (optional !== true || existsSync(path.join(projectRoot, folder))));
  return used.map(([folder, { version, license }]) => [`${folder.replace(/^.*node_modules\//, '')} ${version ?? ''} (${license ?? 'see text'})`, ...licenceFiles(path.join(projectRoot, folder))].join('\n\n')).join(`\n\n${'='.repeat(80)}\n\n`);
}

function licenceFiles(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => /^(licen[cs]e|copying|notice)/i.test(name));
  return names.map((name) => readFileSync(path.join(folder, name), 'utf8').trim());
}

if (import.meta.main) {
  await buildProgram();
  await packProgram(process.argv.slice(2));
}
