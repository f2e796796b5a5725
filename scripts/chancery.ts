/** `npm run -s chancery -- …`: the command line in the checkout. */
import { enableCompileCache } from 'node:module';
import path from 'node:path';
import { projectRoot } from './lib/project.ts';

enableCompileCache(path.join(projectRoot, 'out', 'compile-cache'));
const { main } = await import('../src-main/cli/main.ts');
process.exitCode = await main(process.argv.slice(2));
