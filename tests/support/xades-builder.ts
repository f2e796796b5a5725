/**
 * XAdES signatures for tests: enveloped, enveloping, over parts and over files beside them, with timestamps, values,
 * counter-signatures. The canonical forms are the engine's own; xmlsec1 judges that what is built here is right.
 */
import { createHash, sign } from 'node:crypto';

import { timestampToken } from '../../src-main/demo/pki/index.ts';
import { explicit, integer, sequence } from '../../src-main/demo/pki/der.ts';
import { nameDer } from '../../src-main/demo/pki/certificates.ts';
import { Budget } from '../../src-main/signatures/formats/xml/budget.ts';
import { canonicalise } from '../../src-main/signatures/formats/xml/c14n/canonicalise.ts';
import { childElements, isElement, isNamed, nodesOf } from '../../src-main/signatures/formats/xml/dom.ts';
import { DS_NS, XADES_132_NS } from '../../src-main/signatures/formats/xml/namespaces.ts';
import { subtreeOf } from '../../src-main/signatures/formats/xml/node-set.ts';
import { parseXml } from '../../src-main/signatures/formats/xml/reading/parse.ts';
import type { Document, Element } from '@xmldom/xmldom';
import type { TestSigner, TimestampRequest } from '../../src-main/demo/pki/index.ts';

/** What a signature is over. */
export type XadesReference =
  /** The whole document but this signature, or but every ds:Signature in it. */
  | { readonly kind: 'document'; readonly leavesOut?: 'this-signature' | 'signatures' }
  /** XML that goes into a ds:Object of the signature. */
  | { readonly kind: 'object'; readonly content: string }
  /** An element of the document by its Id. */
  | { readonly kind: 'element'; readonly id: string; readonly type?: string }
  /** A file beside the signature. */
  | { readonly kind: 'external'; readonly name: string; readonly bytes: Uint8Array };

/** Unsigned properties, made in their order. */
export type XadesPart =
  | { readonly kind: 'signature-timestamp'; readonly tokens: readonly TimestampRequest[]; readonly over?: Uint8Array }
  | { readonly kind: 'archive-timestamp'; readonly token: TimestampRequest }
  /** @member record EvidenceRecord over the group of these hashes (SHA-256). */
  | { readonly kind: 'evidence-record'; readonly record: (hashes: readonly Uint8Array[]) => Uint8Array }
  | { readonly kind: 'certificate-values'; readonly certificates: readonly Uint8Array[] }
  | { readonly kind: 'revocation-values'; readonly crls?: readonly Uint8Array[]; readonly ocspResponses?: readonly Uint8Array[] }
  /** @member over Id of what it refers to; the value of the signature that it stands in where absent. */
  | { readonly kind: 'counter-signature'; readonly signer: TestSigner; readonly over?: string }
  /** XML as it is given. */
  | { readonly kind: 'raw'; readonly xml: string };

/** Algorithms by URI, for keys that node:crypto does not have. */
export interface XadesSuite {
  readonly digestUri: string;
  readonly digest: (bytes: Uint8Array) => Uint8Array;
  readonly signatureUri: string;
  readonly sign: (signedInfo: Uint8Array) => Uint8Array;
}

export interface XadesRequest {
  /** SHA-256 and the signer's own key where absent. */
  readonly suite?: XadesSuite;
  readonly signer: TestSigner;
  readonly references: readonly XadesReference[];
  /** XML that the signature stands in, before the end tag of the root or at `SIGNATURE_PLACE`; the signature alone where absent. */
  readonly document?: string;
  /** Id of the signature and beginning of the others in it. */
  readonly id?: string;
  readonly signingTime?: Date;
  /** Certificate that SigningCertificateV2 names; the signer's where absent, none for null. */
  readonly named?: Uint8Array | null;
  /** False: nothing of XAdES, a plain XML signature. */
  readonly isQualified?: boolean;
  readonly unsigned?: readonly XadesPart[];
}

export const SIGNATURE_PLACE = '@@signature@@';

const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
const FILTER2 = 'http://www.w3.org/2002/06/xmldsig-filter2';
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
const MORE = 'http://www.w3.org/2001/04/xmldsig-more#';
const METHOD = `<ds:CanonicalizationMethod Algorithm="${EXCLUSIVE}"/>`;

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/** UTF-8 of the signed document. */
export function xades(request: XadesRequest): Buffer {
  return Buffer.from(new Writer(request).run(), 'utf8');
}

class Writer {
  readonly #request: XadesRequest;
  readonly #id: string;
  readonly #unsigned: string[] = [];
  #digests: readonly string[] = [];
  #value = '';

  constructor(request: XadesRequest) {
    this.#request = request;
    this.#id = request.id ?? 'signature';
  }

  get #suite(): XadesSuite {
    const { signer, suite } = this.#request;
    return suite ?? { digestUri: SHA256, digest: sha256, signatureUri: `${MORE}${signer.keys.algorithm}`, sign: (signedInfo) => signatureValue(signedInfo, signer) };
  }

  run(): string {
    const octets = this.#signedOctets();
    this.#digests = octets.map((bytes) => base64(this.#suite.digest(bytes)));
    this.#value = base64(this.#suite.sign(this.#octetsOf('SignedInfo')));
    for (const part of this.#request.unsigned ?? []) this.#unsigned.push(this.#property(part, octets));
    return this.#text();
  }

  /** The document with the signature in the state that it has reached. */
  #text(signature = this.#signature()): string {
    const { document } = this.#request;
    if (document === undefined) return signature;
    if (document.includes(SIGNATURE_PLACE)) return document.replace(SIGNATURE_PLACE, () => signature);
    const end = document.lastIndexOf('</');
    return document.slice(0, end) + signature + document.slice(end);
  }

  #signature(): string {
    const { signer, references } = this.#request;
    const own = this.#isQualified() ? [`Type="http://uri.etsi.org/01903#SignedProperties" URI="#${this.#id}-properties">${transforms(EXCLUSIVE)}`] : [];
    const written = [...references.map((reference, index) => this.#reference(reference, index)), ...own].map(
      (start, index) => `<ds:Reference ${start}<ds:DigestMethod Algorithm="${this.#suite.digestUri}"/><ds:DigestValue>${this.#digests[index] ?? ''}</ds:DigestValue></ds:Reference>`,
    );
    const objects = references.flatMap((reference, index) =>
      reference.kind === 'object' ? [`<ds:Object Id="${this.#id}-object-${index}">${reference.content}</ds:Object>`] : [],
    );
    const certificates = [signer.certificate, ...signer.chain].map((der) => `<ds:X509Certificate>${base64(der)}</ds:X509Certificate>`);
    return (
      `<ds:Signature xmlns:ds="${DS_NS}" Id="${this.#id}"><ds:SignedInfo>${METHOD}<ds:SignatureMethod Algorithm="${this.#suite.signatureUri}"/>` +
      `${written.join('')}</ds:SignedInfo><ds:SignatureValue Id="${this.#id}-value">${this.#value}</ds:SignatureValue>` +
      `<ds:KeyInfo><ds:X509Data>${certificates.join('')}</ds:X509Data></ds:KeyInfo>${objects.join('')}${this.#properties()}</ds:Signature>`
    );
  }

  #isQualified(): boolean {
    return this.#request.isQualified !== false;
  }

  #reference(reference: XadesReference, index: number): string {
    const id = `Id="${this.#id}-reference-${index}"`;
    switch (reference.kind) {
      case 'document': {
        const all = `<dsf:XPath xmlns:dsf="${FILTER2}" Filter="subtract">//ds:Signature</dsf:XPath>`;
        const how = reference.leavesOut === 'signatures' ? transform(FILTER2, all) : transform(ENVELOPED);
        return `${id} URI=""><ds:Transforms>${how}${transform(EXCLUSIVE)}</ds:Transforms>`;
      }
      case 'object':
        return `${id} Type="http://www.w3.org/2000/09/xmldsig#Object" URI="#${this.#id}-object-${index}">${transforms(EXCLUSIVE)}`;
      case 'element':
        return `${id}${reference.type === undefined ? '' : ` Type="${reference.type}"`} URI="#${reference.id}">${transforms(EXCLUSIVE)}`;
      case 'external':
        return `${id} URI="${encodeURIComponent(reference.name)}">`;
    }
  }

  #properties(): string {
    if (!this.#isQualified()) return '';
    const { signer, signingTime, named = signer.certificate, references } = this.#request;
    const time = signingTime === undefined ? '' : `<xades:SigningTime>${signingTime.toISOString()}</xades:SigningTime>`;
    const issuerSerial = sequence(sequence(explicit(4, nameDer(signer.issuer.name))), integer(signer.serialNumber));
    const serial = named === signer.certificate ? `<xades:IssuerSerialV2>${base64(issuerSerial)}</xades:IssuerSerialV2>` : '';
    const certificate =
      named === null
        ? ''
        : `<xades:SigningCertificateV2><xades:Cert><xades:CertDigest><ds:DigestMethod Algorithm="${this.#suite.digestUri}"/>` +
          `<ds:DigestValue>${base64(this.#suite.digest(named))}</ds:DigestValue></xades:CertDigest>${serial}</xades:Cert></xades:SigningCertificateV2>`;
    const formats = references.map((_, index) => `<xades:DataObjectFormat ObjectReference="#${this.#id}-reference-${index}"><xades:MimeType>text/xml</xades:MimeType></xades:DataObjectFormat>`);
    const unsigned =
      this.#unsigned.length === 0
        ? ''
        : `<xades:UnsignedProperties><xades:UnsignedSignatureProperties>${this.#unsigned.join('')}</xades:UnsignedSignatureProperties></xades:UnsignedProperties>`;
    return (
      `<ds:Object><xades:QualifyingProperties xmlns:xades="${XADES_132_NS}" Target="#${this.#id}"><xades:SignedProperties Id="${this.#id}-properties">` +
      `<xades:SignedSignatureProperties>${time}${certificate}</xades:SignedSignatureProperties><xades:SignedDataObjectProperties>${formats.join('')}` +
      `</xades:SignedDataObjectProperties></xades:SignedProperties>${unsigned}</xades:QualifyingProperties></ds:Object>`
    );
  }

  /** What each reference hashes, SignedProperties last. */
  #signedOctets(): Uint8Array[] {
    const octets = this.#request.references.map((reference, index): Uint8Array => {
      switch (reference.kind) {
        case 'document': {
          const tree = parse(this.#text(''));
          if (reference.leavesOut === 'signatures') for (const found of elementsNamed(tree, 'Signature')) found.parentNode?.removeChild(found);
          return canonical(tree);
        }
        case 'object':
          return canonical(elementById(parse(this.#text()), `${this.#id}-object-${index}`));
        case 'element':
          return canonical(elementById(parse(this.#text()), reference.id));
        case 'external':
          return reference.bytes;
      }
    });
    return this.#isQualified() ? [...octets, canonical(elementById(parse(this.#text()), `${this.#id}-properties`))] : octets;
  }

  /** Canonical form of a child of this signature. */
  #octetsOf(name: string): Uint8Array {
    const child = this.#children().find((element) => isNamed(element, DS_NS, name));
    if (child === undefined) throw new Error(`no ds:${name}`);
    return canonical(child);
  }

  #children(): Element[] {
    return childElements(elementById(parse(this.#text()), this.#id));
  }

  #property(part: XadesPart, octets: readonly Uint8Array[]): string {
    switch (part.kind) {
      case 'signature-timestamp': {
        const covered = part.over ?? this.#octetsOf('SignatureValue');
        return `<xades:SignatureTimeStamp>${METHOD}${part.tokens.map((request) => encapsulated('TimeStamp', timestampToken(covered, request))).join('')}</xades:SignatureTimeStamp>`;
      }
      case 'archive-timestamp': {
        const covered = Buffer.concat([...octets, ...this.#archivedParts()]);
        return `<xades141:ArchiveTimeStamp xmlns:xades141="http://uri.etsi.org/01903/v1.4.1#">${METHOD}${encapsulated('TimeStamp', timestampToken(covered, part.token))}</xades141:ArchiveTimeStamp>`;
      }
      case 'evidence-record': {
        const record = part.record([...octets, ...this.#archivedParts()].map(sha256));
        return `<xadesen:SealingEvidenceRecords xmlns:xadesen="http://uri.etsi.org/19132/v1.1.1#"><xadesen:ASN1EvidenceRecord>${base64(record)}</xadesen:ASN1EvidenceRecord></xadesen:SealingEvidenceRecords>`;
      }
      case 'certificate-values':
        return `<xades:CertificateValues>${part.certificates.map((der) => encapsulated('X509Certificate', der)).join('')}</xades:CertificateValues>`;
      case 'revocation-values': {
        const crls = (part.crls ?? []).map((der) => encapsulated('CRLValue', der)).join('');
        const ocsps = (part.ocspResponses ?? []).map((der) => encapsulated('OCSPValue', der)).join('');
        const holder = (name: string, content: string): string => (content === '' ? '' : `<xades:${name}>${content}</xades:${name}>`);
        return `<xades:RevocationValues>${holder('CRLValues', crls)}${holder('OCSPValues', ocsps)}</xades:RevocationValues>`;
      }
      case 'counter-signature':
        return this.#counterSignature(part.signer, part.over ?? `${this.#id}-value`);
      case 'raw':
        return part.xml;
    }
  }

  #counterSignature(signer: TestSigner, over: string): string {
    this.#unsigned.push(`<xades:CounterSignature>${SIGNATURE_PLACE}</xades:CounterSignature>`);
    const document = this.#text();
    this.#unsigned.pop();
    const id = `${this.#id}-counter-${this.#unsigned.length}`;
    const reference = { kind: 'element', id: over, type: 'http://uri.etsi.org/01903#CountersignedSignature' } as const;
    const signed = new Writer({ signer, document, id, references: [reference] }).run();
    const start = signed.indexOf(`<xades:CounterSignature><ds:Signature xmlns:ds="${DS_NS}" Id="${id}"`);
    const end = signed.indexOf('</xades:CounterSignature>', start) + '</xades:CounterSignature>'.length;
    return signed.slice(start, end);
  }

  /** SignedInfo, value, key, unsigned properties so far, objects without the properties (EN 319 132-1 clause 5.5.2.2). */
  #archivedParts(): Uint8Array[] {
    const children = this.#children();
    const properties = children.flatMap((child) => [...nodesOf(child)].filter(isElement).filter((element) => isNamed(element, XADES_132_NS, 'UnsignedSignatureProperties')));
    const objects = children.filter((child) => isNamed(child, DS_NS, 'Object') && !childElements(child).some((inner) => isNamed(inner, XADES_132_NS, 'QualifyingProperties')));
    return [
      ...['SignedInfo', 'SignatureValue', 'KeyInfo'].map((name) => this.#octetsOf(name)),
      ...properties.slice(0, 1).flatMap(childElements).map(canonical),
      ...objects.map(canonical),
    ];
  }
}

function transform(algorithm: string, content = ''): string {
  return `<ds:Transform Algorithm="${algorithm}">${content}</ds:Transform>`;
}

function transforms(algorithm: string): string {
  return `<ds:Transforms>${transform(algorithm)}</ds:Transforms>`;
}

function encapsulated(name: string, der: Uint8Array): string {
  return `<xades:Encapsulated${name}>${base64(der)}</xades:Encapsulated${name}>`;
}

/** For ECDSA r and s one after the other (XMLDSIG 1.1 clause 6.4.3). */
function signatureValue(signedInfo: Uint8Array, { keys }: TestSigner): Uint8Array {
  return sign(keys.algorithm.split('-').at(-1), signedInfo, { key: keys.privateKey, dsaEncoding: 'ieee-p1363' });
}

function parse(text: string): Document {
  return parseXml(Buffer.from(text.replace(SIGNATURE_PLACE, ''), 'utf8'));
}

function canonical(node: Parameters<typeof subtreeOf>[0]): Uint8Array {
  return canonicalise(subtreeOf(node, false), { kind: 'exclusive', comments: false, inclusivePrefixes: [] }, new Budget());
}

function elementsNamed(document: Document, name: string): Element[] {
  return [...nodesOf(document)].filter(isElement).filter((element) => isNamed(element, DS_NS, name));
}

function elementById(document: Document, id: string): Element {
  const found = [...nodesOf(document)].filter(isElement).find((element) => element.getAttribute('Id') === id);
  if (found === undefined) throw new Error(`no element ${id}`);
  return found;
}
