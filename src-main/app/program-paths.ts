import path from 'node:path';
import { app } from 'electron';

/**
 * Files of the built program (electron.vite.config.ts names the outputs) and its resources, both in the
 * package and in a checkout. `getAppPath` is the folder of package.json, inside the archive when packed.
 */
export function programPaths() {
  const out = path.join(app.getAppPath(), 'out');
  return {
    deskThread: path.join(out, 'main', 'desk-thread.mjs'),
    searchThread: path.join(out, 'main', 'search-thread.mjs'),
    jobProcess: path.join(out, 'main', 'job-process.mjs'),
    tokenProcess: path.join(out, 'main', 'token-process.mjs'),
    preload: path.join(out, 'preload', 'preload.cjs'),
    page: path.join(out, 'renderer'),
    /** Folder with `rule-packs/` and `fonts/`: real files, since jobs hand their paths around. */
    resources: app.isPackaged ? process.resourcesPath : path.join(app.getAppPath(), 'resources'),
  };
}
