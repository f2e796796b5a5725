/**
 * Makes paper copies and stamped copies in a row, as a process of its own (`--expose-gc`), and prints after each tenth
 * of them what the process holds: one line of JSON.
 */
import { readdirSync } from 'node:fs';
import { FileSource, makePaperCopy, makeStampedCopy } from '../../../src-main/pdf/index.ts';
import { paperRequest, stampedRequest } from './samples.ts';

const [, , path = '', count = '0'] = process.argv;
const copies = Number(count);
const { gc } = globalThis;
if (gc === undefined) throw new Error('run with --expose-gc');

const paper = await paperRequest();
const stamped = await stampedRequest();
for (let made = 1; made <= copies; made += 1) {
  const file = new FileSource(path);
  const source = { kind: 'pdf-file', file, sha256: '0'.repeat(64) } as const;
  // Each copy is another one: nothing may be remembered of those before.
  const title = `Копія ${made}`;
  await makePaperCopy({ ...paper, source, title });
  await makeStampedCopy({ ...stamped, source, title });
  file.close();
  if (made % Math.ceil(copies / 10) !== 0) continue;
  // Twice: what the first frees may hold more.
  for (let round = 0; round < 2; round += 1) await gc({ type: 'major', execution: 'async' });
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  const open = process.platform === 'linux' ? readdirSync('/proc/self/fd').length : 0;
  process.stdout.write(`${JSON.stringify({ made, held: heapUsed + external + arrayBuffers, open })}\n`);
}
