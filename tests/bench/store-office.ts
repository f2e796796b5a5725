import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Client, createClient } from '#shared/rpc/client.ts';
import { type Desk, type DeskRooms, openDesk } from '../../src-main/desk/desk.ts';
import { createLogger } from '../../src-main/desk/logger.ts';
import { systemEnvironment } from '../../src-main/environment.ts';
import { plainKeyStore } from '../../src-main/store/keys/plain-key-store.ts';
import { EXECUTOR_LOGIN, GENERATED_PASSWORD, generateOffice } from '../support/office-generator/generate-office.ts';

export const ROOT = path.resolve(import.meta.dirname, '..', '..');
export const LONG_CARDS = 1_000_000;
export const SHORT_CARDS = 100_000;

/** A generated office on the disk; BENCH_STORE keeps it there for the next run. */
export interface GeneratedStore {
  readonly folder: string;
  readonly cards: number;
  remove(): void;
}

export async function generatedStore(cards: number): Promise<GeneratedStore> {
  const kept = process.env['BENCH_STORE'];
  const root = kept ?? mkdtempSync(path.join(tmpdir(), 'chancery-bench-'));
  mkdirSync(root, { recursive: true });
  const folder = path.join(root, `office-${cards}`);
  if (!existsSync(folder)) {
    const started = Date.now();
    const unfinished = `${folder}.unfinished`;
    rmSync(unfinished, { recursive: true, force: true });
    await generateOffice({ dataDirectory: unfinished, cards, onProgress: (_what, done) => (done % 50_000 === 0 ? process.stderr.write(`chancery: ${done} cards made and indexed\n`) : undefined) });
    renameSync(unfinished, folder);
    process.stderr.write(`chancery: ${cards} cards in ${Math.round((Date.now() - started) / 1000)} s\n`);
  }
  return { folder, cards, remove: () => (kept === undefined ? rmSync(root, { recursive: true, force: true }) : undefined) };
}

export interface BenchDesk {
  readonly desk: Desk & { readonly rooms: DeskRooms };
  /** Reads everything. */
  readonly registrar: Client;
  /** Reads one card of a hundred. */
  readonly executor: Client;
}

export async function openBenchDesk(folder: string): Promise<BenchDesk> {
  const desk = await openDesk({
    dataDirectory: folder,
    resourcesDirectory: path.join(ROOT, 'resources'),
    host: 'loopback',
    version: '0.0.0-bench',
    environment: systemEnvironment(),
    keyStore: plainKeyStore(),
    passphrase: null,
    jobs: { run: () => Promise.reject(new Error('no jobs here')) },
    logger: createLogger(null),
    scryptCost: 2 ** 10,
  });
  const signedIn = async (login: string): Promise<Client> => {
    const client = createClient(
      { request: (envelope) => desk.dispatch(envelope, { connection: login, signal: new AbortController().signal, progress: () => undefined }), cancel: () => undefined, subscribe: () => () => undefined },
      () => '1',
    );
    const result = await client.session.signIn({ login, password: GENERATED_PASSWORD });
    if (!result.ok) throw new Error(result.error.message);
    return client;
  };
  return { desk, registrar: await signedIn('registrar'), executor: await signedIn(EXECUTOR_LOGIN) };
}
