/**
 * A desk in a process of its own that watches a folder and dies by SIGKILL at a named place, as a machine without power.
 * Arguments: data directory, folder, name of the place (or `none`). The office is there already.
 */
import path from 'node:path';
import { openDesk } from '../../src-main/desk/desk.ts';
import { createLogger } from '../../src-main/desk/logger.ts';
import { systemEnvironment } from '../../src-main/environment.ts';
import { plainKeyStore } from '../../src-main/store/keys/plain-key-store.ts';

const [dataDirectory, place] = process.argv.slice(2);
if (dataDirectory === undefined || place === undefined) throw new Error('data directory and place are needed');
const desk = await openDesk({
  dataDirectory,
  resourcesDirectory: path.resolve(import.meta.dirname, '..', '..', 'resources'),
  host: 'loopback',
  version: '0.0.0-test',
  environment: {
    ...systemEnvironment(),
    crashPoint: (name) => {
      if (name === place) process.kill(process.pid, 'SIGKILL');
    },
  },
  keyStore: plainKeyStore(),
  passphrase: null,
  // No checks here: what is looked at is the folder.
  jobs: { run: () => new Promise(() => undefined) },
  logger: createLogger(null),
  scryptCost: 2 ** 10,
});
for (let look = 0; look < 3; look += 1) await desk.rooms.folder.look();
await desk.close();
process.exit(0);
