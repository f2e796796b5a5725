import { describe, expect, it } from 'vitest';

import { createSignatureValidator, describeEvidence, extractAttachedContent } from '../../src-main/signatures/index.ts';
import { corporaPresent, corpusFile, corpusFiles, suffix } from './corpora.ts';
import type { EvidenceKind, ValidationOptions } from '../../src-main/signatures/index.ts';
import type { SignatureReport } from '#shared/domain/signature-report.ts';

const bare: ValidationOptions = { now: '2022-01-01T00:00:00Z', trustAnchors: [] };

const text = (content: string): Buffer => Buffer.from(content, 'utf8');

async function judge(path: string, content: string | null, options = bare): Promise<readonly SignatureReport[]> {
  const detachedContents = content === null ? [] : [{ fileName: 'content.txt', bytes: text(content) }];
  const input = { fileName: path, bytes: corpusFile(path), detachedContents };
  return (await createSignatureValidator().validate(input, options)).signatures;
}

const isGost = ({ algorithm }: SignatureReport): boolean => algorithm.includes('GOST');
const detached = 'kz/CmsServiceTest_SIGNED_DETACHED_CMS.p7s';

describe.skipIf(!corporaPresent)(`Kazakh CMS of the national test authority${suffix}`, () => {
  it('[VER-11] detached with its content: RSA intact, GOST named and left open', async () => {
    const signatures = await judge(detached, 'test123');
    expect(signatures).toHaveLength(2);
    const [gost] = signatures.filter(isGost);
    const [rsa] = signatures.filter((signature) => !isGost(signature));
    expect(rsa).toMatchObject({ signatureIntact: true, dataIntact: true, indication: 'INDETERMINATE' });
    expect(gost).toMatchObject({ signatureIntact: null, dataIntact: null, indication: 'INDETERMINATE', subIndication: null });
    expect(gost?.reasons[0]).toMatchObject({ key: 'verdict.unsupportedAlgorithm' });
    expect(gost?.reasons[0]?.params?.['algorithm']).toContain('GOST 34.10-2015');
    expect(gost?.signer?.personalCode).toMatch(/^IIN\d{12}$/);
  });

  it('[VER-11] detached with another content: RSA fails with HASH_FAILURE, GOST stays open', async () => {
    const signatures = await judge(detached, 'test124');
    const [gost] = signatures.filter(isGost);
    const [rsa] = signatures.filter((signature) => !isGost(signature));
    expect(rsa).toMatchObject({ indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE', dataIntact: false });
    expect(gost?.indication).toBe('INDETERMINATE');
  });

  it('detached without content: SIGNED_DATA_NOT_FOUND for RSA', async () => {
    const [rsa] = (await judge(detached, null)).filter((signature) => !isGost(signature));
    expect(rsa).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'SIGNED_DATA_NOT_FOUND' });
  });

  it.each(corpusFiles('kz').filter((path) => path.includes('SIGNED_CMS')))('%s, attached: RSA intact', async (path) => {
    const signatures = await judge(path, null);
    const rsa = signatures.filter((signature) => !isGost(signature));
    expect(rsa.length).toBeGreaterThan(0);
    for (const signature of rsa) expect(signature).toMatchObject({ signatureIntact: true, dataIntact: true });
    const content = extractAttachedContent(corpusFile(path));
    expect(content).not.toBeNull();
    const changed = corpusFile(path);
    const at = changed.indexOf(content?.bytes ?? '');
    changed[at] = (changed[at] ?? 0) ^ 1;
    const input = { fileName: path, bytes: changed };
    const report = await createSignatureValidator().validate(input, bare);
    for (const signature of report.signatures.filter((one) => !isGost(one))) {
      expect(signature).toMatchObject({ indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE' });
    }
  });

  it('RSA under the RSA test authority: a chain is found', async () => {
    const root = ['kz/NCA_2004_RSA_CERT.cer', 'kz/ca/nca_rsa_test.crt'];
    const trustAnchors = root.map((path) => ({ fileName: path, bytes: corpusFile(path) }));
    const [rsa] = (await judge(detached, 'test123', { ...bare, trustAnchors })).filter((one) => !isGost(one));
    expect(rsa?.chain.length).toBeGreaterThan(1);
    expect(rsa).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'TRY_LATER' });
  });

  it('its lists, answers and certificates can be read', () => {
    const unread = (folder: string, kind: EvidenceKind): string[] =>
      corpusFiles(folder).filter((path) => describeEvidence(kind, corpusFile(path)) === null);
    expect([...unread('kz/crl', 'crl'), ...unread('kz/ocsp', 'ocsp'), ...unread('kz/ca', 'anchor')]).toEqual([]);
  });
});

describe.skipIf(!corporaPresent)(`every national sample gets a report${suffix}`, () => {
  it.each([...corpusFiles('kz'), ...corpusFiles('gost-r'), ...corpusFiles('ua')])('%s', async (path) => {
    const report = await createSignatureValidator().validate({ fileName: path, bytes: corpusFile(path) }, bare);
    expect(report.indication).not.toBe('TOTAL-PASSED');
    for (const { reasons } of report.signatures) {
      expect(reasons.map(({ key }) => key)).not.toContain('verdict.engineStopped');
    }
  });

  it('RFC 9215 signatures are named', async () => {
    const signed = corpusFiles('gost-r').filter((path) => path.includes('signed'));
    const signatures = (await Promise.all(signed.map((path) => judge(path, null)))).flat();
    expect(signatures.map(({ algorithm }) => algorithm).toSorted()).toEqual([
      'GOST R 34.10-2012 (256 bit)',
      'GOST R 34.10-2012 (512 bit)',
    ]);
  });
});

interface UkrainianTask {
  readonly method: string;
  readonly comment?: string;
  readonly parameters?: { readonly signature?: { readonly bytes: string; readonly content?: string } };
}

describe.skipIf(!corporaPresent)(`Ukrainian CAdES of the public library's tests${suffix}`, () => {
  it('names DSTU 4145 and gives no verdict', async () => {
    const { tasks } = JSON.parse(corpusFile('ua/verify-dstu.json').toString('utf8')) as { tasks: UkrainianTask[] };
    const signatures = tasks.flatMap(({ parameters }) => parameters?.signature ?? []);
    expect(signatures.length).toBeGreaterThanOrEqual(5);
    for (const { bytes } of signatures) {
      const input = { fileName: 'a.p7s', bytes: Buffer.from(bytes, 'base64') };
      const [signature] = (await createSignatureValidator().validate(input, bare)).signatures;
      expect(signature?.algorithm).toContain('DSTU 4145');
      expect(signature).toMatchObject({ indication: 'INDETERMINATE', signatureIntact: null });
    }
  });
});
