import { describe, expect, it } from 'vitest';
import { overallVerdict } from '#shared/domain/letter-files.ts';
import { crl, type TestSigner } from '../../../src-main/demo/pki/index.ts';
import { checkIntegrity } from '../../../src-main/desk/integrity.ts';
import { issueWithAddresses, nonceOf, ocspAnswer } from '../../support/evidence-pki.ts';
import { type Answer, bytes, evidenceServer } from '../../support/evidence-server.ts';
import { errorOf, signIn, someRequisites, valueOf } from '../../support/test-desk.ts';
import { NOW, MINUTE, HOUR, DAY, LETTER, pki, at, sha256, listOf, office, add, receive, verdictOf, historyOf, listServer } from './evidence-office.ts';

describe('evidence that is fetched', () => {
  it('turns the verdict of a letter that waits into an answer by itself', async () => {
    const server = await listServer(() => pki.intermediateCrl);
    const here = await office({ servers: [server] });
    const signer = await issueWithAddresses(pki, { crl: [server.url('/list.crl')] });
    const letter = await receive(here, signer);
    await here.desk.rooms.evidence.settled();
    expect(await verdictOf(here, letter)).toBe('passed');
    expect((await historyOf(here, letter)).map(({ verdict, trigger }) => [verdict, trigger])).toEqual([['passed', 'evidence'], ['undetermined', 'intake']]);
    expect(valueOf(await here.client.evidence.state({}))).toEqual({ fetching: false, lastSuccessAt: NOW, lastFailureAt: null, lastFailureReason: null, waiting: 0, queued: 0, setting: { fetch: true } });
  });

  it('[VER-04] says of each piece that proves a verdict where it came from and when, and keeps it', async () => {
    const server = await listServer(() => pki.intermediateCrl);
    const here = await office({ servers: [server] });
    const letter = await receive(here, await issueWithAddresses(pki, { crl: [server.url('/list.crl')] }), { timestamp: { authority: pki.timestampAuthority, time: at(-HOUR / 2) } });
    await here.desk.rooms.evidence.settled();
    expect(await verdictOf(here, letter)).toBe('passed');
    const { reports } = valueOf(await here.client.intake.get({ letterId: letter.letterId }));
    const revocation = reports.flatMap(({ signatures }) => signatures).flatMap((signature) => signature.revocation);
    expect(revocation).toContainEqual(expect.objectContaining({ kind: 'crl', status: 'good', source: server.url('/list.crl'), obtainedAt: NOW, thisUpdate: '2026-03-02T03:00:00.000Z' }));
    const { pieces } = valueOf(await here.client.evidence.pieces({ subject: { letterId: letter.letterId } }));
    expect(pieces).toContainEqual({ kind: 'crl', name: expect.any(String), sha256: sha256(pki.intermediateCrl), source: server.url('/list.crl'), obtainedAt: NOW, stored: true });
    expect(pieces).toContainEqual(expect.objectContaining({ kind: 'crl', sha256: sha256(pki.rootCrl), source: 'root.crl', obtainedAt: null, stored: true }));
    expect(pieces).toContainEqual(expect.objectContaining({ kind: 'certificate', sha256: sha256(pki.root.certificate), source: 'root.cer', stored: true }));
    expect(pieces).toContainEqual(expect.objectContaining({ kind: 'certificate', sha256: sha256(pki.intermediate.certificate), source: 'embedded', stored: false }));
    expect(pieces).toContainEqual(expect.objectContaining({ kind: 'file', name: 'Довідка.txt', sha256: sha256(LETTER), stored: true }));
    expect(pieces).toContainEqual(expect.objectContaining({ kind: 'file', name: 'Довідка.txt.p7s', sha256: letter.files[1]?.sha256, stored: true }));
    expect(pieces).toContainEqual(expect.objectContaining({ kind: 'timestamp', name: expect.stringContaining('TEST Time-stamping authority · 2026-03-02T03:30:00') }));
    expect(pieces).toContainEqual(expect.objectContaining({ kind: 'certificate', sha256: sha256(pki.timestampAuthority.certificate) }));
    for (const { sha256: name, stored } of pieces) if (stored && name !== null) expect(sha256(await here.desk.rooms.store.blobs.read(name))).toBe(name);
    expect((await checkIntegrity(here.desk.rooms.store, {})).problems).toEqual([]);
  });

  it('tells until when what is here proves a signature without a link, and the same check agrees then', async () => {
    const server = await listServer(() => pki.intermediateCrl);
    const here = await office({ servers: [server] });
    const signer = await issueWithAddresses(pki, { crl: [server.url('/list.crl')] });
    const letter = await receive(here, signer, { timestamp: { authority: pki.timestampAuthority, time: at(-HOUR / 2) } });
    await here.desk.rooms.evidence.settled();
    await server.close();
    const subject = { letterId: letter.letterId };
    const { passesNow, until } = valueOf(await here.client.verification.verifiableUntil(subject));
    expect(passesNow).toBe(true);
    // It asks and records nothing.
    expect(await historyOf(here, letter)).toHaveLength(2);
    const checkedAt = async (offset: number): Promise<string> => {
      here.environment.set(new Date(Date.parse(until ?? '') + offset).toISOString());
      const { files } = letter;
      return overallVerdict(await here.desk.rooms.verification.preview(subject, files, {}));
    };
    expect(await checkedAt(-1000)).toBe('passed');
    expect(await checkedAt(2000)).toBe('undetermined');
  });

  it('is used for the next letter without another request, and without a link', async () => {
    const server = await listServer(() => pki.intermediateCrl);
    const here = await office({ servers: [server] });
    const signer = await issueWithAddresses(pki, { crl: [server.url('/list.crl')] });
    await receive(here, signer);
    await here.desk.rooms.evidence.settled();
    await server.close();
    const second = await receive(here, signer, { name: 'Друга.txt', content: Buffer.from('Ще один лист.') });
    expect(second.verdict).toBe('passed');
    expect((await historyOf(here, second)).map(({ trigger }) => trigger)).toEqual(['intake']);
    expect(server.asked).toHaveLength(1);
  });

  it('does not pass over a kept list that says "revoked" for an answer that was brought along', async () => {
    const signer = await issueWithAddresses(pki, {});
    const server = await listServer(() => listOf(at(-MINUTE), at(DAY), [signer]));
    const here = await office({ servers: [server] });
    // The list comes with somebody else's letter.
    await receive(here, await issueWithAddresses(pki, { crl: [server.url('/list.crl')] }));
    await here.desk.rooms.evidence.settled();
    const content = Buffer.from('Відкликаний підписувач');
    const good = ocspAnswer(pki, signer, { thisUpdate: at(-2 * HOUR), nextUpdate: at(DAY), nonce: null });
    await add(here.admin, 'ocsp', 'good.ocsp', good);
    const letter = await receive(here, signer, { name: 'Відкликаний.txt', content });
    expect(letter.verdict).not.toBe('passed');
    expect(letter.reports.flatMap(({ signatures }) => signatures).map(({ subIndication }) => subIndication)).toEqual([expect.stringMatching(/^REVOKED/)]);
  });

  it('asks the responder first, and the list where its answer does not help', async () => {
    const paths: string[] = [];
    let signer: TestSigner | null = null;
    const server = await evidenceServer({
      '/ocsp': (_request, response, body) => {
        paths.push('/ocsp');
        // Out of date: it was in force last year only.
        response.end(signer === null ? '' : ocspAnswer(pki, signer, { thisUpdate: at(-200 * DAY), nextUpdate: at(-199 * DAY), nonce: nonceOf(body) }));
      },
      '/list.crl': (_request, response) => {
        paths.push('/list.crl');
        response.end(pki.intermediateCrl);
      },
    });
    signer = await issueWithAddresses(pki, { ocsp: [server.url('/ocsp')], crl: [server.url('/list.crl')] });
    const here = await office({ servers: [server] });
    const letter = await receive(here, signer);
    await here.desk.rooms.evidence.settled();
    expect(paths).toEqual(['/ocsp', '/list.crl']);
    expect(await verdictOf(here, letter)).toBe('passed');
  });

  it('finds the certificate of the issuer, and then its word', async () => {
    const server = await evidenceServer({ '/ca.cer': bytes(pki.intermediate.certificate), '/list.crl': bytes(pki.intermediateCrl) });
    const signer = { ...(await issueWithAddresses(pki, { issuer: [server.url('/ca.cer')], crl: [server.url('/list.crl')] })), chain: [] };
    const here = await office({ servers: [server] });
    const letter = await receive(here, signer);
    await here.desk.rooms.evidence.settled();
    expect(await verdictOf(here, letter)).toBe('passed');
    const { pieces } = valueOf(await here.client.evidence.pieces({ subject: { letterId: letter.letterId } }));
    expect(pieces).toContainEqual(expect.objectContaining({ kind: 'certificate', sha256: sha256(pki.intermediate.certificate), source: server.url('/ca.cer'), obtainedAt: NOW, stored: true }));
  });

  it('never reaches into a private network that the administrator has not allowed', async () => {
    const server = await listServer(() => pki.intermediateCrl);
    const here = await office();
    const names = [server.url('/list.crl'), 'http://127.0.0.1/list.crl', 'http://localhost/list.crl'];
    const letter = await receive(here, await issueWithAddresses(pki, { crl: names }));
    await here.desk.rooms.evidence.settled();
    expect(await verdictOf(here, letter)).toBe('undetermined');
    const { attempts, items } = valueOf(await here.client.evidence.missing({ letterId: letter.letterId }));
    expect(attempts.map(({ url, failure }) => [url, failure])).toEqual([[names[0], 'forbiddenUrl'], [names[1], 'forbiddenAddress'], [names[2], 'forbiddenAddress']]);
    expect(items).toEqual([expect.objectContaining({ kind: 'revocation', issuer: expect.stringContaining('TEST Issuing CA'), urls: names })]);
    expect(server.connections()).toBe(0);
  });

  it('is not fetched while the administrator forbids it, and is as soon as he allows it', async () => {
    const server = await listServer(() => pki.intermediateCrl);
    const here = await office({ servers: [server], fetch: false });
    const letter = await receive(here, await issueWithAddresses(pki, { crl: [server.url('/list.crl')] }));
    await here.desk.rooms.evidence.settled();
    expect(server.connections()).toBe(0);
    expect(errorOf(await here.client.evidence.fetchNow({ letterId: letter.letterId }))).toMatchObject({ code: 'refused', message: 'error.fetchingOff' });
    expect(valueOf(await here.client.evidence.state({}))).toMatchObject({ waiting: 1, setting: { fetch: false } });
    valueOf(await here.admin.administration.setFetching({ fetch: true, allowedHosts: [server.host], proxy: null }));
    await here.desk.rooms.evidence.settled();
    expect(await verdictOf(here, letter)).toBe('passed');
  });

  it('is asked for again when the link returns, and not before its time', async () => {
    let broken = true;
    const server = await evidenceServer({ '/list.crl': (request, response) => (broken ? request.socket.destroy() : response.end(pki.intermediateCrl)) });
    const here = await office({ servers: [server] });
    const { evidence } = here.desk.rooms;
    const letter = await receive(here, await issueWithAddresses(pki, { crl: [server.url('/list.crl')] }));
    await evidence.settled();
    expect(valueOf(await here.client.evidence.state({}))).toMatchObject({ lastSuccessAt: null, lastFailureAt: NOW, lastFailureReason: 'unreachable', waiting: 1 });
    const look = async (): Promise<number> => {
      evidence.look();
      await evidence.settled();
      return server.asked.length;
    };
    expect(await look()).toBe(1);
    here.environment.advance(MINUTE + 1);
    expect(await look()).toBe(2);
    here.environment.advance(MINUTE + 1);
    expect(await look()).toBe(2);
    broken = false;
    here.environment.advance(MINUTE + 1);
    expect(await look()).toBe(3);
    expect(await verdictOf(here, letter)).toBe('passed');
    expect((await historyOf(here, letter)).map(({ verdict, trigger }) => [verdict, trigger])).toEqual([['passed', 'schedule'], ['undetermined', 'intake']]);
  });

  it('is asked for again when its list runs out', async () => {
    let list = listOf(at(-2 * DAY), at(-DAY));
    const server = await listServer(() => list);
    const here = await office({ servers: [server] });
    const { evidence } = here.desk.rooms;
    const letter = await receive(here, await issueWithAddresses(pki, { crl: [server.url('/list.crl')] }));
    await evidence.settled();
    expect(await verdictOf(here, letter)).toBe('undetermined');
    expect(server.asked).toHaveLength(1);
    list = listOf(at(HOUR), at(DAY));
    here.environment.advance(2 * HOUR);
    evidence.look();
    await evidence.settled();
    await signIn(here.client);
    expect(await verdictOf(here, letter)).toBe('passed');
    expect(server.asked).toHaveLength(2);
  });

  it('never replaces a list by an older one, and forgets neither', async () => {
    let list = listOf(at(-3 * HOUR), at(-2 * HOUR));
    const server = await listServer(() => list);
    const here = await office({ servers: [server] });
    const letter = await receive(here, await issueWithAddresses(pki, { crl: [server.url('/list.crl')] }));
    await here.desk.rooms.evidence.settled();
    const first = list;
    list = listOf(at(-5 * HOUR), at(DAY));
    const replayed = valueOf(await here.client.evidence.fetchNow({ letterId: letter.letterId }));
    expect(replayed).toEqual({ obtained: [], failed: [{ url: server.url('/list.crl'), failure: 'older' }], verdict: 'undetermined' });
    list = listOf(at(DAY), at(2 * DAY));
    expect(valueOf(await here.client.evidence.fetchNow({ letterId: letter.letterId })).failed).toEqual([{ url: server.url('/list.crl'), failure: 'unreadable' }]);
    list = listOf(at(-HOUR), at(DAY));
    expect(valueOf(await here.client.evidence.fetchNow({ letterId: letter.letterId }))).toEqual({ obtained: [{ kind: 'crl', url: server.url('/list.crl') }], failed: [], verdict: 'passed' });
    expect(here.desk.rooms.store.database.prepare('SELECT sha256, in_use FROM evidence ORDER BY position').all()).toEqual([{ sha256: sha256(first), in_use: 0 }, { sha256: sha256(list), in_use: 1 }]);
    for (const content of [first, list]) expect(here.desk.rooms.store.blobs.has(sha256(content))).toBe(true);
  });

  it('does not loop over an answer that never helps', async () => {
    const partial = crl({ issuer: pki.root, thisUpdate: at(-HOUR), nextUpdate: at(DAY), revoked: [] });
    const server = await evidenceServer({ '/list.crl': bytes(partial) });
    const here = await office({ servers: [server] });
    const letter = await receive(here, await issueWithAddresses(pki, { crl: [server.url('/list.crl')] }));
    await here.desk.rooms.evidence.settled();
    for (let turn = 0; turn < 5; turn += 1) {
      here.desk.rooms.evidence.look();
      await here.desk.rooms.evidence.settled();
    }
    expect(server.asked).toHaveLength(1);
    expect((await historyOf(here, letter)).length).toBeLessThanOrEqual(2);
    expect(await verdictOf(here, letter)).toBe('undetermined');
  });
});

describe('a click on "try again now"', () => {
  it('asks whatever happened before, once for however many clicks', async () => {
    let answer: Answer = (request) => request.socket.destroy();
    const server = await evidenceServer({ '/list.crl': (...call) => answer(...call) });
    const here = await office({ servers: [server] });
    const letter = await receive(here, await issueWithAddresses(pki, { crl: [server.url('/list.crl')] }));
    await here.desk.rooms.evidence.settled();
    expect(valueOf(await here.client.evidence.fetchNow({ letterId: letter.letterId }))).toEqual({ obtained: [], failed: [{ url: server.url('/list.crl'), failure: 'unreachable' }], verdict: 'undetermined' });
    answer = bytes(pki.intermediateCrl);
    const before = server.asked.length;
    const [one, other] = await Promise.all([here.client.evidence.fetchNow({ letterId: letter.letterId }), here.client.evidence.fetchNow({ letterId: letter.letterId })]);
    expect(valueOf(one)).toEqual({ obtained: [{ kind: 'crl', url: server.url('/list.crl') }], failed: [], verdict: 'passed' });
    expect(valueOf(other)).toEqual(valueOf(one));
    expect(server.asked.length - before).toBe(1);
    expect((await historyOf(here, letter))[0]).toMatchObject({ trigger: 'user', verdict: 'passed' });
  });

  it('is for those who may read the document', async () => {
    const here = await office();
    const letter = await receive(here, await issueWithAddresses(pki, {}));
    const { documentId } = valueOf(await here.client.registration.register({ requestId: crypto.randomUUID(), letterId: letter.letterId, requisites: await someRequisites(here.client, { restricted: true }) }));
    for (const ask of [here.admin.evidence.fetchNow, here.admin.evidence.missing, here.admin.verification.history] as const) expect(errorOf(await ask({ documentId })).code).toBe('not-found');
    expect(errorOf(await here.admin.evidence.pieces({ subject: { documentId } })).code).toBe('not-found');
    const waiting = await receive(here, await issueWithAddresses(pki, {}), { name: 'Інший.txt', content: Buffer.from('x') });
    expect(errorOf(await here.admin.evidence.missing({ letterId: waiting.letterId })).code).toBe('not-found');
    expect(errorOf(await here.client.administration.fetching({})).code).toBe('no-right');
    expect(errorOf(await here.client.administration.setFetching({ fetch: true, allowedHosts: [], proxy: null })).code).toBe('no-right');
  });
});

describe('settings and trust lists', () => {
  it('refuse what cannot be read, keep the rest in the log', async () => {
    const { admin, desk } = await office();
    expect(errorOf(await admin.administration.setFetching({ fetch: true, allowedHosts: ['http://ca'], proxy: null }))).toMatchObject({ code: 'refused', issues: [{ path: 'allowedHosts', message: 'error.allowedHostWrong' }] });
    expect(errorOf(await admin.administration.setFetching({ fetch: true, allowedHosts: [], proxy: 'proxy' }))).toMatchObject({ code: 'refused', issues: [{ path: 'proxy', message: 'error.proxyWrong' }] });
    expect(valueOf(await admin.administration.setFetching({ fetch: false, allowedHosts: ['CA.Ministry:8080', 'ca.ministry:8080'], proxy: 'http://proxy:3128' }))).toEqual({ fetch: false, allowedHosts: ['ca.ministry:8080'], proxy: 'http://proxy:3128' });
    expect(valueOf(await admin.administration.fetching({}))).toEqual({ fetch: false, allowedHosts: ['ca.ministry:8080'], proxy: 'http://proxy:3128' });
    const changed = [...desk.rooms.store.log.read()].filter(({ kind }) => kind === 'evidence.settingsChanged');
    expect(changed.at(-1)).toMatchObject({ actor: { login: 'admin' }, changes: [{ field: 'fetch', before: 'true', after: 'false' }, { field: 'allowedHosts', before: null, after: 'ca.ministry:8080' }, { field: 'proxy', before: null, after: 'http://proxy:3128' }] });
  });

  it('take a trust list in as what it is', async () => {
    const { admin } = await office();
    const list = Buffer.from('<?xml version="1.0"?><tsl:TrustServiceStatusList xmlns:tsl="http://uri.etsi.org/02231/v2#"><tsl:SchemeInformation><tsl:TSLSequenceNumber>7</tsl:TSLSequenceNumber><tsl:SchemeTerritory>UA</tsl:SchemeTerritory><tsl:ListIssueDateTime>2026-01-01T00:00:00Z</tsl:ListIssueDateTime><tsl:NextUpdate><tsl:dateTime>2026-07-01T00:00:00Z</tsl:dateTime></tsl:NextUpdate></tsl:SchemeInformation></tsl:TrustServiceStatusList>');
    await add(admin, 'trust-list', 'TL-UA.xml', list);
    expect(valueOf(await admin.administration.trust({})).entries).toContainEqual(expect.objectContaining({ kind: 'trust-list', fileName: 'TL-UA.xml', sha256: sha256(list), description: expect.stringMatching(/UA · 7 · /) }));
    for (const wrong of ['<html/>', '<!DOCTYPE x><TrustServiceStatusList/>', 'TrustServiceStatusList']) {
      const content = Uint8Array.from(Buffer.from(wrong));
      expect(errorOf(await admin.administration.addTrust({ kind: 'trust-list', fileName: 'x.xml', bytes: content, fingerprint: sha256(content) })).code).toBe('unreadable');
    }
  });
});
