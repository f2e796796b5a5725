/** `npm run -s chancery -- …`: the command line in the checkout. */
import { enableCompileCache } from 'node:module';
import path from 'node:path';
import { projectRoot } from './lib/project.ts';

enableCompileCache(path.join(projectRoot, 'out', 'compile-cache'));
const { chancery } = await import('../bin/main.ts');
process.exitCode = await chancery(process.argv.slice(2));
