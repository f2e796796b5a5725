import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';

import { element } from '../../../../src-main/signatures/asn1/encode.ts';
import { openKeyContainer } from '../../../../src-main/signatures/key-containers/container.ts';
import { derivePkcs12, PURPOSE } from '../../../../src-main/signatures/key-containers/pkcs12-derivation.ts';
import { WorkBudget } from '../../../../src-main/signatures/key-containers/work-budget.ts';
import { MAX_CONTAINER_BYTES } from '../../../../src-main/signatures/key-containers/limits.ts';
import { data, integer, octets, oid, pfx, refusal, sequence, tagged } from './support.ts';

const PATIENCE_MILLISECONDS = 1000;
const MOST = 2 ** 31 - 1;
const SALT = octets(Buffer.alloc(8));
const SHA1 = sequence(oid('1.3.14.3.2.26'));
/** A clear key that nothing is done with. */
const KEY = sequence(integer(0), sequence(oid('1.2.840.10045.2.1'), oid('1.2.840.10045.3.1.7')), octets(Buffer.alloc(4)));
const keyBag = (...rest: readonly Uint8Array[]): Uint8Array => sequence(oid('1.2.840.113549.1.12.10.1.1'), tagged(KEY), ...rest);
const shrouded = (algorithm: Uint8Array, text: Uint8Array = Buffer.alloc(32)): Uint8Array =>
  sequence(oid('1.2.840.113549.1.12.10.1.2'), tagged(sequence(algorithm, octets(text))));

const prf = (name: string): Uint8Array => sequence(oid(name), element(0x05));
const aes = sequence(oid('2.16.840.1.101.3.4.1.42'), octets(Buffer.alloc(16)));
const gost = sequence(oid('1.2.804.2.1.1.1.1.1.1.3'), sequence(octets(Buffer.alloc(8))));
const rc2 = (version: number): Uint8Array => sequence(oid('1.2.840.113549.3.2'), sequence(integer(version), octets(Buffer.alloc(8))));
function pbes2(iterations: number, parameters: { readonly prf?: string; readonly scheme?: Uint8Array; readonly length?: number } = {}): Uint8Array {
  const { prf: name = '1.2.840.113549.2.9', scheme = aes, length } = parameters;
  const kdf = sequence(SALT, integer(iterations), ...(length === undefined ? [] : [integer(length)]), prf(name));
  return sequence(oid('1.2.840.113549.1.5.13'), sequence(sequence(oid('1.2.840.113549.1.5.12'), kdf), scheme));
}
const pkcs12Pbe = (number: number, iterations: number): Uint8Array => sequence(oid(`1.2.840.113549.1.12.1.${number}`), sequence(SALT, integer(iterations)));
const withMac = (algorithm: Uint8Array, iterations: number): Uint8Array =>
  sequence(integer(3), data(sequence(data(sequence(keyBag())))), sequence(sequence(algorithm, octets(Buffer.alloc(20))), SALT, integer(iterations)));

/** What `work` takes has to stay within what a person waits. */
function quickly<T>(work: () => T): T {
  const start = performance.now();
  const result = work();
  expect(performance.now() - start).toBeLessThan(PATIENCE_MILLISECONDS);
  return result;
}

it('the containers below open where nothing is wrong with them', () => {
  expect(openKeyContainer(pfx(data(sequence(keyBag()))), '').keys).toHaveLength(1);
  expect(refusal(sequence(pbes2(1000), octets(Buffer.alloc(32))), 'x').problem).toBe('wrong-password');
  expect(refusal(pfx(data(sequence(shrouded(pkcs12Pbe(3, 1000))))), 'x').problem).toBe('wrong-password');
  expect(refusal(withMac(SHA1, 1000), 'x').problem).toBe('wrong-password');
});

describe('a container that asks for too much work is refused before it is done', () => {
  it.each([
    ['PBES2', sequence(pbes2(MOST), octets(Buffer.alloc(32)))],
    ['PBES2 over GOST 34.311', sequence(pbes2(1_000_000, { prf: '1.2.804.2.1.1.1.1.1.2', scheme: gost }), octets(Buffer.alloc(32)))],
    ['old PKCS#12 encryption', pfx(data(sequence(shrouded(pkcs12Pbe(3, MOST)))))],
    ['RC2', pfx(data(sequence(shrouded(pkcs12Pbe(6, MOST)))))],
    ['MAC', withMac(SHA1, MOST)],
    ['MAC over GOST 34.311', withMac(sequence(oid('1.2.804.2.1.1.1.1.2.1')), MOST)],
    ['PBMAC1', withMac(sequence(oid('1.2.840.113549.1.5.14'), sequence(sequence(oid('1.2.840.113549.1.5.12'), sequence(SALT, integer(MOST), integer(32), prf('1.2.840.113549.2.9'))), prf('1.2.840.113549.2.9'))), 1)],
  ])('%s', (_title, bytes) => {
    expect(quickly(() => refusal(bytes, 'x')).problem).toBe('too-expensive');
  });

  it('a number of iterations that no computer has', () => {
    const salting = sequence(SALT, element(0x02, Buffer.from('7fffffffffffffffff', 'hex')));
    expect(refusal(pfx(data(sequence(shrouded(sequence(oid('1.2.840.113549.1.12.1.3'), salting))))), 'x').problem).toBe('damaged');
  });

  it('no iterations at all', () => {
    for (const bytes of [sequence(pbes2(0), octets(Buffer.alloc(32))), pfx(data(sequence(shrouded(pkcs12Pbe(3, 0))))), withMac(SHA1, 0)]) {
      expect(refusal(bytes, 'x').problem).toBe('damaged');
    }
  });
});

describe('bounds', () => {
  const nested = (depth: number): Uint8Array => {
    let bags = sequence(keyBag());
    for (let level = 0; level < depth; level += 1) bags = sequence(sequence(oid('1.2.840.113549.1.12.10.1.6'), tagged(bags)));
    return pfx(data(bags));
  };

  it('safes inside safes', () => {
    expect(openKeyContainer(nested(5), '').keys).toHaveLength(1);
    expect(refusal(nested(6), '').problem).toBe('too-large');
    expect(refusal(nested(2000), '').problem).toBe('too-large');
  });

  it('elements inside elements, with and without lengths', () => {
    const open = Buffer.concat([Buffer.alloc(200_000, Buffer.from('3080', 'hex')), Buffer.alloc(200_000)]);
    expect(quickly(() => refusal(open, '')).problem).toBe('too-large');
    let deep: Uint8Array = new Uint8Array();
    for (let level = 0; level < 5000; level += 1) deep = sequence(deep);
    expect(quickly(() => refusal(deep, '')).problem).toBe('too-large');
  });

  it('number of bags, also over several safes', () => {
    const bags = (count: number): Uint8Array => data(sequence(...Array.from({ length: count }, () => keyBag())));
    expect(openKeyContainer(pfx(bags(500)), '').keys).toHaveLength(500);
    expect(refusal(pfx(bags(501)), '').problem).toBe('too-large');
    expect(refusal(pfx(bags(300), bags(300)), '').problem).toBe('too-large');
  });

  it('bytes and characters', () => {
    expect(refusal(new Uint8Array(MAX_CONTAINER_BYTES + 1), '').problem).toBe('too-large');
    expect(refusal(pfx(data(sequence(keyBag()))), 'x'.repeat(1025)).problem).toBe('too-large');
  });

  it.each([
    ['an element longer than the file', '3084ffffffff0201033000'],
    ['a length of eight bytes', '3088ffffffffffffffff02'],
    ['nothing', ''],
    ['one byte', '30'],
    ['an empty SEQUENCE', '3000'],
    ['something behind the container', `${Buffer.from(pfx(data(sequence(keyBag())))).toString('hex')}00`],
    ['JKS with a length past its end', 'feedfeed00000002000000010000000100016100000000000000000000ffff'],
    ['JKS without end', 'feedfeed'],
  ])('%s', (_title, hex) => {
    expect(quickly(() => refusal(Buffer.from(hex, 'hex'), 'x')).problem).toBe('damaged');
  });

  it('JKS: numbers of entries and certificates', () => {
    const number = (value: number): Buffer => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(value);
      return bytes;
    };
    const head = (count: number): Buffer => Buffer.concat([Buffer.from('feedfeed00000002', 'hex'), number(count)]);
    const certificate = Buffer.concat([Buffer.from('0005', 'hex'), Buffer.from('X.509'), number(0)]);
    const entry = (certificates: number): Buffer => Buffer.concat([number(1), Buffer.from('0000', 'hex'), Buffer.alloc(8), number(0), number(certificates), ...Array.from({ length: certificates }, () => certificate)]);
    const digest = Buffer.alloc(20);
    expect(refusal(Buffer.concat([head(2 ** 32 - 1), digest]), 'x').problem).toBe('too-large');
    expect(refusal(Buffer.concat([head(1), number(1), Buffer.from('0000', 'hex'), Buffer.alloc(8), number(0), number(2 ** 31), digest]), 'x').problem).toBe('too-large');
    expect(refusal(Buffer.concat([head(2), entry(300), entry(300), digest]), 'x').problem).toBe('too-large');
    expect(refusal(Buffer.concat([head(2), entry(200), entry(200), digest]), 'x').problem).toBe('wrong-password');
  });
});

describe('rules of the forms', () => {
  const bags = data(sequence(keyBag()));

  it.each([
    ['PFX of version 4', sequence(integer(4), bags), 'damaged'],
    ['authenticated by a signature', sequence(integer(3), sequence(oid('1.2.840.113549.1.7.2'), tagged(sequence()))), 'unsupported'],
    ['encrypted to a public key', pfx(sequence(oid('1.2.840.113549.1.7.3'), tagged(sequence()))), 'unsupported'],
    ['MAC over a hash that nobody knows', withMac(sequence(oid('1.2.3.4')), 1), 'unsupported'],
    ['PBMAC1 without a length of key', withMac(sequence(oid('1.2.840.113549.1.5.14'), sequence(sequence(oid('1.2.840.113549.1.5.12'), sequence(SALT, integer(1), prf('1.2.840.113549.2.9'))), prf('1.2.840.113549.2.9'))), 1), 'damaged'],
    ['PBMAC1 with a key of 19 bytes', withMac(sequence(oid('1.2.840.113549.1.5.14'), sequence(sequence(oid('1.2.840.113549.1.5.12'), sequence(SALT, integer(1), integer(19), prf('1.2.840.113549.2.9'))), prf('1.2.840.113549.2.9'))), 1), 'damaged'],
    ['something behind the MAC', sequence(integer(3), data(sequence(bags)), sequence(sequence(SHA1, octets(Buffer.alloc(20))), SALT, integer(1), integer(1)), integer(1)), 'damaged'],
    ['a cipher that nobody knows', sequence(pbes2(1, { scheme: sequence(oid('1.2.3.4'), octets(Buffer.alloc(8))) }), octets(Buffer.alloc(32))), 'unsupported'],
    ['a function that nobody knows', sequence(pbes2(1, { prf: '1.2.3.4' }), octets(Buffer.alloc(32))), 'unsupported'],
    ['a key of another length than the cipher takes', sequence(pbes2(1, { length: 16 }), octets(Buffer.alloc(32))), 'damaged'],
    ['a key longer than any', sequence(pbes2(1, { length: 1_000_000 }), octets(Buffer.alloc(32))), 'damaged'],
    ['a key of no bytes', sequence(pbes2(1, { scheme: rc2(58), length: 0 }), octets(Buffer.alloc(32))), 'damaged'],
    ['a key of RC2 longer than any', sequence(pbes2(1, { scheme: rc2(58), length: 65 }), octets(Buffer.alloc(32))), 'damaged'],
    ['RC2 whose key has no stated length', sequence(pbes2(1, { scheme: rc2(58) }), octets(Buffer.alloc(32))), 'damaged'],
    ['RC2 of a version that is none', sequence(pbes2(1, { scheme: rc2(255), length: 16 }), octets(Buffer.alloc(32))), 'unsupported'],
    ['a start vector of another length', sequence(pbes2(1, { scheme: sequence(oid('2.16.840.1.101.3.4.1.42'), octets(Buffer.alloc(8))) }), octets(Buffer.alloc(32))), 'damaged'],
    ['an S-box whose row repeats', sequence(pbes2(1, { prf: '1.2.804.2.1.1.1.1.1.2', scheme: sequence(oid('1.2.804.2.1.1.1.1.1.1.3'), sequence(octets(Buffer.alloc(8)), octets(Buffer.alloc(64)))) }), octets(Buffer.alloc(32))), 'damaged'],
    ['half a block', sequence(pbes2(1), octets(Buffer.alloc(24))), 'damaged'],
    ['no text', sequence(pbes2(1), octets()), 'damaged'],
    ['PKCS#8 of version 2', sequence(integer(2), sequence(oid('1.2.840.10045.2.1')), octets(Buffer.alloc(4))), 'damaged'],
    ['PKCS#8 without a key', sequence(integer(0), sequence(oid('1.2.840.10045.2.1')), octets()), 'damaged'],
    ['PKCS#8 with something behind', sequence(integer(0), sequence(oid('1.2.840.10045.2.1')), octets(Buffer.alloc(4)), integer(1)), 'damaged'],
  ])('%s is %s', (_title, bytes, problem) => {
    expect(refusal(bytes, 'x').problem).toBe(problem);
  });

  it('each of two keys gets its own certificate first, then what belongs to none, and not that of the other', () => {
    const certBag = (name: string, ...attributes: readonly Uint8Array[]): Uint8Array =>
      sequence(oid('1.2.840.113549.1.12.10.1.3'), tagged(sequence(oid('1.2.840.113549.1.9.22.1'), tagged(octets(Buffer.from(name))))), ...attributes);
    const id = (value: number): Uint8Array => element(0x31, sequence(oid('1.2.840.113549.1.9.21'), element(0x31, octets(Uint8Array.of(value)))));
    const safe = sequence(certBag('authority'), certBag('stranger', id(9)), certBag('second', id(2)), certBag('first', id(1)), keyBag(id(1)), keyBag(id(2)), keyBag());
    const { keys, certificates } = openKeyContainer(pfx(data(safe)), '');
    const names = (list: readonly Uint8Array[]): string[] => list.map((der) => Buffer.from(der).toString());
    expect(keys.map((key) => names(key.certificates))).toEqual([
      ['first', 'authority', 'stranger'],
      ['second', 'authority', 'stranger'],
      ['authority', 'stranger'],
    ]);
    expect(names(certificates)).toEqual(['authority', 'stranger', 'second', 'first']);
  });

  it('JKS with bytes that belong to no entry', () => {
    const signed = (store: Buffer): Buffer => Buffer.concat([store, createHash('sha1').update(Buffer.from('\0x')).update('Mighty Aphrodite').update(store).digest()]);
    const empty = Buffer.from('feedfeed0000000200000000', 'hex');
    expect(refusal(signed(empty), 'x').problem).toBe('no-key');
    expect(refusal(signed(Buffer.concat([empty, Buffer.alloc(1)])), 'x').problem).toBe('damaged');
  });

  it('a MAC without a number of iterations is of one (RFC 7292 clause 4)', () => {
    const content = sequence(bags);
    const secret = Buffer.from('006100620000', 'hex');
    const key = derivePkcs12({ create: () => createHash('sha1'), blockBytes: 64, cost: 1 }, PURPOSE.mac, secret, { salt: Buffer.alloc(8), iterations: 1 }, 20, new WorkBudget());
    const mac = createHmac('sha1', key).update(content).digest();
    expect(openKeyContainer(sequence(integer(3), data(content), sequence(sequence(SHA1, octets(mac)), SALT)), 'ab').integrity).toBe('verified');
  });

  it('DER with something inside that looks like PEM stays DER', () => {
    const name = element(0x31, sequence(oid('1.2.840.113549.1.9.20'), element(0x31, element(0x1e, Buffer.from('-----BEGIN PRIVATE KEY-----')))));
    expect(openKeyContainer(pfx(data(sequence(keyBag(name)))), '').format).toBe('PKCS#12');
  });

  it('PEM: number of blocks', () => {
    const blocks = (count: number): Uint8Array => Buffer.from(`-----BEGIN PRIVATE KEY-----\n${Buffer.from(KEY).toString('base64')}\n-----END PRIVATE KEY-----\n`.repeat(count));
    expect(openKeyContainer(blocks(500), '').keys).toHaveLength(500);
    expect(refusal(blocks(501), '').problem).toBe('too-large');
  });

  it('an empty password that its maker took for no bytes at all', () => {
    const content = sequence(bags);
    const key = derivePkcs12({ create: () => createHash('sha1'), blockBytes: 64, cost: 1 }, PURPOSE.mac, new Uint8Array(), { salt: Buffer.alloc(8), iterations: 7 }, 20, new WorkBudget());
    const mac = createHmac('sha1', key).update(content).digest();
    const bytes = sequence(integer(3), data(content), sequence(sequence(SHA1, octets(mac)), SALT, integer(7)));
    expect(openKeyContainer(bytes, '').integrity).toBe('verified');
    expect(refusal(bytes, 'x').problem).toBe('wrong-password');
  });
});
