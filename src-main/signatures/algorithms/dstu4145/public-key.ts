import { readSingle } from '../../asn1/tlv.ts';
import { octetsOf } from '../../asn1/values.ts';
import { decompressPoint } from './compression.ts';
import { dstuParametersOf, fromByteOrder } from './parameters.ts';
import type { AlgorithmIdentifier } from '../identifier.ts';
import type { DstuPoint } from './curves.ts';
import type { DstuByteOrder, DstuParameters } from './parameters.ts';

export interface DstuKey extends DstuParameters {
  /** -d·P. */
  readonly point: DstuPoint;
}

/** Algorithms of keys over polynomial bases. What is signed with Kupyna is so under keys of the first one too. */
const BYTE_ORDERS: Readonly<Record<string, DstuByteOrder>> = {
  '1.2.804.2.1.1.1.1.3.1.1': 'little-endian',
  '1.2.804.2.1.1.1.1.3.1.1.1.1': 'big-endian',
};

export function isDstuKeyOid(oid: string): boolean {
  return Object.hasOwn(BYTE_ORDERS, oid);
}

/**
 * The key of a SubjectPublicKeyInfo: a compressed point in an OCTET STRING inside the BIT STRING. Null for another
 * algorithm, an unknown curve, or a point that is no key of the curve.
 *
 * @param keyBytes content of subjectPublicKey.
 * @throws Asn1Error where parameters or key are malformed.
 */
export function dstuKeyOf({ oid, parameters }: AlgorithmIdentifier, keyBytes: Uint8Array): DstuKey | null {
  const order = isDstuKeyOid(oid) ? BYTE_ORDERS[oid] : undefined;
  if (order === undefined || parameters === null) return null;
  const read = dstuParametersOf(parameters, order);
  if (read === null) return null;
  const point = decompressPoint(read.curve, fromByteOrder(order, octetsOf(readSingle(keyBytes))));
  return point === null ? null : { ...read, point };
}
