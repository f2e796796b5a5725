import { childrenNamed, isNamed } from '../formats/xml/dom.ts';
import { parseXml } from '../formats/xml/reading/parse.ts';
import { LimitExceededError } from '../limits.ts';
import { identityOf, instantIn, localisedTexts, numberIn, optional, required, textIn, TrustListError, TSL_NS } from './elements.ts';
import { extensionsOf } from './extensions.ts';
import type { Element } from '@xmldom/xmldom';
import type { ServiceState, TrustList, TrustListPointer, TrustService, TrustServiceProvider } from './model.ts';

const VERSIONS: ReadonlySet<number> = new Set([5, 6]);
const MAX_SERVICES = 20_000;
const MAX_HISTORY = 1_000;

/**
 * Reads a trust list (ETSI TS 119 612 clauses 5.2 to 5.6). Nothing here says that the list is signed by whom it
 * should be: that is for the caller, who reads the same bytes with `readXmlSignatures`, and asks for a signature
 * that covers the whole document.
 * @throws XmlFormatError where the bytes are not XML that is taken
 * @throws TrustListError where they are no trust list of version 5 or 6
 * @throws LimitExceededError
 */
export function parseTrustList(bytes: Uint8Array): TrustList {
  const root = parseXml(bytes).documentElement;
  if (!isNamed(root, TSL_NS, 'TrustServiceStatusList')) throw new TrustListError('no TrustServiceStatusList');
  const scheme = required(root, 'SchemeInformation');
  const version = numberIn(required(scheme, 'TSLVersionIdentifier'));
  if (!VERSIONS.has(version)) throw new TrustListError(`version ${version} of the trust list format`);
  const nextUpdate = optional(scheme, 'NextUpdate');
  const nextInstant = nextUpdate === null ? null : optional(nextUpdate, 'dateTime');
  const territory = optional(scheme, 'SchemeTerritory');
  return {
    version,
    sequenceNumber: numberIn(required(scheme, 'TSLSequenceNumber')),
    type: textIn(required(scheme, 'TSLType')),
    schemeTerritory: territory === null ? null : textIn(territory),
    schemeOperatorNames: localisedTexts(required(scheme, 'SchemeOperatorName')),
    schemeNames: localisedTexts(optional(scheme, 'SchemeName')),
    issuedAt: instantIn(required(scheme, 'ListIssueDateTime')),
    nextUpdateAt: nextInstant === null ? null : instantIn(nextInstant),
    pointers: pointersIn(optional(scheme, 'PointersToOtherTSL')),
    providers: providersIn(optional(root, 'TrustServiceProviderList')),
  };
}

function pointersIn(holder: Element | null): TrustListPointer[] {
  const pointers = holder === null ? [] : childrenNamed(holder, TSL_NS, 'OtherTSLPointer');
  return pointers.map((pointer) => {
    const identities = optional(pointer, 'ServiceDigitalIdentities');
    const list = identities === null ? [] : childrenNamed(identities, TSL_NS, 'ServiceDigitalIdentity');
    return {
      location: textIn(required(pointer, 'TSLLocation')),
      certificates: list.flatMap((identity) => identityOf(identity).certificates),
    };
  });
}

function providersIn(holder: Element | null): TrustServiceProvider[] {
  let services = 0;
  const elements = holder === null ? [] : childrenNamed(holder, TSL_NS, 'TrustServiceProvider');
  return elements.map((element) => {
    const information = required(element, 'TSPInformation');
    const list = childrenNamed(required(element, 'TSPServices'), TSL_NS, 'TSPService');
    services += list.length;
    if (services > MAX_SERVICES) throw new LimitExceededError(`${MAX_SERVICES} services of a trust list`);
    return {
      names: localisedTexts(required(information, 'TSPName')),
      tradeNames: localisedTexts(optional(information, 'TSPTradeName')),
      services: list.map(serviceOf),
    };
  });
}

function serviceOf(element: Element): TrustService {
  const holder = optional(element, 'ServiceHistory');
  const instances = holder === null ? [] : childrenNamed(holder, TSL_NS, 'ServiceHistoryInstance');
  if (instances.length > MAX_HISTORY) throw new LimitExceededError(`${MAX_HISTORY} earlier states of a service`);
  return { ...stateOf(required(element, 'ServiceInformation')), history: instances.map(stateOf) };
}

function stateOf(element: Element): ServiceState {
  return {
    type: textIn(required(element, 'ServiceTypeIdentifier')),
    names: localisedTexts(optional(element, 'ServiceName')),
    status: textIn(required(element, 'ServiceStatus')),
    startingAt: instantIn(required(element, 'StatusStartingTime')),
    identity: identityOf(optional(element, 'ServiceDigitalIdentity')),
    ...extensionsOf(optional(element, 'ServiceInformationExtensions')),
  };
}
