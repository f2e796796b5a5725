import { isMessageKey } from '#shared/i18n/translate.ts';
import { readInvitationLine } from '#shared/sync/invitation.ts';
import type { MethodInput } from '#shared/contract/index.ts';
import { type DeskClient, DeskNotOpened } from '../desk/desk-client.ts';
import { openDeskHere, sayWhyNot } from './open-desk-here.ts';
import { readPassphrase } from './passphrase-file.ts';
import { defaultDataDirectory, fromCaller } from './paths.ts';
import { say, terminalText } from './terminal.ts';
import { readArguments, UsageError } from './usage.ts';

const OPTIONS = { data: { type: 'string' }, 'passphrase-file': { type: 'string' } } as const;
const TERMINAL = 'terminal';

/**
 * `chancery join ADDRESS CODE CERTIFICATE`: makes an empty data directory a desk of an office that has a server, for
 * machines that are set up without a window. Exit 0 joined, 1 refused, 3 the desk could not be opened.
 */
export async function joinCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, OPTIONS, { minimum: 1, maximum: 3 });
  const invitation = readInvitationLine(positionals.join(' '));
  if (invitation === null) throw new UsageError(terminalText('cli.noInvitation'));
  const dataDirectory = values.data === undefined ? defaultDataDirectory(false) : fromCaller(values.data);
  const passphrase = await readPassphrase(values['passphrase-file'] === undefined ? null : fromCaller(values['passphrase-file']));
  let desk: DeskClient;
  try {
    // The passphrase makes the key or opens it in the same step that joins.
    desk = await openDeskHere({ dataDirectory, demonstration: false, passphraseFile: null });
  } catch (error) {
    if (!(error instanceof DeskNotOpened)) throw error;
    sayWhyNot(error, dataDirectory);
    return 3;
  }
  try {
    return await join(desk, { ...invitation, passphrase });
  } finally {
    await desk.close();
  }
}

async function join(desk: DeskClient, input: MethodInput<'desk.join'>): Promise<number> {
  let shown = -1;
  desk.attach({
    connection: TERMINAL,
    onEvent: () => undefined,
    onProgress: ({ progress }) => {
      const percent = Math.floor((progress ?? 0) * 10) * 10;
      if (percent > shown) say('cli.joining', { percent });
      shown = Math.max(shown, percent);
    },
  });
  const result = await desk.call(TERMINAL, { callId: '1', method: 'desk.join', input });
  if (result.ok) {
    say('cli.joined');
    return 0;
  }
  const { message, params } = result.error;
  process.stderr.write(`${isMessageKey(message) ? terminalText(message, params) : message}\n`);
  return 1;
}
