import { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from 'node:tls';
import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { OPERATIONS_VERSION, problemDetails, PROTOCOL_HEADER } from '#shared/sync/wire.ts';
import { createHttpApp, type RateLimits } from '../../../src-server/http/app.ts';
import { fingerprint, makeCertificate, ownCertificate } from '../../../src-server/http/own-certificate.ts';
import { createServer, type Server } from '../../../src-server/server.ts';
import { openSqliteStore } from '../../../src-server/stores/sqlite/sqlite-store.ts';
import type { Store } from '../../../src-server/stores/store.ts';
import { account, ChainDesk, registered } from '../../support/central-server/chain-desk.ts';
import { HttpsClient } from '../../support/central-server/https-client.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testEnvironment } from '../../support/test-environment.ts';

const TLS = makeCertificate(['localhost', '127.0.0.1'], Date.now());

interface Running {
  readonly server: Server;
  readonly store: Store;
  readonly client: HttpsClient;
  readonly address: string;
  readonly log: string[];
  readonly organisation: string;
  readonly close: () => Promise<void>;
}

async function running(options: { readonly limits?: Partial<RateLimits>; readonly wrap?: (store: Store) => Store } = {}): Promise<Running> {
  const store = await openSqliteStore(temporaryFolder());
  const environment = testEnvironment();
  const log: string[] = [];
  const lines = new Writable({
    write(chunk: Buffer, _encoding, done) {
      log.push(chunk.toString());
      done();
    },
  });
  const logger = pino({ level: 'trace' }, lines);
  const server = await createServer({ store: options.wrap?.(store) ?? store, log: logger, ...environment });
  const app = await createHttpApp(server, { tls: TLS, log: logger, ...(options.limits === undefined ? {} : { limits: options.limits }) });
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  const client = new HttpsClient(address, TLS.certificate);
  const close = async () => app.close();
  onTestFinished(async () => {
    client.close();
    await close();
    await server.drained();
    await store.close();
  });
  return { server, store, client, address, log, organisation: await server.administration.createOrganisation('Office'), close };
}

async function desk({ server, client, organisation }: Running, name = 'desk', founding = true): Promise<ChainDesk & { code: string }> {
  const made = new ChainDesk(client.methods, name, founding);
  const code = await server.administration.invite(organisation);
  await made.enrol(code);
  await made.hello();
  return Object.assign(made, { code });
}

describe('the server over HTTPS', () => {
  it('speaks the whole protocol', async () => {
    const office = await running();
    const founder = await desk(office);
    founder.write(account('registrar', 'registrar'));
    founder.write(registered({ document: 'a', number: 1 }));
    expect(await founder.push()).toMatchObject({ answer: 'taken', results: [{ seq: 1 }, { seq: 2 }] });
    expect(await founder.pull()).toMatchObject({ head: 2, operations: [{ seq: 1 }, { seq: 2 }] });
    const granted = await founder.lease('r1', 5);
    expect(granted).toMatchObject({ answer: 'granted', lease: { first: 2, last: 6 } });
    if (granted.answer === 'granted') expect((await founder.reconcile([granted.lease.leaseId])).leases).toEqual([granted.lease]);
    expect(await founder.renew('renewed', founder.last)).toMatchObject({ answer: 'renewed' });
    expect(await founder.hello()).toMatchObject({ answer: 'welcome' });
  });

  it('is known by its certificate, and speaks no TLS before 1.2', async () => {
    const { address, client } = await running();
    expect((await client.send('GET', '/health')).status).toBe(200);
    const other = new HttpsClient(address, makeCertificate(['127.0.0.1'], Date.now()).certificate);
    await expect(other.send('GET', '/health')).rejects.toThrow(/self-signed|signature|unable to verify/);
    const old = new Promise((resolve, reject) => {
      const socket = connect({ host: '127.0.0.1', port: Number(new URL(address).port), ca: TLS.certificate, maxVersion: 'TLSv1.1', minVersion: 'TLSv1', ciphers: 'ALL@SECLEVEL=0' }, () => resolve(socket.getProtocol()));
      socket.on('error', reject);
    });
    await expect(old).rejects.toMatchObject({ code: expect.stringMatching(/PROTOCOL_VERSION|ECONNRESET/) as string });
  });

  it('keeps the certificate that it made at its first start', () => {
    const folder = temporaryFolder();
    const first = ownCertificate(folder, ['localhost', '::1', 'fe80::1:2', '127.0.0.1'], Date.now());
    expect(ownCertificate(folder, ['another'], Date.now())).toEqual(first);
    expect(fingerprint(first.certificate)).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
  });

  it.each([
    ['no token', {}, 401],
    ['a made-up token', { authorization: 'Bearer abcdefgh' }, 401],
    ['another scheme', { authorization: 'Basic abcdefgh' }, 401],
    ['no protocol', { [PROTOCOL_HEADER]: '' }, 422],
    ['another protocol', { [PROTOCOL_HEADER]: '99' }, 422],
  ])('refuses a pull with %s as a problem', async (_what, headers, status) => {
    const { client } = await running();
    const answer = await client.send('GET', '/v1/pull?after=0', { headers });
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(problemDetails.parse(JSON.parse(answer.text))).toMatchObject({ status });
  });

  it('refuses what is too large, no JSON, no message or no address of it', async () => {
    const office = await running();
    const { client } = office;
    const { token } = await desk(office);
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const status = async (path: string, body: string | Buffer, more: Readonly<Record<string, string>> = {}) => (await client.send('POST', path, { body, headers: { ...headers, ...more } })).status;
    expect(await status('/v1/push', JSON.stringify({ text: 'x'.repeat(1024 * 1024) }))).toBe(413);
    expect(await status('/v1/hello', JSON.stringify({ text: 'x'.repeat(256 * 1024) }))).toBe(413);
    expect(await status('/v1/push', '{')).toBe(400);
    expect(await status('/v1/push', '{}', { 'content-type': 'text/plain' })).toBe(415);
    expect(await status('/v1/push', '{"__proto__": {}}')).toBe(400);
    expect(await status('/v1/push', '{}')).toBe(422);
    expect(await status('/v1/push', 'null')).toBe(422);
    expect(await status('/v1/leases', '[]')).toBe(422);
    expect(await status('/v1/nothing', '{}')).toBe(404);
    expect((await client.send('GET', '/v1/pull?after=x', { headers })).status).toBe(422);
    expect((await client.send('GET', '/v1/pull?after=-1', { headers })).status).toBe(422);
    expect((await client.send('GET', '/v1/pull?after=0&limit=1.5', { headers })).status).toBe(422);
    expect((await client.send('GET', '/%ff', { headers })).status).toBe(400);
  });

  it('limits codes that are tried, and requests of a desk and of an address each for itself', async () => {
    const office = await running({ limits: { enrolment: 3, desk: 5, address: 20 } });
    const founder = await desk(office);
    for (let count = 0; count < 2; count += 1) await expect(new ChainDesk(office.client.methods, 'guess').enrol('AAAAAAAAAAAAAAAAAAAA')).rejects.toMatchObject({ status: 403 });
    await expect(new ChainDesk(office.client.methods, 'guess').enrol('AAAAAAAAAAAAAAAAAAAA')).rejects.toMatchObject({ status: 429 });
    for (let count = 0; count < 5; count += 1) await founder.pull();
    await expect(founder.pull()).rejects.toMatchObject({ status: 429 });
    const limited = await office.client.send('GET', '/v1/pull?after=0', { headers: { authorization: `Bearer ${founder.token}` } });
    expect(limited.headers['retry-after']).toMatch(/^\d+$/);
    // A made-up token has no limit of its own.
    const statuses: number[] = [];
    for (let count = 0; count < 25; count += 1) statuses.push((await office.client.send('GET', '/v1/pull?after=0', { headers: { authorization: `Bearer invented${count}` } })).status);
    expect(statuses).toContain(429);
  });

  it('says nothing of itself that a browser or a cache could use, and compresses long answers', async () => {
    const office = await running();
    const founder = await desk(office);
    for (let number = 1; number <= 20; number += 1) founder.write(registered({ document: `d${number}`, number }));
    await founder.push();
    const answer = await office.client.send('GET', '/v1/pull?after=0', { headers: { authorization: `Bearer ${founder.token}`, 'accept-encoding': 'br' } });
    expect(answer.headers).toMatchObject({ 'content-encoding': 'br', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'; frame-ancestors 'none'", [PROTOCOL_HEADER]: '1' });
    expect(answer.headers['x-powered-by']).toBeUndefined();
    expect(JSON.parse(answer.text)).toMatchObject({ head: 20 });
  });

  it('logs neither tokens nor codes nor bodies', async () => {
    const office = await running();
    const founder = await desk(office);
    await founder.say(registered({ document: 'secret subject', number: 1 }));
    await founder.pull();
    await expect(new ChainDesk(office.client.methods, 'guess').enrol('WRXNGCXDEWRXNGCXDE22')).rejects.toMatchObject({ status: 403 });
    const log = office.log.join('');
    expect(log).toContain('/v1/push');
    for (const secret of [founder.token, founder.code, 'secret subject', 'WRXNGCXDE', 'Bearer', 'after=']) expect(log).not.toContain(secret);
  });

  it('gives figures to a collector on this machine', async () => {
    const office = await running();
    const founder = await desk(office);
    await founder.say(registered({ document: 'a', number: 1 }));
    founder.write(registered({ document: 'b', number: 2 }));
    founder.write(registered({ document: 'c', number: 3 }));
    await founder.push(3);
    await founder.lease('r', 7);
    await founder.pull();
    const { text, status } = await office.client.send('GET', '/metrics');
    expect(status).toBe(200);
    for (const line of ['chancery_pushes_total{answer="taken"} 1', 'chancery_pushes_total{answer="gap"} 1', 'chancery_operations_total{status="accepted"} 1', 'chancery_pulled_rows_total 1', 'chancery_leased_numbers 7', 'chancery_queue_operations 0', 'chancery_desks{state="active"} 1', 'chancery_desks{state="seen"} 1', 'chancery_desks{state="behind"} 1', 'chancery_desks{state="fenced"} 0', 'chancery_request_seconds_count{route="/v1/push",status="200"} 2']) {
      expect(text.split('\n')).toContain(line);
    }
  });

  it('tells when its store is out of reach, without the cause', async () => {
    const unreachable = new Error('password of the database');
    const office = await running({ wrap: (store) => Object.create(store, { ping: { value: () => Promise.reject(unreachable) }, desk: { value: () => Promise.reject(unreachable) }, change: { value: store.change.bind(store) }, secret: { value: store.secret.bind(store) }, createOrganisation: { value: store.createOrganisation.bind(store) } }) as Store });
    const health = await office.client.send('GET', '/health');
    expect(health.status).toBe(503);
    expect(health.headers['retry-after']).toBe('5');
    const challenge = JSON.parse((await office.client.send('GET', '/v1/challenge')).text) as { challenge: string };
    const hello = { desk: 'd', epoch: 1, machine: 'm', last: { deskSeq: 0, hash: '0'.repeat(64), opId: null }, operations: OPERATIONS_VERSION, challenge: challenge.challenge, signature: 'AA' };
    const failed = await office.client.send('POST', '/v1/hello', { body: JSON.stringify(hello), headers: { 'content-type': 'application/json' } });
    expect(failed.status).toBe(500);
    expect(failed.text).not.toContain('password');
    expect(office.log.join('')).toContain('password of the database');
  });

  it('answers what it took in before it stops', async () => {
    const slow = (store: Store): Store => new Proxy(store, {
      get: (target, name) => {
        if (name !== 'change') return (Reflect.get(target, name) as (...args: unknown[]) => unknown).bind(target);
        return async (...args: Parameters<Store['change']>) => {
          await sleep(500);
          return target.change(...args);
        };
      },
    });
    const office = await running({ wrap: slow });
    const first = await desk(office, 'first');
    const second = await desk(office, 'second', false);
    first.write(registered({ document: 'a', number: 1 }));
    second.write(registered({ document: 'b', number: 2 }));
    const pushes = [first.push(), second.push()];
    while (office.server.queueLength() < 2) await sleep(1);
    const asked = performance.now();
    const stopped = office.close();
    const answers = await Promise.all(pushes);
    await stopped;
    expect(performance.now() - asked).toBeLessThan(60_000);
    expect(answers).toMatchObject([{ answer: 'taken' }, { answer: 'taken' }]);
    expect((await office.store.organisations())[0]?.seq).toBe(2);
    await expect(first.pull()).rejects.toMatchObject({ code: expect.stringMatching(/^ECONN(REFUSED|RESET)$/) as string });
  });
});
