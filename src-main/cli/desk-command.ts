import { spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type DeskClient, DeskNotOpened } from '../desk/desk-client.ts';
import { type LoopbackHost, startLoopbackHost } from '../hosts/loopback-http.ts';
import { electronExecutable, fetchElectron, hasDisplay } from './electron-binary.ts';
import { openDeskHere, sayWhyNot } from './open-desk-here.ts';
import { defaultDataDirectory, fromCaller, projectPaths } from './paths.ts';
import { say } from './terminal.ts';
import { readArguments, UsageError } from './usage.ts';

/** For windows that show the last page of a wiped desk before its host is gone. */
const WINDOWS_GO_MILLISECONDS = 5000;

const OPTIONS = {
  host: { type: 'string' },
  data: { type: 'string' },
  demo: { type: 'boolean', default: false },
  port: { type: 'string', default: '0' },
  'passphrase-file': { type: 'string' },
} as const;

interface DeskArguments {
  readonly host: 'electron' | 'loopback' | null;
  readonly dataDirectory: string;
  readonly demonstration: boolean;
  readonly port: number;
  readonly passphraseFile: string | null;
  readonly files: readonly string[];
}

function readDeskArguments(args: readonly string[]): DeskArguments {
  const { values, positionals } = readArguments(args, OPTIONS, { minimum: 0, maximum: 50 });
  const { host } = values;
  if (host !== undefined && host !== 'electron' && host !== 'loopback') throw new UsageError(`--host ${host}: electron | loopback`);
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new UsageError(`--port ${values.port}`);
  return {
    host: host ?? null,
    dataDirectory: values.data === undefined ? defaultDataDirectory(values.demo) : fromCaller(values.data),
    demonstration: values.demo,
    port,
    passphraseFile: values['passphrase-file'] === undefined ? null : fromCaller(values['passphrase-file']),
    files: positionals.map(fromCaller),
  };
}

/**
 * Opens the desk in an Electron window where that is possible, else serves it on the loopback host.
 *
 * @param buildProgram makes the bundled program that Electron starts; nothing to do where it is packed.
 */
export async function deskCommand(args: readonly string[], buildProgram: () => Promise<void> = async () => undefined): Promise<number> {
  const desk = readDeskArguments(args);
  if (desk.host !== 'loopback') {
    const executable = hasDisplay() ? (electronExecutable() ?? (await fetchElectron())) : null;
    if (executable !== null) {
      await buildProgram();
      return runElectron(executable, desk);
    }
    say(hasDisplay() ? 'cli.noElectron' : 'cli.noDisplay');
    if (desk.host === 'electron') return 1;
  }
  return runLoopback(desk);
}

function runElectron(executable: string, desk: DeskArguments): Promise<number> {
  const args = [projectPaths.root, '--data', desk.dataDirectory, ...(desk.demonstration ? ['--demo'] : []), ...desk.files];
  const child = spawn(executable, args, { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 0));
  });
}

async function runLoopback(desk: DeskArguments): Promise<number> {
  let client: DeskClient;
  try {
    client = await openDeskHere(desk);
  } catch (error) {
    if (!(error instanceof DeskNotOpened)) throw error;
    sayWhyNot(error, desk.dataDirectory);
    return 1;
  }
  const host = await startLoopbackHost({ desk: client, pageDirectory: projectPaths.page, port: desk.port });
  const addressFile = path.join(desk.dataDirectory, 'loopback-address');
  writeAddress(host, addressFile);
  for (const file of desk.files) client.openFile(file);
  if (desk.demonstration) say('cli.demonstrationAccounts');
  say('cli.serving', { address: host.address() });
  if (process.stdin.isTTY) say('cli.stopHint');
  if (hasDisplay()) openBrowser(host.address());

  const code = await new Promise<number>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve(0));
    client.onEnd((end) => {
      say(end === 'wiped' ? 'cli.deskWiped' : 'cli.deskEnded');
      if (end === 'unexpected') resolve(1);
      else void host.windowsGone(WINDOWS_GO_MILLISECONDS).then(() => resolve(0));
    });
    // The address works once; a person who closed the browser asks for another.
    if (process.stdin.isTTY) process.stdin.on('data', () => {
      host.renewAddress();
      writeAddress(host, addressFile);
      say('cli.serving', { address: host.address() });
    });
  });
  say('cli.stopping');
  rmSync(addressFile, { force: true });
  await host.close();
  await client.close();
  if (process.stdin.isTTY) process.stdin.pause();
  return code;
}

function writeAddress(host: LoopbackHost, file: string): void {
  rmSync(file, { force: true });
  writeFileSync(file, `${host.address()}\n`, { mode: 0o600 });
}

function openBrowser(address: string): void {
  const [command, ...args] = process.platform === 'win32' ? ['cmd', '/c', 'start', '', address] : process.platform === 'darwin' ? ['open', address] : ['xdg-open', address];
  if (command === undefined) return;
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  child.on('error', () => say('cli.noBrowser'));
  child.unref();
}
