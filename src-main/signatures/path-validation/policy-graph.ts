import { MAX_POLICY_NODES } from '../limits.ts';
import { ANY_POLICY } from './policy-extensions.ts';

interface PolicyNode {
  readonly policy: string;
  expected: ReadonlySet<string>;
  readonly parents: ReadonlySet<PolicyNode>;
}

/** The bound on nodes was passed: such a path is refused, not believed. */
export class PolicyGraphTooLarge extends Error {
  override readonly name = 'PolicyGraphTooLarge';
}

/**
 * valid_policy_graph of RFC 9618 clause 5, which replaces the tree of RFC 5280: one node per policy and depth
 * instead of one per way to it, so that hostile mappings cannot make it grow exponentially.
 */
export class PolicyGraph {
  /** Nodes by policy, depth 0 first. */
  readonly #levels: Map<string, PolicyNode>[] = [
    new Map([[ANY_POLICY, { policy: ANY_POLICY, expected: new Set([ANY_POLICY]), parents: new Set<PolicyNode>() }]]),
  ];
  #nodes = 1;
  #isNull = false;

  /** Whether no policy is valid any more (valid_policy_graph is NULL). */
  get isNull(): boolean {
    return this.#isNull;
  }

  /** Processes the absence of certificatePolicies (RFC 5280 clause 6.1.3 (e)). */
  clear(): void {
    this.#isNull = true;
  }

  /** Processes certificatePolicies of the next certificate (RFC 9618 clause 5.2, replacing 6.1.3 (d)). */
  addCertificate(policies: readonly string[], anyPolicyCounts: boolean): void {
    if (this.#isNull) return;
    const above = this.#last();
    const level = new Map<string, PolicyNode>();
    const byExpected = new Map<string, Set<PolicyNode>>();
    for (const node of above.values()) {
      for (const policy of node.expected) byExpected.set(policy, (byExpected.get(policy) ?? new Set()).add(node));
    }
    const anyAbove = above.get(ANY_POLICY);
    for (const policy of policies) {
      if (policy === ANY_POLICY) continue;
      const parents = byExpected.get(policy) ?? (anyAbove === undefined ? undefined : new Set([anyAbove]));
      if (parents !== undefined) this.#add(level, policy, parents);
    }
    if (anyPolicyCounts && policies.includes(ANY_POLICY)) {
      for (const [policy, parents] of byExpected) if (!level.has(policy)) this.#add(level, policy, parents);
    }
    this.#levels.push(level);
    this.#prune();
  }

  /**
   * Processes policyMappings of a CA certificate (RFC 9618 clause 5.3, replacing 6.1.4 (b)).
   *
   * @param allowed policy_mapping > 0; otherwise mapped policies stop here.
   */
  applyMappings(mappings: ReadonlyMap<string, ReadonlySet<string>>, allowed: boolean): void {
    if (this.#isNull || mappings.size === 0) return;
    const level = this.#last();
    for (const [policy, subjectPolicies] of mappings) {
      const node = level.get(policy);
      if (!allowed) {
        level.delete(policy);
        continue;
      }
      const any = level.get(ANY_POLICY);
      if (node !== undefined) node.expected = subjectPolicies;
      else if (any !== undefined) this.#add(level, policy, any.parents).expected = subjectPolicies;
    }
    this.#prune();
  }

  /**
   * User-constrained policy set (RFC 9618 clause 5.4, replacing 6.1.5 (g)); empty where nothing is valid.
   *
   * @param initial user-initial-policy-set; null: any.
   */
  userConstrainedPolicies(initial: readonly string[] | null): string[] {
    const authority = this.#authorityConstrainedPolicies();
    if (initial === null || initial.includes(ANY_POLICY)) return [...authority];
    return authority.has(ANY_POLICY) ? [...new Set(initial)] : [...new Set(initial)].filter((policy) => authority.has(policy));
  }

  #authorityConstrainedPolicies(): Set<string> {
    const policies = new Set<string>();
    if (this.#isNull) return policies;
    for (const level of this.#levels.slice(1)) {
      for (const { policy, parents } of level.values()) {
        if (policy !== ANY_POLICY && [...parents].some((parent) => parent.policy === ANY_POLICY)) policies.add(policy);
      }
    }
    if (this.#last().has(ANY_POLICY)) policies.add(ANY_POLICY);
    return policies;
  }

  #last(): Map<string, PolicyNode> {
    return this.#levels.at(-1) ?? new Map();
  }

  #add(level: Map<string, PolicyNode>, policy: string, parents: ReadonlySet<PolicyNode>): PolicyNode {
    this.#nodes += 1 + parents.size;
    if (this.#nodes > MAX_POLICY_NODES) throw new PolicyGraphTooLarge(`${MAX_POLICY_NODES} policies`);
    const node: PolicyNode = { policy, expected: new Set([policy]), parents };
    level.set(policy, node);
    return node;
  }

  /** Removes nodes without children, from the last depth but one upwards; nothing left means NULL. */
  #prune(): void {
    for (let depth = this.#levels.length - 1; depth > 0; depth -= 1) {
      const parents = new Set<PolicyNode>();
      for (const node of this.#levels[depth]?.values() ?? []) for (const parent of node.parents) parents.add(parent);
      const above = this.#levels[depth - 1];
      for (const [policy, node] of above ?? []) if (!parents.has(node)) above?.delete(policy);
    }
    if (this.#levels[0]?.size === 0) this.#isNull = true;
  }
}
