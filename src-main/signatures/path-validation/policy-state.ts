import { isSelfIssued } from '../certificates/issued-by.ts';
import { ANY_POLICY, policyExtensionsOf } from './policy-extensions.ts';
import { PolicyGraph, PolicyGraphTooLarge } from './policy-graph.ts';
import type { Certificate } from '../certificates/certificate.ts';
import type { PathSettings } from './path-question.ts';
import type { PolicyExtensions } from './policy-extensions.ts';

const cache = new WeakMap<Certificate, PolicyExtensions>();

function policiesOf(certificate: Certificate): PolicyExtensions {
  const known = cache.get(certificate) ?? policyExtensionsOf(certificate.extensions);
  cache.set(certificate, known);
  return known;
}

/**
 * explicit_policy, policy_mapping, inhibit_anyPolicy and the policy graph of RFC 5280 clause 6.1.2 (d) to (f),
 * carried from the anchor to the end. Methods give what is wrong, or null.
 */
export class PolicyState {
  readonly #graph = new PolicyGraph();
  readonly #settings: PathSettings;
  #explicitPolicy: number;
  #policyMapping: number;
  #inhibitAnyPolicy: number;

  /** @param length number of certificates without the anchor (n of clause 6.1). */
  constructor(settings: PathSettings, length: number) {
    this.#settings = settings;
    this.#explicitPolicy = settings.requireExplicitPolicy ? 0 : length + 1;
    this.#policyMapping = settings.inhibitPolicyMapping ? 0 : length + 1;
    this.#inhibitAnyPolicy = settings.inhibitAnyPolicy ? 0 : length + 1;
  }

  /** Takes the constraints that the anchor's own certificate sets (RFC 5937 clause 3.2). */
  startBelow(anchor: Certificate): string | null {
    const extensions = policiesOf(anchor);
    this.#tighten(extensions);
    return extensions.unknownQualifier;
  }

  /** Clause 6.1.3 (d) to (f), and for the end certificate 6.1.5 (a) and (b). */
  process(certificate: Certificate, isEnd: boolean): string | null {
    const extensions = policiesOf(certificate);
    const { policies, unknownQualifier, requireExplicitPolicy } = extensions;
    if (unknownQualifier !== null) return unknownQualifier;
    const tooLarge = this.#guarded(() => {
      if (policies === null) this.#graph.clear();
      else this.#graph.addCertificate(policies, this.#inhibitAnyPolicy > 0 || (!isEnd && isSelfIssued(certificate)));
    });
    if (tooLarge !== null) return tooLarge;
    if (this.#explicitPolicy <= 0 && this.#graph.isNull) return 'certificatePolicies';
    if (isEnd) {
      if (this.#explicitPolicy > 0) this.#explicitPolicy -= 1;
      if (requireExplicitPolicy === 0) this.#explicitPolicy = 0;
    }
    return null;
  }

  /** Clause 6.1.4 (a), (b) and (h) to (j). */
  prepareNext(certificate: Certificate): string | null {
    const extensions = policiesOf(certificate);
    for (const [issuerPolicy, subjectPolicies] of extensions.mappings) {
      if (issuerPolicy === ANY_POLICY || subjectPolicies.has(ANY_POLICY)) return 'policyMappings anyPolicy';
    }
    const tooLarge = this.#guarded(() => this.#graph.applyMappings(extensions.mappings, this.#policyMapping > 0));
    if (tooLarge !== null) return tooLarge;
    if (!isSelfIssued(certificate)) {
      this.#explicitPolicy = Math.max(0, this.#explicitPolicy - 1);
      this.#policyMapping = Math.max(0, this.#policyMapping - 1);
      this.#inhibitAnyPolicy = Math.max(0, this.#inhibitAnyPolicy - 1);
    }
    this.#tighten(extensions);
    return null;
  }

  /** Clause 6.1.5 (g) and the end of 6.1.5: the policies that hold; null where one was required and none does. */
  conclude(): string[] | null {
    const policies = this.#graph.userConstrainedPolicies(this.#settings.initialPolicySet);
    return this.#explicitPolicy > 0 || policies.length > 0 ? policies : null;
  }

  #tighten({ requireExplicitPolicy, inhibitPolicyMapping, inhibitAnyPolicy }: PolicyExtensions): void {
    this.#explicitPolicy = Math.min(this.#explicitPolicy, requireExplicitPolicy ?? this.#explicitPolicy);
    this.#policyMapping = Math.min(this.#policyMapping, inhibitPolicyMapping ?? this.#policyMapping);
    this.#inhibitAnyPolicy = Math.min(this.#inhibitAnyPolicy, inhibitAnyPolicy ?? this.#inhibitAnyPolicy);
  }

  #guarded(step: () => void): string | null {
    try {
      step();
      return null;
    } catch (error) {
      if (error instanceof PolicyGraphTooLarge) return error.message;
      throw error;
    }
  }
}
