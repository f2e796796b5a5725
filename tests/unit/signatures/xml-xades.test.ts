import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

import { C14N, hasXmlsec, holdsGood, makeKey, onlySignature, template, temporaryFolder, transform, withoutXmlsec } from './xml-support.ts';
import type { XmlTimestamp } from '../../../src-main/signatures/formats/xml/index.ts';

const xades = readFileSync(resolve(import.meta.dirname, '../../fixtures/xml/xades-enveloped.xml'), 'utf8').replace('<SignatureValue>', '<SignatureValue Id="value">');
const DS = 'http://www.w3.org/2000/09/xmldsig#';

const withUnsigned = (properties: string): string =>
  xades.replace(
    '</x:QualifyingProperties>',
    `<x:UnsignedProperties><x:UnsignedSignatureProperties>${properties}</x:UnsignedSignatureProperties></x:UnsignedProperties></x:QualifyingProperties>`,
  );

describe('signed properties', () => {
  it('are read from where they are signed', () => {
    const signature = onlySignature(xades);
    expect(holdsGood(signature)).toBe(true);
    expect(signature.signedProperties).toMatchObject({
      signingTime: '2026-03-10T09:00:00Z',
      signaturePolicy: null,
      typedReference: true,
      dataObjectFormats: [{ objectReference: '#data', refersToReference: true, mimeType: 'text/xml' }],
    });
    const references = signature.signedProperties?.signingCertificateReferences;
    expect(references).toHaveLength(1);
    expect(references?.[0]).toMatchObject({ digestAlgorithm: { name: 'SHA-256' }, issuerSerial: null });
  });

  it('of which a part is not understood are malformed as a whole', () => {
    const broken = (from: string, to: string): unknown => onlySignature(xades.replace(from, to)).signedProperties?.signingCertificateReferences;
    expect(broken('</x:SigningCertificateV2>', '<x:Cert/></x:SigningCertificateV2>')).toBe('malformed');
    expect(broken('</x:SigningCertificateV2>', '</x:SigningCertificateV2><x:SigningCertificateV2/>')).toBe('malformed');
    expect(broken('</x:CertDigest>', '</x:CertDigest><x:IssuerSerialV2>*</x:IssuerSerialV2>')).toBe('malformed');
  });

  it('read policy, roles, place and commitment', () => {
    const added =
      '<x:SignaturePolicyIdentifier><x:SignaturePolicyId><x:SigPolicyId><x:Identifier>urn:oid:1.2.3</x:Identifier></x:SigPolicyId>' +
      '<x:SigPolicyHash><DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><DigestValue>AQID</DigestValue></x:SigPolicyHash>' +
      '<x:SigPolicyQualifiers><x:SigPolicyQualifier><x:SPURI>https://e.org/p</x:SPURI></x:SigPolicyQualifier></x:SigPolicyQualifiers></x:SignaturePolicyId></x:SignaturePolicyIdentifier>' +
      '<x:SignatureProductionPlaceV2><x:City>Бишкек</x:City><x:CountryName>KG</x:CountryName></x:SignatureProductionPlaceV2>' +
      '<x:SignerRoleV2><x:ClaimedRoles><x:ClaimedRole> archivist </x:ClaimedRole></x:ClaimedRoles></x:SignerRoleV2>';
    const commitment =
      '<x:CommitmentTypeIndication><x:CommitmentTypeId><x:Identifier>http://uri.etsi.org/01903/v1.2.2#ProofOfApproval</x:Identifier></x:CommitmentTypeId><x:AllSignedDataObjects/></x:CommitmentTypeIndication>';
    const document = xades
      .replace('</x:SignedSignatureProperties>', `${added}</x:SignedSignatureProperties>`)
      .replace('</x:SignedDataObjectProperties>', `${commitment}</x:SignedDataObjectProperties>`);
    const signature = onlySignature(document);
    expect(signature.references[1]?.status).toBe('altered');
    expect(signature.signedProperties).toMatchObject({
      signaturePolicy: { kind: 'explicit', id: 'urn:oid:1.2.3', uris: ['https://e.org/p'], transformed: false },
      productionPlace: { city: 'Бишкек', countryName: 'KG', postalCode: null },
      claimedRoles: ['archivist'],
      commitmentTypes: [{ id: 'http://uri.etsi.org/01903/v1.2.2#ProofOfApproval', allSignedDataObjects: true }],
    });
  });
});

describe('time-stamps', () => {
  const stamp = (name: string, inner = '', prefix = 'x'): string => `<${prefix}:${name}>${inner}<x:EncapsulatedTimeStamp>AQID</x:EncapsulatedTimeStamp></${prefix}:${name}>`;
  const one = (properties: string): XmlTimestamp => {
    const [first] = onlySignature(withUnsigned(properties)).unsignedProperties.timestamps;
    if (first === undefined) throw new Error('no time-stamp');
    return first;
  };
  const text = ({ covered }: XmlTimestamp): string | null => (covered === null ? null : Buffer.from(covered).toString('utf8'));

  it('over the signature value cover it and nothing that they name themselves', () => {
    const plain = one(stamp('SignatureTimeStamp'));
    expect(text(plain)).toMatch(/^<SignatureValue xmlns="http:\/\/www\.w3\.org\/2000\/09\/xmldsig#" xmlns:q="urn:q" Id="value">[^<]*<\/SignatureValue>$/);
    expect(text(one(stamp('SignatureTimeStamp', '<x:Include URI="#value"/>')))).toBe(text(plain));
    expect(one(stamp('SignatureTimeStamp', '<x:Include URI="#properties"/>'))).toMatchObject({ covered: null, kind: 'signature' });
    expect(one(stamp('SignatureTimeStamp', '<x:Include URI="#value"/><x:Include URI="#value"/>')).covered).toBeNull();
    expect(one(stamp('SignatureTimeStamp', '<x:HashDataInfo uri="#properties"/>')).covered).toBeNull();
    expect(text(one(stamp('SignatureTimeStamp', `<CanonicalizationMethod Algorithm="${C14N.exclusive}"/>`)))).toMatch(/^<SignatureValue xmlns="[^"]*" Id=/);
    expect(one(stamp('SignatureTimeStamp', '<CanonicalizationMethod Algorithm="urn:x"/>'))).toMatchObject({ covered: null, coveredProblem: 'canonicalisation of a time-stamp' });
  });

  it('over references take those before them, in the order in which they stand', () => {
    const refs = '<x:CompleteRevocationRefs/><x:CompleteCertificateRefs/>';
    const [, second, third] = onlySignature(withUnsigned(`${stamp('SignatureTimeStamp')}${refs}${stamp('SigAndRefsTimeStamp')}${stamp('RefsOnlyTimeStamp')}<x:AttributeRevocationRefs/>`)).unsignedProperties.timestamps;
    const names = (timestamp: XmlTimestamp | undefined): string[] => [...(text(timestamp ?? one('')) ?? '').matchAll(/<(?:x:)?(\w+)[ >]/g)].map(([, name]) => name ?? '').filter((name) => name !== 'EncapsulatedTimeStamp');
    expect(names(second)).toEqual(['SignatureValue', 'SignatureTimeStamp', 'CompleteRevocationRefs', 'CompleteCertificateRefs']);
    expect(names(third)).toEqual(['CompleteRevocationRefs', 'CompleteCertificateRefs']);
  });

  it('over single data objects cover the references that they name, and no others', () => {
    const content = (include: string): XmlTimestamp | undefined =>
      onlySignature(xades.replace('</x:SignedDataObjectProperties>', `${stamp('IndividualDataObjectsTimeStamp', include)}</x:SignedDataObjectProperties>`)).signedProperties?.contentTimestamps[0];
    const good = content('<x:Include URI="#data" referencedData="true"/>');
    expect(good?.kind).toBe('content');
    expect(good === undefined ? null : text(good)).toMatch(/^<order xmlns="urn:order"[\s\S]*<\/order>$/);
    expect(content('<x:Include URI="#properties" referencedData="true"/>')?.covered).toBeNull();
    expect(content('<x:Include URI="#data"/>')?.covered).toBeNull();
    expect(content('')?.covered).toBeNull();
  });

  it('of an unread kind are counted', () => {
    expect(one('<x:SignatureTimeStamp><x:XMLTimeStamp/></x:SignatureTimeStamp>')).toMatchObject({ tokens: [], unreadTokens: 1 });
    expect(onlySignature(withUnsigned('<y:SignatureTimeStamp xmlns:y="urn:y"/>')).unsignedProperties.timestamps).toEqual([]);
  });
});

describe.skipIf(!hasXmlsec)(`counter-signatures${withoutXmlsec}`, () => {
  const folder = temporaryFolder();
  const counterSigned = (uri: string): string => {
    const counter = template([{ uri, transforms: transform(C14N.exclusive), attributes: ' Type="http://uri.etsi.org/01903#CountersignedSignature"' }], {
      method: 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256',
    }).replace('Id="signature"', 'Id="counter"');
    writeFileSync(join(folder, 'in.xml'), withUnsigned(`<x:CounterSignature>${counter}</x:CounterSignature>`));
    const key = makeKey(folder, 'counter', ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256']);
    const ids = ['--id-attr:Id', `${DS}:SignatureValue`, '--id-attr:Id', 'http://uri.etsi.org/01903/v1.3.2#:SignedProperties'];
    execFileSync('xmlsec1', ['--sign', ...ids, '--node-xpath', "//*[local-name()='CounterSignature']/*", ...key, '--output', 'out.xml', 'in.xml'], { cwd: folder, stdio: 'pipe' });
    return readFileSync(join(folder, 'out.xml'), 'utf8');
  };

  it('stand with the signature that they confirm, and cover its value', () => {
    const signature = onlySignature(counterSigned('#value'));
    expect(holdsGood(signature)).toBe(true);
    const [counter, ...more] = signature.unsignedProperties.counterSignatures;
    expect(more).toEqual([]);
    expect(counter).toMatchObject({ id: 'counter', coversCounterSigned: true, references: [{ covers: { kind: 'signature-value' } }] });
    expect(counter === undefined ? false : holdsGood(counter)).toBe(true);
  });

  it('that cover something else say so', () => {
    const [counter] = onlySignature(counterSigned('#properties')).unsignedProperties.counterSignatures;
    expect(counter).toMatchObject({ coversCounterSigned: false });
    expect(counter === undefined ? false : holdsGood(counter)).toBe(true);
  });

  it('in properties of nobody are signatures of their own', () => {
    const stray = counterSigned('#value').replace('Target="#signature"', 'Target="#other"');
    expect(() => onlySignature(stray)).toThrow('2 signatures');
  });
});
