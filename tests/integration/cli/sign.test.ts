import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTestPki, type TestPki, type TestSigner } from '../../../src-main/demo/pki/index.ts';
import { loadFonts, makeTextPdf } from '../../../src-main/pdf/index.ts';
import { createSignatureValidator } from '../../../src-main/signatures/index.ts';
import { evidenceServer } from '../../support/evidence-server.ts';
import { NcalayerEmulator } from '../../support/ncalayer-emulator/emulator.ts';
import { tlsIdentity } from '../../support/ncalayer-emulator/tls-identity.ts';
import { findSoftHsm, SoftHsm } from '../../support/softhsm.ts';
import { containerAnswers, opensslAccepts, pdfsigAnswers } from '../../support/signature-judges.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { PROJECT_ROOT } from '../../support/test-desk.ts';
import { answerTo } from '../../support/timestamp-answers.ts';

const PASSWORD = 'Құпиясөз-7';
let pki: TestPki;
let letter: Uint8Array;

beforeAll(async () => {
  pki = await createTestPki({ now: new Date().toISOString() });
  letter = await makeTextPdf({ title: 'Лист', paragraphs: ['Әғқңөұүһі ґєії ңөү'], fonts: await loadFonts(path.join(PROJECT_ROOT, 'resources', 'fonts')), createdAt: new Date().toISOString() });
});

/** Not `spawnSync`: the authority that is asked for timestamps answers in this process. */
function chancery(folder: string, ...args: string[]): Promise<{ readonly code: number | null; readonly err: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(PROJECT_ROOT, 'bin', 'chancery'), ...args], { cwd: folder, env: { ...process.env, LC_ALL: 'en_GB.UTF-8', INIT_CWD: folder }, stdio: ['ignore', 'ignore', 'pipe'] });
    let err = '';
    child.stderr.on('data', (part: Buffer) => (err += part.toString('utf8')));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, err }));
  });
}

/** A folder with the letter and a PKCS#12 that openssl made for this signer. */
function folderFor(signer: TestSigner): string {
  const folder = temporaryFolder();
  const at = (name: string): string => path.join(folder, name);
  writeFileSync(at('лист.pdf'), letter);
  writeFileSync(at('password.txt'), `${PASSWORD}\n`);
  writeFileSync(at('key.pem'), signer.keys.privateKey.export({ format: 'pem', type: 'pkcs8' }));
  writeFileSync(at('signer.der'), signer.certificate);
  execFileSync('openssl', ['x509', '-inform', 'DER', '-in', at('signer.der'), '-out', at('signer.pem')]);
  execFileSync('openssl', ['pkcs12', '-export', '-inkey', at('key.pem'), '-in', at('signer.pem'), '-passout', `file:${at('password.txt')}`, '-out', at('key.p12')]);
  return folder;
}

const KEY = ['--key', 'key.p12', '--password-file', 'password.txt'];

describe('chancery sign', () => {
  it.each(['director', 'clerk'] as const)('signs in every form what openssl, pdfsig and our own engine take for good (%s)', async (name) => {
    const folder = folderFor(pki.signers[name]);
    const read = (file: string): Buffer => readFileSync(path.join(folder, file));
    for (const form of ['detached', 'attached', 'pades', 'asic-e']) {
      expect(await chancery(folder, 'sign', 'лист.pdf', ...KEY, '--form', form), form).toMatchObject({ code: 0 });
    }
    expect(opensslAccepts(read('лист.pdf.p7s'), [letter])).toBe(true);
    expect(opensslAccepts(read('лист.pdf.p7m'), [])).toBe(true);
    expect(containerAnswers(read('лист.pdf.asice'))).toEqual([true]);
    expect(pdfsigAnswers(read('лист.signed.pdf')).map(({ accepts }) => accepts)).toEqual([true]);
    expect(read('лист.pdf').equals(letter)).toBe(true);
    const levels = await Promise.all(
      ['лист.pdf.p7s', 'лист.pdf.p7m', 'лист.signed.pdf', 'лист.pdf.asice'].map(async (file) => {
        const report = await createSignatureValidator().validate({ fileName: file, bytes: read(file), detachedContents: [{ fileName: 'лист.pdf', bytes: letter }] }, { now: new Date().toISOString(), trustAnchors: [] });
        return report.signatures.map(({ level, signatureIntact, dataIntact }) => [level, signatureIntact, dataIntact]);
      }),
    );
    expect(levels).toEqual([[['CAdES-BASELINE-B', true, true]], [['CAdES-BASELINE-B', true, true]], [['PAdES-BASELINE-B', true, true]], [['CAdES-BASELINE-B', true, true]]]);
  });

  it('takes the timestamp along, and says where it has not come', async () => {
    const server = await evidenceServer({
      '/tsa': (_request, response, body) => response.end(answerTo(body, pki, { time: new Date() })),
      '/broken': (_request, response) => response.end('no token'),
    });
    const folder = folderFor(pki.signers.clerk);
    for (const form of ['detached', 'attached', 'pades', 'asic-e']) {
      expect(await chancery(folder, 'sign', 'лист.pdf', ...KEY, '--form', form, '--tsa', server.url('/tsa'), '--allow-host', server.host, '--out', `${form}.out`), form).toMatchObject({ code: 0 });
      const report = await createSignatureValidator().validate({ fileName: `${form}.out`, bytes: readFileSync(path.join(folder, `${form}.out`)), detachedContents: [{ fileName: 'лист.pdf', bytes: letter }] }, { now: new Date().toISOString(), trustAnchors: [{ fileName: 'root.cer', bytes: pki.root.certificate }] });
      expect(report.signatures[0]?.timestamps, form).toEqual([expect.objectContaining({ kind: 'signature', imprintIntact: true, signatureIntact: true })]);
    }
    const late = await chancery(folder, 'sign', 'лист.pdf', ...KEY, '--tsa', server.url('/broken'), '--allow-host', server.host);
    expect(late).toMatchObject({ code: 2, err: expect.stringContaining('No timestamp came') });
    expect(opensslAccepts(readFileSync(path.join(folder, 'лист.pdf.p7s')), [letter])).toBe(true);
    // A private address is asked only where it is allowed.
    expect(await chancery(folder, 'sign', 'лист.pdf', ...KEY, '--tsa', server.url('/tsa'), '--out', 'refused.p7s')).toMatchObject({ code: 2 });
  });

  it('signs nothing with a wrong password, an expired key or onto an existing file', async () => {
    const folder = folderFor(pki.signers.clerk);
    writeFileSync(path.join(folder, 'wrong.txt'), 'another');
    const wrong = await chancery(folder, 'sign', 'лист.pdf', '--key', 'key.p12', '--password-file', 'wrong.txt');
    expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining('The password does not open the key file') });
    expect(wrong.err).not.toContain('another');
    expect(await chancery(folder, 'sign', 'лист.pdf', '--key', 'лист.pdf', '--password-file', 'password.txt')).toMatchObject({ code: 1, err: expect.stringContaining('damaged or no key file') });
    expect(await chancery(folder, 'sign', 'немає.pdf', ...KEY)).toMatchObject({ code: 3 });
    expect(existsSync(path.join(folder, 'лист.pdf.p7s'))).toBe(false);
    expect(await chancery(folder, 'sign', 'лист.pdf', ...KEY)).toMatchObject({ code: 0 });
    expect(await chancery(folder, 'sign', 'лист.pdf', ...KEY)).toMatchObject({ code: 1, err: expect.stringContaining('it is not overwritten') });
    expect(await chancery(folderFor(pki.signers.expired), 'sign', 'лист.pdf', ...KEY)).toMatchObject({ code: 1, err: expect.stringContaining('expired') });
  });
});

const library = findSoftHsm();

describe.skipIf(library === null)(`chancery sign with a token${library === null ? ' (skipped: no SoftHSM)' : ''}`, () => {
  it('signs with a key that never leaves it, and says what a wrong PIN did', async () => {
    const folder = folderFor(pki.signers.director);
    const hsm = new SoftHsm(library ?? '', temporaryFolder());
    try {
      hsm.addToken('office', '1234');
      hsm.addKey('office', '1234', { id: '01', privateKey: pki.signers.director.keys.privateKey, certificate: pki.signers.director.certificate });
      writeFileSync(path.join(folder, 'pin.txt'), '1234\n');
      writeFileSync(path.join(folder, 'wrong-pin.txt'), '9999\n');
      const token = ['--token', library ?? ''];
      const wrong = await chancery(folder, 'sign', 'лист.pdf', ...token, '--password-file', 'wrong-pin.txt');
      expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining('The PIN is wrong') });
      expect(wrong.err).not.toContain('9999');
      for (const form of ['detached', 'pades']) expect(await chancery(folder, 'sign', 'лист.pdf', ...token, '--password-file', 'pin.txt', '--form', form), form).toMatchObject({ code: 0 });
      expect(opensslAccepts(readFileSync(path.join(folder, 'лист.pdf.p7s')), [letter])).toBe(true);
      expect(pdfsigAnswers(readFileSync(path.join(folder, 'лист.signed.pdf'))).map(({ accepts }) => accepts)).toEqual([true]);
    } finally {
      hsm.close();
    }
  });

  it('says what a driver is that is none', async () => {
    const folder = folderFor(pki.signers.clerk);
    expect(await chancery(folder, 'sign', 'лист.pdf', '--token', 'лист.pdf')).toMatchObject({ code: 1, err: expect.stringContaining('no PKCS #11 driver') });
  });
});

describe('chancery sign through NCALayer', () => {
  it('has the emulator sign, takes the timestamp along, and says when nothing runs', async () => {
    const folder = folderFor(pki.signers.clerk);
    const server = await evidenceServer({ '/tsa': (_request, response, body) => response.end(answerTo(body, pki, { time: new Date() })) });
    const emulator = await NcalayerEmulator.start({ identity: await tlsIdentity(pki), signer: pki.signers.clerk });
    const port = ['--ncalayer', '--ncalayer-port', String(emulator.port)];
    try {
      expect(await chancery(folder, 'sign', 'лист.pdf', ...port)).toMatchObject({ code: 0 });
      expect(await chancery(folder, 'sign', 'лист.pdf', ...port, '--form', 'attached', '--tsa', server.url('/tsa'), '--allow-host', server.host)).toMatchObject({ code: 0 });
      expect(await chancery(folder, 'sign', 'лист.pdf', ...port, '--form', 'pades', '--out', 'x.pdf')).toMatchObject({ code: 64 });
    } finally {
      await emulator.stop();
    }
    expect(opensslAccepts(readFileSync(path.join(folder, 'лист.pdf.p7s')), [letter])).toBe(true);
    expect(opensslAccepts(readFileSync(path.join(folder, 'лист.pdf.p7m')), [])).toBe(true);
    expect(await chancery(folder, 'sign', 'лист.pdf', ...port, '--out', 'late.p7s')).toMatchObject({ code: 1, err: expect.stringContaining('NCALayer does not answer') });
  });
});
