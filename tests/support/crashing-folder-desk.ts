/**
 * A desk in a process of its own that watches a folder and is killed at a named place.
 * Arguments: data directory, name of the place (or `none`). The office is there already.
 */
import { openKilledDesk } from './killed-desk.ts';

const [dataDirectory, place] = process.argv.slice(2);
if (dataDirectory === undefined || place === undefined) throw new Error('data directory and place are needed');
const { desk } = await openKilledDesk(dataDirectory, place, { armed: true });
for (let look = 0; look < 3; look += 1) await desk.rooms.folder.look();
await desk.close();
process.exit(0);
