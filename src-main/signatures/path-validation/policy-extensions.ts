import { Fields } from '../asn1/fields.ts';
import { Asn1Error, childrenOf, readSingle, TAG, contentOf } from '../asn1/tlv.ts';
import { oidOf } from '../asn1/values.ts';
import { EXT } from '../certificates/extensions.ts';
import type { Tlv } from '../asn1/tlv.ts';
import type { Extensions } from '../certificates/extensions.ts';

export const ANY_POLICY = '2.5.29.32.0';
/** id-qt-cps and id-qt-unotice: they inform, they restrict nothing (RFC 5280 clause 4.2.1.4). */
const KNOWN_QUALIFIERS: readonly string[] = ['1.3.6.1.5.5.7.2.1', '1.3.6.1.5.5.7.2.2'];

/** What one certificate says about policies. */
export interface PolicyExtensions {
  /** Null where certificatePolicies is absent. */
  readonly policies: readonly string[] | null;
  /** Qualifier of a critical certificatePolicies that is not understood; such a certificate must be refused. */
  readonly unknownQualifier: string | null;
  /** subjectDomainPolicies by issuerDomainPolicy. */
  readonly mappings: ReadonlyMap<string, ReadonlySet<string>>;
  readonly requireExplicitPolicy: number | null;
  readonly inhibitPolicyMapping: number | null;
  readonly inhibitAnyPolicy: number | null;
}

/** @throws Asn1Error where one of the extensions is malformed. */
export function policyExtensionsOf(extensions: Extensions): PolicyExtensions {
  return {
    ...certificatePoliciesOf(extensions),
    ...policyConstraintsOf(extensions),
    mappings: policyMappingsOf(extensions),
    inhibitAnyPolicy: inhibitAnyPolicyOf(extensions),
  };
}

function certificatePoliciesOf(extensions: Extensions): Pick<PolicyExtensions, 'policies' | 'unknownQualifier'> {
  const extension = extensions.get(EXT.certificatePolicies);
  if (extension === undefined) return { policies: null, unknownQualifier: null };
  const policies = new Set<string>();
  let unknownQualifier: string | null = null;
  for (const item of sequenceItems(extension.value, 'certificatePolicies')) {
    const fields = Fields.ofSequence(item, 'PolicyInformation');
    const oid = oidOf(fields.any());
    const qualifiers = fields.optional(TAG.sequence);
    fields.finish();
    if (policies.has(oid)) throw new Asn1Error(`certificate policy ${oid} twice`);
    policies.add(oid);
    for (const qualifier of qualifiers === null ? [] : childrenOf(qualifiers)) {
      const type = oidOf(Fields.ofSequence(qualifier, 'PolicyQualifierInfo').any());
      if (extension.critical && !KNOWN_QUALIFIERS.includes(type)) unknownQualifier ??= type;
    }
  }
  return { policies: [...policies], unknownQualifier };
}

function policyMappingsOf(extensions: Extensions): ReadonlyMap<string, ReadonlySet<string>> {
  const extension = extensions.get(EXT.policyMappings);
  const mappings = new Map<string, Set<string>>();
  for (const item of extension === undefined ? [] : sequenceItems(extension.value, 'policyMappings')) {
    const fields = Fields.ofSequence(item, 'PolicyMapping');
    const issuerPolicy = oidOf(fields.any());
    const subjectPolicy = oidOf(fields.any());
    fields.finish();
    mappings.set(issuerPolicy, (mappings.get(issuerPolicy) ?? new Set()).add(subjectPolicy));
  }
  return mappings;
}

function policyConstraintsOf(
  extensions: Extensions,
): Pick<PolicyExtensions, 'requireExplicitPolicy' | 'inhibitPolicyMapping'> {
  const extension = extensions.get(EXT.policyConstraints);
  if (extension === undefined) return { requireExplicitPolicy: null, inhibitPolicyMapping: null };
  const fields = Fields.ofSequence(readSingle(extension.value), 'PolicyConstraints');
  const explicitPolicy = fields.optionalContext(0);
  const mapping = fields.optionalContext(1);
  fields.finish();
  // RFC 5280 clause 4.2.1.11 forbids it and leaves open what it would mean.
  if (explicitPolicy === null && mapping === null) throw new Asn1Error('PolicyConstraints: empty');
  return {
    requireExplicitPolicy: explicitPolicy === null ? null : skipCertsOf(explicitPolicy),
    inhibitPolicyMapping: mapping === null ? null : skipCertsOf(mapping),
  };
}

function inhibitAnyPolicyOf(extensions: Extensions): number | null {
  const extension = extensions.get(EXT.inhibitAnyPolicy);
  if (extension === undefined) return null;
  const value = readSingle(extension.value);
  if (value.tagClass !== 0 || value.tagNumber !== TAG.integer) throw new Asn1Error('inhibitAnyPolicy: INTEGER expected');
  return skipCertsOf(value);
}

/** SkipCerts ::= INTEGER (0..MAX); numbers beyond any path length count as one that no path reaches. */
function skipCertsOf(tlv: Tlv): number {
  const content = contentOf(tlv);
  if (tlv.constructed || content.length === 0 || (content[0] ?? 0) > 0x7f) throw new Asn1Error('SkipCerts out of range');
  return content.reduce((value, byte) => Math.min(value * 256 + byte, 0xffff), 0);
}

function sequenceItems(value: Uint8Array, what: string): Tlv[] {
  const tlv = readSingle(value);
  if (tlv.tagClass !== 0 || tlv.tagNumber !== TAG.sequence) throw new Asn1Error(`${what}: not a SEQUENCE`);
  const items = childrenOf(tlv);
  if (items.length === 0) throw new Asn1Error(`${what}: empty`);
  return items;
}
