import path from 'node:path';
import type { ValidationReport } from '#shared/domain/signature-report.ts';
import { createSignatureValidator, type ValidationOptions } from '../signatures/index.ts';
import { openContents, readEvidence, readTrust, readLimited } from './evidence-files.ts';
import { fromCaller } from './paths.ts';
import { terminalLanguage } from './terminal.ts';
import { readArguments, UsageError } from './usage.ts';
import { jsonLine, printable, textLines } from './verify-report.ts';

const OPTIONS = {
  content: { type: 'string', multiple: true, default: [] as string[] },
  trust: { type: 'string', multiple: true, default: [] as string[] },
  crl: { type: 'string', multiple: true, default: [] as string[] },
  ocsp: { type: 'string', multiple: true, default: [] as string[] },
  at: { type: 'string' },
  offline: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

/** Exit codes; over several files the worst counts, in this order: 3, 1, 2, 0. */
const PASSED = 0;
const FAILED = 1;
const UNDETERMINED = 2;
const UNREADABLE = 3;
const WORST_FIRST = [UNREADABLE, FAILED, UNDETERMINED, PASSED];

function instantOf(text: string): string {
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new UsageError(`--at ${text}`);
  return new Date(time).toISOString();
}

function exitCodeOf(report: ValidationReport): number {
  if (report.container === 'unreadable') return UNREADABLE;
  const indications = report.signatures.map((signature) => signature.indication);
  if (indications.includes('TOTAL-FAILED')) return FAILED;
  return indications.length > 0 && indications.every((indication) => indication === 'TOTAL-PASSED') ? PASSED : UNDETERMINED;
}

/**
 * `chancery verify FILE… [--content FILE] [--trust DIR] [--crl DIR] [--ocsp DIR] [--at TIME] [--offline] [--json]`
 *
 * Exit 0 only when every file has signatures and all of them passed; 1 some failed; 2 undetermined or
 * unsigned; 3 unreadable. The engine never uses the network, so `--offline` changes nothing yet.
 */
export async function verifyCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, OPTIONS, { minimum: 1, maximum: 100_000 });
  const now = new Date().toISOString();
  const options: ValidationOptions = {
    now,
    ...(values.at === undefined ? {} : { at: instantOf(values.at) }),
    ...(await readTrust(values.trust)),
    crls: await readEvidence(values.crl),
    ocspResponses: await readEvidence(values.ocsp),
  };
  const contents = await openContents(values.content);

  const validator = createSignatureValidator();
  const codes: number[] = [];
  for (const file of positionals) {
    try {
      const bytes = await readLimited(fromCaller(file));
      const report = await validator.validate({ fileName: path.basename(file), bytes, detachedContents: contents }, options);
      process.stdout.write(`${values.json ? jsonLine(file, report) : textLines(file, report, terminalLanguage())}\n`);
      codes.push(exitCodeOf(report));
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      process.stdout.write(`${values.json ? JSON.stringify({ file, sha256: null, container: 'unreadable', signatures: [], error: detail }) : `${printable(file)}\n  ${printable(detail)}`}\n`);
      codes.push(UNREADABLE);
    }
  }
  return WORST_FIRST.find((code) => codes.includes(code)) ?? PASSED;
}
