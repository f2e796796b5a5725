import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { app } from 'electron';

/**
 * Puts what Chromium keeps into the desk's data directory. Electron's lock for a single start is scoped to
 * this folder, so that each data directory has its own; and where the system's key store keeps part of its
 * state here (DPAPI), it stays with the desk key that it seals. Before `ready` only.
 *
 * @returns the folder
 */
export function keepWindowDataWith(dataDirectory: string): string {
  const folder = path.join(dataDirectory, 'window');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  app.setPath('userData', folder);
  app.setPath('sessionData', folder);
  return folder;
}
