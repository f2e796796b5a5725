import { attempt } from './asn1/attempt.ts';
import { derObjectsOf, readCertificates } from './certificates/load.ts';
import { distinguishedName } from './certificates/names.ts';
import { LimitExceededError } from './limits.ts';
import { parseCrl } from './revocation/crl.ts';
import { parseOcsp } from './revocation/ocsp.ts';

/** What a file of trust or revocation data is meant as. */
export type EvidenceKind = 'anchor' | 'intermediate' | 'crl' | 'ocsp';

/**
 * What a file holds, for the person who imports it: names, serial numbers and dates (ISO 8601), no prose.
 * Null where the file does not hold what its kind says; an anchor must be a CA certificate.
 */
export function describeEvidence(kind: EvidenceKind, bytes: Uint8Array): string | null {
  try {
    const lines = attempt(() => describe(kind, bytes));
    return lines === null || lines.length === 0 ? null : lines.join('\n');
  } catch (error) {
    if (error instanceof LimitExceededError) return null;
    throw error;
  }
}

function describe(kind: EvidenceKind, bytes: Uint8Array): string[] | null {
  switch (kind) {
    case 'anchor':
    case 'intermediate': {
      const certificates = readCertificates(bytes);
      if (certificates.some((certificate) => !certificate.basicConstraints.ca)) return null;
      return certificates.map(
        ({ subject, serialNumber, notBefore, notAfter }) =>
          `${distinguishedName(subject)} · ${serialNumber} · ${day(notBefore)} – ${day(notAfter)}`,
      );
    }
    case 'crl':
      return derObjectsOf(bytes)
        .map(parseCrl)
        .map(({ issuer, thisUpdate, nextUpdate }) => `${distinguishedName(issuer)} · ${period(thisUpdate, nextUpdate)}`);
    case 'ocsp':
      return derObjectsOf(bytes)
        .map(parseOcsp)
        .flatMap(({ responses }) => responses)
        .map(({ serialNumber, thisUpdate, nextUpdate }) => `${serialNumber} · ${period(thisUpdate, nextUpdate)}`);
  }
}

function period(from: number, to: number | null): string {
  return `${new Date(from).toISOString()} – ${to === null ? '' : new Date(to).toISOString()}`.trimEnd();
}

function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
