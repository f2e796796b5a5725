import { attempt } from '../../asn1/attempt.ts';
import { Fields } from '../../asn1/fields.ts';
import { childrenOf, rawOf, readSingle } from '../../asn1/tlv.ts';
import { oidOf, textOf } from '../../asn1/values.ts';
import { policyExtensionsOf } from '../../path-validation/policy-extensions.ts';
import { EXT, qcStatementsOf, subjectDirectoryAttributesOf } from '../extensions.ts';
import { attributeText } from '../names.ts';
import type { Certificate } from '../certificate.ts';
import type { NameAttribute } from '../names.ts';

/** Attribute types of X.520 that name a holder. */
export const ATTRIBUTE = {
  commonName: '2.5.4.3',
  surname: '2.5.4.4',
  serialNumber: '2.5.4.5',
  country: '2.5.4.6',
  organization: '2.5.4.10',
  unit: '2.5.4.11',
  title: '2.5.4.12',
  givenName: '2.5.4.42',
  pseudonym: '2.5.4.65',
  organizationIdentifier: '2.5.4.97',
} as const;

/** QcType (EN 319 412-5 clause 4.2.3). */
const QC_TYPE = '0.4.0.1862.1.6';

/** What a certificate says of its holder, before any profile reads it. A malformed extension says nothing. */
export interface CertificateFacts {
  readonly certificate: Certificate;
  /** OIDs of extKeyUsage, certificatePolicies and qcStatements. */
  readonly purposes: readonly string[];
  readonly policies: readonly string[];
  readonly statements: readonly string[];
  /** Values of QcType. */
  readonly types: readonly string[];
  /** All values of a type of subjectDirectoryAttributes (RFC 5280 clause 4.2.1.8). */
  directory(oid: string): readonly string[];
  /** First value of an attribute type of the subject. */
  subject(oid: string): string | null;
  /** All of them: a second code must not hide behind the first. */
  subjectAll(oid: string): readonly string[];
}

export function factsOf(certificate: Certificate): CertificateFacts {
  const { extensions, subject } = certificate;
  const directory = attempt(() => subjectDirectoryAttributesOf(extensions));
  return {
    certificate,
    purposes: certificate.extKeyUsage ?? [],
    policies: attempt(() => policyExtensionsOf(extensions).policies) ?? [],
    statements: attempt(() => qcStatementsOf(extensions)) ?? [],
    types: attempt(() => qcTypesOf(certificate)) ?? [],
    directory: (oid) => (directory?.get(oid) ?? []).map((value) => textOf(value) ?? hex(rawOf(value))),
    subject: (oid) => attributeText(subject, oid),
    subjectAll: (oid) => subject.rdns.flat().filter((attribute) => attribute.oid === oid).map(writtenValue),
  };
}

function writtenValue({ text, rawValue }: NameAttribute): string {
  return text ?? hex(rawValue);
}

/** A value that is no character string, in the form of RFC 4514 clause 2.4. */
function hex(bytes: Uint8Array): string {
  return `#${Buffer.from(bytes).toString('hex')}`;
}

function qcTypesOf({ extensions }: Certificate): string[] {
  const extension = extensions.get(EXT.qcStatements);
  if (extension === undefined) return [];
  return childrenOf(readSingle(extension.value)).flatMap((item) => {
    const fields = Fields.ofSequence(item, 'QCStatement');
    return oidOf(fields.any()) === QC_TYPE ? childrenOf(fields.any()).map(oidOf) : [];
  });
}
