import { existsSync } from 'node:fs';
import { systemEnvironment } from '../environment.ts';
import { makeSealedBackup, OtherDesksBackup } from '../store/sealed-backup.ts';
import { deskFiles } from '../store/store.ts';
import { onClosedDesk, openKeyFile } from './closed-desk.ts';
import { defaultDataDirectory, fromCaller } from './paths.ts';
import { say, terminalText } from './terminal.ts';
import { readArguments } from './usage.ts';

/**
 * `chancery backup FOLDER [--data DIR] [--passphrase-file FILE]`: an encrypted copy of a closed desk (ARC-10).
 * Exit 0 whole, 1 a file of the desk is damaged and no copy of it was made, 3 it could not be made.
 */
export async function backupCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, { data: { type: 'string' }, 'passphrase-file': { type: 'string' } }, { minimum: 1, maximum: 1 });
  const dataDirectory = values.data === undefined ? defaultDataDirectory(false) : fromCaller(values.data);
  const folder = fromCaller(positionals[0] ?? '');
  const files = deskFiles(dataDirectory);
  if (!existsSync(files.database) || !existsSync(files.key)) {
    say('cli.noDesk', { data: dataDirectory });
    return 3;
  }
  return onClosedDesk(dataDirectory, async () => {
    const deskKey = await openKeyFile(files.key, values['passphrase-file'] ?? null);
    try {
      const { added, kept, removed, damaged } = await makeSealedBackup(dataDirectory, folder, deskKey, systemEnvironment());
      process.stdout.write(`${terminalText('cli.backedUp', { folder, added, kept, removed })}\n`);
      for (const sha256 of damaged) say('cli.notBackedUp', { sha256 });
      return damaged.length === 0 ? 0 : 1;
    } catch (error) {
      if (!(error instanceof OtherDesksBackup)) throw error;
      say('cli.otherBackup', { folder });
      return 3;
    }
  });
}
