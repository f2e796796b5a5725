import { beforeAll, describe, expect, it } from 'vitest';

import { basicConstraints, extension, extKeyUsage, keyUsage } from '../../../src-main/demo/pki/certificates.ts';
import { unknownExtension } from '../../../src-main/demo/pki/extensions.ts';
import { octets } from '../../../src-main/demo/pki/der.ts';
import { parseCertificate } from '../../../src-main/signatures/certificates/certificate.ts';
import { later } from './support.ts';
import { caExtensions, details, endExtensions, issue, issueCa, issueEnd, issueRoot, outcome, party, read, validateHolders, YEAR } from './path-support.ts';
import type { Holder } from '../../../src-main/demo/pki/certificates.ts';

let root: Holder;
let ca: Holder;
let end: Holder;

beforeAll(async () => {
  root = await issueRoot();
  ca = await issueCa('CA', root);
  end = await issueEnd('End', ca);
});

describe('basic path checks (RFC 5280 clause 6.1)', () => {
  it('a path of three in order is trusted', () => {
    const verdict = validateHolders([end, ca, root]);
    expect(outcome(verdict)).toBe('trusted');
    expect(verdict.path.map(({ sha256 }) => sha256)).toEqual([end, ca, root].map((holder) => read(holder).sha256));
  });

  it('a missing link gives no chain, with the piece that was found', () => {
    const verdict = validateHolders([end, root]);
    expect(outcome(verdict)).toBe('noChain');
    expect(verdict.path).toHaveLength(1);
  });

  it('the end certificate itself as anchor makes nothing trusted', async () => {
    const alone = await issueRoot('Alone');
    expect(validateHolders([alone, alone]).trusted).toBe(false);
  });

  it('an issuer of the right name and another key does not count', async () => {
    const impostor = await issueCa('Impostor', root);
    const named = { ...impostor, ...(await issue('Impostor', root, caExtensions(), { name: party('CA') })) };
    expect(outcome(validateHolders([end, named, root]))).toBe('noChain');
  });

  it.each([
    ['expired end', 'expired', { notBefore: later(-2 * YEAR), notAfter: later(-1000) }],
    ['end of the future', 'notYetValid', { notBefore: later(1000) }],
  ])('%s', async (_what, key, validity) => {
    const late = await issue('Late', ca, endExtensions(), validity);
    expect(outcome(validateHolders([late, ca, root]))).toBe(key);
    expect(outcome(validateHolders([late, ca, root], { judgeEndValidity: false }))).toBe('trusted');
  });

  it('expired issuer', async () => {
    const old = await issue('Old CA', root, caExtensions(), { notBefore: later(-2 * YEAR), notAfter: later(-1000) });
    expect(outcome(validateHolders([await issueEnd('Under old', old), old, root]))).toBe('expired');
  });

  it.each([
    ['no basicConstraints', [keyUsage(5, 6)], 'basicConstraints'],
    ['cA false', [basicConstraints(null), keyUsage(5, 6)], 'basicConstraints'],
    ['no keyCertSign', [basicConstraints(-1), keyUsage(0, 6)], 'keyUsage'],
  ])('issuer with %s', async (what, extensions, rule) => {
    const bad = await issue(`Bad ${what}`, root, extensions);
    const verdict = validateHolders([await issueEnd('Under bad', bad), bad, root]);
    expect(outcome(verdict)).toBe('chainConstraint');
    expect(details(verdict)).toContain(rule);
  });

  it('an issuer of version 1 is refused', async () => {
    const old = await issue('V1 CA', root, [], { isVersion1: true });
    expect(read(old).version).toBe(1);
    expect(outcome(validateHolders([await issueEnd('Under v1', old), old, root]))).toBe('chainConstraint');
  });

  it('path length: one CA too many is refused, a self-issued one does not count', async () => {
    const limited = await issue('Limited', root, caExtensions(0));
    const below = await issueCa('Below', limited);
    const tooDeep = validateHolders([await issueEnd('Deep', below), below, limited, root]);
    expect(details(tooDeep)).toContain('pathLenConstraint');
    const again = await issue('Limited anew', limited, caExtensions(), { name: party('Limited') });
    expect(outcome(validateHolders([await issueEnd('Fine', again), again, limited, root]))).toBe('trusted');
  });

  it.each([
    ['critical on the end', true, 'end'],
    ['critical on the issuer', true, 'issuer'],
  ])('unknown extension %s is refused', async (_what, critical, place) => {
    const issuer = place === 'issuer' ? await issueCa('Odd CA', root, unknownExtension(critical)) : ca;
    const last = place === 'end' ? await issueEnd('Odd', ca, unknownExtension(critical)) : await issueEnd('Even', issuer);
    const verdict = validateHolders([last, issuer, root]);
    expect(verdict.findings[0]?.subIndication).toBe('CERTIFICATE_CHAIN_GENERAL_FAILURE');
    expect(details(verdict)).toContain('1.3.6.1.4.1.99999.1');
  });

  it('an unknown extension that is not critical changes nothing', async () => {
    expect(outcome(validateHolders([await issueEnd('Odd', ca, unknownExtension(false)), ca, root]))).toBe('trusted');
  });

  it('a certificate with the same extension twice cannot be read', async () => {
    const doubled = await issueEnd('Twice', ca, unknownExtension(false), extension('1.3.6.1.4.1.99999.1', false, octets(new Uint8Array(1))));
    expect(() => parseCertificate(doubled.certificate)).toThrow('twice');
  });

  it.each([
    ['document-signature', [keyUsage(2)]],
    ['document-signature', [keyUsage(0), extKeyUsage(false, '1.3.6.1.5.5.7.3.8')]],
    ['timestamp', [keyUsage(0)]],
    ['timestamp', [keyUsage(0), extKeyUsage(false, '1.3.6.1.5.5.7.3.8')]],
    ['ocsp-response', [keyUsage(0)]],
    ['crl-signature', [keyUsage(0)]],
  ] as const)('use as %s with the wrong key usage', async (use, extensions) => {
    const wrong = await issue('Wrong', ca, [basicConstraints(null), ...extensions]);
    expect(outcome(validateHolders([wrong, ca, root], { use }))).toBe('keyUsage');
  });

  it('an intermediate that is limited to other purposes limits what is below it', async () => {
    const limited = await issueCa('TSA CA', root, extKeyUsage(false, '1.3.6.1.5.5.7.3.8'));
    expect(outcome(validateHolders([await issueEnd('Doc', limited), limited, root]))).toBe('keyUsage');
  });
});

describe('path building (RFC 4158)', () => {
  it('tries alternative issuers of one name and takes the path that is in order', async () => {
    const good = await issueCa('Twin', root);
    const bad = await issueCa('Twin', root, unknownExtension(true));
    const last = await issueEnd('Child', good);
    for (const pool of [[good, bad], [bad, good]]) {
      const verdict = validateHolders([last, root], { pool: pool.map(read) });
      expect(outcome(verdict)).toBe('trusted');
      expect(verdict.path[1]?.sha256).toBe(read(good).sha256);
    }
  });

  it('gives one verdict whatever the order of the pool, also where none is in order', async () => {
    const bads = await Promise.all([0, 1, 2, 3].map((index) => issue('Many', root, [basicConstraints(-1), keyUsage(0)], { notBefore: later(-YEAR + index * 1000) })));
    const last = await issueEnd('Child of many', bads[0] ?? root);
    const pool = bads.map(read);
    const one = validateHolders([last, root], { pool });
    const other = validateHolders([last, root], { pool: pool.toReversed() });
    expect(one.path.map(({ sha256 }) => sha256)).toEqual(other.path.map(({ sha256 }) => sha256));
    expect(one.findings).toEqual(other.findings);
    expect(outcome(one)).not.toBe('trusted');
  });

  it('cross-certificates in a circle end the search', async () => {
    const a = await issueRoot('Ring A');
    const b = await issueRoot('Ring B');
    const aByB = await issueCa('Ring A', b);
    const bByA = await issueCa('Ring B', a);
    const last = await issueEnd('Ringed', a);
    expect(outcome(validateHolders([last, aByB, bByA, root]))).toBe('noChain');
    expect(outcome(validateHolders([last, aByB, bByA, b]))).toBe('trusted');
  });

  it('a preference among paths in order decides, and is no condition', async () => {
    const other = await issueRoot('Other root');
    const cross = await issueCa('CA', other);
    const anchors = [root, other].map(read);
    const wanted = read(other).sha256;
    const question = { pool: [ca, cross].map(read), anchors };
    const verdict = validateHolders([end, root], { ...question, prefers: (path) => path.at(-1)?.sha256 === wanted });
    expect(verdict.path.at(-1)?.sha256).toBe(wanted);
    expect(outcome(validateHolders([end, root], { ...question, prefers: () => false }))).toBe('trusted');
  });

  it('300 look-alikes of the issuer are given up on in bounded time', async () => {
    const many = await Promise.all(Array.from({ length: 300 }, (_, index) => issue('Impostors', root, caExtensions(), { name: party('CA'), notBefore: later(-YEAR + index * 1000) })));
    const started = performance.now();
    const verdict = validateHolders([end, root], { pool: many.map(read) });
    expect(outcome(verdict)).toBe('noChain');
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(outcome(validateHolders([end, root], { pool: [...many, ca].map(read) }))).toBe('trusted');
  });
});
