import { beforeAll, describe, expect, it } from 'vitest';

import { certificatePolicies, policyMappings, requireExplicitPolicy } from '../../../src-main/demo/pki/extensions.ts';
import { ANY_POLICY } from '../../../src-main/signatures/path-validation/policy-extensions.ts';
import { PolicyGraph, PolicyGraphTooLarge } from '../../../src-main/signatures/path-validation/policy-graph.ts';
import { issueCa, issueEnd, issueRoot, outcome, validateHolders } from './path-support.ts';
import type { Holder } from '../../../src-main/demo/pki/certificates.ts';
import type { PathSettings } from '../../../src-main/signatures/path-validation/path-question.ts';

const A = '1.2.3.1';
const B = '1.2.3.2';
const C = '1.2.3.3';

let root: Holder;
beforeAll(async () => {
  root = await issueRoot();
});

async function judge(caExtensions: readonly Uint8Array[], endExtensions: readonly Uint8Array[], settings: Partial<PathSettings>) {
  const ca = await issueCa('Policy CA', root, ...caExtensions);
  const verdict = validateHolders([await issueEnd('End', ca, ...endExtensions), ca, root], { settings });
  return { outcome: outcome(verdict), policies: verdict.policies };
}

describe('certificate policies (RFC 5280 clause 6.1, RFC 9618)', () => {
  const required = { requireExplicitPolicy: true };

  it.each([
    ['one policy all the way', [certificatePolicies(A)], [certificatePolicies(A)], required, 'trusted', [A]],
    ['different policies', [certificatePolicies(A)], [certificatePolicies(B)], required, 'certificatePolicy', []],
    ['different policies, none asked for', [certificatePolicies(A)], [certificatePolicies(B)], {}, 'trusted', []],
    ['no policies', [], [], required, 'certificatePolicy', []],
    ['another policy wanted', [certificatePolicies(A)], [certificatePolicies(A)], { ...required, initialPolicySet: [B] }, 'certificatePolicy', []],
    ['anyPolicy above', [certificatePolicies(ANY_POLICY)], [certificatePolicies(A, B)], { ...required, initialPolicySet: [B] }, 'trusted', [B]],
    ['anyPolicy above, inhibited', [certificatePolicies(ANY_POLICY)], [certificatePolicies(A)], { ...required, inhibitAnyPolicy: true }, 'certificatePolicy', []],
    ['anyPolicy everywhere', [certificatePolicies(ANY_POLICY)], [certificatePolicies(ANY_POLICY)], required, 'trusted', [ANY_POLICY]],
    ['mapped', [certificatePolicies(A), policyMappings([A, B])], [certificatePolicies(B)], { ...required, initialPolicySet: [A] }, 'trusted', [A]],
    ['mapped, the other name wanted', [certificatePolicies(A), policyMappings([A, B])], [certificatePolicies(B)], { ...required, initialPolicySet: [B] }, 'certificatePolicy', []],
    ['mapping inhibited', [certificatePolicies(A), policyMappings([A, B])], [certificatePolicies(B)], { ...required, inhibitPolicyMapping: true }, 'certificatePolicy', []],
    ['mapping to anyPolicy', [certificatePolicies(A), policyMappings([A, ANY_POLICY])], [certificatePolicies(A)], {}, 'certificatePolicy', null],
    ['asked for by the CA itself', [certificatePolicies(A), requireExplicitPolicy(0)], [certificatePolicies(B)], {}, 'certificatePolicy', null],
    ['the same policy twice', [certificatePolicies(A)], [certificatePolicies(A, A)], {}, 'chainConstraint', null],
  ] as const)('%s', async (_what, ca, end, settings, expected, policies) => {
    const answer = await judge(ca, end, settings);
    expect(answer.outcome).toBe(expected);
    if (policies !== null) expect(answer.policies).toEqual(policies);
  });

  it('the anchor may require an explicit policy', async () => {
    const strict = await issueRoot('Strict root', requireExplicitPolicy(0));
    expect(outcome(validateHolders([await issueEnd('End', strict), strict]))).toBe('certificatePolicy');
    expect(outcome(validateHolders([await issueEnd('End', strict, certificatePolicies(A)), strict]))).toBe('trusted');
  });
});

describe('policy graph', () => {
  it('mappings that double a tree at every step stay small here', () => {
    const graph = new PolicyGraph();
    const crossed = new Map([
      [A, new Set([A, B])],
      [B, new Set([A, B])],
    ]);
    for (let depth = 0; depth < 60; depth += 1) {
      graph.addCertificate([A, B], true);
      graph.applyMappings(crossed, true);
    }
    expect(graph.isNull).toBe(false);
    expect(graph.userConstrainedPolicies(null).toSorted()).toEqual([A, B]);
    expect(graph.userConstrainedPolicies([C])).toEqual([]);
  });

  it('is refused past its bound', () => {
    const graph = new PolicyGraph();
    const many = Array.from({ length: 120 }, (_, index) => `1.2.4.${index}`);
    const all = new Map(many.map((policy) => [policy, new Set(many)]));
    expect(() => {
      graph.addCertificate(many, true);
      graph.applyMappings(all, true);
      graph.addCertificate(many, true);
    }).toThrow(PolicyGraphTooLarge);
  });

  it('becomes null where nothing fits, and stays so', () => {
    const graph = new PolicyGraph();
    graph.addCertificate([A], true);
    graph.addCertificate([B], true);
    expect(graph.isNull).toBe(true);
    graph.addCertificate([ANY_POLICY], true);
    expect(graph.userConstrainedPolicies(null)).toEqual([]);
  });
});
