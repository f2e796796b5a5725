/** Builds what has changed since the last build: the page for both hosts. `--force` builds always. */
import { buildPage } from './lib/page-build.ts';

await buildPage({ force: process.argv.includes('--force') });
