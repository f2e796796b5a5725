import { attempt } from '../asn1/attempt.ts';
import { policyExtensionsOf } from '../path-validation/policy-extensions.ts';
import type { Certificate } from '../certificates/certificate.ts';
import type { CriteriaList, KeyUsageBit, ServiceState } from '../trust/index.ts';

/** Certificates to which it applies are not qualified ones, whatever they say (TS 119 612 clause 5.5.9.2.3). */
const NOT_QUALIFIED = /\/SvcInfoExt\/NotQualified$/;
/** What the certificates of a service are for (clause 5.5.9.4); a service may name several, or none. */
const PURPOSE = /\/SvcInfoExt\/For(eSignatures|eSeals|WebSiteAuthentication)$/;

const KEY_USAGE_BITS: readonly string[] = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'crlSign',
  'encipherOnly',
  'decipherOnly',
];

/**
 * Whether the list lets a certificate of the service count as a qualified one for signatures or seals. Where a
 * qualifier against it may apply, it does: a level of law takes a plain yes.
 */
export function admitsQualified({ qualifications, additionalInformation }: ServiceState, certificate: Certificate): boolean {
  const purposes = additionalInformation.flatMap((uri) => PURPOSE.exec(uri)?.[1] ?? []);
  const isForSigning = purposes.length === 0 || purposes.some((purpose) => purpose !== 'WebSiteAuthentication');
  const isDenied = qualifications.some(
    ({ qualifiers, criteria }) => qualifiers.some((uri) => NOT_QUALIFIED.test(uri)) && mayApply(criteria, certificate),
  );
  return isForSigning && !isDenied;
}

/** CriteriaList (clause 5.5.9.2.2); what is not understood may apply. */
function mayApply(criteria: CriteriaList | null, certificate: Certificate): boolean {
  if (criteria === null) return true;
  const policies = attempt(() => new Set(policyExtensionsOf(certificate.extensions).policies));
  if (policies === null) return true;
  const { assert, keyUsages, policySets, lists } = criteria;
  if (keyUsages.flat().some(({ name }) => !KEY_USAGE_BITS.includes(name))) return true;
  const answers = [
    ...keyUsages.map((bits) => bits.every((bit) => keyUsageFits(bit, certificate))),
    ...policySets.map((set) => set.every((policy) => policies.has(policy))),
    ...lists.map((list) => mayApply(list, certificate)),
  ];
  switch (assert) {
    case 'all':
      return answers.every(Boolean);
    case 'atLeastOne':
      return answers.length === 0 || answers.some(Boolean);
    case 'none':
      // An inner list that only may apply does not show that this one does not.
      return lists.length > 0 || !answers.some(Boolean);
  }
}

function keyUsageFits({ name, set }: KeyUsageBit, { keyUsage }: Certificate): boolean {
  return (keyUsage?.has(KEY_USAGE_BITS.indexOf(name)) ?? false) === set;
}
