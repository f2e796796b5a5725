import { existsSync } from 'node:fs';
import { checkIntegrity } from '../desk/integrity.ts';
import { systemEnvironment } from '../environment.ts';
import { deskFiles, Store } from '../store/store.ts';
import { onClosedDesk, openKeyFile } from './closed-desk.ts';
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
  return onClosedDesk(dataDirectory, () => check(dataDirectory, values['passphrase-file'] ?? null, values.json));
}

/** Checks a desk on which nothing else works, and says what was found. @returns 0 sound, 1 problems found */
export async function check(dataDirectory: string, passphraseFile: string | null, json: boolean): Promise<number> {
  const files = deskFiles(dataDirectory);
  const store = await Store.open(dataDirectory, systemEnvironment());
  try {
    if (existsSync(files.key)) store.openKey(await openKeyFile(files.key, passphraseFile));
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
