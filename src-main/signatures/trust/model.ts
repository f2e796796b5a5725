/** A trust list of ETSI TS 119 612 (versions 5 and 6 of the format) as data; its signature is judged elsewhere. */
export interface TrustList {
  /** TSLVersionIdentifier: 5 or 6. */
  readonly version: number;
  readonly sequenceNumber: number;
  /** URI of TSLType. */
  readonly type: string;
  readonly schemeTerritory: string | null;
  readonly schemeOperatorNames: readonly LocalisedText[];
  readonly schemeNames: readonly LocalisedText[];
  /** Milliseconds since 1970 UTC. */
  readonly issuedAt: number;
  /** Null: the list is closed (clause 5.3.15). */
  readonly nextUpdateAt: number | null;
  readonly pointers: readonly TrustListPointer[];
  readonly providers: readonly TrustServiceProvider[];
}

export interface LocalisedText {
  /** Value of xml:lang; '' where it is absent. */
  readonly language: string;
  readonly text: string;
}

/** Another list, and who may sign it (clause 5.3.13). */
export interface TrustListPointer {
  readonly location: string;
  /** DER. */
  readonly certificates: readonly Uint8Array[];
}

export interface TrustServiceProvider {
  readonly names: readonly LocalisedText[];
  readonly tradeNames: readonly LocalisedText[];
  readonly services: readonly TrustService[];
}

/** What a service was from one instant to the next. */
export interface ServiceState {
  /** URI of the service type. */
  readonly type: string;
  readonly names: readonly LocalisedText[];
  /** URI of the status. */
  readonly status: string;
  /** Milliseconds since 1970 UTC. */
  readonly startingAt: number;
  readonly identity: ServiceIdentity;
  readonly qualifications: readonly Qualification[];
  /** URIs of AdditionalServiceInformation (clause 5.5.9.4). */
  readonly additionalInformation: readonly string[];
  /** A critical extension is not understood: the state must not be relied on (clause 5.5.9). */
  readonly unknownCriticalExtension: boolean;
}

export interface TrustService extends ServiceState {
  /** Earlier states as they are listed. */
  readonly history: readonly ServiceState[];
}

/** How the service's certificates are recognised (clause 5.5.3); history may hold names and key identifiers only. */
export interface ServiceIdentity {
  /** DER. */
  readonly certificates: readonly Uint8Array[];
  readonly subjectKeyIdentifiers: readonly Uint8Array[];
  readonly subjectNames: readonly string[];
}

/** Qualifiers that apply to certificates which meet the criteria (clause 5.5.9.2). */
export interface Qualification {
  readonly qualifiers: readonly string[];
  /** Null: malformed or not understood; the qualifiers then apply to nothing that can be told. */
  readonly criteria: CriteriaList | null;
}

export interface CriteriaList {
  readonly assert: 'all' | 'atLeastOne' | 'none';
  /** Each: names of key usage bits and what they have to be. */
  readonly keyUsages: readonly (readonly KeyUsageBit[])[];
  /** Each: OIDs of certificate policies that all have to be there. */
  readonly policySets: readonly (readonly string[])[];
  readonly lists: readonly CriteriaList[];
}

export interface KeyUsageBit {
  readonly name: string;
  readonly set: boolean;
}
