import { spawn } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkIntegrity } from '../../../src-main/desk/integrity.ts';
import { openDeskKey } from '../../../src-main/store/keys/key-store.ts';
import { plainKeyStore } from '../../../src-main/store/keys/plain-key-store.ts';
import { deskFiles, Store } from '../../../src-main/store/store.ts';
import { systemEnvironment } from '../../../src-main/environment.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const DESK = path.resolve(import.meta.dirname, '..', '..', 'support', 'crashing-desk.ts');

interface Ended {
  readonly signal: NodeJS.Signals | null;
  /** Indexes that the desk had answered before it ended. */
  readonly answered: string[];
}

function runDesk(folder: string, place: string, options: { readonly count?: number; readonly killAfterAnswers?: number } = {}): Promise<Ended> {
  const child = spawn(process.execPath, [DESK, folder, place, String(options.count ?? 0)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const answered: string[] = [];
  let text = '';
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (part: string) => {
    text += part;
    const lines = text.split('\n');
    text = lines.pop() ?? '';
    answered.push(...lines.map((line) => line.replace('registered ', '')));
    if (options.killAfterAnswers !== undefined && answered.length >= options.killAfterAnswers) child.kill('SIGKILL');
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (_code, signal) => resolve({ signal, answered }));
  });
}

/** What a new start finds: the whole integrity check, and how far the letter came. */
async function stateAfter(folder: string) {
  const store = await Store.open(folder, systemEnvironment());
  store.openKey(await openDeskKey(deskFiles(folder).key, plainKeyStore(), null));
  const report = await checkIntegrity(store, {});
  const count = (sql: string): number => Number(store.database.prepare(sql).pluck().get());
  const state = {
    problems: report.problems,
    cards: count('SELECT count(*) FROM card'),
    numbers: count('SELECT count(*) FROM reg_number'),
    operations: count("SELECT count(*) FROM operation WHERE kind = 'card.registered'"),
    files: count('SELECT count(*) FROM card_file'),
    waiting: count("SELECT count(*) FROM letter WHERE state = 'waiting'"),
    registeredLetters: count("SELECT count(*) FROM letter WHERE state = 'registered'"),
    indexes: store.database.prepare('SELECT registration_index FROM card ORDER BY registration_number').pluck().all(),
  };
  store.close();
  return state;
}

describe('a desk that is killed', () => {
  it.each(['store.operationWritten', 'store.beforeCommit'])('in the middle of a registration (%s) has not registered at all, and the letter still waits', async (place) => {
    const folder = temporaryFolder();
    expect(await runDesk(folder, place)).toEqual({ signal: 'SIGKILL', answered: [] });
    expect(await stateAfter(folder)).toEqual({ problems: [], cards: 0, numbers: 0, operations: 0, files: 0, waiting: 1, registeredLetters: 0, indexes: [] });
    // And it works on: the next start registers.
    const next = await runDesk(folder, 'none');
    expect(next.answered).toHaveLength(1);
    expect(await stateAfter(folder)).toMatchObject({ problems: [], cards: 1, numbers: 1, operations: 1, files: 1 });
  });

  it.each(['blob.beforeRename', 'blob.afterRename'])('while a file is being stored (%s) keeps it whole or not at all', async (place) => {
    const folder = temporaryFolder();
    expect((await runDesk(folder, place)).signal).toBe('SIGKILL');
    expect(await stateAfter(folder)).toMatchObject({ problems: [], cards: 0 });
    expect((await runDesk(folder, 'none')).answered).toHaveLength(1);
    expect(await stateAfter(folder)).toMatchObject({ problems: [] });
  });

  it('during set-up, between the key and the office, can be set up at the next start', async () => {
    const folder = temporaryFolder();
    expect(await runDesk(folder, 'desk.keyCreated')).toEqual({ signal: 'SIGKILL', answered: [] });
    expect((await runDesk(folder, 'none')).answered).toHaveLength(1);
    expect(await stateAfter(folder)).toMatchObject({ problems: [], cards: 1 });
  });

  it('from outside at any moment has every registration that it had answered, each completely', async () => {
    for (const killAfterAnswers of [1, 7, 23, 58]) {
      const folder = temporaryFolder();
      const { signal, answered } = await runDesk(folder, 'none', { count: 5000, killAfterAnswers });
      expect(signal).toBe('SIGKILL');
      const state = await stateAfter(folder);
      expect(state.problems).toEqual([]);
      expect(state.indexes.slice(0, answered.length)).toEqual(answered);
      expect([state.cards, state.numbers, state.operations]).toEqual([state.indexes.length, state.indexes.length, state.indexes.length]);
    }
  });
});
