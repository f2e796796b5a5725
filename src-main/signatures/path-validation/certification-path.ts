import { Asn1Error } from '../asn1/tlv.ts';
import { isSelfIssued } from '../certificates/issued-by.ts';
import { checkIssuer, checkValidity } from './basic-checks.ts';
import { chainFailure, unprocessable } from './chain-findings.ts';
import { checkCriticalExtensions } from './critical-extensions.ts';
import { ConstrainedNames, nameConstraintsOf } from './name-constraints.ts';
import { settingsOf } from './path-question.ts';
import { PolicyState } from './policy-state.ts';
import { checkChainStrength } from './strength.ts';
import { checkEndUsage, checkIssuerUsage } from './usage.ts';
import type { Certificate } from '../certificates/certificate.ts';
import type { Finding } from '../validation/findings.ts';
import type { PathQuestion } from './path-question.ts';

export interface PathJudgement {
  readonly findings: readonly Finding[];
  readonly policies: readonly string[];
}

/**
 * Judges a path whose names chain and whose signatures verify (RFC 5280 clause 6.1.3 to 6.1.5).
 *
 * The anchor is judged like any other issuer and its constraints bind what is below (RFC 5937); its own
 * certificatePolicies do not.
 *
 * @param path end certificate first, anchor last.
 */
export function judgePath(path: readonly Certificate[], question: PathQuestion): PathJudgement {
  const [end, ...issuers] = path;
  if (end === undefined) return { findings: [], policies: [] };
  const { use, judgeEndValidity = false } = question;
  const settings = settingsOf(question);
  const walked = walkConstraints(path, question);
  const findings = [
    ...checkEndUsage(end, use),
    ...path.flatMap((certificate) => checkCriticalExtensions(certificate)),
    ...issuers.flatMap((issuer, index) => checkIssuer(issuer, path.slice(1, index + 1))),
    ...issuers.slice(0, -1).flatMap((issuer) => checkIssuerUsage(issuer, use)),
    ...walked.findings,
    ...issuers.flatMap((issuer) => checkValidity(issuer, settings.time)),
    ...(judgeEndValidity ? checkValidity(end, settings.time) : []),
    ...path.slice(0, -1).flatMap((certificate, index) => checkChainStrength(certificate, path[index + 1], question)),
  ];
  return { findings, policies: walked.policies };
}

/** Name constraints and policies, which flow from the anchor to the end. */
function walkConstraints(path: readonly Certificate[], question: PathQuestion): PathJudgement {
  const names = new ConstrainedNames();
  const policies = new PolicyState(settingsOf(question), path.length - 1);
  const findings: Finding[] = [];
  // The first failure of the policies is the cause; what follows from it would only repeat it.
  let policiesHold = true;
  const policyStep = (certificate: Certificate, step: () => string | null): void => {
    const refused = policiesHold ? step() : null;
    if (refused === null) return;
    policiesHold = false;
    findings.push(chainFailure(certificate, refused, 'verdict.certificatePolicy'));
  };
  for (const [index, certificate] of path.toReversed().entries()) {
    const isAnchor = index === 0;
    const isEnd = index === path.length - 1;
    // What cannot be read cannot be heeded: the path is refused at that certificate.
    const readable = reading(certificate, findings, () => {
      if (!isAnchor) {
        // A self-issued CA certificate repeats its own name, which the constraints above did not give it.
        const violation = isEnd || !isSelfIssued(certificate) ? names.violation(certificate) : null;
        if (violation !== null) findings.push(chainFailure(certificate, violation, 'verdict.nameConstraints'));
        policyStep(certificate, () => policies.process(certificate, isEnd));
      }
      const own = nameConstraintsOf(certificate);
      if (isEnd) return;
      if (own !== null) names.add(own);
      policyStep(certificate, () => (isAnchor ? policies.startBelow(certificate) : policies.prepareNext(certificate)));
    });
    if (!readable) return { findings, policies: [] };
  }
  const [end] = path;
  const accepted = policiesHold ? policies.conclude() : null;
  if (end !== undefined && accepted === null) policyStep(end, () => 'requireExplicitPolicy');
  return { findings, policies: accepted ?? [] };
}

function reading(certificate: Certificate, findings: Finding[], read: () => void): boolean {
  try {
    read();
    return true;
  } catch (error) {
    if (!(error instanceof Asn1Error)) throw error;
    findings.push(unprocessable(certificate, error.message));
    return false;
  }
}
