import { fork } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobMessage } from '../../../src-main/jobs/job-messages.ts';
import { DeskClient } from '../../../src-main/desk/desk-client.ts';
import { createTestPki } from '../../../src-main/demo/pki/index.ts';
import { NcalayerEmulator } from '../../support/ncalayer-emulator/emulator.ts';
import { tlsIdentity } from '../../support/ncalayer-emulator/tls-identity.ts';
import { NO_TOKENS } from '../../../src-main/signing/no-tokens.ts';
import { makeCopy } from '../../../src-main/jobs/copy-job.ts';
import type { CopyJob, JobKind, JobKinds } from '../../../src-main/jobs/job-kinds.ts';
import { makeStampedCopy } from '../../../src-main/pdf/index.ts';
import { type BlobLocation, BlobWriter } from '../../../src-main/store/blobs/blob-file.ts';
import { createSeal } from '../../../src-main/store/blobs/blob-format.ts';
import { letter, stampedRequest } from '../pdf/samples.ts';
import { type PackedProgram, packForTest } from './packed-program.ts';

/** False where setup found no compiler: then the program is packed without tokens. */
const tokensBuilt = existsSync(path.join(import.meta.dirname, '../../../node_modules/pkcs11js/build/linux-x64/pkcs11.node'));
let folder = '';
let packed: PackedProgram;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'chancery-package-'));
  packed = await packForTest(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Text of everything of ours in the archive. */
function ownText(): string {
  return packed.files.filter((file) => /^out\/.*\.(m?js|cjs|html)$/.test(file)).map((file) => readFileSync(path.join(packed.extracted, file), 'utf8')).join('\n');
}

describe('package', () => {
  it('holds the entries that the program names, and little else beside them', () => {
    const own = packed.files.filter((file) => file.startsWith('out/') && !file.startsWith('out/renderer/assets/') && !file.startsWith('out/main/chunks/'));
    expect(own.sort()).toEqual(['out/main/desk-thread.mjs', 'out/main/job-process.mjs', 'out/main/main.js', 'out/main/search-thread.mjs', 'out/main/token-process.mjs', 'out/preload/preload.cjs', 'out/renderer/index.html']);
    expect(packed.files.filter((file) => !file.startsWith('out/') && !file.startsWith('node_modules/'))).toEqual(['package.json']);
  });

  it('holds the native files of its target alone, outside of the archive', () => {
    const native = packed.files.filter((file) => file.endsWith('.node'));
    expect(native.toSorted()).toEqual(['node_modules/better-sqlite3/prebuilds/linux-x64.node', ...(tokensBuilt ? ['node_modules/pkcs11js/build/Release/pkcs11.node'] : [])]);
    const unpacked = readdirSync(path.join(packed.folder, 'resources', 'app.asar.unpacked'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(unpacked.map((entry) => entry.name).toSorted()).toEqual(['linux-x64.node', ...(tokensBuilt ? ['pkcs11.node'] : [])]);
  });

  it('holds the three packages that cannot be bundled, without their sources', () => {
    const packages = packed.files.filter((file) => file.startsWith('node_modules/')).map((file) => file.split('/')[1]);
    expect(new Set(packages)).toEqual(new Set(['better-sqlite3', 'pdfjs-dist', 'pkcs11js']));
    expect(packed.files.filter((file) => /\.(c|cc|cpp|h|hpp|gyp|gypi|sh|ts|mts|tsx|map)$|\/(src|deps|types|test)\//.test(file))).toEqual([]);
  });

  it('holds no program code twice and no source maps', () => {
    expect(packed.files.filter((file) => /\/(pdf\.min|pdf\.sandbox|pdf\.renderer)/.test(file))).toEqual([]);
    expect(ownText()).not.toMatch(/sourceMappingURL=/);
  });

  it('does not hold the loopback host', () => {
    // What only that host says; the guard that the words are still its own stands in the next line.
    const words = ['SameSite=Strict', 'the address has been used or is wrong', 'unknown cookie'];
    const host = readFileSync(path.join(import.meta.dirname, '../../../src-main/hosts/loopback-http.ts'), 'utf8');
    expect(words.filter((word) => !host.includes(word))).toEqual([]);
    const main = packed.files.filter((file) => file.startsWith('out/main/')).map((file) => readFileSync(path.join(packed.extracted, file), 'utf8')).join('\n');
    expect(words.filter((word) => main.includes(word))).toEqual([]);
    // Evidence is asked for over HTTP; nothing in the packed program answers.
    expect(main).not.toMatch(/\bcreateServer\b/);
  });

  it('names no path of the machine that built it', () => {
    expect(ownText()).not.toContain(path.join(import.meta.dirname, '../../..'));
  });

  it('bundles the preload script into one CommonJS file that asks for electron alone', () => {
    const preload = readFileSync(path.join(packed.extracted, 'out/preload/preload.cjs'), 'utf8');
    expect([...preload.matchAll(/require\(["'`]([^"'`]+)/g)].map((match) => match[1])).toEqual(['electron']);
    expect(preload).not.toMatch(/^\s*(import|export)\s/m);
  });

  it('gives the page no place for a script of its own text', () => {
    const page = readFileSync(path.join(packed.extracted, 'out/renderer/index.html'), 'utf8');
    expect(page.match(/<script(?![^>]*\ssrc=)[^>]*>/g)).toBeNull();
    expect(page).toContain('__CSP_NONCE__');
  });

  it('brings rule packs, fonts and licences along', () => {
    const resources = path.join(packed.folder, 'resources');
    expect(readdirSync(path.join(resources, 'rule-packs')).sort()).toEqual(['kg', 'kz', 'ua']);
    expect(readdirSync(path.join(resources, 'fonts'))).toContain('OFL.txt');
    const licences = readFileSync(path.join(resources, 'licences', 'third-party.txt'), 'utf8');
    const named = (name: string): boolean => new RegExp(`^${name} \\d+\\.`, 'm').test(licences);
    expect(['react', 'better-sqlite3', 'pdfjs-dist', 'pkijs', 'zod', 'vitest', 'electron-builder'].filter(named)).toEqual(['react', 'better-sqlite3', 'pdfjs-dist', 'zod']);
  });

  it('sets every fuse', async () => {
    const wire = await getCurrentFuseWire(path.join(packed.folder, 'chancery'));
    const on = (fuse: FuseV1Options): boolean => wire[fuse] === FuseState.ENABLE;
    expect({
      runAsNode: on(FuseV1Options.RunAsNode),
      cookieEncryption: on(FuseV1Options.EnableCookieEncryption),
      nodeOptions: on(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      cliInspect: on(FuseV1Options.EnableNodeCliInspectArguments),
      asarIntegrity: on(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
      onlyAsar: on(FuseV1Options.OnlyLoadAppFromAsar),
      fileProtocol: on(FuseV1Options.GrantFileProtocolExtraPrivileges),
    }).toEqual({ runAsNode: false, cookieEncryption: true, nodeOptions: false, cliInspect: false, asarIntegrity: true, onlyAsar: true, fileProtocol: false });
  });
});

describe('packed code, run by Node', () => {
  it('opens a desk with the packed native module and rule packs, and closes it', async () => {
    const desk = await DeskClient.open({
      entry: path.join(packed.extracted, 'out/main/desk-thread.mjs'),
      data: { dataDirectory: path.join(folder, 'desk'), resourcesDirectory: path.join(packed.folder, 'resources'), host: 'electron', version: '0.0.0', keyStore: 'plain', passphrase: null, demonstration: false, witnessDirectory: null, searchThread: path.join(packed.extracted, 'out/main/search-thread.mjs') },
      jobs: { run: () => Promise.reject(new Error('no job is expected')), close: () => undefined },
      tokens: NO_TOKENS,
      systemKeys: null,
    });
    const person = { name: 'A. Admin', login: 'admin', password: 'Correct-horse-battery-9' };
    const input = { office: { name: 'Office', country: 'KZ', documentLanguages: ['kk', 'ru'], deskCode: '1' }, passphrase: null, administrator: person, registrar: { ...person, login: 'registrar' } };
    const setUp = await desk.call('window-1', { callId: '1', method: 'desk.setUp', input });
    expect(setUp).toMatchObject({ ok: true, value: { phase: 'ready', host: 'electron' } });
    expect(await desk.call('window-1', { callId: '2', method: 'session.signIn', input: { login: 'registrar', password: person.password } })).toMatchObject({ ok: true });
    await desk.close();
  });

  it('reads a PDF in the packed job process, which looks like one of Electron', async () => {
    const document = await PDFDocument.create();
    document.setTitle('Letter 7');
    document.addPage().drawText('incoming letter', { x: 50, y: 500, font: await document.embedFont(StandardFonts.Helvetica) });
    document.addPage();
    const location = await storedBlob(await document.save());
    const result = await runPackedJob('describe', { file: { fileName: 'letter.pdf', location }, mediaType: 'application/pdf', contentOutput: newPlace() });
    expect(result).toMatchObject({ pages: 2, title: 'Letter 7' });
    const extracted = await runPackedJob('extractText', { file: { fileName: 'letter.pdf', location }, mediaType: 'application/pdf' });
    expect(extracted).toMatchObject({ outcome: 'text' });
    expect(extracted.text).toContain('incoming letter');
  });

  it.skipIf(!tokensBuilt)('loads the packed native module for tokens in the packed token process (skipped where it was not built)', async () => {
    // Only a module that is there can say that a file is no driver.
    const answer = await runPackedProcess('token-process.mjs', 'list', { driverPath: path.join(packed.extracted, 'package.json') });
    expect(answer).toMatchObject({ ok: false, problem: 'driver-not-loadable' });
  });

  it('[SIGN-03] signs through NCALayer in the packed job process', async () => {
    const pki = await createTestPki({ now: new Date().toISOString() });
    const emulator = await NcalayerEmulator.start({ identity: await tlsIdentity(pki), signer: pki.signers.clerk });
    try {
      const file = { fileName: 'letter.txt', location: await storedBlob(Buffer.from('The letter that is signed.')) };
      const made = await runPackedJob('signThroughNcalayer', { file, together: null, now: new Date().toISOString(), locale: 'kk', program: { port: emulator.port }, output: newPlace() });
      expect(made).toMatchObject({ certificate: createHash('sha256').update(pki.signers.clerk.certificate).digest('hex') });
    } finally {
      await emulator.stop();
    }
  });

  it('makes the very stamped copy that the checkout makes', async () => {
    const original = await letter('kk', 1);
    const request = await stampedRequest({ source: { kind: 'pdf', bytes: original } });
    const { source: _source, fonts: _fonts, ...texts } = request;
    const job: CopyJob = {
      source: { fileName: 'letter.pdf', sha256: createHash('sha256').update(original).digest('hex'), location: await storedBlob(original) },
      mediaType: 'application/pdf',
      fontsDirectory: path.join(packed.folder, 'resources', 'fonts'),
      output: newPlace(),
      form: { kind: 'stamped', texts },
      otherSheet: { title: '', lines: [] },
    };
    const expected = await makeCopy(job, async (bytes) => ({ sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length }));
    // The mark is placed by looking for free room on the page: nothing of that may hang on what is not packed.
    expect((await makeStampedCopy(request)).stampOn).toBe('page');
    expect(await runPackedJob('copy', job)).toEqual(expected);
  });
});

let places = 0;
function newPlace(): BlobLocation {
  places += 1;
  return { path: path.join(folder, `${places}.blob`), seal: createSeal({ keyId: randomBytes(16), key: randomBytes(32) }, randomBytes) };
}

async function storedBlob(bytes: Uint8Array): Promise<BlobLocation> {
  const location = newPlace();
  const writer = await BlobWriter.create(location);
  await writer.append(bytes);
  await writer.finish();
  return location;
}

/** One job in the packed job process. */
async function runPackedJob<Kind extends JobKind>(kind: Kind, input: JobKinds[Kind]['input']): Promise<JobKinds[Kind]['result']> {
  return (await runPackedProcess('job-process.mjs', kind, input)) as JobKinds[Kind]['result'];
}

/** One call of a packed process, under Node in the disguise of a utility process. */
async function runPackedProcess(entry: string, kind: string, input: object): Promise<unknown> {
  const child = fork(path.join(packed.extracted, 'out/main', entry), { execArgv: ['--import', path.join(import.meta.dirname, 'electron-like-process.mjs')], serialization: 'advanced', cwd: folder });
  try {
    return await new Promise((resolve, reject) => {
      child.on('message', (message) => {
        const content = message as JobMessage;
        if (content.type === 'ready') child.send({ type: 'run', kind, input });
        if (content.type === 'done') resolve(content.result);
        if (content.type === 'failed') reject(new Error(`${content.name}: ${content.message}`));
      });
      child.on('exit', (code) => reject(new Error(`exit code ${code}`)));
    });
  } finally {
    child.kill();
  }
}
