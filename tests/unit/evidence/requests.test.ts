import { once } from 'node:events';
import http from 'node:http';
import net, { type AddressInfo, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemConnect, systemResolve } from '../../../src-main/evidence/fetching/connection.ts';
import { FetchRefused } from '../../../src-main/evidence/fetching/failure.ts';
import { type AskedResource, guardedRequest, type GuardedRequestOptions } from '../../../src-main/evidence/fetching/guarded-request.ts';
import { type AllowedHost, parseAllowedHost } from '../../../src-main/evidence/fetching/url-guard.ts';
import { bytes, evidenceServer } from '../../support/evidence-server.ts';

const LIST = Buffer.from('a list');

function options(changes: Partial<GuardedRequestOptions> = {}, allowed: readonly string[] = []): GuardedRequestOptions {
  return {
    allowedHosts: allowed.map(parseAllowedHost).filter((host): host is AllowedHost => host !== null),
    proxy: null,
    resolve: systemResolve,
    connect: systemConnect,
    redirects: 3,
    connectMilliseconds: 2000,
    silenceMilliseconds: 1000,
    totalMilliseconds: 3000,
    signal: new AbortController().signal,
    onRequest: () => undefined,
    ...changes,
  };
}

function get(url: string, changes: Partial<AskedResource> = {}): AskedResource {
  return { url, method: 'GET', accept: '*/*', maxBytes: 1000, ...changes };
}

async function failureOf(request: Promise<unknown>): Promise<string> {
  try {
    await request;
    return 'answered';
  } catch (error) {
    if (error instanceof FetchRefused) return error.failure;
    throw error;
  }
}

describe('a guarded request', () => {
  it('reads what an allowed server answers, without cookies, credentials or compression', async () => {
    const server = await evidenceServer({ '/list.crl': bytes(LIST, { 'set-cookie': 'a=b' }) });
    const body = await guardedRequest(get(server.url('/list.crl')), options({}, [server.host]));
    expect(body).toEqual(LIST);
    expect(server.asked[0]?.headers).toEqual({ host: server.host, accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'Chancery', connection: 'close' });
  });

  it('sends a question with its type', async () => {
    const server = await evidenceServer({ '/ocsp': (_request, response, body) => response.end(body) });
    const question = get(server.url('/ocsp'), { method: 'POST', body: Buffer.from('who?'), contentType: 'application/ocsp-request' });
    expect((await guardedRequest(question, options({}, [server.host]))).toString()).toBe('who?');
    expect(server.asked[0]).toMatchObject({ method: 'POST', headers: { 'content-type': 'application/ocsp-request', 'content-length': '4' } });
  });

  it('opens no connection to this computer without permission, however it is named', async () => {
    const server = await evidenceServer({ '/': bytes(LIST) });
    const onThatPort = (text: string): AllowedHost => parseAllowedHost(`${text}:${server.port}`) ?? { host: '', port: null };
    // The port is allowed for another host, so that only the address can be what is refused.
    const allowed = [onThatPort('elsewhere.example')];
    const names = ['127.0.0.1', 'localhost', '2130706433', '0x7f000001', '017700000001', '127.1', '[::ffff:127.0.0.1]', '[::1]', '0.0.0.0'];
    for (const name of names) expect([name, await failureOf(guardedRequest(get(`http://${name}:${server.port}/`), options({ allowedHosts: allowed })))]).toEqual([name, 'forbiddenUrl']);
    const opened: string[] = [];
    const connect: GuardedRequestOptions['connect'] = ({ host }) => {
      opened.push(host);
      return net.connect({ host: '127.0.0.1', port: server.port });
    };
    for (const name of names) expect([name, await failureOf(guardedRequest(get(`http://${name}/`), options({ connect })))]).toEqual([name, 'forbiddenAddress']);
    expect(opened).toEqual([]);
    expect(server.connections()).toBe(0);
  });

  it('refuses a name of which one address is private', async () => {
    const opened: string[] = [];
    const connect: GuardedRequestOptions['connect'] = ({ host }) => {
      opened.push(host);
      throw new Error('no connection is expected');
    };
    const failure = await failureOf(guardedRequest(get('http://ca.example.org/'), options({ connect, resolve: async () => ['93.184.216.34', '192.168.0.1'] })));
    expect([failure, opened]).toEqual(['forbiddenAddress', []]);
  });

  it('connects to the address that was checked: a second answer of the name server changes nothing', async () => {
    const inside = await evidenceServer({ '/': bytes(Buffer.from('secret')) });
    const outside = await evidenceServer({ '/': bytes(LIST) });
    let lookups = 0;
    const resolve = async (): Promise<string[]> => ((lookups += 1) === 1 ? ['93.184.216.34'] : ['127.0.0.1']);
    const opened: string[] = [];
    const connect: GuardedRequestOptions['connect'] = ({ host }) => {
      opened.push(host);
      // The public server of this test; whoever asked for this computer would reach the inner one.
      return net.connect({ host: '127.0.0.1', port: host === '93.184.216.34' ? outside.port : inside.port });
    };
    expect(await guardedRequest(get('http://rebinding.example.org/'), options({ resolve, connect }))).toEqual(LIST);
    expect([lookups, opened, inside.connections()]).toEqual([1, ['93.184.216.34'], 0]);
    // The next request looks the name up again, and refuses what it is told then.
    expect(await failureOf(guardedRequest(get('http://rebinding.example.org/'), options({ resolve, connect })))).toBe('forbiddenAddress');
    expect(inside.connections()).toBe(0);
  });

  it('looks at every redirect as at a first address', async () => {
    const inside = await evidenceServer({ '/secret': bytes(Buffer.from('secret')) });
    const to = (location: string) => (_request: unknown, response: http.ServerResponse) => response.writeHead(302, { location }).end();
    const server = await evidenceServer({
      '/inside': to(inside.url('/secret')),
      '/metadata': to('http://169.254.169.254/latest'),
      '/file': to('file:///etc/passwd'),
      '/nowhere': to('http://[broken'),
      '/good': to('/list'),
      '/list': bytes(LIST),
      '/round': to('/round'),
      '/1': to('/2'), '/2': to('/3'), '/3': to('/list'),
    });
    const ask = (path: string): Promise<Buffer> => guardedRequest(get(server.url(path)), options({}, [server.host]));
    expect(await ask('/good')).toEqual(LIST);
    expect(await ask('/1')).toEqual(LIST);
    expect(await failureOf(ask('/inside'))).toBe('forbiddenUrl');
    expect(await failureOf(ask('/metadata'))).toBe('forbiddenAddress');
    expect(await failureOf(ask('/file'))).toBe('forbiddenUrl');
    expect(await failureOf(ask('/nowhere'))).toBe('forbiddenUrl');
    expect(await failureOf(ask('/round'))).toBe('tooManyRedirects');
    expect(server.asked.filter(({ path }) => path === '/round')).toHaveLength(4);
    expect(inside.connections()).toBe(0);
  });

  it('does not repeat a question after a redirect that forbids it', async () => {
    const server = await evidenceServer({ '/ocsp': (_request, response) => response.writeHead(302, { location: '/list' }).end(), '/moved': (_request, response) => response.writeHead(308, { location: '/answer' }).end(), '/answer': (_request, response, body) => response.end(body), '/list': bytes(LIST) });
    const question = (path: string): AskedResource => get(server.url(path), { method: 'POST', body: LIST, contentType: 'application/ocsp-request' });
    expect(await failureOf(guardedRequest(question('/ocsp'), options({}, [server.host])))).toBe('httpStatus');
    expect(await guardedRequest(question('/moved'), options({}, [server.host]))).toEqual(LIST);
  });

  it('stops at the bound of bytes, whether or not the length is announced', async () => {
    let sent = 0;
    const server = await evidenceServer({
      '/announced': bytes(Buffer.alloc(1001)),
      '/endless': (_request, response) => {
        const more = (): void => {
          sent += 64 * 1024;
          if (!response.destroyed && sent < 64 * 1024 * 1024) response.write(Buffer.alloc(64 * 1024), more);
        };
        more();
      },
    });
    expect(await failureOf(guardedRequest(get(server.url('/announced')), options({}, [server.host])))).toBe('tooLarge');
    expect(await failureOf(guardedRequest(get(server.url('/endless'), { maxBytes: 100_000 }), options({}, [server.host])))).toBe('tooLarge');
    expect(sent).toBeLessThan(64 * 1024 * 1024);
  });

  it('does not unfold a compressed answer', async () => {
    const server = await evidenceServer({ '/bomb': bytes(gzipSync(Buffer.alloc(50 * 1024 * 1024)), { 'content-encoding': 'gzip' }) });
    const before = process.memoryUsage().rss;
    expect(await failureOf(guardedRequest(get(server.url('/bomb'), { maxBytes: 1024 * 1024 }), options({}, [server.host])))).toBe('unreadable');
    expect(process.memoryUsage().rss - before).toBeLessThan(40 * 1024 * 1024);
  });

  it('does not wait for ever: no answer, a silent answer, a drop at a time', async () => {
    const timers: NodeJS.Timeout[] = [];
    onTestFinished(() => timers.forEach(clearInterval));
    const server = await evidenceServer({
      '/never': () => undefined,
      '/stuck': (_request, response) => void response.writeHead(200).write('a'),
      '/drops': (_request, response) => {
        response.writeHead(200);
        timers.push(setInterval(() => response.write('a'), 20));
      },
    });
    const ask = (path: string, changes: Partial<GuardedRequestOptions>): Promise<string> => failureOf(guardedRequest(get(server.url(path)), options(changes, [server.host])));
    expect(await ask('/never', { silenceMilliseconds: 150 })).toBe('timedOut');
    expect(await ask('/stuck', { silenceMilliseconds: 150 })).toBe('timedOut');
    const begun = Date.now();
    expect(await ask('/drops', { silenceMilliseconds: 150, totalMilliseconds: 300 })).toBe('timedOut');
    expect(Date.now() - begun).toBeLessThan(2000);
  });

  it('says what the server did: refused, broke off, answered with an error, spoke no HTTP, had no name', async () => {
    const server = await evidenceServer({ '/broken': (request) => request.socket.destroy(), '/short': (_request, response) => void response.writeHead(200, { 'content-length': '100' }).write('a', () => response.destroy()) });
    const raw = net.createServer((socket) => socket.end('SSH-2.0-nothing\r\n'));
    raw.listen(0, '127.0.0.1');
    await once(raw, 'listening');
    onTestFinished(() => void raw.close());
    const rawHost = `127.0.0.1:${(raw.address() as AddressInfo).port}`;
    const allowed = [server.host, rawHost, 'nowhere.invalid'];
    const ask = (url: string): Promise<string> => failureOf(guardedRequest(get(url), options({}, allowed)));
    expect(await ask(server.url('/missing'))).toBe('httpStatus');
    expect(await ask(server.url('/broken'))).toBe('unreachable');
    expect(await ask(server.url('/short'))).toBe('unreachable');
    expect(await ask(`http://${rawHost}/`)).toBe('unreadable');
    expect(await ask('http://nowhere.invalid/')).toBe('unreachable');
    await server.close();
    expect(await ask(server.url('/list'))).toBe('unreachable');
  });

  it('takes no proxy from the environment, and uses the administrator’s', async () => {
    const server = await evidenceServer({ '/list': bytes(LIST) });
    const told: string[] = [];
    const proxy = http.createServer((request, response) => {
      told.push(`${request.method} ${request.url}`);
      response.end(LIST);
    });
    proxy.on('connect', (request: http.IncomingMessage, socket: Socket) => {
      told.push(`CONNECT ${request.url}`);
      socket.end('HTTP/1.1 403 no\r\n\r\n');
    });
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    onTestFinished(() => void proxy.close());
    const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    for (const name of ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'NODE_USE_ENV_PROXY']) process.env[name] = name.startsWith('NODE') ? '1' : address;
    onTestFinished(() => ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'NODE_USE_ENV_PROXY'].forEach((name) => delete process.env[name]));
    expect(await guardedRequest(get(server.url('/list')), options({}, [server.host]))).toEqual(LIST);
    expect(told).toEqual([]);

    const through = options({ proxy: new URL(address), resolve: () => Promise.reject(new Error('no names here')) });
    expect(await guardedRequest(get('http://ca.example.org/list'), through)).toEqual(LIST);
    expect(await failureOf(guardedRequest(get('https://ca.example.org/list'), through))).toBe('unreachable');
    expect(told).toEqual(['GET http://ca.example.org/list', 'CONNECT ca.example.org:443']);
    // What can be told here is told: the proxy is not asked for private places.
    for (const url of ['http://127.0.0.1/', 'http://intranet/', 'http://printer.local/', 'http://localhost/']) expect(await failureOf(guardedRequest(get(url), through))).toBe('forbiddenAddress');
    expect(await failureOf(guardedRequest(get('http://ca.example.org/'), options({ proxy: new URL(address), resolve: async () => ['10.0.0.1'] })))).toBe('forbiddenAddress');
    expect(told).toHaveLength(2);
  });
});
