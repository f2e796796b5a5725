/** `npm start`: builds the page where needed and opens the desk. */
import { deskCommand } from '../src-main/cli/desk-command.ts';
import { buildPage } from './lib/page-build.ts';

await buildPage({ force: false });
process.exitCode = await deskCommand(process.argv.slice(2));
