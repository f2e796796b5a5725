import { execFileSync } from 'node:child_process';
import { constants, createPublicKey, generateKeyPairSync, verify, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createTestPki, type TestPki } from '../../../src-main/demo/pki/index.ts';
import { createCades, createSignatureValidator } from '../../../src-main/signatures/index.ts';
import { type Token, type TokenSignRequest, type TokenSource, tokenSigningKey } from '../../../src-main/signing/tokens/index.ts';
import { findSoftHsm, SoftHsm } from '../../support/softhsm.ts';
import { errorOf, tokenSources } from './token-sources.ts';

const library = findSoftHsm();
const PIN = 'token-pin-4711';
const MESSAGE = new TextEncoder().encode('The letter of the office, in the bytes that are signed.');

const { source, closeAll } = tokenSources();
afterEach(closeAll);

const pinBytes = (pin: string): Uint8Array => new TextEncoder().encode(pin);

describe.skipIf(library === null)('tokens of SoftHSM (skipped where softhsm2 or opensc is missing)', () => {
  const home = mkdtempSync(path.join(tmpdir(), 'chancery-softhsm-'));
  let hsm: SoftHsm;
  let pki: TestPki;
  let alwaysAsking: Buffer;

  beforeAll(async () => {
    hsm = new SoftHsm(library ?? '', home);
    pki = await createTestPki({ now: new Date().toISOString() });
    hsm.addToken('Office', PIN);
    hsm.addToken('Other', PIN);
    const { director, clerk, auditor } = pki.signers;
    hsm.addKey('Office', PIN, { id: 'a1', privateKey: director.keys.privateKey, certificate: director.certificate });
    hsm.addKey('Office', PIN, { id: 'a2', privateKey: clerk.keys.privateKey, certificate: clerk.certificate });
    hsm.addKey('Office', PIN, { id: 'a3', privateKey: auditor.keys.privateKey, certificate: auditor.certificate });
    hsm.addKey('Office', PIN, { id: 'b1', privateKey: generateKeyPairSync('ed25519').privateKey, certificate: null });
    alwaysAsking = hsm.generateKey('Office', PIN, 'c1', 'EC:prime256v1');
  });
  afterAll(() => {
    hsm.close();
    rmSync(home, { recursive: true, force: true });
  });

  async function tokenNamed(tokens: TokenSource, label: string): Promise<Token> {
    const found = (await tokens.list()).tokens.find((token) => token.label === label);
    if (found === undefined) throw new Error(`no token ${label}`);
    return found;
  }

  async function request(tokens: TokenSource, change: Partial<TokenSignRequest> = {}): Promise<TokenSignRequest> {
    const { slot, serialNumber } = await tokenNamed(tokens, 'Office');
    return { slot, serialNumber, keyId: 'a1', pin: pinBytes(PIN), message: MESSAGE, digest: 'sha256', ...change };
  }

  it('shows the tokens with their certificates and without a PIN', async () => {
    const listing = await source(library ?? '').list();
    expect(listing.driver.manufacturer).toBe('SoftHSM');
    expect(listing.tokens.map(({ label }) => label).toSorted()).toEqual(['Office', 'Other']);
    const office = listing.tokens.find(({ label }) => label === 'Office');
    expect(office).toMatchObject({ manufacturer: 'SoftHSM project', model: 'SoftHSM v2', pinTries: 'not-told' });
    expect(office?.serialNumber).toMatch(/^[0-9a-f]{16}$/);
    const { director, clerk, auditor } = pki.signers;
    const byId = new Map(office?.certificates.map((entry) => [entry.keyId, Buffer.from(entry.certificate)]));
    expect(byId).toEqual(new Map([['a1', Buffer.from(director.certificate)], ['a2', Buffer.from(clerk.certificate)], ['a3', Buffer.from(auditor.certificate)]]));
    expect(office?.certificates.find(({ keyId }) => keyId === 'a2')).toMatchObject({ label: 'certificate a2', privateKeySeen: false });
  });

  it('shows with the PIN which certificates have their key, and refuses another PIN and another token', async () => {
    const tokens = source(library ?? '');
    const { slot, serialNumber } = await tokenNamed(tokens, 'Office');
    const opened = await tokens.open({ slot, serialNumber, pin: pinBytes(PIN) });
    expect(opened.filter(({ privateKeySeen }) => privateKeySeen).map(({ keyId }) => keyId).toSorted()).toEqual(['a1', 'a2', 'a3']);
    expect(opened).toHaveLength(3);
    expect(await errorOf(tokens.open({ slot, serialNumber: (await tokenNamed(tokens, 'Other')).serialNumber, pin: pinBytes(PIN) }))).toMatchObject({ problem: 'token-removed' });
    expect(await errorOf(tokens.open({ slot, serialNumber, pin: pinBytes('another') }))).toMatchObject({ problem: 'wrong-pin' });
    // Nobody stays logged in: keys are not seen afterwards.
    await tokens.open({ slot, serialNumber, pin: pinBytes(PIN) });
    expect((await tokenNamed(tokens, 'Office')).certificates.some(({ privateKeySeen }) => privateKeySeen)).toBe(false);
  });

  it('signs with RSA, and openssl agrees', async () => {
    const tokens = source(library ?? '');
    for (const digest of ['sha256', 'sha384', 'sha512'] as const) {
      const value = await tokens.sign(await request(tokens, { digest }));
      const files = { value: path.join(home, 'value'), message: path.join(home, 'message'), key: path.join(home, 'key.pem') };
      writeFileSync(files.value, value);
      writeFileSync(files.message, MESSAGE);
      writeFileSync(files.key, new X509Certificate(pki.signers.director.certificate).publicKey.export({ type: 'spki', format: 'pem' }));
      expect(execFileSync('openssl', ['dgst', `-${digest}`, '-verify', files.key, '-signature', files.value, files.message], { encoding: 'utf8' })).toContain('Verified OK');
    }
  });

  it('signs with RSASSA-PSS', async () => {
    const tokens = source(library ?? '');
    const { publicKey } = new X509Certificate(pki.signers.director.certificate);
    const value = await tokens.sign(await request(tokens, { padding: 'pss' }));
    expect(verify('sha256', MESSAGE, { key: publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }, value)).toBe(true);
    expect(verify('sha256', MESSAGE, publicKey, value)).toBe(false);
  });

  it('signs with ECDSA in DER, with P-256 and P-384', async () => {
    const tokens = source(library ?? '');
    const { clerk, auditor } = pki.signers;
    // Many values: r and s begin with a set bit or a zero byte in some of them.
    for (let run = 0; run < 20; run += 1) {
      const message = Uint8Array.of(...MESSAGE, run);
      const value = await tokens.sign(await request(tokens, { keyId: 'a2', message }));
      expect(verify('sha256', message, new X509Certificate(clerk.certificate).publicKey, value)).toBe(true);
    }
    const value = await tokens.sign(await request(tokens, { keyId: 'a3', digest: 'sha384' }));
    expect(verify('sha384', MESSAGE, new X509Certificate(auditor.certificate).publicKey, value)).toBe(true);
  });

  it('signs with a key that wants the PIN every time', async () => {
    const tokens = source(library ?? '');
    const value = await tokens.sign(await request(tokens, { keyId: 'c1' }));
    expect(verify('sha256', MESSAGE, createPublicKey({ key: alwaysAsking, format: 'der', type: 'spki' }), value)).toBe(true);
  });

  it('makes a CAdES signature that our engine finds correct', async () => {
    const tokens = source(library ?? '');
    const { slot, serialNumber, certificates } = await tokenNamed(tokens, 'Office');
    const certificate = certificates.find(({ keyId }) => keyId === 'a2');
    if (certificate === undefined) throw new Error('no certificate a2');
    const key = tokenSigningKey({ source: tokens, slot, serialNumber, certificate, chain: [pki.intermediate.certificate], pin: pinBytes(PIN) });
    if (key === null) throw new Error('no key');
    const bytes = await createCades({ key, signingTime: new Date(), form: 'detached', content: MESSAGE });
    const anchor = { fileName: 'root.cer', bytes: pki.root.certificate };
    const report = await createSignatureValidator().validate({ fileName: 'letter.p7s', bytes, detachedContents: [{ fileName: 'letter', bytes: MESSAGE }] }, { now: new Date().toISOString(), trustAnchors: [anchor] });
    expect(report.signatures).toMatchObject([{ dataIntact: true, signatureIntact: true, level: 'CAdES-BASELINE-B' }]);
  });

  it('refuses a wrong PIN, keeps it out of every word, and signs with the right one afterwards', async () => {
    const tokens = source(library ?? '');
    const secret = 'not-the-pin-0815';
    const error = await errorOf(tokens.sign(await request(tokens, { pin: pinBytes(secret) })));
    expect(error).toMatchObject({ problem: 'wrong-pin' });
    expect(`${error.message} ${error.stack ?? ''} ${JSON.stringify(error)}`).not.toContain(secret);
    expect((await errorOf(tokens.sign(await request(tokens, { pin: new Uint8Array() })))).problem).toBe('wrong-pin');
    expect((await tokens.sign(await request(tokens))).length).toBe(256);
  });

  it('knows no key of another id, and none that it cannot sign with', async () => {
    const tokens = source(library ?? '');
    expect(await errorOf(tokens.sign(await request(tokens, { keyId: 'ff' })))).toMatchObject({ problem: 'key-not-found' });
    expect(await errorOf(tokens.sign(await request(tokens, { keyId: 'b1' })))).toMatchObject({ problem: 'unsupported-key' });
    expect(await errorOf(tokens.sign(await request(tokens, { keyId: 'a2', padding: 'pss' })))).toMatchObject({ problem: 'unsupported-key' });
  });

  it('gives the PIN to no other token than the chosen one', async () => {
    const tokens = source(library ?? '');
    const other = await tokenNamed(tokens, 'Other');
    expect(await errorOf(tokens.sign(await request(tokens, { slot: other.slot })))).toMatchObject({ problem: 'token-removed' });
    expect(await errorOf(tokens.sign(await request(tokens, { slot: 'abcdef' })))).toMatchObject({ problem: 'token-removed' });
  });

  it('answers calls one after another, and none after it was closed', async () => {
    const tokens = source(library ?? '');
    const wanted = await request(tokens);
    const values = await Promise.all([tokens.sign(wanted), tokens.list(), tokens.sign(wanted)]);
    expect(values[0]).toEqual(values[2]);
    const running = errorOf(tokens.list());
    tokens.close();
    expect(await running).toMatchObject({ problem: 'cancelled' });
    expect(await errorOf(tokens.list())).toMatchObject({ problem: 'cancelled' });
  });

  it('says that a token is gone which was there a moment ago', async () => {
    hsm.addToken('Leaving', PIN);
    const { slot, serialNumber } = await tokenNamed(source(library ?? ''), 'Leaving');
    hsm.removeToken('Leaving');
    const afterwards = source(library ?? '');
    expect(await errorOf(afterwards.sign(await request(afterwards, { slot, serialNumber })))).toMatchObject({ problem: 'token-removed' });
  });
});
