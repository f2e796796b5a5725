import { createHash, verify, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';

import { toDefiniteLength } from '../../src-main/signatures/asn1/definite-length.ts';
import { contentOf, rawOf } from '../../src-main/signatures/asn1/tlv.ts';
import { ATTRIBUTE } from '../../src-main/signatures/formats/cms/oids.ts';
import { parseSignedData } from '../../src-main/signatures/formats/cms/signed-data.ts';
import { attributeValues } from '../../src-main/signatures/formats/cms/signer-info.ts';
import { embeddedEvidence } from '../../src-main/signatures/validation/cms/embedded-evidence.ts';
import { readPdfSignatures } from '../../src-main/signatures/formats/pdf/index.ts';
import { adesCases, validateAdes } from './ades-cases.ts';
import { corporaPresent, corpusFile, suffix } from './corpora.ts';
import { containerAnswers, isInstalled, opensslAccepts, pdfsigAnswers, xmlsecAnswersFor } from '../support/signature-judges.ts';
import type { KeyObject } from 'node:crypto';
import type { AdesCase } from './ades-cases.ts';
import type { SignatureReport } from '#shared/domain/signature-report.ts';

/**
 * Where a judge answers otherwise than we do, and why we stand by our answer; docs/signatures.md tells it at length.
 * The number is the place of the signature in the file.
 */
const DISAGREEMENTS: ReadonlyMap<string, string> = new Map([
  ...['CAdES-BpB-att-SHA256-SHA3_256withRSA', 'CAdES-BpB-att-SHA3_512-SHA256withRSA'].map((name): [string, string] => [
    `cades/dss-1419/${name}.p7m #1: openssl accepts`,
    'signatureAlgorithm names another hash than the value is over; openssl takes the one of digestAlgorithm instead',
  ]),
  ...[1, 2, 3, 4, 5].map((place): [string, string] => [
    `pades/dss-818/Signature-P-SK-1 (HASH_FAILURE).pdf #${place}: pdfsig accepts`,
    'the value is over the signed attributes in the order of the file, not over their DER (RFC 5652 clause 5.4)',
  ]),
  [
    'pades/dss-818/Signature-P-DE_CRY-2 (HASH_FAILURE).pdf #1: pdfsig accepts',
    'the value is over the signed attributes in the order of the file, not over their DER (RFC 5652 clause 5.4)',
  ],
  [
    'pades/pades-enveloping-empty-bytes-cms.pdf #1: pdfsig accepts',
    'the CMS holds an empty content of its own, and the message digest is not over that (RFC 5652 clause 5.4)',
  ],
]);

const cases = corporaPresent ? adesCases() : [];
const bytesOf = (name: string): Buffer => corpusFile(`ades/${name}`);
const isIntact = ({ dataIntact, signatureIntact }: SignatureReport): boolean => dataIntact === true && signatureIntact === true;

/** What differs between a judge and us about one file: "file #2: openssl accepts, we do not". */
type Compare = (row: AdesCase, ours: readonly SignatureReport[]) => string[];

const told = (file: string, place: number, judge: string, accepts: boolean): string =>
  `${file} #${place}: ${judge} ${accepts ? 'accepts' : 'refuses'}`;

const byOpenssl: Compare = ({ file, content }, ours) => {
  const accepts = opensslAccepts(bytesOf(file), (content ?? []).map(bytesOf));
  // It gives one answer for all signers and leaves counter-signatures aside.
  const main = ours.filter(({ kind }) => kind === 'signature');
  const we = main.length > 0 && main.every(isIntact);
  return we === accepts ? [] : [told(file, 1, 'openssl', accepts)];
};

const byPdfsig: Compare = ({ file }, ours) => {
  const read = readPdfSignatures(bytesOf(file)).signatures.filter(({ kind }) => kind === 'signature');
  const answers = pdfsigAnswers(bytesOf(file));
  expect(answers.filter(({ accepts }) => accepts !== null)).toHaveLength(read.length);
  return read.flatMap(({ byteRange }, index) => {
    const answer = answers.find(({ gapStart }) => gapStart === byteRange?.[1]);
    const [we] = ours.slice(index, index + 1).map(isIntact);
    if (answer === undefined || answer.accepts === null || we === undefined) return [`${file} #${index + 1}: pdfsig does not see it`];
    return we === answer.accepts ? [] : [told(file, index + 1, 'pdfsig', answer.accepts)];
  });
};

const bySignature = (judge: string, answers: (row: AdesCase) => boolean[]): Compare => (row, ours) => {
  const given = answers(row);
  if (given.length !== ours.length) return [`${row.file}: ${given.length} signatures for ${judge}, ${ours.length} for us`];
  return given.flatMap((accepts, index) => {
    const [we] = ours.slice(index, index + 1).map(isIntact);
    return we === accepts ? [] : [told(row.file, index + 1, judge, accepts)];
  });
};

const byXmlsec = bySignature('xmlsec1', ({ file, content }) =>
  xmlsecAnswersFor(bytesOf(file), (content ?? []).map((name) => ({ name, bytes: bytesOf(name) }))),
);
const inContainers = bySignature('judge', ({ file }) => containerAnswers(bytesOf(file)));

describe.each([
  { kind: 'CAdES', folder: 'cades/', tools: ['openssl'], compare: byOpenssl, least: 15 },
  { kind: 'PDF', folder: 'pades/', tools: ['pdfsig'], compare: byPdfsig, least: 16 },
  { kind: 'XAdES', folder: 'xades/', tools: ['xmlsec1'], compare: byXmlsec, least: 25 },
  { kind: 'ASiC', folder: 'asic-', tools: ['openssl', 'xmlsec1', 'unzip'], compare: inContainers, least: 8 },
])('independent judges', ({ kind, folder, tools, compare, least }) => {
  const missing = tools.filter((tool) => !isInstalled(tool));
  const title = missing.length === 0 ? suffix : ` (skipped: no ${missing.join(', ')})`;
  const rows = cases.filter(({ file }) => file.startsWith(folder));

  it.skipIf(missing.length > 0 || !corporaPresent)(`[VER-11] ${kind}: ${tools.join(', ')} and we agree, file by file${title}`, async () => {
    const differences: string[] = [];
    for (const row of rows) differences.push(...compare(row, (await validateAdes(row)).signatures));
    expect(differences.filter((difference) => !DISAGREEMENTS.has(difference))).toEqual([]);
    // A test in which nobody agrees with anybody would show nothing.
    expect(rows.length - differences.length).toBeGreaterThanOrEqual(least);
  }, 600_000);
});

describe.skipIf(!corporaPresent)(`why we disagree${suffix}`, () => {
  it.each(['Signature-P-SK-1', 'Signature-P-DE_CRY-2'])('%s: the value is over the attributes as they lie, and not over their DER', (name) => {
    const { signatures } = readPdfSignatures(bytesOf(`pades/dss-818/${name} (HASH_FAILURE).pdf`));
    const values = signatures.filter(({ kind }) => kind === 'signature').flatMap(({ contents }) => signersOf(contents));
    expect(values.length).toBeGreaterThan(0);
    for (const { der, asWritten, value, keys } of values) {
      expect(asWritten.equals(der)).toBe(false);
      expect(keys.some((key) => verify('sha256', asWritten, key, value))).toBe(true);
      expect(keys.some((key) => verify('sha256', der, key, value))).toBe(false);
    }
  });

  it.each([
    ['CAdES-BpB-att-SHA256-SHA3_256withRSA', 'sha256', 'sha3-256'],
    ['CAdES-BpB-att-SHA3_512-SHA256withRSA', 'sha3-512', 'sha256'],
  ])('%s: the value is over %s and says that it is over %s', (name, used, stated) => {
    const [signer, ...more] = signersOf(bytesOf(`cades/dss-1419/${name}.p7m`));
    if (signer === undefined || more.length > 0) throw new Error('one signer expected');
    const { der, value, keys } = signer;
    expect(keys.some((key) => verify(used, der, key, value))).toBe(true);
    expect(keys.some((key) => verify(stated, der, key, value))).toBe(false);
  });

  it('pades-enveloping-empty-bytes-cms: the digest is that of the document, the content inside is empty', () => {
    const [signature] = readPdfSignatures(bytesOf('pades/pades-enveloping-empty-bytes-cms.pdf')).signatures;
    const parsed = parseSignedData(signature?.contents ?? new Uint8Array());
    if (parsed.kind !== 'signed-data') throw new Error('no SignedData');
    expect(parsed.signedData.content).toHaveLength(0);
    const [stated] = attributeValues(parsed.signedData.signerInfos[0]?.signedAttributes ?? [], ATTRIBUTE.messageDigest);
    const document = createHash('sha256');
    for (const chunk of signature?.covered.chunks ?? []) document.update(chunk);
    const inside = createHash('sha256').digest('hex');
    const digest = stated === undefined ? '' : Buffer.from(contentOf(stated)).toString('hex');
    expect([digest === document.digest('hex'), digest === inside]).toEqual([true, false]);
  });
});

interface Signer {
  /** Signed attributes as a SET in DER, and in the order in which the file has them. */
  readonly der: Buffer;
  readonly asWritten: Buffer;
  readonly value: Uint8Array;
  readonly keys: readonly KeyObject[];
}

function signersOf(cms: Uint8Array): Signer[] {
  const { bytes } = toDefiniteLength(cms);
  const parsed = parseSignedData(bytes);
  if (parsed.kind !== 'signed-data') throw new Error('no SignedData');
  const keys = embeddedEvidence(parsed.signedData).certificates.map(({ raw }) => new X509Certificate(raw).publicKey);
  return parsed.signedData.signerInfos.map(({ signedAttributesDer, signedFields, signatureValue }): Signer => {
    const written = signedFields.map((field) => Buffer.from(rawOf(field))).find(([identifier]) => identifier === 0xa0);
    if (written === undefined) throw new Error('no signed attributes');
    const asWritten = Buffer.concat([Uint8Array.of(0x31), written.subarray(1)]);
    return { der: Buffer.from(signedAttributesDer ?? []), asWritten, value: signatureValue, keys };
  });
}
