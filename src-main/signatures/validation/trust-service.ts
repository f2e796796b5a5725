import { attempt } from '../asn1/attempt.ts';
import { equalBytes } from '../algorithms/digests.ts';
import { QC_COMPLIANCE, qcStatementsOf } from '../certificates/extensions.ts';
import { serviceStatusAt } from '../trust/index.ts';
import { indeterminate, informing } from './findings.ts';
import { admitsQualified } from './qualifiers.ts';
import type { Certificate } from '../certificates/certificate.ts';
import type { ServiceState } from '../trust/index.ts';
import type { Assessment } from './assess.ts';
import type { ListedService, ValidationContext } from './context.ts';
import type { Finding } from './findings.ts';
import type { LegalLevel } from '#shared/domain/signature-report.ts';

export interface TrustServiceVerdict {
  readonly legalLevel: LegalLevel;
  readonly findings: readonly Finding[];
}

/** Status URIs under which a service may be relied on: of today, and of the time before July 2016 (clause 5.5.4). */
const GRANTED = /\/(?:granted|recognisedatnationallevel|undersupervision|supervisionincessation|accredited)$/;
const QUALIFIED_CA = /\/TrstSvc\/Svctype\/CA\/QC$/;
/** Types of services whose certificates issue those of signers: ETSI's and the Ukrainian central authority's. */
const CA_SERVICE = /\/TrstSvc\/Svctype\/CA\/(?:QC|PKC)$/;

/** Whether a service of this type issues certificates to signers. */
export function isCaService({ type }: Pick<ServiceState, 'type'>): boolean {
  return CA_SERVICE.test(type);
}

/**
 * What the issuer of the certificate stands for (ETSI TS 119 615; TS 119 612 clause 5.5).
 *
 * With a trust list: the service that the path runs through must have been granted when the signature was made, and
 * it, not the certificate's own word, makes a signature a qualified one. Without a list the certificate's claim counts
 * only under an anchor that the office trusts (EN 319 412-5).
 *
 * @param existedAt proved existence of the signature, milliseconds; the validation time where nothing proves one.
 */
export function judgeTrustService(
  { certificate, chainTrusted, path }: Assessment,
  existedAt: number | null,
  context: ValidationContext,
): TrustServiceVerdict {
  if (certificate === null || !chainTrusted) return { legalLevel: 'undetermined', findings: [] };
  const claimsQualified = attempt(() => qcStatementsOf(certificate.extensions))?.includes(QC_COMPLIANCE) === true;
  if (context.trustLists.length === 0) {
    return { legalLevel: claimsQualified ? 'qualified' : 'undetermined', findings: [] };
  }
  const states = statesFor(path, context.services, existedAt ?? context.validationTime);
  if (states.length === 0) return notListed(path, context);
  const granted = states.filter(isGranted);
  if (granted.length === 0) return { legalLevel: 'undetermined', findings: [notGranted(path, states, context)] };
  const qualifies = (state: ServiceState): boolean => isQualifying(state) && admitsQualified(state, certificate);
  const wasQualifiedAtIssue = statesFor(path, context.services, certificate.notBefore).some(qualifies);
  const isQualified = claimsQualified && granted.some(qualifies) && wasQualifiedAtIssue;
  return { legalLevel: isQualified ? 'qualified' : 'advanced', findings: [] };
}

/**
 * What the list says of the authority that issued the certificate: of the nearest listed one of the path, for a
 * service above it says nothing of it. A time-stamping or status service under the same key is no such service.
 */
function statesFor(path: readonly Certificate[], services: readonly ListedService[], instant: number): ServiceState[] {
  for (const certificate of path.slice(1)) {
    const own = services.filter(({ service, certificates }) => isCaService(service) && certificates.some(({ raw }) => equalBytes(raw, certificate.raw)));
    if (own.length > 0) return own.flatMap(({ service }) => serviceStatusAt(service, instant) ?? []).filter(isCaService);
  }
  return [];
}

function isGranted({ status, unknownCriticalExtension }: ServiceState): boolean {
  return GRANTED.test(status) && !unknownCriticalExtension;
}

function isQualifying(state: ServiceState): boolean {
  return isGranted(state) && QUALIFIED_CA.test(state.type);
}

/** A path of the office's own anchors outside every list is trusted as such, and nothing is said of its level. */
function notListed(path: readonly Certificate[], context: ValidationContext): TrustServiceVerdict {
  const isOwn = isOwnAnchor(path, context);
  const params = { status: '' };
  const finding = indeterminate('SIG_CONSTRAINTS_FAILURE', 'verdict.trustServiceNotGranted', params);
  return { legalLevel: 'undetermined', findings: isOwn ? [] : [finding] };
}

function notGranted(path: readonly Certificate[], states: readonly ServiceState[], context: ValidationContext): Finding {
  const status = states.map((state) => state.status.split('/').at(-1) ?? '').join(', ');
  return isOwnAnchor(path, context)
    ? informing('verdict.trustServiceNotGranted', { status })
    : indeterminate('SIG_CONSTRAINTS_FAILURE', 'verdict.trustServiceNotGranted', { status });
}

function isOwnAnchor(path: readonly Certificate[], { ownAnchors }: ValidationContext): boolean {
  const anchor = path.at(-1);
  return anchor !== undefined && ownAnchors.has(anchor.sha256);
}
