import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { declareAppScheme, serveAppPage } from '../../../src-main/app/security/app-protocol.ts';
import { electron, resetElectron } from '../../support/electron-mock.ts';

vi.mock('electron', async () => (await import('../../support/electron-mock.ts')).electron);

const SECRET = 'outside of the page';
let root = '';
let page = '';

beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'chancery-page-'));
  page = path.join(root, 'renderer');
  mkdirSync(path.join(page, 'assets'), { recursive: true });
  mkdirSync(path.join(root, 'renderer-other'));
  writeFileSync(path.join(page, 'index.html'), '<script nonce="__CSP_NONCE__"></script>');
  writeFileSync(path.join(page, 'assets', 'main.js'), 'own');
  writeFileSync(path.join(root, 'secret.json'), SECRET);
  writeFileSync(path.join(root, 'renderer-other', 'secret.json'), SECRET);
  symlinkSync(path.join(root, 'secret.json'), path.join(page, 'link.json'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));
beforeEach(() => {
  resetElectron();
  serveAppPage(page);
});

async function ask(url: string, method = 'GET'): Promise<Response> {
  const handler = electron.seen.served.get('app');
  if (handler === undefined) throw new Error('nothing is served');
  // `Request` refuses what Chromium may hand over; the handler reads these two values alone.
  const request = new Request('http://any/');
  Object.defineProperties(request, { url: { value: url }, method: { value: method } });
  return handler(request);
}

describe('app protocol', () => {
  it('declares a standard, secure scheme without bypass of the content security policy', () => {
    declareAppScheme();
    expect(electron.protocol.registerSchemesAsPrivileged).toHaveBeenCalledExactlyOnceWith([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
  });

  it('serves the page with the policy and a new nonce in each response', async () => {
    const [first, second] = [await ask('app://desk/'), await ask('app://desk/index.html')];
    const nonces = [first, second].map((response) => /'nonce-([^']+)'/.exec(response.headers.get('content-security-policy') ?? '')?.[1]);
    expect(nonces[0]).toBeDefined();
    expect(nonces[0]).not.toBe(nonces[1]);
    expect(await first.text()).toBe(`<script nonce="${nonces[0]}"></script>`);
    expect(first.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self' .*frame-ancestors 'none'$/);
    expect(first.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await (await ask('app://desk/assets/main.js')).text()).toBe('own');
  });

  it('sends the policy with refusals too', async () => {
    for (const response of [await ask('app://desk/none.js'), await ask('app://desk/', 'POST')]) expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it.each(['POST', 'HEAD', 'PUT', 'OPTIONS', 'DELETE'])('refuses %s', async (method) => {
    expect((await ask('app://desk/', method)).status).toBe(405);
  });

  it.each(['app://other/', 'app://desk:80/', 'app://desk.evil/', 'app://user@desk/', 'app:///index.html', 'file:///index.html', 'http://desk/'])('refuses the host of %s', async (url) => {
    expect([400, 421]).toContain((await ask(url)).status);
  });

  it.each([
    'app://desk/../secret.json',
    'app://desk/%2e%2e/secret.json',
    'app://desk/..%2fsecret.json',
    'app://desk/..%5csecret.json',
    'app://desk/assets/..%2f..%2fsecret.json',
    'app://desk/..%2frenderer-other%2fsecret.json',
    'app://desk//secret.json',
    'app://desk/link.json',
    'app://desk/%00secret.json',
    'app://desk/%ff.json',
    'app://desk/assets/',
  ])('does not leave its folder by %s', async (url) => {
    const response = await ask(url);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('');
  });

  it('does not leave its folder by any sequence of path parts', async () => {
    const part = fc.constantFrom('..', '.', '', '%2e%2e', '%2f', '%5c', '\\', '/', 'assets', 'secret.json', 'renderer-other', 'link.json', '%00', '%252e%252e', ';', '?', '#');
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 10 }), async (parts) => {
        expect(await (await ask(`app://desk/${parts.join('/')}`)).text()).not.toContain(SECRET);
      }),
      { numRuns: 300 },
    );
  });
});
