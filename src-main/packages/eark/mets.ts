import type { WrittenFile } from '../model.ts';
import { element, plainText, XML_DECLARATION } from '../xml/write-xml.ts';
import { CSIP_NS, CSIP_PROFILE, METS_NS, SIP_NS, SIP_PROFILE, XLINK_NS } from './vocabulary.ts';

/** A file that a METS document names. */
export interface NamedFile extends WrittenFile {
  readonly mediaType: string;
}

export interface MetsHead {
  /** Identifier of the package, which its folder bears as well (CSIP1). */
  readonly packageId: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly program: { readonly name: string; readonly version: string };
  readonly organisation: string;
}

export interface RootMets extends MetsHead {
  readonly label: string;
  readonly descriptive: readonly NamedFile[];
  readonly preservation: NamedFile;
  readonly documentation: readonly NamedFile[];
  /** METS documents of the representations, by the name of their folder. */
  readonly representations: readonly { readonly name: string; readonly mets: NamedFile }[];
}

const NAMESPACES = { 'xmlns': METS_NS, 'xmlns:xlink': XLINK_NS, 'xmlns:csip': CSIP_NS, 'xmlns:sip': SIP_NS };

/** METS.xml of the package (CSIP1–CSIP119, SIP1–SIP35). */
export function rootMets(package_: RootMets): string {
  const { packageId, createdAt, descriptive, preservation, documentation, representations } = package_;
  const documents = descriptive.map((file, at) =>
    element('dmdSec', { ID: `dmd-${at}`, CREATED: createdAt, STATUS: 'CURRENT' }, reference(file, createdAt, { MDTYPE: 'OTHER', OTHERMDTYPE: 'CHANCERY-RECORD', MDTYPEVERSION: '1' })),
  );
  const preserved = element('amdSec', { ID: 'amd' }, element('digiprovMD', { ID: 'premis', CREATED: createdAt, STATUS: 'CURRENT' }, reference(preservation, createdAt, { MDTYPE: 'PREMIS', MDTYPEVERSION: '3.0' })));
  const groups = [
    element('fileGrp', { ID: 'group-documentation', USE: 'Documentation' }, ...documentation.map((file, at) => fileElement(`documentation-${at}`, file, createdAt))),
    ...representations.map(({ name, mets }) => element('fileGrp', { 'ID': `group-${name}`, 'USE': `Representations/${name}`, 'csip:CONTENTINFORMATIONTYPE': 'MIXED' }, fileElement(`mets-${name}`, mets, createdAt))),
  ];
  const structure = element(
    'structMap',
    { ID: 'structure', TYPE: 'PHYSICAL', LABEL: 'CSIP' },
    element(
      'div',
      { ID: 'div-package', LABEL: packageId },
      element('div', { ID: 'div-metadata', LABEL: 'Metadata', ADMID: 'premis', DMDID: descriptive.map((_file, at) => `dmd-${at}`).join(' ') }),
      element('div', { ID: 'div-documentation', LABEL: 'Documentation' }, element('fptr', { FILEID: 'group-documentation' })),
      ...representations.map(({ name, mets }) =>
        element('div', { ID: `div-${name}`, LABEL: `Representations/${name}` }, element('mptr', { 'LOCTYPE': 'URL', 'xlink:type': 'simple', 'xlink:href': hrefOf(mets.path), 'xlink:title': `group-${name}` })),
      ),
    ),
  );
  const attributes = { ...NAMESPACES, 'OBJID': packageId, 'LABEL': plain(package_.label), 'TYPE': 'Mixed', 'PROFILE': SIP_PROFILE, 'csip:CONTENTINFORMATIONTYPE': 'MIXED' };
  return document(attributes, package_, documents, preserved, groups, structure);
}

/** METS.xml of one representation; paths are those inside its folder. */
export function representationMets(head: MetsHead, name: string, files: readonly NamedFile[]): string {
  const groups = [element('fileGrp', { ID: 'group-data', USE: 'Data' }, ...files.map((file, at) => fileElement(`file-${at}`, file, head.createdAt)))];
  const structure = element(
    'structMap',
    { ID: 'structure', TYPE: 'PHYSICAL', LABEL: 'CSIP' },
    element('div', { ID: 'div-representation', LABEL: name }, element('div', { ID: 'div-data', LABEL: 'Data' }, element('fptr', { FILEID: 'group-data' }))),
  );
  const attributes = { ...NAMESPACES, 'OBJID': name, 'TYPE': 'Mixed', 'PROFILE': CSIP_PROFILE, 'csip:CONTENTINFORMATIONTYPE': 'MIXED' };
  return document(attributes, head, [], '', groups, structure);
}

function document(attributes: Readonly<Record<string, string>>, head: MetsHead, descriptive: readonly string[], administrative: string, groups: readonly string[], structure: string): string {
  return `${XML_DECLARATION}${element('mets', attributes, headerOf(head), ...descriptive, administrative, element('fileSec', { ID: 'files' }, ...groups), structure)}\n`;
}

/** The program (CSIP10–CSIP16), and the office as creator of the records and as who hands them over (SIP4, SIP15). */
function headerOf({ createdAt, program, organisation }: MetsHead): string {
  return element(
    'metsHdr',
    { 'CREATEDATE': createdAt, 'RECORDSTATUS': 'NEW', 'csip:OAISPACKAGETYPE': 'SIP' },
    element('agent', { ROLE: 'CREATOR', TYPE: 'OTHER', OTHERTYPE: 'SOFTWARE' }, element('name', {}, plainText(program.name)), element('note', { 'csip:NOTETYPE': 'SOFTWARE VERSION' }, plainText(program.version))),
    element('agent', { ROLE: 'ARCHIVIST', TYPE: 'ORGANIZATION' }, element('name', {}, plainText(organisation))),
    element('agent', { ROLE: 'CREATOR', TYPE: 'ORGANIZATION' }, element('name', {}, plainText(organisation))),
  );
}

function reference(file: NamedFile, createdAt: string, kind: Readonly<Record<string, string>>): string {
  return element('mdRef', { 'LOCTYPE': 'URL', 'xlink:type': 'simple', 'xlink:href': hrefOf(file.path), ...kind, 'MIMETYPE': file.mediaType, 'SIZE': file.size, 'CREATED': createdAt, 'CHECKSUM': file.sha256, 'CHECKSUMTYPE': 'SHA-256' });
}

function fileElement(id: string, file: NamedFile, createdAt: string): string {
  return element(
    'file',
    { ID: id, MIMETYPE: file.mediaType, SIZE: file.size, CREATED: createdAt, CHECKSUM: file.sha256, CHECKSUMTYPE: 'SHA-256' },
    element('FLocat', { 'LOCTYPE': 'URL', 'xlink:type': 'simple', 'xlink:href': hrefOf(file.path) }),
  );
}

/** Relative reference of a path (RFC 3986 clause 4.2). */
export function hrefOf(path: string): string {
  return path.split('/').map((part) => encodeURIComponent(part)).join('/');
}

function plain(text: string): string {
  return text.toWellFormed().replaceAll(/\p{Cc}|[\ufffe\uffff]/gu, ' ');
}

