import { createHash } from 'node:crypto';
import type { MissingSummary } from '#shared/contract/evidence.ts';
import type { CertificateSummary, MissingEvidence, RevocationEvidence, TimestampEvidence } from '#shared/domain/signature-evidence.ts';
import type { SignatureReport, ValidationReport } from '#shared/domain/signature-report.ts';
import { issuerKey, serialKey, urlKey } from '../store/projections/evidence-keys.ts';

/** An operation must stay small; what does not fit stands in the reports. */
const MISSING_BYTES = 20_000;
const URLS_KEPT = 6;

/** Certificates of a signature and of its timestamps. */
export function certificatesOf({ certificate, chain, timestamps }: SignatureReport): CertificateSummary[] {
  return [...(certificate === null ? [] : [certificate]), ...chain, ...timestamps.flatMap(timestampCertificates)];
}

export function timestampCertificates({ certificate, chain }: TimestampEvidence): CertificateSummary[] {
  return [...(certificate === null ? [] : [certificate]), ...chain];
}

export function revocationOf({ revocation, timestamps }: SignatureReport): RevocationEvidence[] {
  return [...revocation, ...timestamps.flatMap((timestamp) => timestamp.revocation)];
}

/** What would help the verdicts, each thing once. */
export function missingOf(reports: readonly ValidationReport[]): MissingEvidence[] {
  const all = reports.flatMap((report) => report.signatures.flatMap(({ missing }) => missing));
  return [...new Map(all.map((item) => [JSON.stringify(item), item])).values()];
}

/** The same in short, for the operation: at most {@link MISSING_BYTES} of it. */
export function summariseMissing(reports: readonly ValidationReport[]): MissingSummary[] {
  const known = new Map(reports.flatMap(({ signatures }) => signatures.flatMap(certificatesOf)).map((certificate) => [certificate.sha256, certificate]));
  const summaries = missingOf(reports).map((item) => summaryOf(item, known));
  const unique = [...new Map(summaries.map((summary) => [JSON.stringify(summary), summary])).values()];
  let bytes = 0;
  return unique.filter((summary) => {
    bytes += Buffer.byteLength(JSON.stringify(summary));
    return bytes <= MISSING_BYTES;
  });
}

function summaryOf(item: MissingEvidence, known: ReadonlyMap<string, CertificateSummary>): MissingSummary {
  const none = { certificate: null, serialNumber: null, issuer: null, urls: [] };
  switch (item.kind) {
    case 'document':
      return { kind: 'document', ...none };
    case 'trust-anchor':
      return { kind: 'trust-anchor', ...none, issuer: item.issuer };
    case 'issuer': {
      const certificate = fingerprintOf(item.certificate);
      return { kind: 'issuer', certificate, serialNumber: null, issuer: item.issuer, urls: item.issuerUrls.slice(0, URLS_KEPT) };
    }
    case 'revocation': {
      const certificate = fingerprintOf(item.certificate);
      const issuer = known.get(certificate)?.issuer ?? known.get(fingerprintOf(item.issuer))?.subject;
      return {
        kind: 'revocation',
        certificate,
        serialNumber: known.get(certificate)?.serialNumber ?? null,
        issuer: issuer?.distinguishedName ?? null,
        urls: [...item.ocspUrls.slice(0, URLS_KEPT), ...item.crlUrls.slice(0, URLS_KEPT)],
      };
    }
  }
}

function fingerprintOf(base64: string): string {
  return createHash('sha256').update(Buffer.from(base64, 'base64')).digest('hex');
}

/** Keys of all evidence that may have something to say about the certificates in the reports. */
export function keysOfReports(reports: readonly ValidationReport[]): string[] {
  const certificates = reports.flatMap(({ signatures, documentTimestamps }) => [...signatures.flatMap(certificatesOf), ...documentTimestamps.flatMap(timestampCertificates)]);
  const urls = missingOf(reports).flatMap((item) => {
    if (item.kind === 'revocation') return [...item.ocspUrls, ...item.crlUrls];
    return item.kind === 'issuer' ? item.issuerUrls : [];
  });
  const named = certificates.flatMap(({ issuer, serialNumber }) => [issuerKey(issuer.distinguishedName), serialKey(serialNumber)]);
  const sought = missingOf(reports).flatMap((item) => (item.kind === 'issuer' ? [issuerKey(item.issuer)] : []));
  return [...new Set([...named, ...sought, ...urls.map(urlKey)])];
}

/** What a recheck has to differ in to be worth a record: results, what is missing, what was used. */
export function conclusionsOf(reports: readonly ValidationReport[]): string {
  return JSON.stringify(reports.map(({ fileName, indication, signatures }) => [fileName, indication, signatures.map((signature) => [signature.id, signature.indication, signature.subIndication, signature.bestSignatureTime, signature.reasons])]));
}
