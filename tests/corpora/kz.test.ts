import { describe, expect, it } from 'vitest';

import { createSignatureValidator, describeEvidence, extractAttachedContent } from '../../src-main/signatures/index.ts';
import { corporaPresent, corpusFile, corpusFiles, suffix } from './corpora.ts';
import { sample, signaturesOf } from './national-samples.ts';
import type { EvidenceKind, ValidationOptions } from '../../src-main/signatures/index.ts';
import type { SignatureReport } from '#shared/domain/signature-report.ts';

const AUTHORITIES = ['kz/ca/nca_gost2015_test.cer', 'kz/ca/nca_gost_test.crt', 'kz/ca/nca_rsa_test.crt', 'kz/NCA_2004_RSA_CERT.cer'];
/** Within the life of every GOST certificate of the samples; the RSA ones are older. */
const NOW = '2022-09-01T00:00:00Z';

const text = (content: string): Buffer => Buffer.from(content, 'utf8');
const options = (more: Partial<ValidationOptions> = {}): ValidationOptions => ({ now: NOW, trustAnchors: AUTHORITIES.map(sample), ...more });

function judge(path: string, content: string | null, more: Partial<ValidationOptions> = {}): Promise<readonly SignatureReport[]> {
  const contents = content === null ? [] : [{ fileName: 'content.txt', bytes: text(content) }];
  return signaturesOf(sample(path), options(more), contents);
}

const isGost = ({ algorithm }: SignatureReport): boolean => algorithm === 'GOST 34.10-2015 with Streebog-512';
const isRsa = ({ algorithm }: SignatureReport): boolean => algorithm === 'RSA with SHA-256';
const DETACHED = 'kz/CmsServiceTest_SIGNED_DETACHED_CMS.p7s';
const TWO_SIGNERS = [DETACHED, 'kz/CmsServiceTest_SIGNED_CMS.p7s'];
const contentOf = (path: string): string | null => (path === DETACHED ? 'test123' : null);

describe.skipIf(!corporaPresent)(`Kazakh CMS of the national test authority${suffix}`, () => {
  it.each(corpusFiles('kz').filter((path) => path.endsWith('.p7s')))('[VER-11] %s: every signer intact, its chain leads to the test authority', async (path) => {
    const signatures = await judge(path, contentOf(path));
    expect(signatures.filter(isGost)).toHaveLength(TWO_SIGNERS.includes(path) ? 1 : 0);
    expect(signatures.filter(isRsa)).toHaveLength(1);
    for (const signature of signatures) {
      expect(signature).toMatchObject({ signatureIntact: true, dataIntact: true });
      expect(signature.chain.map(({ subject }) => subject.commonName).at(-1)).toMatch(isGost(signature) ? /GOST.*TEST 2022/ : /RSA TEST/);
      expect(signature.signer?.personalCode).toMatch(/^IIN\d{12}$/);
    }
  });

  it('[SIGN-03] [VER-02] the GOST signer passes with the list of its authority, waits without it, and is revoked once the responder says so', async () => {
    const crls = corpusFiles('kz/crl').map(sample);
    const ocspResponses = corpusFiles('kz/ocsp').map(sample);
    const gostAt = async (now: string, more: Partial<ValidationOptions>) => (await judge(DETACHED, 'test123', { now, ...more })).find(isGost);
    expect(await gostAt(NOW, {})).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'TRY_LATER' });
    expect(await gostAt(NOW, { crls })).toMatchObject({ indication: 'TOTAL-PASSED', subIndication: null });
    expect(await gostAt('2022-12-01T00:00:00Z', { crls, ocspResponses })).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'REVOKED_NO_POE' });
  });

  it.each(TWO_SIGNERS)('[VER-11] %s with another content fails for both signers', async (path) => {
    const bytes = corpusFile(path);
    const content = extractAttachedContent(bytes);
    if (content !== null) {
      const at = bytes.indexOf(content.bytes);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
    }
    const contents = path === DETACHED ? [{ fileName: 'content.txt', bytes: text('test124') }] : [];
    const signatures = await signaturesOf({ fileName: path, bytes }, options(), contents);
    expect(signatures).toHaveLength(2);
    for (const signature of signatures) expect(signature).toMatchObject({ indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE', dataIntact: false });
  });

  it('detached without content: SIGNED_DATA_NOT_FOUND for both', async () => {
    const signatures = await judge(DETACHED, null);
    expect(signatures.map(({ subIndication }) => subIndication)).toEqual(['SIGNED_DATA_NOT_FOUND', 'SIGNED_DATA_NOT_FOUND']);
  });

  it('its lists, answers and certificates can be read', () => {
    const unread = (folder: string, kind: EvidenceKind): string[] =>
      corpusFiles(folder).filter((path) => describeEvidence(kind, corpusFile(path)) === null);
    expect([...unread('kz/crl', 'crl'), ...unread('kz/ocsp', 'ocsp'), ...unread('kz/ca', 'anchor')]).toEqual([]);
  });
});

describe.skipIf(!corporaPresent)(`every national sample gets a report${suffix}`, () => {
  it.each([...corpusFiles('kz'), ...corpusFiles('gost-r'), ...corpusFiles('ua')])('%s', async (path) => {
    const report = await createSignatureValidator().validate(sample(path), { now: NOW, trustAnchors: [] });
    expect(report.indication).not.toBe('TOTAL-PASSED');
    for (const { reasons } of report.signatures) {
      expect(reasons.map(({ key }) => key)).not.toContain('verdict.engineStopped');
    }
  });
});
