/** Trust lists of ETSI TS 119 612, version 5, and their signatures. */
import { xades } from './xades-builder.ts';
import type { TestSigner } from '../../src-main/demo/pki/index.ts';
import type { XadesRequest } from './xades-builder.ts';

export interface ListedState {
  /** Last part of the status URI, e.g. "granted", "withdrawn". */
  readonly status: string;
  readonly since: Date;
  /** Last parts of the type URI; that of the service where absent. */
  readonly type?: string;
}

export interface ListedService extends ListedState {
  /** DER. */
  readonly certificates: readonly Uint8Array[];
  /** Earlier states, the latest first. */
  readonly history?: readonly ListedState[];
  /** XML of ServiceInformationExtensions' content. */
  readonly extensions?: string;
}

export interface TrustListRequest {
  readonly services: readonly ListedService[];
  readonly sequenceNumber?: number;
  readonly issuedAt: Date;
  readonly nextUpdate?: Date;
  readonly territory?: string;
}

export const TSL_NS = 'http://uri.etsi.org/02231/v2#';
const SERVICES = 'http://uri.etsi.org/TrstSvc';
const DEFAULT_TYPE = 'CA/QC';

function stateXml({ status, since, type = DEFAULT_TYPE }: ListedState, certificates: readonly Uint8Array[], extensions = ''): string {
  const identity = certificates.map((der) => `<DigitalId><X509Certificate>${Buffer.from(der).toString('base64')}</X509Certificate></DigitalId>`).join('');
  const more = extensions === '' ? '' : `<ServiceInformationExtensions>${extensions}</ServiceInformationExtensions>`;
  return (
    `<ServiceTypeIdentifier>${SERVICES}/Svctype/${type}</ServiceTypeIdentifier><ServiceName><Name xml:lang="en">TEST service</Name></ServiceName>` +
    `<ServiceDigitalIdentity>${identity}</ServiceDigitalIdentity><ServiceStatus>${SERVICES}/TrustedList/Svcstatus/${status}</ServiceStatus>` +
    `<StatusStartingTime>${since.toISOString()}</StatusStartingTime>${more}`
  );
}

function serviceXml({ certificates, history = [], extensions, ...state }: ListedService): string {
  const { type = DEFAULT_TYPE } = state;
  const earlier = history.map((past) => `<ServiceHistoryInstance>${stateXml({ type, ...past }, certificates)}</ServiceHistoryInstance>`);
  const past = earlier.length === 0 ? '' : `<ServiceHistory>${earlier.join('')}</ServiceHistory>`;
  return `<TSPService><ServiceInformation>${stateXml(state, certificates, extensions)}</ServiceInformation>${past}</TSPService>`;
}

/** XML of a list that nobody has signed. */
export function trustList({ services, sequenceNumber = 1, issuedAt, nextUpdate, territory = 'KZ' }: TrustListRequest): string {
  const next = nextUpdate === undefined ? '' : `<dateTime>${nextUpdate.toISOString()}</dateTime>`;
  return (
    `<?xml version="1.0" encoding="UTF-8"?><TrustServiceStatusList xmlns="${TSL_NS}" TSLTag="http://uri.etsi.org/19612/TSLTag" Id="list"><SchemeInformation>` +
    `<TSLVersionIdentifier>5</TSLVersionIdentifier><TSLSequenceNumber>${sequenceNumber}</TSLSequenceNumber><TSLType>${SERVICES}/TrustedList/TSLType/EUgeneric</TSLType>` +
    `<SchemeOperatorName><Name xml:lang="en">TEST scheme operator</Name></SchemeOperatorName><SchemeTerritory>${territory}</SchemeTerritory>` +
    `<ListIssueDateTime>${issuedAt.toISOString()}</ListIssueDateTime><NextUpdate>${next}</NextUpdate></SchemeInformation>` +
    `<TrustServiceProviderList><TrustServiceProvider><TSPInformation><TSPName><Name xml:lang="en">TEST provider</Name></TSPName></TSPInformation>` +
    `<TSPServices>${services.map(serviceXml).join('')}</TSPServices></TrustServiceProvider></TrustServiceProviderList></TrustServiceStatusList>`
  );
}

/** The list under an enveloped signature, as clause 5.7 asks. */
export function signedTrustList(list: string, signer: TestSigner, change: Partial<XadesRequest> = {}): Buffer {
  return xades({ document: list, references: [{ kind: 'document' }], signer, ...change });
}
