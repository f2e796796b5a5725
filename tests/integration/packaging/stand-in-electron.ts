import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Marks the place of the fuses in Electron's executable (`@electron/fuses`, sentinel of the fuse wire). */
const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** Version 1, nine fuses, as Electron 45 is delivered. */
const FUSE_WIRE = Buffer.concat([Buffer.from([1, 9]), Buffer.from('101100110', 'latin1')]);

/**
 * A folder that electron-builder takes for an unpacked Electron of Linux. Its executable cannot run; it
 * holds a fuse wire, so that setting the fuses is real.
 */
export function makeStandInElectron(folder: string): string {
  mkdirSync(path.join(folder, 'resources'), { recursive: true });
  mkdirSync(path.join(folder, 'locales'));
  for (const locale of ['en-US', 'fr', 'ru', 'uk']) writeFileSync(path.join(folder, 'locales', `${locale}.pak`), '');
  writeFileSync(path.join(folder, 'version'), '45.4.1');
  writeFileSync(path.join(folder, 'LICENSE'), 'licence of Electron');
  writeFileSync(path.join(folder, 'LICENSES.chromium.html'), 'licences of Chromium');
  writeFileSync(path.join(folder, 'electron'), Buffer.concat([Buffer.from('stand-in'), Buffer.from(FUSE_SENTINEL, 'latin1'), FUSE_WIRE, Buffer.alloc(64)]), { mode: 0o755 });
  return folder;
}
