import { Fields } from '../../asn1/fields.ts';
import { isUniversal, TAG } from '../../asn1/tlv.ts';
import { oidOf } from '../../asn1/values.ts';
import { gostCurveByOid } from './curves.ts';
import type { AlgorithmIdentifier } from '../identifier.ts';
import type { GostCurve } from './curves.ts';
import type { GostValueEncoding } from './encoding.ts';

/** A curve with the encoding that belongs to keys of this identifier. */
export interface GostKeyParameters {
  readonly curve: GostCurve;
  readonly encoding: GostValueEncoding;
}

interface KeyAlgorithm {
  readonly encoding: GostValueEncoding;
  readonly bits: 256 | 512;
  /** Parameter sets that are this algorithm's own names for a set of RFC 9215. */
  readonly sets: Readonly<Record<string, string>>;
  /** What may stand in the second place, where the key names its hash. */
  readonly hashes: readonly string[];
}

/** The Kazakh 256-bit sets have no public sample: their numbers follow those of 512 bits. */
const KEY_ALGORITHMS: Readonly<Record<string, KeyAlgorithm>> = {
  '1.2.398.3.10.1.1.1.1': {
    encoding: 'kz',
    bits: 256,
    sets: { '1.2.398.3.10.1.1.1.1.1': '1.2.643.2.2.35.1' },
    hashes: ['1.2.398.3.10.1.3.1', '1.2.398.3.10.1.3.1.1.0'],
  },
  '1.2.398.3.10.1.1.2.1': {
    encoding: 'kz',
    bits: 256,
    sets: { '1.2.398.3.10.1.1.2.1.1': '1.2.643.7.1.2.1.1.1' },
    hashes: ['1.2.398.3.10.1.3.2'],
  },
  '1.2.398.3.10.1.1.2.2': {
    encoding: 'kz',
    bits: 512,
    sets: { '1.2.398.3.10.1.1.2.2.1': '1.2.643.7.1.2.1.2.1' },
    hashes: ['1.2.398.3.10.1.3.3'],
  },
  '1.2.643.7.1.1.1.1': { encoding: 'rfc9215', bits: 256, sets: {}, hashes: ['1.2.643.7.1.1.2.2'] },
  '1.2.643.7.1.1.1.2': { encoding: 'rfc9215', bits: 512, sets: {}, hashes: ['1.2.643.7.1.1.2.3'] },
};

export function isGostKeyOid(oid: string): boolean {
  return Object.hasOwn(KEY_ALGORITHMS, oid);
}

/**
 * Curve of a key by GostR3410-2012-PublicKeyParameters (RFC 9215 clause 4.2): the set of the curve, then at most
 * the hash. Null for an unknown set, a curve of the other length, or another hash than the algorithm's.
 * @throws Asn1Error where the parameters are malformed.
 */
export function gostKeyParametersOf({ oid, parameters }: AlgorithmIdentifier): GostKeyParameters | null {
  const algorithm = isGostKeyOid(oid) ? KEY_ALGORITHMS[oid] : undefined;
  if (algorithm === undefined || parameters === null) return null;
  const fields = Fields.ofSequence(parameters, 'GostR3410-PublicKeyParameters');
  const set = oidOf(fields.any());
  const hash = isUniversal(fields.peek(), TAG.oid) ? oidOf(fields.any()) : null;
  fields.finish();
  if (hash !== null && !algorithm.hashes.includes(hash)) return null;
  const isNational = Object.keys(algorithm.sets).length > 0;
  const curve = gostCurveByOid(isNational ? (algorithm.sets[set] ?? '') : set);
  return curve?.bits === algorithm.bits ? { curve, encoding: algorithm.encoding } : null;
}
