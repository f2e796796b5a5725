/** The command line of the desk: a third small host beside Electron and loopback. */
import { terminalText } from './terminal.ts';
import { UsageError } from './usage.ts';

/** A command: takes its arguments, answers the exit code. */
export type Command = (args: readonly string[]) => Promise<number>;

/** Each command brings only what it needs: the desk should not wait for the PDF room. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  desk: async () => (await import('./desk-command.ts')).deskCommand,
  join: async () => (await import('./join-command.ts')).joinCommand,
  verify: async () => (await import('./verify-command.ts')).verifyCommand,
  sign: async () => (await import('./sign-command.ts')).signCommand,
  copy: async () => (await import('./copy-command.ts')).copyCommand,
  check: async () => (await import('./check-command.ts')).checkCommand,
  backup: async () => (await import('./backup-command.ts')).backupCommand,
  restore: async () => (await import('./restore-command.ts')).restoreCommand,
};

/** Exit code for a command that was not understood (as sysexits.h EX_USAGE). */
const EX_USAGE = 64;

export async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || name === '--help') {
    process.stdout.write(`${terminalText('cli.help')}\n`);
    return name === undefined ? EX_USAGE : 0;
  }
  const load = COMMANDS[name];
  if (load === undefined) {
    process.stderr.write(`${terminalText('cli.unknownCommand', { command: name })}\n${terminalText('cli.help')}\n`);
    return EX_USAGE;
  }
  try {
    return await (await load())(rest);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n${terminalText('cli.help')}\n`);
    return EX_USAGE;
  }
}
