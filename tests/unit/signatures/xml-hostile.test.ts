import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

import { LimitExceededError } from '../../../src-main/signatures/limits.ts';
import { XmlFormatError } from '../../../src-main/signatures/formats/xml/index.ts';
import { decodeXml } from '../../../src-main/signatures/formats/xml/reading/decode.ts';
import { parseXml } from '../../../src-main/signatures/formats/xml/reading/parse.ts';
import { C14N, FILTER2, nothing, onlySignature, read, template, transform, utf8, XPATH } from './xml-support.ts';

/** A signature whose digest values are well-formed and wrong. */
const unsigned: typeof template = (...values) => template(...values).replaceAll('<DigestValue/>', '<DigestValue>AAAA</DigestValue>');

const FULL = process.env['FUZZ_FULL'] === '1';

/** `problem` of the error, or the limit, that a document meets; null where it is read. */
function refusal(document: string | Uint8Array): string | null {
  try {
    parseXml(typeof document === 'string' ? utf8(document) : document);
    return null;
  } catch (error) {
    if (error instanceof XmlFormatError) return error.problem;
    if (error instanceof LimitExceededError) return 'limit';
    throw error;
  }
}

describe('documents that are refused', () => {
  it('anything that could expand', () => {
    expect(refusal('<!DOCTYPE r><r/>')).toBe('doctype');
    expect(refusal('<!doctype r><r/>')).toBe('doctype');
    expect(refusal('<!DOCTYPE r [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><r>&b;</r>')).toBe('doctype');
    expect(refusal('<!DOCTYPE r SYSTEM "file:///etc/passwd"><r/>')).toBe('doctype');
    expect(refusal('<!DOCTYPE r [<!ATTLIST r Id ID #IMPLIED>]><r/>')).toBe('doctype');
    expect(refusal('<r>&e;</r>')).toBe('doctype');
    expect(refusal('<r a="&nbsp;"/>')).toBe('doctype');
    expect(refusal(Buffer.from('\uFEFF<!DOCTYPE r><r/>', 'utf16le'))).toBe('doctype');
    expect(refusal('<!-- c -->\n<?p?><!DOCTYPE r><r/>')).toBe('doctype');
  });

  it.each([
    '<r>a & b</r>',
    '<r a="a & b"/>',
    '<r>]]></r>',
    '<r>&#0;</r>',
    '<r>&#xD800;</r>',
    '<r>&#1114112;</r>',
    '<r>&#xFFFFFFFFFFFF;</r>',
    '<r>&#;</r>',
    '<r>&#x;</r>',
    '<r>&amp</r>',
    '<r>\u0000</r>',
    '<r>\u0008</r>',
    '<r a="\uFFFF"/>',
    '<r a="1" a="2"/>',
    '<r a="x"b="y"/>',
    '<r a=x/>',
    '<r a/>',
    '<r a="<"/>',
    '<r \u0080a="1"/>',
    '<r><a></b></r>',
    '<r></r >x',
    '<r/><r/>',
    'x<r/>',
    '<r><!-- a -- b --></r>',
    '<r><!-- a ---></r>',
    '<r><?xml version="1.0"?></r>',
    '<r><?XML x?></r>',
    '<r><?a:b x?></r>',
    ' <?xml version="1.0"?><r/>',
    '<?xml version="1.1"?><r/>',
    '<?xml version=1.0?><r/>',
    '<?xml version="1.0" standalone="maybe"?><r/>',
    '<r',
    '<r><![CDATA[</r>',
    '<![CDATA[x]]><r/>',
    '<r><!ELEMENT r ANY></r>',
    '<1/>',
    '<r:/>',
    '<:r/>',
    '<a:b:c/>',
    '',
    '   ',
    '<!-- only -->',
    '</r>',
    '< r/>',
  ])('%j is not well-formed', (document) => {
    expect(refusal(document)).toBe('not-well-formed');
  });

  it.each([
    '<r xmlns:a="u" xmlns:b="u" a:x="1" b:x="2"/>',
    '<p:r/>',
    '<r p:a="1"/>',
    '<r xmlns:p=""><p:a/></r>',
    '<r xmlns:p=""/>',
    '<r xmlns:xml="urn:x"/>',
    '<r xmlns:xmlns="urn:x"/>',
    '<r xmlns="http://www.w3.org/2000/xmlns/"/>',
    '<r xmlns:p="http://www.w3.org/XML/1998/namespace"/>',
    '<xmlns:r/>',
  ])('%j is against the rules for namespaces', (document) => {
    expect(refusal(document)).toBe('namespaces');
  });

  it('sizes, depths and numbers past the limits, in bounded time', () => {
    const started = performance.now();
    expect(refusal('<a>'.repeat(100_000) + '</a>'.repeat(100_000))).toBe('limit');
    expect(refusal(`<r ${Array.from({ length: 1_000_000 }, (_, index) => `a${index}=""`).join(' ')}/>`)).toBe('limit');
    expect(refusal(`<r>${'<a/>'.repeat(1_100_000)}</r>`)).toBe('limit');
    expect(refusal(Buffer.alloc(129 * 1024 * 1024, 0x20))).toBe('limit');
    expect(refusal(`<r><!--${'x'.repeat(1_000_000)}--></r>`)).toBe('limit');
    expect(refusal(`<${'n'.repeat(2_000)}/>`)).toBe('limit');
    expect(refusal(`<r>${template([{ uri: '' }]).repeat(1)}</r>`)).toBeNull();
    expect(() => read(`<r>${template([{ uri: '' }]).repeat(101)}</r>`)).toThrow(LimitExceededError);
    expect(() => read(template(Array.from({ length: 5_001 }, () => ({ uri: '' }))))).toThrow(LimitExceededError);
    expect(() => read(unsigned([{ uri: '', transforms: transform(C14N.exclusive).repeat(11) }]))).toThrow(LimitExceededError);
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  it('unclosed and repeated mark-up without quadratic time', () => {
    const started = performance.now();
    for (const piece of ['<', '<a', '<a ', '<!--', '<?p', '<![CDATA[', '&', '&#', '<a b="', '</', '<a><!-- ', ']]>', '<a b="&lt;']) {
      expect(refusal(`<r>${piece.repeat(200_000)}`)).not.toBeNull();
    }
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe('documents that are read', () => {
  it('in every encoding that the platform knows, and in none by guessing', () => {
    const text = '<?xml version="1.0" encoding="ENCODING"?><r>Құжат Ї Ө</r>';
    expect(decodeXml(utf8('<r>Қ</r>'))).toBe('<r>Қ</r>');
    expect(decodeXml(Buffer.from('\uFEFF<r>Қ</r>', 'utf8'))).toBe('<r>Қ</r>');
    expect(decodeXml(Buffer.from('\uFEFF<r>Қ</r>', 'utf16le'))).toBe('<r>Қ</r>');
    expect(decodeXml(Buffer.from('\uFEFF<r>Қ</r>', 'utf16le').swap16())).toBe('<r>Қ</r>');
    expect(decodeXml(Buffer.from('<r>Қ</r>', 'utf16le'))).toBe('<r>Қ</r>');
    const cyrillic = Buffer.concat([Buffer.from('<?xml version="1.0" encoding="windows-1251"?><r>'), Buffer.from([0xcf]), Buffer.from('</r>')]);
    expect(decodeXml(cyrillic)).toContain('<r>П</r>');
    expect(decodeXml(Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><r>\u0085é</r>', 'latin1'))).toContain('<r>\u0085é</r>');
    for (const encoding of ['UTF-16', 'x-unknown', 'ISO-2022-JP', 'us-ascii']) {
      expect(refusal(text.replace('ENCODING', encoding)), encoding).toBe('encoding');
    }
    expect(refusal(Buffer.from([0x3c, 0x72, 0x3e, 0xff, 0x3c, 0x2f, 0x72, 0x3e]))).toBe('encoding');
  });

  it('with the characters that other readers change', () => {
    const root = parseXml(utf8('<r a="x&#13;&#10;&#9;y\nz">\u0085\u2028\uFFFD&#x1F600;\r\nb\rc<![CDATA[&amp;]]></r>')).documentElement;
    expect(root?.getAttribute('a')).toBe('x\r\n\ty z');
    expect(root?.textContent).toBe('\u0085\u2028\uFFFD\u{1F600}\nb\nc&amp;');
  });
});

describe('references that are not followed', () => {
  const status = (transforms: string, uri = '', document = (signature: string): string => `<r><x/>${signature}</r>`): string | undefined =>
    onlySignature(document(unsigned([{ uri, transforms }])), nothing).references[0]?.status;
  const xpath = (expression: string): string => transform(XPATH, `<XPath>${expression}</XPath>`);
  const filter2 = (expression: string): string => transform(FILTER2, `<f:XPath xmlns:f="${FILTER2}" Filter="intersect">${expression}</f:XPath>`);

  it('XSLT and unknown transforms are named, never executed', () => {
    const [reference] = onlySignature(`<r>${unsigned([{ uri: '', transforms: transform('http://www.w3.org/TR/1999/REC-xslt-19991116') }])}</r>`).references;
    expect(reference).toMatchObject({ status: 'unsupported', detail: 'XSLT is never executed' });
    expect(status(transform('urn:unknown'))).toBe('unsupported');
  });

  it('XPath that is malformed, unbound or names what is not there', () => {
    expect(status(xpath('(('))).toBe('unsupported');
    expect(status(xpath('not(ancestor-or-self::nope:x)'))).toBe('refused');
    expect(status(xpath('self::nope:x or true()'))).toBe('refused');
    expect(status(xpath('document("file:///etc/passwd")'))).toBe('unsupported');
    expect(status(xpath('$v'))).toBe('unsupported');
    expect(status(filter2('1 + 1'))).toBe('unsupported');
    expect(status(xpath('a'.repeat(5_000)))).toBe('unsupported');
    expect(status(filter2("id('twice')"), '', (signature) => `<r><x Id="twice"/><x id="twice"/>${signature}</r>`)).toBe('refused');
    expect(status(filter2("id('once')"), '', (signature) => `<r><x Id="once"/>${signature}</r>`)).toBe('altered');
  });

  it('XPath that would run for ever is stopped', () => {
    const started = performance.now();
    const many = (signature: string): string => `<r>${'<x>'.repeat(300)}${'</x>'.repeat(300)}${'<x><y/></x>'.repeat(3_000)}${signature}</r>`;
    const outcome = (transforms: string): string | undefined => {
      try {
        return status(transforms, '', many);
      } catch (error) {
        if (error instanceof LimitExceededError) return 'limit';
        throw error;
      }
    };
    const expressions = ['//*//*//*//*', '//*/ancestor::*/descendant::*/ancestor::*/descendant::*', '//*[count(//*[count(//*) > 1]) > 1]'.replaceAll('>', '&gt;')];
    for (const expression of FULL ? expressions : expressions.slice(0, 2)) {
      expect(['limit', 'unsupported']).toContain(outcome(filter2(expression)));
    }
    expect(['limit', 'unsupported']).toContain(outcome(xpath('count(//*) &gt; count(//*//*)')));
    expect(performance.now() - started).toBeLessThan(60_000);
  }, 60_000);

  it('a malformed reference, digest value or identifier', () => {
    const signature = template([{ uri: '' }]);
    const first = (text: string): string | undefined => onlySignature(`<r>${text}</r>`).references[0]?.status;
    expect(first(signature)).toBe('refused');
    expect(first(signature.replace('<DigestValue/>', '<DigestValue>AAAA</DigestValue>'))).toBe('altered');
    expect(first(signature.replace('<DigestValue/>', '<DigestValue><x/>AAAA</DigestValue>'))).toBe('refused');
    expect(first(signature.replace('<DigestValue/>', '<DigestValue>A*AA</DigestValue>'))).toBe('refused');
    expect(first(signature.replace('<DigestValue/>', '<DigestValue>AAAA</DigestValue><DigestValue>AAAA</DigestValue>'))).toBe('refused');
    expect(first(signature.replace('xmlenc#sha256', 'xmlenc#none').replace('<DigestValue/>', '<DigestValue>AAAA</DigestValue>'))).toBe('unsupported');
    expect(first(signature.replace('URI=""', 'URI="#gone"').replace('<DigestValue/>', '<DigestValue>AAAA</DigestValue>'))).toBe('not-found');
    expect(first(signature.replace('URI=""', 'URI="#xpointer(//x)"').replace('<DigestValue/>', '<DigestValue>AAAA</DigestValue>'))).toBe('unsupported');
    expect(first(signature.replace('URI=""', 'URI="http://e.org/a%20b.xml"').replace('<DigestValue/>', '<DigestValue>AAAA</DigestValue>'))).toBe('not-found');
  });

  it('hands names on percent-decoded, and hashes without the bytes where a source knows its digest', () => {
    const asked: (string | null)[] = [];
    const references = [{ uri: 'a%20%D2%9A.xml' }, { uri: '100%.txt' }, { uri: null }];
    const filled = template(references).replaceAll('<DigestValue/>', '<DigestValue>AQID</DigestValue>');
    const signature = onlySignature(filled, (name, written) => {
      asked.push(name, written);
      return { digest: () => Uint8Array.of(1, 2, 3), bytes: () => null };
    });
    expect(asked).toEqual(['a Қ.xml', 'a%20%D2%9A.xml', '100%.txt', '100%.txt', null, null]);
    expect(signature.references.map(({ status: found }) => found)).toEqual(['intact', 'intact', 'intact']);
  });
});

describe('any bytes at all', () => {
  it('give facts or one of the two errors', () => {
    const seeds = ['enveloped', 'xades-enveloped', 'xpath-filtered'].map((name) => readFileSync(resolve(import.meta.dirname, `../../fixtures/xml/${name}.xml`)));
    let state = 7;
    const random = (below: number): number => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
      return (state >>> 8) % below;
    };
    let readable = 0;
    const rounds = FULL ? 100_000 : 1_500;
    for (let round = 0; round < rounds; round += 1) {
      const bytes = Buffer.from(seeds[round % seeds.length] ?? []);
      for (let times = random(6); times >= 0; times -= 1) {
        const at = random(bytes.length);
        if (random(2) === 0) bytes[at] = random(256);
        else bytes.copyWithin(at, random(bytes.length), random(bytes.length));
      }
      try {
        read(bytes);
        readable += 1;
      } catch (error) {
        if (!(error instanceof XmlFormatError) && !(error instanceof LimitExceededError)) throw error;
      }
    }
    expect(readable).toBeGreaterThan(rounds / 20);
    expect(readable).toBeLessThan(rounds);
  }, FULL ? 3_600_000 : 20_000);
});
