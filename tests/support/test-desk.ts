import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { ContractError, MethodInput, MethodOutput } from '#shared/contract/index.ts';
import { blankRequisites } from '#shared/domain/registration-card.ts';
import type { Result } from '#shared/domain/result.ts';
import type { Client } from '#shared/rpc/client.ts';
import { openDesk } from '../../src-main/desk/desk.ts';
import type { Desk, DeskRooms } from '../../src-main/desk/opened-desk.ts';
import { createLogger } from '../../src-main/desk/logger.ts';
import type { Environment } from '../../src-main/environment.ts';
import { linuxResidentMemory, spawnNodeProcess } from '../../src-main/jobs/node-processes.ts';
import { JobPool } from '../../src-main/jobs/pool.ts';
import type { JobRunner } from '../../src-main/jobs/job-runner.ts';
import type { KeyStore } from '../../src-main/store/keys/key-store.ts';
import { NO_PRINT_SYSTEM } from '../../src-main/printing/cups.ts';
import type { PrintSystem } from '../../src-main/printing/print-system.ts';
import type { NcalayerProgram } from '../../src-main/signing/ncalayer/index.ts';
import type { ValidationPolicy } from '../../src-main/signatures/index.ts';
import { openTokenSource } from '../../src-main/signing/tokens/token-source.ts';
import type { SyncHost } from '../../src-main/sync/synchronisation.ts';
import { plainKeyStore } from '../../src-main/store/keys/plain-key-store.ts';
import { PROJECT_ROOT, valueOf, windowOf } from './plain-desk.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { type TestEnvironment, testEnvironment } from './test-environment.ts';

export { PROJECT_ROOT, valueOf } from './plain-desk.ts';

export const JOB_PROCESS = path.join(PROJECT_ROOT, 'src-main', 'jobs', 'node-job-process.ts');
const TOKEN_PROCESS = path.join(PROJECT_ROOT, 'src-main', 'signing', 'tokens', 'node-token-process.ts');
export const PASSWORD = 'Str0ng-pass!';

export interface TestDeskOptions {
  readonly dataDirectory?: string;
  readonly environment?: Environment;
  readonly keyStore?: KeyStore;
  readonly passphrase?: string | null;
  readonly jobs?: JobRunner;
  readonly sync?: SyncHost;
  readonly printing?: PrintSystem;
  readonly ncalayer?: NcalayerProgram;
  readonly signaturePolicy?: ValidationPolicy;
}

export interface TestDesk {
  readonly desk: Desk & { readonly rooms: DeskRooms };
  readonly rooms: DeskRooms;
  readonly dataDirectory: string;
  /** A client as a window has it; each name is a window of its own. */
  client(window?: string): Client;
  close(): Promise<void>;
}

let sharedJobs: JobPool | null = null;

/** The real pool of job processes that the tests of a file share: a process takes a second to start, a desk asks for one in nearly every test. */
export function testJobs(): JobPool {
  if (sharedJobs !== null) return sharedJobs;
  const pool = new JobPool({ spawn: spawnNodeProcess(JOB_PROCESS), residentMemory: linuxResidentMemory, size: 1 });
  process.once('exit', () => pool.close());
  sharedJobs = pool;
  return pool;
}

/** Opens a real desk on real files; only the transport is left out. */
export async function openTestDesk(options: TestDeskOptions = {}): Promise<TestDesk> {
  const dataDirectory = options.dataDirectory ?? temporaryFolder();
  const desk = await openDesk({
    dataDirectory,
    resourcesDirectory: path.join(PROJECT_ROOT, 'resources'),
    host: 'loopback',
    version: '0.0.0-test',
    environment: options.environment ?? testEnvironment(),
    keyStore: options.keyStore ?? plainKeyStore(),
    passphrase: options.passphrase ?? null,
    jobs: options.jobs ?? testJobs(),
    tokens: (driverPath) => openTokenSource({ driverPath, spawn: spawnNodeProcess(TOKEN_PROCESS) }),
    logger: createLogger(null),
    scryptCost: 2 ** 10,
    printing: options.printing ?? NO_PRINT_SYSTEM,
    ...(options.ncalayer === undefined ? {} : { ncalayer: options.ncalayer }),
    ...(options.signaturePolicy === undefined ? {} : { signaturePolicy: options.signaturePolicy }),
    ...(options.sync === undefined ? {} : { sync: options.sync }),
  });
  let open = true;
  const close = async (): Promise<void> => {
    if (!open) return;
    open = false;
    await desk.close();
  };
  onTestFinished(close);
  return {
    desk,
    rooms: desk.rooms,
    dataDirectory,
    close,
    client: (window) => windowOf(desk, window),
  };
}

/** The typed error of a result; a value fails the test. */
export function errorOf(result: Result<unknown, ContractError>): ContractError {
  if (result.ok) throw new Error(`expected an error, got ${JSON.stringify(result.value)}`);
  return result.error;
}

/** Creates the office with an administrator and a registrar. */
export async function setUpOffice(client: Client, country: 'KZ' | 'UA' | 'KG' = 'UA', passphrase: string | null = null): Promise<void> {
  const languages = { KZ: ['kk', 'ru'], UA: ['uk'], KG: ['ky', 'ru'] } as const;
  valueOf(
    await client.desk.setUp({
      office: { name: 'Канцелярія перевірок', country, documentLanguages: [...languages[country]], deskCode: '1' },
      passphrase,
      administrator: { name: 'Ганна Адміністратор', login: 'admin', password: PASSWORD },
      registrar: { name: 'Роман Реєстратор', login: 'registrar', password: PASSWORD },
    }),
  );
}

export async function signIn(client: Client, login: 'admin' | 'registrar' = 'registrar'): Promise<MethodOutput<'session.signIn'>> {
  return valueOf(await client.session.signIn({ login, password: PASSWORD }));
}

/** Sends a file in pieces and makes a letter of it. */
export async function upload(client: Client, fileName: string, bytes: Uint8Array): Promise<MethodOutput<'files.finish'>> {
  const { uploadId } = valueOf(await client.files.begin({ fileName, size: bytes.length }));
  for (let offset = 0; offset < bytes.length; offset += 100_000) {
    valueOf(await client.files.append({ uploadId, offset, piece: Uint8Array.from(bytes.subarray(offset, offset + 100_000)) }));
  }
  return valueOf(await client.files.finish({ uploadId }));
}

/** The letters that wait, each with its files and reports. */
export async function waitingLetters(client: Client): Promise<MethodOutput<'intake.get'>[]> {
  const { letters } = valueOf(await client.intake.list({}));
  return Promise.all(letters.map(async ({ letterId }) => valueOf(await client.intake.get({ letterId }))));
}

/** Each letter of a test has a number of its own: the same sender, number and date are the same letter. */
let foreignNumbers = 566;

/** Requisites that every kind accepts in the given office. */
export async function someRequisites(client: Client, changes: Partial<MethodInput<'registration.register'>['requisites']> = {}): Promise<MethodInput<'registration.register'>['requisites']> {
  const { journals, kinds, cases } = valueOf(await client.registration.choices({}));
  const journal = journals.find((candidate) => candidate.direction === 'incoming');
  const kind = kinds.find((candidate) => candidate.directions.includes('incoming'));
  if (journal === undefined || kind === undefined || cases[0] === undefined) throw new Error('the pack has no incoming journal, kind or case');
  return {
    ...blankRequisites({ direction: 'incoming', journalId: journal.journalId, kindId: kind.kindId }),
    correspondent: 'Міністерство освіти і науки',
    correspondentNumber: `12/34-${(foreignNumbers += 1)}`,
    correspondentDate: '2026-02-27',
    subject: 'Про надання інформації щодо архівних справ',
    sheets: 2,
    attachmentSheets: null,
    language: 'uk',
    caseId: cases[0].caseId,
    addressee: 'Ректорові',
    ...changes,
  };
}


export type OpenOffice = Omit<TestDesk, 'client'> & { readonly client: Client; readonly environment: TestEnvironment };

/** An office that has been set up, with its registrar at the window and a clock that stands. */
export async function openOffice(country: 'KZ' | 'UA' | 'KG' = 'UA'): Promise<OpenOffice> {
  const environment = testEnvironment();
  const desk = await openTestDesk({ environment });
  const client = desk.client();
  await setUpOffice(client, country);
  await signIn(client);
  return { ...desk, client, environment };
}
