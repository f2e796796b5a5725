import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PRINTER_NAME } from '#shared/domain/print-options.ts';
import { jobName, MOST_PRINTERS, readEnding, readJob, readOrigin, readPrinters, readRequest, readStopped, shownText } from '../../../src-main/printing/cups-output.ts';

const PRINTERS = `printer Reception is idle.  enabled since Sun Nov 29 01:01:54 2026
	Form mounted:
	Description: Принтер приймальні
	Location: Кімната 3
printer brk4 disabled since Sun Nov 29 01:02:58 2026 -
	out of paper
	Description: 
printer busy now printing busy-7.  enabled since Sun Nov 29 01:02:58 2026
`;
const ACCEPTING = 'Reception accepting requests since Sun Nov 29 01:01:54 2026\nbrk4 accepting requests since Sun\nbusy not accepting requests since Sun -\n\tbad paper\n';

describe('what lpstat says', () => {
  it('is read as printers', () => {
    expect(readPrinters(PRINTERS, ACCEPTING, 'system default destination: Reception\n')).toEqual([
      { name: 'Reception', description: 'Принтер приймальні', isDefault: true, accepting: true },
      { name: 'brk4', description: 'brk4', isDefault: false, accepting: false },
      { name: 'busy', description: 'busy', isDefault: false, accepting: false },
    ]);
    expect(readPrinters('', '', 'no system default destination\n')).toEqual([]);
  });

  it('names a stopped printer with the reason below it', () => {
    expect(readStopped('printer brk4 disabled since Sun Nov 29 01:02:58 2026 -\n\tout of paper\n')).toBe('out of paper');
    expect(readStopped('printer Reception is idle.  enabled since Sun\n')).toBeNull();
  });

  it('names jobs, each by its whole name', () => {
    expect(readRequest('request id is Reception-12 (1 file(s))\n', 'Reception')).toBe('Reception-12');
    expect(readRequest('request id is Other-12 (1 file(s))\n', 'Reception')).toBeNull();
    expect(readEnding("cancel: cancel-job failed: Job #4 is already aborted - can't cancel.\n")).toBe('aborted');
    expect(readEnding('cancel: cancel-job failed: Not authorized.\n')).toBeNull();
  });

  it('names a job with who entered it and when, and is not taken for it by another of that number', () => {
    const listed = 'Reception-123            olena         70656   Sun Nov 29 03:57:44 2026\nReception-12             OFFICE\\olena k 1024   Sun Nov  1 03:57:44 2026\n';
    expect(readOrigin(listed, 'Reception-12')).toBe('Sun Nov 1 03:57:44 2026 OFFICE\\olena k');
    expect(readOrigin(listed, 'Reception-123')).toBe('Sun Nov 29 03:57:44 2026 olena');
    expect(readOrigin(listed, 'Reception-1')).toBeNull();
    expect(readOrigin('Reception-12 olena 70656 yesterday\n', 'Reception-12')).toBeNull();
  });

  it('keeps a job under a name that is read back', () => {
    expect(readJob(jobName('a-b-3', 'Sun Nov 1 03:57:44 2026 olena k'))).toEqual({ jobId: 'a-b-3', printer: 'a-b', origin: 'Sun Nov 1 03:57:44 2026 olena k' });
    // As it was kept before, and where its origin was not seen.
    expect(readJob(jobName('a-b-3', null))).toEqual({ jobId: 'a-b-3', printer: 'a-b', origin: null });
    expect(readJob('-a-3')).toBeNull();
    expect(readJob('a b-3')).toBeNull();
    expect(readJob('a')).toBeNull();
  });

  it('leaves names out that are none, and does not list without end', () => {
    expect(readPrinters('printer -x is idle.\nprinter a/b is idle.\nprinter a#b is idle.\n', '', '')).toEqual([]);
    const many = Array.from({ length: MOST_PRINTERS + 50 }, (_, at) => `printer p${at} is idle.  enabled since x\n`).join('');
    expect(readPrinters(many, '', '')).toHaveLength(MOST_PRINTERS);
    const [long] = readPrinters(`printer p is idle.\n\tDescription: ${'\u0007х'.repeat(10_000)}\n`, '', '');
    expect(long?.description.length).toBeLessThanOrEqual(200);
    expect(long?.description).not.toMatch(/\p{C}/u);
  });

  it('of any foreign text only names come out that may be handed over, each once', () => {
    const lines = fc.array(fc.oneof(fc.string(), fc.string({ unit: 'binary' }).map((name) => `printer ${name} is idle.  enabled since x`), fc.string().map((text) => `\tDescription: ${text}`), fc.constantFrom('printer a is idle.', 'a accepting requests since x')));
    fc.assert(
      fc.property(lines, lines, fc.string(), (printers, accepting, standard) => {
        const found = readPrinters(printers.join('\n'), accepting.join('\n'), standard);
        expect(new Set(found.map(({ name }) => name)).size).toBe(found.length);
        for (const { name, description } of found) {
          expect(name).toMatch(PRINTER_NAME);
          expect(description).toBe(description === name ? name : shownText(description));
        }
      }),
      { numRuns: 300 },
    );
  });
});
