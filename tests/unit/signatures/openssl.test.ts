import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { signAttached, signDetached, signTogether, timestampToken } from '../../../src-main/demo/pki/index.ts';
import { ocspFor } from '../../../src-main/demo/pki/pki.ts';
import { writeTrust } from '../../../src-main/demo/pki/export-trust.ts';
import { extractAttachedContent } from '../../../src-main/signatures/index.ts';
import { file, fullTrust, later, NOW, only, testPki, text, validate } from './support.ts';
import type { SignerId, TestPki } from '../../../src-main/demo/pki/index.ts';

const present = spawnSync('openssl', ['version']).status === 0;
const content = text('Content with letters: ә ґ ң\n');
const seconds = String(Date.parse(NOW) / 1000);
let pki: TestPki;
let folder: string;

const at = (name: string): string => join(folder, name);
const openssl = (...parameters: string[]): Buffer => execFileSync('openssl', parameters, { stdio: ['ignore', 'pipe', 'pipe'] });
const pem = (der: Uint8Array): string =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64').replaceAll(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;

beforeAll(async () => {
  pki = await testPki();
  folder = mkdtempSync(join(tmpdir(), 'chancery-openssl-'));
  writeFileSync(at('content'), content);
  writeFileSync(at('root.pem'), pem(pki.root.certificate));
  writeFileSync(at('issuing.pem'), pem(pki.intermediate.certificate));
  for (const [id, signer] of Object.entries(pki.signers)) {
    writeFileSync(at(`${id}.pem`), pem(signer.certificate));
    writeFileSync(at(`${id}.key`), signer.keys.privateKey.export({ type: 'pkcs8', format: 'pem' }));
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(!present)(`openssl as the other judge${present ? '' : ' (skipped: no openssl)'}`, () => {
  it.each(['director', 'clerk', 'auditor'] as const)('accepts what we sign: %s, attached and detached', (id) => {
    writeFileSync(at('ours.p7m'), signAttached(content, pki.signers[id], { signingTime: later(0) }));
    writeFileSync(at('ours.p7s'), signDetached(content, pki.signers[id], { signingTime: later(0) }));
    const trusted = ['-CAfile', at('root.pem'), '-purpose', 'any', '-attime', seconds];
    const common = ['cms', '-verify', '-cades', '-inform', 'DER', '-binary', ...trusted];
    expect(openssl(...common, '-in', at('ours.p7m')).equals(content)).toBe(true);
    expect(openssl(...common, '-in', at('ours.p7s'), '-content', at('content')).equals(content)).toBe(true);
  });

  it('accepts our several signers, RSA-PSS among them', () => {
    const signers = [
      { signer: pki.signers.director, options: { algorithm: 'rsa-pss-sha256' as const } },
      { signer: pki.signers.clerk, options: {} },
    ];
    writeFileSync(at('several.p7m'), signTogether(content, signers, { attached: true }));
    const answer = openssl('cms', '-verify', '-inform', 'DER', '-binary', '-noverify', '-in', at('several.p7m'));
    expect(answer.equals(content)).toBe(true);
  });

  it.each([
    ['director', ['-md', 'sha256']],
    ['director', ['-md', 'sha512', '-cades']],
    ['partner', ['-md', 'sha384', '-keyopt', 'rsa_padding_mode:pss']],
    ['clerk', ['-md', 'sha256', '-cades']],
    ['auditor', ['-md', 'sha512']],
    ['clerk', ['-md', 'sha256', '-noattr']],
    ['director', ['-md', 'sha256', '-keyid']],
  ] as const)('[VER-01] what it signs, we pass: %s %s', async (id, parameters) => {
    const [out, wrong] = [at('theirs.p7m'), text('Content with letters: ә ґ н\n')];
    const sign = (...more: string[]): Buffer => {
      const who = ['-signer', at(`${id}.pem`), '-inkey', at(`${id}.key`), '-certfile', at('issuing.pem')];
      openssl('cms', '-sign', '-binary', '-in', at('content'), '-outform', 'DER', '-out', out, ...who, ...parameters, ...more);
      return readFileSync(out);
    };
    const attached = sign('-nodetach');
    expect(only(await validate(attached, fullTrust(pki)))).toMatchObject({ indication: 'TOTAL-PASSED', subIndication: null });
    const detached = sign();
    expect((await validate(detached, fullTrust(pki), [file(content)])).indication).toBe('TOTAL-PASSED');
    expect((await validate(detached, fullTrust(pki), [file(wrong)])).indication).toBe('TOTAL-FAILED');
  });

  it('reads its stream of indefinite lengths with the content in pieces', async () => {
    const who = ['-signer', at('director.pem'), '-inkey', at('director.key'), '-certfile', at('issuing.pem')];
    const large = Buffer.alloc(100_000, 'Ә');
    writeFileSync(at('large'), large);
    const parameters = ['-nodetach', '-stream', '-indef', '-binary', '-outform', 'DER'];
    openssl('cms', '-sign', ...parameters, '-in', at('large'), '-out', at('stream.p7m'), ...who);
    const stream = readFileSync(at('stream.p7m'));
    expect(stream[1]).toBe(0x80);
    expect((await validate(stream, fullTrust(pki))).indication).toBe('TOTAL-PASSED');
    expect(large.equals(extractAttachedContent(stream)?.bytes ?? Buffer.alloc(0))).toBe(true);
    stream[1000] = (stream[1000] ?? 0) ^ 1;
    expect((await validate(stream, fullTrust(pki))).indication).toBe('TOTAL-FAILED');
  });

  it('finds the right document for a signature without signed attributes', async () => {
    const id: SignerId = 'director';
    const who = ['-signer', at(`${id}.pem`), '-inkey', at(`${id}.key`)];
    openssl('cms', '-sign', '-noattr', '-binary', '-in', at('content'), '-outform', 'DER', '-out', at('bare.p7s'), ...who);
    const report = await validate(readFileSync(at('bare.p7s')), fullTrust(pki), [file(text('x'), 'x'), file(content, 'y')]);
    expect(report).toMatchObject({ indication: 'TOTAL-PASSED', content: { fileName: 'y' } });
  });

  it('refuses a signature over signed attributes that is presented as one over their encoding', async () => {
    const who = ['-signer', at('director.pem'), '-inkey', at('director.key')];
    writeFileSync(at('forged'), Buffer.from('311d301b06092a864886f70d010904310e040c303132333435363738393a3b', 'hex'));
    openssl('cms', '-sign', '-noattr', '-nodetach', '-binary', '-in', at('forged'), '-outform', 'DER', '-out', at('forged.p7m'), ...who);
    const report = only(await validate(readFileSync(at('forged.p7m')), fullTrust(pki)));
    expect(report).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'SIG_CONSTRAINTS_FAILURE', dataIntact: null });
  });

  it('reads our lists, answers and tokens', async () => {
    await writeTrust(at('trust'), pki);
    const chain = ['-CAfile', at('root.pem'), '-inform', 'DER'];
    openssl('crl', ...chain, '-noout', '-in', at('trust/test-root.crl'));
    writeFileSync(at('a.ocsp'), ocspFor(pki, pki.signers.revoked));
    const ocsp = ['ocsp', '-respin', at('a.ocsp'), '-issuer', at('issuing.pem'), '-cert', at('revoked.pem')];
    const answer = openssl(...ocsp, '-CAfile', at('root.pem'), '-attime', seconds, '-verify_other', at('issuing.pem'), '-validity_period', '999999999');
    expect(answer.toString()).toContain('revoked');
    writeFileSync(at('token'), timestampToken(content, { authority: pki.timestampAuthority, time: later(0) }));
    const verify = ['ts', '-verify', '-data', at('content'), '-token_in', '-in', at('token'), '-CAfile', at('root.pem')];
    const result = spawnSync('openssl', [...verify, '-untrusted', at('issuing.pem'), '-attime', seconds]);
    expect(`${result.stdout.toString()}${result.stderr.toString()}`).toContain('Verification: OK');
  });
});
