/** Trust lists of ETSI TS 119 612: bytes in, services with their history out. */
export { TrustListError } from './elements.ts';
export { parseTrustList } from './parse-trust-list.ts';
export { serviceStatusAt } from './service-status.ts';
export type {
  CriteriaList,
  KeyUsageBit,
  LocalisedText,
  Qualification,
  ServiceIdentity,
  ServiceState,
  TrustList,
  TrustListPointer,
  TrustService,
  TrustServiceProvider,
} from './model.ts';
