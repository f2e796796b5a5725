import { describe, expect, it } from 'vitest';

import { adesCases, compareAdes, validateAdes } from './ades-cases.ts';
import { corporaPresent, corpusFiles, suffix } from './corpora.ts';

/** Level or number of timestamps that we state otherwise than the corpus, and why; nothing else may differ. */
const ACCEPTED: ReadonlyMap<string, readonly string[]> = new Map([
  // Nothing signs its SignedProperties, so the certificate reference in them is nobody's word: no XAdES of any level.
  ['asic-xades/xades_no-signedpropref.asice_.zip', ['level']],
  // The corpus states the first signature only (a commitment beside /Reason: EN 319 142-1 clause 6.3 d and m); five are there.
  ['pades/dss-818/Signature-P-SK-1 (HASH_FAILURE).pdf', ['level', 'timestamps']],
  // MimeType and Encoding of DataObjectFormat differ from those of the ds:Object (EN 319 132-1 clause 5.2.4).
  ['xades/dss2517/xades-invalid-mime-type.xml', ['level']],
]);

const cases = corporaPresent ? adesCases() : [];

describe.skipIf(!corporaPresent)(`AdES files of the European validator's tests${suffix}`, () => {
  it.each(cases.map((row) => [row.file, row] as const))('[VER-11] %s: as its authors say', async (file, row) => {
    const report = await validateAdes(row);
    const { differences, falseAccept } = compareAdes(row, report);
    expect(falseAccept).toBe(false);
    // Nothing is trusted here.
    expect(['INDETERMINATE', 'TOTAL-FAILED', 'NO_SIGNATURE_FOUND']).toContain(report.indication);
    if (row.valid === false) expect(report.signatures.every(({ dataIntact, signatureIntact }) => dataIntact === true && signatureIntact === true)).toBe(false);
    const accepted = ACCEPTED.get(file) ?? [];
    expect(differences.filter((difference) => !accepted.some((what) => difference.startsWith(`${what} `)))).toEqual([]);
  });

  it('holds enough of every kind to mean something', () => {
    const count = (folder: string): number => cases.filter(({ file }) => file.startsWith(folder)).length;
    expect(['cades/', 'pades/', 'xades/', 'asic-cades/', 'asic-xades/'].map(count).every((number) => number >= 7)).toBe(true);
    expect(cases.filter(({ valid }) => valid === false).length).toBeGreaterThanOrEqual(8);
    expect([...ACCEPTED.keys()].every((file) => cases.some((row) => row.file === file))).toBe(true);
  });

  const alone = corpusFiles('ades').filter((path) => !path.endsWith('.json'));
  it.each(alone)('%s alone, without what it may need beside it: an answer, and never a pass', async (path) => {
    const report = await validateAdes({ file: path.replace('ades/', ''), content: null });
    expect(report.indication).not.toBe('TOTAL-PASSED');
    for (const { reasons } of report.signatures) expect(reasons[0]?.key).not.toBe('verdict.engineStopped');
  });
});
