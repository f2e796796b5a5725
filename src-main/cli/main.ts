/** The command line of the desk: a third small host beside Electron and loopback. */
import { checkCommand } from './check-command.ts';
import { copyCommand } from './copy-command.ts';
import { deskCommand } from './desk-command.ts';
import { terminalText } from './terminal.ts';
import { UsageError } from './usage.ts';
import { verifyCommand } from './verify-command.ts';

/** A command: takes its arguments, answers the exit code. */
export type Command = (args: readonly string[]) => Promise<number>;

const COMMANDS: Readonly<Record<string, Command>> = { desk: deskCommand, verify: verifyCommand, copy: copyCommand, check: checkCommand };

/** Exit code for a command that was not understood (as sysexits.h EX_USAGE). */
const EX_USAGE = 64;

export async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || name === '--help') {
    process.stdout.write(`${terminalText('cli.help')}\n`);
    return name === undefined ? EX_USAGE : 0;
  }
  const command = COMMANDS[name];
  if (command === undefined) {
    process.stderr.write(`${terminalText('cli.unknownCommand', { command: name })}\n${terminalText('cli.help')}\n`);
    return EX_USAGE;
  }
  try {
    return await command(rest);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n${terminalText('cli.help')}\n`);
    return EX_USAGE;
  }
}
