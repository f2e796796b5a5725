import { hash } from 'node:crypto';
import { DOMParser, type Document, type Element } from '@xmldom/xmldom';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import untyped from 'xpath';
import type { RecordFile } from '../../../src-main/packages/index.ts';
import { filesOfPackage } from '../../support/made-package.ts';
import { packageOf, plannedPackage } from '../../support/package-plans.ts';

/** The rules of CSIP and SIP 2.1 for METS, by their ids, as they stand in the specifications; all of level MUST that say something of a package with metadata and representations. */
const ROOT_RULES: readonly (readonly [id: string, test: string])[] = [
  ['CSIP1', '/m:mets[string(@OBJID)]'],
  ['CSIP2', '/m:mets[string(@TYPE)]'],
  ['CSIP4', '/m:mets[string(@c:CONTENTINFORMATIONTYPE)]'],
  ['CSIP6', '/m:mets[starts-with(@PROFILE, "https://earksip.dilcis.eu/profile/")]'],
  ['CSIP117', 'count(/m:mets/m:metsHdr) = 1'],
  ['CSIP7', '/m:mets/m:metsHdr[string(@CREATEDATE)]'],
  ['CSIP9', '/m:mets/m:metsHdr[@c:OAISPACKAGETYPE = "SIP"]'],
  ['CSIP10', '/m:mets/m:metsHdr/m:agent'],
  ['CSIP11–13', '/m:mets/m:metsHdr/m:agent[@ROLE = "CREATOR" and @TYPE = "OTHER" and @OTHERTYPE = "SOFTWARE"]'],
  ['CSIP14–16', '/m:mets/m:metsHdr/m:agent[@OTHERTYPE = "SOFTWARE"][string(m:name)]/m:note[@c:NOTETYPE = "SOFTWARE VERSION"]'],
  ['SIP3', '/m:mets/m:metsHdr[string(@RECORDSTATUS)]'],
  ['SIP4', '/m:mets/m:metsHdr/m:agent[@ROLE = "ARCHIVIST" and @TYPE = "ORGANIZATION"]/m:name'],
  ['SIP15', '/m:mets/m:metsHdr/m:agent[@ROLE = "CREATOR" and @TYPE = "ORGANIZATION"]/m:name'],
  ['CSIP18–20', 'count(/m:mets/m:dmdSec[string(@ID) and string(@CREATED) and @STATUS = "CURRENT"]) = count(/m:mets/m:dmdSec)'],
  ['CSIP31', 'count(/m:mets/m:amdSec) <= 1'],
  ['CSIP32–34', '/m:mets/m:amdSec/m:digiprovMD[string(@ID) and @STATUS = "CURRENT"]/m:mdRef[@MDTYPE = "PREMIS"]'],
  ['CSIP22–30, CSIP36–44', 'count(//m:mdRef[@LOCTYPE = "URL" and @x:type = "simple" and string(@x:href) and string(@MDTYPE) and string(@MIMETYPE) and @SIZE >= 0 and string(@CREATED) and string-length(@CHECKSUM) = 64 and @CHECKSUMTYPE = "SHA-256"]) = count(//m:mdRef)'],
  ['CSIP58', 'count(/m:mets/m:fileSec) = 1'],
  ['CSIP59', '/m:mets/m:fileSec[string(@ID)]'],
  ['CSIP60', '/m:mets/m:fileSec/m:fileGrp[@USE = "Documentation"]'],
  ['CSIP64', 'count(/m:mets/m:fileSec/m:fileGrp[starts-with(@USE, "Representations/") and string(@c:CONTENTINFORMATIONTYPE)]) = count(/m:mets/m:fileSec/m:fileGrp) - 1'],
  ['CSIP65', 'count(//m:fileGrp[string(@ID)]) = count(//m:fileGrp)'],
  ['CSIP66–72', 'count(//m:file[string(@ID) and string(@MIMETYPE) and @SIZE >= 0 and string(@CREATED) and string-length(@CHECKSUM) = 64 and @CHECKSUMTYPE = "SHA-256"]) = count(//m:file)'],
  ['CSIP76–79', 'count(//m:file[count(m:FLocat[@LOCTYPE = "URL" and @x:type = "simple" and string(@x:href)]) = 1]) = count(//m:file)'],
  ['CSIP80–83', 'count(/m:mets/m:structMap[@TYPE = "PHYSICAL" and @LABEL = "CSIP" and string(@ID)]) = 1'],
  ['CSIP84–86', '/m:mets/m:structMap/m:div[string(@ID) and @LABEL = /m:mets/@OBJID]'],
  ['CSIP88–91', '/m:mets/m:structMap/m:div/m:div[@LABEL = "Metadata" and string(@ID) and string(@ADMID) and string(@DMDID)]'],
  ['CSIP93–95, CSIP116', '/m:mets/m:structMap/m:div/m:div[@LABEL = "Documentation" and string(@ID)]/m:fptr[@FILEID = //m:fileGrp[@USE = "Documentation"]/@ID]'],
  ['CSIP105–111', 'count(/m:mets/m:structMap/m:div/m:div[starts-with(@LABEL, "Representations/") and string(@ID)]/m:mptr[@x:type = "simple" and @LOCTYPE = "URL" and string(@x:href) and @x:title = //m:fileGrp/@ID]) = count(//m:fileGrp[starts-with(@USE, "Representations/")])'],
];

const REPRESENTATION_RULES: readonly (readonly [id: string, test: string])[] = [
  ['CSIP1', '/m:mets[string(@OBJID)]'],
  ['CSIP6', '/m:mets[starts-with(@PROFILE, "https://earkcsip.dilcis.eu/profile/")]'],
  ['CSIP58', '/m:mets/m:fileSec/m:fileGrp[@USE = "Data"]/m:file'],
  ['CSIP66–72', 'count(//m:file[string-length(@CHECKSUM) = 64 and @CHECKSUMTYPE = "SHA-256" and string(@MIMETYPE)]) = count(//m:file)'],
  ['CSIP80', '/m:mets/m:structMap[@TYPE = "PHYSICAL" and @LABEL = "CSIP"]//m:fptr[@FILEID = //m:fileGrp/@ID]'],
];

/** Order and presence that the schema of PREMIS 3.0 asks for. */
const PREMIS_RULES: readonly (readonly [id: string, test: string])[] = [
  ['premis', '/p:premis[@version = "3.0"]'],
  ['objects before events before agents', 'not(//p:event[following-sibling::p:object] or //p:agent[following-sibling::p:event])'],
  ['objects', 'count(//p:object[@i:type = "file" and p:objectIdentifier/p:objectIdentifierValue and p:objectCharacteristics/p:fixity/p:messageDigest and p:objectCharacteristics/p:format and p:originalName]) = count(//p:object) - 1'],
  ['the package', 'count(//p:object[@i:type = "intellectualEntity" and string(p:objectIdentifier/p:objectIdentifierValue)]) = 1'],
  ['events', 'count(//p:event[p:eventIdentifier and p:eventType and string(p:eventDateTime)]) = count(//p:event)'],
  ['agents of events', 'not(//p:linkingAgentIdentifierValue[not(. = //p:agentIdentifierValue)])'],
  ['objects of events', 'not(//p:linkingObjectIdentifierValue[not(. = //p:objectIdentifierValue)])'],
  ['what happened', '//p:eventType = "registered" and //p:eventType = "closed" and //p:eventType = "packed"'],
];

/** The package has no types of its own that fit this DOM. */
interface XPath {
  useNamespaces(names: Readonly<Record<string, string>>): (expression: string, node: Document) => unknown;
}
const select = (untyped as XPath).useNamespaces({ m: 'http://www.loc.gov/METS/', x: 'http://www.w3.org/1999/xlink', c: 'https://DILCIS.eu/XML/METS/CSIPExtensionMETS', p: 'http://www.loc.gov/premis/v3', i: 'http://www.w3.org/2001/XMLSchema-instance' });
const parsed = (xml: Uint8Array): Document => new DOMParser().parseFromString(Buffer.from(xml).toString('utf8'), 'text/xml');
const holds = (document: Document, test: string): boolean => select(`boolean(${test})`, document) === true;
const broken = (xml: Uint8Array, rules: readonly (readonly [string, string])[]): string[] => {
  const document = parsed(xml);
  return rules.filter(([, test]) => !holds(document, test)).map(([id]) => id);
};

async function files(): Promise<Map<string, Uint8Array>> {
  const [planned] = fc.sample(plannedPackage('eark').filter(({ plan }) => plan.cases.some(({ documents }) => documents.some(({ record }) => record.card.files.length > 1))), { numRuns: 1, seed: 11 });
  if (planned === undefined) throw new Error('no sample');
  return filesOfPackage(planned);
}

const found = await files();
const file = (name: string): Uint8Array => found.get(name) ?? new Uint8Array();
describe('a package of E-ARK', () => {
  it('keeps to the rules of CSIP and SIP for METS, each by its id', () => {
    expect(broken(file('METS.xml'), ROOT_RULES)).toEqual([]);
    expect(broken(file('representations/rep1/METS.xml'), REPRESENTATION_RULES)).toEqual([]);
    expect(broken(file('representations/evidence/METS.xml'), REPRESENTATION_RULES)).toEqual([]);
  });

  it('keeps to PREMIS 3.0 where it tells of files, events and agents', () => {
    expect(broken(file('metadata/preservation/premis.xml'), PREMIS_RULES)).toEqual([]);
  });

  it('that breaks a rule is seen by the test', () => {
    const spoiled = Buffer.from(Buffer.from(file('METS.xml')).toString('utf8').replace(' OBJID=', ' LOST=').replaceAll('SHA-256', 'MD5'));
    expect(broken(spoiled, ROOT_RULES)).toEqual(expect.arrayContaining(['CSIP1', 'CSIP66–72', 'CSIP84–86']));
  });

  it('has the folders of CSIP and no file beside them', () => {
    expect([...found.keys()].filter((name) => !/^(?:METS\.xml|metadata\/(?:descriptive|preservation)\/.+|documentation\/.+|representations\/[^/]+\/(?:METS\.xml|data\/.+))$/u.test(name))).toEqual([]);
  });

  it('names every id once and points at none that is not there', () => {
    const document = parsed(file('METS.xml'));
    const ids = (select('//@ID', document) as { value: string }[]).map(({ value }) => value);
    expect(new Set(ids).size).toBe(ids.length);
    const pointers = (select('//@FILEID | //@ADMID | //@DMDID', document) as { value: string }[]).flatMap(({ value }) => value.split(' '));
    expect(pointers.filter((id) => !ids.includes(id))).toEqual([]);
    for (const element of select('//m:FLocat | //m:mdRef', document) as Element[]) expect(found.has(decodeURIComponent(element.getAttributeNS('http://www.w3.org/1999/xlink', 'href') ?? ''))).toBe(true);
  });

  it('tells of evidence records over a document as events of its preservation, with what they are', async () => {
    const { plan, contents } = packageOf('eark', [[[{ fileName: 'Наказ.pdf', role: 'main', bytes: Buffer.from('наказ') }]]]);
    const evidence = [
      ['evidencerecord001.ers', 'evidence record'],
      ['ASiCEvidenceRecordManifest001.xml', 'evidence record manifest'],
      ['signature.p7s', 'piece signature.p7s'],
    ].map(([fileName = '', note = '']): RecordFile => ({ part: 'evidence', path: `01/01/${fileName}`, sha256: hash('sha256', fileName), size: fileName.length, fileName, mediaType: 'application/octet-stream', role: 'evidence', note }));
    const made = { operationId: 'o', kind: 'preservation.evidenceMade', at: '2026-03-02T08:00:00.000Z', zone: 'UTC', actor: '', onBehalfOf: null, desk: '1', withoutEffect: false, changes: [] };
    const cases = plan.cases.map((one) => ({ ...one, documents: one.documents.map(({ folder, record }) => ({ folder, record: { ...record, history: [made], files: [...record.files, ...evidence] } })) }));
    const whole = await filesOfPackage({ plan: { ...plan, cases }, contents: new Map([...contents, ...evidence.map((one): [RecordFile, Uint8Array] => [one, Buffer.from(one.fileName)])]) });
    const xml = parsed(whole.get('metadata/preservation/premis.xml') ?? new Uint8Array());
    const text = (expression: string): string[] => (select(expression, xml) as Element[]).map((found) => found.textContent ?? '');
    expect(text('//p:event[p:eventType = "preserved"]/p:eventDateTime')).toEqual([made.at]);
    expect(text('//p:event[p:eventType = "preserved"]/p:linkingAgentIdentifier/p:linkingAgentIdentifierValue')).toEqual(['agent-0']);
    expect(text('//p:event[p:eventType = "preserved"]/p:linkingObjectIdentifier/p:linkingObjectIdentifierValue')).toEqual([
      'representations/rep1/data/01/01/Наказ.pdf',
      'representations/evidence/data/01/01/evidencerecord001.ers',
      'representations/evidence/data/01/01/ASiCEvidenceRecordManifest001.xml',
    ]);
    const objects = text('//p:objectIdentifierValue');
    expect(text('//p:linkingObjectIdentifierValue').filter((value) => !objects.includes(value))).toEqual([]);
  });
});
