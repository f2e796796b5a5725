import { attempt } from '../asn1/attempt.ts';
import { equalBytes, sha256Hex } from '../algorithms/digests.ts';
import { parseCertificate, uniqueCertificates } from '../certificates/certificate.ts';
import { XmlFormatError } from '../formats/xml/index.ts';
import { LimitExceededError } from '../limits.ts';
import { parseTrustList, TrustListError } from '../trust/index.ts';
import { validateSignature } from './signature.ts';
import { isCaService } from './trust-service.ts';
import { xmlFile } from './xml/file.ts';
import type { Certificate } from '../certificates/certificate.ts';
import type { TrustList } from '../trust/index.ts';
import type { EvidenceFile } from '../validator.ts';
import type { ListedService, ValidationContext } from './context.ts';
import type { SignatureReport, TrustListUse } from '#shared/domain/signature-report.ts';
import type { VerdictReasonKey } from '#shared/domain/verdict-reasons.ts';

/** id-tsl-kp-tslSigning: the certificate is one for signing trust lists (TS 119 612 clause 5.7.1). */
const TSL_SIGNING = '0.4.0.2231.3.0';

/**
 * Takes trust lists into the context (ETSI TS 119 612, TS 119 615): a list counts only if its own signature is intact,
 * covers the whole list and is by a certificate that the office trusts, itself or as one for trust lists through its
 * anchors: everybody whom those certify could write a list otherwise. A list that does not count is named among the
 * unreadable trust files and adds nothing.
 */
export function withTrustLists(context: ValidationContext, files: readonly EvidenceFile[]): ValidationContext {
  const accepted: { readonly list: TrustList; readonly use: TrustListUse }[] = [];
  const refused: string[] = [];
  for (const file of files) {
    const list = isSignedByTrusted(file, context) ? readList(file) : null;
    if (list === null) refused.push(file.fileName);
    else accepted.push({ list, use: useOf(file, list) });
  }
  const services = accepted.flatMap(({ list }) => servicesOf(list));
  const listed = services.filter(({ service }) => isCaService(service)).flatMap(({ certificates }) => certificates);
  return {
    ...context,
    anchors: uniqueCertificates([...context.anchors, ...listed.filter(({ basicConstraints }) => basicConstraints.ca)]),
    services,
    trustLists: accepted.map(({ use }) => use),
    unreadableTrustFiles: [...context.unreadableTrustFiles, ...refused],
  };
}

function readList({ bytes }: EvidenceFile): TrustList | null {
  try {
    return parseTrustList(bytes);
  } catch (error) {
    const known = error instanceof TrustListError || error instanceof XmlFormatError || error instanceof LimitExceededError;
    if (known) return null;
    throw error;
  }
}

function isSignedByTrusted({ bytes }: EvidenceFile, context: ValidationContext): boolean {
  try {
    const [subject, ...more] = xmlFile(bytes, () => null).signatures;
    if (subject === undefined || subject.kind === 'unread' || more.length > 0) return false;
    // Anything but the whole list under the signature would leave room for services that nobody signed.
    if (!subject.isWholeDocument) return false;
    const { certificate } = subject.identify(subject.embedded.certificates);
    const result = subject.verify(certificate);
    if (certificate === null || result.dataIntact !== true || result.signatureIntact !== true) return false;
    const isPinned = context.anchors.some(({ raw }) => equalBytes(raw, certificate.raw));
    if (isPinned) return true;
    const isForLists = certificate.extKeyUsage?.includes(TSL_SIGNING) === true;
    return isForLists && isTrusted(validateSignature(subject, context));
  } catch (error) {
    if (error instanceof XmlFormatError || error instanceof LimitExceededError) return false;
    throw error;
  }
}

/**
 * A list whose signer leads to an anchor counts although nobody has said anything about revocation yet: a person has
 * confirmed the fingerprint of the file, and whatever says "revoked" still speaks against it.
 */
function isTrusted({ indication, reasons }: SignatureReport): boolean {
  if (indication === 'TOTAL-PASSED') return true;
  return indication === 'INDETERMINATE' && reasons.every(({ key }) => AWAITS_REVOCATION_DATA.has(key));
}

const AWAITS_REVOCATION_DATA: ReadonlySet<VerdictReasonKey> = new Set(['verdict.revocationUnknown', 'verdict.revocationStale', 'verdict.timestampInvalid']);

function servicesOf(list: TrustList): ListedService[] {
  return list.providers.flatMap(({ services }) =>
    services.map((service): ListedService => {
      const identities = [service, ...service.history].flatMap(({ identity }) => identity.certificates);
      const certificates = identities.flatMap((der): Certificate[] => {
        const certificate = attempt(() => parseCertificate(der));
        return certificate === null ? [] : [certificate];
      });
      return { service, certificates: uniqueCertificates(certificates) };
    }),
  );
}

function useOf({ fileName, bytes }: EvidenceFile, list: TrustList): TrustListUse {
  const instant = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString());
  return {
    name: [list.schemeTerritory, fileName].filter((part) => part !== null).join(' · '),
    sequenceNumber: list.sequenceNumber,
    issuedAt: instant(list.issuedAt),
    nextUpdate: instant(list.nextUpdateAt),
    sha256: sha256Hex(bytes),
  };
}
