import { homedir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { serverAddress } from '#shared/sync/invitation.ts';

/** The arguments make no sense; the message is for the person at the terminal. */
export class UsageError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'UsageError';
  }
}

const DEFAULT_LISTEN = '0.0.0.0:8443';

export interface ServerArguments {
  readonly words: readonly string[];
  readonly dataDirectory: string;
  readonly storeAddress: string | null;
  readonly blobsAddress: string | null;
  readonly host: string;
  readonly port: number;
  readonly certificateFile: string | null;
  readonly keyFile: string | null;
  readonly organisation: string | null;
  readonly deskCode: string | null;
  readonly json: boolean;
  /** Ends a recovery although desks are missing. */
  readonly anyway: boolean;
  /** Where desks reach the server, `https://host:port`; null: the invitation does not say it. */
  readonly address: string | null;
}

/** Reads the arguments strictly. The store's address may come from `CHANCERY_STORE`: it can hold a password. @throws UsageError */
export function readServerArguments(args: readonly string[], environment: NodeJS.ProcessEnv = process.env): ServerArguments {
  const { values, positionals } = strictly(args);
  if ((values.cert === undefined) !== (values.key === undefined)) throw new UsageError('--cert FILE --key FILE');
  return {
    words: positionals,
    dataDirectory: values.data === undefined ? defaultDataDirectory(environment) : fromCaller(values.data),
    storeAddress: values.store ?? environment['CHANCERY_STORE'] ?? null,
    blobsAddress: blobsAddress(values.blobs ?? environment['CHANCERY_BLOBS'] ?? null),
    ...listenAddress(values.listen),
    certificateFile: values.cert === undefined ? null : fromCaller(values.cert),
    keyFile: values.key === undefined ? null : fromCaller(values.key),
    organisation: values.org ?? null,
    deskCode: values.code ?? null,
    json: values.json,
    anyway: values.anyway,
    address: values.address === undefined ? null : publicAddress(values.address),
  };
}

function strictly(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: { data: text, store: text, blobs: text, listen: { type: 'string', default: DEFAULT_LISTEN }, cert: text, key: text, org: text, code: text, address: text, json: { type: 'boolean', default: false }, anyway: { type: 'boolean', default: false } },
      allowPositionals: true,
      strict: true,
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function publicAddress(text: string): string {
  const address = serverAddress(text);
  if (address === null) throw new UsageError(`--address ${text}`);
  return address;
}

function blobsAddress(given: string | null): string | null {
  return given === null || given.startsWith('s3:') ? given : fromCaller(given);
}

/** `HOST:PORT`, an IPv6 address in brackets. */
function listenAddress(text: string): { host: string; port: number } {
  const match = /^(?:\[(?<six>[0-9a-fA-F:]+)\]|(?<host>[^:]+)):(?<port>\d{1,5})$/.exec(text);
  const port = Number(match?.groups?.['port'] ?? NaN);
  const host = match?.groups?.['six'] ?? match?.groups?.['host'];
  if (host === undefined || !(port <= 65_535)) throw new UsageError(`--listen ${text}`);
  return { host, port };
}

function defaultDataDirectory(environment: NodeJS.ProcessEnv): string {
  if (process.platform === 'win32') return path.join(environment['LOCALAPPDATA'] ?? path.join(homedir(), 'AppData', 'Local'), 'chancery-server');
  if (process.platform === 'darwin') return path.join(homedir(), 'Library', 'Application Support', 'chancery-server');
  return path.join(environment['XDG_DATA_HOME'] ?? path.join(homedir(), '.local', 'share'), 'chancery-server');
}

/** npm runs scripts in the project's folder and notes where the call came from. */
export function fromCaller(given: string): string {
  return path.resolve(process.env['INIT_CWD'] ?? process.cwd(), given);
}
