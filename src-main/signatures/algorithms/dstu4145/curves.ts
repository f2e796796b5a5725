/**
 * The ten curves over polynomial bases that Ukrainian keys name (DSTU 4145-2002 annex Г; OIDs and base points, which
 * the standard leaves open, by the order of the Ministry of Justice no. 1236/5/453). Only these: explicit parameters
 * would let a forger choose the base point.
 */
import { BinaryField } from './field.ts';
import { littleEndianBytes } from '../gost3410/encoding.ts';
import type { Element, MiddleExponents } from './field.ts';

/** A point other than infinity of y^2 + xy = x^3 + ax^2 + b. */
export interface DstuPoint {
  readonly x: Element;
  readonly y: Element;
}

export interface DstuCurve {
  /** Degree of the field, which is also the name of the curve for people. */
  readonly m: number;
  readonly exponents: MiddleExponents;
  readonly field: BinaryField;
  readonly a: 0 | 1;
  readonly b: Element;
  /** The base point P. */
  readonly base: DstuPoint;
  /** Order n of the subgroup that P generates, a prime. */
  readonly order: bigint;
  /** L(n), the length of the order in bits. */
  readonly orderBits: number;
  /** Length of r and of s in bytes. */
  readonly scalarBytes: number;
}

export interface DstuCurveNumbers {
  readonly m: number;
  readonly exponents: MiddleExponents;
  readonly a: 0 | 1;
  readonly b: bigint;
  readonly x: bigint;
  readonly y: bigint;
  readonly order: bigint;
}

/** A curve from its numbers. The product uses named curves only; tests use it for the example of the standard. */
export function dstuCurve({ m, exponents, a, b, x, y, order }: DstuCurveNumbers): DstuCurve {
  const field = new BinaryField(m, exponents);
  const element = (value: bigint): Element => field.truncated(littleEndianBytes(value, field.bytes));
  const orderBits = order.toString(2).length;
  return {
    m,
    exponents,
    field,
    a,
    b: element(b),
    base: { x: element(x), y: element(y) },
    order,
    orderBits,
    scalarBytes: (orderBits + 7) >>> 3,
  };
}

const OID_BASE = '1.2.804.2.1.1.1.1.3.1.1.2.';

/** In the order of their OIDs, whose last number is the place here. */
const NUMBERS: readonly DstuCurveNumbers[] = [
  {
    m: 163,
    exponents: [7, 6, 3],
    a: 1,
    b: 0x5ff6108462a2dc8210ab403925e638a19c1455d21n,
    x: 0x2e2f85f5dd74ce983a5c4237229daf8a3f35823ben,
    y: 0x3826f008a8c51d7b95284d9d03ff0e00ce2cd723an,
    order: 0x400000000000000000002bec12be2262d39bcf14dn,
  },
  {
    m: 167,
    exponents: [6],
    a: 1,
    b: 0x6ee3ceeb230811759f20518a0930f1a4315a827dacn,
    x: 0x7a1f6653786a68192803910a3d30b2a2018b21cd54n,
    y: 0x5f49eb26781c0ec6b8909156d98ed435e45fd59918n,
    order: 0x3fffffffffffffffffffffb12ebcc7d7f29ff7701fn,
  },
  {
    m: 173,
    exponents: [10, 2, 1],
    a: 0,
    b: 0x108576c80499db2fc16eddf6853bbb278f6b6fb437d9n,
    x: 0x4d41a619bcc6eadf0448fa22fad567a9181d37389can,
    y: 0x10b51cc12849b234c75e6dd2028bf7ff5c1ce0d991a1n,
    order: 0x800000000000000000000189b4e67606e3825bb2831n,
  },
  {
    m: 179,
    exponents: [4, 2, 1],
    a: 1,
    b: 0x4a6e0856526436f2f88dd07a341e32d04184572beb710n,
    x: 0x6ba06fe51464b2bd26dc57f48819ba9954667022c7d03n,
    y: 0x25fbc363582dcec065080ca8287aaff09788a66dc3a9en,
    order: 0x3ffffffffffffffffffffffb981960435fe5ab64236efn,
  },
  {
    m: 191,
    exponents: [9],
    a: 1,
    b: 0x7bc86e2102902ec4d5890e8b6b4981ff27e0482750fefc03n,
    x: 0x714114b762f2ff4a7912a6d2ac58b9b5c2fcfe76daeb7129n,
    y: 0x29c41e568b77c617efe5902f11db96fa9613cd8d03db08dan,
    order: 0x40000000000000000000000069a779cac1dabc6788f7474fn,
  },
  {
    m: 233,
    exponents: [9, 4, 1],
    a: 1,
    b: 0x6973b15095675534c7cf7e64a21bd54ef5dd3b8a0326aa936ece454d2cn,
    x: 0x3fcda526b6cdf83ba1118df35b3c31761d3545f32728d003eeb25efe96n,
    y: 0x9ca8b57a934c54deeda9e54a7bbad95e3b2e91c54d32be0b9df96d8d35n,
    order: 0x1000000000000000000000000000013e974e72f8a6922031d2603cfe0d7n,
  },
  {
    m: 257,
    exponents: [12],
    a: 0,
    b: 0x1cef494720115657e18f938d7a7942394ff9425c1458c57861f9eea6adbe3be10n,
    x: 0x2a29ef207d0e9b6c55cd260b306c7e007ac491ca1b10c62334a9e8dcd8d20fb7n,
    y: 0x10686d41ff744d4449fccf6d8eea03102e6812c93a9d60b978b702cf156d814efn,
    order: 0x800000000000000000000000000000006759213af182e987d3e17714907d470dn,
  },
  {
    m: 307,
    exponents: [8, 4, 2],
    a: 1,
    b: 0x393c7f7d53666b5054b5e6c6d3de94f4296c0c599e2e2e241050df18b6090bdc90186904968bbn,
    x: 0x216ee8b189d291a0224984c1e92f1d16bf75ccd825a087a239b276d3167743c52c02d6e7232aan,
    y: 0x5d9306bacd22b7faeb09d2e049c6e2866c5d1677762a8f2f2dc9a11c7f7be8340ab2237c7f2a0n,
    order: 0x3ffffffffffffffffffffffffffffffffffffffc079c2f3825da70d390fbba588d4604022b7b7n,
  },
  {
    m: 367,
    exponents: [21],
    a: 1,
    b: 0x43fc8ad242b0b7a6f3d1627ad5654447556b47bf6aa4a64b0c2afe42cadab8f93d92394c79a79755437b56995136n,
    x: 0x324a6eddd512f08c49a99ae0d3f961197a76413e7be81a400ca681e09639b5fe12e59a109f78bf4a373541b3b9a1n,
    y: 0x1ab597a5b4477f59e39539007c7f977d1a567b92b043a49c6b61984c3fe3481aaf454cd41ba1f051626442b3c10n,
    order: 0x40000000000000000000000000000000000000000000009c300b75a3fa824f22428fd28ce8812245ef44049b2d49n,
  },
  {
    m: 431,
    exponents: [5, 3, 1],
    a: 1,
    b: 0x3ce10490f6a708fc26dfe8c3d27c4f94e690134d5bff988d8d28aaeaede975936c66bac536b18ae2dc312ca493117daa469c640caf3n,
    x: 0x1a62ba79d98133a16bbae7ed9a8e03c32e0824d57aef72f88986874e5aae49c27bed49a2a95058068426c2171e99fd3b43c5947c857dn,
    y: 0x70b5e1e14031c1f70bbefe96bdde66f451754b4ca5f48da241f331aa396b8d1839a855c1769b1ea14ba53308b5e2723724e090e02db9n,
    order: 0x3fffffffffffffffffffffffffffffffffffffffffffffffffffffba3175458009a8c0a724f02f81aa8a1fcbaf80d90c7a95110504cfn,
  },
];

/** OIDs of all named curves. */
export const DSTU_CURVE_OIDS: readonly string[] = NUMBERS.map((_numbers, place) => `${OID_BASE}${place}`);

/** Curves are made when first asked for: most desks meet two. */
const made = new Map<string, DstuCurve>();

/** The named curve with that OID; null for any other. */
export function dstuCurveByOid(oid: string): DstuCurve | null {
  const numbers = NUMBERS[DSTU_CURVE_OIDS.indexOf(oid)];
  if (numbers === undefined) return null;
  const curve = made.get(oid) ?? dstuCurve(numbers);
  made.set(oid, curve);
  return curve;
}

/** The named curve over the field of that degree; null for any other. */
export function dstuCurveByDegree(m: number): DstuCurve | null {
  const oid = DSTU_CURVE_OIDS[NUMBERS.findIndex((numbers) => numbers.m === m)];
  return oid === undefined ? null : dstuCurveByOid(oid);
}
