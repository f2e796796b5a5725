import { randomBytes } from 'node:crypto';

import { beforeAll, describe, expect, it } from 'vitest';

import { crl } from '../../../src-main/demo/pki/revocation.ts';
import { indexOf } from '../../../src-main/signatures/revocation/crl-index.ts';
import { parseCrl } from '../../../src-main/signatures/revocation/crl.ts';
import { DAY, later } from './support.ts';
import { issueRoot } from './path-support.ts';
import type { Holder } from '../../../src-main/demo/pki/certificates.ts';
import type { RevokedEntry } from '../../../src-main/signatures/revocation/crl-index.ts';
import type { Crl } from '../../../src-main/signatures/revocation/crl.ts';

let issuer: Holder;
beforeAll(async () => {
  issuer = await issueRoot('Issuer of a long list');
});

const listOf = (serials: readonly Uint8Array[]): Crl =>
  parseCrl(
    crl({
      issuer,
      thisUpdate: later(0),
      nextUpdate: later(DAY),
      revoked: serials.map((serialNumber, index) => ({ serialNumber, revokedAt: later(-index * 1000), reason: index % 6 })),
    }),
  );
const find = (list: Crl, serial: string): RevokedEntry[] => indexOf(list).entries(serial, list.issuer, list.issuer);
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').replace(/^00(?=..)/, '');

describe('index of a CRL', () => {
  it('finds every entry of a list and nothing else', () => {
    const serials = Array.from({ length: 2_000 }, (_, index) => Buffer.concat([Uint8Array.of(0x5a), randomBytes(index % 19), Buffer.from([index >> 8, index & 255])]));
    const list = listOf(serials);
    expect(indexOf(list).size).toBe(2_000);
    for (const [index, serial] of serials.entries()) {
      expect(find(list, hex(serial))).toContainEqual({ revokedAt: Math.floor(later(-index * 1000).getTime() / 1000) * 1000, reasonCode: index % 6, invalidSince: null });
    }
    for (let index = 0; index < 2_000; index += 1) expect(find(list, hex(randomBytes(21)))).toEqual([]);
  });

  it('knows serial numbers by value: padding counts for nothing, the sign does', () => {
    const list = listOf([Uint8Array.of(0x81), Uint8Array.of(0x01)]);
    expect(find(list, '81')).toHaveLength(1);
    expect(find(list, '0081')).toHaveLength(1);
    expect(find(list, '-81')).toEqual([]);
    expect(find(list, '0001')).toHaveLength(1);
  });

  it('is empty for a list without entries', () => {
    expect(find(listOf([]), '01')).toEqual([]);
  });

  it('takes 100,000 entries in well under a second', () => {
    const base = listOf(Array.from({ length: 100_000 }, (_, index) => Buffer.concat([Uint8Array.of(0x5a), randomBytes(11), Buffer.from([index >> 16, (index >> 8) & 255, index & 255])])));
    const before = process.memoryUsage().heapUsed;
    const started = performance.now();
    const index = indexOf(base);
    const indexed = performance.now() - started;
    expect(index.size).toBe(100_000);
    expect(indexed).toBeLessThan(800);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(30_000_000);
    const asked = performance.now();
    for (let index = 0; index < 10_000; index += 1) find(base, hex(randomBytes(15)));
    expect(performance.now() - asked).toBeLessThan(500);
  });

  it('refuses a list of one entry over and over instead of waiting for it', () => {
    const list = listOf(Array.from({ length: 30_000 }, () => Uint8Array.of(0x11)));
    const started = performance.now();
    expect(() => indexOf(list)).toThrow('repeat');
    expect(() => indexOf(list)).toThrow('repeat');
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
