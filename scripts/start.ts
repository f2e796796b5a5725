/** `npm start`: builds the page where needed and opens the desk. */
import { enableCompileCache } from 'node:module';
import path from 'node:path';
import { buildNativeModules } from './lib/native-modules.ts';
import { buildPage } from './lib/page-build.ts';
import { projectRoot } from './lib/project.ts';

enableCompileCache(path.join(projectRoot, 'out', 'compile-cache'));
buildNativeModules({ retry: false });
await buildPage({ force: false });
const { deskCommand } = await import('../src-main/cli/desk-command.ts');
// The window program is bundled only where it is going to be started.
process.exitCode = await deskCommand(process.argv.slice(2), async () => (await import('./package.ts')).buildProgram());
