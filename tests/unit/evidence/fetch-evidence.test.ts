import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { MissingEvidence } from '#shared/domain/signature-evidence.ts';
import { createTestPki, type TestPki } from '../../../src-main/demo/pki/index.ts';
import { fetchEvidence, type FetchLimits, type FetchPorts, type FetchResult } from '../../../src-main/evidence/fetching/fetch-evidence.ts';
import { signatureRoom } from '../../../src-main/jobs/fetch-job.ts';
import { bytes, type EvidenceServer, evidenceServer } from '../../support/evidence-server.ts';
import { nonceOf, ocspAnswer } from '../../support/evidence-pki.ts';

const NOW = new Date('2026-03-02T04:00:00.000Z');
const HOUR = 3_600_000;
const THIS_UPDATE = new Date(NOW.getTime() - HOUR);
const NEXT_UPDATE = new Date(NOW.getTime() + HOUR);
const base64 = (content: Uint8Array): string => Buffer.from(content).toString('base64');

let pki: TestPki;
beforeAll(async () => {
  pki = await createTestPki({ now: NOW.toISOString() });
});

/** The status of the director's certificate is not known. */
function revocation(ocspUrls: readonly string[], crlUrls: readonly string[], certificate = pki.signers.director.certificate): MissingEvidence {
  return { kind: 'revocation', certificate: base64(certificate), issuer: base64(pki.intermediate.certificate), ocspUrls, crlUrls };
}

async function fetch(missing: readonly MissingEvidence[], servers: readonly EvidenceServer[], { limits = {}, blocked = [], ports = {}, proxy = null }: { readonly limits?: Partial<FetchLimits>; readonly blocked?: readonly string[]; readonly ports?: Partial<FetchPorts>; readonly proxy?: string | null } = {}): Promise<FetchResult & { readonly kept: Uint8Array[] }> {
  const kept: Uint8Array[] = [];
  const result = await fetchEvidence(
    { missing, blocked, allowedHosts: servers.map(({ host }) => host), proxy, randomness: new Uint8Array(32).fill(7) },
    { reader: signatureRoom, keep: async (content) => ({ output: kept.push(content) - 1, sha256: createHash('sha256').update(content).digest('hex'), size: content.length }), limits: { silenceMilliseconds: 500, requestMilliseconds: 2000, connectMilliseconds: 1000, ...limits }, ...ports },
  );
  return { ...result, kept };
}

const failures = ({ attempts }: FetchResult): (string | null)[] => attempts.map(({ failure }) => failure);

describe('the search for evidence', () => {
  it('keeps a list with its issuer and dates', async () => {
    const server = await evidenceServer({ '/list.crl': bytes(pki.intermediateCrl) });
    const { obtained, attempts, kept } = await fetch([revocation([], [server.url('/list.crl')])], [server]);
    expect(obtained).toEqual([
      expect.objectContaining({
        kind: 'crl',
        url: server.url('/list.crl'),
        sha256: createHash('sha256').update(pki.intermediateCrl).digest('hex'),
        size: pki.intermediateCrl.length,
        names: [expect.stringContaining('TEST Issuing CA')],
        serialNumbers: [],
        thisUpdate: '2026-03-02T03:00:00.000Z',
        nextUpdate: '2026-03-09T04:00:00.000Z',
        certificate: null,
        output: 0,
      }),
    ]);
    expect(attempts).toEqual([expect.objectContaining({ url: server.url('/list.crl'), failure: null })]);
    expect(kept).toEqual([Buffer.from(pki.intermediateCrl)]);
  });

  it('asks about one certificate before it asks for the list of all, with a nonce of its own', async () => {
    const nonces: (Buffer | null)[] = [];
    const server = await evidenceServer({
      '/ocsp': (_request, response, body) => {
        nonces.push(nonceOf(body));
        response.end(ocspAnswer(pki, pki.signers.director, { thisUpdate: THIS_UPDATE, nextUpdate: NEXT_UPDATE, nonce: nonceOf(body) }));
      },
      '/list.crl': bytes(pki.intermediateCrl),
    });
    const { obtained } = await fetch([revocation([server.url('/ocsp')], [server.url('/list.crl')])], [server]);
    expect(obtained.map(({ kind, serialNumbers, certificate }) => [kind, serialNumbers, certificate])).toEqual([['ocsp', [Buffer.from(pki.signers.director.serialNumber).toString('hex')], createHash('sha256').update(pki.signers.director.certificate).digest('hex')]]);
    expect(nonces).toEqual([expect.any(Buffer)]);
    expect(nonces[0]?.length).toBeGreaterThanOrEqual(16);
    expect(server.asked.map(({ method, path }) => [method, path])).toEqual([['POST', '/ocsp']]);
  });

  it('takes an answer without a nonce, but none with another one, and goes on to the list', async () => {
    const answer = (nonce: Uint8Array | null) => bytes(ocspAnswer(pki, pki.signers.director, { thisUpdate: THIS_UPDATE, nextUpdate: NEXT_UPDATE, nonce }));
    const server = await evidenceServer({ '/without': answer(null), '/recorded': answer(Buffer.alloc(32, 1)), '/list.crl': bytes(pki.intermediateCrl) });
    expect(failures(await fetch([revocation([server.url('/without')], [])], [server]))).toEqual([null]);
    const replayed = await fetch([revocation([server.url('/recorded')], [server.url('/list.crl')])], [server]);
    expect(failures(replayed)).toEqual(['nonceMismatch', null]);
    expect(replayed.obtained.map(({ kind }) => kind)).toEqual(['crl']);
    expect(replayed.kept).toHaveLength(1);
  });

  it('keeps the certificate of an issuer', async () => {
    const server = await evidenceServer({ '/ca.cer': bytes(pki.intermediate.certificate) });
    const { obtained } = await fetch([{ kind: 'issuer', certificate: base64(pki.signers.director.certificate), issuer: 'CN=TEST', issuerUrls: [server.url('/ca.cer')] }], [server]);
    expect(obtained).toEqual([expect.objectContaining({ kind: 'issuer', names: [expect.stringContaining('TEST Issuing CA')], thisUpdate: null, nextUpdate: null })]);
  });

  it('throws away what the signature room cannot read', async () => {
    const page = bytes(Buffer.from('<html>Sign in to the network</html>'), { 'content-type': 'application/pkix-crl' });
    const server = await evidenceServer({ '/page': page, '/certificate': bytes(pki.intermediate.certificate), '/cut': bytes(pki.intermediateCrl.subarray(0, -1)), '/empty': bytes(new Uint8Array()) });
    const { obtained, kept, ...result } = await fetch([revocation([server.url('/page')], ['/page', '/certificate', '/cut'].map((path) => server.url(path))), { kind: 'issuer', certificate: base64(pki.signers.clerk.certificate), issuer: 'CN=TEST', issuerUrls: [server.url('/empty')] }], [server]);
    expect(obtained).toEqual([]);
    expect(kept).toEqual([]);
    expect(failures({ obtained, ...result })).toEqual(['unreadable', 'unreadable', 'unreadable', 'unreadable', 'unreadable']);
  });

  it('asks one address once, for however many certificates', async () => {
    const server = await evidenceServer({ '/list.crl': bytes(pki.intermediateCrl) });
    const { director, clerk, partner } = pki.signers;
    const { obtained } = await fetch([director, clerk, partner].map(({ certificate }) => revocation([], [server.url('/list.crl')], certificate)), [server]);
    expect(obtained).toHaveLength(1);
    expect(server.connections()).toBe(1);
  });

  it('leaves out what is blocked, and asks the next address instead', async () => {
    const server = await evidenceServer({ '/a.crl': bytes(pki.intermediateCrl), '/b.crl': bytes(pki.intermediateCrl) });
    const missing = [revocation([], [server.url('/a.crl'), server.url('/b.crl')])];
    const first = await fetch(missing, [server]);
    expect(first.obtained.map(({ url }) => url)).toEqual([server.url('/a.crl')]);
    const second = await fetch(missing, [server], { blocked: first.attempts.map(({ request }) => request) });
    expect(second.obtained.map(({ url }) => url)).toEqual([server.url('/b.crl')]);
  });

  it('asks nothing where only an administrator can help', async () => {
    expect(await fetch([{ kind: 'document' }, { kind: 'trust-anchor', issuer: 'CN=Root' }, revocation([], [])], [])).toEqual({ obtained: [], attempts: [], kept: [] });
  });

  it('keeps its bounds: four at once, so many a run and a host', async () => {
    let atOnce = 0;
    let most = 0;
    const answers = Object.fromEntries(
      Array.from({ length: 12 }, (_unused, at) => [
        `/${at}.crl`,
        (_request: unknown, response: { end(content: Uint8Array): void }) => {
          atOnce += 1;
          most = Math.max(most, atOnce);
          setTimeout(() => {
            atOnce -= 1;
            response.end(pki.intermediateCrl);
          }, 30);
        },
      ]),
    );
    const server = await evidenceServer(answers);
    const missing = Object.keys(answers).map((path) => revocation([], [server.url(path)]));
    const all = await fetch(missing, [server]);
    expect([all.obtained.length, most]).toEqual([12, 4]);
    const ofHost = await fetch(missing, [server], { limits: { requestsPerHost: 5 } });
    expect([ofHost.obtained.length, failures(ofHost).filter((failure) => failure === 'limit').length]).toEqual([5, 7]);
    const ofRun = await fetch(missing, [server], { limits: { requests: 2 } });
    expect([ofRun.obtained.length, failures(ofRun).filter((failure) => failure === 'limit').length]).toEqual([2, 10]);
    const short = await fetch(missing, [server], { limits: { runMilliseconds: 45 } });
    expect(short.obtained.length).toBeLessThan(12);
    expect(failures(short)).toContain('timedOut');
  });

  it('stops a certificate with a thousand addresses at a few', async () => {
    const server = await evidenceServer({});
    const urls = Array.from({ length: 1000 }, (_unused, at) => server.url(`/${at}`));
    const { attempts } = await fetch([revocation(urls, urls)], [server]);
    expect(attempts.length).toBeLessThanOrEqual(6);
  });

  it('does not turn a proxy that cannot be read into direct connections', async () => {
    const server = await evidenceServer({ '/list.crl': bytes(pki.intermediateCrl) });
    await expect(fetch([revocation([], [server.url('/list.crl')])], [server], { proxy: 'socks5://proxy' })).rejects.toThrow(/proxy/);
    expect(server.connections()).toBe(0);
  });

  it('says of a certificate that cannot be asked about that it is unreadable', async () => {
    const server = await evidenceServer({ '/ocsp': bytes(new Uint8Array()) });
    const result = await fetch([{ kind: 'revocation', certificate: base64(Buffer.from('rubbish')), issuer: base64(Buffer.from('rubbish')), ocspUrls: [server.url('/ocsp')], crlUrls: [] }], [server]);
    expect(failures(result)).toEqual(['unreadable']);
    expect(server.connections()).toBe(0);
  });
});
