import { execFileSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Bandwidth } from './bandwidth.ts';
import { HttpsLink } from './https-link.ts';
import { systemDrives } from './stick/removable-drives.ts';
import type { SyncHost } from './synchronisation.ts';

/** Where the system keeps an id of the installation. */
const MACHINE_ID_FILES = ['/etc/machine-id', '/var/lib/dbus/machine-id'];
const REGISTRY_GUID = /MachineGuid\s+REG_SZ\s+(?<id>[\w-]+)/;
const PLATFORM_UUID = /"IOPlatformUUID" = "(?<id>[\w-]+)"/;

/** The machine as it is: its own fingerprint, HTTPS, a folder of the user outside every data directory. */
export function systemSyncHost(witnessDirectory: string): SyncHost {
  const bandwidth = new Bandwidth();
  return { link: (place) => new HttpsLink(place, bandwidth), bandwidth, machine: machineFingerprint(witnessDirectory), witnessDirectory, drives: systemDrives, automatic: true };
}

/** Tells this machine from others; the system's own id never leaves it as it is. */
function machineFingerprint(witnessDirectory: string): string {
  return createHash('sha256').update(`chancery desk ${systemId() ?? keptId(witnessDirectory)}`).digest('hex');
}

function systemId(): string | null {
  if (process.platform === 'win32') return found(REGISTRY_GUID, 'reg', ['query', String.raw`HKLM\SOFTWARE\Microsoft\Cryptography`, '/v', 'MachineGuid']);
  if (process.platform === 'darwin') return found(PLATFORM_UUID, 'ioreg', ['-rd1', '-c', 'IOPlatformExpertDevice']);
  const file = MACHINE_ID_FILES.find((candidate) => existsSync(candidate));
  const id = file === undefined ? '' : readFileSync(file, 'utf8').trim();
  return id === '' ? null : id;
}

function found(pattern: RegExp, command: string, args: readonly string[]): string | null {
  try {
    return pattern.exec(execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], timeout: 5000 }))?.groups?.['id'] ?? null;
  } catch {
    // A system that does not tell its id: one of our own, kept beside the witness, stands for it.
    return null;
  }
}

/** Where the system has no id: one that is made once, and does not travel with the data directory. */
function keptId(witnessDirectory: string): string {
  const file = path.join(witnessDirectory, 'machine');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  mkdirSync(witnessDirectory, { recursive: true, mode: 0o700 });
  const id = randomUUID();
  writeFileSync(file, `${id}\n`, { mode: 0o600 });
  return id;
}
