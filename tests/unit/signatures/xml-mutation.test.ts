import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

import { LimitExceededError } from '../../../src-main/signatures/limits.ts';
import { XmlFormatError } from '../../../src-main/signatures/formats/xml/index.ts';
import { Budget } from '../../../src-main/signatures/formats/xml/budget.ts';
import { canonicalise } from '../../../src-main/signatures/formats/xml/c14n/canonicalise.ts';
import { isElement, isNamed, nodesOf } from '../../../src-main/signatures/formats/xml/dom.ts';
import { DS_NS } from '../../../src-main/signatures/formats/xml/namespaces.ts';
import { subtreeOf } from '../../../src-main/signatures/formats/xml/node-set.ts';
import { parseXml } from '../../../src-main/signatures/formats/xml/reading/parse.ts';
import { holdsGood, onlySignature, read } from './xml-support.ts';
import type { XmlSignature } from '../../../src-main/signatures/formats/xml/index.ts';
import type { Element } from '@xmldom/xmldom';

const fixture = (name: string): string => readFileSync(resolve(import.meta.dirname, `../../fixtures/xml/${name}.xml`), 'utf8');
const FIXTURES = ['enveloped', 'xpath-filtered', 'detached-element', 'xades-enveloped'] as const;
const FULL = process.env['FUZZ_FULL'] === '1';
const MUTANTS = FULL ? 30_000 : 350;
const TIME = FULL ? 3_600_000 : 20_000;

/** Small, fast, seeded (mulberry32). */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return (((value ^ (value >>> 14)) >>> 0) % 0x7fffffff) % below;
  };
}

type Random = (below: number) => number;

const range = (text: string, random: Random, longest: number): [number, number] => {
  const start = random(text.length);
  return [start, Math.min(text.length, start + 1 + random(longest))];
};

/** An element of the text from its start tag to its end tag; the first that begins at or after a random place. */
function randomElement(text: string, random: Random): [number, number] | null {
  const tag = /<([\w:]+)(?: [^>]*)?>/g;
  tag.lastIndex = random(text.length);
  const match = tag.exec(text);
  if (match === null) return null;
  const end = match[0].endsWith('/>') ? match.index + match[0].length : text.indexOf(`</${match[1]}>`, match.index) + `</${match[1]}>`.length;
  return end > match.index ? [match.index, end] : null;
}

const OPERATIONS: readonly ((text: string, random: Random) => string)[] = [
  (text, random) => {
    const bytes = Buffer.from(text, 'utf8');
    const at = random(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
    return bytes.toString('utf8');
  },
  (text, random) => {
    const [start, end] = range(text, random, 40);
    return text.slice(0, start) + text.slice(end);
  },
  (text, random) => {
    const [start, end] = range(text, random, 80);
    const at = random(text.length);
    return text.slice(0, at) + text.slice(start, end) + text.slice(at);
  },
  (text, random) => {
    const found = randomElement(text, random);
    if (found === null) return text;
    const [start, end] = found;
    const rest = text.slice(0, start) + text.slice(end);
    const tag = rest.indexOf('<', random(rest.length));
    return tag === -1 ? text : rest.slice(0, tag) + text.slice(start, end) + rest.slice(tag);
  },
  (text, random) => {
    const found = randomElement(text, random);
    if (found === null) return text;
    const tag = text.indexOf('<', random(text.length));
    return tag === -1 ? text : text.slice(0, tag) + text.slice(...found) + text.slice(tag);
  },
  (text, random) => {
    const at = text.indexOf('>', random(text.length));
    const inserted = ['<!-- x -->', '<?x y?>', '<evil/>', '&#13;', ' ', '<![CDATA[]]>', 'evil'][random(7)] ?? '';
    return at === -1 ? text : text.slice(0, at + 1) + inserted + text.slice(at + 1);
  },
  (text, random) => {
    const at = text.indexOf(' ', text.indexOf('<', random(text.length)));
    const inserted = [' xmlns="urn:evil"', ' xmlns:q="urn:evil"', ' Id="part"', ' id="properties"', ' xml:lang="xx"', ' URI=""'][random(6)] ?? '';
    return at === -1 ? text : text.slice(0, at) + inserted + text.slice(at);
  },
];

/** What a reader of the document takes for its content: everything but signatures, without comments. */
function content(document: string): string {
  const tree = parseXml(Buffer.from(document, 'utf8'));
  const signatures: Element[] = [];
  for (const node of nodesOf(tree)) if (isElement(node) && isNamed(node, DS_NS, 'Signature')) signatures.push(node);
  for (const signature of signatures) signature.parentNode?.removeChild(signature);
  return canonical(tree);
}

function canonical(node: Parameters<typeof subtreeOf>[0]): string {
  const method = { kind: 'exclusive', comments: false, inclusivePrefixes: [] } as const;
  return Buffer.from(canonicalise(subtreeOf(node, false), method, new Budget())).toString('utf8');
}

/** The element at a path that a report states, found without the reader's help. */
function elementAt(document: string, path: string): Element {
  const tree = parseXml(Buffer.from(document, 'utf8'));
  let children = [...tree.childNodes].filter(isElement);
  let found: Element | undefined;
  for (const step of path.slice(1).split('/')) {
    const [, name, position] = /^(.*)\[(\d+)\]$/.exec(step) ?? [];
    found = children.filter(({ nodeName }) => nodeName === name)[Number(position) - 1];
    children = found === undefined ? [] : [...found.childNodes].filter(isElement);
  }
  if (found === undefined) throw new Error(`nothing at ${path}`);
  return found;
}

/** Content that the report of a good signature vouches for. */
function vouchedFor(document: string, signature: XmlSignature): string {
  const [reference] = signature.references;
  if (reference === undefined) throw new Error('no reference');
  const { covers } = reference;
  if (covers.element === null) return content(document);
  return canonical(elementAt(document, covers.element.path));
}

/** Signatures that are good in the mutant; empty where it is no XML that is taken. */
function goodSignatures(mutant: string): readonly XmlSignature[] {
  try {
    return read(mutant).signatures.filter(holdsGoodOrUnreadable);
  } catch (error) {
    if (error instanceof XmlFormatError || error instanceof LimitExceededError) return [];
    throw error;
  }
}

/** A certificate that is changed can be no certificate any more. */
function holdsGoodOrUnreadable(signature: XmlSignature): boolean {
  try {
    return holdsGood(signature);
  } catch (error) {
    if (error instanceof Error && error.name === 'Asn1Error') return false;
    throw error;
  }
}

describe('mutants of signed documents', () => {
  it.each(FIXTURES)('%s: none with another signed content is taken for intact', (name) => {
    const original = fixture(name);
    const signature = onlySignature(original);
    expect(holdsGood(signature)).toBe(true);
    const vouched = vouchedFor(original, signature);
    const random = generator(20_260_310);
    let accepted = 0;
    for (let count = 0; count < MUTANTS; count += 1) {
      let mutant = original;
      for (let times = 1 + random(2); times > 0; times -= 1) mutant = (OPERATIONS[random(OPERATIONS.length)] ?? String)(mutant, random);
      for (const good of goodSignatures(mutant)) {
        accepted += 1;
        expect(vouchedFor(mutant, good), `mutant ${count}`).toBe(vouched);
        if (good.signedProperties !== null) expect(good.signedProperties.signingTime).toBe('2026-03-10T09:00:00Z');
      }
    }
    // Comments, unsigned parts and other quotation marks may change: a test in which nothing passes shows nothing.
    expect(accepted).toBeGreaterThan(MUTANTS / 100);
    expect(accepted).toBeLessThan(MUTANTS / 2);
  }, TIME);
});

describe('signature wrapping', () => {
  const detached = fixture('detached-element');
  const part = /<part Id="part">[\s\S]*<\/part>/.exec(detached)?.[0] ?? '';
  const evil = part.replace('1000', '9000');
  const xades = fixture('xades-enveloped');
  const object = /<Object><x:QualifyingProperties[\s\S]*<\/Object>/.exec(xades)?.[0] ?? '';
  const forged = object.replace('2026-03-10', '2020-01-01');

  const covered = (document: string): string | undefined => {
    const signature = onlySignature(document);
    const [reference] = signature.references;
    return holdsGood(signature) ? reference?.covers.element?.path : reference?.status;
  };

  it('says where the signed element stands', () => {
    expect(covered(detached)).toBe('/envelope[1]/part[1]');
  });

  it('refuses an identifier that two elements have, whichever comes first', () => {
    expect(covered(detached.replace(part, evil + part))).toBe('refused');
    expect(covered(detached.replace(part, part + evil))).toBe('refused');
    expect(covered(detached.replace(part, evil).replace('</Signature>', `<Object>${part}</Object></Signature>`))).toBe('refused');
    expect(covered(detached.replace('<head/>', '<head id="part"/>'))).toBe('refused');
    expect(covered(detached.replace('<head/>', '<head xml:id="part"/>'))).toBe('refused');
  });

  it('names the hiding place where the original was put aside', () => {
    const other = evil.replace('Id="part"', 'Id="other"');
    const inObject = detached.replace(part, other).replace('</Signature>', `<Object><w xmlns="urn:default">${part}</w></Object></Signature>`);
    expect(covered(inObject)).toBe('/envelope[1]/Signature[1]/Object[1]/w[1]/part[1]');
    expect(onlySignature(inObject).references[0]?.covers.kind).toBe('object');
    expect(covered(detached.replace(part, `${other}<wrapper>${part}</wrapper>`))).toBe('/envelope[1]/wrapper[1]/part[1]');
    expect(covered(detached.replace(part, other.replace('</part>', `${part}</part>`)))).toBe('/envelope[1]/part[1]/part[1]');
  });

  it('tells that a second ds:Signature was left out beside the own one', () => {
    const filtered = fixture('xpath-filtered');
    const stuffed = filtered.replace('<Signature ', '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><Object>pay 9000</Object></Signature><Signature ');
    const [fake, own] = read(stuffed).signatures;
    expect(fake?.problem).toBe('malformed');
    expect(own?.references[0]).toMatchObject({ status: 'intact', covers: { leftOut: 'signatures' } });
    expect(read(filtered).signatures[0]?.references[0]).toMatchObject({ covers: { leftOut: 'this-signature' } });
    // The enveloped-signature transform takes out its own signature only.
    const enveloped = fixture('enveloped').replace('<Signature ', '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><Object/></Signature><Signature ');
    expect(read(enveloped).signatures[1]?.references[0]?.status).toBe('altered');
  });

  it('takes signed properties from the place that is signed', () => {
    expect(onlySignature(xades)).toMatchObject({ isXades: true, signedProperties: { signingTime: '2026-03-10T09:00:00Z' } });
    const renamed = forged.replace('Id="properties"', 'Id="forged"');
    for (const document of [xades.replace(object, renamed + object), xades.replace(object, object + renamed)]) {
      expect(onlySignature(document)).toMatchObject({ isXades: true, signedProperties: { signingTime: '2026-03-10T09:00:00Z' } });
    }
  });

  it('does not take properties that stand elsewhere for the signature’s own', () => {
    const renamed = forged.replace('Id="properties"', 'Id="forged"');
    const hidden = xades.replace(object, `${renamed}<Object><hiding xmlns="">${/<x:SignedProperties[\s\S]*<\/x:SignedProperties>/.exec(object)?.[0]?.replace('<x:SignedProperties', '<x:SignedProperties xmlns:x="http://uri.etsi.org/01903/v1.3.2#"')}</hiding></Object>`);
    expect(onlySignature(hidden)).toMatchObject({ isXades: false, signedProperties: null });
    expect(onlySignature(xades.replace('Target="#signature"', 'Target="#another"'))).toMatchObject({ isXades: false, signedProperties: null });
    expect(onlySignature(xades.replace(object, object + forged)).references[1]?.status).toBe('refused');
  });

  it('has no data under a signature that envelops itself', () => {
    const [signature] = /<Signature [\s\S]*<\/Signature>/.exec(fixture('enveloped')) ?? [''];
    expect(onlySignature(signature)).toMatchObject({ coversData: false, wholeDocument: false });
  });
});
