import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRange } from '../../../src-server/http/byte-range.ts';
import { fileServer, letterWith, sha256Of } from '../../support/central-server/file-server.ts';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 150);
/** What a header may hold: anything but control characters. */
const headerText = fc.string({ unit: fc.integer({ min: 0x20, max: 0xff }).filter((code) => code !== 0x7f).map((code) => String.fromCharCode(code)), maxLength: 300 });
const base64 = fc.uint8Array({ maxLength: 80 }).map((bytes) => Buffer.from(bytes).toString('base64'));
const metadata = fc.oneof(headerText, base64.map((value) => `sha256 ${value}`), fc.array(fc.tuple(fc.constantFrom('sha256', 'filename', '__proto__', 'constructor', ''), base64)).map((pairs) => pairs.map((pair) => pair.join(' ')).join(',')));
const number = fc.oneof(fc.integer().map(String), fc.double().map(String), headerText, fc.constantFrom('-0', '1e3', '0x10', '9007199254740993', ' 5', '5 ', '+5', 'Infinity'));

describe('uploads with odd headers', () => {
  it('are refused, the server goes on, and nothing of them stays', async () => {
    const office = await fileServer();
    const bytes = Buffer.from('a small file');
    const { founder } = office;
    await founder.say(letterWith(bytes));
    const desk = office.as(founder);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('POST', 'PATCH', 'HEAD', 'DELETE', 'OPTIONS'), fc.dictionary(fc.constantFrom('upload-length', 'upload-offset', 'upload-defer-length', 'upload-concat', 'tus-resumable', 'content-type'), number), metadata, fc.webPath(), async (method, headers, told, place) => {
        const target = method === 'POST' ? '/v1/uploads' : `/v1/uploads/${encodeURIComponent(place.slice(1, 60))}`;
        const { status } = await desk.tus(method, target, { ...(method === 'POST' ? { 'upload-metadata': told } : {}), ...headers });
        expect(status).toBeLessThan(500);
        if (method !== 'OPTIONS') expect(status).toBeGreaterThanOrEqual(400);
      }),
      { numRuns: RUNS },
    );
    expect(await office.files.counts()).toMatchObject({ held: 0, unfinished: 0 });
    expect((await desk.send(bytes)).status).toBe(201);
    expect(sha256Of((await desk.read(sha256Of(bytes))).bytes)).toBe(sha256Of(bytes));
  });
});

describe('a range', () => {
  const sizes = fc.nat(50);

  it('that is understood lies in the file, and says what its words say', () => {
    fc.assert(
      fc.property(sizes, fc.option(fc.nat(60)), fc.option(fc.nat(60)), (size, first, last) => {
        const read = readRange(`bytes=${first ?? ''}-${last ?? ''}`, size);
        const all = Array.from({ length: size }, (_, at) => at);
        const said = first === null ? (last === null ? null : all.slice(last === 0 ? size : -last)) : last !== null && last < first ? null : all.slice(first, last === null ? undefined : last + 1);
        if (read === 'whole') expect(said).toBeNull();
        else if (read === 'none') expect(said).toEqual([]);
        else expect(all.slice(read.first, read.last + 1)).toEqual(said);
      }),
    );
  });

  it('that is not understood is none', () => {
    fc.assert(
      fc.property(fc.string().filter((text) => !text.trim().startsWith('bytes=')), sizes, (text, size) => {
        expect(readRange(text, size)).toBe('whole');
      }),
    );
    expect(readRange(undefined, 5)).toBe('whole');
    expect(readRange('bytes=0-1,3-4', 5)).toBe('whole');
  });
});
