import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { checkIntegrity } from '../desk/integrity.ts';
import { DeskInUse, DeskLock } from '../desk/lock.ts';
import { systemEnvironment } from '../environment.ts';
import { type KeyStore, KeyStoreUnavailable, keyStoreKindOf, openDeskKey, WrongPassphrase } from '../store/keys/key-store.ts';
import { passphraseKeyStore } from '../store/keys/passphrase-key-store.ts';
import { plainKeyStore } from '../store/keys/plain-key-store.ts';
import { NewerDatabase } from '../store/migrate.ts';
import { deskFiles, Store } from '../store/store.ts';
import { defaultDataDirectory, fromCaller } from './paths.ts';
import { say, terminalText } from './terminal.ts';
import { readArguments } from './usage.ts';

/**
 * `chancery check --data DIR [--passphrase-file FILE] [--json]`: integrity of database, chain and files.
 * Exit 0 sound, 1 problems found, 3 the desk could not be opened.
 */
export async function checkCommand(args: readonly string[]): Promise<number> {
  const { values } = readArguments(args, { data: { type: 'string' }, 'passphrase-file': { type: 'string' }, json: { type: 'boolean', default: false } }, { minimum: 0, maximum: 0 });
  const dataDirectory = values.data === undefined ? defaultDataDirectory(false) : fromCaller(values.data);
  const files = deskFiles(dataDirectory);
  // A mistyped folder must not become a new, empty and therefore sound desk.
  if (!existsSync(files.database)) {
    say('cli.noDesk', { data: dataDirectory });
    return 3;
  }
  try {
    const lock = DeskLock.take(dataDirectory);
    try {
      return await check(dataDirectory, values['passphrase-file'], values.json);
    } finally {
      lock.release();
    }
  } catch (error) {
    if (error instanceof DeskInUse) say('cli.inUse', { data: dataDirectory });
    else if (error instanceof NewerDatabase) say('cli.newerDatabase', { data: dataDirectory, detail: error.message });
    else if (error instanceof WrongPassphrase || error instanceof KeyStoreUnavailable) say('cli.key', { data: dataDirectory, detail: error.message });
    else throw error;
    return 3;
  }
}

async function check(dataDirectory: string, passphraseFile: string | undefined, json: boolean): Promise<number> {
  const files = deskFiles(dataDirectory);
  const store = await Store.open(dataDirectory, systemEnvironment());
  try {
    if (existsSync(files.key)) {
      const passphrase = passphraseFile === undefined ? null : (await readFile(fromCaller(passphraseFile), 'utf8')).replace(/\r?\n$/, '');
      store.openKey(await openDeskKey(files.key, await keyStoreOf(files.key), passphrase));
    }
    const report = await checkIntegrity(store, { onProgress: json ? () => undefined : progressLine() });
    if (json) process.stdout.write(`${JSON.stringify(report)}\n`);
    else {
      process.stdout.write(`${terminalText('cli.checkResult', { operations: report.operations, blobs: report.blobs, problems: report.problems.length })}\n`);
      for (const problem of report.problems) process.stdout.write(`  ${problem}\n`);
    }
    return report.problems.length === 0 ? 0 : 1;
  } finally {
    store.close();
  }
}

async function keyStoreOf(keyFile: string): Promise<KeyStore> {
  switch (await keyStoreKindOf(keyFile)) {
    case 'passphrase':
      return passphraseKeyStore();
    case 'plain':
      return plainKeyStore();
    case 'system':
      throw new KeyStoreUnavailable(terminalText('cli.systemKey'));
  }
}

/** Shows progress on a terminal, a line each tenth. */
function progressLine(): (progress: number | null) => void {
  let shown = 0;
  return (progress) => {
    const tenth = Math.floor((progress ?? 0) * 10);
    if (tenth <= shown) return;
    shown = tenth;
    say('cli.checkProgress', { percent: tenth * 10 });
  };
}
