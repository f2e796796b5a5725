import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDesk } from '../../src-main/desk/desk.ts';
import { createLogger } from '../../src-main/desk/logger.ts';
import { plainKeyStore } from '../../src-main/store/keys/plain-key-store.ts';
import type { Actor, Role } from '#shared/domain/rights.ts';
import { NO_JOBS, PROJECT_ROOT, valueOf, windowOf } from '../support/plain-desk.ts';
import { SimulatedEnvironment } from './simulated-environment.ts';

/** Work factor of password hashes: nobody guesses passwords here. */
const SCRYPT_COST = 2 ** 4;

export const START = Date.parse('2026-12-20T06:00:00.000Z');
const PASSWORD = 'Str0ng-pass!';

export interface OfficeTemplate {
  /** Makes a data directory with the office as its founder left it. */
  copyTo(directory: string): void;
  readonly registrar: Actor;
  readonly administrator: Actor;
}

/** Folder on a disk of memory where there is one: fsync costs nothing there, and order is what is looked at. */
export function workFolder(name: string): string {
  return mkdtempSync(path.join(process.platform === 'linux' ? '/dev/shm' : tmpdir(), `chancery-simulation-${name}-`));
}

/** Sets up one office, once for all seeds. */
export async function officeTemplate(): Promise<OfficeTemplate> {
  const dataDirectory = workFolder('office');
  const desk = await openDesk({
    dataDirectory,
    resourcesDirectory: path.join(PROJECT_ROOT, 'resources'),
    host: 'loopback',
    version: 'simulation',
    environment: new SimulatedEnvironment(() => START, 'template'),
    keyStore: plainKeyStore(),
    passphrase: null,
    jobs: NO_JOBS,
    logger: createLogger(null),
    scryptCost: SCRYPT_COST,
  });
  const client = windowOf(desk);
  valueOf(
    await client.desk.setUp({
      office: { name: 'Канцелярія', country: 'UA', documentLanguages: ['uk'], deskCode: '1' },
      passphrase: null,
      administrator: { name: 'Ганна Адміністратор', login: 'admin', password: PASSWORD },
      registrar: { name: 'Роман Реєстратор', login: 'registrar', password: PASSWORD },
    }),
  );
  const accounts = desk.rooms.accounts.listed();
  const actorOf = (login: string, role: Role): Actor => {
    const account = accounts.find((candidate) => candidate.login === login);
    if (account === undefined) throw new Error(`no account ${login}`);
    return { ...account, roles: [role] };
  };
  await desk.close();
  return {
    copyTo: (directory) => cpSync(dataDirectory, directory, { recursive: true }),
    registrar: actorOf('registrar', 'registrar'),
    administrator: actorOf('admin', 'administrator'),
  };
}
