import { homedir } from 'node:os';
import path from 'node:path';

const PROJECT = path.resolve(import.meta.dirname, '..', '..');

/** Folders of the checkout that the hosts under Node need. */
export const projectPaths = {
  packageFile: path.join(PROJECT, 'package.json'),
  resources: path.join(PROJECT, 'resources'),
  page: path.join(PROJECT, 'out', 'renderer'),
  deskThread: path.join(PROJECT, 'src-main', 'desk', 'desk-thread.ts'),
  jobProcess: path.join(PROJECT, 'src-main', 'jobs', 'node-job-process.ts'),
  tokenProcess: path.join(PROJECT, 'src-main', 'signing', 'tokens', 'node-token-process.ts'),
  root: PROJECT,
} as const;

/** Where a desk keeps its data unless told otherwise; the demonstration office has a place of its own. */
export function defaultDataDirectory(demonstration: boolean, environment: NodeJS.ProcessEnv = process.env): string {
  const name = demonstration ? 'chancery-demonstration' : 'chancery';
  if (process.platform === 'win32') return path.join(environment['LOCALAPPDATA'] ?? path.join(homedir(), 'AppData', 'Local'), name);
  if (process.platform === 'darwin') return path.join(homedir(), 'Library', 'Application Support', name);
  return path.join(environment['XDG_DATA_HOME'] ?? path.join(homedir(), '.local', 'share'), name);
}

/** A path as the person meant it: npm runs scripts in the project's folder and notes where the call came from. */
export function fromCaller(given: string): string {
  return path.resolve(process.env['INIT_CWD'] ?? process.cwd(), given);
}
