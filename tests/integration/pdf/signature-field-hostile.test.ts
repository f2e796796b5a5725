import { beforeAll, describe, expect, it } from 'vitest';
import { PDF_REFUSAL_CODES, PdfRefused, prepareSignatureField, type PreparedSignature } from '../../../src-main/pdf/index.ts';
import { readPdfSignatures } from '../../../src-main/signatures/formats/pdf/index.ts';
import { isInstalled } from '../../support/signature-judges.ts';
import { corpusFile, corpusFiles, corporaPresent, suffix } from '../../corpora/corpora.ts';
import { coveredInk, judgesPresent, render, type Picture } from './rendering.ts';
import { fieldRequest, makeOpensslKey, pdfsig, signWithOpenssl, type OpensslKey } from './signature-field-support.ts';

const present = corporaPresent && judgesPresent && isInstalled('pdfsig') && isInstalled('openssl');
const files = [...corpusFiles('pdf'), ...corpusFiles('ades')].filter((name) => name.endsWith('.pdf'));
const TIME_LIMIT_MS = 20_000;
/** The judge shows a spot that its picture does not have: the sibling files carry the same picture without it. */
const MISREAD_BY_THE_JUDGE = new Set(['pdf/pdfjs-bitmap-refine-customat-tpgron.pdf']);

let key: OpensslKey;
beforeAll(() => {
  if (present) key = makeOpensslKey();
});

describe.skipIf(!present)(`odd, hostile and signed PDFs${suffix}`, () => {
  it.for(files)('%s is prepared or refused in bounded time; then its signatures are valid and the block covers no ink', { timeout: 90_000 }, async (name) => {
    const source = new Uint8Array(corpusFile(name));
    const begin = performance.now();
    const outcome = await prepared(source);
    expect(performance.now() - begin).toBeLessThan(TIME_LIMIT_MS);
    if (typeof outcome === 'string') {
      expect(PDF_REFUSAL_CODES).toContain(outcome);
      return;
    }
    expect(Buffer.compare(outcome.bytes.subarray(0, source.length), source)).toBe(0);
    const before = pdfsig(source);
    const signed = signWithOpenssl(outcome, key);
    const after = pdfsig(signed);
    expect(after.filter(({ field }) => field === outcome.fieldName)).toEqual([{ field: outcome.fieldName, valid: true, whole: true }]);
    for (const earlier of before.filter(({ valid }) => valid)) {
      expect(after.filter(({ field, valid }) => field === earlier.field && valid)).not.toEqual([]);
    }
    expect(newObjections(source, signed)).toEqual([]);
    if (outcome.placedOn !== 'page' || MISREAD_BY_THE_JUDGE.has(name)) return;
    const [plain, shown] = [picture(source, outcome.page), picture(outcome.bytes, outcome.page)];
    // A file that the judge cannot show has no pixels to compare.
    if (plain !== null) expect(shown && coveredInk(plain, shown)).toBe(0);
  });
});

/** What our own reader holds against earlier signatures only since the new one came. */
function newObjections(source: Uint8Array, signed: Uint8Array): string[] {
  const known = new Set(objections(source));
  return objections(signed).filter((objection) => !known.has(objection));
}

function objections(bytes: Uint8Array): string[] {
  return readPdfSignatures(bytes).signatures.flatMap(({ byteRange, changesAfter, problems }) => [
    ...problems.map(({ kind }) => `${byteRange?.[1]} ${kind}`),
    ...changesAfter.filter(({ allowed }) => !allowed).map(({ kind, reason, key: entry }) => `${byteRange?.[1]} ${kind} ${reason} ${entry}`),
  ]);
}

async function prepared(source: Uint8Array): Promise<PreparedSignature | string> {
  try {
    return await prepareSignatureField(await fieldRequest({ source }));
  } catch (error) {
    if (error instanceof PdfRefused) return error.code;
    throw error;
  }
}

function picture(bytes: Uint8Array, page: number): Picture | null {
  try {
    return render(bytes, 50, { first: page, last: page })[0] ?? null;
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}
