import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { PDF_REFUSAL_CODES } from '../../../src-main/pdf/index.ts';
import { CopyWorker } from './copy-worker.ts';
import { boxesInPicture, changedOutside, coveredInk, judgesPresent, render, type Picture } from './rendering.ts';

const folder = resolve(process.env['CORPORA_DIR'] ?? fileURLToPath(new URL('../../../../shared/corpora', import.meta.url)), 'pdf');
const present = existsSync(folder);
const files = present ? readdirSync(folder).filter((name) => name.endsWith('.pdf')) : [];
/**
 * `OWN_PROCESS=1` is the long form: each file in a process of its own, so that its memory and time are its own. Beside
 * others in one process, what those before left to the collector counts too.
 */
const OWN_PROCESS = process.env['OWN_PROCESS'] === '1';
const TIME_LIMIT_MS = OWN_PROCESS ? 5_000 : 20_000;
const MEMORY_LIMIT_KB = OWN_PROCESS ? 300 * 1024 : 1_000_000;

/** The judge shows a spot that its picture does not have: the sibling files carry the same picture without it. */
const MISREAD_BY_THE_JUDGE = new Set(['pdfjs-bitmap-refine-customat-tpgron.pdf']);

const tally = new Map<string, number>();
let memory = 0;
let slowest = { name: '', milliseconds: 0 };
const count = (what: string): void => {
  tally.set(what, (tally.get(what) ?? 0) + 1);
};

describe.skipIf(!present)(`odd and hostile PDFs${present ? '' : ' (skipped: no corpora)'}`, () => {
  const output = mkdtempSync(join(tmpdir(), 'copies-'));
  const worker = new CopyWorker(output);
  afterAll(() => {
    worker.stop();
    rmSync(output, { recursive: true, force: true });
    process.stdout.write(`${[...tally].sort(([one], [other]) => one.localeCompare(other)).map(([what, number]) => `${number} × ${what}`).join('\n')}\nthe slowest file: ${slowest.name}, ${slowest.milliseconds} ms for both copies; most memory of ${OWN_PROCESS ? 'one file’s process' : 'the process over all files'}: ${Math.round(memory / 1024)} MiB\n`);
  });

  it.for(files)('%s is copied or refused, in bounded time and memory, no mark covers its ink, and outside of the marks every pixel is as it was', { timeout: 60_000 }, async (name) => {
    const result = await worker.copy(join(folder, name), TIME_LIMIT_MS);
    if (OWN_PROCESS) worker.stop();
    memory = Math.max(memory, result.memory);
    expect(result.memory).toBeLessThan(MEMORY_LIMIT_KB);
    for (const [kind, outcome] of [['stamped', result.stamped], ['paper', result.paper]] as const) {
      count(outcome.ok ? `${kind}: ${outcome.method ?? 'made'}` : `${kind}: refused ${outcome.code}`);
    }
    if (result.milliseconds > slowest.milliseconds) slowest = { name, milliseconds: result.milliseconds };
    if (result.stamped.ok) {
      const sound = result.stamped.seen === null ? 'not read' : 'read';
      count(`stamped: ${result.stamped.method ?? ''}, ${sound} by the second reader, the original ${result.seen === null ? 'not read' : 'read'}`);
      // A copy is never less than its original: who reads the one reads the other, with its sheets.
      if (result.seen !== null) expect(result.stamped.seen).toBe(result.seen + (result.stamped.appendedSheets ?? 0));
    }
    if (result.paper.ok) expect(result.paper.seen).not.toBeNull();
    const codes = [result.stamped, result.paper].filter((outcome) => !outcome.ok).map((outcome) => outcome.code);
    expect(PDF_REFUSAL_CODES).toEqual(expect.arrayContaining(codes));
    if (!judgesPresent || MISREAD_BY_THE_JUDGE.has(name)) return;
    if (result.stamped.stampOn !== 'page' && (result.stamped.blocksOnPage ?? 0) === 0) return;
    const copy = readFileSync(join(output, `${name}-stamped.pdf`));
    const before = pictures(readFileSync(join(folder, name)));
    // A file that the judge cannot show has no pixels to compare.
    if (before === null) {
      count('stamped: not shown by the judge');
      return;
    }
    const after = render(copy, 50, { first: 1, last: before.length });
    expect(after.length).toBe(before.length);
    before.forEach((page, index) => {
      const marked = after[index];
      expect(marked && coveredInk(page, marked), `page ${index + 1}`).toBe(0);
      const boxes = boxesInPicture(result.stamped.drawn ?? [], index + 1, page);
      expect(marked && changedOutside(page, marked, boxes), `page ${index + 1} outside of its marks`).toBe(0);
    });
  });
});

function pictures(bytes: Uint8Array): Picture[] | null {
  try {
    const pages = render(bytes, 50, { first: 1, last: 40 });
    return pages.length === 0 ? null : pages;
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}
