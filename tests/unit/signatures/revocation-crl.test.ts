import { beforeAll, describe, expect, it } from 'vitest';

import { basicConstraints, extension, keyUsage } from '../../../src-main/demo/pki/certificates.ts';
import { certificateIssuer, deltaCrlIndicator, distributionPoints, issuingDistributionPoint, unknownExtension } from '../../../src-main/demo/pki/extensions.ts';
import { explicit, generalizedTime, implicit, integer, sequence } from '../../../src-main/demo/pki/der.ts';
import { Asn1Error } from '../../../src-main/signatures/asn1/tlv.ts';
import { parseCrl } from '../../../src-main/signatures/revocation/crl.ts';
import { crl } from '../../../src-main/demo/pki/revocation.ts';
import { DAY, later } from './support.ts';
import { caExtensions, endExtensions, issue, issueCa, issueEnd, issueRoot, NOW_MS, party, read, YEAR } from './path-support.ts';
import { causes, HOUR, list, statusOf } from './revocation-support.ts';
import type { Holder } from '../../../src-main/demo/pki/certificates.ts';
import type { Revocation } from '../../../src-main/demo/pki/revocation.ts';
import type { RevocationVerdict, Sourced } from '../../../src-main/signatures/revocation/status.ts';
import type { Crl } from '../../../src-main/signatures/revocation/crl.ts';

let root: Holder;
let ca: Holder;
let end: Holder;

beforeAll(async () => {
  root = await issueRoot();
  ca = await issueCa('CA', root);
  end = await issueEnd('End', ca);
});

const entry = (holder: Holder, change: Partial<Revocation> = {}): Revocation => ({
  serialNumber: holder.serialNumber,
  revokedAt: later(-2 * DAY),
  reason: 1,
  ...change,
});
const judge = (...crls: readonly Sourced<Crl>[]): RevocationVerdict => statusOf(end, [ca, root], { crls });

describe('complete lists', () => {
  it('good, with evidence that names its issuer', () => {
    const verdict = judge(list(ca, {}, { obtainedAt: '2026-03-10T08:30:00.000Z' }));
    expect(verdict).toMatchObject({ state: 'good', reason: null, exemption: null });
    expect(verdict.evidence).toEqual([
      expect.objectContaining({ kind: 'crl', status: 'good', source: 'list.crl', obtainedAt: '2026-03-10T08:30:00.000Z', issuer: expect.stringContaining('CN=CA'), reason: null }),
    ]);
  });

  it('revoked, with time and reason', () => {
    const verdict = judge(list(ca, { revoked: [entry(end)] }));
    expect(verdict).toMatchObject({ state: 'revoked', revokedAt: NOW_MS - 2 * DAY, reason: 'keyCompromise' });
    expect(verdict.evidence[0]).toMatchObject({ status: 'revoked', reason: 'keyCompromise' });
  });

  it('revoked after the judged instant: good for that instant', () => {
    const crls = [list(ca, { revoked: [entry(end)] })];
    expect(statusOf(end, [ca, root], { crls, judgedAt: NOW_MS - 3 * DAY }).state).toBe('good');
  });

  it.each([
    ['no list', [], 'unknown'],
    ['a list past its nextUpdate', [{ thisUpdate: later(-3 * DAY), nextUpdate: later(-DAY) }], 'stale'],
    ['a list without nextUpdate', [{ nextUpdate: null }], 'stale'],
    ['a list from the future', [{ thisUpdate: later(HOUR), nextUpdate: later(DAY) }], 'unknown'],
    ['a list with an unknown critical extension', [{ extensions: [unknownExtension(true)] }], 'unknown'],
  ])('%s: %s', (_what, changes, state) => {
    expect(judge(...changes.map((change) => list(ca, change))).state).toBe(state);
  });

  it('an old list still revokes', () => {
    const old = list(ca, { thisUpdate: later(-3 * DAY), nextUpdate: later(-DAY), revoked: [entry(end, { revokedAt: later(-5 * DAY) })] });
    expect(judge(old, list(ca)).state).toBe('revoked');
  });

  it('an unknown critical extension of any entry makes the whole list useless', () => {
    const other = { serialNumber: Uint8Array.of(0x77), revokedAt: later(-DAY), extensions: [unknownExtension(true)] };
    const verdict = judge(list(ca, { revoked: [other] }));
    expect(verdict.state).toBe('unknown');
    expect(causes(verdict)).toEqual(['malformed']);
  });

  it('a hold is lifted by a later list, and by nothing earlier', () => {
    const held = list(ca, { thisUpdate: later(-2 * HOUR), revoked: [entry(end, { reason: 6 })] });
    expect(judge(held).state).toBe('revoked');
    expect(judge(held, list(ca, { thisUpdate: later(-3 * HOUR) })).state).toBe('revoked');
    expect(judge(held, list(ca)).state).toBe('good');
    expect(judge(list(ca, { thisUpdate: later(-2 * HOUR), revoked: [entry(end)] }), list(ca)).state).toBe('revoked');
  });

  it('a certificate that had expired before the list says nothing, unless the list keeps expired ones', async () => {
    const gone = await issue('Gone', ca, endExtensions(), { notBefore: later(-YEAR), notAfter: later(-DAY) });
    const at = (crls: readonly Sourced<Crl>[]): string => statusOf(gone, [ca, root], { crls, judgedAt: NOW_MS - 2 * DAY }).state;
    expect(at([list(ca)])).not.toBe('good');
    const keeps = (since: Date): Uint8Array => extension('2.5.29.60', false, generalizedTime(since));
    expect(at([list(ca, { extensions: [keeps(later(-10 * DAY))] })])).toBe('good');
    expect(at([list(ca, { extensions: [keeps(later(-HOUR))] })])).not.toBe('good');
  });

  it('another authority of the same name cannot speak', async () => {
    const impostor = await issueCa('Impostor', root);
    const named = { ...impostor, name: party('CA') };
    const verdict = judge(list(named, { revoked: [entry(end)] }));
    expect(verdict.state).toBe('unknown');
    expect(causes(verdict)).toEqual(['signature']);
  });

  it('an issuer without cRLSign cannot speak', async () => {
    const mute = await issue('Mute', root, [basicConstraints(-1), keyUsage(5)]);
    const below = await issueEnd('Below mute', mute);
    const verdict = statusOf(below, [mute, root], { crls: [list(mute)] });
    expect(verdict.state).toBe('unknown');
    expect(causes(verdict)).toEqual(['not-authorised']);
  });

  it('extensions in a list of version 1 make it unreadable', () => {
    const bytes = Buffer.from(crl({ issuer: ca, thisUpdate: later(0), nextUpdate: null, revoked: [] }));
    const version = bytes.indexOf(Buffer.from('020101', 'hex'));
    bytes[version + 2] = 0;
    expect(() => parseCrl(bytes)).toThrow('version');
  });
});

describe('partitioned lists (RFC 5280 clause 5.2.5)', () => {
  const point = 'http://crl.example/1.crl';
  it.each([
    ['the certificate names the point', [{ uri: point }], { uri: point }, 'good'],
    ['the certificate names another point', [{ uri: 'http://crl.example/2.crl' }], { uri: point }, 'unknown'],
    ['the certificate names no point', [], { uri: point }, 'unknown'],
    ['for user certificates', [], { only: 'user' }, 'good'],
    ['for CA certificates', [], { only: 'ca' }, 'unknown'],
    ['for attribute certificates', [], { only: 'attribute' }, 'unknown'],
    ['for some reasons', [], { reasons: [1, 2] }, 'unknown'],
  ] as const)('%s: %s', async (what, points, scope, state) => {
    const own = await issueEnd(`Partition ${what}`, ca, ...(points.length === 0 ? [] : [distributionPoints(points)]));
    const crls = [list(ca, { extensions: [issuingDistributionPoint(scope)] })];
    expect(statusOf(own, [ca, root], { crls }).state).toBe(state);
  });

  it.each([
    ['a relative name that is none', sequence(explicit(0, explicit(1, integer(1))))],
    ['two kinds of certificate at once', sequence(implicit(1, Uint8Array.of(255)), implicit(2, Uint8Array.of(255)))],
  ])('a scope with %s makes the list unreadable', (_what, scope) => {
    const bytes = crl({ issuer: ca, thisUpdate: later(0), nextUpdate: null, revoked: [], extensions: [extension('2.5.29.28', true, scope)] });
    expect(() => parseCrl(bytes)).toThrow(Asn1Error);
  });

  it('lists for some reasons are good together where they name every reason', () => {
    const part = (reasons: readonly number[], revoked: readonly Revocation[] = []): Sourced<Crl> =>
      list(ca, { revoked, extensions: [issuingDistributionPoint({ reasons })] });
    expect(judge(part([1, 2]), part([3, 4, 5, 6, 7, 8])).state).toBe('good');
    expect(judge(part([1, 2]), part([3, 4, 5, 6, 7])).state).toBe('unknown');
    expect(judge(part([1, 2], [entry(end)]), part([3, 4, 5, 6, 7, 8])).state).toBe('revoked');
  });
});

describe('delta lists (RFC 5280 clause 5.2.4)', () => {
  const delta = (number: number, base: number, revoked: readonly Revocation[], change = {}): Sourced<Crl> =>
    list(ca, { number, revoked, extensions: [deltaCrlIndicator(base)], ...change }, { source: 'delta.crl' });
  const base = (revoked: readonly Revocation[] = [], number = 5): Sourced<Crl> => list(ca, { number, revoked, thisUpdate: later(-5 * HOUR) });

  it('tells a new revocation', () => {
    expect(judge(base()).state).toBe('good');
    expect(judge(base(), delta(6, 5, [entry(end, { reason: 4 })]))).toMatchObject({ state: 'revoked', reason: 'superseded' });
  });

  it('tells a revocation without its base, and nothing good', () => {
    expect(judge(delta(6, 5, [entry(end)])).state).toBe('revoked');
    expect(judge(delta(6, 5, [])).state).toBe('unknown');
  });

  it('removeFromCRL takes a hold back, and nothing else', () => {
    const removed = entry(end, { reason: 8 });
    expect(judge(base([entry(end, { reason: 6 })]), delta(6, 5, [removed])).state).toBe('good');
    expect(judge(base([entry(end)]), delta(6, 5, [removed])).state).toBe('revoked');
  });

  it('renews a complete list that is past its nextUpdate', () => {
    const old = list(ca, { number: 5, thisUpdate: later(-3 * DAY), nextUpdate: later(-DAY) });
    const verdict = judge(old, delta(6, 5, []));
    expect(verdict.state).toBe('good');
    expect(verdict.evidence.map(({ source }) => source)).toContain('list.crl, delta.crl');
    expect(judge(old, delta(8, 6, [])).state).toBe('stale');
    expect(judge(old, delta(6, 5, [], { thisUpdate: later(-2 * DAY), nextUpdate: later(-HOUR) })).state).toBe('stale');
  });

  it('of another scope or key does not continue the list', async () => {
    const held = base([entry(end, { reason: 6 })]);
    const scoped = list(ca, { number: 6, revoked: [entry(end, { reason: 8 })], extensions: [deltaCrlIndicator(5), issuingDistributionPoint({ only: 'user' })] });
    expect(judge(held, scoped).state).toBe('revoked');
  });
});

describe('signers other than the issuer (RFC 5280 clause 6.3.3 (f))', () => {
  const crlIssuerOf = (name: string): Uint8Array => distributionPoints([{ crlIssuer: party(name) }]);
  const indirect = issuingDistributionPoint({ indirect: true });

  it('a certificate of the issuer name for lists only, under the same anchor', async () => {
    const signer = await issue('CA signer', root, [basicConstraints(null), keyUsage(6)], { name: party('CA') });
    const pool = [read(signer)];
    const crls = [list(signer, { revoked: [entry(end)] })];
    expect(statusOf(end, [ca, root], { crls, pool }).state).toBe('unknown');
    expect(statusOf(end, [ca, root], { crls: [...crls, list(root)], pool }).state).toBe('revoked');
    expect(statusOf(end, [ca, root], { crls: [list(signer), list(root)], pool }).state).toBe('good');
    const revokedSigner = list(root, { revoked: [entry(signer)] });
    const verdict = statusOf(end, [ca, root], { crls: [list(signer), revokedSigner], pool });
    expect(verdict.state).toBe('unknown');
    expect(causes(verdict)).toContain('signer-not-valid');
  });

  it('the same under another anchor is refused', async () => {
    const foreign = await issueRoot('Foreign root');
    const signer = await issue('CA foreign signer', foreign, [basicConstraints(null), keyUsage(6)], { name: party('CA') });
    const verdict = statusOf(end, [ca, root], { crls: [list(signer), list(foreign)], pool: [read(signer), read(foreign)] });
    expect(verdict.state).toBe('unknown');
    expect(causes(verdict)).toEqual(['signer-not-valid']);
  });

  it('a certificate that repeats the name and key of an expired issuer brings it no new life', async () => {
    const old = await issue('Old CA', root, caExtensions(), { notBefore: later(-2 * YEAR), notAfter: later(-DAY) });
    const below = await issueEnd('Below old', old);
    const renewed = await issue('Old CA', null, caExtensions(), { notAfter: later(9 * YEAR) });
    const crls = [list(old, { thisUpdate: later(-2 * DAY), nextUpdate: later(DAY) })];
    const verdict = statusOf(below, [old, root], { crls, pool: [read(renewed)] });
    expect(verdict.state).toBe('unknown');
    const proved = crls.map((one) => ({ ...one, provedAt: NOW_MS - 1.5 * DAY }));
    expect(statusOf(below, [old, root], { crls: proved }).state).toBe('good');
    const late = crls.map((one) => ({ ...one, provedAt: NOW_MS - HOUR }));
    expect(statusOf(below, [old, root], { crls: late }).state).toBe('unknown');
  });

  it('indirect lists: entries belong to the certificate issuer named before them', async () => {
    const lister = await issue('Lister', root, [basicConstraints(null), keyUsage(6)]);
    const pool = [read(lister)];
    const own = await issueEnd('Indirectly listed', ca, crlIssuerOf('Lister'));
    const at = (revoked: readonly Revocation[], scope = indirect): string =>
      statusOf(own, [ca, root], { crls: [list(lister, { revoked, extensions: [scope] }), list(root)], pool }).state;
    const mine = entry(own, { extensions: [certificateIssuer(party('CA'))] });
    const others = entry(own, { extensions: [certificateIssuer(party('Somebody'))] });
    expect(at([])).toBe('good');
    expect(at([mine])).toBe('revoked');
    expect(at([entry(own)])).toBe('good');
    expect(at([others])).toBe('good');
    // The issuer of an entry holds for those after it.
    expect(at([entry(end, { extensions: [certificateIssuer(party('CA'))] }), entry(own)])).toBe('revoked');
    expect(at([entry(end, { extensions: [certificateIssuer(party('CA'))] }), others])).toBe('good');
    expect(at([], issuingDistributionPoint({}))).toBe('unknown');
  });

  it('an authority that left the status to another issuer does not speak itself', async () => {
    const own = await issueEnd('Delegated', ca, crlIssuerOf('Lister'));
    expect(statusOf(own, [ca, root], { crls: [list(ca)] }).state).toBe('unknown');
  });

  it('a certificate that names no other CRL issuer is not spoken for by one', async () => {
    const lister = await issue('Lister', root, [basicConstraints(null), keyUsage(6)]);
    const crls = [list(lister, { extensions: [indirect] }), list(root)];
    expect(statusOf(end, [ca, root], { crls, pool: [read(lister)] }).state).toBe('unknown');
  });

  it('a signer whose status only its own list tells is believed only where its issuer left it so', async () => {
    const judgeSigner = async (...extensions: readonly Uint8Array[]): Promise<string> => {
      const lister = await issue('Self lister', ca, [basicConstraints(null), keyUsage(6), ...extensions]);
      const own = await issueEnd('Listed', ca, crlIssuerOf('Self lister'));
      return statusOf(own, [ca, root], { crls: [list(lister, { extensions: [indirect] })], pool: [read(lister)] }).state;
    };
    expect(await judgeSigner()).toBe('unknown');
    expect(await judgeSigner(crlIssuerOf('Self lister'))).toBe('good');
  });
});

describe('certificates that need no revocation data', () => {
  const shortTerm = extension('0.4.0.194121.2.1', false, Uint8Array.of(5, 0));

  it('short-term with validity assured: said, and outranked by a revocation', async () => {
    const brief = await issueEnd('Brief', ca, shortTerm);
    expect(statusOf(brief, [ca, root], {})).toMatchObject({ state: 'good', exemption: 'short-term' });
    expect(statusOf(brief, [ca, root], { crls: [list(ca, { revoked: [entry(brief)] })] }).state).toBe('revoked');
  });

  it('ocsp-nocheck frees responders only', async () => {
    const noCheck = extension('1.3.6.1.5.5.7.48.1.5', false, Uint8Array.of(5, 0));
    const signer = await issueEnd('Signer with nocheck', ca, noCheck);
    expect(statusOf(signer, [ca, root], {}).state).toBe('unknown');
    const responder = await issueEnd('Responder', ca, noCheck, extension('2.5.29.37', false, sequence(Buffer.from('06082b06010505070309', 'hex'))));
    expect(statusOf(responder, [ca, root], {})).toMatchObject({ state: 'good', exemption: 'ocsp-nocheck' });
  });

  it('never a CA', async () => {
    const briefCa = await issueCa('Brief CA', root, shortTerm);
    expect(statusOf(briefCa, [root], {}).state).toBe('unknown');
  });
});
