import { describe, expect, it } from 'vitest';

import { LimitExceededError } from '../../../src-main/signatures/limits.ts';
import { XmlFormatError } from '../../../src-main/signatures/formats/xml/index.ts';
import { parseTrustList, serviceStatusAt, TrustListError } from '../../../src-main/signatures/trust/index.ts';
import { utf8 } from './xml-support.ts';
import type { TrustService } from '../../../src-main/signatures/trust/index.ts';

const SVC = 'http://uri.etsi.org/TrstSvc';
const SIE = `${SVC}/SvcInfoExt/eSigDir-1999-93-EC-TrustedList/#`;
const GRANTED = `${SVC}/TrustedList/Svcstatus/granted`;
const WITHDRAWN = `${SVC}/TrustedList/Svcstatus/withdrawn`;

const state = (status: string, since: string, identity: string, extensions = ''): string =>
  `<ServiceTypeIdentifier>http://czo.gov.ua/TrstSvc/Svctype/CA/QC</ServiceTypeIdentifier><ServiceName><Name xml:lang="uk">Надавач</Name><Name xml:lang="en"> Provider </Name></ServiceName>` +
  `<ServiceDigitalIdentity>${identity}</ServiceDigitalIdentity><ServiceStatus>${status}</ServiceStatus><StatusStartingTime>${since}</StatusStartingTime>${extensions}`;

const certificate = '<DigitalId><X509Certificate>AQID\nBAUG</X509Certificate></DigitalId><DigitalId><X509SubjectName>CN=A</X509SubjectName></DigitalId>';
const keyIdentifier = '<DigitalId><X509SKI>BwgJ</X509SKI></DigitalId>';
const extensions =
  `<ServiceInformationExtensions><Extension Critical="true"><q:Qualifications xmlns:q="${SIE}"><q:QualificationElement><q:Qualifiers><q:Qualifier uri="${SVC}/TrustedList/SvcInfoExt/QCForESig"/></q:Qualifiers>` +
  `<q:CriteriaList assert="all"><q:KeyUsage><q:KeyUsageBit name="nonRepudiation">true</q:KeyUsageBit></q:KeyUsage><q:PolicySet><q:PolicyIdentifier><x:Identifier xmlns:x="http://uri.etsi.org/01903/v1.3.2#" Qualifier="OIDAsURN">urn:oid:1.2.804.2.1.1.1.2.2</x:Identifier></q:PolicyIdentifier></q:PolicySet></q:CriteriaList></q:QualificationElement></q:Qualifications></Extension>` +
  `<Extension Critical="false"><AdditionalServiceInformation><URI xml:lang="en">${SVC}/TrustedList/SvcInfoExt/ForeSignatures</URI></AdditionalServiceInformation></Extension></ServiceInformationExtensions>`;

const list = (version: string | number = 5, nextUpdate = '<dateTime>2026-09-01T00:00:00Z</dateTime>'): string =>
  `<?xml version="1.0" encoding="UTF-8"?><TrustServiceStatusList xmlns="http://uri.etsi.org/02231/v2#" TSLTag="http://uri.etsi.org/19612/TSLTag" Id="tl"><SchemeInformation>` +
  `<TSLVersionIdentifier>${version}</TSLVersionIdentifier><TSLSequenceNumber>42</TSLSequenceNumber><TSLType>${SVC}/TrustedList/TSLType/EUgeneric</TSLType>` +
  `<SchemeOperatorName><Name xml:lang="en">Operator</Name></SchemeOperatorName><SchemeTerritory>UA</SchemeTerritory>` +
  `<PointersToOtherTSL><OtherTSLPointer><ServiceDigitalIdentities><ServiceDigitalIdentity>${certificate}</ServiceDigitalIdentity></ServiceDigitalIdentities><TSLLocation>https://e.org/tl.xml</TSLLocation></OtherTSLPointer></PointersToOtherTSL>` +
  `<ListIssueDateTime>2026-03-01T00:00:00Z</ListIssueDateTime><NextUpdate>${nextUpdate}</NextUpdate></SchemeInformation>` +
  `<TrustServiceProviderList><TrustServiceProvider><TSPInformation><TSPName><Name xml:lang="uk">ТОВ</Name></TSPName></TSPInformation><TSPServices><TSPService><ServiceInformation>${state(GRANTED, '2020-01-01T00:00:00Z', certificate, extensions)}</ServiceInformation>` +
  `<ServiceHistory><ServiceHistoryInstance>${state(WITHDRAWN, '2019-06-01T00:00:00+03:00', keyIdentifier)}</ServiceHistoryInstance><ServiceHistoryInstance>${state(GRANTED, '2018-01-01T00:00:00Z', keyIdentifier)}</ServiceHistoryInstance></ServiceHistory>` +
  `</TSPService></TSPServices></TrustServiceProvider></TrustServiceProviderList></TrustServiceStatusList>`;

function service(text = list()): TrustService {
  const [provider] = parseTrustList(utf8(text)).providers;
  const [first] = provider?.services ?? [];
  if (first === undefined) throw new Error('no service');
  return first;
}

describe('trust lists', () => {
  it.each([5, 6])('of version %i are read', (version) => {
    const read = parseTrustList(utf8(list(version)));
    expect(read).toMatchObject({
      version,
      sequenceNumber: 42,
      schemeTerritory: 'UA',
      schemeOperatorNames: [{ language: 'en', text: 'Operator' }],
      issuedAt: Date.parse('2026-03-01T00:00:00Z'),
      nextUpdateAt: Date.parse('2026-09-01T00:00:00Z'),
      pointers: [{ location: 'https://e.org/tl.xml', certificates: [Buffer.from([1, 2, 3, 4, 5, 6])] }],
      providers: [{ names: [{ language: 'uk', text: 'ТОВ' }], services: [{ status: GRANTED }] }],
    });
  });

  it('give services with identities, qualifiers and additional information', () => {
    expect(service()).toMatchObject({
      type: 'http://czo.gov.ua/TrstSvc/Svctype/CA/QC',
      names: [{ language: 'uk', text: 'Надавач' }, { language: 'en', text: 'Provider' }],
      identity: { certificates: [Buffer.from([1, 2, 3, 4, 5, 6])], subjectNames: ['CN=A'], subjectKeyIdentifiers: [] },
      additionalInformation: [`${SVC}/TrustedList/SvcInfoExt/ForeSignatures`],
      unknownCriticalExtension: false,
      qualifications: [
        {
          qualifiers: [`${SVC}/TrustedList/SvcInfoExt/QCForESig`],
          criteria: { assert: 'all', keyUsages: [[{ name: 'nonRepudiation', set: true }]], policySets: [['1.2.804.2.1.1.1.2.2']], lists: [] },
        },
      ],
      history: [{ status: WITHDRAWN, identity: { subjectKeyIdentifiers: [Buffer.from([7, 8, 9])] } }, { status: GRANTED }],
    });
  });

  it('say what a service was at an instant, and nothing of the time before', () => {
    const at = (instant: string): string | undefined => serviceStatusAt(service(), Date.parse(instant))?.status;
    expect(at('2017-12-31T23:59:59Z')).toBeUndefined();
    expect(at('2018-01-01T00:00:00Z')).toBe(GRANTED);
    expect(at('2019-05-31T20:59:59Z')).toBe(GRANTED);
    expect(at('2019-05-31T21:00:00Z')).toBe(WITHDRAWN);
    expect(at('2019-12-31T23:59:59Z')).toBe(WITHDRAWN);
    expect(at('2026-01-01T00:00:00Z')).toBe(GRANTED);
    const contradictory = list().replace('2019-06-01T00:00:00+03:00', '2020-01-01T00:00:00Z');
    expect(serviceStatusAt(service(contradictory), Date.parse('2021-01-01T00:00:00Z'))).toBeNull();
  });

  it('without a next update are closed; one with an unknown critical extension says so', () => {
    expect(parseTrustList(utf8(list(5, ''))).nextUpdateAt).toBeNull();
    const unknown = list().replace('<AdditionalServiceInformation>', '<u:Unknown xmlns:u="urn:u"/><AdditionalServiceInformation>').replace('Critical="false"', 'Critical="true"');
    expect(service(unknown).unknownCriticalExtension).toBe(true);
    const criteria = list().replace('<q:KeyUsage>', '<q:OtherCriteriaList/><q:KeyUsage>');
    expect(service(criteria).qualifications).toMatchObject([{ criteria: null }]);
  });

  it.each([
    list(4),
    list(7),
    list().replace('http://uri.etsi.org/02231/v2#', 'urn:x'),
    list().replace('<TSLSequenceNumber>42</TSLSequenceNumber>', ''),
    list().replace('<TSLSequenceNumber>42', '<TSLSequenceNumber>-1'),
    list().replace('2026-03-01T00:00:00Z', '2026-03-01T00:00:00'),
    list().replace('2020-01-01T00:00:00Z', '2020-13-01T00:00:00Z'),
    list().replace('AQID\nBAUG', 'AQID*'),
    list().replace('<ServiceStatus>', '<ServiceStatus>x</ServiceStatus><ServiceStatus>'),
  ])('that are malformed are refused (%#)', (text) => {
    expect(() => parseTrustList(utf8(text))).toThrow(TrustListError);
  });

  it('mutated at random give a list or one of three errors', () => {
    const original = utf8(list());
    let readable = 0;
    for (let round = 0; round < 1_500; round += 1) {
      const bytes = Buffer.from(original);
      const at = (round * 7_919) % bytes.length;
      if (round % 2 === 0) bytes[at] = (round * 31) % 256;
      else bytes.copyWithin(at, (round * 104_729) % bytes.length, (round * 104_729) % bytes.length + 60);
      try {
        parseTrustList(bytes);
        readable += 1;
      } catch (error) {
        const foreseen = error instanceof XmlFormatError || error instanceof TrustListError || error instanceof LimitExceededError;
        if (!foreseen) throw error;
      }
    }
    expect(readable).toBeGreaterThan(0);
    expect(readable).toBeLessThan(1_500);
  });
});
