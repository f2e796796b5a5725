import { Asn1Error } from '../asn1/tlv.ts';
import { uniqueCertificates } from '../certificates/certificate.ts';
import { derObjectsOf, readCertificates } from '../certificates/load.ts';
import { LimitExceededError } from '../limits.ts';
import { parseCrl } from '../revocation/crl.ts';
import { parseOcsp } from '../revocation/ocsp.ts';
import type { Certificate } from '../certificates/certificate.ts';
import type { Crl } from '../revocation/crl.ts';
import type { BasicOcspResponse } from '../revocation/ocsp.ts';
import type { Sourced } from '../revocation/status.ts';
import type { EvidenceFile, ValidationOptions } from '../validator.ts';

/** Everything that validation may lean on (EN 319 102-1 clause 5.2.4, validation context initialisation). */
export interface ValidationContext {
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
  readonly validationTime: number;
  readonly anchors: readonly Certificate[];
  /** Certificates that may complete a chain, not trusted. */
  readonly pool: readonly Certificate[];
  readonly crls: readonly Sourced<Crl>[];
  readonly ocspResponses: readonly Sourced<BasicOcspResponse>[];
  /** Names of trust files, and of revocation files, that could not be read: verdicts name them. */
  readonly unreadableTrustFiles: readonly string[];
  readonly unreadableRevocationFiles: readonly string[];
}

/** @throws RangeError where `now` or `at` is no instant: an error of the caller, not of the file. */
export function createContext(options: ValidationOptions): ValidationContext {
  const unreadableTrustFiles: string[] = [];
  const unreadableRevocationFiles: string[] = [];
  const certificates = (files: readonly EvidenceFile[] | undefined): Certificate[] =>
    (files ?? []).flatMap((file) => readOr(file, (bytes) => readCertificates(bytes), unreadableTrustFiles));
  const sourced = <T>(files: readonly EvidenceFile[] | undefined, parse: (bytes: Uint8Array) => T): Sourced<T>[] =>
    (files ?? []).flatMap((file) =>
      readOr(
        file,
        (bytes) => derObjectsOf(bytes).map((object) => ({ value: parse(object), source: file.fileName })),
        unreadableRevocationFiles,
      ),
    );
  const anchors = uniqueCertificates(certificates(options.trustAnchors));
  return {
    now: instant(options.now),
    validationTime: instant(options.at ?? options.now),
    anchors,
    pool: uniqueCertificates(certificates(options.intermediates)),
    crls: sourced(options.crls, parseCrl),
    ocspResponses: sourced(options.ocspResponses, parseOcsp),
    unreadableTrustFiles,
    unreadableRevocationFiles,
  };
}

function readOr<T>(file: EvidenceFile, read: (bytes: Uint8Array) => T[], unreadable: string[]): T[] {
  try {
    const found = read(file.bytes);
    if (found.length === 0) unreadable.push(file.fileName);
    return found;
  } catch (error) {
    if (!(error instanceof Asn1Error) && !(error instanceof LimitExceededError)) throw error;
    unreadable.push(file.fileName);
    return [];
  }
}

function instant(text: string): number {
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new RangeError(`not an instant: ${text}`);
  return time;
}
