import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

import { C14N, ENVELOPED, hasXmlsec, holdsGood, makeKey, nothing, onlySignature, sign, template, temporaryFolder, transform, utf8, withoutXmlsec } from './xml-support.ts';
import type { ResolveReference } from '../../../src-main/signatures/formats/xml/index.ts';

const MORE = 'http://www.w3.org/2001/04/xmldsig-more#';
const MORE_2007 = 'http://www.w3.org/2007/05/xmldsig-more#';
const BODY = '<p:order xmlns:p="urn:p" number="7"><p:item>Стул &amp; стол\t</p:item><!-- note --><p:item/></p:order>';

const METHODS: readonly (readonly [string, string])[] = [
  [`${MORE}rsa-sha256`, 'rsa'],
  [`${MORE}rsa-sha512`, 'rsa'],
  ['http://www.w3.org/2000/09/xmldsig#rsa-sha1', 'rsa'],
  [`${MORE}ecdsa-sha256`, 'ec'],
  [`${MORE}ecdsa-sha384`, 'ec384'],
];

const FORMS = ['enveloped', 'enveloping', 'detached', 'external'] as const;
type Form = (typeof FORMS)[number];

function documentOf(form: Form, method: string, c14n: string): string {
  const how = transform(c14n);
  switch (form) {
    case 'enveloped':
      return BODY.replace('</p:order>', `${template([{ uri: '', transforms: transform(ENVELOPED) + how }], { method, c14n })}</p:order>`);
    case 'enveloping':
      return template([{ uri: '#object', transforms: how }], { method, c14n, objects: `<Object Id="object">${BODY}</Object>` });
    case 'detached':
      return `<both xmlns="urn:default"><part Id="part">${BODY}</part>${template([{ uri: '#part', transforms: how }], { method, c14n })}</both>`;
    case 'external':
      return template([{ uri: 'body.xml' }, { uri: 'body.xml', transforms: how }], { method, c14n });
  }
}

describe.skipIf(!hasXmlsec)(`signatures that xmlsec1 makes${withoutXmlsec}`, () => {
  const folder = temporaryFolder();
  const keys = new Map<string, string[]>();
  const external: ResolveReference = (name) => (name === 'body.xml' ? utf8(BODY) : null);

  beforeAll(() => {
    keys.set('rsa', makeKey(folder, 'rsa', ['rsa:2048']));
    keys.set('ec', makeKey(folder, 'ec', ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256']));
    keys.set('ec384', makeKey(folder, 'ec384', ['ec', '-pkeyopt', 'ec_paramgen_curve:P-384']));
    writeFileSync(join(folder, 'body.xml'), BODY);
  });

  const accepts = (document: string): boolean => {
    writeFileSync(join(folder, 'candidate.xml'), document);
    const ids = ['--id-attr:Id', 'urn:default:part', '--id-attr:Id', 'http://www.w3.org/2000/09/xmldsig#:Object'];
    return spawnSync('xmlsec1', ['--verify', ...ids, '--pubkey-cert-pem', certificateOf(document), 'candidate.xml'], { cwd: folder }).status === 0;
  };
  const certificateOf = (document: string): string => (document.includes('ecdsa-sha384') ? 'ec384.crt' : document.includes('ecdsa') ? 'ec.crt' : 'rsa.crt');

  it.each(FORMS)('%s: each is accepted, whatever the algorithm and the canonical form', (form) => {
    for (const [method, key] of METHODS) {
      const all = form === 'enveloped' && method === METHODS[0]?.[0];
      for (const c14n of all ? Object.values(C14N) : [C14N.exclusiveComments]) {
        const signature = onlySignature(sign(folder, documentOf(form, method, c14n), keys.get(key) ?? []), external);
        expect([method, c14n, signature.references.map(({ status }) => status), holdsGood(signature)]).toEqual([
          method,
          c14n,
          signature.references.map(() => 'intact'),
          true,
        ]);
      }
    }
  });

  it.each(FORMS)('%s: a changed one is judged alike', (form) => {
    const signed = sign(folder, documentOf(form, `${MORE}rsa-sha256`, C14N.exclusive), keys.get('rsa') ?? []);
    const changes: readonly ((text: string) => string)[] = [
      (text) => text.replace('стол', 'шкаф'),
      (text) => text.replace('number="7"', "number='7'"),
      (text) => text.replace('number="7"', 'number="8"'),
      (text) => text.replace('<p:item/>', '<p:item></p:item>'),
      (text) => text.replace('<p:item/>', '<p:item><p:item/></p:item>'),
      (text) => text.replace('<!-- note -->', ''),
      (text) => text.replace('xmlns:p="urn:p"', 'xmlns:p="urn:p" xmlns:q="urn:q"'),
      (text) => text.replace('URI="', 'URI=" '),
      (text) => text.replace(/<DigestValue>./, '<DigestValue>A'),
      (text) => text.replace(/(<SignatureValue>[\s\S]{10})./, '$1A'),
      (text) => text.replace('&amp;', '&#38;'),
    ];
    for (const change of changes) {
      const changed = change(signed);
      expect([changed === signed, holdsGood(onlySignature(changed, external)), change.toString()]).toEqual([
        changed === signed,
        accepts(changed),
        change.toString(),
      ]);
    }
  });

  it.each([
    [`${MORE_2007}sha256-rsa-MGF1`, '', 'sha256', '32', true],
    [`${MORE_2007}sha512-rsa-MGF1`, '', 'sha512', '64', true],
    [`${MORE_2007}sha256-rsa-MGF1`, '', 'sha256', '20', false],
    [
      `${MORE_2007}rsa-pss`,
      `<x:RSAPSSParams xmlns:x="${MORE_2007}"><DigestMethod Algorithm="${MORE}sha384"/><x:MaskGenerationFunction Algorithm="${MORE_2007}MGF1"><DigestMethod Algorithm="${MORE}sha384"/></x:MaskGenerationFunction><x:SaltLength>20</x:SaltLength><x:TrailerField>1</x:TrailerField></x:RSAPSSParams>`,
      'sha384',
      '20',
      true,
    ],
    [`${MORE_2007}rsa-pss`, '', 'sha256', '32', true],
  ])('RSA-PSS %s with %s as openssl makes it', (method, parameters, hash, salt, good) => {
    const plain = sign(folder, documentOf('enveloping', `${MORE}rsa-sha256`, C14N.exclusive), keys.get('rsa') ?? []);
    const unsigned = plain.replace(
      /<SignatureMethod[^>]*?(?:\/>|><\/SignatureMethod>)/,
      `<SignatureMethod Algorithm="${method}">${parameters}</SignatureMethod>`,
    );
    const { signedInfo } = onlySignature(unsigned, nothing);
    const value = execFileSync('openssl', ['dgst', `-${hash}`, '-sign', 'rsa.key', '-sigopt', 'rsa_padding_mode:pss', '-sigopt', `rsa_pss_saltlen:${salt}`], { cwd: folder, input: signedInfo ?? '' });
    const signed = unsigned.replace(/(<SignatureValue[^>]*>)[^<]*/, `$1${value.toString('base64')}`);
    expect(holdsGood(onlySignature(signed, nothing))).toBe(good);
  });
});
