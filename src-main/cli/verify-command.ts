import path from 'node:path';
import { translate } from '#shared/i18n/translate.ts';
import type { SignatureReport, ValidationReport } from '#shared/domain/signature-report.ts';
import { createSignatureValidator, type ValidationOptions } from '../signatures/index.ts';
import { readContents, readEvidence, readLimited } from './evidence-files.ts';
import { fromCaller } from './paths.ts';
import { terminalText } from './terminal.ts';
import { readArguments, UsageError } from './usage.ts';

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

function signatureLine(signature: SignatureReport) {
  return {
    format: signature.format,
    baselineLevel: signature.baselineLevel,
    legalLevel: signature.legalLevel,
    signer: signature.signer?.distinguishedName ?? null,
    algorithm: signature.algorithm,
    claimedSigningTime: signature.claimedSigningTime,
    bestSignatureTime: signature.bestSignatureTime,
    dataFound: signature.dataFound,
    dataIntact: signature.dataIntact,
    signatureIntact: signature.signatureIntact,
    indication: signature.indication,
    subIndication: signature.subIndication,
    reasons: signature.reasons.map((reason) => translate('en', reason.key, reason.params)),
  };
}

/** What a file without a signature answers in the list of signatures. */
const NO_SIGNATURE = {
  format: null,
  baselineLevel: null,
  legalLevel: null,
  signer: null,
  algorithm: null,
  claimedSigningTime: null,
  bestSignatureTime: null,
  dataFound: false,
  dataIntact: null,
  signatureIntact: null,
  indication: 'NO_SIGNATURE_FOUND',
  subIndication: null,
  reasons: [translate('en', 'verdict.noSignature')],
} as const;

function jsonLine(file: string, report: ValidationReport): string {
  const signatures = report.signatures.length > 0 ? report.signatures.map(signatureLine) : [NO_SIGNATURE];
  return JSON.stringify({ file, sha256: report.sha256, container: report.container, signatures });
}

function textLines(file: string, report: ValidationReport): string {
  const lines = [`${file}  SHA-256 ${report.sha256}`];
  if (report.signatures.length === 0) lines.push(`  ${terminalText('verdict.noSignature')}`);
  for (const signature of report.signatures) {
    const result = [signature.indication, signature.subIndication].filter((part) => part !== null).join(' / ');
    lines.push(`  ${result}: ${signature.signer?.commonName ?? terminalText('protocol.value.unknownSigner')} · ${signature.algorithm}`);
    for (const reason of signature.reasons) lines.push(`    ${terminalText(reason.key, reason.params)}`);
  }
  return lines.join('\n');
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
    trustAnchors: await readEvidence(values.trust),
    crls: await readEvidence(values.crl),
    ocspResponses: await readEvidence(values.ocsp),
  };
  const contents = await readContents(values.content);

  const validator = createSignatureValidator();
  const codes: number[] = [];
  for (const file of positionals) {
    try {
      const bytes = await readLimited(fromCaller(file));
      const report = await validator.validate({ fileName: path.basename(file), bytes, detachedContents: contents }, options);
      process.stdout.write(`${values.json ? jsonLine(file, report) : textLines(file, report)}\n`);
      codes.push(exitCodeOf(report));
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      process.stdout.write(`${values.json ? JSON.stringify({ file, sha256: null, container: 'unreadable', signatures: [], error: detail }) : `${file}\n  ${detail}`}\n`);
      codes.push(UNREADABLE);
    }
  }
  return WORST_FIRST.find((code) => codes.includes(code)) ?? PASSED;
}
