import { BundleRefused } from '#shared/sync/sealed-bundle.ts';
import { UnknownOrganisation } from '../stores/store.ts';
import { BlobAddressWrong } from '../blobs/blob-address.ts';
import { RequestRefused } from '../request-refused.ts';
import { administrate } from './administrate.ts';
import { readServerArguments, UsageError } from './arguments.ts';
import { run } from './run.ts';
import { print, say, terminalText } from './terminal.ts';

/** Exit code for a command that was not understood (as sysexits.h EX_USAGE). */
const EX_USAGE = 64;

/**
 * `chancery server …`: runs a node, or administers its store. Exit 0 done, 1 refused, 3 the store could not be opened.
 */
export async function serverCommand(args: readonly string[]): Promise<number> {
  try {
    const given = readServerArguments(args);
    if (given.words[0] === 'help') {
      print(terminalText('server.help'));
      return 0;
    }
    return given.words.length === 0 ? await run(given) : await administrate(given);
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\n${terminalText('server.help')}\n`);
      return EX_USAGE;
    }
    if (error instanceof RequestRefused || error instanceof UnknownOrganisation || error instanceof BundleRefused || error instanceof BlobAddressWrong) {
      say('server.refused', { detail: error.message });
      return 1;
    }
    throw error;
  }
}
