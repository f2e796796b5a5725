import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';

import { crl, signAttached } from '../../../src-main/demo/pki/index.ts';
import { basicConstraints, extKeyUsage, keyUsage, qcCompliance } from '../../../src-main/demo/pki/certificates.ts';
import { certificatePolicies } from '../../../src-main/demo/pki/extensions.ts';
import { LimitExceededError } from '../../../src-main/signatures/limits.ts';
import { XmlFormatError } from '../../../src-main/signatures/formats/xml/index.ts';
import { parseTrustList, TrustListError } from '../../../src-main/signatures/trust/index.ts';
import { mutatedXml, randomFrom } from '../../support/mutations.ts';
import { signedTrustList, trustList } from '../../support/trust-list-builder.ts';
import { DAY, file, fullTrust, keysOf, later, NOW, only, testPki, text, validate } from './support.ts';
import type { SignerId, TestPki, TestSigner } from '../../../src-main/demo/pki/index.ts';
import type { ValidationOptions } from '../../../src-main/signatures/index.ts';
import type { ListedService } from '../../support/trust-list-builder.ts';
import type { SignatureReport, ValidationReport } from '#shared/domain/signature-report.ts';

const content = text('content');
const TSL_SIGNING = '0.4.0.2231.3.0';
let pki: TestPki;
/** Signs trust lists; the office trusts this one certificate and no authority. */
let operator: TestSigner;

beforeAll(async () => {
  pki = await testPki();
  const name = { country: 'KZ', organization: 'TEST', commonName: 'TEST scheme operator' };
  operator = await pki.issue(name, 'p-256', { extensions: [basicConstraints(null), keyUsage(0), extKeyUsage(false, TSL_SIGNING)] });
});

const granted = (change: Partial<ListedService> = {}): ListedService => ({ certificates: [pki.intermediate.certificate], status: 'granted', since: later(-900 * DAY), ...change });
const list = (...services: readonly ListedService[]): string => trustList({ services, issuedAt: later(-DAY), nextUpdate: later(90 * DAY), sequenceNumber: 17 });

/** Only the operator's certificate is trusted: everything else has to come from the list. */
function listed(signed: Uint8Array, change: Partial<ValidationOptions> = {}): ValidationOptions {
  const { crls } = fullTrust(pki);
  return { now: NOW, trustAnchors: [file(operator.certificate, 'operator.cer')], crls: crls ?? [], trustLists: [file(signed, 'list.xml')], ...change };
}

function signature(id: SignerId, stampedDays: number | null = null): Uint8Array {
  const timestamp = stampedDays === null ? {} : { timestamp: { authority: pki.timestampAuthority, time: later(stampedDays * DAY) } };
  return signAttached(content, pki.signers[id], timestamp);
}

const judge = (options: ValidationOptions, id: SignerId = 'director', stampedDays: number | null = null): Promise<ValidationReport> =>
  validate(signature(id, stampedDays), options);
const under = (services: readonly ListedService[], id: SignerId = 'director', stampedDays: number | null = null): Promise<SignatureReport> =>
  judge(listed(signedTrustList(list(...services), operator)), id, stampedDays).then(only);

describe('[VER-02] services of a trust list', () => {
  it('a granted one is trusted; the certificate’s claim makes the signature a qualified one', async () => {
    expect(await under([granted()], 'director')).toMatchObject({ indication: 'TOTAL-PASSED', legalLevel: 'qualified' });
    expect(await under([granted()], 'citizen')).toMatchObject({ indication: 'TOTAL-PASSED', legalLevel: 'advanced' });
  });

  it('the report names the list, its number and its hash', async () => {
    const signed = signedTrustList(list(granted()), operator);
    const { trust } = await judge(listed(signed));
    expect(trust).toEqual({
      anchors: 2,
      lists: [
        {
          name: 'KZ · list.xml',
          sequenceNumber: 17,
          issuedAt: later(-DAY).toISOString(),
          nextUpdate: later(90 * DAY).toISOString(),
          sha256: createHash('sha256').update(signed).digest('hex'),
        },
      ],
    });
  });

  it.each(['withdrawn', 'deprecatedatnationallevel', 'supervisionceased', 'supervisionrevoked', 'accreditationrevoked', 'granted-not', 'Granted'])('%s: not passed, and the status is told', async (status) => {
    const report = await under([granted({ status })]);
    expect(report).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'SIG_CONSTRAINTS_FAILURE', legalLevel: 'undetermined' });
    expect(report.reasons[0]).toMatchObject({ key: 'verdict.trustServiceNotGranted', params: { status } });
  });

  it('withdrawn: a signature proved to be older passes, a younger one and one without proof do not', async () => {
    const service = granted({ status: 'withdrawn', since: later(-10 * DAY), history: [{ status: 'granted', since: later(-900 * DAY) }] });
    expect(await under([service], 'director', -20)).toMatchObject({ indication: 'TOTAL-PASSED', legalLevel: 'qualified' });
    expect(await under([service], 'citizen', -20)).toMatchObject({ indication: 'TOTAL-PASSED', legalLevel: 'advanced' });
    for (const stamped of [-5, null]) {
      const report = await under([service], 'director', stamped);
      expect(report).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'SIG_CONSTRAINTS_FAILURE', legalLevel: 'undetermined' });
      expect(report.reasons[0]).toMatchObject({ key: 'verdict.trustServiceNotGranted', params: { status: 'withdrawn' } });
    }
  });

  it('granted again after a withdrawal: what was signed in between does not pass', async () => {
    const history = [
      { status: 'withdrawn', since: later(-30 * DAY) },
      { status: 'granted', since: later(-900 * DAY) },
    ];
    const service = granted({ since: later(-10 * DAY), history });
    const indications = await Promise.all([-40, -20, -5].map((stamped) => under([service], 'director', stamped)));
    expect(indications.map(({ indication }) => indication)).toEqual(['TOTAL-PASSED', 'INDETERMINATE', 'TOTAL-PASSED']);
  });

  it('a time before the list begins to speak is not a granted one', async () => {
    const report = await under([granted({ since: later(-10 * DAY) })], 'director', -20);
    expect(report.indication).toBe('INDETERMINATE');
    expect(keysOf(report)).toContain('verdict.trustServiceNotGranted');
  });

  it('a service that became a qualified one after the certificate was issued makes nothing qualified', async () => {
    const service = granted({ since: later(-100 * DAY), history: [{ status: 'recognisedatnationallevel', type: 'CA/PKC', since: later(-900 * DAY) }] });
    expect(await under([service])).toMatchObject({ indication: 'TOTAL-PASSED', legalLevel: 'advanced' });
    expect(await under([granted({ type: 'CA/PKC' })])).toMatchObject({ indication: 'TOTAL-PASSED', legalLevel: 'advanced' });
  });

  it('an extension that is critical and unknown makes the state one not to rely on', async () => {
    const unknown = '<Extension Critical="true"><u:Unknown xmlns:u="urn:u"/></Extension>';
    expect((await under([granted({ extensions: unknown })])).indication).toBe('INDETERMINATE');
    expect((await under([granted({ extensions: unknown.replace('true', 'false') })])).indication).toBe('TOTAL-PASSED');
  });

  const SIE = 'http://uri.etsi.org/TrstSvc/SvcInfoExt/eSigDir-1999-93-EC-TrustedList/#';
  const qualifier = (name: string, criteria: string): string =>
    `<Extension Critical="true"><q:Qualifications xmlns:q="${SIE}"><q:QualificationElement><q:Qualifiers><q:Qualifier uri="http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/${name}"/></q:Qualifiers>${criteria}</q:QualificationElement></q:Qualifications></Extension>`;
  const usage = (name: string, set = true): string => `<q:KeyUsage><q:KeyUsageBit name="${name}">${set}</q:KeyUsageBit></q:KeyUsage>`;
  const policy = '<q:PolicySet><q:PolicyIdentifier><x:Identifier xmlns:x="http://uri.etsi.org/01903/v1.3.2#">1.2.3.4</x:Identifier></q:PolicyIdentifier></q:PolicySet>';
  const criteria = (assert: string, ...inner: readonly string[]): string => `<q:CriteriaList assert="${assert}">${inner.join('')}</q:CriteriaList>`;

  it.each([
    // The certificate has digitalSignature and nonRepudiation, and no policy.
    ['all', [usage('nonRepudiation')], 'advanced'],
    ['all', [usage('nonRepudiation'), usage('keyAgreement', false)], 'advanced'],
    ['all', [usage('nonRepudiation'), usage('keyAgreement')], 'qualified'],
    ['all', [policy], 'qualified'],
    ['all', [], 'advanced'],
    ['atLeastOne', [policy, usage('digitalSignature')], 'advanced'],
    ['atLeastOne', [policy, usage('keyAgreement')], 'qualified'],
    ['none', [policy], 'advanced'],
    ['none', [usage('nonRepudiation')], 'qualified'],
    ['all', [criteria('none', policy)], 'advanced'],
    ['all', ['<q:Unknown/>'], 'advanced'],
    ['all', [usage('somethingNew')], 'advanced'],
    ['most', [policy], 'advanced'],
  ])('NotQualified for %s of %j: %s', async (assert, inner, level) => {
    const report = await under([granted({ extensions: qualifier('NotQualified', criteria(assert, ...inner)) })]);
    expect(report).toMatchObject({ indication: 'TOTAL-PASSED', legalLevel: level });
  });

  it('NotQualified by the policy of a certificate', async () => {
    const extensions = [basicConstraints(null), keyUsage(0, 1), qcCompliance(), certificatePolicies('1.2.3.4', '1.2.3.5')];
    const signer = await pki.issue({ country: 'KZ', organization: 'TEST', commonName: 'TEST policies' }, 'p-256', { extensions });
    const level = async (assert: string): Promise<string> => {
      const signed = signedTrustList(list(granted({ extensions: qualifier('NotQualified', criteria(assert, policy)) })), operator);
      return only(await validate(signAttached(content, signer), listed(signed))).legalLevel;
    };
    expect([await level('all'), await level('none')]).toEqual(['advanced', 'qualified']);
  });

  it('other qualifiers take nothing away; a service for web sites makes no signature qualified', async () => {
    expect((await under([granted({ extensions: qualifier('QCForESig', criteria('all', usage('nonRepudiation'))) })])).legalLevel).toBe('qualified');
    const about = (...names: readonly string[]): string =>
      names.map((name) => `<Extension Critical="false"><AdditionalServiceInformation><URI xml:lang="en">http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/${name}</URI></AdditionalServiceInformation></Extension>`).join('');
    const levels = await Promise.all([['ForWebSiteAuthentication'], ['ForWebSiteAuthentication', 'ForeSeals'], ['ForeSignatures'], ['RootCA-QC']].map((names) => under([granted({ extensions: about(...names) })])));
    expect(levels.map(({ legalLevel }) => legalLevel)).toEqual(['advanced', 'qualified', 'qualified', 'qualified']);
  });

  it.each(['TSA/QTST', 'Certstatus/OCSP/QC', 'CA/QC/other', 'RemoteQSCDManagement/Q'])('a granted service of type %s trusts no signer', async (type) => {
    expect(await under([granted({ type })])).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'NO_CERTIFICATE_CHAIN_FOUND' });
    // Nor does it lift the withdrawal of the authority that has the same certificate.
    const report = await under([granted({ status: 'withdrawn' }), granted({ type })]);
    expect(report.indication).toBe('INDETERMINATE');
    expect(keysOf(report)).toContain('verdict.trustServiceNotGranted');
  });

  it('a granted authority further up does not stand in for the withdrawn one that issued the certificate', async () => {
    const root = granted({ certificates: [pki.root.certificate] });
    for (const services of [[root, granted({ status: 'withdrawn' })], [granted({ status: 'withdrawn' }), root]]) {
      const report = await under(services);
      expect(report.indication).toBe('INDETERMINATE');
      expect(keysOf(report)).toContain('verdict.trustServiceNotGranted');
    }
    expect((await judge({ ...listed(signedTrustList(list(root), operator)), intermediates: [file(pki.intermediate.certificate)] })).indication).toBe('TOTAL-PASSED');
  });

  it('an end certificate in a list is no anchor', async () => {
    expect((await under([granted({ certificates: [pki.signers.director.certificate] })])).subIndication).toBe('NO_CERTIFICATE_CHAIN_FOUND');
  });

  it('an anchor of the office outside every list is trusted as before, and nothing is said of its level', async () => {
    const signed = signedTrustList(list(granted({ certificates: [operator.certificate] })), operator);
    const report = only(await judge({ ...fullTrust(pki), trustAnchors: [...fullTrust(pki).trustAnchors, file(operator.certificate)], trustLists: [file(signed)] }));
    expect(report).toMatchObject({ indication: 'TOTAL-PASSED', legalLevel: 'undetermined' });
  });
});

describe('[VER-11] a list that counts for nothing adds nothing and is named', () => {
  const outcome = async (signed: Uint8Array): Promise<unknown> => {
    const report = await judge(listed(signed));
    const { indication, subIndication, legalLevel, reasons } = only(report);
    return { lists: report.trust.lists, indication, subIndication, legalLevel, named: reasons[0]?.params?.['unreadable'] };
  };
  const REFUSED = { lists: [], indication: 'INDETERMINATE', subIndication: 'NO_CERTIFICATE_CHAIN_FOUND', legalLevel: 'undetermined', named: 'list.xml' };
  const good = (): string => signedTrustList(list(granted()), operator).toString('utf8');

  it('one that counts, for comparison', async () => {
    expect((await judge(listed(Buffer.from(good())))).indication).toBe('TOTAL-PASSED');
  });

  it.each([
    ['a changed status', () => signedTrustList(list(granted({ status: 'withdrawn' })), operator).toString('utf8').replace('Svcstatus/withdrawn', 'Svcstatus/granted')],
    ['a changed number', () => good().replace('<TSLSequenceNumber>17', '<TSLSequenceNumber>18')],
    ['a changed date', () => good().replace(/(<StatusStartingTime>20)2\d/, '$119')],
    ['one byte of a certificate', () => good().replace(/(<DigitalId><X509Certificate>.{40})(.)/, (_, head: string, was: string) => `${head}${was === 'A' ? 'B' : 'A'}`)],
    ['a service more', () => good().replace('</TSPServices>', `${/<TSPService>.*<\/TSPService>/.exec(good())?.[0] ?? ''}</TSPServices>`)],
    ['no signature', () => list(granted())],
    ['a broken signature value', () => good().replace(/(<ds:SignatureValue[^>]*>)..../, '$1AAAA')],
    ['no list at all', () => 'nonsense'],
    ['XML that is no list', () => signedTrustList('<other/>'.replace('/>', '></other>'), operator).toString('utf8')],
    ['a version that is not known', () => signedTrustList(list(granted()).replace('Identifier>5<', 'Identifier>4<'), operator).toString('utf8')],
  ])('%s', async (_title, build) => {
    expect(await outcome(Buffer.from(build(), 'utf8'))).toEqual(REFUSED);
  });

  it('the signature of somebody whom the office does not trust', async () => {
    expect(await outcome(signedTrustList(list(granted()), pki.signers.partner))).toEqual(REFUSED);
  });

  it('the signature of somebody whom the office’s authority certifies for other things', async () => {
    const { trustAnchors, intermediates, crls } = fullTrust(pki);
    const strange = await pki.issue({ country: 'KZ', organization: 'TEST', commonName: 'Strange' }, 'p-256');
    const services = [granted({ certificates: [pki.intermediate.certificate] })];
    const options = { now: NOW, trustAnchors, intermediates: intermediates ?? [], crls: crls ?? [] };
    for (const signer of [pki.signers.citizen, pki.signers.director, strange]) {
      const report = await judge({ ...options, trustLists: [file(signedTrustList(list(...services), signer), 'list.xml')] });
      expect(report.trust.lists).toEqual([]);
    }
    const report = await judge({ ...options, trustLists: [file(signedTrustList(list(...services), operator), 'list.xml')] });
    expect(report.trust.lists).toHaveLength(1);
  });

  it('an operator whose certificate is revoked; one of whom nothing is known counts, for a person confirmed the file', async () => {
    const { trustAnchors, intermediates } = fullTrust(pki);
    const revoked = crl({ issuer: pki.intermediate, revoked: [{ serialNumber: operator.serialNumber, revokedAt: later(-2 * DAY) }], thisUpdate: later(-DAY), nextUpdate: later(DAY) });
    const options = { now: NOW, trustAnchors, intermediates: intermediates ?? [], trustLists: [file(signedTrustList(list(granted()), operator), 'list.xml')] };
    expect((await judge({ ...options, crls: [file(pki.rootCrl), file(revoked)] })).trust.lists).toEqual([]);
    expect((await judge({ ...options, crls: [] })).trust.lists).toHaveLength(1);
  });

  it('a second signature beside the operator’s', async () => {
    const two = signedTrustList(signedTrustList(list(granted()), operator, { references: [{ kind: 'document', leavesOut: 'signatures' }], id: 'first' }).toString('utf8'), pki.signers.partner, {
      references: [{ kind: 'document', leavesOut: 'signatures' }],
      id: 'second',
    });
    expect(await outcome(two)).toEqual(REFUSED);
  });

  it('a signature over a part of it', async () => {
    const part = list(granted()).replace('<SchemeInformation>', '<SchemeInformation Id="scheme">');
    expect(await outcome(signedTrustList(part, operator, { references: [{ kind: 'element', id: 'scheme' }] }))).toEqual(REFUSED);
    const providers = list(granted()).replace('<TrustServiceProviderList>', '<TrustServiceProviderList Id="providers">');
    expect(await outcome(signedTrustList(providers, operator, { references: [{ kind: 'element', id: 'providers' }] }))).toEqual(REFUSED);
  });

  it('a signature over something else that stands in it', async () => {
    expect(await outcome(signedTrustList(list(granted()), operator, { references: [{ kind: 'object', content: '<x/>' }] }))).toEqual(REFUSED);
    const other = text('beside');
    expect(await outcome(signedTrustList(list(granted()), operator, { references: [{ kind: 'external', name: 'x', bytes: other }] }))).toEqual(REFUSED);
  });

  it('a good list beside it still counts', async () => {
    const trustLists = [file(text('nonsense'), 'bad.xml'), file(Buffer.from(good()), 'good.xml')];
    const report = await judge(listed(text(''), { trustLists }));
    expect(report.indication).toBe('TOTAL-PASSED');
    expect(report.trust.lists.map(({ name }) => name)).toEqual(['KZ · good.xml']);
  });
});

describe('hostile and large lists', () => {
  it('five megabytes are read in bounded time', async () => {
    const services = Array.from({ length: 3_200 }, (_, index) => granted({ since: later(-(index + 1) * 60_000 - 900 * DAY), certificates: [pki.intermediate.certificate] }));
    const signed = signedTrustList(list(...services), operator);
    expect(signed.length).toBeGreaterThan(5 * 1024 * 1024);
    const start = performance.now();
    const report = await judge(listed(signed));
    const took = performance.now() - start;
    expect(report.trust.lists).toHaveLength(1);
    expect(report.indication).toBe('TOTAL-PASSED');
    expect(took).toBeLessThan(15_000);
  }, 60_000);

  it('mutants of a signed list count only with the services that were signed', async () => {
    const original = signedTrustList(list(granted({ history: [{ status: 'withdrawn', since: later(-2_000 * DAY) }] })), operator);
    const services = (bytes: Uint8Array) => parseTrustList(bytes).providers;
    const signed = services(original);
    const random = randomFrom(20_260_310);
    let accepted = 0;
    for (let count = 0; count < 600; count += 1) {
      const mutant = mutatedXml(original, random);
      const report = await judge(listed(mutant));
      if (report.trust.lists.length === 0) continue;
      accepted += 1;
      expect(services(mutant), `mutant ${count}`).toEqual(signed);
    }
    expect(accepted).toBeGreaterThan(0);
    expect(accepted).toBeLessThan(400);
  }, 120_000);

  it('mutants of a list end in a list or in one of three errors', () => {
    const original = Buffer.from(list(granted({ history: [{ status: 'withdrawn', since: later(-2_000 * DAY) }] })), 'utf8');
    const random = randomFrom(20_260_311);
    let read = 0;
    for (let count = 0; count < 3_000; count += 1) {
      let mutant: Buffer = original;
      for (let times = 1 + random(3); times > 0; times -= 1) mutant = mutatedXml(mutant, random);
      try {
        parseTrustList(mutant);
        read += 1;
      } catch (error) {
        const isForeseen = error instanceof XmlFormatError || error instanceof TrustListError || error instanceof LimitExceededError;
        if (!isForeseen) throw error;
      }
    }
    expect(read).toBeGreaterThan(100);
    expect(read).toBeLessThan(2_900);
  }, 60_000);
});
