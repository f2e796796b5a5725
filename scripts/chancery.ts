/** `npm run -s chancery -- …`: the command line in the checkout. */
import { main } from '../src-main/cli/main.ts';

process.exitCode = await main(process.argv.slice(2));
