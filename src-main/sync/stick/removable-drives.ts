import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

export interface RemovableDrive {
  readonly folder: string;
  readonly name: string;
}

/** The drives that can be carried, as they are plugged in now. */
export type RemovableDrives = () => Promise<readonly RemovableDrive[]>;

/** Where desktops of Linux mount what is plugged in. */
const LINUX_FOLDERS = ['/media/', '/run/media/'];
const WINDOWS_LETTERS = [...'DEFGHIJKLMNOPQRSTUVWXYZ'];

/** What this machine shows, and folders that `CHANCERY_STICKS` names (between them what separates a PATH). */
export const systemDrives: RemovableDrives = async () => {
  const named = (process.env['CHANCERY_STICKS'] ?? '').split(path.delimiter).filter((folder) => folder !== '' && existsSync(folder));
  return [...named, ...(await ofPlatform())].map((folder) => ({ folder, name: path.basename(folder) || folder }));
};

async function ofPlatform(): Promise<string[]> {
  if (process.platform === 'linux') return mountPoints(await readFile('/proc/self/mountinfo', 'utf8')).filter((folder) => LINUX_FOLDERS.some((place) => folder.startsWith(place)));
  if (process.platform === 'win32') {
    const system = (process.env['SystemDrive'] ?? 'C:').slice(0, 1).toUpperCase();
    return WINDOWS_LETTERS.filter((letter) => letter !== system).map((letter) => `${letter}:\\`).filter((root) => existsSync(root));
  }
  if (process.platform === 'darwin') {
    // The system's own volume stands there as a link to the root.
    return (await readdir('/Volumes', { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => path.join('/Volumes', name));
  }
  return [];
}

/** Folders of the fifth column of mountinfo (proc(5)); spaces and the like stand there as octal numbers. */
export function mountPoints(mountinfo: string): string[] {
  return mountinfo
    .split('\n')
    .map((line) => line.split(' ')[4] ?? '')
    .filter((folder) => folder !== '')
    .map((folder) => folder.replaceAll(/\\(?<code>[0-7]{3})/g, (_match, code: string) => String.fromCharCode(Number.parseInt(code, 8))));
}
