import type { PackageFinding } from '#shared/domain/transfer-packages.ts';
import type { z } from 'zod';
import type { PackageLimits } from '../limits.ts';
import { type PackageFile, type PackageTree, textFile } from '../model.ts';
import { wholeFile } from '../reading.ts';
import { caseRecord, type CaseRecord, documentRecord, type DocumentRecord, packageRecord, type PackagePart, type PackagePlan, type PackageRecord } from './records.ts';
import { readRecordXml, recordXml, RecordUnreadable, type RecordValue } from './value-xml.ts';

const PACKAGE = 'package.xml';
const CASE = 'case.xml';
const DOCUMENT = 'document.xml';

/** Records of a package as files: of itself, of each case, and of each document below its case. */
export function descriptionFiles({ record, cases }: PackagePlan): PackageFile[] {
  return [
    textFile(PACKAGE, recordXml('package', record)),
    ...cases.flatMap((planned) => [
      textFile(`${planned.folder}/${CASE}`, recordXml('case', planned.record)),
      ...planned.documents.map((document) => textFile(`${planned.folder}/${document.folder}/${DOCUMENT}`, recordXml('document', document.record))),
    ]),
  ];
}

/** How the records are to be read, for whoever opens the package without this program. */
export const RECORD_FORMAT = `Records of this package
=======================

package.xml describes the package, NN/case.xml a case, NN/MM/document.xml a document of that case.

The root element is "package", "case" or "document" in the namespace urn:chancery:record:1. Each field stands in an
element of its name; the text of the element is the value. The attribute "type" says what is no text:
  number, boolean   a number in decimal notation; true or false
  list              a list; each entry is an element "item"
  fields            an entry with fields of its own
  none              nothing is recorded
encoding="json": the text is a JSON string, since it holds characters that XML cannot.
field="...": the name of the field as a JSON string, since it is no name of an element.

In document.xml, card holds the requisites as they were registered and corrected, history every recorded change of the
document with who, when and what before and after, links the documents that it is linked with, files each file with
its SHA-256. files/item/part says where the file lies: "original" is the document with its attachments and signatures,
byte for byte; "copies" what the office made of it for reading and printing, and the protocol of the signature check;
"evidence" the reports of the checks and the certificates, revocation lists and answers that they stand on, and evidence
records (note "evidence record", their manifests "evidence record manifest") with the pieces that they are over.
In package.xml, permission is the permission of the head for documents that are barred from leaving the office (in their
cards distributionBarred).
In case.xml, closing is the certifying note, volumes what each volume holds, term the period of keeping, inventories
and acts where the case is listed.
`;

export interface ReadDescription {
  readonly package: PackageRecord | null;
  readonly cases: readonly { readonly path: string; readonly record: CaseRecord }[];
  readonly documents: readonly DescribedDocument[];
  readonly findings: readonly PackageFinding[];
}

export interface DescribedDocument {
  /** Of its record in the package. */
  readonly path: string;
  readonly record: DocumentRecord;
}

export interface DescriptionPlaces {
  /** Folder of the records, with "/" at its end. */
  readonly descriptive: string;
  /** Path in the package of a file of a record. */
  readonly pathOf: (part: PackagePart, path: string) => string;
  /** SHA-256 of a file that was found; undefined where there is none. */
  readonly sumOf: (path: string) => string | undefined;
}

/**
 * Reads the records of a package that this program made and holds them against its files: each file of a record is
 * there with its bytes, and each signature that its record speaks of. A package of another program has no records.
 *
 * @throws PackageRefused for what is no XML that is taken
 */
export function readDescription(tree: PackageTree, places: DescriptionPlaces, limits: PackageLimits): ReadDescription {
  const read = readRecords(tree, places.descriptive, limits);
  return { ...read, findings: [...read.findings, ...read.documents.flatMap(({ path, record }) => filesOf(path, record, places))] };
}

/** Reads the records of a package and looks at no file beside them. @throws PackageRefused for what is no XML that is taken */
export function readRecords(tree: PackageTree, descriptive: string, limits: PackageLimits): ReadDescription {
  const findings: PackageFinding[] = [];
  const byPath = new Map(tree.entries.map((entry) => [entry.path, entry]));
  const read = <Schema extends z.ZodType>(path: string, root: string, schema: Schema): z.output<Schema> | null => {
    const entry = byPath.get(path);
    if (entry === undefined) return null;
    const record = recordOf(schema, () => readRecordXml(wholeFile(tree, entry, limits.textBytes), root, path));
    if (record === null) findings.push({ code: 'unreadableRecord', path });
    return record;
  };
  const paths = tree.entries.map(({ path }) => path).filter((path) => path.startsWith(descriptive));
  const described = read(`${descriptive}${PACKAGE}`, 'package', packageRecord);
  const cases = paths.filter((path) => path.endsWith(`/${CASE}`)).flatMap((path) => {
    const record = read(path, 'case', caseRecord);
    return record === null ? [] : [{ path, record }];
  });
  const documents = paths.filter((path) => path.endsWith(`/${DOCUMENT}`)).flatMap((path) => {
    const record = read(path, 'document', documentRecord);
    return record === null ? [] : [{ path, record }];
  });
  if (described !== null && (described.cases !== cases.length || described.documents !== documents.length)) findings.push({ code: 'recordMissing', path: `${descriptive}${PACKAGE}` });
  return { package: described, cases, documents, findings };
}

/** The value as it stands, where the schema takes it: the contract's schemas trim what windows hand in, a record loses nothing. */
function recordOf<Schema extends z.ZodType>(schema: Schema, read: () => RecordValue): z.output<Schema> | null {
  try {
    const value = read();
    return schema.safeParse(value).success ? (value as z.output<Schema>) : null;
  } catch (error) {
    if (error instanceof RecordUnreadable) return null;
    throw error;
  }
}

function filesOf(path: string, { card, files }: DocumentRecord, { pathOf, sumOf }: DescriptionPlaces): PackageFinding[] {
  const wrong = files.flatMap((file): PackageFinding[] => {
    const place = pathOf(file.part, file.path);
    const found = sumOf(place);
    if (found === undefined) return [{ code: file.role === 'signature' ? 'signatureMissing' : 'missingFile', path: place }];
    return found === file.sha256 ? [] : [{ code: 'otherChecksum', path: place }];
  });
  const originals = new Set(files.filter(({ part }) => part === 'original').map(({ sha256 }) => sha256));
  const left = card.files.filter(({ sha256 }) => !originals.has(sha256));
  return [...wrong, ...left.map(({ role }): PackageFinding => ({ code: role === 'signature' ? 'signatureMissing' : 'missingFile', path }))];
}
