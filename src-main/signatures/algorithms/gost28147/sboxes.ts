/** Substitution blocks of GOST 28147-89: the standard leaves them open, every country and use names its own. */
import { Asn1Error } from '../../asn1/tlv.ts';

export interface GostSbox {
  /** For people, e.g. "CryptoPro-A". */
  readonly name: string;
  /** Eight rows of sixteen nibbles; the row of the least significant nibble (K1 of RFC 5830) first. */
  readonly nibbles: Uint8Array;
}

const ROWS = 8;
const COLUMNS = 16;

function sbox(name: string, ...rows: readonly string[]): GostSbox {
  return { name, nibbles: Uint8Array.from(rows.join(''), (digit) => Number.parseInt(digit, 16)) };
}

/** id-GostR3411-94-TestParamSet (RFC 4357 clause 11.2), "D-TEST": the example of GOST R 34.11-94; GOST 34.311-95 in Kazakhstan. */
export const TEST_HASH_SBOX = sbox(
  'D-TEST',
  '4a92d80e6b1c7f53',
  'eb4c6dfa23810759',
  '581da342efc7609b',
  '7da1089fe46cb253',
  '6c715fd84a9e03b2',
  '4ba0721d36859cfe',
  'db413f590ae7682c',
  '1fd057a4923e6b8c',
);

/** id-GostR3411-94-CryptoProParamSet (RFC 4357 clause 11.2). */
export const CRYPTOPRO_HASH_SBOX = sbox(
  'CryptoPro hash',
  'a4568137dce092bf',
  '5f402db91763cea8',
  '7fce94103b526a8d',
  '4a7c0f28e165db93',
  '764b9c2a180efd35',
  '7624d9f0a15b8ec3',
  'de41705a3c8f629b',
  '13a95b4f867ed02c',
);

/** "DKE No. 1", the long-term key that Ukraine uses by default for GOST 28147 and GOST 34.311. */
export const UKRAINIAN_SBOX = sbox(
  'DKE No. 1',
  'a9d6eb45f13c7082',
  '80c4967b231f5ead',
  'f658eba4c037291d',
  '38d96bf025ca4e17',
  'f8e9720dc615b43a',
  '28975f0bc1dea364',
  '38b564ea2c179fd0',
  '123e6db8fac57904',
);

/** id-Gost28147-89-CryptoPro-A-ParamSet to -D (RFC 4357 clause 11.1). */
const CRYPTOPRO_A = sbox(
  'CryptoPro-A',
  '96328b17a4efc0d5',
  '37e98af0526cb4d1',
  'e462b3d8cf5a0719',
  'e7acd13902b4f856',
  'b5198df0e423c7a6',
  '3adc120b75948fe6',
  '1d297a608c45f3be',
  'baf50ce8623917d4',
);
const CRYPTOPRO_B = sbox(
  'CryptoPro-B',
  '84b135092eacd67f',
  '012a4d5c973fb86e',
  'ec0a92db758f3614',
  '750db6123acf4e98',
  '27cf95ab140d68e3',
  '83264debc17fa095',
  '52ab91c374d06f8e',
  '04be8371a296fd5c',
);
const CRYPTOPRO_C = sbox(
  'CryptoPro-C',
  '1bc29d0f458ea763',
  '017db4528efc9a63',
  '825049fa37cd6e1b',
  '36015da8b297efc4',
  '8db0451293ce6fa7',
  'c9b18e247365a0fd',
  'a968de20f35b41c7',
  '7405a2fec61bd938',
);
const CRYPTOPRO_D = sbox(
  'CryptoPro-D',
  'fc2a645079ed1b83',
  'b634cfe27d805a91',
  '1cb0fe65ad489372',
  '15eca70d62b493f8',
  '0c89d2ab73654ef1',
  '80f325eb1a47c9d6',
  '306f1e92d8c4ba57',
  '1a68fb04c3597d2e',
);
/** id-tc26-gost-28147-param-Z (RFC 7836 appendix C), the substitution of "Magma" (RFC 8891). */
const TC26_Z = sbox(
  'tc26-Z',
  'c462a5b9e8d703f1',
  '68239a5c1e47bd0f',
  'b3582fade174c960',
  'c821d4f670a53e9b',
  '7f5a816d093eb42c',
  '5df692cab78143e0',
  '8e25691cf4b0da37',
  '17ed05834fa69cb2',
);

const BY_OID: ReadonlyMap<string, GostSbox> = new Map([
  ['1.2.643.2.2.30.0', TEST_HASH_SBOX],
  ['1.2.643.2.2.30.1', CRYPTOPRO_HASH_SBOX],
  ['1.2.643.2.2.31.1', CRYPTOPRO_A],
  ['1.2.643.2.2.31.2', CRYPTOPRO_B],
  ['1.2.643.2.2.31.3', CRYPTOPRO_C],
  ['1.2.643.2.2.31.4', CRYPTOPRO_D],
  ['1.2.643.7.1.2.5.1.1', TC26_Z],
]);

/** The substitution of a named parameter set; null for any other. */
export function gostSboxByOid(oid: string): GostSbox | null {
  return BY_OID.get(oid) ?? null;
}

/**
 * A long-term key (DKE) as Ukrainian parameters carry it: 64 bytes, two nibbles a byte, the row of the least
 * significant nibble first.
 *
 * @throws Asn1Error unless there are 64 bytes and every row holds each nibble once: anything else is no substitution
 * of the standard, and a row that repeats a nibble weakens the cipher.
 */
export function unpackDke(bytes: Uint8Array): GostSbox {
  if (bytes.length !== (ROWS * COLUMNS) / 2) throw new Asn1Error(`DKE of ${bytes.length} bytes`);
  const nibbles = Uint8Array.from({ length: ROWS * COLUMNS }, (_none, index) => {
    const pair = bytes[index >> 1] ?? 0;
    return index % 2 === 0 ? pair >> 4 : pair & 0xf;
  });
  for (let row = 0; row < ROWS; row += 1) {
    const distinct = new Set(nibbles.subarray(row * COLUMNS, (row + 1) * COLUMNS)).size;
    if (distinct !== COLUMNS) throw new Asn1Error(`row ${row + 1} of the DKE is no permutation`);
  }
  return { name: 'DKE', nibbles };
}
