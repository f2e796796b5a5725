import { Asn1Error } from '../asn1/tlv.ts';
import { uniqueCertificates } from '../certificates/certificate.ts';
import { derObjectsOf, readCertificates } from '../certificates/load.ts';
import { LimitExceededError } from '../limits.ts';
import { DEFAULT_POLICY } from '../policy/default-policy.ts';
import { parseCrl } from '../revocation/crl.ts';
import { parseOcsp } from '../revocation/ocsp.ts';
import type { Certificate } from '../certificates/certificate.ts';
import type { Crl } from '../revocation/crl.ts';
import type { BasicOcspResponse } from '../revocation/ocsp.ts';
import type { Sourced } from '../revocation/status.ts';
import type { TrustService } from '../trust/index.ts';
import type { ValidationPolicy } from '../policy/validation-policy.ts';
import type { TrustListUse } from '#shared/domain/signature-report.ts';
import type { EvidenceFile, ObtainedEvidence, ValidationOptions } from '../validator.ts';

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
  readonly policy: ValidationPolicy;
  readonly trustLists: readonly TrustListUse[];
  /** Services of the accepted trust lists. */
  readonly services: readonly ListedService[];
  /** SHA-256 of the anchors that the office itself trusts, whatever lists say. */
  readonly ownAnchors: ReadonlySet<string>;
}

/** A service of a trust list with the certificates that it is known by. */
export interface ListedService {
  readonly service: TrustService;
  readonly certificates: readonly Certificate[];
}

/** @throws RangeError where `now` or `at` is no instant: an error of the caller, not of the file. */
export function createContext(options: ValidationOptions): ValidationContext {
  const unreadableTrustFiles: string[] = [];
  const unreadableRevocationFiles: string[] = [];
  const certificates = (files: readonly EvidenceFile[] | undefined): Certificate[] =>
    (files ?? []).flatMap((file) => readOr(file, (bytes) => readCertificates(bytes), unreadableTrustFiles));
  const sourced = <T>(files: readonly ObtainedEvidence[] | undefined, parse: (bytes: Uint8Array) => T): Sourced<T>[] =>
    (files ?? []).flatMap((file) =>
      readOr(
        file,
        (bytes) =>
          derObjectsOf(bytes).map((object) => ({
            value: parse(object),
            source: file.fileName,
            obtainedAt: file.obtainedAt ?? null,
          })),
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
    policy: options.policy ?? DEFAULT_POLICY,
    trustLists: [],
    services: [],
    ownAnchors: new Set(anchors.map(({ sha256 }) => sha256)),
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
