/** Extensions that restrict a path or say where revocation data is, for certificates that must be refused or judged. */
import { extension, nameDer } from './certificates.ts';
import { bits, enumerated, explicit, implicit, integer, octets, oid, retag, sequence } from './der.ts';
import type { PartyName } from './certificates.ts';

/** DER of one GeneralName. */
export const general = {
  rfc822: (text: string): Uint8Array => implicit(1, Buffer.from(text, 'latin1')),
  dns: (text: string): Uint8Array => implicit(2, Buffer.from(text, 'latin1')),
  directory: (name: PartyName): Uint8Array => explicit(4, nameDer(name)),
  uri: (text: string): Uint8Array => implicit(6, Buffer.from(text, 'latin1')),
  ip: (bytes: readonly number[]): Uint8Array => implicit(7, Uint8Array.from(bytes)),
  /** A user principal name, which constraints cannot be compared with. */
  other: (text: string): Uint8Array =>
    retag(0xa0, sequence(oid('1.3.6.1.4.1.311.20.2.3'), explicit(0, octets(Buffer.from(text, 'latin1'))))),
};

export function subjectAltName(...names: readonly Uint8Array[]): Uint8Array {
  return extension('2.5.29.17', false, sequence(...names));
}

export function nameConstraints(
  { permitted = [], excluded = [] }: { permitted?: readonly Uint8Array[]; excluded?: readonly Uint8Array[] },
): Uint8Array {
  const list = (tag: number, bases: readonly Uint8Array[]): Uint8Array[] =>
    bases.length === 0 ? [] : [explicit(tag, ...bases.map((base) => sequence(base)))];
  return extension('2.5.29.30', true, sequence(...list(0, permitted), ...list(1, excluded)));
}

export function certificatePolicies(...oids: readonly string[]): Uint8Array {
  return extension('2.5.29.32', false, sequence(...oids.map((policy) => sequence(oid(policy)))));
}

export function policyMappings(...pairs: readonly (readonly [string, string])[]): Uint8Array {
  return extension('2.5.29.33', true, sequence(...pairs.map(([from, to]) => sequence(oid(from), oid(to)))));
}

/** requireExplicitPolicy after that many certificates. */
export function requireExplicitPolicy(skip: number): Uint8Array {
  return extension('2.5.29.36', true, sequence(retag(0x80, integer(skip))));
}

/** ReasonFlags from the numbers of its bits. */
function reasonFlags(numbers: readonly number[]): Uint8Array {
  const bytes = [0, 0];
  for (const number of numbers) bytes[number >> 3] = (bytes[number >> 3] ?? 0) | (0x80 >> (number & 7));
  return bits(Uint8Array.from(bytes), 7);
}

export interface PointRequest {
  readonly uri?: string;
  readonly reasons?: readonly number[];
  readonly crlIssuer?: PartyName;
}

function pointName(uri: string | undefined): Uint8Array[] {
  return uri === undefined ? [] : [explicit(0, explicit(0, general.uri(uri)))];
}

export function distributionPoints(points: readonly PointRequest[], type = '2.5.29.31'): Uint8Array {
  const items = points.map(({ uri, reasons, crlIssuer }) =>
    sequence(
      ...pointName(uri),
      ...(reasons === undefined ? [] : [retag(0x81, reasonFlags(reasons))]),
      ...(crlIssuer === undefined ? [] : [explicit(2, general.directory(crlIssuer))]),
    ),
  );
  return extension(type, false, sequence(...items));
}

export interface IssuingPointRequest {
  readonly uri?: string;
  readonly only?: 'user' | 'ca' | 'attribute';
  readonly reasons?: readonly number[];
  readonly indirect?: boolean;
}

export function issuingDistributionPoint({ uri, only, reasons, indirect = false }: IssuingPointRequest): Uint8Array {
  const yes = Uint8Array.of(0xff);
  return extension(
    '2.5.29.28',
    true,
    sequence(
      ...pointName(uri),
      ...(only === 'user' ? [implicit(1, yes)] : []),
      ...(only === 'ca' ? [implicit(2, yes)] : []),
      ...(reasons === undefined ? [] : [retag(0x83, reasonFlags(reasons))]),
      ...(indirect ? [implicit(4, yes)] : []),
      ...(only === 'attribute' ? [implicit(5, yes)] : []),
    ),
  );
}

/** BaseCRLNumber of a delta list (RFC 5280 clause 5.2.4). */
export function deltaCrlIndicator(base: number): Uint8Array {
  return extension('2.5.29.27', true, integer(base));
}

/** From here on the entries of an indirect list are about certificates of this issuer (RFC 5280 clause 5.3.3). */
export function certificateIssuer(name: PartyName): Uint8Array {
  return extension('2.5.29.29', true, sequence(general.directory(name)));
}

export function authorityInfoAccess(ocsp: string, issuer: string): Uint8Array {
  const description = (method: string, uri: string): Uint8Array => sequence(oid(method), general.uri(uri));
  return extension(
    '1.3.6.1.5.5.7.1.1',
    false,
    sequence(description('1.3.6.1.5.5.7.48.1', ocsp), description('1.3.6.1.5.5.7.48.2', issuer)),
  );
}

/** An extension that nobody knows. */
export function unknownExtension(critical: boolean): Uint8Array {
  return extension('1.3.6.1.4.1.99999.1', critical, enumerated(1));
}
