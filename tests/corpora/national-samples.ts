import { createSignatureValidator } from '../../src-main/signatures/index.ts';
import { readCertificates } from '../../src-main/signatures/certificates/load.ts';
import { verifyStructure } from '../../src-main/signatures/certificates/signed-structure.ts';
import { corpusFile, corpusFiles } from './corpora.ts';
import type { Certificate } from '../../src-main/signatures/certificates/certificate.ts';
import type { SignedStructure } from '../../src-main/signatures/certificates/signed-structure.ts';
import type { EvidenceFile, ValidationOptions } from '../../src-main/signatures/index.ts';
import type { SignatureReport } from '#shared/domain/signature-report.ts';

export const sample = (path: string): EvidenceFile => ({ fileName: path, bytes: corpusFile(path) });

export async function signaturesOf(file: EvidenceFile, options: ValidationOptions, contents: readonly EvidenceFile[] = []): Promise<readonly SignatureReport[]> {
  return (await createSignatureValidator().validate({ ...file, detachedContents: contents }, options)).signatures;
}

/** The first certificate of a file. */
export function certificateOf(path: string): Certificate {
  const [certificate] = readCertificates(corpusFile(path));
  if (certificate === undefined) throw new Error(`no certificate in ${path}`);
  return certificate;
}

/** Every certificate file below these folders. */
export function certificateFiles(...folders: readonly string[]): string[] {
  return folders.flatMap(corpusFiles).filter((path) => /\.(?:cer|crt)$|_cert\.pem$/.test(path));
}

/** Files whose key verifies the structure. */
export function signersAmong(structure: SignedStructure, candidates: readonly string[]): string[] {
  return candidates.filter((path) => verifyStructure(structure, certificateOf(path).publicKey).status === 'valid');
}
