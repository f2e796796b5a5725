import { attributeOf, childElements, childrenNamed, isNamed, localNameOf, simpleTextOf } from '../formats/xml/dom.ts';
import { optional, textIn, TSL_NS } from './elements.ts';
import type { Element } from '@xmldom/xmldom';
import type { CriteriaList, KeyUsageBit, Qualification, ServiceState } from './model.ts';

/** Namespace of the Qualifications extension (TS 119 612 annex C). */
const SIE_NS = 'http://uri.etsi.org/TrstSvc/SvcInfoExt/eSigDir-1999-93-EC-TrustedList/#';
const XADES_NS = 'http://uri.etsi.org/01903/v1.3.2#';
const MAX_CRITERIA_DEPTH = 5;

type Extensions = Pick<ServiceState, 'qualifications' | 'additionalInformation' | 'unknownCriticalExtension'>;

/** ServiceInformationExtensions (clause 5.5.9). */
export function extensionsOf(holder: Element | null): Extensions {
  const qualifications: Qualification[] = [];
  const additionalInformation: string[] = [];
  let unknownCriticalExtension = false;
  for (const extension of holder === null ? [] : childrenNamed(holder, TSL_NS, 'Extension')) {
    const critical = ['true', '1'].includes(attributeOf(extension, 'Critical') ?? '');
    for (const content of childElements(extension)) {
      if (isNamed(content, SIE_NS, 'Qualifications')) qualifications.push(...qualificationsIn(content));
      else if (isNamed(content, TSL_NS, 'AdditionalServiceInformation')) {
        const uri = optional(content, 'URI');
        if (uri !== null) additionalInformation.push(textIn(uri));
      } else if (critical && !isNamed(content, TSL_NS, 'ExpiredCertsRevocationInfo')) unknownCriticalExtension = true;
    }
  }
  return { qualifications, additionalInformation, unknownCriticalExtension };
}

function qualificationsIn(holder: Element): Qualification[] {
  return childrenNamed(holder, SIE_NS, 'QualificationElement').map((element) => {
    const [list, ...more] = childrenNamed(element, SIE_NS, 'CriteriaList');
    const qualifiers = childrenNamed(element, SIE_NS, 'Qualifiers').flatMap((item) => childrenNamed(item, SIE_NS, 'Qualifier'));
    return {
      qualifiers: qualifiers.map((qualifier) => attributeOf(qualifier, 'uri') ?? ''),
      criteria: list === undefined || more.length > 0 ? null : criteriaOf(list, 0),
    };
  });
}

/** Null for a criterion that is not understood: leaving it out would widen or narrow what the rest applies to. */
function criteriaOf(element: Element, depth: number): CriteriaList | null {
  const assert = attributeOf(element, 'assert');
  if (depth > MAX_CRITERIA_DEPTH || (assert !== 'all' && assert !== 'atLeastOne' && assert !== 'none')) return null;
  const keyUsages: KeyUsageBit[][] = [];
  const policySets: string[][] = [];
  const lists: CriteriaList[] = [];
  for (const child of childElements(element)) {
    if (isNamed(child, SIE_NS, 'KeyUsage')) keyUsages.push(childElements(child).map(keyUsageBit));
    else if (isNamed(child, SIE_NS, 'PolicySet')) policySets.push(childElements(child).map(policyIn));
    else if (isNamed(child, SIE_NS, 'CriteriaList')) {
      const inner = criteriaOf(child, depth + 1);
      if (inner === null) return null;
      lists.push(inner);
    } else if (localNameOf(child) !== 'Description') return null;
  }
  return { assert, keyUsages, policySets, lists };
}

function keyUsageBit(element: Element): KeyUsageBit {
  return { name: attributeOf(element, 'name') ?? '', set: ['true', '1'].includes((simpleTextOf(element) ?? '').trim()) };
}

/** OID without the "urn:oid:" that the qualifier OIDAsURN puts before it. */
function policyIn(element: Element): string {
  const [identifier] = childrenNamed(element, XADES_NS, 'Identifier');
  const text = identifier === undefined ? '' : textIn(identifier);
  return text.replace(/^urn:oid:/i, '');
}
