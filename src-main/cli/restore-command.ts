import { existsSync } from 'node:fs';
import { systemEnvironment } from '../environment.ts';
import { BlobDamaged } from '../store/blobs/blob-format.ts';
import { backupFiles, restoreSealedBackup } from '../store/sealed-backup.ts';
import { deskFiles } from '../store/store.ts';
import { check } from './check-command.ts';
import { onClosedDesk, openKeyFile } from './closed-desk.ts';
import { defaultDataDirectory, fromCaller } from './paths.ts';
import { say } from './terminal.ts';
import { readArguments } from './usage.ts';

/**
 * `chancery restore FOLDER [--data DIR] [--passphrase-file FILE] [--json]`: puts an encrypted backup into an empty data
 * directory and checks the desk there (ARC-10). Exit codes of `chancery check`; 3 also where nothing was restored.
 */
export async function restoreCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, { data: { type: 'string' }, 'passphrase-file': { type: 'string' }, json: { type: 'boolean', default: false } }, { minimum: 1, maximum: 1 });
  const dataDirectory = values.data === undefined ? defaultDataDirectory(false) : fromCaller(values.data);
  const folder = fromCaller(positionals[0] ?? '');
  const backup = backupFiles(folder);
  if (!existsSync(backup.database) || !existsSync(backup.key)) {
    say('cli.noBackup', { folder });
    return 3;
  }
  const passphraseFile = values['passphrase-file'] ?? null;
  return onClosedDesk(dataDirectory, async () => {
    if (existsSync(deskFiles(dataDirectory).database)) {
      say('cli.deskThere', { data: dataDirectory });
      return 3;
    }
    try {
      const damaged = await restoreSealedBackup(folder, dataDirectory, await openKeyFile(backup.key, passphraseFile), systemEnvironment());
      for (const sha256 of damaged) say('cli.notBackedUp', { sha256 });
    } catch (error) {
      if (!(error instanceof BlobDamaged)) throw error;
      say('cli.backupDamaged', { folder, detail: error.message });
      return 3;
    }
    return check(dataDirectory, passphraseFile, values.json);
  });
}
