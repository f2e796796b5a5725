import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { verifySignatureValue } from '../../../src-main/signatures/algorithms/verify.ts';
import { parseCertificate } from '../../../src-main/signatures/certificates/certificate.ts';
import { publicKeyOfKeyValue, readXmlSignatures } from '../../../src-main/signatures/formats/xml/index.ts';
import type { ResolveReference, XmlSignature, XmlSignatureDocument } from '../../../src-main/signatures/formats/xml/index.ts';

export const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8');
export const nothing: ResolveReference = () => null;

/** Whether the independent judge is on this machine. */
export const hasXmlsec = spawnSync('xmlsec1', ['--version']).status === 0;
export const withoutXmlsec = hasXmlsec ? '' : ' (skipped: no xmlsec1)';

export const C14N = {
  inclusive: 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315',
  inclusiveComments: 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments',
  c14n11: 'http://www.w3.org/2006/12/xml-c14n11',
  c14n11Comments: 'http://www.w3.org/2006/12/xml-c14n11#WithComments',
  exclusive: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  exclusiveComments: 'http://www.w3.org/2001/10/xml-exc-c14n#WithComments',
} as const;

export const XPATH = 'http://www.w3.org/TR/1999/REC-xpath-19991116';
export const FILTER2 = 'http://www.w3.org/2002/06/xmldsig-filter2';
export const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';

/** A folder of its own for one test file. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'xml-signatures-'));
}

export interface ReferenceTemplate {
  readonly uri: string | null;
  /** Content of ds:Transforms; '' for none. */
  readonly transforms?: string;
  readonly attributes?: string;
}

export function transform(algorithm: string, content = ''): string {
  return `<Transform Algorithm="${algorithm}">${content}</Transform>`;
}

export interface TemplateOptions {
  readonly method?: string;
  readonly c14n?: string;
  readonly objects?: string;
  readonly keyInfo?: string;
}

/** A ds:Signature with empty values, for xmlsec1 to fill. */
export function template(
  references: readonly ReferenceTemplate[],
  { method = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256', c14n = C14N.exclusive, objects = '', keyInfo = '<KeyInfo><X509Data/></KeyInfo>' }: TemplateOptions = {},
): string {
  const list = references.map(({ uri, transforms = '', attributes = '' }) => {
    const written = uri === null ? '' : ` URI="${uri}"`;
    const inner = transforms === '' ? '' : `<Transforms>${transforms}</Transforms>`;
    return `<Reference${written}${attributes}>${inner}<DigestMethod Algorithm="${SHA256}"/><DigestValue/></Reference>`;
  });
  return (
    `<Signature xmlns="http://www.w3.org/2000/09/xmldsig#" Id="signature"><SignedInfo>` +
    `<CanonicalizationMethod Algorithm="${c14n}"/><SignatureMethod Algorithm="${method}"/>${list.join('')}` +
    `</SignedInfo><SignatureValue/>${keyInfo}${objects}</Signature>`
  );
}

/** Signs a document with a template in it. @throws where xmlsec1 does */
export function sign(folder: string, document: string, keyArguments: readonly string[]): string {
  writeFileSync(join(folder, 'template.xml'), document);
  execFileSync('xmlsec1', ['--sign', '--id-attr:Id', 'urn:default:part', '--id-attr:Id', 'http://www.w3.org/2000/09/xmldsig#:Object', ...keyArguments, '--output', 'signed.xml', 'template.xml'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return readFileSync(join(folder, 'signed.xml'), 'utf8');
}

/** Whether the signature value verifies with a key of KeyInfo or one of the other certificates. */
export function valueVerifies({ signedInfo, signatureValue, signatureMethod, keyInfo }: XmlSignature, more: readonly Uint8Array[] = []): boolean {
  if (signedInfo === null || signatureValue === null || signatureMethod === null) return false;
  const certified = [...keyInfo.certificates, ...more].map((der) => parseCertificate(der).publicKey);
  const bare = keyInfo.keyValues.map(publicKeyOfKeyValue).filter((key) => key !== null);
  return [...certified, ...bare].some((publicKey) => {
    return verifySignatureValue(signatureMethod.algorithm, publicKey, signedInfo, signatureValue).status === 'valid';
  });
}

/** All references found and intact, the value correct, and something signed. */
export function holdsGood(signature: XmlSignature): boolean {
  return (
    signature.problem === null &&
    signature.coversData &&
    signature.references.every(({ status }) => status === 'intact') &&
    valueVerifies(signature, signature.unsignedProperties.certificateValues)
  );
}

export function read(document: string | Uint8Array, resolve: ResolveReference = nothing): XmlSignatureDocument {
  return readXmlSignatures(typeof document === 'string' ? utf8(document) : document, { resolve });
}

/** The document's only signature. */
export function onlySignature(document: string | Uint8Array, resolve: ResolveReference = nothing): XmlSignature {
  const { signatures } = read(document, resolve);
  const [first, ...more] = signatures;
  if (first === undefined || more.length > 0) throw new Error(`${signatures.length} signatures, one expected`);
  return first;
}

/** Keys and self-signed certificates of one folder, and the arguments that make xmlsec1 use them. */
export function makeKey(folder: string, name: string, algorithm: readonly string[]): string[] {
  const key = join(folder, `${name}.key`);
  const certificate = join(folder, `${name}.crt`);
  execFileSync('openssl', ['req', '-x509', '-newkey', ...algorithm, '-nodes', '-keyout', key, '-out', certificate, '-days', '30', '-subj', `/CN=${name}`], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return ['--privkey-pem', `${key},${certificate}`];
}
