import { createTestPki, exportTrust } from '../../../src-main/demo/pki/index.ts';
import { createSignatureValidator } from '../../../src-main/signatures/index.ts';
import type { TestPki } from '../../../src-main/demo/pki/index.ts';
import type { EvidenceFile, ValidationOptions } from '../../../src-main/signatures/index.ts';
import type { SignatureReport, ValidationReport } from '#shared/domain/signature-report.ts';

export const NOW = '2026-03-10T09:00:00.000Z';
export const DAY = 86_400_000;

export const text = (content: string): Uint8Array => Buffer.from(content, 'utf8');
export const file = (bytes: Uint8Array, fileName = 'document.txt'): EvidenceFile => ({ fileName, bytes });
export const later = (milliseconds: number): Date => new Date(Date.parse(NOW) + milliseconds);

let shared: Promise<TestPki> | null = null;

/** One authority for all tests of a file: making its keys takes most of a second. */
export function testPki(): Promise<TestPki> {
  shared ??= createTestPki({ now: NOW });
  return shared;
}

/** Everything that is needed for a pass; tests take pieces away. */
export function fullTrust(pki: TestPki): ValidationOptions {
  const { trustAnchors, intermediates, crls } = exportTrust(pki);
  return { now: NOW, trustAnchors, intermediates, crls };
}

export function validate(
  signature: Uint8Array,
  options: ValidationOptions,
  contents: readonly EvidenceFile[] = [],
  fileName = 'document.p7s',
): Promise<ValidationReport> {
  return createSignatureValidator().validate({ fileName, bytes: signature, detachedContents: contents }, options);
}

/** The report's only signature. */
export function only(report: ValidationReport): SignatureReport {
  const [first, ...more] = report.signatures;
  if (first === undefined || more.length > 0) throw new Error(`${report.signatures.length} signatures, one expected`);
  return first;
}

export const keysOf = (report: SignatureReport): string[] => report.reasons.map(({ key }) => key);
