import { beforeAll, describe, expect, it } from 'vitest';

import { crl, ocspResponse } from '../../../src-main/demo/pki/index.ts';
import { basicConstraints, extKeyUsage, issueCertificate, keyUsage } from '../../../src-main/demo/pki/certificates.ts';
import { createKeyPair } from '../../../src-main/demo/pki/keys.ts';
import { archiveTimestamp, cades, certificateValues, plain, revocationValues, signatureTimestamp, token } from '../../support/cades-builder.ts';
import { verifiableUntil } from '../../../src-main/signatures/index.ts';
import { file, fullTrust, keysOf, later, NOW, only, testPki, text, validate, DAY } from './support.ts';
import type { Holder } from '../../../src-main/demo/pki/certificates.ts';
import type { TestSigner } from '../../../src-main/demo/pki/index.ts';
import type { ValidationOptions } from '../../../src-main/signatures/index.ts';
import type { SignatureScope, UnsignedPart } from '../../support/cades-builder.ts';

const content = text('content');
const on = (day: string): Date => new Date(`${day}T12:00:00Z`);

/** An authority that has ended with everything that it issued, and the one after it under the same root. */
interface TwoAges {
  readonly root: Holder;
  readonly newRoot: Holder;
  readonly oldAuthority: Holder;
  readonly newAuthority: Holder;
  readonly signer: TestSigner;
  readonly oldTsa: TestSigner;
  readonly newTsa: TestSigner;
}

async function twoAges({ sameRoot = true } = {}): Promise<TwoAges> {
  let serial = 0;
  const certify = async (commonName: string, issuer: Holder | null, from: string, to: string, extensions: readonly Uint8Array[]): Promise<Holder> => {
    serial += 1;
    const name = { country: 'KZ', organization: 'TEST', commonName };
    const keys = await createKeyPair('p-256');
    return issueCertificate({ name, keys, serialNumber: Uint8Array.of(0x5a, serial), notBefore: on(from), notAfter: on(to), issuer, extensions });
  };
  const authority = [basicConstraints(-1), keyUsage(5, 6)];
  const stamps = [basicConstraints(null), keyUsage(0), extKeyUsage(true, '1.3.6.1.5.5.7.3.8')];
  const root = await certify('Root', null, '2010-01-01', '2045-01-01', authority);
  const newRoot = sameRoot ? root : await certify('New root', null, '2015-01-01', '2045-01-01', authority);
  const oldAuthority = await certify('Old authority', root, '2014-01-01', '2020-01-01', authority);
  const newAuthority = await certify('New authority', newRoot, '2016-01-01', '2036-01-01', authority);
  const member = (holder: Holder, issuer: Holder): TestSigner => ({ ...holder, issuer, chain: [issuer.certificate] });
  return {
    root,
    newRoot,
    oldAuthority,
    newAuthority,
    signer: member(await certify('Signer', oldAuthority, '2017-01-01', '2019-12-01', [basicConstraints(null), keyUsage(0, 1)]), oldAuthority),
    oldTsa: member(await certify('Old TSA', oldAuthority, '2015-01-01', '2019-12-01', stamps), oldAuthority),
    newTsa: member(await certify('New TSA', newAuthority, '2017-01-01', '2035-01-01', stamps), newAuthority),
  };
}

let ages: TwoAges;
beforeAll(async () => {
  ages = await twoAges({ sameRoot: false });
});

const SIGNED = on('2018-06-01');
const SOON = { thisUpdate: on('2018-06-10'), nextUpdate: on('2018-07-10') };
const ARCHIVED = on('2018-06-11');
/** Shortly before the old age ended. */
const LATE = { thisUpdate: on('2019-10-15'), nextUpdate: on('2019-10-25') };
const RENEWED = on('2019-10-20');

type Covers = Parameters<typeof archiveTimestamp>[1];
const REVOCATION_VALUES = '1.2.840.113549.1.9.16.2.24';
const SIGNATURE_TIMESTAMP = '1.2.840.113549.1.9.16.2.14';

/** Lists and answer of one time, with the signer in them where he was revoked. */
const statusAt = (window: typeof SOON, revokedAt: Date | null = null): UnsignedPart => {
  const revoked = revokedAt === null ? [] : [{ serialNumber: ages.signer.serialNumber, revokedAt }];
  return revocationValues({
    crls: [crl({ issuer: ages.root, revoked: [], ...window }), crl({ issuer: ages.oldAuthority, revoked, ...window })],
    ocspResponses: [ocspResponse({ certificate: ages.signer, issuer: ages.oldAuthority, responder: ages.oldAuthority, revokedAt, ...window })],
  });
};
const chain = (): UnsignedPart => certificateValues(ages.oldAuthority.certificate, ages.root.certificate);
const signatureStamp = (time = SIGNED): UnsignedPart => signatureTimestamp({ authority: ages.oldTsa, time });
const archiveStamp = (time: Date, covers?: Covers): UnsignedPart => archiveTimestamp({ authority: ages.newTsa, time }, covers);
/** CAdES-LTA: what was collected soon after signing under a first archive timestamp, what came later under a second. */
const kept = (): UnsignedPart[] => [signatureStamp(), chain(), statusAt(SOON), archiveStamp(ARCHIVED), statusAt(LATE), archiveStamp(RENEWED)];
const signed = (...unsigned: readonly UnsignedPart[]): Uint8Array => cades({ content, signers: [{ signer: ages.signer, signingTime: SIGNED, unsigned }] });

/** Anchor and lists of today, and the last list of the root from the life of the old authority. */
function today(change: Partial<ValidationOptions> = {}): ValidationOptions {
  const current = { thisUpdate: later(-DAY), nextUpdate: later(DAY), revoked: [] };
  const last = { thisUpdate: on('2019-11-01'), nextUpdate: on('2020-05-01'), revoked: [] };
  return {
    now: NOW,
    trustAnchors: [file(ages.root.certificate, 'root.cer'), file(ages.newRoot.certificate, 'new-root.cer')],
    intermediates: [file(ages.newAuthority.certificate, 'new.cer')],
    crls: [
      file(crl({ issuer: ages.newRoot, ...current }), 'root.crl'),
      file(crl({ issuer: ages.newAuthority, ...current }), 'new.crl'),
      file(crl({ issuer: ages.root, ...last }), 'root-2019.crl'),
    ],
    ...change,
  };
}

const verdictOf = async (...unsigned: readonly UnsignedPart[]) => only(await validate(signed(...unsigned), today()));

describe('long-term validation', () => {
  it('[VER-01] signer, first TSA and authority have all expired: archive timestamps of a younger TSA let it pass (clause 5.6.2)', async () => {
    expect(await verdictOf(...kept())).toMatchObject({
      indication: 'TOTAL-PASSED',
      level: 'CAdES-BASELINE-LTA',
      baselineLevel: 'LTA',
      bestSignatureTime: SIGNED.toISOString(),
      timestamps: [
        { kind: 'signature', indication: 'TOTAL-PASSED' },
        { kind: 'archive', indication: 'TOTAL-PASSED' },
        { kind: 'archive', indication: 'TOTAL-PASSED' },
      ],
    });
  });

  it('without archive timestamps, or with those of an authority that is not trusted, it cannot be determined', async () => {
    expect(await verdictOf(signatureStamp(), chain(), statusAt(SOON), statusAt(LATE))).toMatchObject({ indication: 'INDETERMINATE', baselineLevel: 'LT', bestSignatureTime: null });
    const foreign = await twoAges();
    const other = (time: Date): UnsignedPart => archiveTimestamp({ authority: foreign.newTsa, time });
    const report = await verdictOf(signatureStamp(), chain(), statusAt(SOON), other(ARCHIVED), statusAt(LATE), other(RENEWED));
    expect(report).toMatchObject({ indication: 'INDETERMINATE', bestSignatureTime: null });
  });

  it('archive timestamps from after the end of all of it are too late', async () => {
    const report = await verdictOf(signatureStamp(), chain(), statusAt(SOON), archiveStamp(on('2021-01-01')), statusAt(LATE), archiveStamp(on('2021-02-01')));
    expect(report).toMatchObject({ indication: 'INDETERMINATE' });
  });

  it('revocation data that no archive timestamp covers do not help', async () => {
    const start = [signatureStamp(), chain(), statusAt(SOON), archiveStamp(ARCHIVED)];
    const withoutValues: Covers = ({ type }) => type !== REVOCATION_VALUES;
    expect(await verdictOf(...start, statusAt(LATE), archiveStamp(RENEWED, withoutValues))).toMatchObject({ indication: 'INDETERMINATE' });
    // Put in after the last archive timestamp was made, behind it or in front of it.
    expect(await verdictOf(...start, archiveStamp(RENEWED), statusAt(LATE))).toMatchObject({ indication: 'INDETERMINATE' });
    expect(await verdictOf(statusAt(LATE), ...start.slice(0, 3), archiveStamp(ARCHIVED, withoutValues), archiveStamp(RENEWED, withoutValues))).toMatchObject({ indication: 'INDETERMINATE' });
  });

  it('a signature that was made after the revocation stays undetermined, one made before it passes', async () => {
    const about = (revokedAt: Date): UnsignedPart[] => [signatureStamp(), chain(), statusAt(SOON, revokedAt), archiveStamp(ARCHIVED), statusAt(LATE, revokedAt), archiveStamp(RENEWED)];
    expect(await verdictOf(...about(on('2018-03-01')))).toMatchObject({ indication: 'INDETERMINATE' });
    expect(await verdictOf(...about(on('2018-06-05')))).toMatchObject({ indication: 'TOTAL-PASSED', bestSignatureTime: SIGNED.toISOString() });
  });

  it.each(['in front of', 'behind'])('a token that was put in %s the archive timestamps, which do not name it, gains nothing from them', async (place) => {
    const revokedAt = on('2018-03-01');
    const unnamed: Covers = ({ type }) => type !== SIGNATURE_TIMESTAMP;
    // Its TSA has long expired and may have lost its key: only the archive timestamp could speak for it.
    const forged = signatureStamp(on('2018-01-01'));
    const genuine = [chain(), statusAt(SOON, revokedAt), archiveStamp(ARCHIVED, unnamed), statusAt(LATE, revokedAt), archiveStamp(RENEWED, unnamed)];
    const report = await verdictOf(...(place === 'behind' ? [...genuine, forged] : [forged, ...genuine]));
    expect(report.indication).toBe('INDETERMINATE');
    expect(report.timestamps.find(({ kind }) => kind === 'signature')).toMatchObject({ indication: 'INDETERMINATE' });
  });

  it('a value that was put into an attribute beside the one that the index names is not covered', async () => {
    const early = statusAt(SOON);
    // The index names the first value only; the second, of later, is what the signature would need.
    const joined: UnsignedPart = (scope) => {
      const [one, other] = [early(scope), statusAt(LATE)(scope)];
      return { type: one.type, values: [...one.values, ...other.values] };
    };
    const covering = (time: Date): UnsignedPart => (scope) => {
      const attributes = scope.attributes.map(({ type, values }) => ({ type, values: type === REVOCATION_VALUES ? values.slice(0, 1) : values }));
      return archiveStamp(time)({ ...scope, attributes });
    };
    const first = archiveStamp(ARCHIVED, ({ type }) => type !== REVOCATION_VALUES);
    expect(await verdictOf(signatureStamp(), chain(), first, joined, archiveStamp(RENEWED))).toMatchObject({ indication: 'TOTAL-PASSED' });
    expect(await verdictOf(signatureStamp(), chain(), first, joined, covering(RENEWED))).toMatchObject({ indication: 'INDETERMINATE' });
  });

  it('a list from after the end of the certificate, which may have dropped it, shows nothing of it', async () => {
    // Revoked in June, signed in August, expired on the first of December, and gone from the list of the twentieth.
    const dropped = { thisUpdate: on('2019-12-20'), nextUpdate: on('2019-12-27') };
    const stamp = signatureTimestamp({ authority: ages.newTsa, time: on('2019-08-01') });
    const bytes = signed(stamp, chain(), statusAt(dropped), archiveStamp(on('2019-12-22')));
    const last = file(crl({ issuer: ages.root, revoked: [], thisUpdate: on('2019-12-28'), nextUpdate: on('2020-05-01') }), 'last.crl');
    const withoutAnswer = signed(stamp, chain(), revocationValues({ crls: [crl({ issuer: ages.oldAuthority, revoked: [], ...dropped })] }), archiveStamp(on('2019-12-22')));
    for (const one of [bytes, withoutAnswer]) {
      const options = today();
      expect(only(await validate(one, { ...options, crls: [...(options.crls ?? []), last] })).indication).toBe('INDETERMINATE');
    }
  });

  it('the root may have gone on and have a list of today', async () => {
    ages = await twoAges({ sameRoot: true });
    try {
      expect(await verdictOf(...kept())).toMatchObject({ indication: 'TOTAL-PASSED' });
    } finally {
      ages = await twoAges({ sameRoot: false });
    }
  });

  it('an archive timestamp over another content, another signature, or with an index of something that is not there does not count', async () => {
    const judged = async (change: (scope: SignatureScope) => SignatureScope) => {
      const part: UnsignedPart = (scope) => archiveStamp(ARCHIVED)(change(scope));
      const report = await verdictOf(signatureStamp(), chain(), statusAt(SOON), part);
      expect(report.indication).toBe('INDETERMINATE');
      expect(report.baselineLevel).toBe('LT');
      expect(report.timestamps[1]).toMatchObject({ kind: 'archive', indication: 'TOTAL-FAILED', imprintIntact: false });
    };
    await judged((scope) => ({ ...scope, content: text('another') }));
    await judged((scope) => ({ ...scope, fields: scope.fields.toReversed() }));
    await judged((scope) => ({ ...scope, certificates: [...scope.certificates, ages.newRoot.certificate] }));
    await judged((scope) => ({ ...scope, attributes: [...scope.attributes, { type: SIGNATURE_TIMESTAMP, values: [text('gone')] }] }));
  });
});

describe('how long the evidence at hand proves a signature', () => {
  const ask = async (bytes: Uint8Array, options: ValidationOptions) => {
    const known = await verifiableUntil(async (now) => [await validate(bytes, { ...options, now })], options.now);
    const passesAt = async (instant: string | null, offset: number): Promise<boolean> => only(await validate(bytes, { ...options, now: new Date(Date.parse(instant ?? '') + offset).toISOString() })).indication === 'TOTAL-PASSED';
    return { known, passesAt };
  };

  it('is until the instant after which the same check with the same evidence no longer passes', async () => {
    const { known, passesAt } = await ask(signed(...kept()), today());
    expect(known.passesNow).toBe(true);
    // Lists of today end tomorrow; the archive timestamps themselves would hold longer.
    expect(known.until).not.toBeNull();
    expect(await passesAt(known.until, -1000)).toBe(true);
    expect(await passesAt(known.until, 1000)).toBe(false);
  });

  it('is longer, the longer the newest lists hold, and ends with the authority of the last archive timestamp at the latest', async () => {
    const options = today();
    const longLists = { thisUpdate: later(-DAY), nextUpdate: on('2044-01-01'), revoked: [] };
    const crls = [file(crl({ issuer: ages.newRoot, ...longLists }), 'root.crl'), file(crl({ issuer: ages.newAuthority, ...longLists }), 'new.crl'), ...(options.crls ?? []).slice(2)];
    const short = (await ask(signed(...kept()), options)).known;
    const { known, passesAt } = await ask(signed(...kept()), { ...options, crls });
    expect(known.until ?? '').toBe(on('2035-01-01').toISOString());
    expect((short.until ?? '') < (known.until ?? '')).toBe(true);
    expect(await passesAt(known.until, -1000)).toBe(true);
    expect(await passesAt(known.until, 1000)).toBe(false);
  });

  it('is not told of a signature that does not pass now', async () => {
    expect((await ask(signed(signatureStamp(), chain(), statusAt(SOON)), today())).known).toEqual({ passesNow: false, until: null, checks: 0 });
  });
});

describe('levels', () => {
  it('[VER-11] a CAdES-LT passes without network from its anchor alone; each lower level says what is missing', async () => {
    const pki = await testPki();
    const { trustAnchors, crls = [] } = fullTrust(pki);
    const bare: ValidationOptions = { now: NOW, trustAnchors };
    const stamp = signatureTimestamp({ authority: pki.timestampAuthority, time: later(-DAY) });
    const embedded = [certificateValues(pki.intermediate.certificate), revocationValues({ crls: crls.map(({ bytes }) => bytes) })];
    const level = async (...unsigned: readonly UnsignedPart[]) =>
      only(await validate(cades({ content, signers: [{ signer: pki.signers.clerk, signingTime: later(-DAY), unsigned }] }), bare));
    const [b, t, lt] = [await level(), await level(stamp), await level(stamp, ...embedded)];
    expect(lt).toMatchObject({ indication: 'TOTAL-PASSED', baselineLevel: 'LT', level: 'CAdES-BASELINE-LT', missing: [] });
    expect(lt.revocation.length).toBeGreaterThan(0);
    expect(lt.revocation.every(({ source }) => source === 'embedded')).toBe(true);
    expect(b).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'TRY_LATER', baselineLevel: 'B' });
    expect(t).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'TRY_LATER', baselineLevel: 'T' });
    // Lists for the signer and for its issuer; with a timestamp also for the TSA.
    expect(b.missing).toHaveLength(2);
    expect(b.missing).toMatchObject([{ kind: 'revocation', certificate: Buffer.from(pki.signers.clerk.certificate).toString('base64') }, { kind: 'revocation' }]);
    expect(t.missing).toHaveLength(3);
    const lta = await level(stamp, ...embedded, archiveTimestamp({ authority: pki.timestampAuthority, time: later(-DAY / 2) }));
    expect(lta).toMatchObject({ indication: 'TOTAL-PASSED', baselineLevel: 'LTA' });
  });

  it('evidence in SignedData.crls serves as that in attributes does; an answer for another certificate does not', async () => {
    const pki = await testPki();
    const { trustAnchors, crls = [] } = fullTrust(pki);
    const answerFor = (certificate: Holder): Uint8Array =>
      ocspResponse({ certificate, issuer: pki.intermediate, responder: pki.ocspResponder, revokedAt: null, thisUpdate: later(-DAY), nextUpdate: later(DAY) });
    const rootCrl = crls.map(({ bytes }) => bytes).slice(0, 1);
    const judged = async (certificate: Holder) =>
      only(await validate(cades({ content, signers: [{ signer: pki.signers.clerk }], crls: rootCrl, ocspResponses: [answerFor(certificate)] }), { now: NOW, trustAnchors }));
    expect(await judged(pki.signers.clerk)).toMatchObject({ indication: 'TOTAL-PASSED' });
    expect(await judged(pki.signers.citizen)).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'TRY_LATER' });
  });

  it('says which anchor, issuer or document would help', async () => {
    const pki = await testPki();
    const trust = fullTrust(pki);
    const bytes = cades({ content, attached: false, signers: [{ signer: { ...pki.signers.clerk, chain: [] } }] });
    const missing = async (change: Partial<ValidationOptions>, contents = [file(content)]) => only(await validate(bytes, { ...trust, ...change }, contents)).missing.map(({ kind }) => kind);
    expect(await missing({}, [])).toContain('document');
    expect(await missing({ intermediates: [] })).toContain('issuer');
    expect(await missing({ trustAnchors: [] })).toContain('trust-anchor');
    expect(await missing({ crls: [] })).toEqual(['revocation', 'revocation']);
    expect(await missing({})).toEqual([]);
  });

  it('a token of another kind of content is none', async () => {
    const pki = await testPki();
    const stolen = token(content, { authority: pki.timestampAuthority, time: later(-DAY) });
    const stamp = plain('1.2.840.113549.1.9.16.2.14', cades({ content, signers: [{ signer: pki.timestampAuthority }] }), stolen);
    const report = only(await validate(cades({ content, signers: [{ signer: pki.signers.clerk, unsigned: [stamp] }] }), fullTrust(pki)));
    expect(report).toMatchObject({ indication: 'TOTAL-PASSED', bestSignatureTime: null, timestamps: [{ subIndication: 'HASH_FAILURE' }] });
    expect(keysOf(report).filter((key) => key === 'verdict.timestampInvalid')).toHaveLength(2);
  });
});
