import { beforeAll, describe, expect, it } from 'vitest';

import { cades, counterSignature, plain, signatureTimestamp, token } from '../../support/cades-builder.ts';
import { DAY, fullTrust, keysOf, later, only, testPki, text, validate } from './support.ts';
import type { TestPki } from '../../../src-main/demo/pki/index.ts';
import type { ValidationOptions } from '../../../src-main/signatures/index.ts';
import type { CadesSigner, UnsignedPart } from '../../support/cades-builder.ts';

let pki: TestPki;
let trust: ValidationOptions;
let who: (name: keyof TestPki['signers'], ...unsigned: readonly UnsignedPart[]) => CadesSigner;

beforeAll(async () => {
  pki = await testPki();
  trust = fullTrust(pki);
  who = (name, ...unsigned) => ({ signer: pki.signers[name], signingTime: later(-DAY), unsigned });
});

const content = text('content');
const CONTENT_TIMESTAMP = '1.2.840.113549.1.9.16.2.20';
const SIGNATURE_TIMESTAMP = '1.2.840.113549.1.9.16.2.14';
/** Certificates of those who countersign only. */
const others = () => ['auditor', 'partner', 'revoked'].map((name) => pki.signers[name as 'auditor'].certificate);
const judge = (...signers: readonly CadesSigner[]) => validate(cades({ content, signers, certificates: others() }), trust);

describe('counter-signatures', () => {
  it('[VER-03] on the first signer and on another counter-signature: each has a verdict and its place', async () => {
    const report = await judge(who('director', counterSignature(who('auditor', counterSignature(who('partner'))))), who('clerk'));
    const passed = { indication: 'TOTAL-PASSED', dataIntact: true, signatureIntact: true };
    expect(report.signatures).toMatchObject([
      { id: '1', kind: 'signature', ...passed },
      { id: '1.1', kind: 'counter-signature', format: 'CAdES', signer: { commonName: 'Jordan Quill' }, ...passed },
      { id: '1.1.1', kind: 'counter-signature', ...passed },
      { id: '2', kind: 'signature', ...passed },
    ]);
  });

  it('one over another value fails alone', async () => {
    const report = await judge(who('director', counterSignature(who('auditor'), text('another signature'))), who('clerk'));
    expect(report.signatures).toMatchObject([
      { id: '1', indication: 'TOTAL-PASSED' },
      { id: '1.1', indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE', dataIntact: false },
      { id: '2', indication: 'TOTAL-PASSED' },
    ]);
    expect(report.indication).toBe('TOTAL-FAILED');
  });

  it('one whose own value was changed fails alone, and does not take the outer one with it', async () => {
    let value = Buffer.alloc(0);
    const remember: UnsignedPart = ({ signatureValue }) => {
      value = Buffer.from(signatureValue);
      return { type: '1.3.6.1.4.1.99999.2', values: [] };
    };
    const bytes = Buffer.from(cades({ content, signers: [who('director', counterSignature(who('partner', remember)))], certificates: others() }));
    const at = bytes.indexOf(value);
    bytes[at + 40] = (bytes[at + 40] ?? 0) ^ 1;
    expect((await validate(bytes, trust)).signatures).toMatchObject([
      { id: '1', indication: 'TOTAL-PASSED' },
      { id: '1.1', indication: 'TOTAL-FAILED', subIndication: 'SIG_CRYPTO_FAILURE', dataIntact: true, signatureIntact: false },
    ]);
  });

  it('a counter-signer whose certificate was revoked, or is unknown, is judged for himself', async () => {
    const report = await judge(who('director', counterSignature(who('revoked'))));
    expect(report.signatures).toMatchObject([{ indication: 'TOTAL-PASSED' }, { indication: 'INDETERMINATE', subIndication: 'REVOKED_NO_POE' }]);
    const unknown = cades({ content, signers: [who('director', counterSignature(who('citizen')))] });
    expect((await validate(unknown, trust)).signatures).toMatchObject([{ indication: 'TOTAL-PASSED' }, { subIndication: 'NO_SIGNING_CERTIFICATE_FOUND' }]);
  });

  it('a timestamp on a counter-signature proves nothing of the signature under it', async () => {
    const time = later(-31 * DAY);
    const stamp = signatureTimestamp({ authority: pki.timestampAuthority, time });
    const report = await judge(who('revoked', counterSignature(who('auditor', stamp))));
    expect(report.signatures).toMatchObject([
      { id: '1', subIndication: 'REVOKED_NO_POE', bestSignatureTime: null },
      { id: '1.1', indication: 'TOTAL-PASSED', bestSignatureTime: time.toISOString() },
    ]);
  });

  it('something that is no SignerInfo, and nesting past all measure, are said and never passed over', async () => {
    const broken = await judge(who('director', plain('1.2.840.113549.1.9.6', text('\u0004\u0001x'))));
    expect(only(broken)).toMatchObject({ indication: 'INDETERMINATE' });
    let deep = counterSignature(who('auditor'));
    for (let depth = 0; depth < 6; depth += 1) deep = counterSignature(who('auditor', deep));
    const nested = await judge(who('director', deep));
    expect(nested.indication).toBe('INDETERMINATE');
    expect(nested.signatures.flatMap(keysOf)).toContain('verdict.tooLarge');
  });
});

describe('content timestamps', () => {
  const REVOKED_AT = -30 * DAY;
  const contentStamp = (time: number) => ({ authority: pki.timestampAuthority, time: later(time) });
  const revoked = async (contentTimes: readonly number[], signatureTime: number | null) =>
    only(
      await judge({
        signer: pki.signers.revoked,
        contentTimestamps: contentTimes.map(contentStamp),
        unsigned: signatureTime === null ? [] : [signatureTimestamp(contentStamp(signatureTime))],
      }),
    );

  it('[VER-01] only a content timestamp after the revocation shows that the signature was made after it', async () => {
    expect(await revoked([REVOKED_AT + DAY], null)).toMatchObject({ indication: 'TOTAL-FAILED', subIndication: 'REVOKED' });
    expect(await revoked([REVOKED_AT + DAY], REVOKED_AT + 2 * DAY)).toMatchObject({ indication: 'TOTAL-FAILED', subIndication: 'REVOKED' });
    expect(await revoked([REVOKED_AT - DAY], null)).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'REVOKED_NO_POE' });
    expect(await revoked([REVOKED_AT - DAY], REVOKED_AT + DAY)).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'REVOKED_NO_POE' });
    expect(await revoked([REVOKED_AT - 2 * DAY], REVOKED_AT - DAY)).toMatchObject({ indication: 'TOTAL-PASSED' });
    expect(await revoked([REVOKED_AT - 2 * DAY, REVOKED_AT + DAY], null)).toMatchObject({ subIndication: 'REVOKED' });
  });

  it('[VER-01] a signature timestamp decides by itself: before the revocation passed, after it undetermined', async () => {
    expect(await revoked([], REVOKED_AT - DAY)).toMatchObject({ indication: 'TOTAL-PASSED', bestSignatureTime: later(REVOKED_AT - DAY).toISOString() });
    expect(await revoked([], REVOKED_AT + DAY)).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'REVOKED_NO_POE' });
    expect(await revoked([], null)).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'REVOKED_NO_POE' });
  });

  it('a content timestamp over another content is told and shows nothing', async () => {
    const foreign = token(text('another'), contentStamp(REVOKED_AT + DAY));
    const report = only(await judge({ signer: pki.signers.revoked, unsigned: [plain(CONTENT_TIMESTAMP, foreign)] }));
    expect(report).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'REVOKED_NO_POE' });
  });

  it('a content timestamp proves no existence of the signature', async () => {
    const report = only(await judge({ signer: pki.signers.clerk, signingTime: later(-DAY), contentTimestamps: [contentStamp(-2 * DAY)] }));
    expect(report).toMatchObject({ indication: 'TOTAL-PASSED', bestSignatureTime: null, baselineLevel: 'B', timestamps: [{ kind: 'content', indication: 'TOTAL-PASSED' }] });
  });
});

describe('timestamps in number', () => {
  const time = later(-31 * DAY);
  const own = () => signatureTimestamp({ authority: pki.timestampAuthority, time });

  it('the same token twice counts as it does once', async () => {
    const twice: UnsignedPart = (scope) => {
      const { type, values } = own()(scope);
      return { type, values: [...values, ...values] };
    };
    for (const unsigned of [[twice], [own(), own()]]) {
      expect(only(await judge({ signer: pki.signers.revoked, signingTime: time, unsigned }))).toMatchObject({
        indication: 'TOTAL-PASSED',
        bestSignatureTime: time.toISOString(),
        timestamps: [{ indication: 'TOTAL-PASSED' }, { indication: 'TOTAL-PASSED' }],
      });
    }
  });

  it('a token of another signature is not counted, beside a token of its own it only is told', async () => {
    const stolen = plain(SIGNATURE_TIMESTAMP, token(text('the value of another signature'), { authority: pki.timestampAuthority, time }));
    const alone = only(await judge({ signer: pki.signers.revoked, unsigned: [stolen] }));
    expect(alone).toMatchObject({ subIndication: 'REVOKED_NO_POE', bestSignatureTime: null, timestamps: [{ subIndication: 'HASH_FAILURE' }] });
    const beside = only(await judge({ signer: pki.signers.revoked, unsigned: [own(), stolen] }));
    expect(beside).toMatchObject({ indication: 'TOTAL-PASSED', bestSignatureTime: time.toISOString() });
    expect(keysOf(beside)).toContain('verdict.timestampInvalid');
  });

  it('tokens past the bound are said', async () => {
    const many = Array.from({ length: 25 }, own);
    const report = only(await judge({ signer: pki.signers.clerk, unsigned: many }));
    expect(report.timestamps).toHaveLength(20);
    expect(keysOf(report)).toContain('verdict.tooLarge');
  });
});
