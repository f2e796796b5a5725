import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTestPki, exportTrust, signAttached, signDetached, type TestPki } from '../../../src-main/demo/pki/index.ts';
import { loadFonts, makeTextPdf } from '../../../src-main/pdf/index.ts';
import { openTestDesk, PROJECT_ROOT, setUpOffice, signIn, upload, valueOf } from '../../support/test-desk.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

let pki: TestPki;
let letter: Uint8Array;

beforeAll(async () => {
  pki = await createTestPki({ now: new Date().toISOString() });
  letter = await makeTextPdf({ title: 'Лист', paragraphs: ['Әғқңөұүһі ґєії ңөү'], fonts: await loadFonts(path.join(PROJECT_ROOT, 'resources', 'fonts')), createdAt: new Date().toISOString() });
});

function chancery(folder: string, ...args: string[]) {
  const result = spawnSync(process.execPath, [path.join(PROJECT_ROOT, 'bin', 'chancery'), ...args], { cwd: folder, encoding: 'utf8', env: { ...process.env, LC_ALL: 'en_GB.UTF-8', INIT_CWD: folder } });
  return { code: result.status, out: result.stdout, err: result.stderr, lines: result.stdout.split('\n').filter((line) => line !== '') };
}

/** A folder with a document, its signature, other content and the trust of the test authority. */
function folderWithFiles(): string {
  const folder = temporaryFolder();
  const write = (name: string, bytes: Uint8Array | string): void => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), bytes);
  };
  write('лист.pdf', letter);
  write('інший.pdf', Buffer.concat([letter, Buffer.from('\n')]));
  write('лист.pdf.p7s', signDetached(letter, pki.signers.clerk));
  write('усередині.p7m', signAttached(letter, pki.signers.director));
  write('нотатка.txt', 'без підпису');
  const { trustAnchors, intermediates, crls, ocspResponses } = exportTrust(pki);
  for (const [place, files] of [['trust', trustAnchors], ['more', intermediates], ['crl', crls], ['ocsp', ocspResponses]] as const) for (const { fileName, bytes } of files) write(`${place}/${fileName}`, bytes);
  return folder;
}

const TRUST = ['--trust', 'trust', '--crl', 'crl', '--ocsp', 'ocsp', '--json'];

describe('chancery verify', () => {
  it('answers 0 only when every file has signatures and all passed', () => {
    const folder = folderWithFiles();
    const { code, lines } = chancery(folder, 'verify', 'лист.pdf.p7s', 'усередині.p7m', '--content', 'лист.pdf', ...TRUST);
    expect(lines.map((line) => (JSON.parse(line) as { signatures: { indication: string }[] }).signatures.map((signature) => signature.indication))).toEqual([['TOTAL-PASSED'], ['TOTAL-PASSED']]);
    expect(code).toBe(0);
  });

  it('prints one object a file with the promised fields', () => {
    const { lines } = chancery(folderWithFiles(), 'verify', 'лист.pdf.p7s', '--content', 'лист.pdf', ...TRUST);
    const object = JSON.parse(lines[0] ?? '') as { signatures: object[] };
    expect(object).toMatchObject({ file: 'лист.pdf.p7s', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string, container: 'cms-detached', unsignedFiles: [], documentTimestamps: [] });
    expect(object.signatures[0]).toMatchObject({ id: '1', kind: 'signature', missing: [], changesAfter: [], constraints: expect.arrayContaining([expect.objectContaining({ key: 'constraint.dataIntact', status: 'met' })]) as unknown });
    expect(Object.keys(object.signatures[0] ?? {}).slice(0, 13)).toEqual(
      ['format', 'baselineLevel', 'legalLevel', 'signer', 'algorithm', 'claimedSigningTime', 'bestSignatureTime', 'dataFound', 'dataIntact', 'signatureIntact', 'indication', 'subIndication', 'reasons'],
    );
  });

  it.each([
    ['1 for content that was changed', ['лист.pdf.p7s', '--content', 'інший.pdf', ...TRUST], 1],
    ['2 without trust', ['лист.pdf.p7s', '--content', 'лист.pdf', '--json'], 2],
    ['2 without the content', ['лист.pdf.p7s', ...TRUST], 2],
    ['2 for a file without a signature', ['нотатка.txt', ...TRUST], 2],
    ['3 for a file that is not there', ['немає.p7s', ...TRUST], 3],
    ['the worst of several: 2 before 0', ['усередині.p7m', 'нотатка.txt', ...TRUST], 2],
    ['the worst of several: 1 before 2', ['лист.pdf.p7s', 'нотатка.txt', '--content', 'інший.pdf', ...TRUST], 1],
    ['the worst of several: 3 before 1', ['лист.pdf.p7s', 'немає.p7s', '--content', 'інший.pdf', ...TRUST], 3],
    ['2 at a time before the certificate', ['лист.pdf.p7s', '--content', 'лист.pdf', '--at', '1999-01-01T00:00:00Z', ...TRUST], 2],
    ['64 for arguments that make no sense', ['--what'], 64],
    ['64 for a folder of trust that is not there', ['лист.pdf.p7s', '--trust', 'немає'], 64],
  ])('answers %s', (_what, args, code) => {
    expect(chancery(folderWithFiles(), 'verify', ...args).code).toBe(code);
  });
});

describe('chancery copy', () => {
  it('writes the paper copy with the protocol, and never over a file that is there', () => {
    const folder = folderWithFiles();
    const before = readFileSync(path.join(folder, 'усередині.p7m'));
    const { code, err } = chancery(folder, 'copy', 'усередині.p7m', 'копія.pdf', '--country', 'UA', ...TRUST.slice(0, -1));
    expect([code, err]).toEqual([0, expect.stringContaining('копія.pdf')]);
    const text = execFileSync('pdftotext', ['-layout', path.join(folder, 'копія.pdf'), '-'], { encoding: 'utf8' });
    for (const words of ['Әғқңөұүһі ґєії ңөү', 'Протокол перевірки підпису', 'TOTAL-PASSED', 'Әбдіқадырова Ғалия Һашімқызы']) expect(text).toContain(words);
    execFileSync('qpdf', ['--check', path.join(folder, 'копія.pdf')]);
    const size = statSync(path.join(folder, 'копія.pdf')).size;
    expect(chancery(folder, 'copy', 'нотатка.txt', 'копія.pdf').code).toBe(1);
    expect(statSync(path.join(folder, 'копія.pdf')).size).toBe(size);
    expect(readFileSync(path.join(folder, 'усередині.p7m')).equals(before)).toBe(true);
  });

  it('refuses a damaged PDF with words and leaves nothing half written', () => {
    const folder = folderWithFiles();
    writeFileSync(path.join(folder, 'бита.pdf'), '%PDF-1.7\nnothing more');
    const { code, err } = chancery(folder, 'copy', 'бита.pdf', 'копія.pdf');
    expect(code).toBe(1);
    expect(err).toContain('No copy was made');
    expect(existsSync(path.join(folder, 'копія.pdf'))).toBe(false);
  });
});

describe('chancery check', () => {
  it('[SEC-20] finds a sound desk sound and names a damaged file', async () => {
    const dataDirectory = temporaryFolder();
    const test = await openTestDesk({ dataDirectory });
    const client = test.client();
    await setUpOffice(client);
    await signIn(client);
    const { sha256 } = await upload(client, 'лист.pdf', letter);
    const [received] = await test.rooms.intake.receive([{ sha256, fileName: 'лист.pdf' }], { accountId: 'a', login: 'registrar', name: 'Р', roles: ['registrar'] });
    await test.rooms.intake.settled(received ?? '');
    expect(chancery(dataDirectory, 'check', '--data', dataDirectory).code).toBe(3);
    await test.close();

    const sound = chancery(dataDirectory, 'check', '--data', dataDirectory, '--json');
    expect(JSON.parse(sound.out)).toMatchObject({ database: true, chain: true, projections: true, problems: [] });
    expect(sound.code).toBe(0);

    const blobs = path.join(dataDirectory, 'blobs');
    const file = readdirSync(blobs, { recursive: true, withFileTypes: true }).find((entry) => entry.name === sha256);
    const place = path.join(file?.parentPath ?? '', sha256);
    const bytes = readFileSync(place);
    bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1;
    writeFileSync(place, bytes);
    const damaged = chancery(dataDirectory, 'check', '--data', dataDirectory, '--json');
    expect((JSON.parse(damaged.out) as { problems: string[] }).problems).toEqual([expect.stringContaining(sha256)]);
    expect(damaged.code).toBe(1);
  });

  it('does not take a mistyped folder for a desk', () => {
    const folder = temporaryFolder();
    expect(chancery(folder, 'check', '--data', path.join(folder, 'nothing')).code).toBe(3);
    expect(existsSync(path.join(folder, 'nothing'))).toBe(false);
  });
});

describe('chancery backup and restore', () => {
  it('[ARC-10] makes an encrypted copy of a closed desk and puts it into an empty folder', async () => {
    const dataDirectory = temporaryFolder();
    const test = await openTestDesk({ dataDirectory });
    const client = test.client();
    await setUpOffice(client);
    await signIn(client);
    const { sha256 } = await upload(client, 'лист.pdf', letter);
    valueOf(await client.intake.receive({ files: [{ sha256, fileName: 'лист.pdf' }] }));
    const folder = temporaryFolder();
    const backup = path.join(folder, 'backup');
    const make = () => chancery(folder, 'backup', backup, '--data', dataDirectory);
    expect(make().code).toBe(3);
    await test.close();
    expect(make()).toMatchObject({ code: 0, out: expect.stringContaining('Files new: 1, kept: 0, removed: 0') as unknown });
    expect(make()).toMatchObject({ code: 0, out: expect.stringContaining('Files new: 0, kept: 1, removed: 0') as unknown });

    const restored = path.join(folder, 'restored');
    const restore = (data: string) => chancery(folder, 'restore', backup, '--data', data, '--json');
    expect(restore(dataDirectory)).toMatchObject({ code: 3, err: expect.stringContaining('There is a desk') as unknown });
    const whole = restore(restored);
    expect(whole.code).toBe(0);
    expect(JSON.parse(whole.out)).toMatchObject({ database: true, chain: true, projections: true, blobs: 1, problems: [] });
    expect(chancery(folder, 'restore', folder, '--data', path.join(folder, 'other'))).toMatchObject({ code: 3, err: expect.stringContaining('There is no encrypted backup') as unknown });

    const sealed = path.join(backup, 'desk.sqlite.sealed');
    const bytes = readFileSync(sealed);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    writeFileSync(sealed, bytes);
    const third = path.join(folder, 'third');
    expect(restore(third)).toMatchObject({ code: 3, err: expect.stringContaining('The desk was not restored') as unknown });
    expect(existsSync(path.join(third, 'desk.sqlite'))).toBe(false);
    const lost = path.join(backup, 'blobs', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
    writeFileSync(lost, readFileSync(lost).subarray(0, -1));
    expect(make().code).toBe(0);
    expect(restore(path.join(folder, 'fourth'))).toMatchObject({ code: 1, err: expect.stringContaining(sha256) as unknown });
  });
});
