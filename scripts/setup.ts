/** `npm run setup`: all that `npm start` and `npm test` need. Node 24 and the packages are there already. */
import { buildNativeModules } from './lib/native-modules.ts';
import { buildPage } from './lib/page-build.ts';
import { installSystemTools } from './lib/system-tools.ts';

await installSystemTools();
buildNativeModules({ retry: true });
await buildPage({ force: false });
process.stderr.write('chancery: ready for npm start and npm test\n');
