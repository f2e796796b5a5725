import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Client } from '#shared/rpc/client.ts';
import { EXECUTOR_LOGIN, GENERATED_PASSWORD, generateOffice } from '../support/office-generator/generate-office.ts';
import { NO_JOBS, openPlainDesk, type PlainDesk, valueOf, windowOf } from '../support/plain-desk.ts';

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
  readonly desk: PlainDesk;
  /** Reads everything. */
  readonly registrar: Client;
  /** Reads one card of a hundred. */
  readonly executor: Client;
}

export async function openBenchDesk(folder: string): Promise<BenchDesk> {
  const desk = await openPlainDesk({ dataDirectory: folder, jobs: NO_JOBS });
  const signedIn = async (login: string): Promise<Client> => {
    const client = windowOf(desk, login);
    valueOf(await client.session.signIn({ login, password: GENERATED_PASSWORD }));
    return client;
  };
  return { desk, registrar: await signedIn('registrar'), executor: await signedIn(EXECUTOR_LOGIN) };
}
