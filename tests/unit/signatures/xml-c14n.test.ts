import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { Budget } from '../../../src-main/signatures/formats/xml/budget.ts';
import { canonicalise } from '../../../src-main/signatures/formats/xml/c14n/canonicalise.ts';
import { subtreeOf } from '../../../src-main/signatures/formats/xml/node-set.ts';
import { parseXml } from '../../../src-main/signatures/formats/xml/reading/parse.ts';
import { C14N, ENVELOPED, FILTER2, hasXmlsec, onlySignature, sign, template, temporaryFolder, transform, utf8, withoutXmlsec, XPATH } from './xml-support.ts';
import type { CanonicalizationMethod } from '../../../src-main/signatures/formats/xml/c14n/methods.ts';
import type { ReferenceTemplate } from './xml-support.ts';

const HMAC = 'http://www.w3.org/2001/04/xmldsig-more#hmac-sha256';
const METHODS = Object.values(C14N);

const DOCUMENTS: Readonly<Record<string, string>> = {
  'plain.xml': '<?xml version="1.0"?>\n<!-- before -->\n<?pi  some  data ?>\n<doc  b="2"   a="1"><e/><e></e > text </doc>\n<!-- after --><?last?>\n',
  'namespaces.xml':
    '<a:r xmlns:a="urn:a" xmlns="urn:d" xmlns:z="urn:z" xmlns:b="urn:b"><x xmlns=""><y xmlns="urn:d" xmlns:a="urn:a"/></x>' +
    '<a:q xmlns:a="urn:other" a:k="1" b:k="2" k="0"><b:w xmlns:b="urn:b" xmlns:unused="urn:u"/><v xmlns="urn:d"/></a:q><z:z/><n xmlns=""><m/></n></a:r>',
  'values.xml':
    '<r t="a\tb\nc&#9;d&#10;e&#13;f  g" q=\'"&apos;&lt;&gt;&amp;\' e="">&#13;\r\ntext &lt;&gt;&amp;&quot;&apos; ]]&gt; <![CDATA[<&>]]\t]]>&#x9;&#xA;tail&#x1F600;\u{1F601}\u0085\u2028\uFFFD</r>',
  'astral.xml': '<r xmlns:\u{10400}="urn:x" xmlns:\uF900="urn:y" \u{10400}:a="1" \uF900:a="2" \u{10400}="3" \uF900="4" z="5" A="6"/>',
  'xmlattributes.xml':
    '<r xml:lang="kk" xml:space="preserve" xml:base="http://e.org/a/"><s xml:lang="uk" xml:base="b/c"><t xml:id="t"><u xml:base="../d?q#f" xml:space="default"/></t></s></r>',
  'comments.xml': '<r><!-- in --><e><!----><?p?><?p  q?></e><!--a\nb--></r>',
  'order.xml': '<r xmlns:b="urn:1" xmlns:a="urn:2" b:z="1" a:a="2" z="3" a="4" xml:lang="x" b:a="5"/>',
};

const INCLUSIVE_LIST = transform(
  C14N.exclusive,
  '<ec:InclusiveNamespaces xmlns:ec="http://www.w3.org/2001/10/xml-exc-c14n#" PrefixList="z #default unused a"/>',
);
const xpath = (expression: string, namespaces = ''): string =>
  transform(XPATH, `<XPath ${namespaces}>${expression.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</XPath>`);

const FILTERS: readonly string[] = [
  xpath('not(self::x) and not(self::s)'),
  xpath('not(self::*[local-name() = "s"]) and not(self::*[local-name() = "x"])'),
  xpath('ancestor-or-self::*[local-name() = "q" or local-name() = "t" or local-name() = "u"]'),
  xpath('self::text()'),
  xpath('self::comment() or ancestor-or-self::*'),
  xpath('not(ancestor-or-self::a:q)', 'xmlns:a="urn:other"'),
  xpath('ancestor-or-self::a:q', 'xmlns:a="urn:other"'),
  xpath('count(ancestor::*) &lt; 2'.replaceAll('&lt;', '<')),
  xpath('self::node()[local-name() != "lang"]'),
  xpath('not(self::a:r)', 'xmlns:a="urn:a"'),
  // Elements stay, their attributes and namespaces go.
  xpath('self::* or self::text()'),
  // Elements go, what hangs on them stays. (Comments go too: xmlsec1 takes those in an omitted root for ones outside it.)
  xpath('not(self::* or self::comment() or self::processing-instruction())'),
];

const FILTER2S: readonly string[] = [
  `<xf:XPath xmlns:xf="${FILTER2}" xmlns:a="urn:other" Filter="subtract">//a:q</xf:XPath>`,
  `<xf:XPath xmlns:xf="${FILTER2}" xmlns:b="urn:b" Filter="intersect"> /descendant::b:w </xf:XPath>`,
  `<xf:XPath xmlns:xf="${FILTER2}" Filter="intersect">//*[local-name() = 'q' or local-name() = 's' or local-name() = 'e']</xf:XPath>`,
  `<xf:XPath xmlns:xf="${FILTER2}" Filter="subtract">//*[local-name() = 't' or local-name() = 'x'] | //comment()</xf:XPath>`,
  `<xf:XPath xmlns:xf="${FILTER2}" Filter="intersect">//*[local-name() = 's' or local-name() = 'q']</xf:XPath>` +
    `<xf:XPath xmlns:xf="${FILTER2}" Filter="subtract">//*[local-name() = 't' or local-name() = 'w']</xf:XPath>` +
    `<xf:XPath xmlns:xf="${FILTER2}" Filter="union">//*[local-name() = 'u' or local-name() = 'z']</xf:XPath>`,
];

/** References on whose digest xmlsec1 and this reader differ. */
function judged(references: readonly ReferenceTemplate[], documents: Readonly<Record<string, string>>, wrap = (signature: string): string => signature): { wrong: unknown[]; count: number } {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(documents)) writeFileSync(join(folder, name), text);
  writeFileSync(join(folder, 'hmac.key'), 'secret');
  const document = wrap(template(references, { method: HMAC, keyInfo: '' }));
  const signed = sign(folder, document, ['--hmackey', 'hmac.key']);
  const bytes = new Map(Object.entries(documents).map(([name, text]) => [name, utf8(text)]));
  const signature = onlySignature(signed, (name) => bytes.get(name ?? '') ?? null);
  const wrong = signature.references.flatMap((reference, index) =>
    reference.status === 'intact' ? [] : [{ ...references[index], status: reference.status, detail: reference.detail }],
  );
  return { wrong, count: signature.references.length };
}

describe.skipIf(!hasXmlsec)(`canonical forms as xmlsec1 has them${withoutXmlsec}`, () => {
  it('of whole documents, in every method', () => {
    const references = Object.keys(DOCUMENTS).flatMap((uri) =>
      [...METHODS.map((method) => transform(method)), INCLUSIVE_LIST].map((transforms) => ({ uri, transforms })),
    );
    expect(judged(references, DOCUMENTS)).toEqual({ wrong: [], count: references.length });
  });

  it('of node-sets that XPath leaves, with gaps among ancestors, attributes and namespaces', () => {
    // xmlsec1 writes xmlns="" for elements that are left out, which C14N 1.0 clause 2.3 does not.
    const documents = { ...DOCUMENTS, 'namespaces.xml': (DOCUMENTS['namespaces.xml'] ?? '').replaceAll(' xmlns=""', ' xmlns="urn:e"') };
    const references = Object.keys(documents).flatMap((uri) =>
      FILTERS.flatMap((filter) =>
        [C14N.inclusive, C14N.inclusiveComments, C14N.exclusive].map((method) => ({ uri, transforms: filter + transform(method) })),
      ),
    );
    expect(judged(references, documents)).toEqual({ wrong: [], count: references.length });
  });

  it('of node-sets that XPath Filter 2.0 leaves', () => {
    const references = Object.keys(DOCUMENTS).flatMap((uri) =>
      FILTER2S.flatMap((filter) =>
        [C14N.inclusive, C14N.exclusiveComments].map((method) => ({ uri, transforms: transform(FILTER2, filter) + transform(method) })),
      ),
    );
    expect(judged(references, DOCUMENTS)).toEqual({ wrong: [], count: references.length });
  });

  it('of the document itself and of elements in it, with inherited namespaces and xml: attributes', () => {
    const wrap = (signature: string): string =>
      `<o:outer xmlns:o="urn:o" xmlns="urn:default" xml:lang="ky" xmlns:p="urn:p"><!--c--><part Id="part" p:a="1"><!--d--><p:in xmlns=""> x <o:y/></p:in></part>${signature}<tail/></o:outer>`;
    const uris = ['', '#part', '#xpointer(/)'];
    const references = uris.flatMap((uri) =>
      [...METHODS, null].map((method) => {
        const enveloped = uri === '' || uri === '#xpointer(/)' ? transform(ENVELOPED) : '';
        return { uri, transforms: enveloped + (method === null ? '' : transform(method)) };
      }),
    );
    const here = xpath('count(ancestor-or-self::d:Signature | here()/ancestor::d:Signature[1]) > count(ancestor-or-self::d:Signature)', 'xmlns:d="http://www.w3.org/2000/09/xmldsig#"');
    const all = [...references, { uri: '', transforms: here }];
    expect(judged(all, {}, wrap)).toEqual({ wrong: [], count: all.length });
  });
});

describe('canonical forms without a judge', () => {
  const method = (kind: CanonicalizationMethod['kind'], comments = false): CanonicalizationMethod => ({ kind, comments, inclusivePrefixes: [] });
  const canonical = (text: string, kind: CanonicalizationMethod): string =>
    Buffer.from(canonicalise(subtreeOf(parseXml(utf8(text)), true), kind, new Budget())).toString('utf8');

  it('is a fixed point: canonical text canonicalises to itself', () => {
    for (const text of Object.values(DOCUMENTS)) {
      for (const kind of ['inclusive', 'inclusive-1.1', 'exclusive'] as const) {
        const once = canonical(text, method(kind, true));
        expect(canonical(once, method(kind, true))).toBe(once);
      }
    }
  });

  it('C14N 1.1 joins xml:base over omitted ancestors and does not inherit xml:id', () => {
    const document = parseXml(utf8('<r xml:base="http://e.org/a/b/"><s xml:base="../c/"><t xml:id="t" xml:base="d"/></s></r>'));
    const inner = document.getElementsByTagName('t')[0];
    if (inner === undefined) throw new Error('no element');
    const text = Buffer.from(canonicalise(subtreeOf(inner, true), method('inclusive-1.1'), new Budget())).toString('utf8');
    expect(text).toBe('<t xml:base="http://e.org/a/c/d" xml:id="t"></t>');
  });

  it('takes seconds for ten megabytes', () => {
    const row = `<row xmlns:a="urn:a" a:x="1" y="2"><c>text &amp; ${'more text, '.repeat(30)}</c><d/></row>\n`;
    const document = parseXml(utf8(`<r xmlns="urn:r">${row.repeat(26_000)}</r>`));
    const started = performance.now();
    const bytes = canonicalise(subtreeOf(document, true), method('exclusive'), new Budget());
    expect(bytes.length).toBeGreaterThan(10_000_000);
    expect(performance.now() - started).toBeLessThan(8_000);
  });
});
