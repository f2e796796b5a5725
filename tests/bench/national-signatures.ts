import { createHash, randomBytes } from 'node:crypto';

import jkurwa from 'jkurwa';

import { dstuCurveByOid } from '../../src-main/signatures/algorithms/dstu4145/curves.ts';
import { compressPoint, decompressPoint } from '../../src-main/signatures/algorithms/dstu4145/compression.ts';
import { derivePublicPoint, signDstu4145, verifyDstu4145 } from '../../src-main/signatures/algorithms/dstu4145/signature.ts';
import { littleEndian } from '../../src-main/signatures/algorithms/gost3410/encoding.ts';
import { type Figure, timed } from './figure.ts';

const CURVES = [
  { m: 257, oid: '1.2.804.2.1.1.1.1.3.1.1.2.6', peer: 'DSTU_PB_257' },
  { m: 431, oid: '1.2.804.2.1.1.1.1.3.1.1.2.9', peer: 'DSTU_PB_431' },
] as const;
const KEYS = 10;
const WARM_UP = 3;

interface Case {
  readonly hash: Buffer;
  readonly value: Buffer;
}

function required<Value>(value: Value | null): Value {
  if (value === null) throw new Error('the figure cannot be measured');
  return value;
}

/** Milliseconds of one call, after a few that let the engine compile. */
async function perCall(calls: readonly (() => unknown)[]): Promise<number> {
  for (const call of calls.slice(0, WARM_UP)) call();
  return (await timed(() => calls.forEach((call) => call()))) / calls.length;
}

/** Verification by keys that were read and met for the first time, so that no table of theirs is there yet; reading; signing. */
function figuresOf({ m, oid, peer }: (typeof CURVES)[number]): Figure[] {
  const curve = required(dstuCurveByOid(oid));
  const peerCurve = jkurwa.std_curve(peer);
  const keys = Array.from({ length: KEYS }, (_none, place) => {
    const secret = Uint8Array.from(randomBytes(curve.scalarBytes));
    secret[curve.scalarBytes - 1] = 1;
    const hash = createHash('sha256').update(`document ${place}`).digest();
    const value = Buffer.from(signDstu4145(curve, secret, hash, randomBytes));
    const peerKey = peerCurve.pkey(littleEndian(secret).toString(16), 'hex');
    return { secret, hash, value, bytes: compressPoint(curve, derivePublicPoint(curve, secret)), peerKey, peerPublic: peerKey.pub() };
  });
  const expectValid = (valid: boolean): void => {
    if (!valid) throw new Error('a good signature was refused');
  };
  const verify = ({ hash, value }: Case, point: Parameters<typeof verifyDstu4145>[1]): void => expectValid(verifyDstu4145(curve, point, hash, value));
  return [
    {
      name: `DSTU 4145 verified, m = ${m}, ms`,
      than: 'jkurwa',
      aim: { atMost: 0.25 },
      rounds: 3,
      ours: () => perCall(keys.map((key) => [key, required(decompressPoint(curve, key.bytes))] as const).map(([key, { x, y }]) => () => verify(key, { x, y }))),
      peer: () => perCall(keys.map(({ hash, value, peerPublic }) => () => expectValid(peerPublic.verify(hash, value, 'le')))),
    },
    {
      name: `DSTU 4145 key read and checked, m = ${m}, ms`,
      than: 'one verification by jkurwa',
      aim: { atMost: 0.25 },
      rounds: 3,
      ours: () => perCall(keys.map(({ bytes }) => () => required(decompressPoint(curve, bytes)))),
      peer: () => perCall(keys.map(({ hash, value, peerPublic }) => () => expectValid(peerPublic.verify(hash, value, 'le')))),
    },
    {
      name: `DSTU 4145 signed, m = ${m}, ms`,
      than: 'jkurwa',
      aim: { atMost: 1 },
      rounds: 3,
      ours: () => perCall(keys.map(({ secret, hash }) => () => signDstu4145(curve, secret, hash, randomBytes))),
      peer: () => perCall(keys.map(({ hash, peerKey }) => () => peerKey.sign(hash, 'le'))),
    },
  ];
}

/** DSTU 4145 over the two curves that Ukrainian certificates use. */
export function signatureFigures(): Promise<Figure[]> {
  return Promise.resolve(CURVES.flatMap(figuresOf));
}
