import { createSignatureValidator } from '../../src-main/signatures/index.ts';
import { corpusFile } from './corpora.ts';
import type { Conformance } from './conformance.ts';
import type { SignatureReport, ValidationReport } from '#shared/domain/signature-report.ts';

type Stated<T> = T | readonly T[] | null;

/** One row of `ades/expected.json`; its meaning is in the corpora's README. Null: not stated. */
export interface AdesCase {
  readonly file: string;
  readonly content: readonly string[] | null;
  readonly signatures: number | null;
  readonly valid: Stated<boolean>;
  readonly dataFound: Stated<boolean>;
  readonly dataIntact: Stated<boolean>;
  readonly signatureIntact: Stated<boolean>;
  readonly level: Stated<string>;
  readonly timestamps: number | null;
}

export interface AdesAnswer {
  /** What differs, e.g. "level PAdES-BES, expected PAdES-LT"; empty where nothing does. */
  readonly differences: readonly string[];
  /** A signature was answered valid that is not. */
  readonly falseAccept: boolean;
}

export function adesCases(): readonly AdesCase[] {
  return JSON.parse(corpusFile('ades/expected.json').toString('utf8')) as AdesCase[];
}

/** Validates one file of the corpus beside its detached content; nothing is trusted. */
export function validateAdes({ file, content }: Pick<AdesCase, 'file' | 'content'>): Promise<ValidationReport> {
  const detachedContents = (content ?? []).map((name) => ({ fileName: name, bytes: corpusFile(`ades/${name}`) }));
  const input = { fileName: file, bytes: corpusFile(`ades/${file}`), detachedContents };
  return createSignatureValidator().validate(input, { now: '2026-01-01T00:00:00Z', trustAnchors: [] });
}

const isValid = (one: SignatureReport): boolean => one.dataFound && one.dataIntact === true && one.signatureIntact === true;

/** Compares a report with what the corpus states; an unstated value is not compared. */
export function compareAdes(row: AdesCase, report: ValidationReport): AdesAnswer {
  const { signatures } = report;
  const main = signatures.filter(({ kind }) => kind !== 'counter-signature');
  const differences: string[] = [];
  const differs = (what: string, actual: unknown, expected: unknown): void =>
    void differences.push(`${what} ${JSON.stringify(actual)}, expected ${JSON.stringify(expected)}`);

  if (row.signatures !== null && row.signatures !== main.length && row.signatures !== signatures.length) {
    differs('signatures', main.length, row.signatures);
  }
  const compare = (what: string, expected: Stated<boolean>, read: (one: SignatureReport) => boolean): void => {
    if (expected === null) return;
    const actual = signatures.map(read);
    const fits =
      typeof expected === 'boolean'
        ? (actual.length > 0 && actual.every(Boolean)) === expected
        : JSON.stringify(actual) === JSON.stringify(expected);
    if (!fits) differs(what, actual, expected);
  };
  compare('valid', row.valid, isValid);
  compare('dataFound', row.dataFound, (one) => one.dataFound);
  compare('dataIntact', row.dataIntact, (one) => one.dataIntact === true);
  compare('signatureIntact', row.signatureIntact, (one) => one.signatureIntact === true);
  const levels = main.map(({ level }) => level);
  if (row.level !== null) {
    const expected = typeof row.level === 'string' ? [row.level] : row.level;
    if (expected.some((level, index) => level !== levels[index])) differs('level', levels, row.level);
  }
  const timestamps = signatures.reduce((sum, one) => sum + one.timestamps.length, report.documentTimestamps.length);
  if (row.timestamps !== null && row.timestamps !== timestamps) differs('timestamps', timestamps, row.timestamps);
  return { differences, falseAccept: acceptsFalsely(row, signatures) };
}

function acceptsFalsely({ valid }: AdesCase, signatures: readonly SignatureReport[]): boolean {
  if (valid === null || valid === true) return false;
  if (valid === false) return signatures.length > 0 && signatures.every(isValid);
  return signatures.some((one, index) => isValid(one) && valid[index] === false);
}

/** Every file; nothing in the corpus is trusted, so TOTAL-PASSED is a false accept as well. */
export async function adesConformance(): Promise<Conformance> {
  const cases = adesCases();
  const misses: string[] = [];
  let falseAccepts = 0;
  for (const row of cases) {
    const report = await validateAdes(row);
    const { differences, falseAccept } = compareAdes(row, report);
    const passed = report.indication === 'TOTAL-PASSED';
    if (falseAccept || passed) falseAccepts += 1;
    const reasons = [...(passed ? ['passed without trust'] : []), ...differences];
    if (reasons.length > 0) misses.push(`${falseAccept || passed ? 'FALSE ACCEPT ' : ''}${row.file}: ${reasons.join('; ')}`);
  }
  return { summary: `${cases.length - misses.length} of ${cases.length}, ${falseAccepts} false accepts`, misses };
}
