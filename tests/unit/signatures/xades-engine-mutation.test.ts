import { beforeAll, describe, expect, it } from 'vitest';

import { Budget } from '../../../src-main/signatures/formats/xml/budget.ts';
import { canonicalise } from '../../../src-main/signatures/formats/xml/c14n/canonicalise.ts';
import { childElements, isNamed, nodesOf } from '../../../src-main/signatures/formats/xml/dom.ts';
import { DS_NS } from '../../../src-main/signatures/formats/xml/namespaces.ts';
import { subtreeOf } from '../../../src-main/signatures/formats/xml/node-set.ts';
import { parseXml } from '../../../src-main/signatures/formats/xml/reading/parse.ts';
import { mutatedXml, randomFrom } from '../../support/mutations.ts';
import { xades } from '../../support/xades-builder.ts';
import { DAY, file, fullTrust, later, testPki, text, validate } from './support.ts';
import type { Node } from '@xmldom/xmldom';
import type { TestPki } from '../../../src-main/demo/pki/index.ts';
import type { ValidationOptions } from '../../../src-main/signatures/index.ts';
import type { XadesPart, XadesReference } from '../../support/xades-builder.ts';
import type { ValidationReport } from '#shared/domain/signature-report.ts';

const MUTANTS = process.env['FUZZ_FULL'] === '1' ? 30_000 : 1_000;
const TIME = process.env['FUZZ_FULL'] === '1' ? 3_600_000 : 120_000;
const ORDER = '<order xmlns="urn:order" number="7"><item>Бұйрық</item><sum>1000</sum></order>';
const annex = text('Annex: 1000 pieces');

let pki: TestPki;
let trust: ValidationOptions;

beforeAll(async () => {
  pki = await testPki();
  trust = fullTrust(pki);
});

function canonical(node: Parameters<typeof subtreeOf>[0]): string {
  const method = { kind: 'exclusive', comments: false, inclusivePrefixes: [] } as const;
  return Buffer.from(canonicalise(subtreeOf(node, false), method, new Budget())).toString('utf8');
}

/** Looks like XML with a signature element in it, well-formed or not. */
function isSignedXml(bytes: Buffer): boolean {
  const source = bytes.toString('latin1');
  return /^\s*</.test(source) && source.includes(`<ds:Signature xmlns:ds="${DS_NS}"`);
}

/** What somebody who reads the document takes for its content: all but the signatures. */
function outside(document: Buffer): string {
  const tree = parseXml(document);
  const signatures = [...nodesOf(tree)].filter((node) => isNamed(node, DS_NS, 'Signature'));
  for (const signature of signatures) signature.parentNode?.removeChild(signature);
  return canonical(tree);
}

/** What stands at the place that the report names as signed. */
function atNamedPlace(document: Buffer, { signatures }: ValidationReport): string {
  const path = signatures[0]?.signedObjects[0]?.name ?? '';
  let place: Node = parseXml(document);
  for (const [, name = '', position = ''] of path.matchAll(/\/([^/[]+)\[(\d+)\]/g)) {
    const found = childElements(place).filter(({ nodeName }) => nodeName === name)[Number(position) - 1];
    if (found === undefined) return `nothing at ${path}`;
    place = found;
  }
  return canonical(place);
}

/** Who signed, as a reader of the report relies on it. */
function essence({ signatures }: ValidationReport) {
  return signatures.map(({ kind, certificate, legalLevel, signer }) => ({ kind, certificate, legalLevel, signer }));
}

/** What the signer said beside the content: it may be lost with the properties, and is then said by nobody. */
function said({ signatures }: ValidationReport) {
  return signatures.map(({ format, claimedSigningTime, bestSignatureTime, signaturePolicy, level }) => ({ format, claimedSigningTime, bestSignatureTime, signaturePolicy, level }));
}

const stamped = (): XadesPart[] => [
  { kind: 'signature-timestamp', tokens: [{ authority: pki.timestampAuthority, time: later(-DAY) }] },
  { kind: 'revocation-values', crls: [pki.intermediateCrl] },
];

const cases: readonly {
  readonly title: string;
  readonly document?: string;
  readonly references: readonly XadesReference[];
  readonly content: (document: Buffer, report: ValidationReport) => string;
}[] = [
  { title: 'enveloped', document: ORDER, references: [{ kind: 'document' }], content: outside },
  { title: 'enveloped beside other signatures', document: ORDER, references: [{ kind: 'document', leavesOut: 'signatures' }], content: outside },
  { title: 'enveloping', references: [{ kind: 'object', content: ORDER }], content: atNamedPlace },
  { title: 'over a file', references: [{ kind: 'external', name: 'annex.txt', bytes: annex }], content: () => 'the file' },
];

describe('[VER-11] mutants of XAdES documents through the whole validator', () => {
  it.each(cases)('$title: none with another signed content passes', async ({ content, title, ...form }) => {
    const original = xades({ ...form, signer: pki.signers.clerk, signingTime: later(-DAY), unsigned: stamped() });
    const judged = (bytes: Buffer): Promise<ValidationReport> => validate(bytes, trust, [file(annex, 'annex.txt')], 'signed.xml');
    const good = await judged(original);
    expect(good.indication).toBe('TOTAL-PASSED');
    const signedContent = content(original, good);
    const random = randomFrom(title.length * 7_919);
    let passed = 0;
    let failed = 0;
    for (let count = 0; count < MUTANTS; count += 1) {
      let mutant = original;
      for (let times = 1 + random(2); times > 0; times -= 1) mutant = mutatedXml(mutant, random);
      if (mutant.equals(original)) continue;
      const report = await judged(mutant);
      const where = `mutant ${count}`;
      expect(report.signatures.map(({ reasons }) => reasons[0]?.key), where).not.toContain('verdict.engineStopped');
      // A signature that was spoilt must not make the document look as if nobody had signed it.
      if (report.indication === 'NO_SIGNATURE_FOUND') expect(isSignedXml(mutant), where).toBe(false);
      if (report.indication === 'TOTAL-FAILED') failed += 1;
      if (report.indication !== 'TOTAL-PASSED') continue;
      passed += 1;
      expect(content(mutant, report), where).toBe(signedContent);
      expect(essence(report), where).toEqual(essence(good));
      const [now, then] = [said(report)[0], said(good)[0]];
      if (now?.format === 'XML') expect(now, where).toMatchObject({ claimedSigningTime: null, signaturePolicy: null, level: 'XML-NOT-ETSI' });
      else expect(now, where).toMatchObject({ claimedSigningTime: then?.claimedSigningTime });
      expect([null, then?.bestSignatureTime], where).toContain(now?.bestSignatureTime);
      expect(report.signatures[0]?.signedObjects[0]?.status, where).toBe('intact');
    }
    // Comments and unsigned parts may change; a test in which nothing passes or nothing fails shows nothing.
    expect(passed).toBeGreaterThan(MUTANTS / 200);
    expect(failed).toBeGreaterThan(MUTANTS / 4);
  }, TIME);
});
