import type { FetchedKind } from '#shared/contract/evidence.ts';

/** What the signature room does for fetched bytes: nothing is kept that it cannot read. */
export interface EvidenceReader {
  /** Names, serial numbers and dates of a file; null where it is not what its kind says. */
  describe(kind: FetchedKind, bytes: Uint8Array): string | null;
  /** DER of an OCSPRequest (RFC 6960 clause 4.1) for one certificate of an issuer, both DER. */
  ocspRequest(certificate: Uint8Array, issuer: Uint8Array, nonce: Uint8Array): Uint8Array;
  /** The nonce that an OCSP answer repeats (RFC 9654); null where it repeats none. */
  ocspNonce(response: Uint8Array): Uint8Array | null;
}

/** What is kept beside the bytes, so that the right list is found without reading it. */
export interface EvidenceFacts {
  readonly description: string;
  /** Distinguished names: issuer of a list, subject of a certificate. */
  readonly names: readonly string[];
  readonly serialNumbers: readonly string[];
  readonly thisUpdate: string | null;
  readonly nextUpdate: string | null;
}

const DESCRIPTION_LIMIT = 4000;
const FACTS_LIMIT = 40;
/** A name is found from its beginning; a longer one is no name that people use. */
const NAME_LIMIT = 500;

/** `name or serial · 2026-01-01T00:00:00.000Z – 2026-01-08T00:00:00.000Z`; the end may be missing. */
const LIST_LINE = /^(.*) · (\d{4}-\d\d-\d\dT[\d:.]+Z) –(?: (\d{4}-\d\d-\d\dT[\d:.]+Z))?$/u;
/** `name · serial · 2026-01-01 – 2027-01-01`. */
const CERTIFICATE_LINE = /^(.*) · ([0-9a-f]+) · \d{4}-\d\d-\d\d – \d{4}-\d\d-\d\d$/u;

/** Reads the description that the signature room gives; lines of another form stay words. */
export function factsOf(kind: FetchedKind, description: string): EvidenceFacts {
  const lines = description.split('\n').slice(0, FACTS_LIMIT);
  const names: string[] = [];
  const serialNumbers: string[] = [];
  const periods: { readonly from: string; readonly to: string | null }[] = [];
  for (const line of lines) {
    const [, name = '', from, to = null] = (kind === 'issuer' ? CERTIFICATE_LINE : LIST_LINE).exec(line) ?? [];
    if (from === undefined) continue;
    (kind === 'ocsp' ? serialNumbers : names).push(name.slice(0, NAME_LIMIT));
    if (kind !== 'issuer') periods.push({ from, to });
  }
  const ends = periods.map(({ to }) => to);
  return {
    description: description.slice(0, DESCRIPTION_LIMIT),
    names,
    serialNumbers,
    thisUpdate: periods.map(({ from }) => from).sort()[0] ?? null,
    nextUpdate: ends.includes(null) ? null : (ends.filter((end) => end !== null).sort()[0] ?? null),
  };
}
