import { beforeAll, describe, expect, it } from 'vitest';

import { attribute, crl, signAttached, signDetached, signTogether } from '../../../src-main/demo/pki/index.ts';
import { basicConstraints, extKeyUsage, keyUsage } from '../../../src-main/demo/pki/certificates.ts';
import { retag, sequence, setOf } from '../../../src-main/demo/pki/der.ts';
import { digestByName } from '../../../src-main/signatures/algorithms/digests.ts';
import { childrenOf, rawOf, readSingle } from '../../../src-main/signatures/asn1/tlv.ts';
import { encodeEvidenceRecord } from '../../../src-main/signatures/preservation/evidence-record.ts';
import { token } from '../../support/cades-builder.ts';
import { xades } from '../../support/xades-builder.ts';
import { DAY, file, fullTrust, later, only, testPki, text, validate } from './support.ts';
import type { TestPki, TestSigner } from '../../../src-main/demo/pki/index.ts';
import type { EvidenceFile, ValidationOptions } from '../../../src-main/signatures/index.ts';
import type { XadesPart } from '../../support/xades-builder.ts';

const YEAR = 365 * DAY;
const INTERNAL = '1.2.840.113549.1.9.16.2.49';
const EXTERNAL = '1.2.840.113549.1.9.16.2.50';
const content = text('Order No. 1 for the archive');

let pki: TestPki;
let longAuthority: TestSigner;
/** Of somebody whose certificate ends after a year. */
let signer: TestSigner;

beforeAll(async () => {
  pki = await testPki();
  longAuthority = await pki.issue({ country: 'KZ', organization: 'TEST', commonName: 'TEST TSA of long life' }, 'p-256', {
    notAfter: later(7 * YEAR),
    extensions: [basicConstraints(null), keyUsage(0), extKeyUsage(true, '1.3.6.1.5.5.7.3.8')],
  });
  signer = await pki.issue({ country: 'KZ', organization: 'TEST', commonName: 'TEST signer for a year' }, 'p-256', { notAfter: later(YEAR) });
});

const listsAt = (instant: Date): EvidenceFile[] => {
  const window = { thisUpdate: new Date(instant.getTime() - DAY), nextUpdate: new Date(instant.getTime() + 7 * DAY), revoked: [] };
  return [file(crl({ issuer: pki.root, ...window }), 'root.crl'), file(crl({ issuer: pki.intermediate, ...window }), 'issuing.crl')];
};

function recordOver(bytes: Uint8Array, { authority = longAuthority, time = later(0), crls = [] }: { authority?: TestSigner; time?: Date; crls?: readonly EvidenceFile[] } = {}): Uint8Array {
  const stamp = token(bytes, { authority, time, crls: crls.map((one) => one.bytes) });
  return encodeEvidenceRecord({ chains: [{ timestamps: [{ digest: digestByName('SHA-256'), lists: [], token: stamp }] }] });
}

/** The message with records in an attribute of its first signer, as whoever archives it puts them there. */
function withRecords(message: Uint8Array, records: readonly Uint8Array[], type = INTERNAL): Uint8Array {
  const [contentType, body] = childrenOf(readSingle(message));
  const [signed] = body === undefined ? [] : childrenOf(body);
  const fields = signed === undefined ? [] : childrenOf(signed);
  const signers = fields.at(-1);
  const [first, ...others] = signers === undefined ? [] : childrenOf(signers);
  if (contentType === undefined || first === undefined) throw new Error('no signer');
  const infos = sequence(sequence(...childrenOf(first).map(rawOf), retag(0xa1, setOf(attribute(type, ...records)))), ...others.map(rawOf));
  return sequence(rawOf(contentType), retag(0xa0, sequence(sequence(...fields.slice(0, -1).map(rawOf), retag(0x31, infos)))));
}

/** With lists of its own day inside, so that it can be proved later on. */
const attached = (): Uint8Array => signAttached(content, signer, { crls: [pki.rootCrl, pki.intermediateCrl] });

function yearsLater(years: number): ValidationOptions {
  const then = later(years * YEAR);
  return { now: then.toISOString(), trustAnchors: fullTrust(pki).trustAnchors, crls: listsAt(then) };
}

describe('an evidence record inside a CMS', () => {
  it('carries the signature, and the level is that of records', async () => {
    const message = attached();
    const report = only(await validate(withRecords(message, [recordOver(message)]), yearsLater(2.5)));
    expect(report).toMatchObject({ indication: 'TOTAL-PASSED', bestSignatureTime: later(0).toISOString(), timestamps: [{ kind: 'archive', indication: 'TOTAL-PASSED' }] });
    expect(report.baselineLevel).not.toBe('LTA');
    expect(only(await validate(message, yearsLater(2.5))).indication).toBe('INDETERMINATE');
  });

  it('is over every signer of the message', async () => {
    const message = signTogether(content, [{ signer, options: { crls: [pki.rootCrl, pki.intermediateCrl] } }, { signer: pki.signers.clerk, options: {} }], { attached: true });
    const { signatures } = await validate(withRecords(message, [recordOver(message)]), yearsLater(2.5));
    expect(signatures.map(({ indication }) => indication)).toEqual(['TOTAL-PASSED', 'TOTAL-PASSED']);
  });

  it('is renewed by a later one over the message with it', async () => {
    const message = attached();
    const first = recordOver(message, { authority: pki.timestampAuthority, crls: listsAt(later(1.5 * YEAR)) });
    const second = recordOver(withRecords(message, [first]), { time: later(1.5 * YEAR) });
    const renewed = withRecords(message, [first, second]);
    expect(only(await validate(renewed, yearsLater(4)))).toMatchObject({ indication: 'TOTAL-PASSED', bestSignatureTime: later(0).toISOString() });
    expect(only(await validate(withRecords(message, [first]), yearsLater(4))).indication).toBe('INDETERMINATE');
    // One beside it, over the message without any, proves the signature for its own time and not the other record.
    const beside = recordOver(message, { time: later(0.5 * YEAR) });
    expect(only(await validate(withRecords(message, [first, beside]), yearsLater(4))).bestSignatureTime).toBe(later(0.5 * YEAR).toISOString());
  });

  it.each([
    ['over another message', (message: Uint8Array) => withRecords(message, [recordOver(attached())])],
    ['over the content alone', (message: Uint8Array) => withRecords(message, [recordOver(content)])],
    ['over the message with a later one', (message: Uint8Array) => withRecords(message, [recordOver(withRecords(message, [recordOver(message, { time: later(1) })])), recordOver(text('x'), { time: later(DAY) })])],
    ['that is no record', (message: Uint8Array) => withRecords(message, [sequence()])],
    ['of an external content', (message: Uint8Array) => withRecords(message, [recordOver(message)], EXTERNAL)],
    ['of somebody who is no time-stamping authority', (message: Uint8Array) => withRecords(message, [recordOver(message, { authority: pki.signers.director })])],
    ['that came after the certificate had expired', (message: Uint8Array) => withRecords(message, [recordOver(message, { time: later(2 * YEAR) })])],
  ])('%s proves nothing', async (_title, build) => {
    const bytes = build(attached());
    expect(only(await validate(bytes, yearsLater(2.5)))).toMatchObject({ indication: 'INDETERMINATE', dataIntact: true, signatureIntact: true });
    expect(only(await validate(bytes, { ...fullTrust(pki), now: later(0).toISOString() })).indication).toBe('TOTAL-PASSED');
  });

  it('with more tokens than one signature may have is too large to be judged', async () => {
    const message = attached();
    const one = { digest: digestByName('SHA-256'), lists: [], token: token(message, { authority: longAuthority, time: later(0) }) };
    const record = (count: number): Uint8Array => encodeEvidenceRecord({ chains: [{ timestamps: Array.from({ length: count }, () => one) }] });
    expect(await validate(withRecords(message, [record(60), record(41)]), fullTrust(pki))).toMatchObject({ indication: 'INDETERMINATE', signatures: [{ reasons: [{ key: 'verdict.tooLarge', params: { limit: '100 archive timestamps' } }] }] });
  });

  it('over a detached content is left open', async () => {
    const message = signDetached(content, signer, { crls: [pki.rootCrl, pki.intermediateCrl] });
    const report = only(await validate(withRecords(message, [recordOver(message)]), yearsLater(2.5), [file(content)]));
    expect(report).toMatchObject({ indication: 'INDETERMINATE', dataIntact: true, timestamps: [] });
  });
});

describe('an evidence record inside a XAdES signature', () => {
  const values = (): XadesPart[] => [
    { kind: 'certificate-values', certificates: [pki.intermediate.certificate] },
    { kind: 'revocation-values', crls: [pki.rootCrl, pki.intermediateCrl] },
  ];
  const record = (stamping: Parameters<typeof recordOver>[1] = {}): XadesPart => ({
    kind: 'evidence-record',
    record: (hashes) => recordOver(Buffer.concat([...hashes].sort((left, right) => Buffer.compare(left, right))), stamping),
  });
  const signed = (...unsigned: readonly XadesPart[]): Buffer => xades({ document: '<order>1</order>', references: [{ kind: 'document' }], signer, unsigned });

  it('carries the signature, and the level is not that of an archive timestamp', async () => {
    const report = only(await validate(signed(...values(), record()), yearsLater(2.5), [], 'order.xml'));
    expect(report).toMatchObject({ indication: 'TOTAL-PASSED', bestSignatureTime: later(0).toISOString(), timestamps: [{ kind: 'archive', indication: 'TOTAL-PASSED' }] });
    expect(report.baselineLevel).not.toBe('LTA');
    expect(only(await validate(signed(...values()), yearsLater(2.5), [], 'order.xml')).indication).toBe('INDETERMINATE');
  });

  it('is renewed by a later one over the properties before it', async () => {
    const first = record({ authority: pki.timestampAuthority, crls: listsAt(later(1.5 * YEAR)) });
    const renewed = signed(...values(), first, record({ time: later(1.5 * YEAR) }));
    expect(only(await validate(renewed, yearsLater(4), [], 'order.xml'))).toMatchObject({ indication: 'TOTAL-PASSED', bestSignatureTime: later(0).toISOString() });
    expect(only(await validate(signed(...values(), first), yearsLater(4), [], 'order.xml')).indication).toBe('INDETERMINATE');
  });

  it('proves nothing of another signature', async () => {
    const holder = /<xadesen:SealingEvidenceRecords.*<\/xadesen:SealingEvidenceRecords>/s;
    const [taken = ''] = holder.exec(signed(...values(), record()).toString('utf8')) ?? [];
    const other = only(await validate(signed(...values(), { kind: 'raw', xml: taken }), yearsLater(2.5), [], 'order.xml'));
    expect(other).toMatchObject({ indication: 'INDETERMINATE', bestSignatureTime: null, timestamps: [{ imprintIntact: false }] });
  });
});
