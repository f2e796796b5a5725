import { shortName } from '../certificates/summary.ts';
import { indeterminate } from '../validation/findings.ts';
import type { Certificate } from '../certificates/certificate.ts';
import type { Finding } from '../validation/findings.ts';
import type { VerdictReasonKey } from '#shared/domain/verdict-reasons.ts';

/** A certificate of the path breaks a rule of RFC 5280 clause 6; `detail` names the rule. */
export function chainFailure(
  certificate: Certificate,
  detail: string,
  key: VerdictReasonKey = 'verdict.chainConstraint',
): Finding {
  const name = shortName(certificate);
  return indeterminate('CHAIN_CONSTRAINTS_FAILURE', key, { certificate: name, detail: `${detail}: ${name}` });
}

/** A part of the certificate cannot be read or is not understood, so that the path cannot be processed. */
export function unprocessable(certificate: Certificate, detail: string): Finding {
  const name = shortName(certificate);
  return indeterminate('CERTIFICATE_CHAIN_GENERAL_FAILURE', 'verdict.chainConstraint', {
    certificate: name,
    detail: `${detail}: ${name}`,
  });
}
