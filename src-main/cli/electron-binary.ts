import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectPaths } from './paths.ts';
import { say } from './terminal.ts';

const FETCH_LIMIT_MILLISECONDS = 10 * 60_000;
const PACKAGE = path.join(projectPaths.root, 'node_modules', 'electron');

/** Whether a window can be shown at all. */
export function hasDisplay(environment: NodeJS.ProcessEnv = process.env): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(environment['DISPLAY'] || environment['WAYLAND_DISPLAY']);
}

function platformExecutable(): string {
  if (process.platform === 'win32') return 'electron.exe';
  return process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron';
}

/** The Electron binary where one is: named by ELECTRON_OVERRIDE_DIST_PATH, or fetched before; else null. */
export function electronExecutable(environment: NodeJS.ProcessEnv = process.env): string | null {
  const override = environment['ELECTRON_OVERRIDE_DIST_PATH'];
  const pathFile = path.join(PACKAGE, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : platformExecutable();
  const executable = override === undefined || override === '' ? path.join(PACKAGE, 'dist', name) : path.join(override, name);
  return existsSync(executable) ? executable : null;
}

/** Tries to fetch the binary as the electron package does; null where its source cannot be reached. */
export async function fetchElectron(): Promise<string | null> {
  say('cli.fetchingElectron');
  const fetched = await new Promise<boolean>((resolve) => {
    const child = spawn(process.execPath, [path.join(PACKAGE, 'install.js')], { stdio: 'ignore', timeout: FETCH_LIMIT_MILLISECONDS });
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === 0));
  });
  return fetched ? electronExecutable() : null;
}
