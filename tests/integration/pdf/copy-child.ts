/**
 * Makes both copies of the files whose names come in, one to a line of standard input, and answers each with one
 * line of JSON. It runs as a process of its own, so that a hang or a crash is seen from outside.
 */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { FileSource, makePaperCopy, PdfRefused } from '../../../src-main/pdf/index.ts';
import { MemorySource } from '../../../src-main/pdf/reading/byte-source.ts';
import { withSecondReader } from '../../../src-main/pdf/reading/second-reader.ts';
import { paperRequest, stampedFile, stampedRequest } from './samples.ts';

const [, , output = ''] = process.argv;

type Made = { readonly bytes: Uint8Array; readonly tail?: Uint8Array; readonly method?: string; readonly pages?: number };

/** Pages that an independent reader sees; null where it cannot read the file. */
async function pagesSeen(bytes: Uint8Array): Promise<number | null> {
  try {
    return await withSecondReader(new MemorySource(bytes), (document) => Promise.resolve(document.numPages));
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}

async function outcome(make: () => Promise<Made>, path: string) {
  try {
    const { bytes: copy, tail: _tail, ...rest } = await make();
    await writeFile(path, copy);
    return { ok: true, seen: await pagesSeen(copy), ...rest };
  } catch (error) {
    if (error instanceof PdfRefused) return { ok: false, code: error.code, details: error.details };
    throw error;
  }
}

for await (const path of createInterface({ input: process.stdin })) {
  const bytes = new Uint8Array(await readFile(path));
  const source = { kind: 'pdf', bytes } as const;
  const file = new FileSource(path);
  const inParts = { kind: 'pdf-file', file, sha256: createHash('sha256').update(bytes).digest('hex') } as const;
  const name = join(output, basename(path));
  const began = performance.now();
  const stamped = await outcome(async () => stampedFile(await stampedRequest({ source: inParts })), `${name}-stamped.pdf`);
  const paper = await outcome(async () => makePaperCopy(await paperRequest({ source })), `${name}-paper.pdf`);
  const milliseconds = Math.round(performance.now() - began);
  file.close();
  process.stdout.write(`${JSON.stringify({ stamped, paper, seen: await pagesSeen(bytes), milliseconds, memory: process.resourceUsage().maxRSS })}\n`);
}
