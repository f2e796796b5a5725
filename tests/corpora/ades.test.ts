import { describe, expect, it } from 'vitest';

import { createSignatureValidator } from '../../src-main/signatures/index.ts';
import { corporaPresent, corpusFile, corpusFiles, suffix } from './corpora.ts';
import type { ValidationReport } from '#shared/domain/signature-report.ts';

/** One row of `ades/expected.json`; its meaning is in the corpora's README. */
interface Expected {
  readonly file: string;
  readonly content: readonly string[] | null;
  readonly valid: boolean | readonly boolean[] | null;
  readonly signatures: number | null;
}

const rows: readonly Expected[] = corporaPresent
  ? (JSON.parse(corpusFile('ades/expected.json').toString('utf8')) as Expected[])
  : [];
const cades = rows.filter(({ file }) => file.startsWith('cades/'));

function judge({ file, content }: Pick<Expected, 'file' | 'content'>): Promise<ValidationReport> {
  const detachedContents = (content ?? []).map((name) => ({ fileName: name, bytes: corpusFile(`ades/${name}`) }));
  const input = { fileName: file, bytes: corpusFile(`ades/${file}`), detachedContents };
  return createSignatureValidator().validate(input, { now: '2026-01-01T00:00:00Z', trustAnchors: [] });
}

describe.skipIf(!corporaPresent)(`CAdES files of the European validator's tests${suffix}`, () => {
  it.each(cades.map((row) => [row.file, row] as const))('[VER-11] %s', async (_file, row) => {
    const report = await judge(row);
    const verdicts = report.signatures.map((one) => one.dataFound && one.dataIntact === true && one.signatureIntact === true);
    expect(report.indication).not.toBe('TOTAL-PASSED');
    expect(verdicts).toHaveLength(row.signatures ?? verdicts.length);
    const expected = Array.isArray(row.valid) ? row.valid : verdicts.map(() => row.valid);
    expect(verdicts).toEqual(expected);
  });
});

describe.skipIf(!corporaPresent)(`every AdES file gets a report and none passes without trust${suffix}`, () => {
  const signed = rows.filter(({ file, signatures }) => !file.startsWith('cades/') && (signatures ?? 0) > 0);
  it.each(signed.map((row) => [row.file, row] as const))('%s is never reported as unsigned', async (_file, row) => {
    const report = await judge(row);
    expect(['INDETERMINATE', 'TOTAL-FAILED']).toContain(report.indication);
  });
  it.each(corpusFiles('ades').filter((path) => !path.endsWith('.json')))('%s', async (path) => {
    const report = await judge({ file: path.replace('ades/', ''), content: null });
    expect(report.indication).not.toBe('TOTAL-PASSED');
    for (const { reasons } of report.signatures) expect(reasons[0]?.key).not.toBe('verdict.engineStopped');
  });
});
