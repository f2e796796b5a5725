import { execFileSync, spawnSync } from 'node:child_process';
import { verify, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createTestPki, type TestPki } from '../../../src-main/demo/pki/index.ts';
import type { TokenSignRequest, TokenSource } from '../../../src-main/signing/tokens/index.ts';
import { findSoftHsm, SoftHsm } from '../../support/softhsm.ts';
import { errorOf, tokenSources } from './token-sources.ts';

const hasCompiler = spawnSync('which', ['cc'], { stdio: 'ignore' }).status === 0;
const library = findSoftHsm();
const HEADERS = path.resolve(import.meta.dirname, '..', '..', '..', 'node_modules', 'pkcs11js', 'includes', 'pkcs11');
const PIN = 'token-pin-4711';
const MESSAGE = new TextEncoder().encode('letter');

const { source, closeAll } = tokenSources();
afterEach(closeAll);

const folder = mkdtempSync(path.join(tmpdir(), 'chancery-drivers-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function compile(name: string, sourceFile: string, ...options: readonly string[]): string {
  const output = path.join(folder, name);
  execFileSync('cc', ['-shared', '-fPIC', '-o', output, ...options, sourceFile], { stdio: ['ignore', 'ignore', 'inherit'] });
  return output;
}

describe('files that are no driver', () => {
  it('refuses a file that is no library, one that is not there, and a name without a folder', async () => {
    const text = path.join(folder, 'driver.so');
    writeFileSync(text, 'this is a text');
    expect(await errorOf(source(text).list())).toMatchObject({ problem: 'driver-not-loadable' });
    expect(await errorOf(source(path.join(folder, 'missing.so')).list())).toMatchObject({ problem: 'driver-not-loadable' });
    const byName = await errorOf(source('libsofthsm2.so').list());
    expect(byName).toMatchObject({ problem: 'driver-not-loadable', message: 'driver-not-loadable: the path is not absolute' });
  });

  it.skipIf(!hasCompiler)('refuses a library that is no driver (skipped where there is no cc)', async () => {
    const file = path.join(folder, 'nothing.c');
    writeFileSync(file, 'int nothing_at_all(void) { return 0; }\n');
    expect(await errorOf(source(compile('nothing.so', file)).list())).toMatchObject({ problem: 'driver-not-loadable' });
  });
});

describe.skipIf(library === null || !hasCompiler)('a driver that misbehaves (skipped where softhsm2, opensc or cc is missing)', () => {
  const orders = path.join(folder, 'orders');
  let driver = '';
  let hsm: SoftHsm;
  let pki: TestPki;
  const order = (text: string): void => writeFileSync(orders, text);

  beforeAll(async () => {
    driver = compile('troublesome.so', path.join(import.meta.dirname, 'troublesome-driver.c'), `-I${HEADERS}`, `-DREAL_DRIVER="${library ?? ''}"`, `-DORDERS="${orders}"`);
    hsm = new SoftHsm(library ?? '', folder);
    pki = await createTestPki({ now: new Date().toISOString() });
    hsm.addToken('Office', PIN);
    const { director, clerk } = pki.signers;
    hsm.addKey('Office', PIN, { id: 'a1', privateKey: director.keys.privateKey, certificate: director.certificate });
    hsm.addKey('Office', PIN, { id: 'a2', privateKey: clerk.keys.privateKey, certificate: clerk.certificate });
  });
  afterEach(() => order(''));
  afterAll(() => hsm.close());

  async function request(tokens: TokenSource, change: Partial<TokenSignRequest> = {}): Promise<TokenSignRequest> {
    const token = (await tokens.list()).tokens[0];
    if (token === undefined) throw new Error('no token');
    return { slot: token.slot, serialNumber: token.serialNumber, keyId: 'a1', pin: new TextEncoder().encode(PIN), message: MESSAGE, digest: 'sha256', ...change };
  }

  async function signs(tokens: TokenSource): Promise<boolean> {
    const value = await tokens.sign(await request(tokens));
    return verify('sha256', MESSAGE, new X509Certificate(pki.signers.director.certificate).publicKey, value);
  }

  it('lives on when the driver crashes while it is loaded', async () => {
    const tokens = source(driver);
    order('crash while loading');
    expect(await errorOf(tokens.list())).toMatchObject({ problem: 'driver-crashed', message: 'driver-crashed: signal SIGABRT' });
    expect(await errorOf(tokens.list())).toMatchObject({ problem: 'driver-crashed' });
    order('');
    expect(await signs(tokens)).toBe(true);
  });

  it('lives on when the driver crashes while it signs', async () => {
    const tokens = source(driver);
    const wanted = await request(tokens);
    order('crash while signing');
    const failures = await Promise.all([errorOf(tokens.sign(wanted)), errorOf(tokens.sign(wanted))]);
    expect(failures.map(({ problem }) => problem)).toEqual(['driver-crashed', 'driver-crashed']);
    order('');
    expect(await signs(tokens)).toBe(true);
  });

  it('ends a driver that hangs, and goes on with a new one', async () => {
    const tokens = source(driver, { list: 2_000 });
    order('hang');
    const started = Date.now();
    expect(await errorOf(tokens.list())).toMatchObject({ problem: 'driver-hangs' });
    expect(Date.now() - started).toBeLessThan(30_000);
    order('');
    expect(await signs(tokens)).toBe(true);
  });

  it('tells how many tries of the PIN are left, where the token does', async () => {
    const tokens = source(driver);
    const wrong = await request(tokens, { pin: new TextEncoder().encode('wrong-pin') });
    for (const tries of ['few', 'last'] as const) {
      order(tries);
      expect((await tokens.list()).tokens[0]?.pinTries).toBe(tries);
      expect(await errorOf(tokens.sign(wrong))).toMatchObject({ problem: 'wrong-pin', pinTries: tries });
    }
  });

  it('gives no PIN to a token that is locked, and says when it gets locked', async () => {
    const tokens = source(driver);
    const wanted = await request(tokens);
    // Under this order the driver dies if it is given a PIN.
    order('locked');
    expect((await tokens.list()).tokens[0]?.pinTries).toBe('none');
    expect(await errorOf(tokens.sign(wanted))).toMatchObject({ problem: 'pin-locked', pinTries: 'none' });
    order('lock at login');
    expect(await errorOf(tokens.sign(wanted))).toMatchObject({ problem: 'pin-locked' });
  });

  it('tells a refusal at the token, a token that is pulled out, and an error without a name here', async () => {
    const tokens = source(driver);
    const wanted = await request(tokens);
    order('cancel at login');
    expect(await errorOf(tokens.sign(wanted))).toMatchObject({ problem: 'cancelled' });
    order('pulled out while signing');
    expect(await errorOf(tokens.sign(wanted))).toMatchObject({ problem: 'token-removed' });
    order('strange error while signing');
    expect(await errorOf(tokens.sign(wanted))).toMatchObject({ problem: 'driver-failed', message: 'driver-failed: CKR_DEVICE_ERROR' });
    order('');
    expect(await signs(tokens)).toBe(true);
  });

  it('lets the token hash by itself where it takes no ready hash', async () => {
    order('no raw RSA');
    expect(await signs(source(driver))).toBe(true);
  });

  it('takes no ECDSA value that cannot be one', async () => {
    const tokens = source(driver);
    const wanted = await request(tokens, { keyId: 'a2' });
    order('odd value');
    expect(await errorOf(tokens.sign(wanted))).toMatchObject({ problem: 'driver-failed', message: 'driver-failed: an ECDSA value of 63 bytes' });
  });
});
