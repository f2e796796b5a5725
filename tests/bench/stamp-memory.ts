/** Makes the tail of one copy in a process of its own and prints by how many bytes its memory grew above idle: `node stamp-memory.ts FILE SHA256`. */
import { FileSource, makeStampedCopy } from '../../src-main/pdf/index.ts';
import { letter, stampedRequest } from '../integration/pdf/samples.ts';
import { collectGarbage } from './figure.ts';
import { CHOSEN_PLACES } from './stamp-request.ts';

const [path = '', sha256 = ''] = process.argv.slice(2);
const request = await stampedRequest({ places: CHOSEN_PLACES });
// Idle: everything is loaded and has worked once, on a letter of one page.
await makeStampedCopy({ ...request, places: undefined, source: { kind: 'pdf', bytes: await letter('uk', 1) } });
collectGarbage();
const idle = process.memoryUsage.rss();
const file = new FileSource(path);
const searched = process.argv.includes('--search');
const copy = await makeStampedCopy({ ...request, places: searched ? undefined : CHOSEN_PLACES, source: { kind: 'pdf-file', file, sha256 } });
file.close();
if (copy.method !== 'incremental') throw new Error('the copy was saved anew');
process.stdout.write(String(process.resourceUsage().maxRSS * 1024 - idle));
