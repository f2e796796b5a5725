/** `npm run package -- [arguments of electron-builder]`: builds the program for Electron and packs it. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildNativeModules } from './lib/native-modules.ts';
import { projectRoot } from './lib/project.ts';
import { runTool } from './lib/run.ts';
import { thirdPartyLicences } from './lib/third-party-licences.ts';

/**
 * Builds main process, desk thread, job process, preload script and page.
 *
 * @param outDirectory folder of the outputs, `out` of the checkout unless given
 */
export async function buildProgram(outDirectory: string = path.join(projectRoot, 'out')): Promise<void> {
  await runTool('electron-vite', ['build', '--logLevel', 'warn'], { stdout: 'stderr', env: { CHANCERY_OUT: outDirectory } });
  writeFileSync(path.join(outDirectory, 'third-party-licences.txt'), thirdPartyLicences());
}

/** Packs what has been built. @param args as electron-builder takes them, e.g. `--linux deb` */
export async function packProgram(args: readonly string[]): Promise<void> {
  await runTool('electron-builder', ['--publish', 'never', ...args], { stdout: 'stderr' });
}

if (import.meta.main) {
  buildNativeModules({ retry: false });
  await buildProgram();
  await packProgram(process.argv.slice(2));
}
