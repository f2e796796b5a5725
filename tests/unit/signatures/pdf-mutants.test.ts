import { beforeAll, describe, expect, it } from 'vitest';

import { LimitExceededError } from '../../../src-main/signatures/limits.ts';
import { PdfFormatError, readPdfSignatures } from '../../../src-main/signatures/formats/pdf/index.ts';
import { PDF_ATTACKS, preparedFixture, signedFixture } from '../../support/pdf-attacks.ts';
import { PdfFixture } from '../../support/signed-pdf.ts';
import { coveredDigest, testPki } from './pdf-support.ts';
import { DAY, later } from './support.ts';
import type { TestPki } from '../../../src-main/demo/pki/index.ts';
import type { PdfSignature, PdfSignatureDocument } from '../../../src-main/signatures/formats/pdf/index.ts';

const FULL = process.env['FUZZ_FULL'] === '1';
const MUTANTS = FULL ? 60_000 : 700;
const UPDATES = FULL ? 20_000 : 400;

let pki: TestPki;

beforeAll(async () => {
  pki = await testPki();
});

/** Small generator with a seed (mulberry32): a failing run can be repeated. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) % below;
  };
}

function read(bytes: Buffer): PdfSignatureDocument | null {
  try {
    return readPdfSignatures(bytes);
  } catch (error) {
    if (error instanceof PdfFormatError || error instanceof LimitExceededError) return null;
    throw error;
  }
}

function mutate(original: Buffer, random: (below: number) => number): Buffer {
  const at = random(original.length);
  const length = 1 + random(20);
  const piece = original.subarray(random(original.length)).subarray(0, length);
  switch (random(6)) {
    case 0: {
      const bytes = Buffer.from(original);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
      return bytes;
    }
    case 1:
      return Buffer.concat([original.subarray(0, at), original.subarray(at + length)]);
    case 2:
      return Buffer.concat([original.subarray(0, at), piece, original.subarray(at)]);
    case 3:
      return Buffer.concat([original.subarray(0, at), piece, original.subarray(at + piece.length)]);
    case 4:
      return original.subarray(0, at);
    default:
      return Buffer.concat([original, piece]);
  }
}

const clean = ({ problems, changesAfter }: PdfSignature): boolean => problems.length === 0 && changesAfter.every(({ allowed }) => allowed);

/** Places that differ: the bytes between the common beginning and the common end. */
function difference(left: Buffer, right: Buffer): { from: number; to: number } {
  let from = 0;
  while (from < left.length && left[from] === right[from]) from += 1;
  let end = 0;
  while (end < left.length - from && end < right.length - from && left[left.length - 1 - end] === right[right.length - 1 - end]) end += 1;
  return { from, to: left.length - end };
}

describe('[VER-11] a mutant never passes as the signed document', { timeout: 3_600_000 }, () => {
  it.each([
    ['tables', () => preparedFixture().sign({ signer: pki.signers.clerk, reserve: 4096 })],
    ['streams', () => PdfFixture.create({ xref: 'stream', compress: true }).sign({ signer: pki.signers.clerk, reserve: 4096, docMdp: 1 })],
    ['signature and document timestamp', () => PdfFixture.create().sign({ signer: pki.signers.clerk, reserve: 4096 }).addDss({ certificates: [pki.root.certificate] }).timestamp({ authority: pki.timestampAuthority, time: later(-DAY) }, { reserve: 4096 })],
  ])('%s', (_title, build) => {
    const { bytes: original } = build();
    const originals = new Map(readPdfSignatures(original).signatures.map((one) => [coveredDigest(one), one]));
    const random = randomFrom(20_260_310);
    let found = 0;
    let unchanged = 0;
    for (let count = 0; count < MUTANTS; count += 1) {
      const mutant = mutate(original, random);
      if (mutant.equals(original)) continue;
      for (const signature of read(mutant)?.signatures ?? []) {
        found += 1;
        const known = originals.get(coveredDigest(signature));
        if (known === undefined || !clean(signature)) continue;
        unchanged += 1;
        const { from, to } = difference(original, mutant);
        const [, gapStart = 0, gapEnd = 0] = known.byteRange ?? [];
        const inGap = from >= gapStart && to <= gapEnd;
        const after = from >= known.revision.endOffset;
        const where = `mutant ${count}, bytes ${from} to ${to}`;
        expect(inGap || after, where).toBe(true);
        // Behind a signature only what it permits is clean; for the last one that is white space.
        if (after && known.coversWholeFile) expect(mutant.subarray(from).toString('latin1').trim().replaceAll('\0', ''), where).toBe('');
        if (after && !known.coversWholeFile) expect(signature.changesAfter.every(({ kind }) => kind !== 'page-content'), where).toBe(true);
      }
    }
    // The test has teeth: many mutants still show their signature, and some of the harmless ones pass.
    expect(found).toBeGreaterThan(MUTANTS / 4);
    expect(unchanged).toBeGreaterThan(MUTANTS / 100);
  });

  it('every update of an object that is drawn, and of no other, is objected to', () => {
    const signed = signedFixture({ signer: pki.signers.clerk, reserve: 2560 });
    const random = randomFrom(20_260_311);
    const drawn = new Set([3, 4, 5, 14, 15, 16]);
    const numbers = [...signed.pdf.objects.keys()].filter((number) => number !== signed.dictionary);
    let objected = 0;
    for (let count = 0; count < UPDATES; count += 1) {
      const number = numbers[random(numbers.length)] ?? 3;
      const source = signed.pdf.source(number);
      const changed = mutateSource(source, random);
      if (changed === source) continue;
      const { bytes } = signed.pdf.update({ [number]: changed }, random(2) === 0 ? {} : { xref: 'stream', compress: random(2) === 0 });
      const signature = read(bytes)?.signatures.find(({ byteRange }) => byteRange?.[0] === 0 && byteRange[3] > 0);
      if (signature === undefined) continue;
      const where = `update ${count}: ${number} becomes ${changed.slice(0, 200)}`;
      expect(signature.changesAfter.length + signature.problems.length, where).toBeGreaterThan(0);
      if (drawn.has(number)) expect(clean(signature), where).toBe(false);
      if (!clean(signature)) objected += 1;
    }
    expect(objected).toBeGreaterThan(UPDATES / 4);
  });

  /** Changes one token so that it means something else. */
  function mutateSource(source: string, random: (below: number) => number): string {
    const tokens = [...source.matchAll(/\/[A-Za-z0-9.]+|\d+|\([^)]*\)/g)];
    const token = tokens[random(tokens.length)];
    if (token === undefined) return `${source}1`;
    const [text] = token;
    const other = text.startsWith('/') ? `${text}X` : text.startsWith('(') ? '(changed)' : String(Number(text) + 1 + random(3));
    // Nothing is there, and nothing is at the numbers beside it.
    if (text === '80') return source;
    // Its own length is what a stream's data say, not what is written there.
    if (/\/Length\s*$/.test(source.slice(0, token.index))) return source;
    return source.slice(0, token.index) + other + source.slice(token.index + text.length);
  }

  it('mutants of the attacks end in an answer', () => {
    const random = randomFrom(20_260_312);
    const built = PDF_ATTACKS.map(({ build }) => build(signedFixture({ signer: pki.signers.clerk, reserve: 2560 })));
    let answered = 0;
    for (let count = 0; count < MUTANTS / 2; count += 1) {
      let bytes = built[random(built.length)] ?? Buffer.alloc(0);
      for (let round = 0; round <= random(4); round += 1) bytes = mutate(bytes, random);
      if (read(bytes) !== null) answered += 1;
    }
    expect(answered).toBeGreaterThan(MUTANTS / 10);
  });
});
