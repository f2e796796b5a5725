import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PreparedSignature, SignatureFieldRequest, UncheckedBlock } from '../../../src-main/pdf/index.ts';
import { addedInk, inFolder, render } from './rendering.ts';
import { block, KAZAKH_NAME, letter, productFonts } from './samples.ts';

export const SIGNING_TIME = new Date('2026-03-10T09:00:00.000Z');

/** The block of a signature that is being made, with every letter that fonts drop first. */
export function signingBlock(name = KAZAKH_NAME): UncheckedBlock {
  const { rows, note } = block('passed');
  return { title: 'ҚҰЖАТҚА ЭЛЕКТРОНДЫҚ ЦИФРЛЫҚ ҚОЛТАҢБА ҚОЙЫЛДЫ', regime: 'being-made', order: null, code: null, rows: [{ label: 'Қол қоюшы', value: name }, ...rows.slice(1)], note };
}

export async function fieldRequest(change: Partial<SignatureFieldRequest> = {}): Promise<SignatureFieldRequest> {
  return {
    source: await letter('kk', 1),
    fonts: await productFonts(),
    block: signingBlock(),
    place: 'free-space',
    signingTime: SIGNING_TIME,
    subFilter: 'ETSI.CAdES.detached',
    ...change,
  };
}

/** The signed bytes, both parts together. */
export function signedBytes({ bytes, byteRange }: PreparedSignature): Buffer {
  const [, firstLength, second, secondLength] = byteRange;
  return Buffer.concat([bytes.subarray(0, firstLength), bytes.subarray(second, second + secondLength)]);
}

/** The prepared file with a signature value in its place. */
export function withValue({ bytes, contents }: PreparedSignature, value: Uint8Array): Uint8Array {
  if (2 * value.length > contents.length - 2) throw new RangeError(`a value of ${value.length} bytes does not fit`);
  const signed = bytes.slice();
  signed.set(Buffer.from(Buffer.from(value).toString('hex'), 'latin1'), contents.start + 1);
  return signed;
}

/** Shares of dark pixels in equal strips of the ink that a copy adds to page 1: from the top, then from the left. */
export function inkProfile(original: Uint8Array, copy: Uint8Array): number[] {
  const [[before], [after]] = [render(original, 110), render(copy, 110)];
  const box = before && after && addedInk(before, after);
  if (!after || !box) throw new Error('nothing was added');
  const [width, height] = [box.right - box.left + 1, box.bottom - box.top + 1];
  const [rows, columns] = [Array.from({ length: STRIPS }, () => 0), Array.from({ length: STRIPS }, () => 0)];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const dark = (255 - after.at(box.left + x, box.top + y)) / 255;
      const [row, column] = [Math.floor((y * STRIPS) / height), Math.floor((x * STRIPS) / width)];
      rows[row] = (rows[row] ?? 0) + dark / width;
      columns[column] = (columns[column] ?? 0) + dark / height;
    }
  }
  return [...rows, ...columns];
}

const STRIPS = 40;

/** Pearson's correlation of two series of the same length. */
export function correlation(one: readonly number[], other: readonly number[]): number {
  const mean = (series: readonly number[]) => series.reduce((sum, value) => sum + value, 0) / series.length;
  const [m, n] = [mean(one), mean(other)];
  const [left, right] = [one.map((value) => value - m), other.map((value) => value - n)];
  const product = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
  return product(left, right) / Math.sqrt(product(left, left) * product(right, right));
}

/** A key of OpenSSL's making, which shares no code with anything here. */
export interface OpensslKey {
  readonly key: string;
  readonly certificate: string;
}

export function makeOpensslKey(): OpensslKey {
  return inFolder((folder) => {
    const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', certificate, '-days', '3650', '-subj', '/CN=TEST SIGNER'], { stdio: 'pipe' });
    return { key: readFileSync(key, 'utf8'), certificate: readFileSync(certificate, 'utf8') };
  });
}

/** Signs with `openssl cms`. */
export function signWithOpenssl(prepared: PreparedSignature, { key, certificate }: OpensslKey): Uint8Array {
  return inFolder((folder) => {
    const at = (name: string) => join(folder, name);
    writeFileSync(at('key.pem'), key);
    writeFileSync(at('certificate.pem'), certificate);
    writeFileSync(at('content'), signedBytes(prepared));
    execFileSync('openssl', ['cms', '-sign', '-binary', '-md', 'sha256', '-outform', 'DER', '-in', at('content'), '-out', at('value'), '-signer', at('certificate.pem'), '-inkey', at('key.pem')], { stdio: 'pipe' });
    return withValue(prepared, readFileSync(at('value')));
  });
}

export interface PdfsigReading {
  readonly field: string;
  readonly valid: boolean;
  readonly whole: boolean;
}

/** What Poppler's pdfsig says of each signature, in its order. It ends with a status of its own where there is none. */
export function pdfsig(bytes: Uint8Array): PdfsigReading[] {
  return inFolder((folder) => {
    writeFileSync(join(folder, 'signed.pdf'), bytes);
    const env = { PATH: process.env['PATH'], LC_ALL: 'C', HOME: folder };
    const { stdout, error, signal } = spawnSync('pdfsig', ['-nocert', join(folder, 'signed.pdf')], { encoding: 'utf8', stdio: 'pipe', timeout: 60_000, env });
    if (error !== undefined || signal !== null) throw error ?? new Error(`pdfsig ended by ${signal}`);
    return stdout.split(/^Signature #\d+:$/m).slice(1).map((part) => ({
      field: /Signature Field Name: (.*)/.exec(part)?.[1] ?? '',
      valid: part.includes('Signature Validation: Signature is Valid.'),
      whole: part.includes('- Total document signed'),
    }));
  });
}
