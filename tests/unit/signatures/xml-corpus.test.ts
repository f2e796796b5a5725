import { existsSync, readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

import { computeDigest, digestByOid, equalBytes } from '../../../src-main/signatures/algorithms/digests.ts';
import { childrenOf, readSingle } from '../../../src-main/signatures/asn1/tlv.ts';
import { octetsOf, oidOf } from '../../../src-main/signatures/asn1/values.ts';
import { holdsGood, read } from './xml-support.ts';
import type { Tlv } from '../../../src-main/signatures/asn1/tlv.ts';
import type { ResolveReference, XmlSignature, XmlTimestamp } from '../../../src-main/signatures/formats/xml/index.ts';

const folder = join(process.env['CORPORA_DIR'] ?? resolve(import.meta.dirname, '../../../../shared/corpora'), 'ades');
const present = existsSync(join(folder, 'expected.json'));

interface Expected {
  readonly file: string;
  readonly content: readonly string[] | null;
  readonly signatures: number;
  readonly valid: boolean;
  readonly level: string | null;
}

const expected: readonly Expected[] = present ? JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) : [];
const bytesOf = (file: string): Uint8Array => readFileSync(join(folder, file));

/** The document by its name; a single one whatever it is called. */
function detached(contents: readonly string[]): ResolveReference {
  return (name) => {
    const named = contents.find((content) => content.endsWith(`/${name ?? ''}`)) ?? (contents.length === 1 ? contents[0] : undefined);
    return named === undefined ? null : bytesOf(named);
  };
}

function child(tlv: Tlv, ...path: readonly number[]): Tlv {
  return path.reduce((at, index) => {
    const next = childrenOf(at)[index];
    if (next === undefined) throw new Error('not a time-stamp token');
    return next;
  }, tlv);
}

/** Whether the covered octets have the imprint that the token carries (RFC 3161 clause 2.4.2). */
function imprintFits(token: Uint8Array, covered: Uint8Array): boolean {
  const info = readSingle(octetsOf(child(readSingle(token), 1, 0, 2, 1, 0)));
  const digest = computeDigest(digestByOid(oidOf(child(info, 2, 0, 0))), covered);
  return digest !== null && equalBytes(digest, octetsOf(child(info, 2, 1)));
}

function timestampsOf({ signedProperties, unsignedProperties }: XmlSignature): XmlTimestamp[] {
  return [...(signedProperties?.contentTimestamps ?? []), ...unsignedProperties.timestamps];
}

/** Time-stamps that were meant not to fit any more. */
const BROKEN_IMPRINTS: Readonly<Record<string, readonly string[]>> = {
  // Laid out anew after the time-stamp was taken.
  'xades/signing-cert-multiple-refs-sig.xml': ['RefsOnlyTimeStamp'],
  // A certificate was put into KeyInfo after the time-stamp was taken.
  'xades/xades-lta-with-additional-cert-in-keyinfo.xml': ['ArchiveTimeStamp'],
  'asic-xades/container-with-custom-manifest-namespace.asice': ['SignatureTimeStamp'],
};

function expectImprints(file: string, signatures: readonly XmlSignature[]): void {
  const wrong = signatures.flatMap((signature) =>
    timestampsOf(signature).flatMap(({ name, tokens, covered }) =>
      tokens.every((token) => covered !== null && imprintFits(token, covered)) ? [] : [name],
    ),
  );
  expect(wrong).toEqual(BROKEN_IMPRINTS[file] ?? []);
}

describe.skipIf(!present)(`XML signatures of the European samples${present ? '' : ' (skipped: no corpora)'}`, () => {
  it.each(expected.filter(({ file }) => file.startsWith('xades/')).map((row) => [row.file, row] as const))('%s', (file, row) => {
    const { signatures } = read(bytesOf(file), detached(row.content ?? []));
    expect(signatures).toHaveLength(row.signatures);
    expect(signatures.every(holdsGood)).toBe(row.valid);
    expectImprints(file, signatures);
  });

  it.each(expected.filter(({ file }) => file.startsWith('asic-xades/')).map((row) => [row.file, row] as const))('%s', (file, row) => {
    const path = join(folder, file);
    const names = execFileSync('unzip', ['-Z1', path], { encoding: 'utf8' }).split('\n');
    const entry = (name: string): Uint8Array => execFileSync('unzip', ['-p', path, name.replaceAll(/[[\]*?\\]/g, '\\$&')]);
    const documents = names.filter((name) => /^META-INF\/.*signatures\d*(?:-\d+)?\.xml$/.test(name));
    const inContainer: ResolveReference = (name) => (name !== null && names.includes(name) ? entry(name) : null);
    const signatures = documents.flatMap((name) => [...read(entry(name), inContainer).signatures]);
    expect(signatures).toHaveLength(row.signatures);
    expect(signatures.every(holdsGood)).toBe(row.valid);
    expectImprints(file, signatures);
  });

  it('tells properties that are signed from properties that only stand there', () => {
    const unsigned = 'asic-xades/xades_no-signedpropref.asice_.zip';
    const text = execFileSync('unzip', ['-p', join(folder, unsigned), 'META-INF/signatures0.xml']);
    const [signature] = read(text).signatures;
    expect(signature?.isXades).toBe(false);
    expect(signature?.signedProperties).toBeNull();
    expect(signature?.unsignedProperties.timestamps).toHaveLength(1);
  });

  it('reads the properties of XAdES 1.1.1 that an XPath filter addresses', () => {
    const [signature] = read(bytesOf('xades/qes-xades111-filter2.xml')).signatures;
    expect(signature?.isXades).toBe(true);
    expect(signature?.references.map(({ covers }) => covers.kind)).toEqual(['whole-document', 'signed-properties']);
    expect(signature?.signedProperties?.signingTime).toBe('2011-09-12T08:12:52Z');
    expect(signature?.signedProperties?.signaturePolicy).toEqual({ kind: 'implied' });
    const [reference] = signature?.signedProperties?.signingCertificateReferences ?? [];
    expect(reference).toMatchObject({ digestAlgorithm: { name: 'SHA-1' }, issuerSerial: { form: 'v1', serialNumber: '544893' } });
  });

  it('names data objects that no reference stands for', () => {
    const formats = (file: string): (boolean | undefined)[] =>
      read(bytesOf(file)).signatures.flatMap(({ signedProperties }) => signedProperties?.dataObjectFormats.map(({ refersToReference }) => refersToReference) ?? []);
    expect(formats('xades/dss2517/xades-invalid-reference.xml')).toEqual([false]);
    expect(formats('xades/dss2517/xades-valid-reference.xml')).toEqual([true]);
  });
});
