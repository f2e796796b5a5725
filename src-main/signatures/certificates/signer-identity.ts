import { attempt } from '../asn1/attempt.ts';
import { Fields } from '../asn1/fields.ts';
import { childrenOf, readSingle } from '../asn1/tlv.ts';
import { oidOf, textOf } from '../asn1/values.ts';
import { EXT, subjectDirectoryAttributesOf } from './extensions.ts';
import { attributeText, attributeTexts } from './names.ts';
import type { Certificate } from './certificate.ts';
import type { SignerKind } from '#shared/domain/signature-report.ts';

/** Ukrainian codes in subjectDirectoryAttributes: taxpayer, organisation, register of persons. */
const UA_DRFO = '1.2.804.2.1.1.1.11.1.4.1.1';
const UA_EDRPOU = '1.2.804.2.1.1.1.11.1.4.2.1';
const UA_UNZR = '1.2.804.2.1.1.1.11.1.4.11.1';
const UA_SEAL = '1.2.804.2.1.1.1.3.9';
/** Kazakh key purposes: an individual, a legal entity (whose employees sign under sub-arcs of it). */
const KZ_INDIVIDUAL = '1.2.398.3.3.4.1.1';
/** QcType statement and its values (ETSI EN 319 412-5 clause 4.2.3). */
const QC_TYPE = '0.4.0.1862.1.6';
const QC_TYPE_SIGNATURE = '0.4.0.1862.1.6.1';
const QC_TYPE_SEAL = '0.4.0.1862.1.6.2';

const NAME = { serialNumber: '2.5.4.5', surname: '2.5.4.4', givenName: '2.5.4.42', unit: '2.5.4.11', organizationId: '2.5.4.97' };

/**
 * Personal code of the holder as the certificate writes it: IIN (Kazakhstan), DRFO or UNZR (Ukraine), or a
 * semantic identifier such as TINUA-… (ETSI EN 319 412-1 clause 5.1.3).
 */
export function personalCodeOf(certificate: Certificate): string | null {
  // Older Ukrainian certificates number their holders in serialNumber and keep the national code apart.
  return directoryCode(certificate, UA_DRFO) ?? directoryCode(certificate, UA_UNZR) ?? attributeText(certificate.subject, NAME.serialNumber);
}

/** Code of the organisation: BIN (Kazakhstan), EDRPOU (Ukraine), NTR… or another registered identifier. */
export function organizationCodeOf(certificate: Certificate): string | null {
  return (
    attributeText(certificate.subject, NAME.organizationId) ??
    // Kazakhstan writes the business identification number as an organisational unit.
    attributeTexts(certificate.subject, NAME.unit).find((unit) => /^BIN\d+$/.test(unit)) ??
    directoryCode(certificate, UA_EDRPOU)
  );
}

/** Person or seal, where the certificate says so: by its QcType, a national key purpose, or a person's names. */
export function signerKindOf(certificate: Certificate): SignerKind | null {
  const types = qcTypesOf(certificate);
  const purposes = certificate.extKeyUsage ?? [];
  if (types.includes(QC_TYPE_SEAL) || purposes.includes(UA_SEAL)) return 'seal';
  if (types.includes(QC_TYPE_SIGNATURE) || purposes.includes(KZ_INDIVIDUAL)) return 'person';
  const named = [NAME.surname, NAME.givenName].some((oid) => attributeText(certificate.subject, oid) !== null);
  return named ? 'person' : null;
}

function directoryCode(certificate: Certificate, oid: string): string | null {
  const directory = attempt(() => subjectDirectoryAttributesOf(certificate.extensions));
  const value = directory?.get(oid)?.[0];
  return value === undefined ? null : textOf(value);
}

function qcTypesOf({ extensions }: Certificate): readonly string[] {
  const extension = extensions.get(EXT.qcStatements);
  if (extension === undefined) return [];
  const types = attempt(() =>
    childrenOf(readSingle(extension.value)).flatMap((item) => {
      const fields = Fields.ofSequence(item, 'QCStatement');
      return oidOf(fields.any()) === QC_TYPE ? childrenOf(fields.any()).map(oidOf) : [];
    }),
  );
  return types ?? [];
}
