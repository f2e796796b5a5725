import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { succeed } from '#shared/domain/result.ts';
import { startLoopbackHost } from '../../src-main/hosts/loopback-http.ts';
import { enterAsBrowser } from '../support/browser-like.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

async function host({ callMilliseconds = 0, ...limits }: { readonly callMilliseconds?: number; readonly idleMilliseconds?: number } = {}) {
  const root = temporaryFolder();
  const pageDirectory = path.join(root, 'page');
  mkdirSync(path.join(pageDirectory, 'assets'), { recursive: true });
  writeFileSync(path.join(pageDirectory, 'index.html'), '<!doctype html><meta property="csp-nonce" nonce="__CSP_NONCE__"><title>desk</title>');
  writeFileSync(path.join(pageDirectory, 'assets', 'app.js'), 'void 0');
  writeFileSync(path.join(root, 'secret.html'), 'secret');
  symlinkSync(path.join(root, 'secret.html'), path.join(pageDirectory, 'link.html'));
  const calls: unknown[] = [];
  const running = await startLoopbackHost({
    pageDirectory,
    ...limits,
    desk: {
      call: async (connection, envelope) => {
        calls.push({ connection, envelope });
        await sleep(callMilliseconds);
        return succeed('answer');
      },
      cancel: () => undefined,
      attach: () => undefined,
      detach: () => undefined,
    },
  });
  onTestFinished(() => running.close());
  return { running, calls, origin: running.origin };
}

const envelope = JSON.stringify({ callId: '1', method: 'desk.state', input: {} });

/** A request with every header as given: fetch would not let us forge Host. */
function raw(origin: string, options: { readonly path?: string; readonly method?: string; readonly headers?: Record<string, string>; readonly body?: string }): Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: string }> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ hostname, port, path: options.path ?? '/', method: options.method ?? 'GET', headers: options.headers ?? {} }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (body += part));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    sent.on('error', reject);
    sent.end(options.body);
  });
}

describe('loopback host', () => {
  it('listens on 127.0.0.1 only', async () => {
    const { origin } = await host();
    expect(new URL(origin).hostname).toBe('127.0.0.1');
  });

  it('answers 421 to any other name for this address', async () => {
    const { origin } = await host();
    const { port } = new URL(origin);
    for (const name of [`localhost:${port}`, `attacker.example:${port}`, '127.0.0.1', `127.0.0.1:${Number(port) + 1}`]) {
      expect((await raw(origin, { headers: { host: name } })).status, name).toBe(421);
    }
  });

  it('closes connections without traffic, but none over which a call waits', async () => {
    const { running, origin } = await host({ callMilliseconds: 400, idleMilliseconds: 100 });
    const { headers } = await enterAsBrowser(running.address());
    expect((await raw(origin, { path: '/rpc', method: 'POST', headers: { ...headers, host: new URL(origin).host, 'content-type': 'application/json' }, body: envelope })).status).toBe(200);
    const silent = connect(Number(new URL(origin).port), '127.0.0.1');
    await expect(new Promise((resolve) => void silent.once('close', resolve))).resolves.toBe(false);
  });

  it('exchanges its token once, and no other token ever', async () => {
    const { running, origin } = await host();
    const address = running.address();
    expect((await fetch(`${origin}/enter?token=wrong`, { redirect: 'manual' })).status).toBe(403);
    const entered = await fetch(address, { redirect: 'manual' });
    expect(entered.status).toBe(303);
    expect(entered.headers.get('set-cookie')).toMatch(/^chancery=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/);
    expect((await fetch(address, { redirect: 'manual' })).status).toBe(403);
    running.renewAddress();
    expect(running.address()).not.toBe(address);
    expect((await fetch(running.address(), { redirect: 'manual' })).status).toBe(303);
  });

  it('gives nothing, not even the page, without the cookie', async () => {
    const { origin, calls } = await host();
    expect((await fetch(origin)).status).toBe(401);
    expect((await fetch(`${origin}/assets/app.js`)).status).toBe(401);
    expect((await fetch(`${origin}/rpc`, { method: 'POST', headers: { 'content-type': 'application/json', origin }, body: envelope })).status).toBe(401);
    expect((await fetch(`${origin}/rpc`, { method: 'POST', headers: { 'content-type': 'application/json', origin, cookie: 'chancery=guess' }, body: envelope })).status).toBe(401);
    expect(calls).toEqual([]);
  });

  it('takes calls from its own origin only, as JSON only', async () => {
    const { running, origin, calls } = await host();
    const { headers } = await enterAsBrowser(running.address());
    const post = (changed: Record<string, string>) => raw(origin, { path: '/rpc', method: 'POST', headers: { ...headers, 'content-type': 'application/json', ...changed }, body: envelope });
    expect((await post({ origin: 'http://attacker.example' })).status).toBe(403);
    expect((await post({ origin: 'null' })).status).toBe(403);
    expect((await post({ 'content-type': 'text/plain' })).status).toBe(415);
    expect((await post({ 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(415);
    const { origin: _own, ...withoutOrigin } = headers;
    expect((await raw(origin, { path: '/rpc', method: 'POST', headers: { ...withoutOrigin, 'content-type': 'application/json' }, body: envelope })).status).toBe(403);
    expect((await raw(origin, { path: '/events', headers: withoutOrigin })).status).toBe(403);
    expect(calls).toEqual([]);
    expect((await post({})).status).toBe(200);
    expect(calls).toHaveLength(1);
  });

  it('sends no CORS header and answers no preflight', async () => {
    const { running, origin } = await host();
    const { headers } = await enterAsBrowser(running.address());
    const preflight = await raw(origin, { path: '/rpc', method: 'OPTIONS', headers: { ...headers, origin: 'http://attacker.example', 'access-control-request-method': 'POST' } });
    expect(preflight.status).toBe(405);
    expect(Object.keys(preflight.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('limits the size of a body', async () => {
    const { running, origin } = await host();
    const { headers } = await enterAsBrowser(running.address());
    const answer = await raw(origin, { path: '/rpc', method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify({ callId: '1', method: 'x', input: 'x'.repeat(1_000_000) }) });
    expect(answer.status).toBe(413);
  });

  it('puts the policy on every response, with a fresh nonce in policy and page', async () => {
    const { running, origin } = await host();
    const { headers } = await enterAsBrowser(running.address());
    const nonces = new Set<string>();
    for (const target of ['/', '/assets/app.js', '/nothing.js', '/rpc']) {
      const answer = await raw(origin, { path: target, headers });
      const policy = String(answer.headers['content-security-policy']);
      expect(policy).toMatch(/^default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'nonce-/);
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain("'unsafe-inline'");
      expect(policy).not.toContain("'unsafe-eval'");
      expect(answer.headers['x-content-type-options']).toBe('nosniff');
      nonces.add(/nonce-([^']+)/.exec(policy)?.[1] ?? '');
      if (target === '/') expect(answer.body).toContain(/nonce-([^']+)/.exec(policy)?.[1]);
    }
    expect(nonces.size).toBe(4);
  });

  it('serves nothing outside the page’s folder, by no way of writing it', async () => {
    const { running, origin } = await host();
    const { headers } = await enterAsBrowser(running.address());
    for (const target of ['/../secret.html', '/..%2fsecret.html', '/%2e%2e/secret.html', '/..%5csecret.html', '/link.html', '/assets/../../secret.html', '//secret.html', '/index.html%00.js', '/%', '/assets', '/.sources']) {
      const answer = await raw(origin, { path: target, headers });
      expect(answer.body, target).not.toContain('secret');
      expect([400, 404, 421], target).toContain(answer.status);
    }
    expect((await raw(origin, { path: '/', headers })).status).toBe(200);
  });
});
