import { homedir } from 'node:os';
import path from 'node:path';

/**
 * Folder of the witness. Beside the data directory it would go into the same backup, and with it back into the past.
 */
export function defaultWitnessDirectory(environment: NodeJS.ProcessEnv = process.env): string {
  if (process.platform === 'win32') return path.join(environment['LOCALAPPDATA'] ?? path.join(homedir(), 'AppData', 'Local'), 'chancery-witness');
  if (process.platform === 'darwin') return path.join(homedir(), 'Library', 'Application Support', 'chancery-witness');
  return path.join(environment['XDG_STATE_HOME'] ?? path.join(homedir(), '.local', 'state'), 'chancery-witness');
}
